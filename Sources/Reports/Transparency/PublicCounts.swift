/// The counts of a public report, gathered with the sums they are in, and then shown or withheld.
struct PublicCounts {
    /// A count of the report.
    struct Count: Hashable { fileprivate var index: Int }

    private var counts: [Int] = []
    private var sums: [Suppression.Sum] = []

    mutating func add(_ count: Int) -> Count {
        counts.append(count)
        return Count(index: counts.count - 1)
    }

    /// Says that a total is what its parts make together.
    mutating func relate(_ total: Count, _ parts: [Count]) {
        precondition(
            counts[total.index] == parts.reduce(0) { $0 + counts[$1.index] },
            "a sum of a public report does not hold")
        sums.append(.init(total: total.index, parts: parts.map(\.index)))
    }

    /// Says so where it happens to be true: a reader who guesses it would be right.
    mutating func relateIfTrue(_ total: Count, _ parts: [Count]) {
        if counts[total.index] == parts.reduce(0, { $0 + counts[$1.index] }) {
            relate(total, parts)
        }
    }

    /// What is published: asked of once everything was added.
    func published() -> PublishedCounts {
        PublishedCounts(suppression: Suppression(counts: counts, sums: sums))
    }
}

struct PublishedCounts {
    fileprivate let suppression: Suppression

    var withheld: Int { suppression.withheld.count }

    func isShown(_ count: PublicCounts.Count) -> Bool {
        !suppression.withheld.contains(count.index)
    }

    func cell(_ count: PublicCounts.Count) -> Cell {
        isShown(count) ? .count(suppression.counts[count.index]) : .suppressed
    }

    func value(_ count: PublicCounts.Count) -> Int? {
        isShown(count) ? suppression.counts[count.index] : nil
    }

    /// A share of counts that are all shown: it would tell one that is not.
    func share(_ parts: [PublicCounts.Count], of whole: PublicCounts.Count) -> Cell {
        guard (parts + [whole]).allSatisfy(isShown) else { return .suppressed }
        let part = parts.reduce(0) { $0 + suppression.counts[$1.index] }
        return .share(Reports.share(part, of: suppression.counts[whole.index]))
    }
}
