import Foundation
import GRDB
import Moderation
import TestSupport
import Testing

@testable import ReviewQueue

@Suite struct VerifyTests {
    /// Two batches of two revisions, two decisions, an undo, and a record set aside.
    ///
    /// Audit rows: 1 init, 2 ingest, 3 ingest, 4 ingest-end, 5 decide, 6 decide, 7 undo.
    static func desk() throws -> TestDesk {
        let desk = try TestDesk()
        let article = Article(title: "Benches", body: "The bench is wet.")
        try desk.ingest(
            [
                judged("c1", "Your probe.", article: article), judged("c2", "Fine bench.", .pass),
                judged("c3", "My probe.", .hold, editedAt: at(0.5), article: article),
                judged("c4", "Old probe."),
            ], setAside: [broken(3)], batches: [2])
        try desk.decide(["c1"], .hide, note: "rude", by: "ann")
        try desk.decide(["c3"], .approve, by: "bo")
        try desk.undo([2])
        return desk
    }

    /// Alters a file as somebody would who can write it: no triggers, no foreign keys.
    static func tamper(_ desk: TestDesk, _ sql: String) throws {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        let file = try DatabaseQueue(path: desk.path, configuration: configuration)
        try file.write { db in
            for name in try String.fetchAll(
                db, sql: "SELECT name FROM sqlite_master WHERE type = 'trigger'")
            { try db.execute(sql: "DROP TRIGGER \"\(name)\"") }
            try db.execute(sql: sql)
            #expect(db.totalChangesCount > 0, "the statement must hit a row: \(sql)")
        }
        try file.close()
    }

    @Test func `an untouched file is sound and counted`() throws {
        let desk = try Self.desk()
        let result = try desk.queue.verify()
        #expect(result.faults == [])
        #expect(
            (result.auditRows, result.revisions, result.snapshots, result.decisions) == (8, 4, 4, 3)
        )
        #expect(result.checkpoint?.seq == 8)
        #expect(try desk.queue.verify(expecting: result.checkpoint).faults == [])
    }

    @Test func `dropping the triggers alone is no fault`() throws {
        let desk = try Self.desk()
        try Self.tamper(desk, "UPDATE run SET read = read")
        #expect(try desk.queue.verify().faults == [])
    }

    @Test(arguments: [
        ("UPDATE revision SET text = 'Your prose.' WHERE revisionID = 1", "revision 1"),
        ("UPDATE revision SET contentHash = zeroblob(32) WHERE revisionID = 3", "revision 3"),
        ("UPDATE revision SET format = 'html' WHERE revisionID = 1", "revision 1"),
        ("UPDATE revision SET snapshotID = 2 WHERE revisionID = 1", "revisions 1 to 2"),
        ("UPDATE revision SET parentText = 'Hm.' WHERE revisionID = 1", "revisions 1 to 2"),
        ("UPDATE revision SET parentText = '' WHERE revisionID = 1", "revisions 1 to 2"),
        ("UPDATE revision SET editedAt = 1 WHERE revisionID = 3", "revisions 3 to 4"),
        ("UPDATE revision SET editedAt = NULL WHERE revisionID = 3", "revisions 3 to 4"),
        ("UPDATE revision SET ingestedAt = 1 WHERE revisionID = 3", "revisions 3 to 4"),
        ("UPDATE revision SET articleID = NULL WHERE revisionID = 1", "revisions 1 to 2"),
        ("UPDATE revision SET number = 2 WHERE revisionID = 4", "revisions 3 to 4"),
        ("UPDATE comment SET externalID = 'c9' WHERE commentID = 2", "revisions 1 to 2"),
        ("UPDATE comment SET createdAt = 1 WHERE commentID = 2", "revisions 1 to 2"),
        ("UPDATE comment SET parent = 'c9' WHERE commentID = 1", "revisions 1 to 2"),
        ("UPDATE source SET name = 'letters'", "revisions 1 to 2"),
        ("DELETE FROM revision WHERE revisionID = 4", "revisions 3 to 4"),
        ("UPDATE snapshot SET bytes = x'00' WHERE snapshotID = 2", "snapshot 2"),
        ("UPDATE snapshot SET hash = zeroblob(32) WHERE snapshotID = 2", "snapshot 2"),
        ("DELETE FROM snapshot WHERE snapshotID = 4", "revision row 4"),
        ("UPDATE article SET body = 'The bench is dry.'", "article 1"),
        ("UPDATE setAside SET bytes = x'7b'", "set-aside record 1"),
    ])
    func `an altered text or original shows and is named`(sql: String, name: String) throws {
        let desk = try Self.desk()
        try Self.tamper(desk, sql)
        let faults = try desk.queue.verify().faults
        #expect(faults.contains { $0.contains(name) }, "\(faults)")
    }

    @Test(arguments: [
        ("UPDATE assessment SET route = 'pass' WHERE revisionID = 1", "revisions 1 to 2"),
        ("UPDATE assessment SET score = 0.50001 WHERE revisionID = 3", "revisions 3 to 4"),
        ("UPDATE assessment SET categories = '{}' WHERE revisionID = 1", "revisions 1 to 2"),
        ("UPDATE assessment SET labels = '[]' WHERE revisionID = 2", "revisions 1 to 2"),
        ("UPDATE assessment SET inconclusive = '[\"a\"]'", "revisions 3 to 4"),
        ("UPDATE signal SET spanEnd = 5 WHERE assessmentID = 1", "revisions 1 to 2"),
        ("UPDATE signal SET points = 0 WHERE assessmentID = 3", "revisions 3 to 4"),
        ("UPDATE signal SET rule = 'a.b' WHERE assessmentID = 1", "revisions 1 to 2"),
        ("UPDATE signal SET status = 'shadow' WHERE assessmentID = 1", "revisions 1 to 2"),
        ("UPDATE signal SET title = 'A prose' WHERE assessmentID = 1", "revisions 1 to 2"),
        ("UPDATE signal SET message = 'Found' WHERE assessmentID = 3", "revisions 3 to 4"),
        ("DELETE FROM signal WHERE assessmentID = 1", "revisions 1 to 2"),
        (
            "INSERT INTO signal SELECT 2, 0, rule, category, title, message, 0, 1, scope, 0, 1, status FROM signal LIMIT 1",
            "revisions 1 to 2"
        ),
        ("DELETE FROM assessment WHERE assessmentID = 2", "item row 2"),
        ("UPDATE item SET state = 'approved' WHERE revisionID = 4", "item 4"),
        ("UPDATE item SET state = 'new' WHERE revisionID = 1", "item 1"),
        ("UPDATE item SET rank = 0 WHERE revisionID = 3", "item 3"),
        ("UPDATE item SET score = 0 WHERE revisionID = 3", "item 3"),
        ("UPDATE item SET decisionID = NULL WHERE revisionID = 1", "item 1"),
        ("UPDATE item SET assessmentID = 4 WHERE revisionID = 3", "item 3"),
        ("DELETE FROM item WHERE revisionID = 4", "revision 4"),
        ("UPDATE comment SET latestRevisionID = 1 WHERE commentID = 4", "comment 4"),
    ])
    func `an altered judgement or state shows and is named`(sql: String, name: String) throws {
        let desk = try Self.desk()
        try Self.tamper(desk, sql)
        let faults = try desk.queue.verify().faults
        #expect(faults.contains { $0.contains(name) }, "\(faults)")
    }

    @Test func `a second, milder assessment slipped in beside the sealed one shows`() throws {
        let desk = try Self.desk()
        try desk.queue.database.write {
            try $0.execute(
                sql: """
                    INSERT INTO assessment SELECT NULL, revisionID, policyID, 'pass', 0, '{}', '[]',
                    '[]', NULL FROM assessment WHERE assessmentID = 4;
                    UPDATE item SET assessmentID = 5, state = 'new', rank = 0, score = 0
                    WHERE revisionID = 4
                    """)
        }
        #expect(
            try desk.queue.verify().faults == ["assessment 5 stands in no audit row"])
    }

    @Test(arguments: [
        ("UPDATE decision SET verdict = 'spam' WHERE decisionID = 1", "decision 1 differs"),
        ("UPDATE decision SET reason = 'hate' WHERE decisionID = 1", "decision 1 differs"),
        ("UPDATE decision SET note = 'mild' WHERE decisionID = 1", "decision 1 differs"),
        ("UPDATE decision SET moderator = 'bo' WHERE decisionID = 1", "decision 1 differs"),
        ("UPDATE decision SET at = at + 1 WHERE decisionID = 2", "decision 2 differs"),
        ("UPDATE decision SET replies = 'keep' WHERE decisionID = 1", "decision 1 differs"),
        ("UPDATE decision SET revokes = 1 WHERE decisionID = 3", "decision 3 differs"),
        ("UPDATE decision SET revisionID = 4 WHERE decisionID = 1", "decision 1 differs"),
        ("UPDATE policy SET digest = 'ffffffffffff'", "decision 1 differs"),
        ("UPDATE policy SET profile = 'government'", "decision 1 differs"),
        ("DELETE FROM decision WHERE decisionID = 3", "decision 3 is in the log and is gone"),
        (
            "INSERT INTO decision SELECT 9, 4, 'spam', 'spam', NULL, 'ann', 1, 1, 'keep', NULL, NULL, 0",
            "decision 9 has no audit row"
        ),
    ])
    func `an altered decision shows and is named`(sql: String, name: String) throws {
        let desk = try Self.desk()
        try Self.tamper(desk, sql)
        let faults = try desk.queue.verify().faults
        #expect(faults.contains { $0.contains(name) }, "\(faults)")
    }
}
