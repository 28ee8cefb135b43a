import Moderation

extension ReviewModel {
    /// A key while a line is typed.
    mutating func edit(_ prompt: Prompt, _ key: Key) -> [ReviewEffect] {
        var prompt = prompt
        switch key {
        case .enter: return submit(prompt.purpose, prompt.text)
        case .escape:
            mode = .item
            say("nothing was kept")
            return []
        case .character(let text): prompt.insert(text)
        case .paste(let text): prompt.insert(String(SafeText(text, layout: .flow).description))
        case .backspace: prompt.deleteBackwards()
        case .delete: prompt.deleteForwards()
        case .left: prompt.place = max(0, prompt.place - 1)
        case .right: prompt.place = min(prompt.text.count, prompt.place + 1)
        case .home, .control("a"): prompt.place = 0
        case .end, .control("e"): prompt.place = prompt.text.count
        case .control("u"): prompt.deleteToStart()
        case .control("w"): prompt.deleteWord()
        default: break
        }
        mode = .typing(prompt)
        return []
    }

    mutating func submit(_ purpose: Prompt.Purpose, _ text: String) -> [ReviewEffect] {
        let isEmpty = !text.contains { !$0.isWhitespace }
        mode = .item
        switch purpose {
        case .search:
            guard !isEmpty else {
                say("there is no word to search for")
                return []
            }
            return open(.search(text))
        case .note:
            guard !isEmpty, let key = current?.key else {
                say("nothing was kept")
                return []
            }
            return [.note(key, text)]
        case .escalation:
            return current.map { [.escalate($0.key, note: isEmpty ? nil : text)] } ?? []
        case .giveBack: return current.map { [.giveBack($0.key, note: isEmpty ? nil : text)] } ?? []
        case .otherReason(let question):
            guard !isEmpty else {
                say("the reason 'other' needs a note; escape cancels")
                mode = .typing(Prompt(purpose: purpose))
                return []
            }
            return hide(question, "other", note: text)
        case .appeal(_, .uphold) where isEmpty:
            say("who upholds a decision tells its author why; escape cancels")
            mode = .typing(Prompt(purpose: purpose))
            return []
        case .appeal(let id, let outcome):
            return current.map {
                [.answerAppeal(id, $0.key, outcome, note: isEmpty ? nil : text)]
            } ?? []
        }
    }
}

extension Prompt {
    fileprivate var index: String.Index { text.index(text.startIndex, offsetBy: place) }

    mutating func insert(_ more: String) {
        let rest = text.count - place
        text.insert(contentsOf: more, at: index)
        // A mark joins the letter before it, so the rest is what did not grow.
        place = max(0, text.count - rest)
    }

    mutating func deleteBackwards() {
        guard place > 0 else { return }
        text.remove(at: text.index(before: index))
        place -= 1
    }

    mutating func deleteForwards() {
        guard place < text.count else { return }
        text.remove(at: index)
    }

    mutating func deleteToStart() {
        text.removeSubrange(..<index)
        place = 0
    }

    mutating func deleteWord() {
        while place > 0, text[text.index(before: index)] == " " { deleteBackwards() }
        while place > 0, text[text.index(before: index)] != " " { deleteBackwards() }
    }
}
