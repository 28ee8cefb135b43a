import FoundationEssentials
import GRDB
public import Moderation

extension ReviewQueue {
    /// The decisions and undos after one, oldest first; empty at the end.
    ///
    /// A number is given when a decision is written, by one writer after the other, so that none comes
    /// later with a lower one.
    /// - Parameter conditions: the source of the comment, and when it was decided.
    /// - Throws: `Problem` E006.
    /// - Complexity: O(limit × log decisions) where all fit: a batch, so that an export holds no more
    ///   than one.
    public func decisions(
        after last: Int64, limit: Int, _ conditions: ExportConditions = ExportConditions()
    ) throws -> [Decision] {
        try read { db in
            var parts = ["decision.decisionID > ?"]
            if let source = conditions.source {
                // With a plus, so that SQLite keeps to the order of decisions.
                parts.append("+comment.sourceID = \(try ExportSelection.id(db, of: source))")
            }
            if let from = conditions.from { parts.append("decision.at >= \(from.milliseconds)") }
            if let to = conditions.to { parts.append("decision.at < \(to.milliseconds)") }
            return try Row.fetchAll(
                db.cachedStatement(
                    sql: DecisionRow.select + " WHERE " + parts.joined(separator: " AND ")
                        + " ORDER BY decision.decisionID LIMIT ?"),
                arguments: [last, limit]
            ).map(DecisionRow.decision)
        }
    }
}
