import Foundation
import Moderation
import Testing

@testable import ReviewQueue

@Suite struct BeginningTests {
    @Test func `a desk begins with its first text`() throws {
        let desk = try TestDesk()
        #expect(try desk.queue.began() == nil)
        try desk.ingest([judged("a", "A.", createdAt: at(-500))], now: at(5))
        try desk.ingest([judged("b", "B.")], now: at(9))
        #expect(try desk.queue.began() == at(5), "when it arrived, not when it was written")
    }

    @Test func `a rule acts since the first policy that had it was in use`() throws {
        let desk = try TestDesk()
        try desk.ingest([judged("a", "A."), judged("b", "B."), judged("c", "C.")])
        for (id, digest, rules, hour) in [
            ("a", "bbbb", ["a.one": "1"], 10), ("b", "cccc", ["a.one": "2", "a.two": "1"], 20),
            ("c", "bbbb", ["a.one": "1"], 30),
        ] as [(CommentID, PolicyDigest, [RuleID: String], Double)] {
            _ = try desk.queue.decide(
                DecisionRequest(
                    comments: [CommentKey(source: "news", id: id)], verdict: .approve, by: "bo"),
                policy: PolicyRecord(
                    digest: digest, profile: .publisher, files: "[]", rules: rules), now: at(hour))
        }
        let since = try desk.queue.rulesSince("cccc")
        #expect(since.rules == ["a.one": at(10), "a.two": at(20)])
        #expect(since.policy == at(20))
        #expect(try desk.queue.rulesSince("dddd").policy == nil, "it never judged")
    }
}
