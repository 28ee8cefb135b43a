public import Moderation

extension Classifier {
    /// The route of a comment and every rule that spoke, in shadow or not, those for labels too.
    ///
    /// - Complexity: as `assess`.
    public func outcome(
        of comment: Comment, facts: CommentFacts = CommentFacts()
    ) -> PolicyReplay.Outcome {
        let judgement = judge(comment, facts)
        let spoke = Set(judgement.findings.hits.map(\.rule)).map {
            policy.rules.all[$0].description
        }
        return PolicyReplay.Outcome(
            route: judgement.assessment.route,
            rules: spoke.filter { $0.status != .draft }.map(\.id).sorted())
    }
}

extension Policy {
    /// The present name of each rule that had another one, by its old name.
    public var presentNames: [RuleID: RuleID] {
        var names: [RuleID: RuleID] = [:]
        for rule in rules.all.map(\.description) {
            for former in rule.formerly { names[former] = rule.id }
        }
        return names
    }
}
