import FoundationEssentials
import GRDB
import Moderation

/// Reads how comments stand at sites.
enum SiteStore {
    /// Notes what a source says of a comment; a row changes only with what it says.
    static func see(_ db: Database, _ status: String?, of commentID: Int64, now: Date) throws {
        guard let status else { return }
        try db.cachedStatement(
            sql: """
                INSERT INTO siteState (commentID, first, status, seenAt) VALUES (?, ?, ?, ?)
                ON CONFLICT (commentID) DO UPDATE SET status = excluded.status,
                seenAt = excluded.seenAt WHERE status IS NOT excluded.status
                """
        ).execute(arguments: [commentID, status, status, now.milliseconds])
    }

    /// How a comment stands at each site that was told of it or said what it did.
    static func standings(_ db: Database, ofComment id: Int64, _ key: CommentKey) throws
        -> [SiteStanding]
    {
        try String.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT target FROM siteOrder WHERE commentID = :comment
                    UNION SELECT target FROM siteResult WHERE commentID = :comment ORDER BY target
                    """), arguments: ["comment": id]
        ).compactMap(SiteTarget.init).map { try standing(db, ofComment: id, key, at: $0) }
    }

    static func standing(
        _ db: Database, ofComment id: Int64, _ key: CommentKey, at target: SiteTarget
    ) throws -> SiteStanding {
        var standing = SiteStanding(comment: key, target: target)
        let order = try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT decisionID, action, at FROM siteOrder
                    WHERE commentID = ? AND target = ? ORDER BY siteOrderID DESC LIMIT 1
                    """), arguments: [id, target.rawValue])
        standing.order = order.flatMap { row in
            SiteAction(rawValue: row["action"]).map {
                SiteStanding.Order(
                    decision: row["decisionID"], action: $0, at: Date(milliseconds: row["at"]))
            }
        }
        for row in try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT * FROM siteResult WHERE commentID = ? AND target = ?
                    ORDER BY answeredAt, siteResultID
                    """), arguments: [id, target.rawValue])
        {
            guard let result = result(row, key) else { continue }
            if result.outcome.took { standing.shown = result }
            let order = standing.order
            if result.decision == order?.decision, result.action == order?.action {
                standing.answer = result
            }
        }
        let seen = try Row.fetchOne(
            db.cachedStatement(sql: "SELECT * FROM siteState WHERE commentID = ?"),
            arguments: [id])
        standing.earlierStatus = seen?["first"]
        standing.seenStatus = seen?["status"]
        standing.seenAt = seen.map { Date(milliseconds: $0["seenAt"]) }
        return standing
    }

    private static func result(_ row: Row, _ key: CommentKey) -> SiteResult? {
        guard let target = SiteTarget(rawValue: row["target"]),
            let action = SiteAction(rawValue: row["action"]),
            let outcome = SiteResult.Outcome(rawValue: row["outcome"])
        else { return nil }
        return SiteResult(
            comment: key, target: target, decision: row["decisionID"], action: action,
            outcome: outcome, detail: row["detail"], at: Date(milliseconds: row["answeredAt"]))
    }

    /// The comments that `:target` was told of, but for those where its newest answer that took is to
    /// the newest order and no ingest found anything since: nothing but a decision makes news of them.
    static let unsettled = """
        SELECT told.commentID FROM siteOrder AS told LEFT JOIN siteState USING (commentID)
        WHERE told.target = :target AND told.siteOrderID = (
            SELECT MAX(siteOrderID) FROM siteOrder AS one
            WHERE one.commentID = told.commentID AND one.target = told.target)
        AND (siteState.status IS NOT NULL OR NOT EXISTS (
            SELECT 1 FROM siteResult AS answer
            WHERE answer.decisionID = told.decisionID AND answer.action = told.action
            AND answer.siteResultID = (
                SELECT siteResultID FROM siteResult AS took
                WHERE took.commentID = told.commentID AND took.target = told.target
                AND took.outcome <> 'failed' ORDER BY answeredAt DESC, siteResultID DESC LIMIT 1)))
        """

    /// What was decided on a comment's newest text.
    ///
    /// `stands` is whether any decision on any text of it does.
    private static let select = """
        SELECT externalID, source.name AS sourceName,
        decision.decisionID, decision.verdict, decision.reason,
        (SELECT MAX(decisionID) FROM revision AS any JOIN decision USING (revisionID)
            WHERE any.commentID = comment.commentID) AS lastID,
        EXISTS (SELECT 1 FROM revision AS any JOIN decision AS one USING (revisionID)
            WHERE any.commentID = comment.commentID AND one.verdict <> 'undo' AND NOT EXISTS
            (SELECT 1 FROM decision AS later WHERE later.revokes = one.decisionID)) AS stands
        FROM comment JOIN source USING (sourceID)
        JOIN item ON item.revisionID = latestRevisionID
        LEFT JOIN decision ON decision.decisionID = item.decisionID
        WHERE comment.commentID = ?
        """

    /// The newest text as it came and where it stands: read only for what is told.
    private static let selectText = """
        SELECT revision.text, snapshot.bytes, article.url FROM comment
        JOIN revision ON revision.revisionID = latestRevisionID
        JOIN snapshot ON snapshot.snapshotID = revision.snapshotID
        LEFT JOIN article ON article.articleID = revision.articleID
        WHERE comment.commentID = ?
        """

    /// What the desk wants of a comment, and what its site is to be told for that, if anything.
    static func wish(
        _ db: Database, _ id: Int64, at target: SiteTarget
    ) throws -> (standing: SiteStanding, next: WriteBackAction?) {
        let row = try Row.fetchOne(db.cachedStatement(sql: select), arguments: [id])!
        let key = CommentKey(
            source: SourceName(row["sourceName"] as String),
            id: CommentID(row["externalID"] as String))
        let standing = try standing(db, ofComment: id, key, at: target)
        let wish: SiteWish =
            switch (row["verdict"] as String?).flatMap(Verdict.init) {
            case .approve: .done(.approve)
            case .hide: .done(.hide)
            case .spam: .done(.spam)
            case .undo, nil:
                row["lastID"] as Int64? == nil || row["stands"] ? .none : .asBefore
            }
        guard let action = standing.next(for: wish),
            let decision = row["decisionID"] as Int64? ?? row["lastID"]
        else { return (standing, nil) }
        let text = try Row.fetchOne(db.cachedStatement(sql: selectText), arguments: [id])!
        return (
            standing,
            WriteBackAction(
                comment: key, decision: decision, action: action, reason: row["reason"],
                earlierStatus: standing.earlierStatus, url: text["url"], text: text["text"],
                original: [UInt8](text["bytes"] as Data))
        )
    }
}
