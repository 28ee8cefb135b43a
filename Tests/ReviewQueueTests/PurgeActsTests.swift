import Foundation
import GRDB
import Moderation
import Testing

@testable import ReviewQueue

/// What people wrote about a comment, and what waits besides it.
@Suite struct PurgeActsTests {
    private static let asked = CommentKey(source: "news", id: "q")
    private static let plea = "snowberry", contact = "quillfeather@post.example"

    private func appeal(_ desk: TestDesk) throws -> Appeal {
        try desk.queue.openAppeal(
            against: 1, text: "It was a \(Self.plea).", contact: Self.contact, terms: .usual,
            by: "bo", now: at(3))
    }

    private func answer(_ desk: TestDesk, _ appeal: Appeal) throws {
        _ = try desk.queue.answer(
            appeal: appeal.id, .uphold, note: "The words stand.", policy: testPolicy, by: "cy",
            now: at(4))
    }

    @Test func `an appeal keeps its comment until it is answered, and goes with it`() throws {
        let desk = try recordsDesk()
        let appeal = try appeal(desk)
        try desk.purge()
        #expect(try desk.texts()["q 1"] != "")
        #expect(code { try desk.erase("q") } == "Q036")
        try answer(desk, appeal)
        #expect(try desk.traces(Self.plea) > 0)
        #expect(try desk.purge().appeals == 1)
        for word in [Self.plea, Self.contact] { #expect(try desk.traces(word) == 0, "\(word)") }
        let left = try desk.queue.appeal(appeal.id)
        #expect(left.text.isEmpty)
        #expect(left.contact == nil)
        #expect(left.answer?.note == "The words stand.")
        #expect(try desk.queue.verify().faults == [])
    }

    @Test(arguments: [
        ("UPDATE appeal SET text = 'I was wrong.'", "appeal 1 differs"),
        ("UPDATE appeal SET contact = 'x@post.example'", "appeal 1 differs"),
        ("UPDATE appeal SET due = 0", "appeal 1 differs"),
        ("DELETE FROM purged WHERE what = 'appeal'", "appeal 1 differs"),
    ])
    func `an appeal that was purged is proved as one that is there`(
        sql: String, fault: String
    ) throws {
        let desk = try recordsDesk()
        try answer(desk, appeal(desk))
        try desk.purge()
        try VerifyTests.tamper(desk, sql)
        #expect(try desk.queue.verify().faults.contains { $0.contains(fault) })
    }

    @Test func `an appeal is emptied by a purge alone`() throws {
        let desk = try recordsDesk()
        _ = try appeal(desk)
        let error = #expect(throws: DatabaseError.self) {
            try desk.queue.database.write {
                try $0.execute(sql: "UPDATE appeal SET text = '', contact = NULL")
            }
        }
        #expect(error?.message == "appeal is append-only")
    }

    @Test func `a notice goes with what it is about, and its hash stays`() throws {
        let desk = try recordsDesk()
        _ = try desk.queue.receive(
            Notice(
                explanation: "It calls me a \(Self.plea).", url: nil, name: "Joe", email: nil,
                isInGoodFaith: true), on: Self.asked, by: "bo", now: at(3))
        // An open one keeps the comment.
        try desk.purge()
        #expect(try desk.texts()["q 1"] != "")
        _ = try desk.queue.answerReports(
            on: Self.asked, .disagree, by: "cy", needsAnother: true, now: at(4))
        try desk.purge()
        #expect(try desk.texts()["q 1"] == "")
        #expect(try desk.traces(Self.plea) == 0)
        #expect(try desk.count("report WHERE noticeHash IS NOT NULL") == 1)
        #expect(try desk.queue.verify().faults == [])
    }

    @Test func `what was escalated stays until somebody answers`() throws {
        let desk = try recordsDesk()
        // Of a comment that passed.
        let asked = CommentKey(source: "news", id: "late")
        _ = try desk.queue.escalate(asked, note: nil, by: "ann", now: at(3))
        try desk.purge()
        #expect(try desk.texts()["late 1"] != "")
        try desk.queue.giveBack(asked, note: nil, by: "bo", now: at(4))
        try desk.purge()
        #expect(try desk.texts()["late 1"] == "")
    }

    @Test func `a search finds a purged comment by its id and by no word`() throws {
        let desk = try recordsDesk()
        func found(_ question: String) throws -> [String] {
            try desk.queue.search(question, limit: 10).map(\.comment.id.rawValue)
        }
        #expect(try found(Trace.question) == ["q"])
        try desk.purge()
        #expect(try desk.traces(Trace.question) == 0)
        #expect(try found(Trace.question) == [])
        #expect(try found("Fresh") == ["new"])
        #expect(try found("news:q") == ["q"])
        #expect(try desk.queue.verify().faults == [])
        #expect(try desk.traces(Trace.question) == 0)
    }
}
