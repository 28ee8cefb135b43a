import GRDB
import Moderation

/// Marks what was judged before something came that was written earlier.
///
/// A mark stands in the transaction that made it necessary and goes with the one that has judged
/// again, so that a run which is cut off leaves nothing undone: the next one does it.
struct LateFacts {
    private let db: Database
    private let asksForNearDuplicates: Bool

    init(_ db: Database, asksForNearDuplicates: Bool) {
        self.db = db
        self.asksForNearDuplicates = asksForNearDuplicates
    }

    /// Marks the author if later comments of theirs are here, and, where a rule asks, whatever says
    /// nearly the same.
    ///
    /// - Parameter joined: groups of wordings became one by it.
    func mark(_ commentID: Int64, joined: Bool) throws {
        try db.cachedStatement(
            sql: """
                INSERT INTO lateAuthor (authorID, since) SELECT authorID, writtenAt
                FROM comment AS mine WHERE commentID = ? AND authorID IS NOT NULL AND EXISTS
                (SELECT 1 FROM comment AS later WHERE later.authorID = mine.authorID
                AND (later.writtenAt, later.externalID) > (mine.writtenAt, mine.externalID))
                ON CONFLICT (authorID) DO UPDATE SET since = min(since, excluded.since)
                """
        ).execute(arguments: [commentID])
        guard asksForNearDuplicates else { return }
        try db.cachedStatement(
            sql: """
                INSERT INTO lateWording (wordingID, since)
                SELECT wordingID, CASE WHEN ?2 THEN \(Int64.min) ELSE writtenAt END
                FROM commentWording WHERE commentID = ?1
                ON CONFLICT (wordingID) DO UPDATE SET since = min(since, excluded.since)
                """
        ).execute(arguments: [commentID, joined])
    }

    /// Something to judge again: an author's later comments, or those like a wording.
    enum Mark {
        case author(Int64)
        case wording(Int64)
    }

    static func marks(_ db: Database) throws -> [Mark] {
        try Int64.fetchAll(db, sql: "SELECT authorID FROM lateAuthor ORDER BY authorID")
            .map(Mark.author)
            + Int64.fetchAll(db, sql: "SELECT wordingID FROM lateWording ORDER BY wordingID")
            .map(Mark.wording)
    }

    /// The comments that a mark speaks of, in the order they were written.
    static func comments(_ db: Database, _ mark: Mark) throws -> [Int64] {
        switch mark {
        case .author(let author):
            try Int64.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT commentID FROM lateAuthor JOIN comment USING (authorID)
                        WHERE authorID = ? AND writtenAt >= since ORDER BY writtenAt, externalID
                        """), arguments: [author])
        case .wording(let wording):
            try Int64.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT commentID FROM lateWording AS late
                        CROSS JOIN wording AS own USING (wordingID) CROSS JOIN wording AS near
                        CROSS JOIN commentWording AS other
                        WHERE late.wordingID = ? AND near.wordingID IN (SELECT own.wordingID
                            UNION SELECT wordingID FROM wording WHERE groupID = own.groupID)
                        AND other.wordingID = near.wordingID AND writtenAt >= since
                        ORDER BY writtenAt, commentID
                        """), arguments: [wording])
        }
    }

    static func remove(_ db: Database, _ mark: Mark) throws {
        switch mark {
        case .author(let id):
            try db.cachedStatement(sql: "DELETE FROM lateAuthor WHERE authorID = ?")
                .execute(arguments: [id])
        case .wording(let id):
            try db.cachedStatement(sql: "DELETE FROM lateWording WHERE wordingID = ?")
                .execute(arguments: [id])
        }
    }
}
