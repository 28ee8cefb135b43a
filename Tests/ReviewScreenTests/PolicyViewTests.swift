import Moderation
import ReviewScreen
import TestSupport
import Testing

private let views: [View] = [
    View(name: "rules") { ruleTable([fullRule, labelRule, creditRule], width: $0, style: $1) },
    View(name: "rules-none") { ruleTable([], width: $0, style: $1) },
    View(name: "rule") {
        ruleView(
            fullRule, consequences: consequences(points: 3, ceilings: [nil, .queue, .hold]),
            width: $0, style: $1)
    },
    View(name: "rule-shadowed") {
        ruleView(
            heldRule, consequences: consequences(points: 3, ceilings: [nil, .queue, .hold]),
            width: $0, style: $1)
    },
    View(name: "rule-label") {
        ruleView(labelRule, consequences: [], width: $0, style: $1)
    },
    View(name: "rule-credit") {
        ruleView(
            creditRule, consequences: consequences(points: -1, ceilings: [nil, .queue, .hold]),
            width: $0, style: $1)
    },
    View(name: "policy-check") { policyCheckView(census, width: $0, style: $1) },
    View(name: "policy-test") {
        policyTestView([fullRule, labelRule], trial: trial, width: $0, style: $1)
    },
    View(name: "policy-replay") {
        policyReplayView(replayed, next: replayNext, width: $0, style: $1)
    },
    View(name: "policy-replay-undecided") {
        policyReplayView(replayedUndecided, next: replayNext, width: $0, style: $1)
    },
    View(name: "policy-replay-alike") {
        policyReplayView(
            replayedAlike, next: ["gavel", "policy", "diff", "old", "new"], width: $0, style: $1)
    },
    View(name: "policy-neutrality") {
        policyNeutralityView(
            neutral, next: ["gavel", "policy", "replay", "my rules"], width: $0, style: $1)
    },
    View(name: "policy-neutrality-unlike") {
        policyNeutralityView(
            notNeutral, withTemplates: true, next: ["gavel", "policy", "show", "attack.a"],
            width: $0, style: $1)
    },
    View(name: "policy-diff") { policyComparisonView(comparison, width: $0, style: $1) },
]

private let replayNext = ["gavel", "explain", "--id", "letters:1266", "--policy", "my rules"]

struct PolicyViewTests {
    @Test(arguments: views, [80, 40])
    func `views of a policy look as recorded`(view: View, width: Int) {
        let plain = view.lines(width, Style(colour: false)).joined(separator: "\n") + "\n"
        expectGolden(plain, "\(view.name)-\(width).txt")
    }

    @Test(arguments: views)
    func `no line of a policy is wider than asked, and colour adds no words`(view: View) {
        for width in [1, 20, 27, 40, 59, 60, 71, 80, 133, 200] {
            for isPlain in [false, true] {
                let plain = view.lines(width, Style(colour: false, plain: isPlain))
                let coloured = view.lines(width, Style(colour: true, plain: isPlain))
                #expect(
                    coloured.map(withoutColours).map { Array($0.utf8) }
                        == plain.map { Array($0.utf8) })
                for line in plain {
                    #expect(columns(line) <= max(width, 20), "\(width): \(line)")
                    #expect(objection(to: line) == nil, "\(width): \(line)")
                }
            }
        }
    }

    @Test func `no view of any rule breaks its width or lets anything through`() {
        var random = SeededGenerator()
        for _ in 0..<200 {
            let text =
                random.text(pieces: 20) + String(decoding: random.bytes(upTo: 20), as: UTF8.self)
            let change = PolicyComparison.Change(
                what: text, old: Bool.random(using: &random) ? text : nil, new: text)
            let rule = RuleDetail(
                id: RuleID(text), formerly: [RuleID(text)], pack: text, title: text, subject: text,
                subjectTitle: text, isLabel: Bool.random(using: &random), points: 2, family: "x",
                status: text, tellModerator: text, tellAuthor: text, looksFor: [text],
                exceptions: [text], conditions: [text], skips: [text], seesThrough: [text],
                examples: [
                    RuleDetail.Example(kind: .match, text: text, given: [text], because: text)
                ],
                because: text, owner: text, references: [text], place: text)
            let difference = PolicyComparison(
                added: [rule], removed: [rule],
                changed: [
                    PolicyComparison.RuleChange(rule: rule.id, title: text, changes: [change])
                ],
                lists: [PolicyComparison.ListChange(list: text, added: [text], removed: [text])],
                settings: [change],
                files: [PolicyComparison.FileChange(path: text, old: text, new: text)])
            var replay = PolicyReplay(
                profile: .publisher, old: PolicyDigest(text), new: PolicyDigest(text))
            replay.add(
                CommentKey(source: SourceName(text), id: CommentID(text)), verdict: .hide,
                old: PolicyReplay.Outcome(route: .pass, rules: []),
                new: PolicyReplay.Outcome(route: .queue, rules: [RuleID(text)]))
            let width = Int.random(in: 20...120, using: &random)
            let style = Style(colour: false, plain: Bool.random(using: &random))
            let lines =
                policyReplayView(replay, next: ["gavel", text], width: width, style: style)
                + ruleTable([rule], width: width, style: style)
                + ruleView(rule, consequences: [], width: width, style: style)
                + policyTestView([rule], trial: nil, width: width, style: style)
                + policyComparisonView(difference, width: width, style: style)
            for line in lines {
                #expect(columns(line) <= width, "\(random) \(width): \(line)")
                #expect(objection(to: line) == nil, "\(random): \(line)")
            }
        }
    }

    /// **Source**: thresholds of 3 for `queue` and 5 for `hold`.
    static let outcomes: [(points: Int, ceiling: Route?, words: String)] = [
        (5, nil, "a label only, whatever the points"),
        (5, .queue, "5 points would do for hold, but queue is the most allowed"),
        (5, .hold, "5 points alone lead to hold, the most allowed"),
        (3, .hold, "3 points alone lead to queue; with others, hold at most"),
        (1, .hold, "1 point alone leads nowhere, queue needs 3; hold at most"),
        (-2, .hold, "it lowers; others may lead to hold at most"),
    ]

    @Test(arguments: outcomes)
    func `what points may lead to is said as it is`(points: Int, ceiling: Route?, words: String) {
        let lines = ruleView(
            fullRule, consequences: consequences(points: points, ceilings: [ceiling]), width: 120,
            style: Style(colour: false))
        #expect(lines.contains("- government: \(words)"))
    }

    @Test func `a replay in plain style is read aloud without columns`() {
        let lines = policyReplayView(
            replayed, next: replayNext, width: 80, style: Style(colour: false, plain: true))
        expectGolden(lines.joined(separator: "\n") + "\n", "policy-replay-plain.txt")
    }

    @Test func `other rules in comments that go the same way are told`() {
        var replay = PolicyReplay(profile: .publisher, old: "aaaa", new: "bbbb")
        replay.add(
            CommentKey(source: "news", id: "1"), verdict: nil,
            old: PolicyReplay.Outcome(route: .pass, rules: []),
            new: PolicyReplay.Outcome(route: .pass, rules: ["label.question"]))
        let lines = policyReplayView(replay, next: [], width: 80, style: Style(colour: false))
        #expect(lines[1] == "every route stays; in 1 comment, other rules would speak")
    }

    @Test func `a share is 100 % only where it is all, and of none there is none`() {
        var replay = PolicyReplay(profile: .publisher, old: "aaaa", new: "bbbb")
        for number in 0..<300 {
            let route: Route = number == 0 ? .pass : .queue
            replay.add(
                CommentKey(source: "news", id: CommentID("\(number)")), verdict: .hide,
                old: PolicyReplay.Outcome(route: route, rules: []),
                new: PolicyReplay.Outcome(route: .queue, rules: []))
        }
        let lines = policyReplayView(replay, next: [], width: 80, style: Style(colour: false))
        #expect(lines.contains { $0.contains(/300 +299 \(99\u{202F}%\) +300 \(100\u{202F}%\)$/) })
        #expect(lines.contains { $0.contains(/approved +0 +- +-$/) })
    }

    @Test func `policies that are the same say so in one line`() {
        var same = PolicyComparison(
            added: [], removed: [], changed: [], lists: [], settings: [], files: [])
        let style = Style(colour: false)
        #expect(
            policyComparisonView(same, width: 80, style: style) == ["the policies are the same"])
        same.files = comparison.files
        #expect(
            policyComparisonView(same, width: 80, style: style).first
                == "the policies judge alike; 2 files differ")
    }

    @Test func `a policy under several profiles has several names`() {
        var census = census
        census.names.append(PolicyCensus.Name(profile: .publisher, digest: "58d39f2699fe"))
        #expect(
            policyCheckView(census, width: 120, style: Style(colour: false)) == [
                "sound: 8 packs, 53 rules, 231 examples, policy 91cedeb0026e (government)"
                    + " and 58d39f2699fe (publisher)"
            ])
    }
}
