import Foundation
import Moderation
import TestSupport
import Testing

@testable import ReviewQueue

@Suite struct DecideTests {
    private func desk() throws -> TestDesk {
        let desk = try TestDesk()
        try desk.ingest([
            judged("c1", "You probe."), judged("c2", "Fine.", .pass), judged("c3", "Probe!", .hold),
        ])
        return desk
    }

    @Test(arguments: [
        (Verdict.approve, nil, ItemState.approved, nil),
        (.approve, "attack", .approved, "attack"), (.hide, "attack", .hidden, "attack"),
        (.spam, nil, .spam, "spam"), (.spam, "scam", .spam, "scam"),
    ])
    func `a verdict makes a decision with all that it stands on`(
        verdict: Verdict, reason: String?, state: ItemState, kept: String?
    ) throws {
        let desk = try desk()
        let outcome = try desk.decide(["c1"], verdict, reason: reason, note: "seen", by: "bo")
        let expected = Decision(
            id: 1, comment: CommentKey("news:c1")!, revision: 1, verdict: verdict, reason: kept,
            note: "seen", by: "bo", at: at(2), policy: testPolicy.digest, profile: .publisher,
            revokes: nil, replies: .tombstone)
        #expect(outcome.decisions == [expected])
        #expect(outcome.refused == [])
        let item = try desk.queue.item(CommentKey("news:c1")!)
        #expect(item.state == state)
        #expect(item.decisions == [expected])
    }

    @Test func `a comment that passed can be decided`() throws {
        let desk = try desk()
        try desk.decide(["c2"], .hide)
        #expect(try desk.state("c2") == .hidden)
    }

    @Test(arguments: [Verdict.hide, .spam])
    func `what the policy never hides a comment for hides none`(verdict: Verdict) throws {
        let desk = try desk()
        let before = try desk.dump()
        var policy = testPolicy
        policy.reasons = HideReasons(
            categories: [
                CategoryTerms(id: "attack", title: "", definition: "", notice: "Yours."),
                CategoryTerms(id: "style", title: "", definition: ""),
            ], labels: ["style", "question"])
        func decide(_ verdict: Verdict, _ reason: String) throws -> DecisionOutcome {
            try desk.queue.decide(
                DecisionRequest(
                    comments: [CommentKey("news:c1")!], verdict: verdict, reason: reason,
                    note: "why", by: "ann"), policy: policy, now: at(2))
        }
        for (reason, code) in [("style", "Q041"), ("question", "Q041"), ("stile", "Q009")] {
            let problem = #expect(throws: Problem.self) { try decide(verdict, reason) }
            #expect(problem?.code == code)
        }
        let named = #expect(throws: Problem.self) { try decide(verdict, "style") }
        #expect(named?.help == "approve it, or name one of: attack, other")
        #expect(try desk.dump() == before)
        #expect(try decide(.approve, "style").decisions.count == 1, "an approval hides nothing")
        #expect(policy.reasons?.never == ["style", "question"])
    }

    @Test func `an incomplete request decides nothing at all`() throws {
        let desk = try desk()
        let before = try desk.dump()
        func code(_ reason: String?, _ note: String?) throws -> String? {
            let request = DecisionRequest(
                comments: [CommentKey("news:c1")!], verdict: .hide, reason: reason, note: note,
                by: "ann")
            return #expect(throws: Problem.self) {
                try desk.queue.decide(request, policy: testPolicy, now: at(2))
            }?.code
        }
        #expect(try code(nil, "because") == "Q004")
        #expect(try code("other", nil) == "Q005")
        #expect(try code("other", "") == "Q005")
        #expect(try desk.dump() == before)
        #expect(try desk.decide(["c1"], .hide, reason: "other", note: "why").decisions.count == 1)
    }

    @Test func `a revision that is no longer the newest is refused`() throws {
        let desk = try desk()
        try desk.ingest([judged("c1", "You edited probe.")], now: at(1.5))
        let outcome = try desk.decide(["c1"], .approve, revision: 1)
        #expect(codes(outcome) == ["Q002"])
        #expect(outcome.refused[0].message.contains("revision 2, not 1"))
        #expect(try desk.count("decision") == 0)
        #expect(try desk.decide(["c1"], .approve, revision: 2).decisions.count == 1)
    }

    @Test func `what somebody decided already is refused and the decision is named`() throws {
        let desk = try desk()
        try desk.decide(["c1"], .hide, by: "bo")
        let outcome = try desk.decide(["c1"], .approve)
        #expect(codes(outcome) == ["Q003"])
        #expect(outcome.refused[0].message.contains("decision 1, hide, by bo"))
        #expect(outcome.refused[0].help == "gavel undo 1 takes it back")
        #expect(try desk.state("c1") == .hidden)
    }

    @Test func `a bulk decision goes through where it can`() throws {
        let desk = try desk()
        try desk.decide(["c3"], .approve)
        let outcome = try desk.decide(["c1", "nowhere", "c3", "c2", "c1"], .spam)
        #expect(outcome.decisions.map(\.comment.id) == ["c1", "c2"])
        #expect(codes(outcome) == ["Q001", "Q003"], "one that is named twice is decided once")
        #expect(try desk.state("c3") == .approved)
        #expect(try desk.queue.verify().faults == [])
    }

    @Test func `an edit after a decision is open again and decided apart`() throws {
        let desk = try desk()
        try desk.decide(["c1"], .approve)
        try desk.ingest([judged("c1", "You edited probe.")], now: at(2.5))
        #expect(try desk.state("c1") == .open)
        let outcome = try desk.decide(["c1"], .hide, now: at(3))
        #expect(outcome.decisions.map(\.revision) == [2])
        try desk.undo([1], now: at(4))
        #expect(
            try desk.rows("SELECT state FROM item ORDER BY revisionID").first == "[state:\"known\"]"
        )
        #expect(try desk.state("c1") == .hidden)
        #expect(try desk.queue.verify().faults == [])
    }

    @Test func `of two people who decide the same comment exactly one wins`() async throws {
        let desk = try TestDesk()
        let ids = (0..<40).map { CommentID("c\($0)") }
        try desk.ingest(ids.map { judged($0, "Probe \($0).") })
        let path = desk.path
        let outcomes = try await withThrowingTaskGroup(of: DecisionOutcome.self) { group in
            for (person, verdict) in [("ann", Verdict.approve), ("bo", .spam)] {
                let queue = try ReviewQueue.open(at: path)
                group.addTask {
                    var all = DecisionOutcome()
                    for id in ids {
                        let request = DecisionRequest(
                            comments: [CommentKey(source: "news", id: id)], verdict: verdict,
                            by: Moderator(person))
                        let one = try queue.decide(request, policy: testPolicy, now: at(2))
                        all.decisions += one.decisions
                        all.refused += one.refused
                    }
                    return all
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        let decided = outcomes.flatMap(\.decisions)
        #expect(decided.count == ids.count)
        #expect(Set(decided.map(\.comment.id)) == Set(ids))
        #expect(outcomes.flatMap(codes) == ids.map { _ in "Q003" })
        #expect(try desk.count("decision") == ids.count)
        #expect(try desk.queue.verify().faults == [])
    }
}
