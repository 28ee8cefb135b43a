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
    ///   - categories: what the policy in force says, as it is published.
    public func transparency(
        _ scope: ReportScope, categoryTitles titles: [CategoryID: String],
        categories: [TransparencyFigures.PublishedCategory],
        rules: [TransparencyFigures.PublishedRule]
    ) throws -> TransparencyFigures {
        try read { db in
            let ledger = try ledger(db, scope, by: .arrival, withFindings: true)
            var figures = TransparencyFigures(
                ledger, titles: titles, setAside: try setAside(db, scope), categories: categories,
                rules: rules)
            figures.began = try Beginning.began(db)
            return figures
        }
    }
}
