import FoundationEssentials
import Moderation

/// Where a comment stands among those of its source.
struct CommentPlace: Hashable, Comparable {
    /// When it was written, in milliseconds.
    var time: Int64
    var id: String

    /// By time; between equal times by the bytes of the id, which no order of reading changes.
    static func < (left: Self, right: Self) -> Bool {
        if left.time != right.time { return left.time < right.time }
        return left.id.utf8.lexicographicallyPrecedes(right.id.utf8)
    }
}

/// What one author wrote, and what people decided on it, over a stretch of time.
struct AuthorHistory {
    struct Decided {
        var place: CommentPlace
        var isRefused: Bool
        var at: Int64
        var revokedAt: Int64?
    }

    static let minute: Int64 = 60_000
    static let day = 24 * 60 * minute
    static let lately = 90 * day

    /// How many comments are older than all of `places`, `AuthorFacts.mostSeen` at most, and when the
    /// first was written.
    var olderCount = 0
    var oldest: Int64?
    /// In order.
    var places: [CommentPlace] = []
    /// In the order of their ids; only those that are no undo.
    var decided: [Decided] = []

    /// - Precondition: `places` begins a day before the place, or `AuthorFacts.mostLately` comments.
    /// - Complexity: O(log places + decisions).
    func facts(at place: CommentPlace) -> AuthorFacts {
        let before = count(before: place)
        func since(_ window: Int64) -> Int {
            min(
                AuthorFacts.mostLately,
                before - count(before: CommentPlace(time: place.time - window, id: "")))
        }
        var facts = AuthorFacts()
        facts.seen = min(AuthorFacts.mostSeen, olderCount + before)
        facts.lastMinute = since(Self.minute)
        facts.lastHour = since(60 * Self.minute)
        facts.lastDay = since(Self.day)
        facts.firstSeen = [oldest, before > 0 ? places[0].time : nil].compactMap { $0 }.min()
            .map { Date(milliseconds: $0) }
        count(decisionsAt: place, &facts)
        return facts
    }

    private func count(decisionsAt place: CommentPlace, _ facts: inout AuthorFacts) {
        var standing: [CommentPlace: Decided] = [:]
        for decision in decided
        where decision.place < place && decision.at <= place.time
            && decision.revokedAt.map({ $0 > place.time }) ?? true
        {
            standing[decision.place] = decision
        }
        for decision in standing.values {
            let isLate = decision.at >= place.time - Self.lately
            if decision.isRefused { facts.refused += 1 } else { facts.approved += 1 }
            if isLate { facts.decidedLately += 1 }
            if isLate, decision.isRefused { facts.refusedLately += 1 }
        }
    }

    private func count(before place: CommentPlace) -> Int {
        var (low, high) = (0, places.count)
        while low < high {
            let middle = (low + high) / 2
            if places[middle] < place { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
