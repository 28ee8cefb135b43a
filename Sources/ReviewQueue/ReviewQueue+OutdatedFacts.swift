import FoundationEssentials
import GRDB
public import Moderation

extension ReviewQueue {
    /// Comments whose newest revision was judged by other facts than the desk has now: a comment
    /// written before them came later, or they were judged before authors were known by a key.
    ///
    /// - Parameter last: the comment to go on after, from the answer before.
    /// - Returns: those among the next `limit` comments that have authors, and where to go on; `nil`
    ///   at the end.
    /// - Complexity: three statements however large the limit is.
    public func commentsWithOtherFacts(
        after last: Int64 = 0, among limit: Int = 1000
    ) throws -> (comments: [CommentKey], next: Int64?) {
        try read { db in
            let rows = try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT commentID, name, externalID, comment.authorID, writtenAt, facts
                        FROM comment JOIN source USING (sourceID)
                        JOIN item ON item.revisionID = latestRevisionID
                        JOIN assessment USING (assessmentID)
                        WHERE commentID > ? AND authorID IS NOT NULL ORDER BY commentID LIMIT ?
                        """), arguments: [last, limit])
            var spans: [Int64: AuthorHistory.Span] = [:]
            for row in rows {
                let time: Int64 = row["writtenAt"]
                spans[row["authorID"], default: .init(first: time, last: time)].reach(time)
            }
            let histories = try AuthorHistory.load(db, spans)
            let others = rows.filter { row in
                let place = CommentPlace(time: row["writtenAt"], id: row["externalID"])
                let facts = histories[row["authorID"]]?.facts(at: place)
                return StoredFacts.author(row["facts"]) != facts
            }
            let keys = others.map {
                CommentKey(
                    source: SourceName($0["name"] as String),
                    id: CommentID($0["externalID"] as String))
            }
            return (keys, rows.count < limit ? nil : rows.last?["commentID"])
        }
    }
}
