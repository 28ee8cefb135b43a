import Foundation
import GRDB
import Moderation
import Testing

@testable import ReviewQueue

@Suite struct AppealTests {
    private func desk() throws -> TestDesk {
        let desk = try TestDesk()
        try desk.ingest([judged("c1", "One probe."), judged("c2", "Two probes.")])
        try desk.decide(["c1"], .hide, by: "ann", now: at(2))
        return desk
    }

    private func open(_ desk: TestDesk, _ decision: Int64 = 1, now: Date = at(3)) throws -> Appeal {
        try desk.queue.openAppeal(
            against: decision, text: "I quoted.", contact: "lee@mail.example", terms: .usual,
            by: "ann", now: now)
    }

    private func answer(
        _ desk: TestDesk, _ outcome: Appeal.Outcome, by moderator: Moderator
    ) throws -> Appeal {
        try desk.queue.answer(
            appeal: 1, outcome, note: "why", policy: testPolicy, by: moderator, now: at(4)
        ).appeal
    }

    @Test func `an appeal waits with its time limit and is answered by somebody else`() throws {
        let desk = try desk()
        let appeal = try open(desk)
        #expect(appeal.due == at(3).addingTimeInterval(14 * 86_400))
        var filter = QueueFilter()
        filter.queue = .appeals
        #expect(try desk.queue.items(filter).map(\.comment.id) == ["c1"])
        #expect(try desk.queue.nextItem(filter, by: "ann", now: at(3)) == nil)
        #expect(try desk.queue.nextItem(filter, by: "ben", now: at(3))?.comment.id == "c1")

        let own = #expect(throws: Problem.self) { try answer(desk, .uphold, by: "ann") }
        #expect(own?.code == "Q020")
        let answered = try answer(desk, .restore, by: "ben")
        #expect(answered.answer?.outcome == .restore)
        #expect(try desk.state("c1") == .approved)
        #expect(try desk.queue.appeals(isOpen: true) == [])
        #expect(try desk.queue.appeals(isOpen: false).map(\.id) == [1])
        #expect(try desk.queue.verify().faults == [])
        let again = #expect(throws: Problem.self) { try answer(desk, .uphold, by: "ben") }
        #expect(again?.code == "Q025")
    }

    @Test func `the database itself refuses who decided first`() throws {
        let desk = try desk()
        _ = try open(desk)
        let error = #expect(throws: DatabaseError.self) {
            try desk.queue.database.write {
                try $0.execute(
                    sql: "INSERT INTO appealAnswer VALUES (1, 'uphold', NULL, 'ann', 1)")
            }
        }
        #expect(error?.message == "an appeal is answered by somebody else")
    }

    @Test func `an upheld decision stands`() throws {
        let desk = try desk()
        _ = try open(desk)
        _ = try answer(desk, .uphold, by: "ben")
        #expect(try desk.state("c1") == .hidden)
        #expect(try open(desk).id == 2, "who objects again is heard again")
    }

    @Test func `who upholds says why, who restores may`() throws {
        let desk = try desk()
        _ = try open(desk)
        let before = try desk.dump()
        for note in [nil, "", " \n"] {
            let silent = #expect(throws: Problem.self) {
                try desk.queue.answer(
                    appeal: 1, .uphold, note: note, policy: testPolicy, by: "ben", now: at(4))
            }
            #expect(silent?.code == "Q005")
        }
        #expect(try desk.dump() == before)
        let restored = try desk.queue.answer(
            appeal: 1, .restore, note: nil, policy: testPolicy, by: "ben", now: at(4))
        #expect(restored.state == .approved)
    }

    @Test func `a comment edited since is not approved unread`() throws {
        let desk = try desk()
        _ = try open(desk)
        try desk.ingest([judged("c1", "Edited probe.")], now: at(3.5))
        _ = try answer(desk, .restore, by: "ben")
        #expect(try desk.state("c1") == .open)
        #expect(try desk.queue.verify().faults == [])
    }

    @Test func `what hides the comment now is what is answered`() throws {
        let desk = try desk()
        _ = try open(desk)
        try desk.undo([1])
        try desk.decide(["c1"], .spam, by: "ben", now: at(3))
        let own = #expect(throws: Problem.self) { try answer(desk, .uphold, by: "ben") }
        #expect(own?.code == "Q020", "the newer decision is ben's")
        _ = try answer(desk, .restore, by: "cleo")
        #expect(try desk.state("c1") == .approved)
        #expect(try desk.queue.verify().faults == [])
    }

    @Test func `an appeal against a decision that was taken back approves what was decided`() throws
    {
        let desk = try desk()
        _ = try open(desk)
        try desk.undo([1])
        let answered = try desk.queue.answer(
            appeal: 1, .uphold, note: "It names her.", policy: testPolicy, by: "ben", now: at(4))
        #expect(answered.state == .open, "nothing hides it, and that is said")
        _ = try desk.decide(["c1"], .hide, by: "ann", now: at(5))
        _ = try open(desk, 3, now: at(6))
        try desk.undo([3])
        let restored = try desk.queue.answer(
            appeal: 2, .restore, note: nil, policy: testPolicy, by: "ben", now: at(7))
        #expect(restored.state == .approved)
    }

    @Test func `what cannot be appealed is refused with the reason`() throws {
        let desk = try desk()
        try desk.decide(["c2"], .approve)
        #expect(throws: Problem.self) { try open(desk, 9) }
        let approval = #expect(throws: Problem.self) { try open(desk, 2) }
        #expect(approval?.code == "Q021")
        let late = #expect(throws: Problem.self) {
            try open(desk, now: at(2).addingTimeInterval(AppealTerms.usual.toOpen + 1))
        }
        #expect(late?.code == "Q022")
        _ = try open(desk)
        let twice = #expect(throws: Problem.self) { try open(desk) }
        #expect(twice?.code == "Q023" && twice?.message.contains("appeal 1") == true)
        let unknown = #expect(throws: Problem.self) { try desk.queue.appeal(7) }
        #expect(unknown?.code == "Q024")
        try desk.undo([1])
        let undone = #expect(throws: Problem.self) { try open(desk) }
        #expect(undone?.code == "Q021")
    }
}
