import Moderation
import TestSupport
import Testing

@testable import Reports

private let rule = RuleDetail(
    id: "attack.names", formerly: ["attack.old"], pack: "attack-en", title: "Calls \"names\"",
    subject: "attack", subjectTitle: "Personal attack", isLabel: false, points: 3,
    family: "attack", status: "active", tellModerator: "Says \"{match}\".", tellAuthor: nil,
    looksFor: ["the word “clown”"], exceptions: [], conditions: [], skips: ["quoted"],
    seesThrough: ["leet"],
    examples: [
        RuleDetail.Example(kind: .match, text: "You cl\u{200B}own.", because: nil),
        RuleDetail.Example(kind: .noMatch, text: "A clown.", because: "a real one"),
    ], because: nil, owner: "desk", references: [], place: "packs/attack-en/pack.yaml:9")

private let label: RuleDetail = {
    var label = rule
    (label.id, label.subject, label.isLabel, label.points) = ("label.q", "question", true, 0)
    label.title = "=SUM(1)"
    return label
}()

@Suite struct PolicyJSONTests {
    private func pretty(_ body: (inout JSONWriter) -> Void) -> String {
        var json = JSONWriter(layout: .pretty)
        body(&json)
        json.endLine()
        return json.text
    }

    @Test func `policy list has the same members for categories and labels`() {
        expectGolden(pretty { $0.ruleList([rule, label]) }, "policy-list.json")
        expectGolden(CSVWriter.ruleList([rule, label]).text, "policy-list.csv")
        #expect(pretty { $0.ruleList([]) } == "[]\n")
    }

    @Test func `policy show has all that is known`() {
        let steps = [RouteThreshold(route: .queue, points: 3)]
        let consequences = [
            RuleConsequence(profile: .government, points: 3, thresholds: steps, ceiling: nil),
            RuleConsequence(profile: .publisher, points: 3, thresholds: steps, ceiling: .queue),
        ]
        expectGolden(
            pretty { $0.ruleDetail(rule, consequences: consequences) }, "policy-show.json")
    }

    @Test func `a replay has figures, rules and comments, and CSV has the comments`() {
        var replay = PolicyReplay(profile: .publisher, old: "9f2c41d07a3e", new: "58d39f2699fe")
        replay.add(
            CommentKey(source: "news", id: "=1"), verdict: .hide,
            old: PolicyReplay.Outcome(route: .pass, rules: ["a.lost", "a.same"]),
            new: PolicyReplay.Outcome(route: .queue, rules: ["a.one", "a.same", "a.two"]))
        replay.add(
            CommentKey(source: "news", id: "2"), verdict: nil,
            old: PolicyReplay.Outcome(route: .hold, rules: ["a.same"]),
            new: PolicyReplay.Outcome(route: .pass, rules: ["a.same"]))
        expectGolden(pretty { $0.policyReplay(replay) }, "policy-replay.json")
        expectGolden(CSVWriter.policyReplay(replay).text, "policy-replay.csv")
    }

    @Test func `a trial of neutrality has every difference with both sentences`() {
        var trial = NeutralityTrial(
            files: [
                NeutralityTrial.File(
                    path: "neutrality/pairs-en.yaml", language: "en", templates: 1, sentences: 4)
            ], groups: 2, hardNegatives: 1, notSwaps: 0, refusedWords: 112)
        var result = NeutralityTrial.Result(profile: .publisher, policy: "9f2c41d07a3e")
        result.equalGroups = 1
        result.routes = [.pass: 3, .queue: 1]
        result.quotations = 5
        func side(_ route: Route, _ points: [NeutralityTrial.Answer.Points], _ text: String)
            -> NeutralityTrial.Side
        {
            NeutralityTrial.Side(
                answer: NeutralityTrial.Answer(route: route, points: points, labels: ["question"]),
                text: text, rules: points.isEmpty ? [] : ["attack.a"],
                members: [NeutralityTrial.Member(stance: "for", targets: ["drivers", "the lane"])])
        }
        result.differences = [
            NeutralityTrial.Difference(
                kind: .sides, place: Problem.Place(file: "neutrality/pairs-en.yaml", line: 7),
                template: "lane", form: "plain", profile: .publisher,
                usual: side(.pass, [], "Drivers \"win\"."),
                other: side(.queue, [.init(category: "attack", points: 3)], "Drivers lose."))
        ]
        result.stopped = [
            NeutralityTrial.Stopped(
                kind: .hardNegative, place: Problem.Place(file: "hard-negatives.yaml", line: 3),
                id: "watts", text: "A sentence.", profile: .publisher, route: .hold, mayBe: .pass,
                rules: ["threat.a"])
        ]
        trial.results = [result]
        expectGolden(pretty { $0.neutralityTrial(trial) }, "policy-neutrality.json")
    }

    @Test func `policy diff says null where nothing was`() {
        let comparison = PolicyComparison(
            added: [label], removed: [],
            changed: [
                PolicyComparison.RuleChange(
                    rule: rule.id, title: rule.title,
                    changes: [PolicyComparison.Change(what: "owner", old: nil, new: "desk")])
            ],
            lists: [
                PolicyComparison.ListChange(list: "attack-en/names", added: ["clown"], removed: [])
            ],
            settings: [PolicyComparison.Change(what: "family cap, publisher", old: "5", new: "4")],
            files: [PolicyComparison.FileChange(path: "categories.yaml", old: "3f", new: nil)])
        expectGolden(pretty { $0.policyComparison(comparison) }, "policy-diff.json")
    }
}
