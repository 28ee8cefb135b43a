import Moderation

/// A rule with everything a rule can say.
let fullRule = RuleDetail(
    id: "attack.name-calling", formerly: ["attack.names"], pack: "attack-en",
    title: "Name-calling aimed at a person", subject: "attack", subjectTitle: "Personal attack",
    isLabel: false, points: 3, family: "insults", status: "shadow",
    tellModerator: "Calls somebody names: \"{match}\".",
    tellAuthor: "Please take the name out.",
    looksFor: [
        "first any of the 8 in the list addressed, then the words “clown” or “fool*”"
            + " (a star stands for any ending), at most 5 words between, in the same sentence"
    ],
    exceptions: ["it is part of the words “clown college”"],
    conditions: ["only comments from the source letters"], skips: ["quoted", "links"],
    seesThrough: ["accents", "leet", "masked"],
    examples: [
        RuleDetail.Example(kind: .match, text: "You are such a cl\u{200B}own.", because: nil),
        RuleDetail.Example(
            kind: .noMatch, text: "> you fool\nI disagree.", because: "the words are quoted"),
        RuleDetail.Example(
            kind: .knownMiss, text: "Dropped as a baby, were you?",
            given: ["as a reply", "from the source letters"], because: nil),
    ],
    because: "Aimed at a person and about nothing that was said.", owner: "the editors' desk",
    references: ["comment policy, section 4"], place: "policies/packs/attack-en/pack.yaml:9")

/// The same rule, active, on a desk whose last ingest held it back.
let heldRule: RuleDetail = {
    var rule = fullRule
    rule.status = "active"
    return rule.asRun([ShadowedRule(rule: "attack.names", hits: 80, comments: 200)])
}()

/// A rule that only describes, and says as little as a rule may.
let labelRule = RuleDetail(
    id: "label.question", formerly: [], pack: "labels", title: "Asks a question",
    subject: "question", subjectTitle: "Asks a question", isLabel: true, points: 0,
    family: "question", status: "active", tellModerator: "Asks a question.", tellAuthor: nil,
    looksFor: ["text that fits the pattern \\?"], exceptions: [], conditions: [], skips: [],
    seesThrough: [], examples: [], because: nil, owner: nil, references: [],
    place: "policies/packs/labels/pack.yaml:7")

let creditRule: RuleDetail = {
    var rule = labelRule
    rule.id = "attack.apology"
    rule.title = "Says sorry"
    rule.isLabel = false
    (rule.subject, rule.subjectTitle, rule.family) = ("attack", "Personal attack", "attack")
    rule.points = -1
    rule.status = "off"
    rule.skips = ["links"]
    return rule
}()

private let steps = [
    RouteThreshold(route: .queue, points: 3), RouteThreshold(route: .hold, points: 5),
]

func consequences(points: Int, ceilings: [Route?]) -> [RuleConsequence] {
    zip(Profile.allCases, ceilings).map {
        RuleConsequence(profile: $0, points: points, thresholds: steps, ceiling: $1)
    }
}

let trial = CorpusTrial(
    file: "policies/corpus/benign.jsonl", sentences: 80, profiles: [.government, .publisher],
    failures: [
        CorpusTrial.Failure(comment: "b7", profile: .publisher, route: .queue, rules: ["a.b"])
    ])

let census = PolicyCensus(
    packs: 8, rules: 53, examples: 231,
    names: [PolicyCensus.Name(profile: .government, digest: "91cedeb0026e")])

/// A change that lets some in, some out, and one climb; and the same where nobody has decided.
let replayed = replay(decided: true)
let replayedUndecided = replay(decided: false)
let replayedAlike: PolicyReplay = {
    var replay = PolicyReplay(profile: .government, old: "9f2c41d07a3e", new: "58d39f2699fe")
    replay.add(
        CommentKey(source: "letters", id: "1"), verdict: .approve,
        old: PolicyReplay.Outcome(route: .queue, rules: ["attack.honesty"]),
        new: PolicyReplay.Outcome(route: .queue, rules: ["attack.honesty"]))
    return replay
}()

private func replay(decided: Bool) -> PolicyReplay {
    var replay = PolicyReplay(
        profile: .publisher, old: "9f2c41d07a3e", new: "58d39f2699fe", mostChanges: 5)
    func add(
        _ count: Int, _ old: (Route, [RuleID]), _ new: (Route, [RuleID]), _ verdict: Verdict? = nil
    ) {
        for _ in 0..<count {
            replay.add(
                CommentKey(source: "letters", id: CommentID("\(100 + replay.comments.all)")),
                verdict: decided ? verdict : nil,
                old: PolicyReplay.Outcome(route: old.0, rules: old.1),
                new: PolicyReplay.Outcome(route: new.0, rules: new.1))
        }
    }
    let (calling, honesty): (RuleID, RuleID) = ("attack.name-calling", "attack.honesty")
    add(1204, (.pass, []), (.pass, []))
    add(30, (.queue, [calling]), (.queue, [calling]), .hide)
    add(10, (.queue, [calling]), (.queue, [calling]), .approve)
    add(12, (.pass, []), (.queue, [calling]))
    add(3, (.pass, []), (.queue, [calling]), .approve)
    add(2, (.pass, []), (.queue, [calling]), .spam)
    add(4, (.queue, [honesty]), (.pass, []), .approve)
    add(
        1, (.queue, [honesty, "scam.prize"]), (.reject, ["scam.coin\u{1B}[2J", "scam.prize"]), .hide
    )
    add(2, (.pass, []), (.pass, ["label.question"]))
    add(1, (.queue, ["spam.many-links"]), (.hold, ["spam.many-links"]))
    return replay
}

let comparison = PolicyComparison(
    added: [labelRule], removed: [creditRule],
    changed: [
        PolicyComparison.RuleChange(
            rule: fullRule.id, title: fullRule.title,
            changes: [
                PolicyComparison.Change(what: "points", old: "3", new: "5"),
                PolicyComparison.Change(
                    what: "what authors are told", old: nil, new: "Please take the name out."),
                PolicyComparison.Change(what: "owner", old: "the editors' desk", new: nil),
                PolicyComparison.Change(
                    what: "what it looks for", old: fullRule.looksFor[0],
                    new: "the words “clown” or “fool”"),
            ])
    ],
    lists: [
        PolicyComparison.ListChange(
            list: "attack-en/names_mild", added: ["clown shoe"], removed: ["fool", "goose"])
    ],
    settings: [
        PolicyComparison.Change(what: "threshold of hold, publisher", old: "5", new: "4")
    ],
    files: [
        PolicyComparison.FileChange(
            path: "packs/attack-en/pack.yaml", old: String(repeating: "3f", count: 32),
            new: String(repeating: "a0", count: 32)),
        PolicyComparison.FileChange(
            path: "packs/labels/pack.yaml", old: nil, new: String(repeating: "0b", count: 32)),
    ])
