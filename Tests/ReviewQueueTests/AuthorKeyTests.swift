import Foundation
import GRDB
import Moderation
import TestSupport
import Testing

@testable import ReviewQueue

@Suite struct AuthorKeyTests {
    private let ada = Author(
        id: "member-4711", name: "Ada Quill", email: "ada@quill.example", address: "203.0.113.9")

    private func desk() throws -> TestDesk {
        let desk = try TestDesk()
        try desk.ingest(
            [
                judged("c1", "You probe.", author: ada), judged("c2", "Fine.", .pass, author: ada),
                judged("c3", "A probe.", author: Author(name: "Bo Reed")), judged("c4", "Nobody."),
            ], batches: [2])
        try desk.decide(["c1"], .hide)
        return desk
    }

    @Test func `whatever names a person stands in one table only`() throws {
        let desk = try desk()
        let plain = ["member-4711", "Ada Quill", "ada@quill.example", "203.0.113.9", "Bo Reed"]
        for row in try desk.dump() where !row.hasPrefix("authorDetail ") {
            #expect(!plain.contains(where: row.contains), "\(row)")
        }
        #expect(try desk.count("author") == 2)
        #expect(try desk.count("authorDetail") == 2)
        #expect(try desk.rows("SELECT * FROM author WHERE length(key) <> 16") == [])
    }

    @Test func `a desk whose authors were emptied out is still proved`() throws {
        let desk = try desk()
        let before = try desk.queue.verify()
        try desk.queue.database.write { try $0.execute(sql: "DELETE FROM authorDetail") }
        #expect(try desk.queue.verify() == before)
        #expect(before.faults == [])
    }

    @Test func `an author whose details were emptied out is met again by the key`() throws {
        let desk = try desk()
        try desk.queue.database.write { try $0.execute(sql: "DELETE FROM authorDetail") }
        try desk.ingest([judged("c5", "Again.", author: ada)])
        #expect(try desk.count("author") == 2)
        #expect(
            try desk.rows("SELECT externalID FROM comment JOIN author USING (authorID)").count == 4)
    }

    @Test(arguments: [
        "UPDATE author SET key = zeroblob(16) WHERE authorID = 1",
        "UPDATE comment SET authorID = 2 WHERE externalID = 'c1'",
        "UPDATE comment SET authorID = NULL WHERE externalID = 'c3'",
    ])
    func `a comment put under another author is found`(sql: String) throws {
        let desk = try desk()
        try VerifyTests.tamper(desk, sql)
        #expect(try desk.queue.verify().faults.contains { $0.contains("differ from audit row") })
    }

    @Test func `a key is of one author, one source and one secret`() throws {
        let other = try #require(AuthorSecret(Array(repeating: 8, count: 32)))
        let keys = [
            testSecret.key(of: ada, in: "news"), testSecret.key(of: ada, in: "letters"),
            testSecret.key(of: Author(name: "member-4711"), in: "news"),
            testSecret.key(of: Author(email: "ada@quill.example"), in: "news"),
            other.key(of: ada, in: "news"),
        ]
        #expect(Set(keys).count == 5)
        #expect(keys.allSatisfy { $0?.bytes.count == 16 })
        #expect(testSecret.key(of: ada, in: "news") == keys[0])
        #expect(testSecret.key(of: Author(address: "203.0.113.9"), in: "news") == nil)
    }

    /// **Source**: HMAC-SHA256 computed by OpenSSL 3.0 over `author 4:newsname:Bo`, key 32 × 07.
    @Test func `a key is the first half of an HMAC`() {
        #expect(
            testSecret.key(of: Author(name: "Bo"), in: "news")?.digits
                == "a0a6edc7944941717086a0cfaf39d4bb")
    }

    @Test func `only 32 bytes make a secret`() {
        for count in [0, 31, 33, 64] {
            #expect(AuthorSecret(Array(repeating: 7, count: count)) == nil)
        }
    }

    @Test func `another secret is told from the desk's own, and adopting it is written down`()
        throws
    {
        let desk = try desk()
        let other = try #require(AuthorSecret(Array(repeating: 8, count: 32)))
        #expect(try desk.queue.standing(of: testSecret) == .own)
        #expect(try desk.queue.standing(of: other) == .other)
        try desk.queue.adopt(other, by: "ann", now: at(3))
        #expect(try desk.queue.standing(of: other) == .own)
        #expect(try desk.rows("SELECT action FROM audit WHERE action = 'author-key'").count == 1)
        #expect(try desk.queue.verify().faults == [])
    }
}
