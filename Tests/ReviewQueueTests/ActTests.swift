import Foundation
import GRDB
import Moderation
import Testing

@testable import ReviewQueue

@Suite struct ActTests {
    private func desk() throws -> TestDesk {
        let desk = try TestDesk()
        try desk.ingest([
            judged("c1", "One probe.", .hold), judged("c2", "Two probes."),
            judged("c3", "Fine.", .pass, score: 0),
        ])
        return desk
    }

    private func key(_ id: CommentID) -> CommentKey { CommentKey(source: "news", id: id) }

    private func list(_ desk: TestDesk, _ queue: QueueFilter.Queue) throws -> [String] {
        var filter = QueueFilter()
        filter.queue = queue
        return try desk.queue.items(filter).map(\.comment.id.rawValue)
    }

    private func next(_ desk: TestDesk, _ moderator: Moderator) throws -> CommentID? {
        try desk.queue.nextItem(QueueFilter(), by: moderator, now: at(2))?.comment.id
    }

    @Test func `a note is kept with who, when and on which revision, and its hash is sealed`()
        throws
    {
        let desk = try desk()
        try desk.queue.note(key("c1"), "ask Lee", by: "ann", now: at(2))
        let acts = try desk.queue.acts(on: key("c1"))
        #expect(acts.map(\.note) == ["ask Lee"])
        #expect(acts.map(\.revision) == [1])
        #expect(try desk.rows("SELECT detail FROM audit").joined().contains("ask Lee") == false)
        #expect(try desk.queue.verify().faults == [])
        let error = #expect(throws: Problem.self) {
            try desk.queue.note(key("c1"), "", by: "ann", now: at(2))
        }
        #expect(error?.code == "Q016")
    }

    @Test func `what is escalated waits for a lead alone until it is decided`() throws {
        let desk = try desk()
        try desk.queue.escalate(key("c1"), note: "a threat?", by: "ann", now: at(2))
        #expect(try list(desk, .escalated) == ["c1"])
        #expect(try next(desk, "ben") == "c2")
        let again = #expect(throws: Problem.self) {
            try desk.queue.escalate(key("c1"), note: nil, by: "ben", now: at(2))
        }
        #expect(again?.code == "Q017" && again?.message.contains("by ann") == true)
        try desk.decide(["c1"], .hide, by: "lee", now: at(3))
        #expect(try list(desk, .escalated) == [])
        #expect(try desk.queue.acts(on: key("c1")).map(\.kind) == [.escalate, .settle])
        #expect(try desk.queue.verify().faults == [])
    }

    @Test func `an escalation survives an edit and is given back`() throws {
        let desk = try desk()
        try desk.queue.escalate(key("c3"), note: nil, by: "ann", now: at(2))
        try desk.ingest([judged("c3", "Fine again.", .pass, score: 0)], now: at(3))
        #expect(try list(desk, .escalated) == ["c3"])
        try desk.queue.giveBack(key("c3"), note: "no", by: "lee", now: at(4))
        #expect(try list(desk, .escalated) == [])
        let error = #expect(throws: Problem.self) {
            try desk.queue.giveBack(key("c3"), note: nil, by: "lee", now: at(4))
        }
        #expect(error?.code == "Q018")
    }

    @Test func `what somebody skips comes to others, and what two skip to a lead`() throws {
        let desk = try desk()
        #expect(try next(desk, "ann") == "c1")
        try desk.queue.skip(key("c1"), by: "ann", now: at(2))
        #expect(try next(desk, "ann") == "c2")
        #expect(try next(desk, "ben") == "c1", "the claim went with the skip")
        #expect(try list(desk, .escalated) == [])
        let audit = try desk.count("audit")
        try desk.queue.skip(key("c1"), by: "ben", now: at(2))
        #expect(try desk.count("audit") == audit, "nobody has to say why")
        #expect(try list(desk, .escalated) == ["c1"])
        #expect(try next(desk, "cleo") == nil, "c2 is read by ann, c1 is for a lead")
        try desk.queue.giveBack(key("c1"), note: nil, by: "lee", now: at(3))
        #expect(try next(desk, "ben") == "c1")
        #expect(try desk.queue.verify().faults == [])
    }

    @Test(arguments: [
        ("UPDATE act SET note = 'other'", "act 1 differs from its audit row"),
        ("DELETE FROM act", "act 1 is in the log and is gone"),
        (
            "INSERT INTO act VALUES (9, 1, 'note', 'x', 'ann', 1, NULL)",
            "act 9 has no audit row"
        ),
        ("DELETE FROM waiting", "comment 1 waits as escalated, or should"),
        ("INSERT INTO waiting VALUES ('second', 2)", "comment 2 waits as second, or should"),
    ])
    func `an altered act shows and is named`(sql: String, fault: String) throws {
        let desk = try desk()
        try desk.queue.escalate(key("c1"), note: "why", by: "ann", now: at(2))
        try desk.queue.database.write { db in
            for name in ["actRefusesUpdate", "actRefusesDelete"] {
                try db.execute(sql: "DROP TRIGGER \(name)")
            }
            try db.execute(sql: sql)
        }
        #expect(try desk.queue.verify().faults.contains(fault))
    }

    @Test func `many decisions are one act, which is undone as one`() throws {
        let desk = try desk()
        let outcome = try desk.decide(["c1", "c2"], .spam)
        #expect(outcome.decisions.map(\.bulk) == [1, 1])
        #expect(try desk.decide(["c3"], .approve).decisions.map(\.bulk) == [nil])
        var selection = UndoSelection()
        selection.bulk = 1
        let undone = try desk.queue.undo(selection, by: "ann", now: at(3))
        #expect(undone.decisions.map(\.revokes) == [2, 1])
        #expect(try desk.state("c3") == .approved)
        #expect(try desk.queue.verify().faults == [])
    }

    @Test func `what waits for a lead is a moderator's no more`() throws {
        let desk = try desk()
        try desk.queue.escalate(key("c1"), note: nil, by: "ann", now: at(2))
        var request = DecisionRequest(
            comments: [key("c1"), key("c2")], verdict: .approve, by: "ben")
        request.mayAnswerEscalated = false
        let outcome = try desk.queue.decide(request, policy: testPolicy, now: at(3))
        #expect(outcome.decisions.map(\.comment.id) == ["c2"])
        #expect(codes(outcome) == ["Q017"])
    }

    @Test func `two leads who skip still find it, and who claims it reads it after all`() throws {
        let desk = try desk()
        var escalated = QueueFilter()
        escalated.queue = .escalated
        for lead in ["lee", "max"] as [Moderator] {
            try desk.queue.skip(key("c1"), by: lead, now: at(2))
        }
        #expect(try desk.queue.nextItem(escalated, by: "lee", now: at(2))?.comment.id == "c1")
        try desk.queue.release(key("c1"), by: "lee", now: at(2))
        _ = try desk.queue.claim(key("c1"), by: "max", now: at(2))
        #expect(try list(desk, .escalated) == [])
        #expect(try next(desk, "max") == "c1")
    }

    @Test func `a rehearsal tells what would be decided and refused, and keeps nothing`() throws {
        let desk = try desk()
        try desk.decide(["c3"], .approve)
        let before = try desk.dump()
        let outcome = try desk.queue.decide(
            DecisionRequest(
                comments: [key("c1"), key("c3"), key("c2")], verdict: .spam, by: "ann"),
            policy: testPolicy, isDryRun: true, now: at(3))
        #expect(outcome.decisions.map(\.comment.id) == ["c1", "c2"])
        #expect(codes(outcome) == ["Q003"])
        #expect(try desk.dump() == before)
    }

    @Test func `who may undo their own alone is refused the others'`() throws {
        let desk = try desk()
        try desk.decide(["c1"], .approve, by: "ann")
        try desk.decide(["c2"], .approve, by: "ben")
        var selection = UndoSelection()
        selection.decisions = [1, 2]
        let outcome = try desk.queue.undo(selection, by: "ann", ownOnly: true, now: at(3))
        #expect(outcome.decisions.map(\.revokes) == [1])
        #expect(codes(outcome) == ["Q027"])
    }
}
