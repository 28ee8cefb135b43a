import GRDB
public import Moderation

extension ReviewQueue {
    /// The decisions and undos after one, oldest first; empty at the end.
    ///
    /// - Complexity: O(limit × log decisions): a batch, so that an export holds no more than one.
    public func decisions(after last: Int64, limit: Int) throws -> [Decision] {
        try read { db in
            try Row.fetchAll(
                db.cachedStatement(
                    sql: DecisionRow.select
                        + " WHERE decisionID > ? ORDER BY decisionID LIMIT ?"),
                arguments: [last, limit]
            ).map(DecisionRow.decision)
        }
    }
}
