public import FoundationEssentials
import GRDB
public import Moderation

extension ReviewQueue {
    /// Keeps records from every purge and erasure until somebody releases them.
    ///
    /// What comes later falls under it too: a comment of the source, on the article, by the author.
    /// - Throws: `Problem` Q001, Q034; Q038 for a source or an article of which the desk has no comment.
    public func hold(
        _ subject: LegalHold.Subject, reason: String, by actor: Moderator, now: Date
    ) throws -> LegalHold {
        try write { db in
            let (source, url, comment) = try HoldRow.keys(db, subject)
            let id = try AuditedTable.holds.insert(
                db,
                [
                    "kind": HoldRow.kind(subject), "sourceID": source, "url": url,
                    "commentID": comment, "reason": reason,
                ], by: actor, now: now)
            return try HoldRow.find(db, id)
        }
    }

    /// Legal holds, oldest first.
    ///
    /// - Complexity: O(holds × comments).
    public func legalHolds(includingReleased: Bool = false) throws -> [LegalHold] {
        try read { db in
            try Row.fetchAll(
                db,
                sql: HoldRow.select + (includingReleased ? "" : " WHERE \(RecordConditions.stands)")
                    + " ORDER BY legalHoldID"
            ).map(HoldRow.hold)
        }
    }

    /// Ends a legal hold.
    ///
    /// - Throws: `Problem` Q039, Q040.
    public func release(
        hold id: Int64, reason: String, by actor: Moderator, now: Date
    ) throws -> LegalHold {
        try write { db in
            if let release = try HoldRow.find(db, id).release {
                throw Problem.queue(
                    .released, "legal hold \(id) was released already, by \(release.by)",
                    help: "gavel legal-hold list --all shows it")
            }
            try AuditedTable.releases.insert(
                db, ["legalHoldID": id, "reason": reason], by: actor, now: now)
            return try HoldRow.find(db, id)
        }
    }
}

/// Rows of `legalHold`.
enum HoldRow {
    private static let columns = "legalHold.*, source.name AS source, named.externalID"
    private static let tables = """
        FROM legalHold LEFT JOIN source USING (sourceID)
        LEFT JOIN comment AS named ON named.commentID = legalHold.commentID
        """
    static let select = """
        SELECT \(columns),
        legalRelease.reason AS releaseReason, legalRelease.moderator AS releasedBy,
        legalRelease.at AS releasedAt,
        (SELECT count(*) FROM comment WHERE \(RecordConditions.keeps("comment"))) AS comments
        \(tables)
        LEFT JOIN legalRelease ON legalRelease.legalHoldID = legalHold.legalHoldID
        """

    /// Holds that stood at a time, oldest first, without counting what they keep.
    ///
    /// - Parameter time: milliseconds.
    static func standing(_ db: Database, at time: Int64) throws -> [RecordsFigures.Hold] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT \(columns) \(tables) WHERE \(RecordConditions.stood(at: ":time"))
                ORDER BY legalHoldID
                """, arguments: ["time": time]
        ).map { row in
            RecordsFigures.Hold(
                id: row["legalHoldID"], subject: subject(row), reason: row["reason"],
                by: Moderator(row["moderator"] as String), since: Date(milliseconds: row["at"]))
        }
    }

    /// - Throws: `Problem` Q039.
    static func find(_ db: Database, _ id: Int64) throws -> LegalHold {
        let row = try Row.fetchOne(
            db, sql: select + " WHERE legalHold.legalHoldID = ?", arguments: [id])
        guard let row else {
            throw Problem.queue(
                .unknownHold, "there is no legal hold \(id)",
                help: "gavel legal-hold list shows those that stand")
        }
        return hold(row)
    }

    private static func subject(_ row: Row) -> LegalHold.Subject {
        let source = (row["source"] as String?).map { SourceName($0) }
        let key = (row["externalID"] as String?).flatMap { id in
            source.map { CommentKey(source: $0, id: CommentID(id)) }
        }
        return switch (row["kind"] as String, key) {
        case ("comment", let key?): .comment(key)
        case ("author", let key?): .author(of: key)
        case ("article", _): .article(row["url"])
        default: .source(source ?? "")
        }
    }

    static func hold(_ row: Row) -> LegalHold {
        let release = (row["releasedAt"] as Int64?).map { at in
            LegalHold.Release(
                reason: row["releaseReason"], by: Moderator(row["releasedBy"] as String),
                at: Date(milliseconds: at))
        }
        return LegalHold(
            id: row["legalHoldID"], subject: subject(row), reason: row["reason"],
            by: Moderator(row["moderator"] as String), at: Date(milliseconds: row["at"]),
            release: release, comments: row["comments"])
    }

    static func kind(_ subject: LegalHold.Subject) -> String {
        switch subject {
        case .source: "source"
        case .article: "article"
        case .comment: "comment"
        case .author: "author"
        }
    }

    static func keys(
        _ db: Database, _ subject: LegalHold.Subject
    ) throws -> (source: Int64?, url: String?, comment: Int64?) {
        switch subject {
        case .source(let name):
            let names = try String.fetchAll(db, sql: "SELECT name FROM source ORDER BY name")
            guard names.contains(name.rawValue) else {
                throw nothing("a source '\(name)'", like: name.rawValue, among: names)
            }
            return (try SourceStore.id(db, name), nil, nil)
        case .article(let url):
            let urls = try String.fetchAll(
                db, sql: "SELECT DISTINCT url FROM article WHERE url IS NOT NULL ORDER BY url")
            guard urls.contains(url) else {
                throw nothing("an article '\(url)'", like: url, among: urls)
            }
            return (nil, url, nil)
        case .comment(let key):
            return (try source(db, key), nil, try DecisionTarget.find(db, key).commentID)
        case .author(let key):
            _ = try AuthorStore.author(db, of: key)
            return (try source(db, key), nil, try DecisionTarget.find(db, key).commentID)
        }
    }

    private static func source(_ db: Database, _ key: CommentKey) throws -> Int64? {
        try Int64.fetchOne(
            db, sql: "SELECT sourceID FROM source WHERE name = ?", arguments: [key.source.rawValue])
    }

    private static func nothing(
        _ what: String, like name: String, among names: [String]
    ) -> Problem {
        Problem.queue(
            .nothingToHold, "the desk has no comment of \(what)",
            help: nearestName(to: name, among: names).map { "did you mean '\($0)'?" })
    }
}
