import Foundation
import GRDB
import Moderation
import Testing

@testable import ReviewQueue

/// The figures of reports on agreement and on moderators, by hand and by plain SQL.
@Suite struct PeopleReportTests {
    private func scope(from: Date? = nil, to: Date = at(1000)) -> ReportScope {
        ReportScope(
            desk: "Ledger", profile: .publisher, policy: "aaaabbbbcccc", from: from, to: to,
            timeZone: "UTC")
    }

    private func decide(
        _ desk: TestDesk, _ id: CommentID, _ verdict: Verdict, _ reason: String? = nil,
        by moderator: Moderator, _ hours: Double, doubled: Bool = false
    ) throws {
        var request = DecisionRequest(
            comments: [CommentKey(source: "news", id: id)], verdict: verdict, reason: reason,
            by: moderator)
        request.secondOpinions = doubled ? 1 : 0
        let outcome = try desk.queue.decide(request, policy: testPolicy, now: at(hours))
        try #require(outcome.refused == [])
    }

    /// Six comments, five of them decided so that a second person is asked; four gave an opinion.
    ///
    /// | comment | first | second | then |
    /// |---|---|---|---|
    /// | a | ann hides: attack, 2 h | ben hides: hate, 5 h | |
    /// | b | ann approves, 3 h | ben hides: attack, 6 h | lee takes the first back, 7 h |
    /// | c | ben: spam, 4 h | ann: spam, 30 h | |
    /// | d | ben approves, 4 h 6 min | – | |
    /// | e | ann hides: attack, 2 h 10 min | lee approves, 8 h | appealed, lee restores, 20 h |
    /// | f | ann hides: pii, 9 h, not doubled | | appealed, ben upholds, 21 h |
    private func desk() throws -> TestDesk {
        let desk = try TestDesk()
        try desk.ingest(
            ["a", "b", "c", "d", "e"].map { judged($0, "Probe \($0).") }
                + [judged("f", "Probe f.", rules: ["pii.phone"], category: "pii")])
        try decide(desk, "a", .hide, "attack", by: "ann", 2, doubled: true)
        try decide(desk, "e", .hide, "attack", by: "ann", 2 + 1 / 6.0, doubled: true)
        try decide(desk, "b", .approve, by: "ann", 3, doubled: true)
        try decide(desk, "c", .spam, by: "ben", 4, doubled: true)
        try decide(desk, "d", .approve, by: "ben", 4.1, doubled: true)
        try decide(desk, "a", .hide, "hate", by: "ben", 5)
        try decide(desk, "b", .hide, "attack", by: "ben", 6)
        var selection = UndoSelection()
        selection.decisions = [3]
        _ = try desk.queue.undo(selection, by: "lee", now: at(7))
        try decide(desk, "e", .approve, by: "lee", 8)
        try decide(desk, "f", .hide, "pii", by: "ann", 9)
        try decide(desk, "c", .spam, by: "ann", 30)
        func appeal(_ decision: Int64, _ outcome: Appeal.Outcome, by: Moderator, _ hours: Double)
            throws
        {
            let appeal = try desk.queue.openAppeal(
                against: decision, text: "Why?", contact: nil, terms: .usual, by: by,
                now: at(hours - 1))
            try desk.queue.answer(
                appeal: appeal.id, outcome, note: "why", policy: testPolicy, by: by, now: at(hours))
        }
        try appeal(2, .restore, by: "lee", 20)
        let last = try desk.queue.database.read {
            try Int64.fetchOne($0, sql: "SELECT decisionID FROM decision WHERE reason = 'pii'")!
        }
        try appeal(last, .uphold, by: "ben", 21)
        return desk
    }

    private func agreement(_ desk: TestDesk, _ scope: ReportScope) throws -> AgreementFigures {
        try desk.queue.agreement(scope, categoryTitles: ["attack": "Personal attack"])
    }

    @Test func `pairs are those whose second verdict is of the period`() throws {
        let desk = try desk()
        let all = try agreement(desk, scope())
        #expect((all.asked, all.waiting, all.pairs, all.takenBack) == (5, 1, 4, 2))
        #expect((all.visibility.agreeing, all.verdict.agreeing) == (2, 2))
        #expect((all.reason.units, all.reason.agreeing) == (2, 1))
        #expect(all.matrix == [[0, 2, 0], [2, 1, 0], [0, 0, 1]])
        #expect(all.reasons.map(\.reason) == ["attack", "hate", "spam"])
        #expect(all.reasons[0].title == "Personal attack")
        #expect((all.reasons[0].pairs, all.reasons[0].shown, all.reasons[0].other) == (3, 2, 1))
        #expect(
            all.categories == [
                .init(category: "attack", title: "Personal attack", pairs: 4, differing: 2)
            ])
        #expect(
            all.appeals.map { "\($0.reason) \($0.answered) \($0.restored)" } == [
                "attack 1 1", "pii 1 0",
            ])
        let early = try agreement(desk, scope(from: at(5), to: at(7)))
        // b waits no more when its first decision is taken back.
        #expect((early.asked, early.pairs, early.takenBack) == (0, 2, 0))
        #expect(early.appeals == [])
        let first = try agreement(desk, scope(to: at(5)))
        #expect((first.asked, first.waiting, first.pairs) == (5, 5, 0))
        #expect(try agreement(desk, scope(to: at(7.5))).waiting == 3)
    }

    @Test func `nobody is waited for where the text was edited since`() throws {
        let desk = try desk()
        #expect(try agreement(desk, scope()).waiting == 1)
        try desk.ingest([judged("d", "Probe d, edited.")], now: at(50))
        #expect(try agreement(desk, scope()).waiting == 0)
        #expect(try agreement(desk, scope(to: at(49))).waiting == 1, "as it stood then")
        #expect(try agreement(desk, scope()).asked == 5)
        #expect(
            try desk.rows("SELECT count(*) AS n FROM waiting WHERE kind = 'second'") == ["[n:0]"],
            "as the queue has it")
    }

    @Test func `who is to judge a second time is known until they have`() throws {
        let desk = try desk()
        let (d, a) = (CommentKey(source: "news", id: "d"), CommentKey(source: "news", id: "a"))
        #expect(try desk.queue.asksOpinion(on: d, of: "ann"))
        #expect(try !desk.queue.asksOpinion(on: d, of: "ben"), "who decided it")
        #expect(try !desk.queue.asksOpinion(on: a, of: "lee"), "the second is in")
    }

    @Test func `a period is under the policies used in it, the last one first of all`() throws {
        let desk = try desk()
        let own = scope(from: at(0), to: at(1000))
        func used(_ scope: ReportScope) throws -> ReportScope {
            try desk.queue.withPoliciesUsed(scope)
        }
        let before = try used(own)
        #expect(before.policies?.map(\.digest) == [testPolicy.digest])
        #expect(before.policy == testPolicy.digest && before.profile == testPolicy.profile)
        let other = PolicyRecord(digest: "ccccddddeeee", profile: .government, files: "[]")
        var request = DecisionRequest(
            comments: [CommentKey(source: "news", id: "b")], verdict: .approve, by: "ann")
        request.secondOpinions = 0
        _ = try desk.queue.decide(request, policy: other, now: at(500))
        let both = try used(own)
        #expect(both.policies?.map(\.digest) == [testPolicy.digest, other.digest])
        #expect(both.policies?.map(\.firstUsedAt).last == at(500))
        #expect((both.policy, both.profile) == (other.digest, .government))
        // Over before the change: as it was told before it.
        let early = scope(from: at(0), to: at(400))
        #expect(try used(early).policies == before.policies)
        #expect(try used(early).policy == testPolicy.digest)
        let quiet = try used(scope(from: at(600), to: at(700)))
        #expect(quiet.policies == [] && quiet.policy == "aaaabbbbcccc")
    }

    @Test func `each person's figures, by hand`() throws {
        let desk = try desk()
        let figures = try desk.queue.moderators(scope(), only: nil, by: "lee", now: at(2000))
        #expect(figures.people.map(\.name) == ["ann", "ben", "lee"])
        let ann = figures.people[0].tally
        #expect((ann.approved, ann.hidden, ann.spam) == (0, 2, 0))
        #expect((ann.undoneByOthers, ann.undoneThemselves, ann.overturned) == (2, 0, 1))
        #expect((ann.pairs, ann.agreeing) == (4, 2))
        #expect(ann.steps == [600])
        let ben = figures.people[1].tally
        #expect((ben.approved, ben.hidden, ben.spam, ben.steps) == (1, 0, 1, [360]))
        // lee approved e when the appeal was answered.
        #expect(figures.people[2].tally.approved == 1)
        #expect(figures.whole.pairs == 4 && figures.whole.agreeing == 2)
        // Opinions, answers and taking back are acts; only decisions make an hour active.
        #expect(figures.sessions == [0, 0, 0, 0, 0, 0, 0, 0, 0, 360, 600])
        #expect(figures.activeHours == 5)
        let before = try desk.queue.moderators(
            scope(to: at(6.5)), only: "ann", by: "ann", now: at(2000))
        #expect(before.people.map(\.tally.undoneByOthers) == [0])
        #expect(before.people.map(\.tally.approved) == [1])
    }

    @Test func `who looks at people's figures stands in the log, and the log stays sound`() throws {
        let desk = try desk()
        _ = try desk.queue.moderators(scope(), only: nil, by: "lee", now: at(2000))
        _ = try desk.queue.moderators(
            scope(from: at(1)), only: "ann", by: "ann", now: at(2001))
        #expect(
            try desk.rows(
                """
                SELECT actor, subject FROM audit WHERE action = 'moderator-figures' ORDER BY seq
                """) == [
                    #"[actor:"lee" subject:"all moderators"]"#,
                    #"[actor:"ann" subject:"moderator ann"]"#,
                ])
        #expect(try desk.queue.verify().faults == [])
    }

    /// Against a second way of counting: a question for each figure.
    @Test func `figures agree with plain SQL on a desk made by lot`() throws {
        var random = SeededLot(state: 11)
        let desk = try TestDesk()
        let ids = (0..<120).map { CommentID("c\($0)") }
        try desk.ingest(ids.map { judged($0, "Probe \($0).") })
        let people: [Moderator] = ["ann", "ben", "cleo"]
        var hours = 2.0
        for id in ids {
            hours += random.next(90) / 60.0
            let verdict: Verdict = [.approve, .approve, .hide, .spam][Int(random.next(4))]
            try decide(
                desk, id, verdict, verdict == .hide ? "attack" : nil,
                by: people[Int(random.next(3))], hours)
            guard random.next(6) == 0 else { continue }
            let last = try desk.count("decision")
            var selection = UndoSelection()
            selection.decisions = [Int64(last)]
            _ = try desk.queue.undo(
                selection, by: people[Int(random.next(3))], now: at(hours + random.next(9) / 7))
        }
        let scope = scope(from: at(20), to: at(60))
        let figures = try desk.queue.moderators(scope, only: nil, by: "lee", now: at(2000))
        let (from, to) = (at(20).milliseconds, at(60).milliseconds)
        func count(_ condition: String, _ person: Moderator) throws -> Int {
            try desk.queue.database.read {
                try Int.fetchOne(
                    $0,
                    sql: """
                        WITH undo AS (SELECT revokes, moderator FROM decision
                            WHERE verdict = 'undo' AND at < \(to))
                        SELECT count(*) FROM decision LEFT JOIN undo
                        ON undo.revokes = decisionID WHERE verdict <> 'undo'
                        AND at >= \(from) AND at < \(to) AND decision.moderator = ?
                        AND \(condition)
                        """, arguments: [person.rawValue])!
            }
        }
        #expect(figures.whole.decided > 20 && figures.whole.undoneByOthers > 0)
        for person in figures.people {
            let tally = person.tally
            #expect(try count("TRUE", person.name) == tally.decided)
            #expect(
                try count("undo.revokes IS NULL AND verdict = 'hide'", person.name)
                    == tally.hidden)
            #expect(
                try count("undo.moderator <> decision.moderator", person.name)
                    == tally.undoneByOthers)
            #expect(
                try count("undo.moderator = decision.moderator", person.name)
                    == tally.undoneThemselves)
        }
        let hourly = try desk.queue.database.read {
            try Row.fetchAll(
                $0,
                sql: """
                    SELECT strftime('%w', at / 1000, 'unixepoch') + 0 AS day,
                    strftime('%H', at / 1000, 'unixepoch') + 0 AS hour, count(*) AS n
                    FROM decision WHERE verdict <> 'undo' AND at >= \(from) AND at < \(to)
                    GROUP BY 1, 2
                    """)
        }
        var hoursBySQL = ModeratorFigures.noHours
        for row in hourly {
            let day: Int = row["day"]
            hoursBySQL[(day + 6) % 7][row["hour"] as Int] = row["n"]
        }
        #expect(figures.hours == hoursBySQL)
        let active = try desk.queue.database.read {
            try Int.fetchOne(
                $0,
                sql: """
                    SELECT count(DISTINCT moderator || ' ' || (at / 3600000)) FROM decision
                    WHERE verdict <> 'undo' AND at >= \(from) AND at < \(to)
                    """)
        }
        #expect(figures.activeHours == active)
        let sessions = try desk.queue.database.read {
            try Int.fetchOne(
                $0,
                sql: """
                    SELECT count(*) FROM (SELECT at - lag(at) OVER
                    (PARTITION BY moderator ORDER BY at) AS step FROM decision
                    WHERE at >= \(from) AND at < \(to)) WHERE step IS NULL OR step >= 1800000
                    """)
        }
        #expect(figures.sessions.count == sessions)
    }
}

/// Numbers that look drawn by lot and are always the same.
///
/// **Source**: Lehmer's generator with the multiplier of Park and Miller (1988).
private struct SeededLot {
    var state: UInt64

    mutating func next(_ below: Double) -> Double {
        state = state * 48_271 % 2_147_483_647
        return (Double(state) / 2_147_483_647 * below).rounded(.down)
    }
}
