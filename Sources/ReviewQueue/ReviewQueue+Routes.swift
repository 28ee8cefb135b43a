import GRDB
public import Moderation

extension ReviewQueue {
    /// How many comments the machine suggested which route for, in their newest revision.
    ///
    /// - Complexity: O(comments).
    public func routeCounts() throws -> [Route: Int] {
        try read { db in
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT rank, COUNT(*) AS comments FROM item JOIN comment
                    ON latestRevisionID = revisionID GROUP BY rank
                    """)
            return rows.reduce(into: [:]) { counts, row in
                counts[QueueRank.route(row["rank"])] = row["comments"]
            }
        }
    }
}
