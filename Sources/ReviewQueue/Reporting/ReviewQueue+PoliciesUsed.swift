import FoundationEssentials
import GRDB
public import Moderation

extension ReviewQueue {
    /// A scope with the policies that judged in its period or were decided by, under the one used last.
    ///
    /// So a period that is over is told alike, whatever policy the desk has later. Where none was used, the
    /// scope keeps its policy, and its list is empty.
    /// - Complexity: O(policies × runs), and O(decisions after the period).
    public func withPoliciesUsed(_ scope: ReportScope) throws -> ReportScope {
        try read { db in
            let period: StatementArguments = [
                "from": scope.from?.milliseconds ?? Int64.min, "to": scope.to.milliseconds,
            ]
            var scope = scope
            scope.policies = try Row.fetchAll(db, sql: Self.selectUsed, arguments: period)
                .map(Self.policyUse)
            if let last = try Row.fetchOne(db, sql: Self.selectLastUsed, arguments: period) {
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
        SELECT digest, profile, firstUsedAt FROM policy WHERE EXISTS
        (SELECT 1 FROM run WHERE run.policyID = policy.policyID
            AND startedAt >= :from AND startedAt < :to)
        OR EXISTS (SELECT 1 FROM decision WHERE decision.policyID = policy.policyID
            AND at >= :from AND at < :to)
        ORDER BY firstUsedAt, policyID
        """

    /// Runs and decisions are numbered as they came; of the newest of each the later.
    private static let selectLastUsed = """
        SELECT digest, profile, firstUsedAt FROM (
            SELECT * FROM (SELECT policyID, startedAt AS at FROM run
                WHERE startedAt >= :from AND startedAt < :to ORDER BY runID DESC LIMIT 1)
            UNION ALL
            SELECT * FROM (SELECT policyID, at FROM decision
                WHERE at >= :from AND at < :to ORDER BY decisionID DESC LIMIT 1))
        JOIN policy USING (policyID) ORDER BY at DESC LIMIT 1
        """
}
