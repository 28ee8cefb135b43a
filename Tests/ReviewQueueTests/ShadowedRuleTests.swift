import Foundation
import GRDB
import Moderation
import TestSupport
import Testing

@testable import ReviewQueue

@Suite struct ShadowedRuleTests {
    private static let changed = PolicyRecord(
        digest: "ddddeeeeffff", profile: .publisher, files: "[]",
        rules: ["attack.probe": "00112233aabbccdd"])
    private static let tripped = [
        ShadowedRule(rule: "attack.probe", hits: 61, comments: 200),
        ShadowedRule(rule: "attack.other", hits: 11, comments: 200),
    ]

    /// One run of one batch, with rules in shadow.
    private func run(
        _ desk: TestDesk, _ comments: [JudgedComment], policy: PolicyRecord = changed,
        shadowed: [ShadowedRule] = tripped, now: Date = at(2)
    ) throws {
        var run = IngestRun(
            startedAt: now, actor: "ingest", policy: policy, shadowed: shadowed)
        var batch = IngestBatch(
            source: "news", input: "in", next: RecordPlace(input: "in", line: 1, offset: 0))
        batch.comments = comments
        _ = try desk.queue.keep(batch, in: &run, now: now)
        try desk.queue.finish(run, RunSummary(policy: policy.digest), now: now)
    }

    /// A first run under one policy, a second under another with two rules in shadow.
    private func desk() throws -> TestDesk {
        let desk = try TestDesk()
        try desk.ingest([judged("c1", "Your probe.")])
        try run(desk, [judged("c2", "My probe.")])
        return desk
    }

    @Test func `rules in shadow are kept with the first batch and stand in the log`() throws {
        let desk = try desk()
        #expect(
            try desk.rows("SELECT action, subject FROM audit ORDER BY seq").map { $0 } == [
                "[action:\"init\" subject:\"desk\"]",
                "[action:\"policy-kept\" subject:\"policy 1\"]",
                "[action:\"ingest\" subject:\"run 1\"]",
                "[action:\"ingest-end\" subject:\"run 1\"]",
                "[action:\"policy-kept\" subject:\"policy 2\"]",
                "[action:\"policy\" subject:\"desk\"]",
                "[action:\"breaker\" subject:\"run 2\"]", "[action:\"ingest\" subject:\"run 2\"]",
                "[action:\"ingest-end\" subject:\"run 2\"]",
            ])
        #expect(
            try desk.queue.database.read {
                try String.fetchOne($0, sql: "SELECT detail FROM audit WHERE action = 'breaker'")
            } == "attack.other=11 of 200\nattack.probe=61 of 200\npolicy=ddddeeeeffff")
        #expect(try desk.queue.shadowedRules().map(\.rule) == ["attack.other", "attack.probe"])
        #expect(try desk.queue.verify().faults == [])
    }

    @Test func `a run that keeps nothing writes nothing`() throws {
        let desk = try desk()
        let before = try desk.dump()
        try run(desk, [])
        #expect(try desk.dump() == before)
    }

    @Test func `only the newest run's rules are told`() throws {
        let desk = try desk()
        try run(desk, [judged("c3", "Their probe.")], shadowed: [], now: at(3))
        #expect(try desk.queue.shadowedRules() == [])
        let empty = try TestDesk()
        #expect(try empty.queue.shadowedRules() == [])
    }

    @Test func `the trusted policy is that of the newest run without rules in shadow`() throws {
        let empty = try TestDesk()
        #expect(try empty.queue.trustedPolicy() == nil)
        let desk = try desk()
        #expect(try desk.queue.trustedPolicy()?.digest == testPolicy.digest)
        try run(desk, [judged("c3", "Their probe.")], shadowed: [], now: at(3))
        #expect(
            try desk.queue.trustedPolicy()
                == TrustedPolicy(
                    digest: "ddddeeeeffff", profile: .publisher, rules: Self.changed.rules))
    }

    @Test func `trust is written down even when nothing is new, and begins the run`() throws {
        let desk = try desk()
        var run = IngestRun(startedAt: at(4), actor: "ingest", policy: Self.changed)
        try desk.queue.trust(&run, now: at(4))
        #expect(run.id == 3)
        try desk.queue.finish(run, RunSummary(policy: Self.changed.digest), now: at(4))
        #expect(try desk.queue.trustedPolicy()?.digest == Self.changed.digest)
        #expect(
            try desk.rows("SELECT action, subject FROM audit ORDER BY seq DESC LIMIT 2") == [
                "[action:\"ingest-end\" subject:\"run 3\"]", "[action:\"trust\" subject:\"run 3\"]",
            ])
        #expect(try desk.queue.verify().faults == [])
    }

    @Test func `the last comments come newest first, with what was found when they came`() throws {
        let desk = try TestDesk()
        try desk.ingest((1...4).map { judged(CommentID("c\($0)"), "Probe \($0).") })
        try desk.ingest(
            [
                judged(
                    "c2", "Probe 2, mended.", rules: ["attack.a", "attack.b"], editedAt: at(1.5))
            ], now: at(2))
        let recent = try desk.queue.recentComments(3)
        #expect(recent.comments.map(\.key.id) == ["c2", "c4", "c3"])
        #expect(recent.hits == ["attack.a": 1, "attack.b": 1, "attack.probe": 2])
        let empty = try TestDesk()
        #expect(try empty.queue.recentComments(3).comments == [])
    }

    @Test func `what a rule found while the breaker held it does not count`() throws {
        let desk = try desk()
        // In c2 the rule spoke in shadow, as its run says.
        #expect(try desk.queue.recentComments(9).hits == ["attack.probe": 1])
        try run(
            desk, [judged("c3", "Their probe.", rules: ["attack.probe", "attack.quiet"])],
            now: at(3))
        #expect(try desk.queue.recentComments(9).hits == ["attack.probe": 1, "attack.quiet": 1])
    }

    @Test func `the last comments are found from the end, without a sort`() throws {
        let desk = try desk()
        let plan = try desk.rows(
            "EXPLAIN QUERY PLAN " + ReviewQueue.selectRecent.replacing("?", with: "200"))
        #expect(!plan.contains { $0.contains("TEMP B-TREE") }, "\(plan)")
    }

    @Test(arguments: [
        ("UPDATE shadowedRule SET hits = 60 WHERE rule = 'attack.probe'", "of run 2 differ"),
        ("UPDATE shadowedRule SET comments = 201", "of run 2 differ"),
        ("DELETE FROM shadowedRule WHERE rule = 'attack.other'", "of run 2 differ"),
        ("DELETE FROM shadowedRule", "run 2 are in the log and are gone"),
        ("UPDATE shadowedRule SET runID = 1", "of run 1 have no audit row"),
        ("UPDATE run SET policyID = 1 WHERE runID = 2", "of run 2 differ"),
        ("INSERT INTO shadowedRule VALUES (1, 'attack.x', 9, 99)", "of run 1 have no audit row"),
    ])
    func `an altered rule in shadow shows and is named`(sql: String, name: String) throws {
        let desk = try desk()
        try VerifyTests.tamper(desk, sql)
        let faults = try desk.queue.verify().faults
        #expect(faults.contains { $0.contains(name) }, "\(faults)")
    }

    @Test func `a desk of the first schema is brought up to date and stays sound`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/gavel.db"
        let file = try DatabaseQueue(path: path)
        try Schema.migrator.migrate(file, upTo: "2026-11-first-schema")
        try file.write { db in
            try db.execute(
                sql: """
                    INSERT INTO policy (digest, profile, files, firstUsedAt)
                    VALUES ('aaaabbbbcccc', 'publisher', '[]', 0);
                    INSERT INTO run (startedAt, policyID) VALUES (0, 1)
                    """)
            try AuditChain.append(
                db, at: at(0), by: "ann", action: "init", subject: "desk", detail: [:])
        }
        try file.close()
        let queue = try ReviewQueue.open(at: path)
        #expect(
            try queue.trustedPolicy()
                == TrustedPolicy(digest: "aaaabbbbcccc", profile: .publisher, rules: [:]))
        #expect(try queue.verify().faults == [])
        #expect(throws: DatabaseError.self) {
            try queue.database.write {
                try $0.execute(sql: "UPDATE policy SET rules = '{\"a\":1}'")
            }
        }
    }
}
