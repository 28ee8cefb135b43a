import Moderation

extension ReviewModel {
    /// A line of plain mode: an action by its name, its word or its key, then what it needs:
    /// `approve`, `f`, `hide attack`, `note seen before`, `held`.
    mutating func type(_ line: String) -> [ReviewEffect] {
        let line = String(SafeText(line, layout: .flow).description)
        switch mode {
        case .typing(let prompt):
            // Who has nothing to say did not mean it.
            guard !line.isBlank else {
                mode = .item
                say("nothing was done")
                return []
            }
            return submit(prompt.purpose, line)
        case .reasons(let question): return reason(line, question)
        case .page:
            (mode, scroll) = (.item, 0)
            // Another page at once; what decides never does.
            let pages: [ReviewAction] = [
                .conversation, .author, .article, .history, .rules, .help,
            ]
            if action(of: line).map(pages.contains) == true { return act(line) }
            if !line.isBlank {
                say(
                    "'\(line, layout: .marks)' was not taken: it answered a page, which is closed now",
                    isWarning: true)
            }
            return []
        case .undoList(let decisions, _): return choose(line, decisions)
        case .marked(let question):
            let action = action(of: line)
            if question.request != nil {
                let isYes = ["y", "yes"].contains(line.lowercased())
                return answer(question, isYes ? .character("y") : .escape, nil)
            }
            return answer(question, .escape, action)
        case .item: return act(line)
        }
    }

    private mutating func act(_ line: String) -> [ReviewEffect] {
        let words = line.split(separator: " ", maxSplits: 1).map(String.init)
        guard let word = words.first else { return [] }
        let rest = words.count > 1 ? words[1] : ""
        if rest.isEmpty, action(of: word) == nil, let list = QueueSource(name: word.lowercased()) {
            return open(list)
        }
        guard let action = action(of: word), has(action) else {
            say(
                "'\(word, layout: .marks)' is no answer; type \(setup.keys.row(.help).word) for all of them",
                isWarning: true)
            return []
        }
        guard action.isTyped else {
            say("'\(word, layout: .marks)' does nothing without a screen")
            return []
        }
        guard rest.isEmpty || action.takes != nil else {
            say("'\(word, layout: .marks)' stands alone; nothing was done", isWarning: true)
            return []
        }
        let key = Key(name: word) ?? setup.keys.row(action).keys[0]
        let effects = perform(action, key)
        guard !rest.isEmpty else { return effects }
        switch mode {
        case .reasons(let question): return effects + reason(rest, question)
        case .typing(let prompt): return effects + submit(prompt.purpose, rest)
        default:
            if action == .queue, let list = QueueSource(name: rest.lowercased()) {
                return open(list)
            }
            return effects
        }
    }

    private func action(of word: String) -> ReviewAction? {
        if let key = Key(name: word), let action = setup.keys.action(of: key) { return action }
        let lower = word.lowercased()
        return ReviewAction(rawValue: lower) ?? setup.keys.rows.first { $0.word == lower }?.action
    }

    private mutating func reason(_ line: String, _ question: ReasonQuestion) -> [ReviewEffect] {
        // Who says the verdict again means the same.
        let hide = setup.keys.row(.hide).word + " "
        let line = line.lowercased().hasPrefix(hide) ? String(line.dropFirst(hide.count)) : line
        let word = line.lowercased()
        if word.isBlank { return answer(question, .enter) }
        if reasons.contains(where: { $0.code == word }) { return self.hide(question, word) }
        if reasonKeys.contains(line) { return answer(question, .character(line)) }
        if word.hasPrefix("other ") {
            return self.hide(question, "other", note: String(line.dropFirst(6)))
        }
        if word == "cancel" { return answer(question, .escape) }
        var again = question
        (again.suggestion, again.isAskedAgain) = (nil, word != "list")
        mode = .reasons(again)
        guard again.isAskedAgain else { return [] }
        say(
            "'\(line, layout: .marks)' is no reason; list shows them, cancel goes back",
            isWarning: true)
        return []
    }

    private mutating func choose(_ line: String, _ decisions: [Decision]) -> [ReviewEffect] {
        mode = .item
        guard let number = Int64(line), decisions.contains(where: { $0.id == number }) else {
            say("nothing was taken back")
            return []
        }
        return [.undo([number])]
    }
}

extension String {
    fileprivate var isBlank: Bool { !contains { !$0.isWhitespace } }
}
