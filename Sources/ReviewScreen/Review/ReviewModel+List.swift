import FoundationEssentials
import Moderation

/// Where somebody is in the list, and what comes next.
extension ReviewModel {
    mutating func take(
        _ source: QueueSource, _ items: [QueueItem], _ isAll: Bool
    ) -> [ReviewEffect] {
        guard source == self.source else { return [] }
        if message?.isPassing == true { message = nil }
        isWhole = isAll
        entries = merged(entries, items)
        if cursor == nil || goesOnWhenLoaded {
            goesOnWhenLoaded = false
            return advance()
        }
        return preloadNext()
    }

    /// Takes what the list has now, behind what is shown.
    mutating func refresh(
        _ source: QueueSource, _ items: [QueueItem], _ isAll: Bool
    ) -> [ReviewEffect] {
        guard source == self.source else { return [] }
        isWhole = isAll
        guard let cursor else { return take(source, items, isAll) }
        let key = entries[cursor].item.comment
        entries = merged(Array(entries[...cursor]), items)
        // What waits again has left its old place.
        guard let cursor = entries.firstIndex(where: { $0.item.comment == key }) else { return [] }
        self.cursor = cursor
        if ahead?.key != nextKey { ahead = nil }
        return entries[cursor].outcome != nil && current == nil
            ? advance() : preloadNext(again: true)
    }

    /// Some of the list, then what waits besides; what was settled and waits again, as after an edit, is
    /// new, but for the one under the cursor.
    private func merged(_ kept: [Entry], _ items: [QueueItem]) -> [Entry] {
        let here = cursor.map { entries[$0].item.comment }
        let waiting = Set(items.map(\.comment))
        let stays = kept.filter {
            $0.outcome == nil || $0.item.comment == here || !waiting.contains($0.item.comment)
        }
        let known = Set(stays.map(\.item.comment))
        return stays + items.filter { !known.contains($0.comment) }.map { Entry(item: $0) }
    }

    /// What a list is read without: what is in it already and waits.
    var inList: [CommentKey] { entries.filter { $0.outcome == nil }.map(\.item.comment) }

    /// The place of the next one that waits, wrapping round.
    private func nextWaiting(after place: Int?) -> Int? {
        let start = (place ?? -1) + 1
        let places = Array(start..<max(start, entries.count)) + Array(0..<min(start, entries.count))
        return places.first { entries[$0].outcome == nil && $0 != place }
    }

    var nextKey: CommentKey? { nextWaiting(after: cursor).map { entries[$0].item.comment } }

    private func preloadNext(again: Bool = false) -> [ReviewEffect] {
        guard let key = nextKey, again || ahead?.key != key else { return [] }
        return [.preload(key)]
    }

    /// Goes to the next one that waits, or reads more of the list, or ends.
    mutating func advance() -> [ReviewEffect] {
        passesOver = true
        if let place = nextWaiting(after: cursor) { return go(to: place) }
        if let cursor, entries[cursor].outcome == nil { return go(to: cursor) }
        let left = leave()
        guard isWhole else {
            goesOnWhenLoaded = true
            return left + [.load(source, besides: inList)]
        }
        (current, ahead, news) = (nil, nil, nil)
        cursor = nil
        return left + [.count(withCampaigns: true)]
    }

    /// What goes with turning away from an item that is not settled.
    func leave() -> [ReviewEffect] {
        guard let cursor, let current, entries[cursor].outcome == nil, !setup.isReadOnly,
            current.claim == nil
        else { return [] }
        return [.release(current.key)]
    }

    mutating func go(to place: Int) -> [ReviewEffect] {
        let key = entries[place].item.comment
        let left = cursor == place ? [] : leave()
        (cursor, scroll, news, claimedAt, mode) = (place, 0, nil, now, .item)
        let claims = !setup.isReadOnly && entries[place].outcome == nil
        if let ahead, ahead.key == key {
            self.ahead = nil
            // It was read a while ago; what became of it since is asked after it is shown.
            let shown = show(ahead)
            return shown + left + (claims && cursor == place ? [.take(key)] : []) + [.check(key)]
        }
        (current, ahead) = (nil, nil)
        return [.show(key, claims: claims)] + left
    }

    mutating func show(_ item: ReviewedItem) -> [ReviewEffect] {
        guard let cursor, entries[cursor].item.comment == item.key else { return [] }
        current = item
        news = nil
        tally.seen.insert(item.key)
        if isWaitingList, item.item.state != .open, entries[cursor].outcome == nil {
            entries[cursor].outcome = .elsewhere
            if passesOver, nextWaiting(after: cursor) != nil {
                return (setup.isReadOnly ? [] : [.release(item.key)]) + advance()
            }
        }
        if entries[cursor].outcome == .elsewhere, item.item.state == .open {
            entries[cursor].outcome = nil
        }
        if item.claim != nil {
            let effects = passOver()
            if !effects.isEmpty { return effects }
        }
        var effects: [ReviewEffect] = item.reading == nil ? [.read(item.key)] : []
        if !isWhole, entries.count - cursor < 5 {
            effects.append(.load(source, besides: inList))
        }
        return effects + preloadNext()
    }

    /// Somebody else reads what comes next: on to the one after, and say so.
    mutating func passOver() -> [ReviewEffect] {
        guard let cursor, let item = current, let claim = item.claim else { return [] }
        news = claimed(claim)
        guard passesOver, entries[cursor].outcome == nil,
            let place = nextWaiting(after: cursor), place > cursor
        else { return [] }
        let effects = go(to: place)
        let passed: StyledText = "passed over \(item.key): \(claim.by) reads it"
        say(message.map { $0.text + "; " + passed } ?? passed)
        return effects
    }

    func claimed(_ claim: Claim) -> StyledText {
        let key = setup.keys.key(.takeOver)
        let since = minuteInWords(claim.since, setup.timeZone)
        return "\(claim.by) reads it since \(since); \(key, .command) takes it over"
    }

    /// The item under the cursor as it is now.
    mutating func check(_ item: ReviewedItem) -> [ReviewEffect] {
        guard let cursor, let current, current.key == item.key else { return [] }
        let key = setup.keys.key(.reveal)
        if item.item.revision != current.item.revision {
            news = "it was edited: \(key, .command) shows revision \(item.item.revision)"
            return []
        }
        let seen = current.item.decisions.last?.id ?? 0
        if let last = item.item.decisions.last, last.id > seen, last.by != setup.person {
            let verdict: StyledText =
                last.verdict == .undo
                ? "took the decision back" : "decided: \(last.verdict.rawValue)"
            news = "\(last.by) \(verdict) (decision \(last.id)); \(key, .command) shows it"
            if entries[cursor].outcome == nil, last.verdict != .undo {
                entries[cursor].outcome = .elsewhere
            }
            return []
        }
        if item.claim != current.claim {
            self.current?.claim = item.claim
            news = item.claim.map(claimed)
        }
        (self.current!.item.acts, self.current!.item.reports, self.current!.item.appeals) =
            (item.item.acts, item.item.reports, item.item.appeals)
        return []
    }
}
