import Foundation
import GRDB
import Moderation
import Testing

@testable import ReviewQueue

@Suite struct PolicyInUseTests {
    private func decide(_ desk: TestDesk, _ id: CommentID, by policy: PolicyRecord) throws {
        _ = try desk.queue.decide(
            DecisionRequest(
                comments: [CommentKey(source: "news", id: id)], verdict: .approve, by: "bo"),
            policy: policy, now: at(2))
    }

    private func changes(_ desk: TestDesk) throws -> [String] {
        try desk.queue.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT action || ' by ' || actor || ': ' || replace(detail, char(10), ' ')
                    FROM audit WHERE action IN ('policy', 'profile') ORDER BY seq
                    """
            ).map { $0[0] }
        }
    }

    @Test func `another policy or profile stands in the log once, and the first does not`() throws {
        let desk = try TestDesk()
        try desk.ingest(["a", "b", "c", "d"].map { judged($0, "Text \($0).") })
        #expect(try changes(desk) == [])
        let other = PolicyRecord(digest: "ddddeeeeffff", profile: .publisher, files: "[]")
        let civic = PolicyRecord(digest: "ddddeeeeffff", profile: .government, files: "[]")
        try decide(desk, "a", by: other)
        try decide(desk, "b", by: other)
        try decide(desk, "c", by: civic)
        try decide(desk, "d", by: testPolicy)
        #expect(
            try changes(desk) == [
                "policy by bo: new=ddddeeeeffff old=aaaabbbbcccc",
                "profile by bo: new=government old=publisher",
                "profile by bo: new=publisher old=government",
                "policy by bo: new=aaaabbbbcccc old=ddddeeeeffff",
            ])
        #expect(try desk.queue.verify().faults == [])
        try VerifyTests.tamper(desk, "UPDATE policyInUse SET policyID = 2")
        #expect(try desk.queue.verify().faults == ["the policy in use is not the one of the log"])
    }

    @Test func `a profile that is not the one of init stands in the log with the first run`() throws
    {
        let desk = try TestDesk()
        var run = IngestRun(
            startedAt: at(1), actor: "ingest",
            policy: PolicyRecord(digest: "ddddeeeeffff", profile: .government, files: "[]"))
        var batch = IngestBatch(
            source: "news", input: "in", next: RecordPlace(input: "in", line: 1, offset: 0))
        batch.comments = [judged("a", "Text.")]
        _ = try desk.queue.keep(batch, in: &run, now: at(1))
        #expect(try changes(desk) == ["profile by ingest: new=government old=publisher"])
    }
}
