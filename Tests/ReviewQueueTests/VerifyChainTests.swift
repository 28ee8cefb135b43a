import Foundation
import GRDB
import Moderation
import TestSupport
import Testing

@testable import ReviewQueue

@Suite struct VerifyChainTests {
    @Test(arguments: [
        ("UPDATE audit SET at = at + 1 WHERE seq = 4", "audit row 4 was altered"),
        ("UPDATE audit SET actor = 'bo' WHERE seq = 5", "audit row 5 was altered"),
        ("UPDATE audit SET action = 'note' WHERE seq = 2", "audit row 2 was altered"),
        ("UPDATE audit SET subject = 'run 2' WHERE seq = 2", "audit row 2 was altered"),
        ("UPDATE audit SET detail = detail || '.' WHERE seq = 6", "audit row 6 was altered"),
        ("UPDATE audit SET previous = zeroblob(32) WHERE seq = 3", "audit row 3 does not follow"),
        ("UPDATE audit SET hash = zeroblob(32) WHERE seq = 3", "audit row 3 was altered"),
        ("DELETE FROM audit WHERE seq = 4", "audit rows 4 to 4 are missing"),
        ("DELETE FROM audit WHERE seq IN (1, 2)", "audit rows 1 to 2 are missing"),
        ("DELETE FROM audit", "the audit log is empty"),
        ("UPDATE audit SET seq = 99 WHERE seq = 4", "audit row 99 was altered"),
    ])
    func `an altered log shows and the row is named`(sql: String, name: String) throws {
        let desk = try VerifyTests.desk()
        try VerifyTests.tamper(desk, sql)
        let faults = try desk.queue.verify().faults
        #expect(faults.contains { $0.contains(name) }, "\(faults)")
    }

    @Test func `two rows that changed places show`() throws {
        let desk = try VerifyTests.desk()
        try VerifyTests.tamper(
            desk,
            """
            UPDATE audit SET seq = -5 WHERE seq = 5; UPDATE audit SET seq = 5 WHERE seq = 6;
            UPDATE audit SET seq = 6 WHERE seq = -5
            """)
        let faults = try desk.queue.verify().faults
        #expect(faults.contains("audit row 5 was altered"))
        #expect(faults.contains("audit row 6 was altered"))
    }

    @Test func `a log cut off at the end shows against what was written down`() throws {
        let desk = try TestDesk()
        try desk.ingest([judged("c1", "Your probe.")])
        let written = try #require(try desk.queue.verify().checkpoint)
        // The last row closes the run: without it everything else still agrees.
        try VerifyTests.tamper(desk, "DELETE FROM audit WHERE seq = \(written.seq)")
        #expect(try desk.queue.verify().faults == [])
        #expect(
            try desk.queue.verify(expecting: written).faults
                == ["the audit log ends before row 4, which was written down"])
    }

    @Test func `a log written anew shows against what was written down`() throws {
        let desk = try TestDesk()
        let other = try TestDesk()
        try desk.ingest([judged("c1", "Your probe.")])
        try other.ingest([judged("c1", "My probe.")])
        let written = try #require(try desk.queue.verify().checkpoint)
        #expect(
            try other.queue.verify(expecting: written).faults
                == ["audit row 4 is not the one that was written down"])
    }

    @Test func `a log that went on still holds what was written down`() throws {
        let desk = try VerifyTests.desk()
        let written = try desk.queue.verify().checkpoint
        try desk.decide(["c4"], .approve, now: at(5))
        #expect(try desk.queue.verify(expecting: written).faults == [])
    }

    @Test func `a checkpoint is read as it was printed, in any case of letters`() {
        let hash = String(repeating: "ab12", count: 16)
        #expect(AuditCheckpoint("7:\(hash)")?.description == "7:\(hash)")
        #expect(AuditCheckpoint("7:\(hash.uppercased())")?.hash == hash)
        for text in ["", "7", "7:", ":\(hash)", "x:\(hash)", "7:\(hash)0", "7:\(hash):1"] {
            #expect(AuditCheckpoint(text) == nil, "\(text)")
        }
    }

    @Test func `the log holds no text, no note and no author`() throws {
        let desk = try TestDesk()
        let canary = "heliotrope marmalade"
        try desk.ingest(
            [
                judged(
                    "c1", "You probe, \(canary).", article: Article(title: canary),
                    author: Author(id: canary, name: canary, email: canary, address: canary))
            ], setAside: [broken(1, canary)])
        try desk.decide(["c1"], .hide, reason: "other", note: canary)
        try desk.undo([1])
        let log = try desk.rows("SELECT * FROM audit").joined()
        #expect(log.contains("decide"))
        #expect(!log.contains("heliotrope"))
    }

    @Test func `after any history the file is sound, and one altered byte is found`() throws {
        var random = SeededGenerator()
        for _ in 0..<12 {
            let desk = try TestDesk()
            for step in 0..<Int.random(in: 2...10, using: &random) {
                let now = at(Double(step))
                let id = CommentID("c\(Int.random(in: 0..<5, using: &random))")
                switch Int.random(in: 0..<4, using: &random) {
                case 0, 1:
                    let text = "Probe number \(Int.random(in: 0..<4, using: &random))."
                    try desk.ingest(
                        [
                            judged(id, text, editedAt: now),
                            judged(CommentID("x\(step)"), "Probe it."),
                        ],
                        setAside: step == 1 ? [broken(1)] : [], now: now)
                case 2: try desk.decide([id, "x0"], .spam, now: now)
                default: try desk.undo(last: 1, now: now)
                }
            }
            try desk.ingest([judged("last", "Last probe.")], now: at(20))
            let sound = try desk.queue.verify()
            #expect(sound.faults == [], "\(random)")
            let table = ["revision", "snapshot", "audit"].randomElement(using: &random)!
            let column = ["revision": "text", "snapshot": "bytes", "audit": "detail"][table]!
            let count = try desk.count(table)
            let row = Int.random(in: 1...count, using: &random)
            try VerifyTests.tamper(
                desk,
                """
                UPDATE \(table) SET \(column) = CAST(CAST(\(column) AS TEXT) || 'x' AS
                \(table == "snapshot" ? "BLOB" : "TEXT")) WHERE rowid = \(row)
                """)
            let faults = try desk.queue.verify().faults
            let name =
                table == "audit" ? "audit row \(row) was altered" : "\(table) \(row) does not"
            #expect(faults.contains { $0.contains(name) }, "\(random) \(table) \(faults)")
        }
    }
}
