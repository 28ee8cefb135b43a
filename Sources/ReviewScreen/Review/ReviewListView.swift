import Moderation

extension ReviewModel {
    func emptyRows(_ width: Int) -> [StyledText] {
        if cursor != nil || !isWhole { return ["…"] }
        let others = KeyTable.lists.enumerated().filter { $1 != source && (counts[$1] ?? 0) > 0 }
        if case .search = source {
            let list = setup.keys.row(.queue).keys[0].shown
            return StyledText("\(nothingLeft); \(list, .command) goes back to the list").wrapped(
                to: width)
        }
        var rows = nothingLeft.wrapped(to: width)
        for (place, list) in others {
            let key = setup.keys.row(.queue).keys
            if place < key.count {
                rows.append(
                    "  \(key[place].shown, .command) \(list.name, layout: .flow): \(counts[list] ?? 0)"
                )
            }
        }
        if others.isEmpty { rows.append("and in no other list; thank you") }
        return rows
    }

    /// Why there is no comment to show.
    var nothingLeft: StyledText {
        switch source {
        case .search(let words) where entries.isEmpty:
            return "no text has all these words: \(words, layout: .flow)"
        case .search(let words):
            let decided = entries.filter {
                if case .decided = $0.outcome { true } else { false }
            }.count
            let (all, found): (StyledText, StyledText) = (
                countInWords(entries.count, "text"),
                entries.count == 1 ? "has" : "have"
            )
            return
                "\(all) \(found) these words, \(decided) decided just now, and none waits: \(words, layout: .flow)"
        case .queue(.second) where !setup.givesOpinions:
            return "second opinions are asked of moderators: you are shown what they decide"
        default: return "nothing waits in \(source.name, layout: .flow)"
        }
    }

    func listRows(_ width: Int, _ rows: Int) -> [StyledText] {
        let cursor = self.cursor ?? 0
        let start = max(0, min(cursor - rows / 2, entries.count - rows))
        return entries.enumerated().dropFirst(start).prefix(rows).map { place, entry in
            let isHere = place == self.cursor
            let sign: StyledText = isHere ? "\("›", .heading)" : " "
            let mark: StyledText =
                marked.contains { $0.key == entry.item.comment } ? "\("*", .warning)" : " "
            let word =
                entry.outcome.map { StyledText(SafeText($0.word)) }
                ?? "\(entry.item.assessment.route)"
            let repeats: StyledText =
                entry.item.repeats > 0 ? "×\(grouped(entry.item.repeats + 1)) " : ""
            let head = sign + mark + word.padded(to: 7) + repeats
            let rest = max(0, width - head.columns)
            if isClosed(entry.item) {
                let category =
                    entry.item.assessment.leadingCategory.map { StyledText("\($0)") } ?? ""
                return (head + "severe: \(category)").truncated(to: width)
            }
            return head
                + Evidence(entry.item.text, matches: []).excerpt(columns: rest, style: setup.style)
        }
    }
}

extension ReviewModel.Entry.Outcome {
    var word: String {
        switch self {
        case .decided(.approve): "ok"
        case .decided(.hide): "hidden"
        case .decided(.spam): "spam"
        case .decided(.undo): "undone"
        case .skipped: "skip"
        case .escalated: "lead"
        case .answered: "done"
        case .elsewhere: "other"
        }
    }
}
