/// Which counts a public report withholds, so that none of one to nine can be read or worked out.
///
/// Every sum that the report lets a reader do is given: a total and its parts. A small count is withheld;
/// then, as long as a sum would give one away, the smallest shown count beside it is withheld as well:
/// until in every sum at least two are missing that make ten or more together, and no combination of the
/// sums determines one.
/// **Source**: primary and complementary cell suppression, as in L. Willenborg and T. de Waal, "Elements of
/// Statistical Disclosure Control" (2001), ch. 4; the least of ten is that of `civic.md` E.
struct Suppression {
    /// A count below it, but for none at all, is withheld.
    static let least = 10

    /// A total and what it is made of, as indices of counts.
    struct Sum {
        var total: Int
        var parts: [Int]
        var all: [Int] { [total] + parts }
    }

    let counts: [Int]
    let sums: [Sum]
    private(set) var withheld: Set<Int>

    /// - Precondition: every sum holds of the counts.
    /// - Complexity: O(sums × withheld²) for each count withheld besides.
    init(counts: [Int], sums: [Sum]) {
        self.counts = counts
        self.sums = sums
        withheld = Set(counts.indices.filter { counts[$0] > 0 && counts[$0] < Self.least })
        while let next = firstBesides { withheld.insert(next) }
    }

    /// A count that has to go as well; `nil` when nothing gives any away.
    private var firstBesides: Int? {
        for sum in sums {
            let parts = sum.parts.filter(withheld.contains)
            let isTotalShown = !withheld.contains(sum.total)
            if parts.isEmpty, isTotalShown { continue }
            let isSafe =
                isTotalShown
                ? parts.count > 1 && parts.reduce(0) { $0 + counts[$1] } >= Self.least
                : !parts.isEmpty
            if !isSafe, let next = smallestShown(in: sum) { return next }
        }
        // Sums that share counts can give one away together.
        for index in determined.sorted() {
            for sum in sums where sum.all.contains(index) {
                if let next = smallestShown(in: sum) { return next }
            }
        }
        return nil
    }

    /// The smallest count of a sum that is shown; a part before the total, which readers want most.
    private func smallestShown(in sum: Sum) -> Int? {
        let parts = sum.parts.filter { !withheld.contains($0) && counts[$0] > 0 }
        if let part = parts.min(by: { counts[$0] < counts[$1] }) { return part }
        return withheld.contains(sum.total) ? nil : sum.total
    }

    /// Withheld counts that follow from the sums and what is shown.
    ///
    /// By elimination over the withheld counts: after it, a row with one unknown tells it.
    var determined: Set<Int> {
        let unknowns = withheld.sorted()
        let column = Dictionary(uniqueKeysWithValues: unknowns.enumerated().map { ($1, $0) })
        var rows: [[Double]] = sums.compactMap { sum in
            var row = [Double](repeating: 0, count: unknowns.count)
            if let total = column[sum.total] { row[total] -= 1 }
            for part in sum.parts { if let part = column[part] { row[part] += 1 } }
            return row.contains { $0 != 0 } ? row : nil
        }
        var pivots = 0
        for unknown in unknowns.indices {
            guard let pivot = rows.indices[pivots...].first(where: { rows[$0][unknown] != 0 })
            else { continue }
            rows.swapAt(pivots, pivot)
            let factor = rows[pivots][unknown]
            for index in unknowns.indices { rows[pivots][index] /= factor }
            for other in rows.indices where other != pivots && rows[other][unknown] != 0 {
                let factor = rows[other][unknown]
                for index in unknowns.indices {
                    rows[other][index] -= factor * rows[pivots][index]
                    // Whole numbers in, so that what is left of rounding is none.
                    if rows[other][index].magnitude < 1e-9 { rows[other][index] = 0 }
                }
            }
            pivots += 1
        }
        return Set(
            rows.compactMap { row in
                let left = row.indices.filter { row[$0] != 0 }
                return left.count == 1 ? unknowns[left[0]] : nil
            })
    }
}
