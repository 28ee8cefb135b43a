import FoundationEssentials
import Moderation

/// What the queue shows while it asks something.
extension ReviewModel {
    func reasonRows(_ question: ReasonQuestion, _ width: Int, _ rows: Int) -> [StyledText] {
        let what: StyledText =
            question.isForMarked
            ? "\(marked.count) marked comments" : current.map { "\($0.key)" } ?? "it"
        let title = StyledText("hide \(what); why?").wrapped(to: width)
        let perColumn = max(1, rows - title.count)
        let columns = (reasons.count + perColumn - 1) / perColumn
        let leastForTitles = 34
        let hasTitles = columns < 2 || width / columns >= leastForTitles
        let signs = reasonKeys
        let cells = reasons.enumerated().map { place, reason -> StyledText in
            let isSuggested = reason.code == question.suggestion
            let key = place < signs.count ? signs[place] : " "
            let sign: StyledText = isSuggested ? " (\("enter", .command))" : ""
            let title: StyledText = hasTitles ? "  \(reason.title, .dim, layout: .flow)" : ""
            return
                "\(key, .command) \(reason.code, isSuggested ? .heading : .body, layout: .flow)\(sign)\(title)"
        }
        guard columns > 1 else { return title + cells.map { $0.truncated(to: width) } }
        let each = width / columns
        return title
            + (0..<perColumn).map { row in
                (0..<columns).reduce(into: StyledText()) { line, column in
                    let place = column * perColumn + row
                    if place < cells.count {
                        line += cells[place].truncated(to: each - 1).padded(to: each)
                    }
                }
            }
    }

    func undoRows(
        _ decisions: [Decision], _ cursor: Int, _ width: Int, _ rows: Int
    ) -> [StyledText] {
        let start = max(0, min(cursor - rows / 2, decisions.count - rows + 1))
        return ["\("your decisions that stand, newest first", .heading)"]
            + decisions.enumerated().dropFirst(start).prefix(rows - 1).map { place, decision in
                let sign: StyledText = place == cursor ? "\("›", .heading)" : " "
                return StyledText("\(sign) \(inWords(decision))").truncated(to: width)
            }
    }

    func inWords(_ decision: Decision) -> StyledText {
        let reason = reasonInWords(decision.verdict, decision.reason)
        let age = agoInWords(since: decision.at, now: now)
        return "\(decision.id): \(decision.verdict.rawValue)\(reason), \(decision.comment), \(age)"
    }

    func markedRows(_ question: MarkedQuestion, _ width: Int) -> [StyledText] {
        guard let request = question.request else {
            let comments = marked.count == 1 ? "comment" : "comments"
            var rows = StyledText("decide \(marked.count) marked \(comments) together:").wrapped(
                to: width)
            rows += marked.map { excerpt($0.key, width) }
            return rows
        }
        let reason: StyledText = request.reason.map { " for \($0, layout: .flow)" } ?? ""
        var rows = StyledText(
            "\("\(request.verdict.rawValue)", .heading)\(reason): \(question.wouldDecide.count) comments would be decided; \("y", .command) does it, any other key does not"
        )
        .wrapped(to: width)
        let closed = question.wouldDecide.filter { key in
            seen(key).map(isClosed) ?? false
        }.count
        if closed > 0 {
            rows += StyledText(
                "\("!", .warning) \(closed) of them \(closed == 1 ? "is" : "are") severe and nobody opened the words"
            ).wrapped(to: width)
        }
        for problem in question.refused.prefix(5) {
            rows += StyledText("\("refused", .warning) \(problem.message, layout: .flow)").wrapped(
                to: width)
        }
        if question.refused.count > 5 {
            rows.append("… and \(question.refused.count - 5) more refused")
        }
        return rows + question.wouldDecide.map { excerpt($0, width) }
    }

    /// A marked comment as the list has it, or as it was when it was marked.
    private func seen(_ key: CommentKey) -> QueueItem? {
        entries.first { $0.item.comment == key }?.item ?? marked.first { $0.key == key }?.item
    }

    /// A marked comment on one row; of one that was not seen its name alone.
    private func excerpt(_ key: CommentKey, _ width: Int) -> StyledText {
        let name: StyledText = "  \(key)  "
        guard let item = seen(key) else { return name }
        if isClosed(item) {
            return name
                + "severe: \(item.assessment.leadingCategory?.rawValue ?? "", layout: .flow)"
        }
        return name
            + Evidence(item.text, matches: []).excerpt(
                columns: max(0, width - name.columns), style: setup.style)
    }

    /// The line that is typed, and the column of its cursor.
    func line(_ prompt: Prompt) -> (text: StyledText, column: Int) {
        let question = self.question(prompt.purpose)
        let before = StyledText("\(String(prompt.text.prefix(prompt.place)), layout: .flow)")
        let after = StyledText("\(String(prompt.text.dropFirst(prompt.place)), layout: .flow)")
        let room = max(1, size.columns - question.columns - 1)
        // What is typed stays in sight: a long beginning goes first.
        var shown = String(prompt.text.prefix(prompt.place).suffix(room))
        while StyledText("\(shown, layout: .flow)").columns >= room, !shown.isEmpty {
            shown.removeFirst()
        }
        let start = shown.count < prompt.place ? StyledText("\(shown, layout: .flow)") : before
        return (question + start + after, question.columns + start.columns)
    }

    func question(_ purpose: Prompt.Purpose) -> StyledText {
        switch purpose {
        case .note: "note: "
        case .escalation: "what should the lead know? "
        case .giveBack where differing != nil: "let the first stand, with a note? "
        case .giveBack: "give back with a note? "
        case .search: "search: "
        case .otherReason: "why (needed): "
        case .appeal(_, .restore): "restore; why (its author reads it)? "
        case .appeal(_, .uphold): "uphold; why (needed, its author reads it)? "
        }
    }
}
