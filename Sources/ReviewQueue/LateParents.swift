import FoundationEssentials
import GRDB
import Moderation

/// Brings a reply and the comment it answers together, whichever came first.
///
/// A reply without the text it answers is judged as it is, since a passage that it quotes may be its
/// own words for all the desk knows; once the text comes the reply is judged again, once.
struct LateParents {
    private let db: Database
    private let sourceID: Int64
    /// Whether any reply awaits its parent; on most desks none does.
    private var areAwaited: Bool

    init(_ db: Database, source: Int64) throws {
        self.db = db
        sourceID = source
        areAwaited =
            try Bool.fetchOne(
                db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM awaitedParent)")) ?? false
    }

    /// Notes a reply whose parent nobody has read yet, or that it waits no more.
    mutating func note(_ comment: Comment, commentID: Int64, isEdit: Bool) throws {
        guard let parent = comment.parent else { return }
        let arguments: StatementArguments = [sourceID, parent.rawValue, commentID]
        if comment.parentText == nil {
            // One whose text was purged is here all the same, and nobody waits for it.
            try db.cachedStatement(
                sql: """
                    INSERT OR IGNORE INTO awaitedParent (sourceID, parent, commentID)
                    SELECT ?1, ?2, ?3 WHERE NOT EXISTS
                    (SELECT 1 FROM comment WHERE sourceID = ?1 AND externalID = ?2)
                    """
            ).execute(arguments: arguments)
            areAwaited = true
        } else if isEdit {
            try db.cachedStatement(
                sql: """
                    DELETE FROM awaitedParent WHERE sourceID = ? AND parent = ? AND commentID = ?
                    """
            ).execute(arguments: arguments)
        }
    }

    /// Gives a new comment to the replies that came before it; they are to be judged again.
    func arrive(_ id: CommentID, revision: Int64) throws {
        guard areAwaited else { return }
        let arguments: StatementArguments = [sourceID, id.rawValue]
        let replies = try Int64.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT latestRevisionID FROM awaitedParent JOIN comment USING (commentID)
                    WHERE awaitedParent.sourceID = ? AND awaitedParent.parent = ?
                    """), arguments: arguments)
        guard !replies.isEmpty else { return }
        for reply in replies {
            try db.cachedStatement(
                sql: """
                    INSERT OR IGNORE INTO lateParent (revisionID, parentRevisionID) VALUES (?, ?)
                    """
            ).execute(arguments: [reply, revision])
        }
        try db.cachedStatement(sql: "DELETE FROM awaitedParent WHERE sourceID = ? AND parent = ?")
            .execute(arguments: arguments)
    }

    /// Notes that an assessment knew what a revision answers.
    static func settle(_ db: Database, revision: Int64, by assessment: Int64) throws {
        try db.cachedStatement(
            sql: """
                UPDATE lateParent SET assessmentID = ? WHERE revisionID = ? AND assessmentID IS NULL
                """
        ).execute(arguments: [assessment, revision])
    }

    /// What a revision was judged against: the text that came with it, else that of its late parent;
    /// nothing where that was purged.
    static let parentText = """
        CASE WHEN \(Schema.isPurged("answered", "revision.revisionID")) THEN NULL
        ELSE coalesce(revision.parentText, (SELECT answered.text FROM lateParent
        JOIN revision AS answered ON answered.revisionID = lateParent.parentRevisionID
        WHERE lateParent.revisionID = revision.revisionID
        AND NOT \(Schema.isPurged("text", "parentRevisionID")))) END
        """

    /// Whether a revision is still to be judged with the text it answers.
    static let isToJudge = """
        EXISTS (SELECT 1 FROM lateParent WHERE lateParent.revisionID = latestRevisionID
        AND assessmentID IS NULL)
        """

    /// Where what is kept of late parents does not follow from the comments.
    static let faults = [
        // A reply is put under another comment, or given another text.
        """
        SELECT lateParent.revisionID FROM lateParent
        JOIN revision AS mine ON mine.revisionID = lateParent.revisionID
        JOIN comment AS reply ON reply.commentID = mine.commentID
        JOIN revision AS theirs ON theirs.revisionID = parentRevisionID
        JOIN comment AS answered ON answered.commentID = theirs.commentID
        WHERE answered.sourceID <> reply.sourceID OR answered.externalID IS NOT reply.parent
        OR mine.parentText IS NOT NULL
        """,
        """
        SELECT commentID FROM (SELECT * FROM awaitedParent EXCEPT \(Schema.awaited))
        UNION ALL SELECT commentID FROM (\(Schema.awaited) EXCEPT SELECT * FROM awaitedParent)
        """,
    ]
}
