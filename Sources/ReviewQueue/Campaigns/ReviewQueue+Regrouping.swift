import FoundationEssentials
import GRDB
public import Moderation

extension ReviewQueue {
    /// Whether what every comment says is kept as this version reads it.
    public func hasCurrentWordings() throws -> Bool {
        try read {
            try Int.fetchOne($0, sql: "SELECT version FROM wordingMethod") == Wording.method
        }
    }

    /// Makes all wordings and their groups anew from the newest revisions, in one transaction; what
    /// was judged by the old ones is judged again at the end of the run.
    ///
    /// - Parameters:
    ///   - wording: reads what a comment says.
    ///   - progress: told how many comments were read so far.
    /// - Complexity: O(comments).
    public func regroup(
        by wording: (Comment) -> Wording?, progress: (Int) throws -> Void
    ) throws {
        try write { db in
            for table in ["lateWording", "commentWording", "wording", "wordingGroup", "keyRun"] {
                try db.execute(sql: "DELETE FROM \(table)")
            }
            var store = WordingStore(db, try WordingMemory(db))
            var count = 0
            let rows = try Row.fetchCursor(
                db, sql: ArchivedRow.select + " ORDER BY comment.commentID")
            while let row = try rows.next() {
                try store.note(wording(ArchivedRow.comment(row)), commentID: row["commentID"])
                count += 1
                guard count % Self.commentsPerFlush == 0 else { continue }
                try store.flush()
                try progress(count)
            }
            try store.flush()
            for statement in Self.markAll { try db.execute(sql: statement) }
            try db.execute(
                sql: "UPDATE wordingMethod SET version = ?", arguments: [Wording.method])
        }
    }

    private static let commentsPerFlush = 500

    /// What said the same may have changed for every comment.
    private static let markAll = [
        "INSERT INTO lateWording (wordingID, since) SELECT wordingID, \(Int64.min) FROM wording",
        """
        INSERT OR REPLACE INTO lateAuthor (authorID, since) SELECT authorID, min(writtenAt)
        FROM comment WHERE authorID IS NOT NULL GROUP BY authorID
        """,
    ]
}
