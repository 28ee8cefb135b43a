import Foundation
import GRDB
import Moderation
import TestSupport
import Testing

@testable import ReviewQueue

@Suite struct AuthorFactsTests {
    private let ada = Author(name: "Ada")

    private func facts(_ desk: TestDesk, _ id: CommentID) throws -> AuthorFacts? {
        try desk.queue.authorFacts(of: CommentKey(source: "news", id: id))
    }

    @Test func `facts count the comments before, in their windows`() throws {
        let desk = try TestDesk()
        let minutes: [Double] = [0, 1, 60, 60.5, 61, 1440, 1441]
        try desk.ingest(
            minutes.enumerated().map { index, minute in
                judged(
                    CommentID("c\(index)"), "Text \(index)", createdAt: at(minute / 60), author: ada
                )
            } + [judged("b0", "Other", createdAt: at(1), author: Author(name: "Bo"))], now: at(30))
        var expected = AuthorFacts()
        #expect(try facts(desk, "c0") == expected)
        (expected.seen, expected.firstSeen) = (4, at(0))
        (expected.lastMinute, expected.lastHour, expected.lastDay) = (2, 3, 4)
        #expect(try facts(desk, "c4") == expected)
        (expected.seen, expected.lastMinute, expected.lastHour) = (6, 1, 1)
        // Exactly a day after the second comment, and a day and a minute after the first.
        expected.lastDay = 5
        #expect(try facts(desk, "c6") == expected)
        #expect(try facts(desk, "b0")?.seen == 0)
    }

    @Test func `nothing is known of a comment without an author, or of one not there`() throws {
        let desk = try TestDesk()
        try desk.ingest([judged("c1", "Text", createdAt: at(0))])
        #expect(try facts(desk, "c1") == nil)
        #expect(try facts(desk, "c2") == nil)
    }

    @Test func `the same name in another source is somebody else`() throws {
        let desk = try TestDesk()
        try desk.ingest([judged("c1", "Text", createdAt: at(0), author: ada)], from: "letters")
        try desk.ingest([judged("c2", "Text", createdAt: at(1), author: ada)], from: "news")
        #expect(try facts(desk, "c2")?.seen == 0)
    }

    @Test func `a comment without a time has the time it was read`() throws {
        let desk = try TestDesk()
        try desk.ingest([judged("c1", "Text", author: ada)], now: at(4))
        try desk.ingest([judged("c2", "Text", createdAt: at(4.5), author: ada)], now: at(5))
        #expect(try facts(desk, "c2")?.lastHour == 1)
        #expect(try facts(desk, "c2")?.firstSeen == at(4))
    }

    @Test func `decisions count from the moment they were made until they were undone`() throws {
        let desk = try TestDesk()
        try desk.ingest(
            [
                judged("c1", "One", createdAt: at(0), author: ada),
                judged("c2", "Two", createdAt: at(1), author: ada),
                judged("c3", "Three", createdAt: at(5), author: ada),
                judged("c4", "Four", createdAt: at(9), author: ada),
                judged("c5", "Five", createdAt: at(9 + 90 * 24), author: ada),
            ], now: at(1))
        try desk.decide(["c1"], .hide, now: at(4))
        try desk.decide(["c2"], .approve, now: at(6))
        try desk.undo([1], now: at(7))
        try desk.decide(["c1"], .spam, now: at(10))
        func counts(_ id: CommentID) throws -> [Int]? {
            try facts(desk, id).map {
                [$0.approved, $0.refused, $0.decidedLately, $0.refusedLately]
            }
        }
        #expect(try counts("c2") == [0, 0, 0, 0])
        #expect(try counts("c3") == [0, 1, 1, 1])
        #expect(try counts("c4") == [1, 0, 1, 0])
        // The approval is more than 90 days old by then.
        #expect(try counts("c5") == [1, 1, 1, 1])
        #expect(try facts(desk, "c3")?.refusedShare == 1)
        #expect(try facts(desk, "c2")?.refusedShare == nil)
    }

    @Test func `asking for facts walks the index of authors`() throws {
        let desk = try TestDesk()
        for select in [AuthorHistory.selectOlder, AuthorHistory.selectPlaces] {
            let plan = try desk.queue.database.read {
                try Row.fetchAll($0, sql: "EXPLAIN QUERY PLAN " + select, arguments: ["[]"])
                    .map(\.description)
            }
            #expect(
                plan.contains { $0.contains("COVERING INDEX commentAuthor") }, "\(plan)")
            #expect(!plan.contains { $0.contains("SCAN comment") }, "\(plan)")
        }
        let plan = try desk.queue.database.read {
            try Row.fetchAll(
                $0, sql: "EXPLAIN QUERY PLAN " + AuthorHistory.selectDecided, arguments: ["[]"]
            ).map(\.description)
        }
        #expect(!plan.contains { $0.contains("SCAN") && !$0.contains("asked") }, "\(plan)")
    }

    @Test(arguments: [
        ("UPDATE comment SET writtenAt = 7 WHERE externalID = 'c1'", "comment 1"),
        ("DELETE FROM authorDecision", "decision 1"),
        ("INSERT INTO authorDecision VALUES (2, 1)", "decision 1"),
    ])
    func `what facts rest on is proved`(sql: String, row: String) throws {
        let desk = try TestDesk()
        try desk.ingest([
            judged("c1", "Text", createdAt: at(0), author: ada),
            judged("c2", "Text", createdAt: at(0), author: Author(name: "Bo")),
        ])
        try desk.decide(["c1"], .hide)
        try VerifyTests.tamper(desk, sql)
        #expect(try desk.queue.verify().faults.contains { $0.hasPrefix(row) })
    }
}
