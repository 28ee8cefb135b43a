import Crypto
import Foundation
import GRDB
import Moderation
import TestSupport
import Testing

@testable import ReviewQueue

/// A desk that an older version wrote, with authors in plain words in its table and its seals.
@Suite struct FormerAuthorTests {
    private let folder: TemporaryFolder
    private let path: String

    /// Three comments of two authors in one batch, as the version before wrote them.
    init() throws {
        folder = try TemporaryFolder()
        path = folder.path + "/gavel.db"
        let file = try DatabaseQueue(path: path)
        try Schema.migrator.migrate(file, upTo: "2026-11-24-breaker")
        try file.write { db in
            for sql in [
                "INSERT INTO source (name) VALUES ('news')",
                """
                INSERT INTO policy (digest, profile, files, firstUsedAt)
                VALUES ('aaaabbbbcccc', 'publisher', '[]', 0)
                """,
                "INSERT INTO run (startedAt, finishedAt, policyID) VALUES (0, 0, 1)",
                "INSERT INTO author VALUES (1, 1, 'id:m1', 'Ada Quill', NULL, NULL)",
                "INSERT INTO author VALUES (2, 1, 'name:Bo Reed', 'Bo Reed', NULL, NULL)",
            ] { try db.execute(sql: sql) }
            var seal = SHA256()
            for (id, author) in [(1, "id:m1"), (2, "name:Bo Reed"), (3, "id:m1")]
                as [(Int64, String)]
            {
                try Self.write(db, id, author, &seal)
            }
            try AuditChain.append(
                db, at: at(0), by: "ann", action: "init", subject: "desk",
                detail: ["profile": "publisher"])
            try AuditChain.append(
                db, at: at(1), by: "ingest", action: "ingest", subject: "run 1",
                detail: ["revisions": "1-3", "seal": hex(seal.finalize())])
        }
        try file.close()
    }

    private static func write(
        _ db: Database, _ id: Int64, _ author: String, _ seal: inout SHA256
    ) throws {
        let text = "Remark \(id)."
        let content = contentHash(text, .plain)
        let bytes = Array(text.utf8)
        try db.execute(
            sql: "INSERT INTO snapshot VALUES (?, ?, ?, 1)",
            arguments: [id, Data(sha256(bytes)), Data(bytes)])
        try db.execute(
            sql: "INSERT INTO comment VALUES (?, 1, ?, ?, NULL, ?, NULL)",
            arguments: [id, "c\(id)", author == "id:m1" ? 1 : 2, id * 1000])
        try db.execute(
            sql:
                "INSERT INTO revision VALUES (?, ?, 1, ?, 'plain', ?, ?, NULL, NULL, NULL, 9000, 1)",
            arguments: [id, id, text, Data(content), id])
        try db.execute(
            sql: "UPDATE comment SET latestRevisionID = commentID WHERE commentID = ?",
            arguments: [id])
        try db.execute(
            sql: "INSERT INTO assessment VALUES (?, ?, 1, 'pass', 0, '{}', '[]', '[]')",
            arguments: [id, id])
        try db.execute(
            sql: "INSERT INTO item VALUES (?, ?, 'new', 0, 0, NULL)", arguments: [id, id])
        SealedRevision(
            revisionID: id,
            subject: SealedRevision.subject(
                source: "news", id: "c\(id)", number: 1, answered: nil, editedAt: nil,
                ingestedAt: 9000, article: nil, createdAt: id * 1000, parent: nil, author: author),
            contentHash: content, snapshotHash: sha256(bytes), route: "pass", score: 0,
            categories: "{}", labels: "[]", inconclusive: "[]", signals: ""
        ).update(&seal)
    }

    private func open() throws -> ReviewQueue {
        try ReviewQueue.open(at: path).keyingAuthors(with: testSecret)
    }

    private func keep(_ queue: ReviewQueue, _ comment: JudgedComment) throws {
        var run = IngestRun(startedAt: at(1), actor: "ingest", policy: testPolicy)
        var batch = IngestBatch(
            source: "news", input: "in", next: RecordPlace(input: "in", line: 1, offset: 0))
        batch.comments = [comment]
        _ = try queue.keep(batch, in: &run, now: at(1))
        try queue.finish(run, RunSummary(policy: testPolicy.digest), now: at(1))
    }

    @Test func `its seals stay valid when it is opened, and when its authors get keys`() throws {
        let queue = try open()
        #expect(try queue.verify().faults == [])
        #expect(try queue.verify().revisions == 3)
        #expect(try queue.standing(of: testSecret) == .first)
        try queue.adopt(testSecret, by: "ingest", now: at(1))
        #expect(try queue.verify().faults == [])
    }

    @Test func `its authors are met again by their keys`() throws {
        let queue = try open()
        try queue.adopt(testSecret, by: "ingest", now: at(1))
        try keep(queue, judged("c4", "A probe.", author: Author(id: "m1", name: "Ada Q.")))
        let ids = try queue.read {
            try Int64.fetchAll($0, sql: "SELECT authorID FROM comment ORDER BY commentID")
        }
        #expect(ids == [1, 2, 1, 1])
        #expect(try queue.verify().faults == [])
    }

    @Test func `no plain name is left in its table of authors, and the details can be emptied`()
        throws
    {
        let queue = try open()
        try queue.adopt(testSecret, by: "ingest", now: at(1))
        try keep(queue, judged("c4", "A probe.", author: Author(name: "Bo Reed")))
        let (keys, details) = try queue.read { db in
            (
                try AuthorKey.fetchAll(db, sql: "SELECT key FROM author ORDER BY authorID"),
                try String?.fetchAll(
                    db, sql: "SELECT externalID FROM authorDetail ORDER BY authorID")
            )
        }
        #expect(
            keys == [
                testSecret.key(of: Author(id: "m1"), in: "news"),
                testSecret.key(of: Author(name: "Bo Reed"), in: "news"),
            ])
        #expect(details == ["m1", nil])
        try queue.write { try $0.execute(sql: "DELETE FROM authorDetail") }
        #expect(try queue.verify().faults == [])
    }

    @Test func `what its seals hold of an author cannot be changed unseen`() throws {
        let queue = try open()
        try queue.write {
            try $0.execute(sql: "UPDATE formerAuthor SET key = 'id:m2' WHERE authorID = 1")
        }
        #expect(try queue.verify().faults == ["revisions 1 to 3 differ from audit row 2"])
    }
}
