import Moderation
import Testing

@Suite struct PolicyReplayTests {
    private typealias Outcome = PolicyReplay.Outcome
    private typealias Verdicts = PolicyReplay.Verdicts

    private func replay(mostChanges: Int = .max) -> PolicyReplay {
        PolicyReplay(profile: .publisher, old: "aaaa", new: "bbbb", mostChanges: mostChanges)
    }

    private func key(_ id: CommentID) -> CommentKey { CommentKey(source: "news", id: id) }

    /// Four comments: one comes in, one goes out, one climbs, one stays.
    private func sample() -> PolicyReplay {
        var replay = replay()
        replay.add(
            key("in"), verdict: .hide, old: Outcome(route: .pass, rules: ["a.keeps"]),
            new: Outcome(route: .queue, rules: ["a.gains", "a.keeps"]))
        replay.add(
            key("out"), verdict: .approve, old: Outcome(route: .queue, rules: ["a.loses"]),
            new: Outcome(route: .pass, rules: []))
        replay.add(
            key("climbs"), verdict: nil, old: Outcome(route: .queue, rules: ["a.keeps"]),
            new: Outcome(route: .reject, rules: ["a.keeps"]))
        replay.add(
            key("stays"), verdict: .spam, old: Outcome(route: .hold, rules: ["a.keeps"]),
            new: Outcome(route: .hold, rules: ["a.keeps"]))
        return replay
    }

    @Test func `every comment is counted once, by its way and by what people decided`() {
        let replay = sample()
        #expect(replay.comments == Verdicts(approved: 1, hidden: 1, spam: 1, undecided: 1))
        #expect(replay.routes.values.reduce(0, +) == 4)
        #expect(replay.routes[PolicyReplay.Reroute(old: .queue, new: .reject)] == 1)
        #expect(replay.rerouted == 3 && replay.changed == 3)
    }

    @Test func `what a side sends to a person is held against the decisions`() {
        let replay = sample()
        #expect(replay.old.sent == Verdicts(approved: 1, spam: 1, undecided: 1))
        #expect(replay.new.sent == Verdicts(hidden: 1, spam: 1, undecided: 1))
        #expect(replay.newlySent == Verdicts(hidden: 1))
        #expect(replay.noLongerSent == Verdicts(approved: 1))
        #expect(replay.new.sent.refused == 2 && replay.comments.refused == 2)
    }

    @Test func `a rule is listed where it speaks in other comments, not where it always did`() {
        let rules = sample().rules
        #expect(rules.map(\.rule) == ["a.gains", "a.loses"])
        #expect(rules.map(\.before) == [0, 1] && rules.map(\.after) == [1, 0])
        #expect(rules[0].newlyMatched == 1 && rules[0].newlySent == Verdicts(hidden: 1))
        #expect(rules[1].noLongerMatched == 1 && rules[1].noLongerSent == Verdicts(approved: 1))
    }

    @Test func `as many hits in other comments is a change`() {
        var replay = replay()
        let (some, none) = (
            Outcome(route: .pass, rules: ["a.b"]), Outcome(route: .pass, rules: [])
        )
        replay.add(key("1"), verdict: nil, old: some, new: none)
        replay.add(key("2"), verdict: nil, old: none, new: some)
        #expect(replay.rules.map { [$0.before, $0.after, $0.changed] } == [[1, 1, 2]])
        #expect(replay.rerouted == 0 && replay.changed == 2)
    }

    @Test func `the largest change of route comes first, then the key`() {
        #expect(sample().changes.map(\.comment.id) == ["climbs", "in", "out"])
        #expect(sample().changes[1].gained == ["a.gains"])
    }

    @Test(arguments: [0, 1, 3, 100])
    func `parts add up to the whole, and only so many comments are named`(limit: Int) {
        var whole = replay(mostChanges: limit)
        var sum = replay(mostChanges: limit)
        for part in 0..<10 {
            var batch = replay(mostChanges: limit)
            for number in 0..<7 {
                let id = CommentID("c\((part * 7 + number) * 37 % 70)")
                let routes = Route.allCases
                let verdict = [nil, Verdict.approve, .hide, .spam][(part + number) % 4]
                for index in [0, 1] {
                    let old = Outcome(route: routes[number % 4], rules: [])
                    let new = Outcome(route: routes[part % 4], rules: [RuleID("a.r\(number % 3)")])
                    if index == 0 {
                        whole.add(key(id), verdict: verdict, old: old, new: new)
                    } else {
                        batch.add(key(id), verdict: verdict, old: old, new: new)
                    }
                }
            }
            sum.add(batch)
        }
        #expect(sum.changes == whole.changes && sum.changes.count == min(limit, 70))
        #expect(sum.rules == whole.rules && sum.routes == whole.routes)
        #expect(sum.comments == whole.comments && sum.old == whole.old && sum.new == whole.new)
        #expect(sum.changed == 70 && sum.newlySent == whole.newlySent)
    }
}
