public import FoundationEssentials
import GRDB
public import Moderation

extension ReviewQueue {
    /// What names the author of a comment, with an audit row that says who looked.
    ///
    /// - Throws: `Problem` Q001, or Q034 where nothing is known, or not any more.
    public func authorDetails(
        of key: CommentKey, by actor: Moderator, now: Date
    ) throws -> AuthorDetails {
        try write { db in
            let author = try AuthorStore.author(db, of: key)
            let row = try Row.fetchOne(
                db, sql: "SELECT * FROM authorDetail WHERE authorID = ?", arguments: [author])
            guard let row else {
                throw Problem.queue(
                    .unknownAuthor, "the details of the author of '\(key)' were purged",
                    help: "they come back with the author's next new comment")
            }
            try AuditChain.append(
                db, at: now, by: actor, action: "author-details", subject: "comment \(key)",
                detail: [:])
            return AuthorDetails(
                externalID: row["externalID"], name: row["name"], email: row["email"],
                address: row["address"])
        }
    }
}

extension AuthorStore {
    /// - Throws: `Problem` Q001, or Q034 for a comment whose source said nothing of its author.
    static func author(_ db: Database, of key: CommentKey) throws -> Int64 {
        let comment = try DecisionTarget.find(db, key).commentID
        let author = try Int64.fetchOne(
            db, sql: "SELECT authorID FROM comment WHERE commentID = ?", arguments: [comment])
        guard let author else {
            throw Problem.queue(
                .unknownAuthor, "the source of '\(key)' said nothing of its author")
        }
        return author
    }

    /// Whether anything here names an author.
    static func isNamed(_ db: Database, _ author: Int64) throws -> Bool {
        try Bool.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT EXISTS (SELECT 1 FROM authorDetail WHERE authorID = ?1)
                    OR EXISTS (SELECT 1 FROM formerAuthor WHERE authorID = ?1)
                    """), arguments: [author])!
    }
}
