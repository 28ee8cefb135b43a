import Foundation
import GRDB
import Moderation
import Testing

@testable import ReviewQueue

@Suite struct RecordsReaderTests {
    /// Of two articles a comment each, decided, the second one's twice.
    private func desk() throws -> TestDesk {
        let desk = try TestDesk()
        func on(_ number: Int) -> Article { Article(url: "/\(number)", title: "Benches") }
        try desk.ingest([judged("a", "One.", article: on(1), author: Author(name: "Ada"))])
        try desk.ingest([judged("b", "Two.", article: on(2)), judged("c", "Two.")], now: at(1.5))
        try desk.decide(["a"], .hide)
        try desk.decide(["b"], .hide, now: at(3))
        try desk.undo(last: 1, now: at(4))
        return desk
    }

    @Test func `all that concerns some comments, and nothing of others`() throws {
        let desk = try desk()
        try desk.queue.records(ExportConditions(article: "/1")) { reader in
            #expect(reader.revisions == 1)
            var (comments, decisions, texts) = ([String](), [Int64](), [String]())
            try reader.comments { comments.append($0.comment.description) }
            try reader.decisions { decisions.append($0.id) }
            try reader.texts { texts.append($1) }
            #expect(comments == ["news:a"] && decisions == [1] && texts == ["One."])
            var log: [LoggedAct] = []
            try reader.log { log.append($0) }
            // init, the policy, the first batch and its decision; the second batch by its hashes.
            #expect(
                log.filter(\.isAbout).map(\.action) == ["init", "policy-kept", "ingest", "decide"])
            #expect(log.last?.subject == "decision 1" && log.last?.seq == reader.lastSeq)
            #expect(log.contains { $0.action == "ingest" && !$0.isAbout })
            #expect(reader.lastAt == at(2))
        }
    }

    @Test func `what happens to others afterwards changes nothing of it`() throws {
        let desk = try desk()
        func told() throws -> [String] {
            try desk.queue.records(ExportConditions(article: "/2")) { reader in
                var told: [String] = ["\(reader.lastSeq)"]
                try reader.comments { told.append("\($0)") }
                try reader.log { told.append("\($0)") }
                return told
            }
        }
        let before = try told()
        try desk.ingest([judged("z", "Last.")], now: at(9))
        try desk.queue.log(
            ExportAct(what: "records", conditions: ExportConditions(), rows: 1), by: "ann",
            now: at(9))
        #expect(try told() == before)
        try desk.decide(["b"], .spam, now: at(10))
        #expect(try told() != before)
    }

    @Test func `the same text and the same original come once`() throws {
        let desk = try desk()
        try desk.queue.records(ExportConditions()) { reader in
            var (texts, originals) = ([String](), 0)
            try reader.texts { texts.append($1) }
            try reader.originals { hash, bytes in
                #expect(hex(sha256(bytes)) == hash)
                originals += 1
            }
            #expect(texts.sorted() == ["One.", "Two."] && originals == 3)
            var authors: [String?] = []
            try reader.authors { authors.append($1.details?.name) }
            #expect(authors == ["Ada"])
            var policies: [PolicyDigest] = []
            try reader.policies { policies.append($0.digest) }
            #expect(policies == [testPolicy.digest])
        }
    }

    @Test func `by an author, and what was set aside where nobody is asked for`() throws {
        let desk = try recordsDesk()
        let key = CommentKey(source: "news", id: "q")
        try desk.queue.records(ExportConditions(authorOf: key)) { reader in
            var ids: [String] = []
            try reader.comments { ids.append("\($0.comment) \($0.revision)") }
            #expect(ids == ["news:q 1", "news:q 2"])
            try reader.setAside { _ in Issue.record("nobody knows whose it is") }
        }
        try desk.queue.records(ExportConditions(source: "news")) { reader in
            var codes: [String] = []
            try reader.setAside { codes.append($0.code) }
            #expect(codes == ["F102"])
        }
        #expect(
            code { try desk.queue.records(ExportConditions(article: "/none")) { _ in } } == "E006")
    }

    @Test func `the log of every table's acts is told where it is about the comments`() throws {
        let desk = try desk()
        let key = CommentKey(source: "news", id: "a")
        try desk.queue.note(key, "look", by: "ann", now: at(5))
        let appeal = try desk.queue.openAppeal(
            against: 1, text: "No.", contact: nil, terms: .usual, by: "ann", now: at(5))
        try desk.queue.answer(
            appeal: appeal.id, .uphold, note: "still", policy: testPolicy, by: "ben", now: at(6))
        _ = try desk.queue.receive(
            Notice(explanation: "it is", name: nil, isInGoodFaith: true), on: key, by: "ann",
            now: at(7))
        var plan = try desk.queue.planWriteBack(to: .wordpress, of: "news", after: 0)
        let told = try desk.queue.next(&plan, limit: 10) ?? []
        try desk.queue.tell(told, of: plan, by: "ann", now: at(8))
        let hidden = SiteResult(
            comment: key, target: .wordpress, decision: 1, action: .hide, outcome: .applied,
            detail: "trash", at: at(8))
        _ = try desk.queue.receive([hidden], by: "ann", now: at(9))
        let hold = try desk.queue.hold(.article("/1"), reason: "a suit", by: "cy", now: at(9))
        _ = try desk.queue.release(hold: hold.id, reason: "settled", by: "cy", now: at(10))
        func actions(_ url: String) throws -> [String] {
            try desk.queue.records(ExportConditions(article: url)) { reader in
                var actions: [String] = []
                try reader.log { if $0.isAbout { actions.append($0.action) } }
                return actions
            }
        }
        #expect(
            try actions("/1") == [
                "init", "policy-kept", "ingest", "decide", "act", "appeal", "appealAnswer",
                "report", "siteOrder", "siteResult", "legalHold", "legalRelease",
            ])
        #expect(try actions("/2") == ["init", "policy-kept", "ingest", "decide", "undo"])
    }

    /// The acts of a bundle's log that it tells the words of.
    private func actions(_ desk: TestDesk, _ conditions: ExportConditions) throws -> [String] {
        try desk.queue.records(conditions) { reader in
            var actions: [String] = []
            try reader.log { if $0.isAbout { actions.append($0.action) } }
            return actions
        }
    }

    @Test func `no table's acts are forgotten`() {
        // Asked once for all of a bundle.
        let otherwise: Set = ["purge"]
        let known = otherwise.union(RecordsChain.acts.keys)
        #expect(AuditedTable.all.map(\.name).filter { !known.contains($0) } == [])
    }

    @Test func `a purge is told where it took the copy in a reply, and not to others`() throws {
        let desk = try recordsDesk()
        try desk.erase("q")
        func purges(of id: CommentID) throws -> Int {
            let key = CommentKey(source: "news", id: id)
            return try actions(desk, ExportConditions(authorOf: key)).count { $0 == "purge" }
        }
        #expect(try purges(of: "q") == 1)
        #expect(try purges(of: "r") == 1)
        #expect(try purges(of: "new") == 0)
    }

    @Test func `whose address an appeal names cannot be guessed where nobody is named`() throws {
        let desk = try desk()
        _ = try desk.queue.openAppeal(
            against: 1, text: "No.", contact: "lee@mail.example", terms: .usual, by: "ann",
            now: at(5))
        try desk.queue.note(
            CommentKey(source: "news", id: "a"), "look", by: "ann", now: at(6))
        var conditions = ExportConditions(article: "/1")
        let plain = try actions(desk, conditions)
        #expect(plain.last == "act")
        #expect(!plain.contains("appeal"))
        conditions.namesAuthors = true
        #expect(try actions(desk, conditions).contains("appeal"))
    }

    @Test(arguments: [
        ("revision", "UPDATE revision SET text = 'Kind.' WHERE revisionID = 1"),
        ("snapshot", "UPDATE snapshot SET bytes = x'00' WHERE snapshotID = 1"),
        ("audit", "UPDATE audit SET actor = 'bo' WHERE seq = 3"),
        ("audit", "UPDATE audit SET previous = zeroblob(32) WHERE seq = 3"),
    ])
    func `what is not as the log says is not handed out`(table: String, sql: String) throws {
        let desk = try desk()
        try desk.queue.database.write { db in
            try db.execute(sql: "DROP TRIGGER \(table)RefusesUpdate; \(sql)")
        }
        let found = code {
            try desk.queue.records(ExportConditions()) { reader in
                try reader.texts { _, _ in }
                try reader.originals { _, _ in }
                try reader.log { _ in }
            }
        }
        #expect(found == "E007")
    }
}
