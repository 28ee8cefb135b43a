import Foundation
import GRDB
import Moderation
import TestSupport
import Testing

@testable import ReviewQueue

/// A comment whose words are known by a number.
private func worded(
    _ id: CommentID, _ words: UInt64, by author: String?, _ route: Route = .queue,
    score: Double = 0.5
) -> JudgedComment {
    var comment = judged(
        id, "Words \(words).", route, score: score, author: author.map { Author(id: $0) })
    comment.wording = Wording(hash: words, words: 3, shingles: [], keys: [])
    return comment
}

@Suite struct RepeatTests {
    /// A flood of five among comments that are none.
    private static let mixed = [
        worded("f1", 1, by: "one", score: 0.4), worded("f2", 1, by: "one", .hold, score: 0.2),
        worded("f3", 1, by: "one", score: 0.4), worded("f4", 1, by: "one", score: 0.4),
        worded("f5", 1, by: "one", .pass), worded("other-words", 2, by: "one"),
        worded("other-author", 1, by: "two"), worded("nobody-1", 1, by: nil),
        worded("nobody-2", 1, by: nil), worded("best", 9, by: "three", score: 0.9),
    ]

    private func list(
        _ desk: TestDesk, _ queue: QueueFilter.Queue = .open, limit: Int = 50
    ) throws -> [String] {
        var filter = QueueFilter()
        (filter.queue, filter.limit) = (queue, limit)
        return try desk.queue.items(filter).map {
            $0.comment.id.rawValue + ($0.repeats > 0 ? "+\($0.repeats)" : "")
        }
    }

    @Test func `what repeats a comment that somebody reads is theirs too`() throws {
        let desk = try TestDesk()
        try desk.ingest(Self.mixed)
        func next(_ moderator: Moderator) throws -> String? {
            try desk.queue.nextItem(QueueFilter(), by: moderator, now: at(2))?.comment.id.rawValue
        }
        #expect(try next("ann") == "f2")
        #expect(try next("ben") == "best")
        #expect(try next("cleo") == "other-words")
        let repeated = CommentKey(source: "news", id: "f4")
        try desk.queue.release(CommentKey(source: "news", id: "f2"), by: "ann", now: at(2))
        _ = try desk.queue.claim(repeated, by: "ann", now: at(2))
        #expect(try next("dora") == "other-author", "whichever of them is read")
    }

    @Test func `an author's comments with the same words are one item where the first stands`()
        throws
    {
        let desk = try TestDesk()
        try desk.ingest(Self.mixed)
        #expect(
            try list(desk) == [
                "f2+3", "best", "other-words", "other-author", "nobody-1", "nobody-2",
            ])
        #expect(try list(desk, limit: 2) == ["f2+3", "best"], "a limit counts items")
        #expect(try list(desk, .held) == ["f2+3"], "others wait in another list")
        #expect(
            try list(desk, .queued)
                == ["best", "other-words", "other-author", "nobody-1", "nobody-2", "f1+3"])
        #expect(try list(desk, .passed) == ["f5"])
    }

    @Test func `the order of arrival makes no other items`() throws {
        var random = SeededGenerator()
        var expected: [String]?
        for _ in 0..<5 {
            let desk = try TestDesk()
            try desk.ingest(Self.mixed.shuffled(using: &random), batches: [3])
            // Of items alike in rank and score the first that came stands first.
            let items = try list(desk).map { $0.hasPrefix("nobody") ? "nobody" : $0 }.sorted()
            #expect(items == expected ?? items, "\(random)")
            expected = items
        }
    }

    @Test func `status counts items, and comments beside them`() throws {
        let desk = try TestDesk()
        try desk.ingest(Self.mixed)
        let counts = try desk.queue.counts()
        #expect(counts.open == 6)
        #expect(counts.held == 1)
        #expect(counts.waitingComments == 9)
        #expect(counts.comments == 10)
    }

    @Test func `lists of what was decided show every comment`() throws {
        let desk = try TestDesk()
        try desk.ingest(Self.mixed)
        try desk.decide(["f1", "f2", "f3"], .approve)
        #expect(try list(desk, .approved).sorted() == ["f1", "f2", "f3"])
        #expect(try list(desk).contains("f4"), "the last one repeats nobody that waits")
        #expect(try desk.queue.item(CommentKey("news:f4")!).repeats == 0)
        #expect(try desk.queue.item(CommentKey("news:f1")!).repeats == 0)
    }

    @Test func `an edit of one of them stands for itself`() throws {
        let desk = try TestDesk()
        try desk.ingest(Self.mixed)
        var edited = worded("f3", 77, by: "one", score: 0.4)
        edited.comment.text = "Other words."
        edited.raw.bytes = Array("edited".utf8)
        try desk.ingest([edited])
        #expect(try list(desk).first == "f2+2")
        #expect(try list(desk).contains("f3"))
    }

    private func decide(
        _ desk: TestDesk, _ ids: [CommentID], _ verdict: Verdict = .spam, revision: Int? = nil
    ) throws -> DecisionOutcome {
        try desk.queue.decide(
            DecisionRequest(
                comments: ids.map { CommentKey(source: "news", id: $0) }, verdict: verdict,
                revision: revision, by: "ann", includesRepeats: true), policy: testPolicy,
            now: at(2))
    }

    /// An approval leaves out what stands on a higher route, so that repeating is no two-way street.
    @Test func `who names a comment and one that it repeats decides each once`() throws {
        let desk = try TestDesk()
        let author = Author(id: "spammer")
        let wording = Self.mixed[0].wording
        let comments = ([("x", .queue), ("y", .hold)] as [(CommentID, Route)]).map { id, route in
            var comment = judged(id, Self.mixed[0].comment.text, route, author: author)
            comment.wording = wording
            return comment
        }
        try desk.ingest(comments)
        let outcome = try desk.queue.decide(
            DecisionRequest(
                comments: ["x", "y"].map { CommentKey(source: "news", id: $0) },
                verdict: .approve, by: "ann", includesRepeats: true), policy: testPolicy, now: at(2)
        )
        #expect(outcome.decisions.map(\.comment.id) == ["x", "y"])
        #expect(try desk.queue.verify().faults == [])
        #expect(throws: DatabaseError.self, "and the database refuses a second") {
            try desk.queue.database.write {
                try $0.execute(
                    sql: """
                        INSERT INTO decision (revisionID, verdict, moderator, at, policyID, replies)
                        VALUES (1, 'spam', 'ben', 1, 1, 'keep')
                        """)
            }
        }
    }

    @Test func `one verdict for all is a decision and an audit row for each that waits`() throws {
        let desk = try TestDesk()
        try desk.ingest(Self.mixed)
        let audit = try desk.count("audit")
        let outcome = try decide(desk, ["f3"])
        #expect(
            outcome.decisions.map(\.comment.id.rawValue).sorted() == ["f1", "f2", "f3", "f4"])
        #expect(outcome.refused == [])
        #expect(try desk.count("audit") == audit + 5, "and one for all of them")
        #expect(try desk.state("f5") == .passed, "nobody asked about it")
        #expect(try desk.state("other-author") == .open)
        #expect(try list(desk, .spam).count == 4)
        #expect(try desk.queue.verify().faults == [])
        try desk.undo(last: 4, by: "ann")
        #expect(try list(desk).first == "f2+3")
    }

    @Test func `an approval leaves those that something besides the words put further up`() throws {
        let desk = try TestDesk()
        try desk.ingest(Self.mixed)
        let outcome = try decide(desk, ["f3"], .approve)
        #expect(
            outcome.decisions.map(\.comment.id.rawValue).sorted() == ["f1", "f3", "f4"])
        #expect(try desk.state("f2") == .open)
        #expect(try list(desk).first == "f2")
    }

    @Test func `two of one flood named together are decided once`() throws {
        let desk = try TestDesk()
        try desk.ingest(Self.mixed)
        let outcome = try decide(desk, ["f1", "f4", "nobody-1"])
        #expect(outcome.decisions.count == 5)
        #expect(outcome.refused == [])
        #expect(try desk.state("nobody-2") == .open, "who is not known repeats nobody")
    }

    @Test func `where the one that was read is refused, its repeats are left alone`() throws {
        let desk = try TestDesk()
        try desk.ingest(Self.mixed)
        #expect(codes(try decide(desk, ["f1"], revision: 2)) == ["Q002"])
        try desk.decide(["f1"], .approve)
        #expect(codes(try decide(desk, ["f1"])) == ["Q003"])
        #expect(try desk.state("f2") == .open)
    }

    @Test func `no repeat is looked for among all comments`() throws {
        let desk = try TestDesk()
        let plan = try desk.queue.database.read { db in
            try Row.fetchAll(
                db,
                sql: "EXPLAIN QUERY PLAN " + DecisionTarget.select + " WHERE revisionID = 1"
            ).map { $0["detail"] as String }
        }
        #expect(plan.count > 3)
        #expect(plan.allSatisfy { $0.hasPrefix("SEARCH") }, "\(plan)")
    }
}
