import Foundation
import GRDB
import Moderation
import Testing

@testable import ReviewQueue

@Suite struct ErasureTests {
    @Test func `an author's texts, originals and details go, decisions and the key stay`() throws {
        let desk = try recordsDesk()
        let kept = ["SELECT * FROM decision", "SELECT authorID, key FROM author"]
        let before = try kept.map(desk.rows)
        let count = try desk.erase("q")
        #expect((count.comments, count.texts, count.originals) == (1, 2, 2))
        // Of two replies with a copy one came before the text, and has it by reference.
        #expect((count.answered, count.authors) == (1, 1))
        #expect(try kept.map(desk.rows) == before)
        #expect(try desk.texts().filter { $0.value == "" }.keys.sorted() == ["q 1", "q 2"])
        #expect(try desk.traces(Trace.question) == 0)
        let verification = try desk.queue.verify()
        #expect(verification.faults == [])
        #expect(
            try desk.queue.item(CommentKey(source: "news", id: "q")).purged?.ground == .erasure)
    }

    @Test func `the name goes with the author of one source, as authors are kept`() throws {
        let desk = try recordsDesk()
        try desk.erase("q")
        // The letter is another source's author, of the same name.
        try desk.queue.eraseAuthor(
            ErasureRequest(
                comment: CommentKey(source: "letters", id: "l"), retentionClass: .none,
                despiteRetention: nil, by: "clerk"), now: today)
        #expect(try desk.traces(Trace.name) == 0)
        #expect(try desk.queue.verify().faults == [])
    }

    @Test func `nothing overrides a hold, and a reason overrides retention`() throws {
        let desk = try recordsDesk()
        let before = try desk.dump()
        #expect(code { try desk.erase("q", .permanent) } == "Q037")
        #expect(code { try desk.erase("q", .correspondence3y) } == "Q037")
        #expect(code { try desk.erase("w") } == "Q034")
        #expect(try desk.dump() == before)
        let hold = try desk.queue.hold(
            .comment(CommentKey(source: "news", id: "q")), reason: "why", by: "bo", now: today)
        #expect(code { try desk.erase("q", .permanent, despite: "asked") } == "Q035")
        _ = try desk.queue.release(hold: hold.id, reason: "over", by: "bo", now: today)
        #expect(try desk.erase("q", .permanent, despite: "asked").texts == 2)
        #expect(try desk.rows("SELECT reason FROM purge") == ["[reason:\"asked\"]"])
        #expect(try desk.erase("q", .permanent, despite: "asked").isEmpty)
    }

    @Test func `an author of whom a comment waits is not erased`() throws {
        let desk = try recordsDesk()
        try desk.undo([1])
        #expect(code { try desk.erase("q") } == "Q036")
        let preview = try desk.queue.erasurePreview(
            ErasureRequest(
                comment: CommentKey(source: "news", id: "q"), retentionClass: .permanent,
                despiteRetention: nil, by: "clerk"), now: today)
        #expect((preview.waiting, preview.held, preview.going.texts) == (1, 0, 2))
        #expect(preview.retained == [.permanent: 1])
    }

    @Test func `who looks at an author stands in the log`() throws {
        let desk = try recordsDesk()
        let key = CommentKey(source: "news", id: "q")
        let details = try desk.queue.authorDetails(of: key, by: "cy", now: today)
        #expect(details.name == Trace.name)
        #expect(details.email == "\(Trace.name)@example.org")
        #expect(
            try desk.rows("SELECT actor, subject FROM audit WHERE action = 'author-details'")
                == ["[actor:\"cy\" subject:\"comment news:q\"]"])
        try desk.erase("q")
        #expect(code { try desk.queue.authorDetails(of: key, by: "cy", now: today) } == "Q034")
        #expect(try desk.count("audit WHERE action = 'author-details'") == 1)
    }

    @Test func `a former author, sealed in plain words, is erased and sealed by the key`() throws {
        let desk = try recordsDesk()
        // As an older version wrote it: the author in plain words, in the seal as well.
        try VerifyTests.tamper(
            desk,
            """
            INSERT INTO formerAuthor SELECT authorID, 'name:' || coalesce(name, '') FROM authorDetail
            """)
        try desk.queue.write { db in
            var batch = try SealedBatch.all(db)[0]
            batch.isKeyed = false
            let seal = try batch.recomputed(db).seal
            try db.execute(
                sql: """
                    UPDATE audit SET detail = replace(replace(detail, 'authors=keyed' || char(10), ''),
                    ?, ?) WHERE seq = ?
                    """, arguments: [batch.seal, seal, batch.seq])
        }
        func faults() throws -> [String] {
            try desk.queue.verify().faults.filter { !$0.hasPrefix("audit row") }
        }
        #expect(try faults() == [])
        #expect(try desk.queue.read { try SealedBatch.all($0)[0].isKeyed } == false)
        try desk.erase("q")
        #expect(try desk.queue.read { try SealedBatch.all($0)[0].isKeyed })
        #expect(
            try desk.rows("SELECT key FROM formerAuthor WHERE key LIKE '%\(Trace.name)'").count == 1
        )
        #expect(try faults() == [])
    }
}
