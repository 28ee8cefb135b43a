import Moderation
import PolicyEngine
import TestSupport
import Testing

@Suite struct BreakerTests {
    private static func rule(
        _ id: String, _ word: String, strength: String = "medium", more: [String] = []
    ) -> ProbeRule {
        ProbeRule(
            id: id, strength: strength, find: "{phrases: [\(word)]}", match: word, more: more)
    }

    /// So many comments, the first of them with a word.
    private func comments(_ count: Int, saying word: String, in hits: Int) -> [ArchivedComment] {
        (0..<count).map { number in
            ArchivedComment(
                key: CommentKey(source: "news", id: CommentID("c\(number)")),
                comment: Comment(text: number < hits ? "The \(word) hall" : "The bench"))
        }
    }

    private let old: ProbePolicy = ProbePolicy(rule("probe.a", "marble"))

    private func tripped(
        _ new: ProbePolicy, hits: Int, of count: Int = 200, before: [RuleID: Int] = [:]
    ) throws -> [ShadowedRule] {
        let breaker = Breaker(policy: try new.load(), trusted: try old.load().ruleFingerprints)
        return breaker.tripped(by: comments(count, saying: "slate", in: hits), before: before)
    }

    private let added = ProbePolicy(rule("probe.a", "marble"), rule("probe.b", "slate"))

    @Test(arguments: [(0, 200, false), (10, 200, false), (11, 200, true), (200, 200, true)])
    func `a new rule trips at more than 5 % of the comments`(
        hits: Int, count: Int, trips: Bool
    ) throws {
        let expected = ShadowedRule(rule: "probe.b", hits: hits, comments: count)
        #expect(try tripped(added, hits: hits, of: count) == (trips ? [expected] : []))
    }

    @Test func `fewer than 50 comments tell nothing`() throws {
        #expect(try tripped(added, hits: 49, of: 49) == [])
        #expect(try tripped(added, hits: 3, of: 50).map(\.hits) == [3])
        #expect(try tripped(added, hits: 2, of: 50) == [])
    }

    @Test func `a changed rule trips, and a rule that does what it did does not`() throws {
        let wider = ProbePolicy(
            ProbeRule(id: "probe.a", find: "{phrases: [marble, slate]}", match: "marble"))
        #expect(try tripped(wider, hits: 20).map(\.rule) == ["probe.a"])
        let slate = ProbePolicy(Self.rule("probe.b", "slate"))
        func breaker(_ new: ProbeRule) throws -> Breaker {
            Breaker(
                policy: try ProbePolicy(new).load(), trusted: try slate.load().ruleFingerprints)
        }
        let renamed = Self.rule("probe.c", "slate", more: ["formerly: [probe.b]"])
        for same in [Self.rule("probe.b", "slate", more: ["owner: the clerk"]), renamed] {
            #expect(try breaker(same).isIdle)
            #expect(
                try breaker(same).tripped(by: comments(200, saying: "slate", in: 99), before: [:])
                    == [])
        }
        // A second rule of the same kind doubles the points: it is new.
        #expect(try !breaker(Self.rule("probe.c", "slate")).isIdle)
    }

    @Test func `what hit as much before is not sudden, whatever it was called`() throws {
        let renamed = ProbePolicy(
            Self.rule("probe.b", "slate", more: ["formerly: [probe.x, probe.y]"]))
        for before: [RuleID: Int] in [
            ["probe.b": 11], ["probe.x": 11], ["probe.x": 6, "probe.y": 5],
        ] { #expect(try tripped(renamed, hits: 60, before: before) == [], "\(before)") }
        #expect(try tripped(renamed, hits: 60, before: ["probe.x": 10, "probe.z": 99]).count == 1)
    }

    @Test func `a rule that gives no points never trips`() throws {
        for quiet in [
            Self.rule("probe.b", "slate", strength: "{credit: 2}"),
            Self.rule("probe.b", "slate", more: ["status: shadow"]),
            Self.rule("probe.b", "slate", more: ["status: draft"]),
            ProbeRule(
                id: "probe.b", label: "question", find: "{phrases: [slate]}", match: "slate"),
        ] { #expect(try tripped(ProbePolicy(quiet), hits: 200) == []) }
    }

    @Test func `a rule in shadow finds what it found and gives nothing`() throws {
        let policy = try added.load()
        let shadowed = policy.shadowing(["probe.b"])
        #expect(shadowed.digest == policy.digest && shadowed.files == policy.files)
        let comment = Comment(text: "The slate hall")
        let (loud, quiet) = (
            Classifier(policy: policy).assess(comment), Classifier(policy: shadowed).assess(comment)
        )
        #expect(loud.route == .queue && quiet.route == .pass)
        #expect(quiet.categories == [] && quiet.score == 0)
        #expect(quiet.signals.map(\.span) == loud.signals.map(\.span))
        #expect(quiet.signals.map(\.points) == [0] && quiet.signals.map(\.status) == [.shadow])
        #expect(Classifier(policy: shadowed).assess(Comment(text: "Marble")).route == .queue)
    }

    @Test func `a combination sees a part in shadow, and is asked for itself`() throws {
        func policy(_ phrase: String) throws -> Policy {
            try ProbePolicy(
                ProbeRule(
                    id: "probe.b", category: "pii", find: "{phrases: [slate, \(phrase)]}",
                    match: "slate"), Self.rule("probe.d", "hall", strength: "hint"),
                ProbeRule(
                    id: "probe.c", find: "{combine: {all_of: [probe.b, probe.d]}}",
                    match: "slate hall", twin: "hall")
            ).load()
        }
        let (before, after) = (try policy("basalt"), try policy("granite"))
        let breaker = Breaker(policy: after, trusted: before.ruleFingerprints)
        let comments = comments(200, saying: "slate", in: 100)
        #expect(
            breaker.tripped(by: comments, before: [:]).map(\.rule) == ["probe.b", "probe.c"])
        // Where the combination hit already, it acts on.
        #expect(breaker.tripped(by: comments, before: ["probe.c": 90]).map(\.rule) == ["probe.b"])
        let assessment = Classifier(policy: after.shadowing(["probe.b"]))
            .assess(Comment(text: "The slate hall"))
        #expect(assessment.categories.map(\.category) == ["spam"])
        #expect(assessment.route == .queue)
    }

    @Test func `an outcome names every rule that spoke, those for labels and in shadow too`() throws
    {
        let policy = try ProbePolicy(
            Self.rule("probe.b", "slate"), Self.rule("probe.a", "slate", more: ["status: shadow"]),
            Self.rule("probe.c", "slate", more: ["status: draft"]),
            ProbeRule(
                id: "probe.l", label: "question", find: "{phrases: [hall]}", match: "hall"),
            Self.rule("probe.x", "marble", more: ["formerly: [probe.v, probe.w]"])
        ).load()
        #expect(
            Classifier(policy: policy).outcome(of: Comment(text: "Slate and slate in the hall"))
                == PolicyReplay.Outcome(route: .queue, rules: ["probe.a", "probe.b", "probe.l"]))
        #expect(policy.presentNames == ["probe.v": "probe.x", "probe.w": "probe.x"])
    }
}
