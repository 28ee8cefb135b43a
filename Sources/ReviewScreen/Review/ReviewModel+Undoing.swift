import Moderation

extension ReviewModel {
    /// Takes back what stands on the comment shown, where one looks at a decided one; else one's newest.
    mutating func undo() -> [ReviewEffect] {
        // Just after a verdict that is the one that is meant, whatever is shown by now.
        if isJustDone, let key = lastSkipped {
            lastSkipped = nil
            guard let place = entries.firstIndex(where: { $0.item.comment == key }) else {
                return []
            }
            entries[place].outcome = nil
            tally.skipped -= 1
            passesOver = false
            ahead = nil
            let effects = go(to: place)
            say("\(key) is yours again")
            return effects
        }
        if isJustDone, lastWasOpinion {
            say("an opinion stands; a lead looks where two differ")
            return []
        }
        if isJustDone, let last = undoable.last { return [.undo(last)] }
        if let cursor, let item = current, entries[cursor].outcome != nil || !isWaitingList,
            let standing = standingDecision(item.item.decisions)
        {
            return [.undo([standing.id])]
        }
        if let last = undoable.last { return [.undo(last)] }
        return [.undoNewest]
    }

    /// Whether the list has only what waits by its route: what was decided is gone from it.
    var isWaitingList: Bool {
        guard case .queue(let queue) = source else { return source == .campaigns }
        return queue.isWaiting
    }

    /// After decisions were taken back, the first of their comments is shown again.
    mutating func takeBack(
        _ undone: [Decision], _ item: QueueItem?, _ refused: [Problem]
    ) -> [ReviewEffect] {
        mode = .item
        let ids = Set(undone.compactMap(\.revokes))
        undoable = undoable.map { $0.filter { !ids.contains($0) } }.filter { !$0.isEmpty }
        tally.undone += undone.count
        guard let first = undone.first else {
            if let problem = refused.first { return update(.failed(problem)) }
            say("there is no decision of yours to take back")
            return []
        }
        let keys = Set(undone.map(\.comment))
        for place in entries.indices where keys.contains(entries[place].item.comment) {
            entries[place].outcome = nil
        }
        passesOver = false
        var effects: [ReviewEffect] = []
        if let place = entries.firstIndex(where: { $0.item.comment == first.comment }) {
            // What is shown is from before.
            if place == cursor { current = nil }
            effects = go(to: place)
        } else if let item {
            // It was decided in another list, or before this session.
            let place = cursor ?? entries.count
            entries.insert(Entry(item: item), at: place)
            cursor = cursor.map { $0 + 1 }
            effects = go(to: place)
        }
        let more: StyledText = undone.count > 1 ? " and \(undone.count - 1) more" : ""
        say("took back the decision on \(first.comment)\(more)")
        return effects + [.count()]
    }

    mutating func choose(
        _ decisions: [Decision], _ cursor: Int, _ key: Key, _ action: ReviewAction?
    ) -> [ReviewEffect] {
        switch (key, action) {
        case (_, .next), (.down, _):
            mode = .undoList(decisions, cursor: min(decisions.count - 1, cursor + 1))
        case (_, .previous), (.up, _): mode = .undoList(decisions, cursor: max(0, cursor - 1))
        case (.enter, _): return [.undo([decisions[cursor].id])]
        default: mode = .item
        }
        return []
    }
}
