import Foundation
import Moderation
import Testing

@Suite struct RuleFigureTests {
    private func inUse(
        _ rule: RuleID, isActive: Bool = true, canRoute: Bool = true, formerly: [RuleID] = [],
        since: Date? = .distantPast
    ) -> RuleFigures.RuleInUse {
        RuleFigures.RuleInUse(
            rule: rule, formerly: formerly, category: "attack", title: "Rule \(rule)",
            isActive: isActive, canRoute: canRoute, since: since)
    }

    private func row(_ figures: RuleFigures, _ rule: RuleID) throws -> RuleFigures.Row {
        try #require(figures.rules.first { $0.rule == rule })
    }

    /// | text | route | rules | decided | time since the act before |
    /// |---|---|---|---|---|
    /// | 0 | queue | a | hide, by 0 at 0 s | 180, a first act |
    /// | 1 | pass | a, b | approve, by 0 at 40 s | 40, of no rule |
    /// | 2 | hold | – | approve, by 0 at 400 s | 180, a pause |
    /// | 3, 4 | queue | a, b; b | spam, by 0 in one act at 460 s | 30 each |
    /// | 5 | queue | a, label | approve, by 0 at 480 s, after an undo at 470 s | 10 |
    /// | 6 | queue | b | hide, by 1 at 45 s, taken back | 180, a first act |
    private func draft() -> LedgerDraft {
        var draft = LedgerDraft()
        for route in [Route.queue, .pass, .hold, .queue, .queue, .queue, .queue] {
            draft.text(route)
        }
        draft.decide(0, .hide, at: 0)
        draft.decide(1, at: 40)
        let hidden = draft.decide(6, .hide, by: 1, at: 45)
        draft.decide(2, at: 400)
        draft.decide(3, .spam, at: 460, bulk: 1)
        draft.decide(4, .spam, at: 460, bulk: 1)
        draft.undo(hidden, at: 470)
        draft.decide(5, at: 480)
        draft.fire("a", [0, 1, 3, 5])
        draft.fire("b", [1, 3, 4, 6])
        draft.fire("label", [5])
        draft.fire("c", [0, 3], isActive: false)
        return draft
    }

    private func figures() -> RuleFigures {
        RuleFigures(
            draft().ledger,
            inUse: [
                inUse("a"), inUse("b"), inUse("label", canRoute: false),
                inUse("c", isActive: false), inUse("d"), inUse("e", isActive: false),
            ], began: .distantPast)
    }

    @Test func `each figure of a small ledger, by hand`() throws {
        let figures = figures()
        #expect((figures.received, figures.flagged, figures.decisions) == (7, 6, 7))
        #expect(figures.work == 180 + 40 + 180 + 180 + 60 + 10)
        #expect(figures.rules.map(\.rule) == ["b", "a", "label", "d"], "the costliest first")
        let a = try row(figures, "a")
        #expect((a.fired, a.decided, a.upheld) == (4, 4, 2))
        #expect(a.work == 180 + 15 + 10)
        #expect(a.lastTrueHit == after(460))
        #expect(a.overlap == RuleFigures.Overlap(rule: "b", texts: 2))
        let b = try row(figures, "b")
        #expect((b.fired, b.decided, b.upheld) == (4, 3, 2))
        #expect(b.work == 15 + 30 + 180, "work that was taken back was work")
        let label = try row(figures, "label")
        #expect((label.fired, label.work) == (1, 0))
        let d = try row(figures, "d")
        #expect((d.fired, d.decided, d.work, d.lastTrueHit, d.overlap) == (0, 0, 0, nil, nil))
        #expect(d.title == "Rule d" && d.isInUse && d.retirement == nil)
    }

    @Test func `rules under trial are told apart, and cost nothing`() throws {
        let trials = figures().trials
        #expect(trials.map(\.rule) == ["c", "e"])
        let c = trials[0]
        #expect((c.fired, c.decided, c.upheld, c.work) == (2, 2, 2, 0))
        #expect(c.overlap == RuleFigures.Overlap(rule: "a", texts: 2))
        #expect(trials.allSatisfy { $0.retirement == nil })
    }

    @Test func `a rule that acts now is told apart from those under trial`() throws {
        let figures = RuleFigures(
            draft().ledger, inUse: [inUse("c"), inUse("e", isActive: false)], began: .distantPast)
        #expect(figures.trials.map(\.rule) == ["c", "e"])
        #expect(figures.trials.map(\.actsNow) == [true, false])
        #expect(try !row(figures, "c").actsNow)
    }

    @Test func `a hundred texts decided at one stroke do not prove a rule wrong`() throws {
        var draft = LedgerDraft(from: 0, to: 30)
        for index in 0..<119 {
            let text = draft.text(at: 0)
            draft.decide(
                text, at: Double(index < 100 ? 0 : index) * 60, bulk: index < 100 ? 1 : nil)
        }
        draft.fire("a", Array(0..<119))
        var a = try row(RuleFigures(draft.ledger, inUse: [inUse("a")], began: .distantPast), "a")
        #expect((a.decided, a.judged.acts) == (119, 20))
        // 119² ÷ (100² + 19) is 1.4 judgements.
        #expect(a.judged.effective < 1.5 && a.retirement == nil)
        for _ in 0..<20 { draft.decide(draft.text(at: 0), at: 9_000) }
        draft.ledger.findings[0].texts = (119..<139).map(Int32.init)
        a = try row(RuleFigures(draft.ledger, inUse: [inUse("a")], began: .distantPast), "a")
        #expect(a.judged.acts == 20 && a.retirement != nil, "one by one they do")
    }

    @Test func `a rule that was renamed is one, and one that left is told so`() throws {
        let figures = RuleFigures(
            draft().ledger, inUse: [inUse("new", formerly: ["a", "b"])], began: .distantPast)
        let new = try row(figures, "new")
        #expect((new.fired, new.decided, new.upheld) == (6, 5, 3))
        #expect(try !row(figures, "label").isInUse)
        #expect(try row(figures, "label").title == "Title of label")
    }

    @Test func `what was written before counts as work, not as fired`() throws {
        var draft = LedgerDraft(from: 1)
        draft.text(at: 0)
        draft.text(at: 1.5 * day)
        draft.decide(0, .hide, at: 2 * day)
        draft.fire("a", [0, 1])
        let figures = RuleFigures(draft.ledger, inUse: [inUse("a")], began: .distantPast)
        let a = try row(figures, "a")
        #expect((a.fired, a.decided, a.upheld, a.work) == (1, 0, 0, 180))
        #expect(a.lastTrueHit == after(2 * day))
    }

    /// A rule whose texts were all decided, the first ones upheld, one each day from `start` on.
    private func retirement(
        _ decided: Int, upheld: Int, start: Double, to: Double
    ) throws -> RuleFigures.Retirement? {
        var draft = LedgerDraft(from: 0, to: to)
        for index in 0..<decided {
            let text = draft.text(at: 0)
            draft.decide(
                text, index < upheld ? .hide : .approve, at: (start + Double(index)) * day)
        }
        draft.fire("a", Array(0..<decided))
        return try row(RuleFigures(draft.ledger, inUse: [inUse("a")], began: .distantPast), "a")
            .retirement
    }

    @Test func `a rule is to be considered for one of three reasons, each with enough to say so`()
        throws
    {
        // Wilson's upper end of 0 of 20 is 16.1 %, of 1 of 20 already 23.6 %.
        guard case .rarelyRight(let high) = try retirement(20, upheld: 0, start: 0, to: 30) else {
            Issue.record("0 of 20 is rarely right")
            return
        }
        #expect(abs(high - 0.1611) < 0.0001)
        #expect(try retirement(19, upheld: 0, start: 0, to: 30) == nil)
        #expect(try retirement(20, upheld: 1, start: 0, to: 30) == nil)
        // Upheld on the first five days of 120, and 25 more decided within the last 90.
        #expect(try retirement(55, upheld: 25, start: 5, to: 120) == .noTrueHitLately(decided: 30))
        #expect(try retirement(55, upheld: 26, start: 5, to: 120) == nil, "upheld on day 30")
        #expect(try retirement(44, upheld: 25, start: 5, to: 120) == nil, "19 decided lately")
        #expect(try retirement(0, upheld: 0, start: 0, to: 90) == .neverFired)
        #expect(try retirement(0, upheld: 0, start: 0, to: 89) == nil)
    }

    @Test func `a rule is judged by how long it could have fired, whatever days were typed`() throws
    {
        func row(
            from: Double?, began: Double?, since: Double?
        ) throws -> RuleFigures.Row {
            let ledger = LedgerDraft(from: from, to: 100).ledger
            let figures = RuleFigures(
                ledger, inUse: [inUse("a", since: since.map { after($0 * day) })],
                began: began.map { after($0 * day) })
            return try self.row(figures, "a")
        }
        for (from, began, since, start) in [
            (nil, -300.0, -200.0, -200.0), (0, -300, -200, 0), (-500, 10, -200, 10),
            (nil, -300, 10, 10),
        ] as [(Double?, Double, Double, Double)] {
            let row = try row(from: from, began: began, since: since)
            #expect(row.couldFireSince == after(start * day))
            #expect(row.retirement == .neverFired, "90 days or longer since day \(start)")
        }
        for (began, since) in [(11.0, -200.0), (-300, 11), (99, 99)] {
            #expect(try row(from: -500, began: began, since: since).retirement == nil)
            #expect(try row(from: nil, began: began, since: since).retirement == nil)
        }
        for (began, since) in [(nil, -200.0), (-300.0, nil)] as [(Double?, Double?)] {
            let row = try row(from: -500, began: began, since: since)
            #expect(row.retirement == nil && row.couldFireSince == nil, "it never judged")
        }
    }

    @Test func `a ledger of nothing has figures of nothing`() {
        let figures = RuleFigures(
            LedgerDraft(from: nil).ledger, inUse: [inUse("a")], began: nil)
        #expect((figures.received, figures.decisions, figures.work) == (0, 0, 0))
        #expect(figures.rules.map(\.fired) == [0])
        #expect(figures.rules[0].retirement == nil, "nothing was there to fire in")
    }
}
