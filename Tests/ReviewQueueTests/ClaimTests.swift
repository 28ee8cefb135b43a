import Foundation
import Moderation
import TestSupport
import Testing

@testable import ReviewQueue

@Suite struct ClaimTests {
    private func desk() throws -> TestDesk {
        let desk = try TestDesk()
        try desk.ingest([
            judged("c1", "One.", .hold, score: 0.9), judged("c2", "Two.", score: 0.6),
            judged("c3", "Three.", score: 0.5), judged("c4", "Four.", .pass),
        ])
        return desk
    }

    private func next(_ desk: TestDesk, _ moderator: Moderator, _ hours: Double) throws -> String? {
        try desk.queue.nextItem(QueueFilter(), by: moderator, now: at(hours))?.comment.id.rawValue
    }

    private func key(_ id: CommentID) -> CommentKey { CommentKey(source: "news", id: id) }

    private func code(_ work: () throws -> Void) -> String? {
        do { try work() } catch { return (error as? Problem)?.code }
        return nil
    }

    @Test func `each moderator gets an item of their own, and the same one until they are done`()
        throws
    {
        let desk = try desk()
        #expect(try next(desk, "ann", 2) == "c1")
        #expect(try next(desk, "ben", 2) == "c2")
        #expect(try next(desk, "ann", 2.01) == "c1")
        #expect(try next(desk, "cleo", 2.01) == "c3")
        #expect(try next(desk, "dora", 2.01) == nil)
        try desk.decide(["c1"], .approve, by: "ann", now: at(2.02))
        #expect(try next(desk, "ann", 2.03) == nil)
        #expect(try desk.queue.claims(now: at(2.03)).map(\.by) == ["ben", "cleo"])
    }

    @Test func `a claim ends after ten minutes, and renewing it keeps when it began`() throws {
        let desk = try desk()
        let first = try desk.queue.claim(key("c2"), by: "ann", now: at(2))
        #expect(first.until == at(2).addingTimeInterval(600))
        let renewed = try desk.queue.claim(key("c2"), by: "ann", now: at(2.1))
        #expect(renewed.since == at(2))
        #expect(renewed.until == at(2.1).addingTimeInterval(600))
        #expect(code { _ = try desk.queue.claim(key("c2"), by: "ben", now: at(2.2)) } == "Q014")
        let late = at(2.1).addingTimeInterval(600)
        #expect(try desk.queue.claims(now: late) == [])
        #expect(try desk.queue.claim(key("c2"), by: "ben", now: late).since == late)
    }

    @Test func `another takes over only when they say so, and only the reader gives back`() throws {
        let desk = try desk()
        _ = try desk.queue.claim(key("c3"), by: "ann", now: at(2))
        let error = #expect(throws: Problem.self) {
            try desk.queue.claim(key("c3"), by: "ben", now: at(2.01))
        }
        #expect(error?.message.contains("ann, since 2026-11-02T02:00:00Z") == true)
        #expect(code { try desk.queue.release(key("c3"), by: "ben", now: at(2.01)) } == "Q014")
        let taken = try desk.queue.claim(key("c3"), by: "ben", takesOver: true, now: at(2.02))
        #expect(taken.since == at(2.02))
        #expect(try desk.queue.release(key("c3"), by: "ben", now: at(2.03)))
        #expect(try !desk.queue.release(key("c3"), by: "ben", now: at(2.03)))
        #expect(code { _ = try desk.queue.claim(key("c9"), by: "ben", now: at(2.03)) } == "Q001")
    }

    @Test func `a claim keeps nobody from deciding, and leaves no trace in the log`() throws {
        let desk = try desk()
        let before = try desk.queue.verify()
        _ = try desk.queue.claim(key("c2"), by: "ann", now: at(2))
        #expect(try desk.queue.verify() == before)
        #expect(codes(try desk.decide(["c2"], .approve, by: "ben")) == [])
        #expect(try desk.queue.claims(now: at(2)) == [])
    }

    @Test func `a decision names the last one that was seen, and is refused when there is another`()
        throws
    {
        let desk = try desk()
        func decide(_ seen: Int64, _ moderator: Moderator) throws -> [String] {
            codes(
                try desk.queue.decide(
                    DecisionRequest(
                        comments: [key("c2")], verdict: .approve, by: moderator, lastSeen: seen),
                    policy: testPolicy, now: at(3)))
        }
        let hidden = try desk.decide(["c2"], .hide, by: "ann").decisions[0].id
        try desk.undo([hidden])
        // Both see a comment that waits; only one has seen that it was hidden and shown again.
        #expect(try decide(0, "ben") == ["Q015"])
        #expect(try decide(hidden, "ben") == ["Q015"])
        #expect(try decide(hidden + 1, "cleo") == [])
        #expect(try desk.state("c2") == .approved)
    }
}
