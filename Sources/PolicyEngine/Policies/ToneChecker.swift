import Moderation

/// Refuses rules by which tone alone could hold a comment, or queue one at a public body: capitals,
/// exclamation marks, stretched letters and profanity order the queue at most.
///
/// **Source**: `rule-packs.md`, "Tone is never a verdict".
struct ToneChecker {
    let profile: Profile
    let categories: [Category]
    /// By id, former ones too.
    let rules: [RuleID: RuleDescription]

    init(_ profile: Profile, _ categories: [Category], _ rules: some Sequence<RuleDescription>) {
        self.profile = profile
        self.categories = categories
        var named: [RuleID: RuleDescription] = [:]
        for rule in rules { for name in [rule.id] + rule.formerly { named[name] = rule } }
        self.rules = named
    }

    /// What is wrong with a rule; `nil` when it asks for more than tone, or may not act on it.
    func fault(of rule: RuleDescription) -> (message: String, help: String)? {
        guard rule.points > 0, rule.status != .draft, case .category(let id) = rule.subject,
            let ceiling = categories.first(where: { $0.id == id })?.ceiling[profile],
            profile == .government || ceiling > .queue, isToneAlone(rule.check)
        else { return nil }
        return (
            "rule \(rule.id) would bring a comment to '\(ceiling)' for its tone alone",
            "give it the category 'style', or ask for more than tone"
        )
    }

    private func isToneAlone(_ check: RuleDescription.Check) -> Bool {
        switch check {
        case .measure(let check): check.measure.isTone
        case .combine(let combine):
            combine.allOf.allSatisfy(isTone)
                && (combine.anyOf.isEmpty || combine.anyOf.count(where: isTone) >= combine.atLeast)
        case .phrases, .near, .count, .regex: false
        }
    }

    private func isTone(_ part: PlacedText) -> Bool {
        guard let rule = rules[RuleID(part.text)] else { return false }
        if case .category(let id) = rule.subject, id.isTone { return true }
        // Refused elsewhere; it may name itself.
        if case .combine = rule.check { return false }
        return isToneAlone(rule.check)
    }
}

extension CategoryID {
    /// Whether it speaks of how something is said.
    var isTone: Bool { self == "style" || self == "profanity" }
}

extension Measure {
    /// Whether it measures how something is said.
    fileprivate var isTone: Bool {
        switch self {
        case .capitalsShare, .exclamationRun, .repeatedRun: true
        default: false
        }
    }
}
