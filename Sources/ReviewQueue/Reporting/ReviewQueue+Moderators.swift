public import FoundationEssentials
import GRDB
public import Moderation

extension ReviewQueue {
    /// What people did in a period, with an audit row that says who looked.
    ///
    /// - Parameters:
    ///   - only: the one person who is shown; `nil` for everybody.
    ///   - actor: who looks; whether they may is for the desk's roles to say.
    /// - Complexity: O(n log n) of the period's acts, and O(texts and decisions of the desk).
    public func moderators(
        _ scope: ReportScope, only: Moderator?, by actor: Moderator, now: Date
    ) throws -> ModeratorFigures {
        // First the row: nobody looks without one.
        try write { db in
            var detail = ["to": String(scope.to.milliseconds)]
            detail["from"] = scope.from.map { String($0.milliseconds) }
            try AuditChain.append(
                db, at: now, by: actor, action: RecordsFigures.Access.Kind.moderators.rawValue,
                subject: only.map { "moderator \($0)" } ?? "all moderators", detail: detail)
        }
        return try read { db in
            ModeratorFigures(
                try ledger(db, scope, withFindings: false),
                acts: try Self.acts(db, scope), only: only)
        }
    }

    private static func acts(_ db: Database, _ scope: ReportScope) throws -> ModeratorActs {
        let period: StatementArguments = [
            "from": scope.from?.milliseconds ?? Int64.min, "to": scope.to.milliseconds,
        ]
        // Who left a comment to somebody else is kept nowhere: nobody has to say why.
        let moments = ["act", "opinion", "appealAnswer", "reportAnswer"].map {
            "SELECT moderator, at FROM \($0) WHERE at >= :from AND at < :to"
        }
        return ModeratorActs(
            moments: try Row.fetchAll(
                db, sql: moments.joined(separator: " UNION ALL "), arguments: period
            ).map {
                ModeratorActs.Moment(
                    by: Moderator($0[0] as String), at: Date(milliseconds: $0[1]))
            },
            opinions: try Row.fetchAll(
                db,
                sql: """
                    SELECT decision.moderator, opinion.moderator,
                    (decision.verdict = 'approve') = (opinion.verdict = 'approve')
                    FROM opinion JOIN decision USING (decisionID)
                    WHERE opinion.at >= :from AND opinion.at < :to ORDER BY opinionID
                    """, arguments: period
            ).map {
                ModeratorActs.Opinion(
                    first: Moderator($0[0] as String), second: Moderator($0[1] as String),
                    agrees: $0[2])
            },
            overturned: try Int64.fetchSet(
                db,
                sql: """
                    SELECT decisionID FROM appealAnswer JOIN appeal USING (appealID)
                    WHERE outcome = 'restore' AND appealAnswer.at < ?
                    """, arguments: [scope.to.milliseconds]))
    }
}
