import Foundation
import Moderation
import TestSupport
import Testing

@testable import ReviewQueue

@Suite struct UndoTests {
    /// Five decisions, 1 to 5, an hour apart: ann, bo, ann, bo, ann.
    private func desk() throws -> TestDesk {
        let desk = try TestDesk()
        try desk.ingest(
            (1...6).map {
                judged(
                    CommentID("c\($0)"), "Probe \($0).", $0 == 2 ? .pass : .queue,
                    rules: $0 == 3 ? ["attack.other"] : ["attack.probe"])
            })
        for number in 1...5 {
            try desk.decide(
                [CommentID("c\(number)")], number == 4 ? .spam : .hide,
                by: number % 2 == 1 ? "ann" : "bo", now: at(1 + Double(number)))
        }
        return desk
    }

    /// The decisions that were taken back, in the order it happened.
    private func revoked(_ outcome: DecisionOutcome) -> [Int64] {
        outcome.decisions.compactMap(\.revokes)
    }

    @Test func `by number`() throws {
        let desk = try desk()
        let outcome = try desk.undo([4, 1], now: at(8))
        #expect(revoked(outcome) == [4, 1])
        #expect(outcome.decisions.map(\.id) == [6, 7])
        #expect(outcome.decisions.allSatisfy { $0.verdict == .undo && $0.at == at(8) })
        #expect(try desk.state("c4") == .open)
        #expect(try desk.state("c5") == .hidden)
    }

    @Test func `a number given twice is taken back once`() throws {
        let desk = try desk()
        let outcome = try desk.undo([4, 4])
        #expect(revoked(outcome) == [4])
        #expect(outcome.refused == [])
    }

    @Test func `no condition selects nothing`() throws {
        let desk = try desk()
        let outcome = try desk.queue.undo(UndoSelection(), by: "ann", now: at(9))
        #expect(outcome.decisions.isEmpty && outcome.refused.isEmpty)
        #expect(try desk.count("decision") == 5)
    }

    @Test func `the last ones, newest first`() throws {
        let desk = try desk()
        #expect(revoked(try desk.undo(last: 2)) == [5, 4])
        #expect(revoked(try desk.undo(last: 2)) == [3, 2])
    }

    @Test func `by person, by rule, by time, and all of them together`() throws {
        #expect(revoked(try desk().undo(by: "bo")) == [4, 2])
        #expect(revoked(try desk().undo(rule: "attack.other")) == [3])
        #expect(revoked(try desk().undo(rule: "attack.probe")) == [5, 4, 1])
        #expect(
            revoked(try desk().undo(from: at(3), to: at(5))) == [3, 2], "from is in, to is not")
        #expect(revoked(try desk().undo(from: at(5))) == [5, 4])
        #expect(revoked(try desk().undo(to: at(3))) == [1])
        #expect(revoked(try desk().undo(last: 1, rule: "attack.probe", by: "bo")) == [4])
        #expect(
            revoked(try desk().undo(rule: "attack.probe", by: "ann", from: at(3), to: at(7)))
                == [5])
    }

    @Test func `nothing that fits changes nothing`() throws {
        let desk = try desk()
        let before = try desk.dump()
        let outcome = try desk.undo(by: "nobody")
        #expect(outcome.decisions == [] && outcome.refused == [])
        #expect(try desk.dump() == before)
    }

    @Test func `what would be taken back is shown without taking it back`() throws {
        let desk = try desk()
        let before = try desk.dump()
        var selection = UndoSelection()
        selection.by = "ann"
        #expect(try desk.queue.undoable(selection).decisions.map(\.id) == [5, 3, 1])
        selection.decisions = [1, 77]
        let named = try desk.queue.undoable(selection)
        #expect(named.decisions.map(\.id) == [1])
        #expect(codes(named) == ["Q006"])
        #expect(try desk.dump() == before)
    }

    @Test func `an undo is not undone and nothing is undone twice`() throws {
        let desk = try desk()
        try desk.undo([3])
        let outcome = try desk.undo([6, 3, 99, 2])
        #expect(codes(outcome) == ["Q008", "Q007", "Q006"])
        #expect(outcome.refused[1].message.contains("by decision 6"))
        #expect(revoked(outcome) == [2], "the rest goes through")
        #expect(revoked(try desk.undo(last: 9)) == [5, 4, 1], "undo rows are not chosen")
    }

    @Test func `to decide again after an undo is a new decision`() throws {
        let desk = try desk()
        try desk.undo([1])
        let again = try desk.decide(["c1"], .approve, now: at(9))
        #expect(again.decisions.map(\.id) == [7])
        let item = try desk.queue.item(CommentKey("news:c1")!)
        #expect(item.state == .approved)
        #expect(item.decisions.map(\.verdict) == [.hide, .undo, .approve])
        #expect(item.decisions.map(\.revokes) == [nil, 1, nil])
    }

    @Test func `an item returns to where the machine had put it`() throws {
        let desk = try desk()
        try desk.undo(last: 5)
        #expect(try desk.state("c2") == .passed)
        #expect(try desk.state("c1") == .open)
    }

    @Test func `an undo keeps the policy and the moderator of its own`() throws {
        let desk = try desk()
        let undo = try desk.undo([2]).decisions[0]
        #expect(undo.by == "ann")
        #expect(undo.policy == testPolicy.digest)
        #expect(undo.comment == CommentKey("news:c2"))
        #expect(undo.reason == nil)
    }

    @Test func `whatever was decided, taking all of it back restores the queue`() throws {
        var random = SeededGenerator()
        for _ in 0..<20 {
            let desk = try TestDesk()
            let ids = (0..<8).map { CommentID("c\($0)") }
            try desk.ingest(
                ids.enumerated().map { index, id in
                    judged(id, "Probe \(id).", Route.allCases[index % 4], score: Double(index) / 8)
                })
            let before = try desk.rows("SELECT * FROM item ORDER BY revisionID")
            let queue = try desk.queue.items(QueueFilter()).map(\.comment)
            for step in 0..<Int.random(in: 1...25, using: &random) {
                let now = at(2 + Double(step) / 10)
                if Int.random(in: 0..<3, using: &random) == 0 {
                    try desk.undo(last: Int.random(in: 1...3, using: &random), now: now)
                } else {
                    let some = ids.shuffled(using: &random).prefix(3)
                    try desk.decide(
                        Array(some), [.approve, .hide, .spam].randomElement(using: &random)!,
                        now: now)
                }
            }
            #expect(try desk.queue.verify().faults == [], "\(random)")
            try desk.undo(last: 1000, now: at(9))
            #expect(try desk.rows("SELECT * FROM item ORDER BY revisionID") == before, "\(random)")
            #expect(try desk.queue.items(QueueFilter()).map(\.comment) == queue, "\(random)")
            #expect(try desk.queue.verify().faults == [], "\(random)")
        }
    }
}
