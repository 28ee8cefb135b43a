import FoundationEssentials
import GRDB
public import Moderation

extension ReviewQueue {
    /// A scope with the policies that judged in its period or were decided by, under the one used last.
    ///
    /// So a period that is over is told alike, whatever policy the desk has later. Where none was used, the
    /// scope keeps its policy, and its list is empty.
    /// - Complexity: O(policies × runs).
    public func withPoliciesUsed(_ scope: ReportScope) throws -> ReportScope {
        try read { db in
            let period: StatementArguments = [
                "from": scope.from?.milliseconds ?? Int64.min, "to": scope.to.milliseconds,
            ]
            var scope = scope
            let rows = try Row.fetchAll(db, sql: Self.selectUsed, arguments: period)
            scope.policies = rows.map(Self.policyUse)
            // Of those used last at the same moment the newest.
            let last = rows.reversed().max { ($0["lastUsedAt"] as Int64) < $1["lastUsedAt"] }
            if let last {
                let use = Self.policyUse(last)
                (scope.policy, scope.profile) = (use.digest, use.profile)
            }
            return scope
        }
    }

    private static func policyUse(_ row: Row) -> ReportScope.PolicyUse {
        ReportScope.PolicyUse(
            digest: PolicyDigest(row["digest"] as String),
            profile: Profile(rawValue: row["profile"]) ?? .government,
            firstUsedAt: Date(milliseconds: row["firstUsedAt"]))
    }

    private static let selectUsed = """
        SELECT digest, profile, firstUsedAt, (SELECT max(at) FROM (
            SELECT max(startedAt) AS at FROM run WHERE run.policyID = policy.policyID
                AND startedAt >= :from AND startedAt < :to
            UNION ALL SELECT max(at) FROM decision WHERE decision.policyID = policy.policyID
                AND at >= :from AND at < :to)) AS lastUsedAt
        FROM policy WHERE lastUsedAt IS NOT NULL ORDER BY firstUsedAt, policyID
        """
}
