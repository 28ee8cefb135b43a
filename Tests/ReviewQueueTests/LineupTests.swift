import Foundation
import Moderation
import Testing

@testable import ReviewQueue

/// Severe comments among others.
@Suite struct LineupTests {
    private func grave(_ id: CommentID, _ route: Route = .hold, score: Double = 0.9)
        -> JudgedComment
    {
        var comment = judged(id, "Grave \(id) probe.", route, score: score, category: "threat")
        comment.assessment.categories[0].severity = 4
        return comment
    }

    private func ids(_ desk: TestDesk, _ queue: QueueFilter.Queue = .open) throws -> [String] {
        var filter = QueueFilter()
        filter.queue = queue
        return try desk.queue.items(filter).map(\.comment.id.rawValue)
    }

    @Test func `severe ones come first and are never stacked while milder ones wait`() throws {
        let desk = try TestDesk()
        try desk.ingest([
            judged("m1", "Mild one.", score: 0.2), grave("s1"), grave("s2"), grave("s3"),
            judged("m2", "Mild two.", score: 0.4),
        ])
        #expect(try ids(desk) == ["s1", "m2", "s2", "m1", "s3"])
        try desk.decide(["s1", "s2"], .hide)
        #expect(try ids(desk, .hidden) == ["s1", "s2"], "what was decided stays in its order")
    }

    @Test func `what others read does not count as shown`() throws {
        let desk = try TestDesk()
        try desk.ingest([
            grave("s1"), grave("s2"), judged("m1", "Mild one.", .hold, score: 0.95),
            judged("m2", "Mild two."),
        ])
        try desk.decide(["s1"], .hide, by: "ann", now: at(2))
        _ = try desk.queue.claim(CommentKey(source: "news", id: "m1"), by: "ben", now: at(2))
        let next = try desk.queue.nextItem(QueueFilter(), by: "ann", now: at(2.1))
        #expect(next?.comment.id == "m2")
    }

    @Test func `the graver comes first, then the higher score, then the older`() throws {
        let desk = try TestDesk()
        var third = judged("c3", "Probe three.", score: 0.1)
        third.assessment.categories[0].severity = 2
        try desk.ingest([
            judged("c1", "Probe one.", score: 0.3), judged("c2", "Probe two.", score: 0.6), third,
            judged("c4", "Probe four.", score: 0.6),
        ])
        #expect(try ids(desk) == ["c3", "c2", "c4", "c1"])
        #expect(try desk.queue.verify().faults == [])
    }

    @Test func `who just decided a severe one is given a milder one next`() throws {
        let desk = try TestDesk()
        try desk.ingest([grave("s1"), grave("s2"), judged("m1", "Mild one.")])
        func next(_ hours: Double) throws -> CommentID? {
            try desk.queue.nextItem(QueueFilter(), by: "ann", now: at(hours))?.comment.id
        }
        #expect(try next(2) == "s1")
        try desk.decide(["s1"], .hide, by: "ann", now: at(2))
        #expect(try next(2.1) == "m1")
        try desk.queue.release(CommentKey(source: "news", id: "m1"), by: "ann", now: at(2.1))
        #expect(try next(5) == "s2", "hours later it is long ago")
    }

    @Test func `of what passed one of a hundred is looked at`() throws {
        let desk = try TestDesk()
        try desk.ingest(
            (0..<3_000).map { judged(CommentID("p\($0)"), "Fine \($0).", .pass, score: 0) })
        var filter = QueueFilter()
        (filter.queue, filter.limit) = (.sample, 3_000)
        let sample = try desk.queue.items(filter)
        #expect((20...40).contains(sample.count), "\(sample.count)")
        #expect(sample.allSatisfy { $0.state == .passed })
        try desk.decide([sample[0].comment.id], .approve)
        #expect(try desk.queue.items(filter).count == sample.count - 1)
    }
}
