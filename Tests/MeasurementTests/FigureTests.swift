import Moderation
import TestSupport
import Testing

@testable import gavel_measure

/// The arithmetic of the measuring program, on figures small enough to check by hand.
struct FigureTests {
    private func ranking(toxic: [Double], clean: [Double]) -> Ranking {
        Ranking(
            toxic.map { Scored(score: $0, isPositive: true) }
                + clean.map { Scored(score: $0, isPositive: false) })
    }

    @Test func `a score that ranks all toxic rows first has an AUC of 1`() {
        #expect(ranking(toxic: [3, 2], clean: [1, 0]).auc == 1)
        #expect(ranking(toxic: [0], clean: [1]).auc == 0)
    }

    @Test func `a tie counts half`() {
        #expect(ranking(toxic: [0, 0], clean: [0, 0, 0]).auc == 0.5)
        // Of six pairs: three won, two tied, one lost.
        #expect(ranking(toxic: [5, 1], clean: [0, 1, 5]).auc == 4.0 / 6)
        #expect(ranking(toxic: [2, 0], clean: [1, 0]).auc == 2.5 / 4)
    }

    @Test func `the AUC is the share of pairs won, counted one by one`() {
        var random = SeededGenerator()
        let toxic = (0..<40).map { _ in Double(Int.random(in: 0...4, using: &random)) }
        let clean = (0..<60).map { _ in Double(Int.random(in: 0...4, using: &random)) }
        var won = 0.0
        for high in toxic {
            for low in clean { won += high > low ? 1 : high == low ? 0.5 : 0 }
        }
        let auc = ranking(toxic: toxic, clean: clean).auc!
        #expect(abs(auc - won / 2400) < 1e-12, "\(random)")
    }

    @Test func `without both kinds there is no figure`() {
        #expect(ranking(toxic: [1], clean: []).auc == nil)
        #expect(ranking(toxic: [], clean: [1]).auc == nil)
        #expect(ranking(toxic: [], clean: [1]).recall(inTop: 0.1) == nil)
        #expect(ranking(toxic: [1], clean: []).recall(atFalsePositives: 0.05) == nil)
    }

    @Test func `recall at false positives shares the tie that holds the limit`() {
        let clean = [9.0] + [Double](repeating: 0, count: 19)
        // One clean row of twenty is flagged: everything at 9 and above, nothing below.
        #expect(ranking(toxic: [9, 9, 1, 0], clean: clean).recall(atFalsePositives: 0.05) == 0.75)
        // Half of the clean rows at 0 may be flagged, and so half of the toxic ones there.
        let flat = [Double](repeating: 0, count: 10)
        #expect(ranking(toxic: [1, 0], clean: flat).recall(atFalsePositives: 0.5) == 0.75)
    }

    @Test func `the top tenth shares the tie at its end`() {
        let clean = [Double](repeating: 0, count: 17)
        // Two of twenty rows: the one at 5, and one of nineteen at 0, two of which are toxic.
        let shared: Double = (1 + 2.0 / 19) / 3
        #expect(ranking(toxic: [5, 0, 0], clean: clean).recall(inTop: 0.1) == shared)
        // Rounded down, and one row at least.
        #expect(ranking(toxic: [1], clean: [0, 0]).recall(inTop: 0.1) == 1)
    }

    @Test func `precision, recall and F1 are those of the counts`() {
        var detection = Detection()
        for (isThere, isFound) in [
            (true, true), (true, true), (true, false), (false, true), (false, false),
        ] {
            detection.add(isThere: isThere, isFound: isFound)
        }
        #expect(detection == Detection(found: 2, falselyFound: 1, missed: 1))
        #expect(detection.precision == 2.0 / 3 && detection.recall == 2.0 / 3)
        #expect(detection.f1 == 4.0 / 6)
        #expect(Detection().f1 == 0)
    }

    @Test func `bytes of UTF-8 become code points`() {
        let text = "naïve 🙂 fool"
        // The code points before "fool": n a ï v e, a space, the face, a space.
        #expect(MarkedCharacters.codePoints(12..<16, of: text) == 8..<12)
        #expect(MarkedCharacters.codePoints(2..<4, of: text) == 2..<3)
        #expect(MarkedCharacters.codePoints(0..<16, of: text) == 0..<12)
        #expect(MarkedCharacters.codePoints(0..<0, of: text).isEmpty)
        // Half a character is the character.
        #expect(MarkedCharacters.codePoints(3..<4, of: text) == 2..<3)
    }

    @Test func `marked characters are counted row by row and all together`() {
        var marks = MarkedCharacters()
        marks.add("a fool", gold: [2..<6], marked: [2..<6])
        marks.add("ïa fool", gold: [3..<7], marked: [4..<6])
        marks.add("nothing marked", gold: [], marked: [0..<3])
        #expect(marks.rows == 2)
        #expect(marks.all == Detection(found: 6, falselyFound: 0, missed: 2))
        let mean: Double = (1 + 4.0 / 6) / 2
        #expect(abs(marks.meanF1 - mean) < 1e-12)
    }

    @Test func `a mark that reaches beyond the text ends with it`() {
        var marks = MarkedCharacters()
        marks.add("fool", gold: [0..<9, 20..<30], marked: [0..<4])
        #expect(marks.all == Detection(found: 4))
    }

    @Test func `what is asked for is read whole or not at all`() throws {
        let all = try #require(Request([]))
        #expect(all.half == .all && all.profile == .publisher && all.wants("ucc"))
        #expect(all.policy.hasSuffix("/policies"))
        let words = "--half even --only ucc,fox --policy p --profile government"
        let some = try #require(Request(words.split(separator: " ").map(String.init)))
        #expect(some.half == .even && some.profile == .government && some.policy == "p")
        #expect(some.wants("fox") && !some.wants("c3"))
        for words in [["--half"], ["--half", "both"], ["ucc", "fox"], ["--profile", "church"]] {
            #expect(Request(words) == nil, "\(words)")
        }
    }

    @Test func `a half is the last bit of the SHA-256 of the id`() {
        // **Source**: FIPS 180-4; "abc" hashes to ba7816bf…15ad, the empty text to e3b0c442…b855.
        #expect(Half.odd.holds("abc") && !Half.even.holds("abc"))
        #expect(Half.odd.holds("") && Half.all.holds(""))
        let ids = (0..<1000).map { "row-\($0)" }
        let odd = ids.count { Half.odd.holds($0) }
        #expect(odd + ids.count { Half.even.holds($0) } == 1000)
        #expect((400...600).contains(odd))
    }
}
