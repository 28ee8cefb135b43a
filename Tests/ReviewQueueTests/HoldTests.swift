import Foundation
import GRDB
import Moderation
import Testing

@testable import ReviewQueue

@Suite struct HoldTests {
    private static let asked = CommentKey(source: "news", id: "q")

    private func hold(_ desk: TestDesk, _ subject: LegalHold.Subject) throws -> LegalHold {
        try desk.queue.hold(subject, reason: "Doe v. City", by: "counsel", now: today)
    }

    @Test(arguments: [
        (LegalHold.Subject.comment(asked), ["q 1", "q 2"]),
        (.author(of: asked), ["q 1", "q 2"]),
        (.article("https://ledger.example/1"), ["q 1", "q 2"]),
        (.source("news"), ["late 1", "q 1", "q 2", "r 1"]),
        (.source("letters"), []),
    ])
    func `what is held stays, until it is released`(
        subject: LegalHold.Subject, kept: [String]
    ) throws {
        let desk = try recordsDesk()
        let held = try hold(desk, subject)
        let comments = Set(kept.map { $0.prefix { $0 != " " } }).count
        if subject != .source("letters") {
            #expect(held.comments == (subject == .source("news") ? comments + 2 : comments))
        }
        let request = PurgeRequest(
            retentionClass: .transitory, sources: ["news"], before: today, by: "clerk")
        // Of the source one waits besides.
        let waiting = subject == .source("news") ? 1 : 0
        #expect(try desk.queue.purgePreview(request, now: today).held == comments + waiting)
        try desk.purge()
        let old = ["late 1", "q 1", "q 2", "r 1"]
        #expect(
            try desk.texts().filter { old.contains($0.key) && $0.value != "" }.keys.sorted() == kept
        )
        #expect(try desk.queue.verify().faults == [])
        _ = try desk.queue.release(hold: held.id, reason: "settled", by: "counsel", now: today)
        try desk.purge()
        #expect(try desk.texts().filter { old.contains($0.key) && $0.value != "" }.isEmpty)
        #expect(try desk.queue.verify().faults == [])
    }

    @Test func `a record that nobody could read stays while anything of its source is held`() throws
    {
        let desk = try recordsDesk()
        let held = try hold(desk, .comment(CommentKey(source: "news", id: "new")))
        #expect(try desk.purge().setAside == 0)
        #expect(try desk.traces(Trace.broken) > 0)
        _ = try desk.queue.release(hold: held.id, reason: "settled", by: "counsel", now: today)
        #expect(try desk.purge().setAside == 1)
        #expect(try desk.traces(Trace.broken) == 0)
    }

    @Test func `a reply that is held keeps the text it answers`() throws {
        let desk = try recordsDesk()
        _ = try hold(desk, .comment(CommentKey(source: "news", id: "r")))
        try desk.purge()
        let item = try desk.queue.item(CommentKey(source: "news", id: "r"))
        #expect(item.text == "It is \(Trace.reply).")
        #expect(item.parentText?.contains(Trace.question) == true)
        #expect(try desk.texts()["q 1"] == "")
        #expect(try desk.queue.verify().faults == [])
    }

    @Test func `what comes later falls under it`() throws {
        let desk = try recordsDesk()
        _ = try hold(desk, .author(of: Self.asked))
        try desk.ingest(
            [
                judged(
                    "q2", "Again.", .pass, createdAt: at(5),
                    author: Author(name: Trace.name, email: "\(Trace.name)@example.org"))
            ], now: at(6))
        try desk.purge()
        #expect(try desk.texts()["q2 1"] == "Again.")
        #expect(try desk.queue.legalHolds().map(\.comments) == [2])
    }

    @Test func `nothing is held by a slip of the pen, and nothing released twice`() throws {
        let desk = try recordsDesk()
        let before = try desk.dump()
        #expect(code { try hold(desk, .source("nws")) } == "Q038")
        #expect(code { try hold(desk, .article("https://ledger.example/2")) } == "Q038")
        #expect(code { try hold(desk, .comment(CommentKey(source: "news", id: "x"))) } == "Q001")
        #expect(
            code { try hold(desk, .author(of: CommentKey(source: "news", id: "w"))) } == "Q034")
        func release() throws -> LegalHold {
            try desk.queue.release(hold: 1, reason: "settled", by: "bo", now: today)
        }
        #expect(code(release) == "Q039")
        #expect(try desk.dump() == before)
        _ = try hold(desk, .source("news"))
        #expect(try release().release?.by == "bo")
        #expect(code(release) == "Q040")
        #expect(try desk.queue.legalHolds() == [])
        #expect(try desk.queue.legalHolds(includingReleased: true).count == 1)
    }

    @Test(arguments: [
        ("UPDATE legalHold SET reason = 'other'", "legalHold 1 differs"),
        ("UPDATE legalHold SET commentID = 1", "legalHold 1 differs"),
        ("DELETE FROM legalHold", "legalHold 1 is in the log and is gone"),
        (
            "INSERT INTO legalRelease VALUES (1, 'settled', 'mallory', 0)",
            "legalRelease 1 has no audit row"
        ),
    ])
    func `a hold that was altered, or ended behind the log, shows`(
        sql: String, fault: String
    ) throws {
        let desk = try recordsDesk()
        _ = try hold(desk, .comment(Self.asked))
        #expect(try desk.queue.verify().faults == [])
        try VerifyTests.tamper(desk, sql)
        #expect(try desk.queue.verify().faults.contains { $0.contains(fault) })
    }
}
