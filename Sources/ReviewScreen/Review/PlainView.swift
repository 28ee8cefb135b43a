import Moderation

extension ReviewModel {
    /// What plain mode prints: what happened, then one comment or page, then one question.
    ///
    /// **Shape**: lines to be read from first to last; no row is written twice, nothing depends on a place
    /// on the screen. The question is last and ends in `> `.
    public var plainLines: [String] {
        var rows: [StyledText] = []
        if let message {
            rows += ((message.isWarning ? "note: " : "") + message.text).wrapped(to: size.columns)
        }
        switch mode {
        case .item, .typing: rows += plainItem
        case .reasons(let question) where question.isAskedAgain: break
        case .reasons(let question): rows += reasonRows(question, size.columns, .max / 2)
        case .page(let page): rows += pageRows(page, width: size.columns)
        case .undoList(let decisions, _):
            rows.append("your decisions that stand, newest first")
            rows += decisions.map(inWords)
        case .marked(let question): rows += markedRows(question, size.columns)
        }
        return rows.map(setup.style.paint)
    }

    /// What the next line answers.
    public var plainQuestion: String {
        let text: StyledText =
            switch mode {
            case .typing(let prompt): question(prompt.purpose)
            case .reasons(let question):
                question.suggestion.map { "reason, or enter for \($0, layout: .marks)> " }
                    ?? "reason> "
            case .page: "enter goes back> "
            case .undoList: "the number to take back, or enter> "
            case .marked(let question):
                question.request == nil
                    ? "approve, hide or spam, or enter> " : "decide them? yes or no> "
            case .item:
                itemQuestion
            }
        return setup.style.paint(text)
    }

    private var itemQuestion: StyledText {
        if current == nil { return "next-queue, a list's name, or quit> " }
        return setup.isReadOnly
            ? "next, previous, rules, help or quit> "
            : "approve, hide, spam, skip, escalate, undo, next, help or quit> "
    }

    private var plainItem: [StyledText] {
        guard let current else {
            return nothingLeft.wrapped(to: size.columns)
        }
        if case .typing = mode { return [] }
        let width = size.columns
        let sections = ItemSections(model: self, reviewed: current, width: width)
        var rows: [StyledText] = [""]
        if let cursor { rows.append("\(source.name, layout: .flow), \(cursor + 1)") }
        rows += sections.facts.wrapped(to: width)
        if let news { rows += ("note: " + news).wrapped(to: width) }
        rows += sections.context(most: 6)
        rows.append("comment:")
        rows += sections.body
        rows.append("why:")
        rows += sections.why + sections.suggestion.wrapped(to: width)
        return rows
    }
}
