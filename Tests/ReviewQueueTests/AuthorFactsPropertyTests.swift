import Foundation
import GRDB
import Moderation
import TestSupport
import Testing

@testable import ReviewQueue

/// Facts follow from what is on the desk, never from how it came there.
@Suite struct AuthorFactsPropertyTests {
    private struct Written {
        var id: String
        var author: String?
        /// Hours.
        var time: Double
    }

    private struct Decided {
        var id: String
        var verdict: Verdict
        var time: Double
        var undone: Double?
    }

    /// Few authors and few times, so that they meet and collide often.
    private func comments(_ random: inout SeededGenerator) -> [Written] {
        let times: [Double] = [0, 0, 1.0 / 60, 0.5, 1, 1, 24, 24.01, 25, 2200]
        return (0..<Int.random(in: 1...30, using: &random)).map { index in
            Written(
                id: "c\(index)", author: ["Ada", "Bo", nil].randomElement(using: &random)!,
                time: times.randomElement(using: &random)!)
        }
    }

    private func decisions(
        _ comments: [Written], _ random: inout SeededGenerator
    ) -> [Decided] {
        comments.shuffled(using: &random).prefix(8).map { comment in
            let time = [0.2, 1, 24, 2199].randomElement(using: &random)!
            return Decided(
                id: comment.id, verdict: [.approve, .hide, .spam].randomElement(using: &random)!,
                time: time, undone: Bool.random(using: &random) ? time + 0.5 : nil)
        }
    }

    private func judgedComment(_ comment: Written) -> JudgedComment {
        judged(
            CommentID(comment.id), "Text of \(comment.id).", createdAt: at(comment.time),
            author: comment.author.map { Author(name: $0) })
    }

    private func desk(
        _ comments: [Written], batches: [Int], _ decisions: [Decided]
    ) throws -> TestDesk {
        let desk = try TestDesk()
        try desk.ingest(comments.map(judgedComment), batches: batches)
        for decision in decisions {
            let made = try desk.decide(
                [CommentID(decision.id)], decision.verdict, now: at(decision.time))
            if let undone = decision.undone {
                try desk.undo([made.decisions[0].id], now: at(undone))
            }
        }
        return desk
    }

    /// The definition of `AuthorFacts`, read word by word.
    private func expected(
        _ comment: Written, _ comments: [Written], _ decisions: [Decided]
    ) -> AuthorFacts? {
        guard comment.author != nil else { return nil }
        let before = comments.filter {
            $0.author == comment.author && ($0.time, $0.id) < (comment.time, comment.id)
        }
        func within(_ seconds: Double) -> Int {
            before.count {
                Int((at(comment.time).timeIntervalSince(at($0.time)) * 1000).rounded())
                    <= Int(seconds * 1000)
            }
        }
        var facts = AuthorFacts()
        facts.seen = before.count
        facts.firstSeen = before.map { at($0.time) }.min()
            .map { Date(milliseconds: $0.milliseconds) }
        (facts.lastMinute, facts.lastHour, facts.lastDay) = (
            within(60), within(3600), within(86400)
        )
        for decision in decisions
        where decision.time <= comment.time && decision.undone ?? .infinity > comment.time
            && before.contains(where: { $0.id == decision.id })
        {
            let isRefused = decision.verdict != .approve
            if isRefused { facts.refused += 1 } else { facts.approved += 1 }
            guard comment.time - decision.time <= 90 * 24 else { continue }
            facts.decidedLately += 1
            if isRefused { facts.refusedLately += 1 }
        }
        return facts
    }

    @Test func `any split and any order of the comments gives the same facts`() throws {
        var random = SeededGenerator()
        for _ in 0..<40 {
            let comments = comments(&random)
            let decisions = decisions(comments, &random)
            let sizes = (0..<3).map { _ in Int.random(in: 1...9, using: &random) }
            let ordered = try desk(comments, batches: [.max], decisions)
            let mixed = try desk(comments.shuffled(using: &random), batches: sizes, decisions)
            for comment in comments {
                let key = CommentKey(source: "news", id: CommentID(comment.id))
                let facts = try ordered.queue.authorFacts(of: key)
                #expect(facts == expected(comment, comments, decisions), "\(random) \(key)")
                #expect(try mixed.queue.authorFacts(of: key) == facts, "\(random) \(key)")
            }
            #expect(try mixed.queue.verify().faults == [])
        }
    }

    @Test func `comments in flight count as if they were on the desk`() throws {
        var random = SeededGenerator()
        for _ in 0..<40 {
            let comments = comments(&random)
            let desk = try TestDesk()
            var unkept = UnkeptComments()
            var waiting: [[Written]] = []
            var rest = comments[...]
            var last: [(Written, AuthorFacts?)] = []
            while !rest.isEmpty {
                let batch = Array(rest.prefix(Int.random(in: 1...6, using: &random)))
                rest = rest.dropFirst(batch.count)
                let facts = try desk.queue.authorFacts(
                    of: batch.map { (CommentID($0.id), judgedComment($0).comment) },
                    isNew: batch.map { _ in true }, source: "news", readAt: at(0), besides: &unkept)
                last = Array(zip(batch, facts))
                waiting.append(batch)
                while waiting.count > Int.random(in: 0...3, using: &random) {
                    try desk.ingest(waiting.removeFirst().map(judgedComment))
                    unkept.forgetOldest()
                }
            }
            // Whoever came last saw all the others.
            for (comment, facts) in last {
                #expect(facts == expected(comment, comments, []), "\(random) \(comment.id)")
            }
        }
    }
}
