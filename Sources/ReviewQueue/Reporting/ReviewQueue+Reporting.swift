import FoundationEssentials
import GRDB
public import Moderation

extension ReviewQueue {
    /// The figures of a period: comments by the day they were written (or read, where a source gives
    /// no date), decisions by the day they were made.
    ///
    /// All figures come from one reading transaction, so they agree with each other.
    public func summary(
        _ scope: ReportScope, categoryTitles titles: [CategoryID: String]
    ) throws -> SummaryFigures {
        try read { db in
            let ledger = try ledger(db, scope, withFindings: true)
            return SummaryFigures(ledger, titles: titles, setAside: try setAside(db, scope))
        }
    }

    /// How many records the runs of a period could not read.
    func setAside(_ db: Database, _ scope: ReportScope) throws -> Int {
        try Int.fetchOne(
            db,
            sql: """
                SELECT COUNT(*) FROM setAside JOIN run USING (runID)
                WHERE startedAt >= ? AND startedAt < ?
                """,
            arguments: [scope.from?.milliseconds ?? Int64.min, scope.to.milliseconds])!
    }
}
