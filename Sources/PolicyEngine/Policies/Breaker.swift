public import Moderation

/// Keeps a new or changed rule that suddenly speaks in many comments from acting before somebody
/// has looked at it.
///
/// Only rules with points are asked: a label raises no route.
///
/// **Source**: `rule-packs.md`, "What the engine owes": more than 5 % of the last 200 comments.
public struct Breaker {
    /// How many of the desk's last comments are judged.
    public static let mostComments = 200
    /// With fewer, three comments that happen to be alike would be 5 %.
    private static let fewestComments = 50
    private static let mostPercent = 5

    private let policy: Policy
    /// New and changed rules, in file order.
    private let suspects: [RuleDescription]

    /// - Parameter trusted: the fingerprints of the policy that acted before.
    public init(policy: Policy, trusted: [RuleID: String]) {
        self.policy = policy
        let fingerprints = policy.ruleFingerprints
        suspects = policy.rules.all.map(\.description).filter { rule in
            guard rule.points > 0, let fingerprint = fingerprints[rule.id] else { return false }
            return !rule.names.contains { trusted[$0] == fingerprint }
        }
    }

    /// Whether no rule is new or changed, so that no comment needs to be looked at.
    public var isIdle: Bool { suspects.isEmpty }

    /// The rules that have to run in shadow, in file order.
    ///
    /// - Parameters:
    ///   - comments: the desk's last ones; too few tell nothing.
    ///   - before: in how many of them each rule spoke, by the name it had, when they were judged
    ///     first. A rule that hit much already is not sudden.
    /// - Complexity: one judgement a comment.
    public func tripped(
        by comments: [ArchivedComment], before: [RuleID: Int]
    ) -> [ShadowedRule] {
        guard !isIdle, comments.count >= Self.fewestComments else { return [] }
        let classifier = Classifier(policy: policy)
        var hits: [RuleID: Int] = [:]
        for archived in comments {
            let assessment = classifier.assess(archived.comment, facts: archived.facts)
            for rule in Set(assessment.signals.map(\.rule)) { hits[rule, default: 0] += 1 }
        }
        func isMany(_ count: Int) -> Bool { count * 100 > comments.count * Self.mostPercent }
        return suspects.compactMap { rule in
            let now = hits[rule.id] ?? 0
            let then = rule.names.reduce(0) { $0 + (before[$1] ?? 0) }
            return isMany(now) && !isMany(then)
                ? ShadowedRule(rule: rule.id, hits: now, comments: comments.count) : nil
        }
    }
}

extension Policy {
    /// The same policy with some rules in shadow: they find what they found and give no points.
    ///
    /// The digest stays, as it is the same policy run with more care.
    ///
    /// A combination that names such a rule goes on seeing it, as it sees every rule in shadow, and
    /// gives its own points. It is a rule by itself: its fingerprint changes with those of its
    /// parts, so the breaker has asked how often it speaks, which may be far less often than they.
    public func shadowing(_ ids: Set<RuleID>) -> Policy {
        let rules = rules.all.map { rule in
            guard rule.isActive, ids.contains(rule.description.id) else { return rule }
            var description = rule.description
            description.status = .shadow
            return CompiledRule(
                description: description, check: rule.check,
                exceptOverlapping: rule.exceptOverlapping, exceptForDesk: rule.exceptForDesk,
                exceptAfterWords: rule.exceptAfterWords,
                exceptBeforeWords: rule.exceptBeforeWords,
                waitsForDesk: rule.waitsForDesk)
        }
        return Policy(
            digest: digest, profile: profile, categories: categories, labels: labels, packs: packs,
            files: files, deskLists: deskLists, reads: reads,
            rules: RuleSet(rules, self.rules.lexicon))
    }
}

extension RuleDescription {
    /// The rule's name and those it had.
    fileprivate var names: [RuleID] { [id] + formerly }
}
