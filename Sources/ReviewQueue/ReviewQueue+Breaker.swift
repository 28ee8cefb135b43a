public import FoundationEssentials
import GRDB
public import Moderation

/// The policy whose rules all act on the desk, and so the measure of what is new.
public struct TrustedPolicy: Sendable, Equatable {
    public var digest: PolicyDigest
    public var profile: Profile
    /// The fingerprint of each active rule; empty for a policy kept before there were any.
    public var rules: [RuleID: String]
}

/// The desk's last comments, with what was found in them when they came.
public struct RecentComments: Sendable {
    /// Newest arrival first.
    public var comments: [ArchivedComment]
    /// In how many of them each rule spoke.
    public var hits: [RuleID: Int]
}

extension ReviewQueue {
    /// The policy that last judged with all its rules; `nil` on a desk that has judged nothing.
    public func trustedPolicy() throws -> TrustedPolicy? {
        try read { db in
            try Row.fetchOne(
                db,
                sql: """
                    SELECT digest, profile, rules FROM run JOIN policy USING (policyID)
                    WHERE NOT EXISTS
                    (SELECT 1 FROM shadowedRule WHERE shadowedRule.runID = run.runID)
                    ORDER BY runID DESC LIMIT 1
                    """
            ).map { row in
                TrustedPolicy(
                    digest: PolicyDigest(row["digest"] as String),
                    profile: Profile(rawValue: row["profile"]) ?? .government,
                    rules: try PolicyStore.rules(row["rules"]))
            }
        }
    }

    /// The newest revisions in the order they came.
    ///
    /// What a rule found while the breaker held it in shadow does not count, or it would let the
    /// same rule act the next time; what a rule found that its pack keeps in shadow does: it was put
    /// there to be looked at.
    /// - Complexity: O(limit): reads revisions from the end.
    public func recentComments(_ limit: Int) throws -> RecentComments {
        try read { db in
            let rows = try Row.fetchAll(db, sql: Self.selectRecent, arguments: [limit])
            var hits: [RuleID: Int] = [:]
            for row in rows {
                let rules = try String.fetchAll(
                    db.cachedStatement(
                        sql: """
                            SELECT DISTINCT rule FROM revision JOIN signal ON assessmentID =
                            (SELECT min(assessmentID) FROM assessment
                            WHERE assessment.revisionID = revision.revisionID)
                            WHERE revision.revisionID = ? AND NOT EXISTS
                            (SELECT 1 FROM shadowedRule WHERE shadowedRule.runID = revision.runID
                            AND shadowedRule.rule = signal.rule)
                            """), arguments: [row["revisionID"] as Int64])
                for rule in rules { hits[RuleID(rule), default: 0] += 1 }
            }
            return RecentComments(comments: rows.map(ArchivedRow.archived), hits: hits)
        }
    }

    /// From the end of `revision`, which the condition on its comment lets SQLite walk.
    static let selectRecent =
        ArchivedRow.select
        + " WHERE comment.commentID = revision.commentID ORDER BY revision.revisionID DESC LIMIT ?"

    /// The rules that ran in shadow in the newest run, in the order of their ids.
    public func shadowedRules() throws -> [ShadowedRule] {
        try read { db in
            let run = try Int64.fetchOne(db, sql: "SELECT MAX(runID) FROM run")
            return try run.map { try RunStore.shadowed(db, in: $0) } ?? []
        }
    }

    /// Writes down that the new and changed rules of a run's policy may act, whether or not the run
    /// will keep anything.
    public func trust(_ run: inout IngestRun, now: Date) throws {
        let started = run
        run.id = try write { db in
            let id = try RunStore.begin(db, started, now: now)
            try AuditChain.append(
                db, at: now, by: started.actor, action: "trust", subject: RunStore.subject(id),
                detail: ["policy": started.policy.digest.rawValue])
            return id
        }
    }
}
