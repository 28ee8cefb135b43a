import Foundation
import Moderation
import Testing

@Suite struct AgreementFiguresTests {
    private let scope = ReportScope(
        desk: "Ledger", profile: .publisher, policy: "aaaabbbbcccc", from: nil,
        to: Date(timeIntervalSince1970: 1_000), timeZone: "UTC")

    private func pair(
        _ first: Verdict, _ reason: String?, _ second: Verdict, _ other: String?,
        _ categories: [CategoryID] = [], isTakenBack: Bool = false
    ) -> DoubleDecision {
        DoubleDecision(
            first: .init(first, reason: reason), second: .init(second, reason: other),
            categories: categories, isTakenBack: isTakenBack)
    }

    private func figures(
        _ pairs: [DoubleDecision], _ appeals: [AnsweredAppeal] = []
    ) -> AgreementFigures {
        AgreementFigures(
            scope: scope, asked: 9, waiting: 2, pairs: pairs, appeals: appeals,
            titles: ["attack": "Personal attack"])
    }

    @Test func `each figure of seven pairs, by hand`() {
        let figures = figures([
            pair(.approve, nil, .approve, nil, ["attack"]), pair(.approve, nil, .approve, nil),
            pair(.hide, "attack", .hide, "attack", ["attack"]),
            pair(.hide, "attack", .hide, "hate", ["attack", "hate"]),
            pair(.approve, nil, .hide, "attack", ["attack"], isTakenBack: true),
            pair(.spam, "spam", .hide, "other"), pair(.spam, nil, .spam, "spam"),
        ])
        #expect(figures.pairs == 7 && figures.takenBack == 1)
        #expect(figures.visibility.agreeing == 6)
        #expect(figures.verdict.agreeing == 5)
        #expect((figures.reason.units, figures.reason.agreeing) == (4, 2))
        #expect(figures.matrix == [[2, 1, 0], [1, 2, 1], [0, 1, 1]])
        // Shown and removed are 5 and 9 of 14 values; the one pair that differs gives 2 of 14.
        let observed: Double = 2.0 / 14.0
        let byChance: Double = 90.0 / 182.0
        let expected: Double = 1.0 - observed / byChance
        #expect(abs(figures.visibility.alpha!.value - expected) < 1e-12)
        let chance: Double = 90.0 / 196.0
        let ac1: Double = (6.0 / 7.0 - chance) / (1.0 - chance)
        #expect(abs(figures.visibility.ac1!.value - ac1) < 1e-12)
        #expect(
            figures.reasons == [
                .init(
                    reason: "attack", title: "Personal attack", pairs: 3, same: 1, other: 1,
                    shown: 1),
                .init(reason: "spam", title: "spam", pairs: 2, same: 1, other: 1),
                .init(reason: "hate", title: "hate", pairs: 1, other: 1),
                .init(reason: "other", title: "Other", pairs: 1, other: 1),
            ])
        #expect(
            figures.categories == [
                .init(category: "attack", title: "Personal attack", pairs: 4, differing: 1),
                .init(category: "hate", title: "hate", pairs: 1, differing: 0),
            ])
    }

    @Test func `appeals are counted by the reason that was appealed`() {
        let figures = figures(
            [],
            [
                .init(reason: "attack", outcome: .uphold), .init(reason: "spam", outcome: .restore),
                .init(reason: "attack", outcome: .restore), .init(reason: "pii", outcome: .uphold),
            ])
        #expect(figures.appeals.map(\.reason) == ["attack", "spam", "pii"])
        #expect(figures.appeals.map(\.answered) == [2, 1, 1])
        #expect(figures.appeals.map(\.restored) == [1, 1, 0])
        #expect(figures.verdict.alpha == nil && figures.reasons == [])
    }
}
