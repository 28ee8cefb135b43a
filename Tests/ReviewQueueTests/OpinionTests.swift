import Foundation
import GRDB
import Moderation
import Testing

@testable import ReviewQueue

@Suite struct OpinionTests {
    private func desk() throws -> TestDesk {
        let desk = try TestDesk()
        try desk.ingest([judged("c1", "One probe."), judged("c2", "Two probes.")])
        return desk
    }

    @discardableResult
    private func decide(
        _ desk: TestDesk, _ id: CommentID, _ verdict: Verdict, by moderator: Moderator,
        share: Double = 1
    ) throws -> DecisionOutcome {
        var request = DecisionRequest(
            comments: [CommentKey(source: "news", id: id)], verdict: verdict,
            reason: verdict == .hide ? "attack" : nil, by: moderator)
        request.secondOpinions = share
        return try desk.queue.decide(request, policy: testPolicy, now: at(2))
    }

    private var second: QueueFilter {
        var filter = QueueFilter()
        filter.queue = .second
        return filter
    }

    @Test func `a second person decides without seeing the first, and nothing changes`() throws {
        let desk = try desk()
        try decide(desk, "c1", .hide, by: "ann")
        #expect(try desk.queue.nextItem(second, by: "ann", now: at(3)) == nil)
        let item = try #require(try desk.queue.nextItem(second, by: "ben", now: at(3)))
        #expect(item.decisions == [])
        let outcome = try decide(desk, "c1", .hide, by: "ben")
        #expect(outcome.decisions == [] && outcome.refused == [])
        #expect(outcome.opinions.map(\.agrees) == [true])
        #expect(try desk.state("c1") == .hidden)
        #expect(try desk.queue.nextItem(second, by: "cleo", now: at(3)) == nil)
        #expect(try codes(decide(desk, "c1", .approve, by: "cleo")) == ["Q003"])
        #expect(try desk.queue.agreement() == Agreement(asked: 1, given: 1, agreeing: 1))
        #expect(try desk.queue.verify().faults == [])
    }

    @Test func `an opinion on what was taken back decides nothing`() throws {
        let desk = try desk()
        let first = try decide(desk, "c1", .hide, by: "ann").decisions
        var request = DecisionRequest(
            comments: [CommentKey(source: "news", id: "c1")], verdict: .approve, by: "ben")
        (request.isOpinion, request.secondOpinions) = (true, 1)
        try desk.undo(first.map(\.id))
        let late = try desk.queue.decide(request, policy: testPolicy, now: at(4))
        #expect(late.decisions == [] && late.opinions == [] && codes(late) == ["Q015"])
        #expect(try desk.state("c1") == .open)
        request.isOpinion = false
        #expect(try desk.queue.decide(request, policy: testPolicy, now: at(4)).decisions.count == 1)
    }

    @Test func `two who differ bring it before a lead`() throws {
        let desk = try desk()
        try decide(desk, "c1", .hide, by: "ann")
        #expect(try decide(desk, "c1", .approve, by: "ben").opinions.map(\.agrees) == [false])
        var filter = QueueFilter()
        filter.queue = .escalated
        #expect(try desk.queue.items(filter).map(\.comment.id) == ["c1"])
        let acts = try desk.queue.acts(on: CommentKey(source: "news", id: "c1"))
        #expect(acts.map(\.note) == ["second opinion: approve"])
        #expect(try desk.queue.agreement() == Agreement(asked: 1, given: 1, agreeing: 0))
    }

    @Test
    func `who is shown what others decide is asked of those alone whom nobody else could judge`()
        throws
    {
        let desk = try desk()
        try decide(desk, "c1", .hide, by: "ann")
        try decide(desk, "c2", .hide, by: "ben")
        let key = CommentKey(source: "news", id: "c1")
        func given(_ opinions: OpinionsAsked) throws -> [String] {
            let list = try desk.queue.worklist(
                second, by: "lee", opinions: opinions, now: at(3)
            ).map(\.comment.id.rawValue)
            let count = try desk.queue.waitingCounts(for: "lee", opinions: opinions)[.second]
            #expect(count == list.count)
            let next = try desk.queue.nextItem(second, by: "lee", opinions: opinions, now: at(3))
            #expect(next?.comment.id.rawValue == list.first)
            if next != nil { try desk.queue.release(next!.comment, by: "lee", now: at(3)) }
            #expect(try desk.queue.asksOpinion(on: key, of: "lee", opinions) == list.contains("c1"))
            return list
        }
        #expect(try given(.onEverybody) == ["c1", "c2"])
        #expect(try given(.on(["ben"])) == ["c2"])
        #expect(try given(.on([])) == [])
        // What somebody is not asked about is decided already.
        let request = DecisionRequest(comments: [key], verdict: .approve, by: "lee")
        let late = try desk.queue.decide(
            request, policy: testPolicy, opinions: .on(["ben"]), now: at(4))
        #expect(late.opinions == [] && codes(late) == ["Q003"])
        #expect(try desk.queue.agreement().given == 0)
    }

    @Test func `the share that is asked for is drawn by lot`() throws {
        let target = DecisionTarget(
            key: CommentKey(source: "news", id: "c1"), commentID: 1, revisionID: 1, number: 1)
        var request = DecisionRequest(comments: [], verdict: .approve, by: "ann")
        request.secondOpinions = 0.03
        let drawn = (0..<10_000).filter { (number: Int64) in
            var other = target
            other.revisionID = number
            return OpinionStore.isDoubled(other, request)
        }
        // Five standard deviations of a binomial around 300.
        #expect((215...385).contains(drawn.count), "\(drawn.count)")
        request.secondOpinions = 0
        #expect(!OpinionStore.isDoubled(target, request))
    }

    @Test func `the database itself refuses an opinion on one's own decision`() throws {
        let desk = try desk()
        try decide(desk, "c1", .hide, by: "ann")
        let error = #expect(throws: DatabaseError.self) {
            try desk.queue.database.write {
                try $0.execute(
                    sql: "INSERT INTO opinion VALUES (1, 1, 'hide', 'x', NULL, 'ann', 1)")
            }
        }
        #expect(error?.message == "a second opinion is somebody else's")
    }
}
