import Foundation
import Moderation
import Testing

@Suite struct NeutralityFigureTests {
    private let english = NeutralityFigures.Language(code: "en", name: "English")
    private let spanish = NeutralityFigures.Language(code: "es", name: "Spanish")
    private let labels: [LabelID: String] = [
        "question": "Asks", "official-criticism": "Criticism of officials",
    ]

    /// Sixty texts, two minutes apart: every third is flagged, every fifth from letters; the first
    /// thirty are Spanish and the last six cannot be told. Flagged ones are decided, every other hidden.
    private func ledger() -> ReviewLedger {
        var draft = LedgerDraft(people: 4)
        for index in 0..<60 {
            draft.text(
                index % 3 == 0 ? .queue : .pass, at: Double(index) * 120,
                source: index % 5 == 0 ? 1 : 0)
        }
        for index in stride(from: 0, to: 60, by: 3) {
            draft.decide(
                index, index % 2 == 0 ? .hide : .approve, by: index % 4,
                at: Double(index) * day / 10)
        }
        draft.label("hate", [0, 1, 2])
        draft.label("official-criticism", Array(0..<12))
        draft.label("question", Array(10..<40))
        draft.fire("a", stride(from: 0, to: 60, by: 3).map { $0 })
        return draft.ledger
    }

    private func figures() -> NeutralityFigures {
        var languages: [Int32: NeutralityFigures.Language] = [:]
        for index in 0..<60 {
            languages[Int32(index)] = index < 30 ? spanish : index < 54 ? english : .unknown
        }
        return NeutralityFigures(ledger(), languages: languages, labels: labels)
    }

    private func comparison(
        _ all: [NeutralityFigures.Comparison], _ trait: NeutralityFigures.Trait, _ id: String
    ) throws -> NeutralityFigures.Comparison {
        try #require(all.first { $0.trait == trait && $0.id == id })
    }

    @Test func `each group is held against all other texts, by hand`() throws {
        let figures = figures()
        #expect(figures.flagged == Proportion(20, of: 60))
        let flags = figures.flagRates
        #expect(
            flags.map { "\($0.trait):\($0.id)" } == [
                "target:official-criticism", "language:es", "language:en", "language:none",
                "label:question", "source:news", "source:letters",
            ])
        let target = try comparison(flags, .target, "official-criticism")
        #expect((target.group, target.rest) == (Proportion(4, of: 12), Proportion(16, of: 48)))
        #expect(target.title == "Criticism of officials" && target.ratio?.ratio == 1)
        let spanish = try comparison(flags, .language, "es")
        #expect((spanish.group, spanish.rest) == (Proportion(10, of: 30), Proportion(10, of: 30)))
        let english = try comparison(flags, .language, "en")
        #expect((english.group, english.rest) == (Proportion(8, of: 24), Proportion(12, of: 36)))
        let unknown = try comparison(flags, .language, NeutralityFigures.unknownLanguage)
        #expect(unknown.group == Proportion(2, of: 6) && unknown.ratio == nil)
        #expect(unknown.finding == .tooFew)
        let question = try comparison(flags, .label, "question")
        #expect(question.group == Proportion(10, of: 30))
        let letters = try comparison(flags, .source, "letters")
        #expect((letters.group, letters.rest) == (Proportion(4, of: 12), Proportion(16, of: 48)))
    }

    @Test func `removals are held against those decided in the period`() throws {
        let figures = figures()
        #expect(figures.removed == Proportion(10, of: 20))
        let spanish = try comparison(figures.removalRates, .language, "es")
        #expect((spanish.group, spanish.rest) == (Proportion(5, of: 10), Proportion(5, of: 10)))
        #expect(figures.days.map(\.removed.of).reduce(0, +) == 20)
        #expect(figures.days.first == .init(day: "2026-11-02", removed: Proportion(2, of: 4)))
    }

    @Test func `a rule is compared where two languages have enough of its texts`() throws {
        let rows = figures().ruleLanguages
        #expect(rows.map(\.comparison.id) == ["es"], "English has 8, the rest of it 12")
        #expect(rows[0].rule == "a" && rows[0].comparison.group == Proportion(5, of: 10))
    }

    @Test func `people are told as a spread in whole percents, and not at all where they are few`()
    {
        var draft = LedgerDraft(people: 7)
        for index in 0..<155 {
            let text = draft.text(at: 0)
            // 0 hides none, 1 one of seven, 2 two and so on; 5 decides too little.
            let person = index < 150 ? index % 5 : 5
            draft.decide(
                text, index / 5 % 7 < person ? .hide : .approve, by: person, at: Double(index))
        }
        // Forty at one stroke are one act.
        for _ in 0..<40 {
            draft.decide(draft.text(at: 0), .spam, by: 6, at: 500, bulk: 1)
        }
        let spread = NeutralityFigures(draft.ledger, languages: [:], labels: [:]).moderators
        #expect((spread.all, spread.compared) == (7, 5))
        #expect(spread.rates == [0, 0.17, 0.33, 0.47, 0.6], "0, 5, 10, 14 and 18 of 30")
        var few = LedgerDraft(people: 4)
        for index in 0..<100 {
            let text = few.text()
            few.decide(text, .hide, by: index % 4, at: Double(index))
        }
        let withheld = NeutralityFigures(few.ledger, languages: [:], labels: [:]).moderators
        #expect((withheld.all, withheld.compared) == (4, 4) && withheld.rates.isEmpty)
    }

    @Test func `words that are gone are told, and held against nothing`() throws {
        var languages: [Int32: NeutralityFigures.Language] = [:]
        for index in 0..<50 { languages[Int32(index)] = index < 30 ? spanish : english }
        let figures = NeutralityFigures(ledger(), languages: languages, labels: labels)
        #expect((figures.sampledReceived, figures.unreadReceived) == (50, 10))
        #expect((figures.sampledDecided, figures.unreadDecided) == (17, 3))
        let flags = figures.flagRates.filter { $0.trait == .language }
        #expect(flags.map(\.id) == ["es", "en"])
        #expect(flags[0].group == Proportion(10, of: 30) && flags[0].rest == Proportion(7, of: 20))
        #expect(flags[1].mirrors(flags[0]) && !flags[1].mirrors(flags[1]))
    }

    @Test func `what was removed at one stroke does not make a group stand out`() throws {
        var draft = LedgerDraft()
        for index in 0..<200 {
            let text = draft.text(at: Double(index), source: index % 2)
            let isBulk = index % 2 == 1 && index < 160
            draft.decide(
                text, isBulk || index % 20 == 0 ? .spam : .approve, at: 1_000 + Double(index),
                bulk: isBulk ? 1 : nil)
        }
        let figures = NeutralityFigures(draft.ledger, languages: [:], labels: [:])
        let letters = try comparison(figures.removalRates, .source, "letters")
        #expect((letters.group.hits, letters.group.of, letters.group.acts) == (80, 100, 21))
        #expect(letters.rest == Proportion(10, of: 100) && letters.finding == .tooFew)
        #expect(figures.days.map(\.removed.acts) == [121])
    }

    @Test func `a difference is told where it is sure and large, and alike where it would be seen`()
    {
        func finding(_ a: Int, _ n: Int, _ c: Int, _ m: Int) -> NeutralityFigures.Finding {
            NeutralityFigures.Comparison(
                trait: .source, id: "a", title: "A", group: Proportion(a, of: n),
                rest: Proportion(c, of: m)
            ).finding
        }
        #expect(finding(30, 100, 20, 200) == .more)
        #expect(finding(20, 200, 30, 100) == .less)
        #expect(finding(10, 100, 10, 100) == .tooFew)
        #expect(finding(300, 3_000, 300, 3_000) == .alike)
        #expect(finding(9, 9, 0, 900) == .tooFew, "nine are too few, whatever they say")
        #expect(finding(12_000, 100_000, 10_000, 100_000) == .slight, "sure, and 1.2")
        #expect(finding(9_000, 100_000, 10_000, 100_000) == .slight)
        #expect(finding(0, 5_000, 0, 5_000) == .alike, "both sure to be below a hundredth")
        #expect(finding(5_000, 5_000, 5_000, 5_000) == .alike)
        #expect(finding(0, 100, 0, 5_000) == .tooFew, "a hundred may have 3.7 %")
        #expect(finding(40, 5_000, 0, 5_000) == .more)
    }

    @Test func `a sample is the same each time, no larger than said, and spread over all`() {
        var draft = LedgerDraft()
        for _ in 0..<12_000 { draft.text() }
        let sample = draft.ledger.sample(.received)
        #expect(sample.count == ReviewLedger.mostSampled)
        #expect(sample == draft.ledger.sample(.received) && sample == sample.sorted())
        #expect(Set(sample).count == sample.count)
        // A tenth of the texts has a tenth of the sample, within five standard deviations.
        for tenth in 0..<10 {
            let inside = sample.count { Int($0) / 1_200 == tenth }
            #expect((400...600).contains(inside), "\(inside)")
        }
        #expect(draft.ledger.sample(.decided).isEmpty)
    }

    @Test func `a ledger of nothing has figures of nothing`() {
        let figures = NeutralityFigures(
            LedgerDraft(from: nil).ledger, languages: [:], labels: labels)
        #expect(figures.flagged == Proportion(0, of: 0) && figures.flagRates.isEmpty)
        #expect(figures.removalRates.isEmpty && figures.days.isEmpty)
        #expect(figures.moderators == .init(all: 0, compared: 0, rates: []))
    }
}
