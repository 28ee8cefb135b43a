import Foundation
import GRDB
import Moderation
import Testing

@testable import ReviewQueue

@Suite struct PurgeProofTests {
    @Test(arguments: [
        // A text by hand: without a row, with one, and with one that claims a purge.
        ("UPDATE revision SET text = '' WHERE text = 'Fresh.'", "does not match its hash"),
        (
            """
            INSERT INTO purged SELECT 'text', revisionID, NULL, 1 FROM revision WHERE text = 'Fresh.';
            UPDATE revision SET text = '' WHERE text = 'Fresh.'
            """, "purge 1 took differs"
        ),
        (
            """
            INSERT INTO purge SELECT 9, class, before, commentID, reason, texts, answered, originals,
            setAside, appeals, authors, contents, moderator, at FROM purge WHERE purgeID = 1
            """, "purge 9 has no audit row"
        ),
        ("UPDATE purge SET moderator = 'ann'", "purge 1 differs from its audit row"),
        ("UPDATE purge SET class = 'none'", "purge 1 differs from its audit row"),
        ("UPDATE purge SET contents = zeroblob(32)", "purge 1 differs from its audit row"),
        ("DELETE FROM purge", "purge 1 is in the log and is gone"),
        // What went comes back, or other words in its place.
        ("UPDATE revision SET text = 'Kind words.' WHERE text = ''", "does not match its hash"),
        ("UPDATE revision SET parentText = 'Kind.' WHERE parentText = ''", "differ from audit row"),
        ("UPDATE revision SET parentText = NULL WHERE parentText = ''", "differ from audit row"),
        ("UPDATE snapshot SET bytes = x'00' WHERE length(bytes) = 0", "snapshot"),
        ("UPDATE setAside SET bytes = x'00'", "set-aside record"),
        ("UPDATE signal SET message = 'Fine.'", "differ from audit row"),
        // What stayed is altered.
        ("UPDATE revision SET contentHash = zeroblob(32) WHERE text = ''", "differ from audit row"),
        (
            "UPDATE snapshot SET hash = zeroblob(32) WHERE length(bytes) = 0",
            "differ from audit row"
        ),
        ("UPDATE purged SET hash = zeroblob(32) WHERE what = 'answered'", "differs"),
        ("DELETE FROM purged WHERE what = 'original'", "snapshot"),
        ("DELETE FROM purged WHERE what = 'answered'", "took differs"),
        ("UPDATE assessment SET score = 0.1 WHERE score > 0", "differ from audit row"),
        ("UPDATE signal SET spanEnd = 9", "differ from audit row"),
        ("UPDATE decision SET note = 'mild'", "decision 1 differs"),
        ("DELETE FROM audit WHERE action = 'seal'", "differ from audit row"),
        ("UPDATE audit SET subject = 'purge 7' WHERE action = 'seal'", "was altered"),
    ])
    func `after a purge every tampering shows as before`(sql: String, fault: String) throws {
        let desk = try recordsDesk()
        try desk.purge()
        #expect(try desk.queue.verify().faults == [])
        try VerifyTests.tamper(desk, sql)
        let faults = try desk.queue.verify().faults
        #expect(faults.contains { $0.contains(fault) }, "\(faults)")
    }

    @Test func `a seal in the log that no purge asked for shows`() throws {
        let desk = try recordsDesk()
        try VerifyTests.tamper(
            desk, "UPDATE revision SET parentText = 'Mild.' WHERE revisionID = 3")
        try desk.queue.write { db in
            var batch = try SealedBatch.all(db)[0]
            batch.seal = ""
            try batch.sealAnew(db, purge: 1, by: "mallory", now: today)
        }
        #expect(try desk.queue.verify().faults.contains { $0.contains("seals for purge 1") })
    }

    @Test(arguments: [
        "UPDATE revision SET text = 'Kind.' WHERE revisionID = 2",
        "UPDATE revision SET parentText = 'Kind.' WHERE revisionID = 3",
        "UPDATE assessment SET score = 0.1 WHERE revisionID = 2",
    ])
    func `what is not as it was sealed is not purged`(sql: String) throws {
        let desk = try recordsDesk()
        try VerifyTests.tamper(desk, sql)
        let before = try desk.dump()
        #expect(code { try desk.purge() } == "Q030")
        #expect(try desk.dump() == before)
    }

    /// One that is purged and not emptied yet: its row says so.
    private func markedDesk() throws -> TestDesk {
        let desk = try recordsDesk()
        try desk.queue.write { db in
            try db.execute(
                sql: """
                    INSERT INTO purge VALUES (1, 'none', 0, NULL, NULL, 1, 1, 1, 0, 0, 0, zeroblob(32), 'a', 0);
                    INSERT INTO purged VALUES ('text', 2, NULL, 1), ('original', 2, NULL, 1),
                    ('answered', 3, zeroblob(32), 1)
                    """)
        }
        return desk
    }

    @Test(arguments: [
        "UPDATE revision SET text = '' WHERE revisionID = 1",
        "UPDATE revision SET text = 'x' WHERE revisionID = 2",
        "UPDATE revision SET parentText = '' WHERE revisionID = 2",
        "UPDATE revision SET parentText = NULL WHERE revisionID = 3",
        "UPDATE revision SET text = '' WHERE revisionID = 3",
        "UPDATE snapshot SET bytes = x'' WHERE snapshotID = 1",
        "UPDATE snapshot SET bytes = x'00' WHERE snapshotID = 2",
        "UPDATE signal SET message = 'x' WHERE assessmentID = 2",
        "UPDATE signal SET message = '' WHERE assessmentID = 4",
        "DELETE FROM revision WHERE revisionID = 2", "DELETE FROM snapshot WHERE snapshotID = 2",
        "DELETE FROM purged", "UPDATE purged SET number = 1", "DELETE FROM purge",
        "UPDATE purge SET class = 'permanent'", "UPDATE legalHold SET reason = 'x'",
    ])
    func `the tables let nothing but what is marked be emptied`(sql: String) throws {
        let desk = try markedDesk()
        try desk.queue.write {
            try $0.execute(
                sql: "INSERT INTO legalHold VALUES (1, 'source', 1, NULL, NULL, 'why', 'a', 0)")
        }
        let error = #expect(throws: DatabaseError.self) {
            try desk.queue.database.write { try $0.execute(sql: sql) }
        }
        #expect(error?.message?.contains("is append-only") == true)
    }

    @Test(arguments: [
        ("revision", "revisionID = 2", "text"), ("snapshot", "snapshotID = 2", "bytes"),
        ("signal", "assessmentID = 2", "message"),
    ])
    func `no other column changes with it`(table: String, row: String, emptied: String) throws {
        let desk = try markedDesk()
        let columns = try desk.queue.database.read { try $0.columns(in: table).map(\.name) }
        let empty = "\(emptied) = \(emptied == "bytes" ? "x''" : "''")"
        for column in columns where column != emptied && column != "parentText" {
            // A value that the column does not have.
            let other = "\(column) = CASE typeof(\(column)) WHEN 'integer' THEN 99 ELSE x'99' END"
            #expect(throws: DatabaseError.self, "\(column)") {
                try desk.queue.database.write {
                    try $0.execute(sql: "UPDATE \(table) SET \(empty), \(other) WHERE \(row)")
                }
            }
        }
        try desk.queue.database.write {
            try $0.execute(sql: "UPDATE \(table) SET \(empty) WHERE \(row)")
            #expect($0.changesCount > 0)
        }
    }

    @Test func `a judgement that came later is sealed anew too`() throws {
        let desk = try TestDesk()
        let author = Author(name: "ann")
        var late = judged("b", "Later.", .queue, createdAt: at(0.5), author: author)
        late.history.author = AuthorFacts()
        late.assessment.signals[0].message = "Says \(Trace.finding)."
        try desk.ingest([late])
        var first = judged("a", "First.", .pass, createdAt: at(0.1), author: author)
        first.history.author = AuthorFacts()
        try desk.ingest([first])
        var run = IngestRun(startedAt: at(1), actor: "ingest", policy: testPolicy)
        let assessment = late.assessment
        let judge = HistoryJudge(
            asksForNearDuplicates: false, tellsApart: { _, _ in true },
            assess: { _, _ in assessment })
        let again = try desk.queue.judgeLate(in: &run, by: judge, now: at(1), pause: {})
        #expect(again.comments > 0)
        try desk.decide(["a", "b"], .approve)
        try desk.purge()
        #expect(try desk.queue.verify().faults == [])
        #expect(try desk.traces(Trace.finding) == 0)
        try VerifyTests.tamper(desk, "UPDATE signal SET message = 'Fine.' WHERE assessmentID > 2")
        #expect(
            try desk.queue.verify().faults.contains { $0.hasPrefix("assessments") })
    }
}
