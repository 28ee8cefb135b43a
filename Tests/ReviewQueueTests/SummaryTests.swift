import Foundation
import Moderation
import TestSupport
import Testing

@testable import ReviewQueue

@Suite struct SummaryTests {
    private func scope(
        from: Date? = nil, to: Date = at(1000), zone: String = "UTC"
    ) -> ReportScope {
        ReportScope(
            desk: "Ledger", profile: .publisher, policy: "aaaabbbbcccc", from: from, to: to,
            timeZone: zone)
    }

    private func summary(_ desk: TestDesk, _ scope: ReportScope) throws -> SummaryFigures {
        try desk.queue.summary(scope, categoryTitles: ["attack": "Personal attack"])
    }

    /// Seven revisions of six comments, five decisions of which one was taken back.
    ///
    /// | comment | written | route | decided | after |
    /// |---|---|---|---|---|
    /// | a | Mon 05:00 | queue, attack | hide | 60 s |
    /// | b | Mon 07:00 | hold, attack | approve | 600 s |
    /// | c | Mon 20:00 | pass | – | |
    /// | d | Tue 05:59 | queue, pii | spam, taken back | |
    /// | e | letters, no date, so read Tue 12:00 | hold, attack, two rules | spam | 3600 s |
    /// | f | Tue 08:00 | reject, pii; edited: pass, asked again | hide on the first | 0 s |
    private func desk() throws -> TestDesk {
        let desk = try TestDesk()
        try desk.ingest(
            [
                judged("a", "Probe a.", .queue, createdAt: at(5)),
                judged("b", "Probe b.", .hold, createdAt: at(7)),
                judged("c", "Fine.", .pass, createdAt: at(20)),
            ], setAside: [broken(1), broken(2)], now: at(24))
        try desk.ingest(
            [
                judged(
                    "d", "Probe d.", .queue, rules: ["pii.phone"], category: "pii",
                    createdAt: at(24 + 5.99)),
                judged(
                    "f", "Probe f.", .reject, rules: ["pii.phone"], category: "pii",
                    createdAt: at(32)),
            ], now: at(33))
        try desk.ingest(
            [judged("e", "Probe e.", .hold, rules: ["attack.probe", "attack.two"])],
            setAside: [broken(9)], from: "letters", now: at(36))
        try desk.decide(["a"], .hide, now: at(24) + 60)
        try desk.decide(["b"], .approve, now: at(24) + 600)
        try desk.decide(["d"], .spam, now: at(34))
        try desk.undo([3], now: at(35))
        try desk.decide(["f"], .hide, now: at(33))
        _ = try desk.queue.decide(
            DecisionRequest(
                comments: [CommentKey("letters:e")!], verdict: .spam, by: "bo"),
            policy: testPolicy, now: at(37))
        try desk.ingest([judged("f", "Fine f.", .pass, createdAt: at(32))], now: at(40))
        return desk
    }

    @Test func `each figure of a small desk, by hand`() throws {
        let desk = try desk()
        let figures = try summary(desk, scope())
        #expect(figures.scope == scope())
        #expect(figures.received == 7)
        #expect(figures.edited == 1)
        #expect(figures.routes == [.queue: 2, .hold: 2, .pass: 2, .reject: 1])
        #expect((figures.approved, figures.hidden, figures.spam, figures.undone) == (1, 2, 1, 1))
        #expect(figures.open == 2)
        #expect(figures.oldestOpen == at(33))
        #expect(figures.setAside == 3)
        #expect(figures.secondsToDecision == [0, 60, 600, 3600])
        #expect(
            figures.days == [
                SummaryFigures.Day(day: "2026-11-02", received: 3, queued: 1, held: 1),
                SummaryFigures.Day(day: "2026-11-03", received: 4, queued: 1, held: 2),
            ])
        #expect(
            figures.categories == [
                SummaryFigures.CategoryRow(
                    category: "attack", title: "Personal attack", flagged: 3, approved: 1,
                    hidden: 1, spam: 1),
                SummaryFigures.CategoryRow(
                    category: "pii", title: "pii", flagged: 2, approved: 0, hidden: 1, spam: 0),
            ])
        func rule(_ id: RuleID, _ fired: Int, _ decided: Int, _ upheld: Int)
            -> SummaryFigures.RuleRow
        {
            SummaryFigures.RuleRow(
                rule: id, title: "A probe", fired: fired, judged: Proportion(upheld, of: decided))
        }
        #expect(
            figures.rules == [
                rule("attack.probe", 3, 3, 2), rule("pii.phone", 2, 1, 1),
                rule("attack.two", 1, 1, 1),
            ])
        #expect(
            figures.sources == [
                SummaryFigures.SourceRow(source: "letters", received: 1, open: 0),
                SummaryFigures.SourceRow(source: "news", received: 6, open: 2),
            ])
    }

    @Test func `days are those of the desk's time zone`() throws {
        let desk = try desk()
        let denver = try summary(desk, scope(zone: "America/Denver")).days
        // 7 hours behind: a falls on Sunday, b on Monday at midnight, d on Monday 22:59.
        #expect(
            denver == [
                SummaryFigures.Day(day: "2026-11-01", received: 1, queued: 1, held: 0),
                SummaryFigures.Day(day: "2026-11-02", received: 3, queued: 1, held: 1),
                SummaryFigures.Day(day: "2026-11-03", received: 3, queued: 0, held: 2),
            ])
        let kathmandu = try summary(desk, scope(zone: "Asia/Kathmandu")).days
        // 5 hours 45 ahead: c falls on Tuesday 01:45.
        #expect(kathmandu.map(\.received) == [2, 5])
    }

    @Test func `a period begins with its first moment and ends before its last`() throws {
        let desk = try desk()
        func received(_ from: Date?, _ to: Date) throws -> Int {
            try summary(desk, scope(from: from, to: to)).received
        }
        #expect(try received(at(5), at(7)) == 1, "a is in, b is not")
        #expect(try received(at(5) + 0.001, at(7) + 0.001) == 1, "b is in, a is not")
        #expect(try received(at(7), at(7) + 0.001) == 1)
        let parts = try [(at(0), at(20)), (at(20), at(32)), (at(32), at(100))].map(received)
        #expect(parts == [2, 2, 3])
    }

    @Test func `decisions count when they were made, comments when they were written`() throws {
        let desk = try desk()
        let first = try summary(desk, scope(from: at(0), to: at(24)))
        #expect(first.received == 3)
        #expect((first.approved, first.hidden, first.spam, first.undone) == (0, 0, 0, 0))
        #expect(first.secondsToDecision == [])
        #expect(first.open == 0, "what waited then")
        #expect(try summary(desk, scope(from: at(0), to: at(24) + 1)).open == 2)
        #expect(try summary(desk, scope(from: at(0), to: at(24) + 61)).open == 1)
        #expect(first.setAside == 0)
        let edge = try summary(desk, scope(from: at(24) + 60, to: at(24) + 600))
        #expect((edge.hidden, edge.approved) == (1, 0))
        #expect(edge.received == 0)
        #expect(try summary(desk, scope(from: at(24), to: at(25))).setAside == 2)
        #expect(try summary(desk, scope(from: at(35), to: at(36))).undone == 1)
    }

    @Test func `a decision that was taken back and made again counts once`() throws {
        let desk = try desk()
        try desk.decide(["d"], .hide, now: at(50))
        let figures = try summary(desk, scope())
        #expect((figures.hidden, figures.spam, figures.undone, figures.open) == (3, 1, 1, 1))
        #expect(figures.oldestOpen == at(40))
        #expect(figures.secondsToDecision.count == 5)
    }

    @Test func `a desk without comments has figures of nothing`() throws {
        let desk = try TestDesk()
        let figures = try summary(desk, scope())
        #expect((figures.received, figures.open, figures.setAside) == (0, 0, 0))
        #expect(figures.days == [] && figures.categories == [] && figures.sources == [])
    }
}
