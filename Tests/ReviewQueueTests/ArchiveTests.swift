import Foundation
import GRDB
import Moderation
import TestSupport
import Testing

@testable import ReviewQueue

@Suite struct ArchiveTests {
    private func all(
        _ desk: TestDesk, from: Date? = nil, to: Date? = nil, batch: Int = 500
    ) throws -> [ArchivedComment] {
        var reader = try desk.queue.archive(from: from, to: to)
        var comments: [ArchivedComment] = []
        while true {
            let next = try reader.next(upTo: batch)
            if next.isEmpty { return comments }
            #expect(next.count <= batch)
            comments += next
        }
    }

    @Test func `a comment comes as it was judged: newest text, article, parent, source`() throws {
        let desk = try TestDesk()
        let article = Article(url: "https://ledger.example/1", title: "Benches", body: "New ones.")
        var reply = judged("c2", "My probe.", createdAt: at(0.5), article: article)
        reply.comment.parent = "c1"
        reply.comment.parentText = "Your probe."
        try desk.ingest([judged("c1", "Your probe."), reply])
        try desk.ingest([judged("c1", "Your probe, mended.", editedAt: at(1.5))], now: at(2))
        let comments = try all(desk)
        #expect(comments.map(\.comment.text) == ["Your probe, mended.", "My probe."])
        #expect(comments[1].comment.article == article)
        #expect(comments[1].comment.parent == "c1")
        #expect(comments[1].comment.parentText == "Your probe.")
        #expect(comments[1].comment.createdAt == at(0.5))
        #expect(comments.map(\.key.description) == ["news:c1", "news:c2"])
        #expect(
            comments.map(\.facts) == [CommentFacts(source: "news"), CommentFacts(source: "news")])
        let same = try desk.queue.comment(CommentKey(source: "news", id: "c2"))
        #expect(comments[1].comment == same.comment)
    }

    @Test func `a decision stands for the revision it was made on, until it is undone`() throws {
        let desk = try TestDesk()
        try desk.ingest(["c1", "c2", "c3", "c4", "c5"].map { judged($0, "Probe of \($0).") })
        try desk.decide(["c1"], .hide)
        try desk.decide(["c2"], .approve)
        try desk.decide(["c3"], .spam)
        try desk.decide(["c4"], .hide)
        #expect(try all(desk).map(\.verdict) == [.hide, .approve, .spam, .hide, nil])
        try desk.undo([1])
        try desk.ingest([judged("c4", "Another probe.", editedAt: at(4))], now: at(5))
        #expect(try all(desk).map(\.verdict) == [nil, .approve, .spam, nil, nil])
        try desk.decide(["c1"], .approve, now: at(6))
        #expect(try all(desk).first?.verdict == .approve)
    }

    @Test func `a period is of the day a comment was written, else read`() throws {
        let desk = try TestDesk()
        try desk.ingest(
            [
                judged("c1", "One probe.", createdAt: at(-10)),
                judged("c2", "Two probes.", createdAt: at(10)), judged("c3", "Three probes."),
            ], now: at(1))
        func ids(_ from: Date?, _ to: Date?) throws -> [CommentID] {
            try all(desk, from: from, to: to).map(\.key.id)
        }
        #expect(try ids(nil, nil) == ["c1", "c2", "c3"])
        #expect(try ids(at(1), nil) == ["c2", "c3"])
        #expect(try ids(nil, at(1)) == ["c1"])
        #expect(try ids(at(1), at(10)) == ["c3"])
        #expect(try ids(at(11), nil) == [])
    }

    @Test(arguments: [1, 2, 3, 7, 500])
    func `batches of any size come to the whole, in the order of arrival`(size: Int) throws {
        let desk = try TestDesk()
        try desk.ingest((0..<7).map { judged(CommentID("c\($0)"), "Probe \($0).") })
        try desk.ingest([judged("c9", "Probe 9.")], from: "letters", now: at(2))
        #expect(
            try all(desk, batch: size).map(\.key.description)
                == (0..<7).map { "news:c\($0)" } + ["letters:c9"])
    }

    @Test func `what comes while it is read is not read`() throws {
        let desk = try TestDesk()
        try desk.ingest([judged("c1", "One probe."), judged("c2", "Two probes.")])
        var reader = try desk.queue.archive()
        #expect(try reader.next(upTo: 1).map(\.key.id) == ["c1"])
        try desk.ingest([judged("c3", "Three probes.")], now: at(2))
        try desk.decide(["c2"], .hide)
        let rest = try reader.next(upTo: 5)
        #expect(rest.map(\.key.id) == ["c2"] && rest.map(\.verdict) == [nil])
        #expect(try reader.next(upTo: 5) == [])
    }

    @Test func `an empty desk has an empty archive`() throws {
        #expect(try all(TestDesk()) == [])
    }
}
