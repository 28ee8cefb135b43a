import TestSupport
import Testing

@testable import Reports

@Suite struct SuppressionTests {
    @Test func `counts of one to nine are withheld, none and ten are told`() {
        let suppression = Suppression(counts: [0, 1, 9, 10, 500], sums: [])
        #expect(suppression.withheld == [1, 2])
    }

    @Test func `a sum never gives its one small part away`() {
        // 40 = 25 + 11 + 4: 4 would follow from the rest, so that 11 goes with it.
        let suppression = Suppression(
            counts: [40, 25, 11, 4], sums: [.init(total: 0, parts: [1, 2, 3])])
        #expect(suppression.withheld == [2, 3])
    }

    @Test func `two small parts that make less than ten together take a third along`() {
        let suppression = Suppression(
            counts: [36, 30, 4, 2], sums: [.init(total: 0, parts: [1, 2, 3])])
        #expect(suppression.withheld == [1, 2, 3])
    }

    @Test func `a small part beside nothing takes the total along`() {
        let suppression = Suppression(
            counts: [4, 4, 0], sums: [.init(total: 0, parts: [1, 2])])
        #expect(suppression.withheld == [0, 1])
        let large = Suppression(
            counts: [4, 4, 0, 104, 100],
            sums: [
                .init(total: 0, parts: [1, 2]), .init(total: 3, parts: [4, 0]),
            ])
        #expect(large.withheld.isSuperset(of: [0, 1]) && large.determined.isEmpty)
        #expect(!(large.withheld.isDisjoint(with: [3, 4])))
    }

    @Test func `nothing small, nothing withheld`() {
        let suppression = Suppression(
            counts: [60, 30, 30, 0], sums: [.init(total: 0, parts: [1, 2, 3])])
        #expect(suppression.withheld.isEmpty)
    }

    /// Tables with both margins, and sums of their own, from a seed.
    @Test func `whatever the table, no small count can be worked out`() {
        var generator = SeededGenerator()
        for _ in 0..<200 {
            let (counts, sums) = Self.table(&generator)
            let suppression = Suppression(counts: counts, sums: sums)
            for (index, count) in counts.enumerated() where (1..<10).contains(count) {
                #expect(suppression.withheld.contains(index), "\(generator)")
            }
            #expect(suppression.determined.isEmpty, "\(generator)")
            let told = Self.workedOut(suppression)
            #expect(told.isEmpty, "\(generator): \(told) follow")
            for sum in sums where !suppression.withheld.contains(sum.total) {
                let missing = sum.parts.filter(suppression.withheld.contains)
                let together = missing.reduce(0) { $0 + counts[$1] }
                #expect(missing.isEmpty || together >= 10, "\(generator)")
            }
        }
    }

    /// A table of random size with row and column totals, their total, and a part that is told twice.
    private static func table(
        _ generator: inout SeededGenerator
    ) -> (counts: [Int], sums: [Suppression.Sum]) {
        let rows = Int.random(in: 1...5, using: &generator)
        let columns = Int.random(in: 1...4, using: &generator)
        var counts = (0..<rows * columns).map { _ in
            let most = [0, 3, 12, 12, 90].randomElement(using: &generator)!
            return Int.random(in: 0...most, using: &generator)
        }
        var sums: [Suppression.Sum] = []
        func total(_ parts: [Int]) -> Int {
            counts.append(parts.reduce(0) { $0 + counts[$1] })
            sums.append(.init(total: counts.count - 1, parts: parts))
            return counts.count - 1
        }
        let ofRows = (0..<rows).map { row in total((0..<columns).map { row * columns + $0 }) }
        let ofColumns = (0..<columns).map { column in
            total((0..<rows).map { $0 * columns + column })
        }
        let all = total(ofRows)
        sums.append(.init(total: all, parts: ofColumns))
        return (counts, sums)
    }

    /// Withheld counts that a reader can work out: those whose unit vector lies in the space of the
    /// sums' rows, told by ranks over a prime field.
    private static func workedOut(_ suppression: Suppression) -> [Int] {
        let unknowns = suppression.withheld.sorted()
        let rows = suppression.sums.map { sum in
            unknowns.map { unknown in
                sum.total == unknown ? prime - 1 : sum.parts.contains(unknown) ? 1 : 0
            }
        }
        let whole = rank(rows)
        return unknowns.filter { unknown in
            rank(rows + [unknowns.map { $0 == unknown ? 1 : 0 }]) == whole
        }
    }

    private static let prime = 1_000_003

    private static func rank(_ matrix: [[Int]]) -> Int {
        var rows = matrix
        var rank = 0
        for column in 0..<(rows.first?.count ?? 0) {
            guard let pivot = rows.indices[rank...].first(where: { rows[$0][column] % prime != 0 })
            else { continue }
            rows.swapAt(rank, pivot)
            let inverse = power(rows[rank][column], prime - 2)
            for other in rows.indices where other != rank && rows[other][column] != 0 {
                let factor = rows[other][column] * inverse % prime
                for index in rows[other].indices {
                    let value = rows[other][index] - factor * rows[rank][index] % prime
                    rows[other][index] = (value % prime + prime) % prime
                }
            }
            rank += 1
        }
        return rank
    }

    private static func power(_ base: Int, _ exponent: Int) -> Int {
        var (result, base, exponent) = (1, base % prime, exponent)
        while exponent > 0 {
            if exponent & 1 == 1 { result = result * base % prime }
            base = base * base % prime
            exponent >>= 1
        }
        return result
    }
}
