import Foundation
import Moderation

extension ReviewModel {
    /// The screen as it is now.
    ///
    /// **Shape**: the bar, then the list beside the comment where there is room for both, then a message
    /// and what may be pressed. On any screen the words of the comment have half of it at least.
    /// - Complexity: O(length of the body + rows).
    public var frame: Frame {
        let footer = self.footer
        let rows = size.rows - 1 - footer.count
        var (body, cursor) = (content(size.columns, rows), nil as Frame.Place?)
        if case .typing(let prompt) = mode {
            let line = self.line(prompt)
            body = Array(body.prefix(rows - 1)) + filler(rows - 1 - body.count) + [line.text]
            cursor = Frame.Place(row: rows, column: min(size.columns - 1, line.column))
        }
        return Frame(
            size: size, rows: [bar] + body.prefix(rows) + filler(rows - body.count) + footer,
            cursor: cursor)
    }

    private func filler(_ count: Int) -> [StyledText] { Array(repeating: "", count: max(0, count)) }

    // MARK: - Top and bottom

    private var bar: StyledText {
        var left: StyledText = "\(" ", .bar)\(source.name, .bar, layout: .flow)"
        if let cursor { left += "\(" \(cursor + 1) of \(total)", .bar)" }
        if !marked.isEmpty { left += "\(", \(marked.count) marked", .bar)" }
        if setup.isReadOnly { left += "\(", read only", .bar)" }
        var right: StyledText =
            "\(setup.title, .bar, layout: .flow)\(", \(setup.profile.rawValue), ", .bar)\(setup.person, .bar)\(" ", .bar)"
        if !others.isEmpty {
            let names = others.map { StyledText("\($0, .bar)") }.joined(separator: "\(", ", .bar)")
            right = "\("also here: ", .bar)\(names)\("  ", .bar)" + right
        }
        let room = size.columns - left.columns
        let end =
            right.columns <= room - 1
            ? right : others.isEmpty ? "" : right.truncated(to: max(0, room - 1))
        let gap = String(repeating: " ", count: max(0, room - end.columns))
        return left + StyledText(SafeText(gap), .bar) + end
    }

    /// Of how many: what was settled here and what waits.
    private var total: Int {
        let settled = entries.filter { $0.outcome != nil }.count
        return max(entries.count, isWhole ? 0 : settled + (counts[source] ?? 0))
    }

    private var footer: [StyledText] {
        var rows: [StyledText] = []
        if let message {
            let sign: StyledText = message.isWarning ? "\("! ", .warning)" : ""
            rows = (sign + message.text).wrapped(to: size.columns).prefix(size.rows < 16 ? 2 : 3)
                .map { $0 }
        } else if size.rows >= 16 {
            rows = [""]
        }
        return rows + [keyLine]
    }

    /// What may be pressed, as far as it fits, the help always.
    var keyLine: StyledText {
        let gap: StyledText = isNarrow ? " " : "  "
        var last = lastHints
        var line: StyledText = ""
        let room = size.columns - last.columns - gap.columns
        for part in hints {
            let next = line.isEmpty ? part : line + gap + part
            if next.columns > room { break }
            line = next
        }
        let help = hint(.help)
        if isNarrow, !last.isEmpty, line.columns + gap.columns + help.columns <= size.columns {
            last = help
        }
        return last.isEmpty || line.isEmpty ? line + last : line + gap + last
    }

    /// Where the bottom line has no room for all that decides and takes back in whole words.
    private var isNarrow: Bool { size.columns < 60 }

    /// What always works, but where keys are letters.
    private var lastHints: StyledText {
        switch mode {
        case .typing, .reasons, .page, .undoList: ""
        default:
            isNarrow
                ? "\(setup.keys.key(.help), .command)" : hint(.help) + "  " + hint(.quit)
        }
    }

    private func hint(_ action: ReviewAction, _ word: SafeText? = nil) -> StyledText {
        let row = setup.keys.row(action)
        return "\(setup.keys.key(action), .command) \(word ?? SafeText(row.word))"
    }

    private var hints: [StyledText] {
        switch mode {
        case .typing(let prompt):
            let word: SafeText = prompt.purpose == .search ? "search" : "keep"
            return ["\("enter", .command) \(word)", "\("escape", .command) cancel"]
        case .reasons(let question):
            let suggested: [StyledText] =
                question.suggestion.map { ["\("enter", .command) \($0, layout: .marks)"] } ?? []
            return suggested + [
                "\("escape", .command) cancel",
                "\("tab", .command) replies: \(question.replies.rawValue)",
            ]
        case .page:
            return ["\("escape", .command) close", hint(.next, "down"), hint(.previous, "up")]
        case .undoList:
            return [
                "\("enter", .command) take back", "\("escape", .command) close", hint(.next),
                hint(.previous),
            ]
        case .marked(let question):
            return question.request == nil
                ? [
                    hint(.approve), hint(.hide), hint(.spam), hint(.mark, "unmark all"),
                    "\("escape", .command) cancel",
                ]
                : ["\("y", .command) decide", "\("escape", .command) cancel"]
        case .item: return itemHints
        }
    }

    private var itemHints: [StyledText] {
        var actions = setup.keys.rows.map(\.action).filter {
            has($0) && ![.help, .quit].contains($0)
        }
        if current == nil { actions = [.nextQueue, .queue, .search, .undo, .undoList].filter(has) }
        if isNarrow, current != nil {
            for action in [ReviewAction.spam, .undo, .escalate, .hide, .approve] {
                actions.move(action)
            }
        }
        // What the moment asks for comes first.
        if isCollapsed || news != nil {
            actions.move(.reveal)
        } else {
            actions.removeAll { $0 == .reveal }
        }
        if !marked.isEmpty { actions.move(.decideMarked) }
        if current?.claim != nil { actions.move(.takeOver) }
        return actions.map { hint($0, word(of: $0)) }
    }

    /// Where a verdict is an answer, it has the answer's name.
    private func word(of action: ReviewAction) -> SafeText? {
        switch (action, source) {
        case (.approve, .queue(.appeals)): "restore"
        case (.hide, .queue(.appeals)): "uphold"
        case (.escalate, .queue(.escalated)): differing == nil ? "give back" : "let stand"
        case (.approve, _) where isNarrow: "ok"
        case (.escalate, _) where isNarrow: "lead"
        case (.queue, _): "lists"
        default: nil
        }
    }

    // MARK: - The middle

    private func content(_ columns: Int, _ rows: Int) -> [StyledText] {
        switch mode {
        case .reasons(let question): return fitted(reasonRows(question, columns, rows), rows)
        case .page(let page): return scrolled(pageRows(page, width: columns), rows)
        case .undoList(let decisions, let cursor): return undoRows(decisions, cursor, columns, rows)
        case .marked(let question): return fitted(markedRows(question, columns), rows)
        case .item, .typing: break
        }
        let listWidth = 40
        guard columns >= 120, !isZen, !entries.isEmpty else { return itemRows(columns, rows) }
        let item = itemRows(min(columns - listWidth - 3, 110), rows)
        let list = listRows(listWidth, rows)
        return (0..<rows).map { row in
            let left = row < list.count ? list[row] : ""
            return left.padded(to: listWidth) + "\(setup.style.plain ? "   " : " │ ", .dim)"
                + (row < item.count ? item[row] : "")
        }
    }

    /// Rows of the comment's words, were there room for all.
    var bodyRows: Int {
        current.map { ItemSections(model: self, reviewed: $0, width: size.columns).body.count } ?? 0
    }

    /// How far an open page can be scrolled.
    var lastScroll: Int {
        guard case .page(let page) = mode else { return 0 }
        let rows = size.rows - 1 - footer.count
        let count = pageRows(page, width: size.columns).count
        return count > rows ? count - rows + 1 : 0
    }

    func fitted(_ rows: [StyledText], _ count: Int) -> [StyledText] { Array(rows.prefix(count)) }

    private func scrolled(_ rows: [StyledText], _ count: Int) -> [StyledText] {
        guard rows.count > count else { return rows }
        let start = min(scroll, rows.count - count + 1)
        let shown = rows[start..<min(rows.count, start + count - 1)]
        let below = rows.count - start - shown.count
        return shown + ["\(below > 0 ? "… \(below) more rows below" : "— end —", .dim)"]
    }

    /// The comment between what it answers and why it is here.
    private func itemRows(_ width: Int, _ rows: Int) -> [StyledText] {
        guard let current else { return emptyRows(width) }
        let sections = ItemSections(model: self, reviewed: current, width: width)
        if isZen {
            let told =
                news.map { StyledText("! ", .warning) + $0 }?.wrapped(to: width, most: 2) ?? []
            return told + body(sections.body, rows - told.count)
        }
        var top = sections.facts.wrapped(to: width).prefix(rows < 16 ? 1 : 2).map { $0 }
        if let news { top += (StyledText("! ", .warning) + news).wrapped(to: width).prefix(2) }
        top += sections.context(most: rows < 16 ? 1 : 5)
        let isRoomy = rows >= 16
        if isRoomy { top.append("") }
        let why = sections.why
        // Half of it, or whatever the words leave.
        let words = sections.body
        let left = rows - top.count
        let most = max(1, left / (isRoomy ? 2 : 3), left - words.count - (isRoomy ? 1 : 0))
        let suggestion =
            isRoomy
            ? sections.suggestion.wrapped(to: width, most: 2)
            : [sections.suggestion.truncated(to: width)]
        let room = max(0, most - suggestion.count)
        var bottom = Array(why.prefix(room))
        if why.count > room, room > 0 {
            bottom[room - 1] = "- … \(setup.keys.key(.rules), .command) shows all that was found"
        }
        bottom += suggestion
        if isRoomy { bottom.insert("", at: 0) }
        let middle = max(1, rows - top.count - bottom.count)
        return top + body(words, middle) + bottom
    }

    private func body(_ rows: [StyledText], _ count: Int) -> [StyledText] {
        guard rows.count > count else { return rows }
        guard count > 1 else { return Array(rows.prefix(1)) }
        let start = min(scroll, rows.count - count + 1)
        let shown = rows[start..<min(rows.count, start + count - 1)]
        let below = rows.count - start - shown.count
        let key = setup.keys.key(below > 0 ? .scrollDown : .scrollUp)
        let more: StyledText =
            below > 0
            ? "… \(below) more rows, \(key, .command)" : "— end; \(key, .command) goes up —"
        return shown + [more]
    }
}

extension [ReviewAction] {
    /// Puts one first.
    fileprivate mutating func move(_ action: ReviewAction) {
        guard contains(action) else { return }
        removeAll { $0 == action }
        insert(action, at: 0)
    }
}
