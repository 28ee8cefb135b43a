import GRDB

/// Finds the assessment that a decision was made on, whatever was judged again since.
///
/// Assessments have no time of their own, but their numbers grow, and the log has every judging again
/// among the decisions in the order they came in.
/// **Never** outlives the transaction.
final class DecidedOn {
    private let db: Database
    private var known: [Judging]?

    init(_ db: Database) { self.db = db }

    /// A judging again, and where it stands among the decisions.
    private struct Judging {
        /// The newest decision before it; 0 for none.
        var decision: Int64
        /// The first assessment that it wrote.
        var first: Int64
    }

    /// The newest assessment of the decided revision that was there when the decision was made.
    ///
    /// - Parameter decision: the number of one that is there.
    /// - Complexity: O(judgings again) for a revision that was judged again, and the first time O(log);
    ///   else O(log decisions).
    func assessment(of decision: Int64) throws -> Int64 {
        let newestFirst = try Int64.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT assessmentID FROM decision JOIN assessment USING (revisionID)
                    WHERE decisionID = ? ORDER BY assessmentID DESC
                    """), arguments: [decision])
        let first = newestFirst[newestFirst.count - 1]
        guard newestFirst.count > 1,
            let next = try judgings().first(where: { $0.decision >= decision })
        else { return newestFirst[0] }
        return newestFirst.first { $0 < next.first } ?? first
    }

    /// Oldest first.
    private func judgings() throws -> [Judging] {
        if let known { return known }
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT decision, detail FROM (SELECT seq, action, detail,
                coalesce(max(CASE action WHEN 'decide'
                THEN CAST(substr(subject, length('decision ') + 1) AS INTEGER) END)
                OVER (ORDER BY seq), 0) AS decision FROM audit WHERE action IN ('decide', ?1))
                WHERE action = ?1 ORDER BY seq
                """, arguments: [JudgedAgainLog.action])
        let judgings = rows.compactMap { row -> Judging? in
            let range = AuditChain.fields(row["detail"])["assessments"]?.split(separator: "-")
            return (range?.first).flatMap { Int64($0) }.map {
                Judging(decision: row["decision"], first: $0)
            }
        }
        known = judgings
        return judgings
    }
}
