import FoundationEssentials
import GRDB
import Moderation

/// Reads revisions as they leave the desk.
struct ExportedRow {
    private let db: Database
    private let namesAuthors: Bool

    init(_ db: Database, namesAuthors: Bool) {
        self.db = db
        self.namesAuthors = namesAuthors
    }

    /// - Parameter revisions: what comes before `CROSS JOIN comment`, with `revision` in it; read in its
    ///   own order, whatever the other tables are.
    func select(from revisions: String, where condition: String) -> String {
        """
        SELECT revision.revisionID, revision.number, revision.text, revision.format, contentHash,
        editedAt, ingestedAt, source.name AS sourceName, comment.externalID, comment.parent,
        comment.createdAt, lower(hex(author.key)) AS authorKey, article.url, article.title,
        NULL AS body, item.state, assessment.route, assessment.score,
        policy.digest AS policyDigest, decision.decisionID, decision.verdict, decision.reason,
        decision.moderator, decision.at AS decidedAt, snapshot.hash AS originalHash,
        \(Schema.isPurged("original", "revision.snapshotID")) AS isOriginalPurged
        \(namesAuthors ? ", authorDetail.authorID AS detailID, authorDetail.externalID AS account, authorDetail.name, email, address" : "")
        FROM \(revisions) CROSS JOIN comment ON comment.commentID = revision.commentID
        JOIN source ON source.sourceID = comment.sourceID
        JOIN item ON item.revisionID = revision.revisionID
        JOIN assessment ON assessment.assessmentID = item.assessmentID
        JOIN policy ON policy.policyID = assessment.policyID
        JOIN snapshot ON snapshot.snapshotID = revision.snapshotID
        LEFT JOIN article ON article.articleID = revision.articleID
        LEFT JOIN decision ON decision.decisionID = item.decisionID
        LEFT JOIN author ON author.authorID = comment.authorID
        \(namesAuthors ? "LEFT JOIN authorDetail ON authorDetail.authorID = comment.authorID" : "")
        WHERE \(condition) ORDER BY revision.revisionID
        """
    }

    func comment(_ row: Row) throws -> ExportedComment {
        let text: String = row["text"]
        // No text is empty but by a purge, so that others need not be asked about.
        let purged = text.isEmpty ? try PurgeLog.purged(db, revision: row["revisionID"]) : nil
        return ExportedComment(
            comment: CommentKey(
                source: SourceName(row["sourceName"] as String),
                id: CommentID(row["externalID"] as String)),
            revision: row["number"], text: purged == nil ? text : nil,
            format: BodyFormat(rawValue: row["format"]) ?? .plain, purged: purged,
            parent: (row["parent"] as String?).map { CommentID($0) }, author: author(row),
            article: ArchivedRow.article(row), createdAt: date(row["createdAt"]),
            editedAt: date(row["editedAt"]), ingestedAt: Date(milliseconds: row["ingestedAt"]),
            route: Route(rawValue: row["route"]) ?? .queue, score: row["score"],
            state: ItemState(rawValue: row["state"]) ?? .open,
            policy: PolicyDigest(row["policyDigest"] as String), decision: decision(row),
            contentHash: hex(row["contentHash"] as Data),
            originalHash: hex(row["originalHash"] as Data),
            isOriginalPurged: row["isOriginalPurged"])
    }

    private func date(_ milliseconds: Int64?) -> Date? {
        milliseconds.map { Date(milliseconds: $0) }
    }

    private func author(_ row: Row) -> ExportedAuthor? {
        guard let key = row["authorKey"] as String?, !key.isEmpty else { return nil }
        return ExportedAuthor(key: key, details: namesAuthors ? Self.details(row) : nil)
    }

    /// Of a row that has `detailID` and the columns of `authorDetail`, its id as `account`.
    static func details(_ row: Row) -> AuthorDetails? {
        guard row["detailID"] as Int64? != nil else { return nil }
        return AuthorDetails(
            externalID: row["account"], name: row["name"], email: row["email"],
            address: row["address"])
    }

    private func decision(_ row: Row) -> StandingDecision? {
        guard let id = row["decisionID"] as Int64? else { return nil }
        return StandingDecision(
            id: id, verdict: Verdict(rawValue: row["verdict"]) ?? .undo, reason: row["reason"],
            by: Moderator(row["moderator"] as String), at: Date(milliseconds: row["decidedAt"]))
    }
}
