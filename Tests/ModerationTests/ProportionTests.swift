import Testing

@testable import Moderation

@Suite struct ProportionTests {
    private func near(_ value: Double?, _ expected: Double) -> Bool {
        value.map { abs($0 - expected) < 0.0005 } ?? false
    }

    /// Katz's interval by hand: 3 × exp(∓1.96 √(1/30 − 1/100 + 1/20 − 1/200)).
    @Test func `a ratio comes with the interval of its logarithm`() throws {
        let ratio = try #require(RateRatio(Proportion(30, of: 100), Proportion(20, of: 200)))
        #expect(near(ratio.ratio, 3) && near(ratio.low, 1.7972) && near(ratio.high, 5.0076))
        #expect(ratio.isMore && !ratio.isLess && ratio.standsOut)
        let turned = try #require(RateRatio(Proportion(20, of: 200), Proportion(30, of: 100)))
        #expect(near(turned.ratio, 1.0 / 3) && near(turned.low, 1 / 5.0076))
        #expect(near(turned.high, 1 / 1.7972))
        #expect(turned.isLess && !turned.isMore && turned.standsOut)
    }

    /// With a half in each cell: 0.5/1001 ÷ 10.5/1001.
    @Test func `a side on which it never happens has an interval that is open there`() throws {
        let never = try #require(RateRatio(Proportion(0, of: 1000), Proportion(10, of: 1000)))
        #expect(never.ratio == 0 && never.low == 0 && near(never.high, 0.8116))
        #expect(never.isLess)
        let only = try #require(RateRatio(Proportion(10, of: 1000), Proportion(0, of: 1000)))
        #expect(only.ratio == nil && only.high == nil && near(only.low, 1.2321))
        #expect(only.isMore)
        let few = try #require(RateRatio(Proportion(0, of: 10), Proportion(10, of: 1000)))
        #expect(!few.standsOut)
    }

    /// Kish by hand: 30² ÷ (10 × 1 + 10² + 10²) = 900 ÷ 210.
    @Test func `what was decided as one act is one judgement`() throws {
        var sum = Proportion(0, of: 0)
        for _ in 0..<10 { sum.add(false) }
        for bulk in [Int64(7), 8] { for _ in 0..<10 { sum.add(bulk == 7, bulk: bulk) } }
        #expect((sum.hits, sum.of, sum.acts) == (10, 30, 12))
        #expect(near(sum.effective, 900.0 / 210))
        #expect(Proportion(10, of: 30).effective == 30 && Proportion(10, of: 30).acts == 30)
        let one = try #require(WilsonInterval(Proportion(90, of: 90, bulks: [1: 90])))
        #expect(one == WilsonInterval(successes: 1, trials: 1))
        #expect(Proportion(90, of: 90, bulks: [1: 90]).acts == 1)
        let part = Proportion(10, of: 15, bulks: [7: 10])
        #expect(sum - part == Proportion(0, of: 15, bulks: [8: 10]))
        #expect(sum - part + part == sum)
        // Ninety at a stroke against ninety one by one tell nothing of a difference.
        func finding(_ group: Proportion) -> NeutralityFigures.Finding {
            NeutralityFigures.Comparison(
                trait: .source, id: "a", title: "A", group: group, rest: Proportion(10, of: 100)
            ).finding
        }
        #expect(finding(Proportion(90, of: 100, bulks: [1: 90])) == .tooFew)
        #expect(finding(Proportion(90, of: 100)) == .more)
        #expect(Proportion(0, of: 0).effective == 0 && WilsonInterval(Proportion(0, of: 0)) == nil)
    }

    @Test func `nothing is compared with nothing`() {
        #expect(RateRatio(Proportion(0, of: 10), Proportion(0, of: 10)) == nil)
        #expect(RateRatio(Proportion(0, of: 0), Proportion(1, of: 10)) == nil)
        #expect(RateRatio(Proportion(1, of: 10), Proportion(0, of: 0)) == nil)
        #expect(Proportion(0, of: 0).share == nil)
    }

    @Test func `a clear but small difference does not stand out`() throws {
        let ratio = try #require(
            RateRatio(Proportion(12_000, of: 100_000), Proportion(10_000, of: 100_000)))
        #expect(ratio.low > 1 && near(ratio.ratio, 1.2) && !ratio.standsOut)
    }

    @Test func `every ratio lies in its interval, and every bound is a number`() {
        for n in 1...14 {
            for m in [1, 3, 14, 900] {
                for a in 0...n {
                    for c in 0...min(m, 14) {
                        guard let ratio = RateRatio(Proportion(a, of: n), Proportion(c, of: m))
                        else {
                            #expect(a + c == 0)
                            continue
                        }
                        let high = ratio.high ?? .greatestFiniteMagnitude
                        let point = ratio.ratio ?? high
                        #expect(ratio.low.isFinite && high.isFinite && ratio.low >= 0)
                        #expect(ratio.low <= point && point <= high, "\(a)/\(n), \(c)/\(m)")
                    }
                }
            }
        }
    }

    /// `civic.md`, L5: 10 % against 12.5 % needs 2,507 a side.
    @Test func `a ratio of a quarter more needs so many on each side`() {
        #expect(RateRatio.needed(at: 0.1) == 2_507)
        #expect(RateRatio.needed(at: 0) == nil && RateRatio.needed(at: 1) == nil)
        for rate in [1e-9, 0.001, 0.5, 0.79, 0.8, 0.81, 0.999_999] {
            #expect(RateRatio.needed(at: rate).map { $0 > 0 } ?? (rate < 1e-6))
        }
    }
}
