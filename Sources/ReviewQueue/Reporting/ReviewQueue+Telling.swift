import FoundationEssentials
import GRDB
public import Moderation

extension ReviewQueue {
    /// What waits, and what changed in the scope's period.
    public func tonight(_ scope: ReportScope) throws -> TonightFigures {
        try read { db in
            let ledger = try ledger(db, scope, withFindings: false)
            let first = try ledger.gravest.prefix(TonightFigures.mostFirst).map { text in
                let row = try Row.fetchOne(
                    db.cachedStatement(
                        sql: """
                            SELECT name, externalID FROM comment JOIN source USING (sourceID)
                            WHERE commentID = ?
                            """), arguments: [text.comment])!
                return TonightFigures.First(
                    comment: CommentKey(
                        source: SourceName(row["name"] as String),
                        id: CommentID(row["externalID"] as String)),
                    severity: text.severity, route: text.route, arrivedAt: text.arrivedAt)
            }
            let lastIngest = try Int64.fetchOne(
                db, sql: "SELECT MAX(finishedAt) FROM run WHERE finishedAt < ?",
                arguments: [scope.to.milliseconds])
            return TonightFigures(
                ledger, first: first, setAside: try setAside(db, scope),
                lastIngest: lastIngest.map { Date(milliseconds: $0) })
        }
    }

    /// What the public is told of a month.
    ///
    /// - Parameters:
    ///   - titles: what categories are called.
    ///   - categories: what the policy in use says, as it is published.
    public func transparency(
        _ scope: ReportScope, categoryTitles titles: [CategoryID: String],
        categories: [TransparencyFigures.PublishedCategory],
        rules: [TransparencyFigures.PublishedRule]
    ) throws -> TransparencyFigures {
        try read { db in
            let ledger = try ledger(db, scope, by: .arrival, withFindings: true)
            let policies = try Row.fetchAll(
                db,
                sql: """
                    SELECT digest, profile, firstUsedAt FROM policy WHERE policyID IN
                    (SELECT policyID FROM run WHERE startedAt >= :from AND startedAt < :to UNION
                    SELECT policyID FROM decision WHERE at >= :from AND at < :to)
                    ORDER BY firstUsedAt, policyID
                    """,
                arguments: [
                    "from": scope.from?.milliseconds ?? Int64.min, "to": scope.to.milliseconds,
                ]
            ).map { row in
                TransparencyFigures.PolicyUse(
                    digest: PolicyDigest(row["digest"] as String),
                    profile: Profile(rawValue: row["profile"]) ?? .government,
                    firstUsedAt: Date(milliseconds: row["firstUsedAt"]))
            }
            var figures = TransparencyFigures(
                ledger, titles: titles, setAside: try setAside(db, scope), policies: policies,
                categories: categories, rules: rules)
            figures.began = try Beginning.began(db)
            guard let last = policies.last, last.digest != scope.policy else { return figures }
            // The words of a policy that was not in force are not published as if it had been.
            (figures.summary.scope.policy, figures.summary.scope.profile) = (
                last.digest, last.profile
            )
            (figures.categories, figures.rules) = ([], [])
            return figures
        }
    }
}
