import Foundation
import GRDB
import Moderation
import Testing

@testable import ReviewQueue

/// What readers say of comments.
@Suite struct ReportTests {
    private func key(_ id: CommentID) -> CommentKey { CommentKey(source: "news", id: id) }

    private func flagged(_ id: CommentID, _ text: String, _ flags: Int) -> JudgedComment {
        var comment = judged(id, text, .pass, score: 0)
        comment.comment.flags = Array(repeating: "OFFENSIVE", count: flags)
        return comment
    }

    private func reported(_ desk: TestDesk) throws -> [String] {
        var filter = QueueFilter()
        filter.queue = .reported
        return try desk.queue.items(filter).map(\.comment.id.rawValue)
    }

    @Test func `reports of readers bring a comment that passed, and only new ones are kept`()
        throws
    {
        let desk = try TestDesk()
        try desk.ingest([flagged("c1", "Fine.", 2), flagged("c2", "Good.", 0)])
        #expect(try reported(desk) == ["c1"])
        let rows = try desk.dump()
        try desk.ingest([flagged("c1", "Fine.", 2)], now: at(2))
        #expect(try desk.dump() == rows, "the same count says nothing new")
        try desk.ingest([flagged("c1", "Fine.", 3), flagged("c2", "Good.", 1)], now: at(3))
        #expect(try reported(desk) == ["c1", "c2"])
        #expect(try desk.queue.reports(on: key("c1")).map(\.count) == [2, 1])
        #expect(try desk.queue.reports(on: key("c1"))[0].reasons == ["OFFENSIVE"])
        #expect(try desk.queue.verify().faults == [])
    }

    @Test func `recognising tells a known comment with more reports from one without`() throws {
        let desk = try TestDesk()
        try desk.ingest([flagged("c1", "Fine.", 1)])
        let seen = [flagged("c1", "Fine.", 1), flagged("c1", "Fine.", 2)].map {
            (id: $0.id, comment: $0.comment)
        }
        #expect(try desk.queue.recognise(seen, source: "news").isKnown == [true, false])
    }

    @Test func `a decision on the text answers the reports in rows of their own`() throws {
        let desk = try TestDesk()
        try desk.ingest([flagged("c1", "Fine.", 1), flagged("c2", "Bad.", 1)])
        try desk.decide(["c1"], .approve)
        try desk.decide(["c2"], .hide)
        #expect(try desk.queue.reports(on: key("c1")).map { $0.answer?.verdict } == [.disagree])
        #expect(try desk.queue.reports(on: key("c2")).map { $0.answer?.verdict } == [.agree])
        #expect(try reported(desk) == [])
        try desk.undo([2])
        #expect(try reported(desk) == ["c2"], "the answer went with the decision")
        #expect(try desk.queue.verify().faults == [])
    }

    @Test func `an approval silences later reports until the text changes`() throws {
        let desk = try TestDesk()
        try desk.ingest([flagged("c1", "Fine.", 0)])
        try desk.decide(["c1"], .approve)
        try desk.ingest([flagged("c1", "Fine.", 4)], now: at(3))
        #expect(try reported(desk) == [])
        try desk.ingest([flagged("c1", "Changed.", 5)], now: at(4))
        #expect(try reported(desk) == ["c1"])
    }

    @Test func `a burst after an approval reaches somebody else than approved`() throws {
        let desk = try TestDesk()
        try desk.ingest([flagged("c1", "Fine.", 0)])
        try desk.decide(["c1"], .approve, by: "ann")
        try desk.ingest([flagged("c1", "Fine.", 5)], now: at(3))
        #expect(try reported(desk) == ["c1"])
        var filter = QueueFilter()
        filter.queue = .reported
        #expect(try desk.queue.nextItem(filter, by: "ann", now: at(4)) == nil)
        #expect(try desk.queue.nextItem(filter, by: "ben", now: at(4))?.comment.id == "c1")
        let own = #expect(throws: Problem.self) {
            try desk.queue.answerReports(
                on: key("c1"), .disagree, by: "ann", needsAnother: true, now: at(4))
        }
        #expect(own?.code == "Q020")
        let answered = try desk.queue.answerReports(
            on: key("c1"), .disagree, by: "ben", needsAnother: true, now: at(4))
        #expect(answered.map { $0.answer?.by } == ["ben"])
        #expect(answered.map { $0.answer?.decision } == [nil])
        #expect(try reported(desk) == [])
        #expect(try desk.state("c1") == .approved, "the verdict on the text is as it was")
    }

    @Test func `who approved cannot answer what came after by approving again`() throws {
        let desk = try TestDesk()
        try desk.ingest([flagged("c1", "Fine.", 1)])
        try desk.decide(["c1"], .approve, by: "ann", now: at(2))
        try desk.queue.receive(
            Notice(explanation: "it names me", isInGoodFaith: true), on: key("c1"), by: "ben",
            now: at(3))
        try desk.undo([1])
        try desk.decide(["c1"], .approve, by: "ann", now: at(4))
        #expect(try reported(desk) == ["c1"])
        #expect(try desk.queue.reports(on: key("c1")).map { $0.answer == nil } == [false, true])
        let agreed = try desk.queue.answerReports(
            on: key("c1"), .agree, by: "ben", needsAnother: true, now: at(5))
        #expect(agreed.count == 1)
        var escalated = QueueFilter()
        escalated.queue = .escalated
        #expect(
            try desk.queue.items(escalated).map(\.comment.id) == ["c1"], "it is still shown")
    }

    @Test func `reasons that readers write themselves are in no log`() throws {
        let desk = try TestDesk()
        var comment = flagged("c1", "Fine.", 0)
        comment.comment.flags = [
            "John Roe of 12 Oak Street did it " + String(repeating: "x", count: 90)
        ]
        try desk.ingest([comment])
        #expect(try desk.rows("SELECT detail FROM audit").joined().contains("Roe") == false)
        #expect(try desk.queue.reports(on: key("c1"))[0].reasons[0].count == 80)
    }

    @Test func `a notice waits whatever was decided before, and is proved by its hash`() throws {
        let desk = try TestDesk()
        try desk.ingest([flagged("c1", "Fine.", 0)])
        try desk.decide(["c1"], .hide)
        let notice = Notice(
            explanation: "it names my street", name: "L. Roe", email: "roe@mail.example",
            isInGoodFaith: true)
        let report = try desk.queue.receive(notice, on: key("c1"), by: "ben", now: at(3))
        #expect(report.notice == notice && !notice.isComplete)
        #expect(try reported(desk) == ["c1"])
        #expect(try desk.queue.notices(isOpen: true).map(\.id) == [report.id])
        #expect(try desk.queue.verify().faults == [])
        #expect(try desk.rows("SELECT detail FROM audit").joined().contains("Roe") == false)
        try desk.queue.database.write { try $0.execute(sql: "UPDATE notice SET name = 'M. Roe'") }
        #expect(try desk.queue.verify().faults == ["notice 1 does not match its hash"])
        try desk.queue.database.write { try $0.execute(sql: "DELETE FROM notice") }
        #expect(try desk.queue.verify().faults == ["notice 1 is gone"])
    }
}
