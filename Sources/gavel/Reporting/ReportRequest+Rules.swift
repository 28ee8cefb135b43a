import Moderation
import PolicyEngine
import Reports
import ReviewQueue

extension ReportRequest {
    func rules() throws -> String {
        let queue = try desk.openQueue()
        return try ruleReport(
            RuleFigures(
                queue.ledger(scope, withFindings: true), inUse: rulesInUse(queue),
                began: queue.began()), as: format)
    }

    /// The rules that find something for a category, as the desk's last ingest ran them.
    private func rulesInUse(_ queue: ReviewQueue) throws -> [RuleFigures.RuleInUse] {
        let since = try queue.rulesSince(policy.digest)
        return try PolicySource(of: desk, chosen: nil)
            .details(of: policy, in: [], shadowed: queue.shadowedRules())
            .filter { !$0.isLabel && ["active", "shadow"].contains($0.status) }
            .map { rule in
                let consequence = policy.consequences(of: rule, under: [policy.profile]).first
                return RuleFigures.RuleInUse(
                    rule: rule.id, formerly: rule.formerly, category: CategoryID(rule.subject),
                    title: rule.title, isActive: rule.status == "active",
                    canRoute: consequence.map { $0.points > 0 && $0.ceiling != nil } ?? false,
                    since: ([rule.id] + rule.formerly).compactMap { since.rules[$0] }.min()
                        ?? since.policy)
            }
    }
}
