import GRDB
import Moderation

/// Marks what was judged before something came that was written earlier, or may have been.
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
    func mark(_ commentID: Int64, joined: Bool, hasAuthor: Bool) throws {
        if hasAuthor { try markAuthor(commentID) }
        try markWording(commentID, joined: joined)
    }

    private func markAuthor(_ commentID: Int64) throws {
        try db.cachedStatement(
            sql: """
                INSERT INTO lateAuthor (authorID, since) SELECT authorID, writtenAt
                FROM comment AS mine WHERE commentID = ? AND authorID IS NOT NULL AND EXISTS
                (SELECT 1 FROM comment AS later WHERE later.authorID = mine.authorID
                AND (later.writtenAt, later.externalID) > (mine.writtenAt, mine.externalID))
                ON CONFLICT (authorID) DO UPDATE SET since = min(since, excluded.since)
                """
        ).execute(arguments: [commentID])
    }

    /// Marks whatever says nearly the same as a comment says now, where a rule asks.
    func markWording(_ commentID: Int64, joined: Bool) throws {
        guard asksForNearDuplicates else { return }
        try db.cachedStatement(
            sql: """
                INSERT INTO lateWording (wordingID, since)
                SELECT wordingID, CASE WHEN ?2 THEN \(Int64.min) ELSE writtenAt END
                FROM commentWording JOIN wording USING (wordingID)
                WHERE commentID = ?1 AND words >= \(Campaign.fewestWords)
                ON CONFLICT (wordingID) DO UPDATE SET since = min(since, excluded.since)
                """
        ).execute(arguments: [commentID, joined])
    }

    /// Something to judge again: an author's later comments, those of wordings near each other, or a
    /// reply whose parent came after it.
    enum Mark {
        case author(Int64)
        /// A revision.
        case reply(Int64)
        /// A group, or a wording without one, which has a group's number to itself.
        case group(Int64, since: Int64)
    }

    static func marks(_ db: Database) throws -> [Mark] {
        try Int64.fetchAll(db, sql: "SELECT authorID FROM lateAuthor ORDER BY authorID")
            .map(Mark.author)
            + Row.fetchAll(
                db,
                sql: """
                    SELECT coalesce(groupID, wordingID) AS number, min(since) FROM lateWording
                    JOIN wording USING (wordingID) GROUP BY number ORDER BY number
                    """
            ).map { .group($0[0], since: $0[1]) }
            + Int64.fetchAll(
                db,
                sql:
                    "SELECT revisionID FROM lateParent WHERE assessmentID IS NULL ORDER BY revisionID"
            ).map(Mark.reply)
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
        case .reply(let revision):
            // Not one that was edited since: then its text was read when it came.
            try Int64.fetchAll(
                db.cachedStatement(
                    sql: "SELECT commentID FROM comment JOIN revision USING (commentID)"
                        + " WHERE revisionID = ? AND revisionID = latestRevisionID"),
                arguments: [revision])
        case .group(let number, let since):
            try Int64.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT commentID FROM wording CROSS JOIN commentWording USING (wordingID)
                        WHERE wordingID IN (\(CampaignMembership.wordings))
                        AND writtenAt >= ? ORDER BY writtenAt, commentID
                        """), arguments: [number, number, number, since])
        }
    }

    static func remove(_ db: Database, _ mark: Mark) throws {
        switch mark {
        case .author(let id):
            try db.cachedStatement(sql: "DELETE FROM lateAuthor WHERE authorID = ?")
                .execute(arguments: [id])
        case .reply(let revision):
            try db.cachedStatement(
                sql: "DELETE FROM lateParent WHERE revisionID = ? AND assessmentID IS NULL"
            ).execute(arguments: [revision])
        case .group(let number, _):
            try db.cachedStatement(
                sql: """
                    DELETE FROM lateWording WHERE wordingID IN (\(CampaignMembership.wordings))
                    """
            ).execute(arguments: [number, number, number])
        }
    }
}
