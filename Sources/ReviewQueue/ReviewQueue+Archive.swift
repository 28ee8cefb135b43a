public import FoundationEssentials
import GRDB
public import Moderation

/// Every comment of the desk as it stood when the reader was made, oldest arrival first.
///
/// **Never** holds more than one batch, however large the desk is.
public struct ArchiveReader {
    private let snapshot: DatabaseSnapshot
    private let path: String
    private let period: StatementArguments
    private var last: Int64 = 0

    init(_ database: DatabasePool, from: Date?, to: Date?) throws {
        snapshot = try database.makeSnapshot()
        path = database.path
        period = [
            "from": from?.milliseconds ?? Int64.min, "to": to?.milliseconds ?? Int64.max,
        ]
    }

    /// The next comments; empty at the end.
    public mutating func next(upTo limit: Int) throws -> [ArchivedComment] {
        do {
            let rows = try snapshot.read { db in
                try Row.fetchAll(
                    db.cachedStatement(
                        sql: ArchivedRow.select + """
                             WHERE comment.commentID > :last
                            AND COALESCE(createdAt, ingestedAt) >= :from
                            AND COALESCE(createdAt, ingestedAt) < :to
                            ORDER BY comment.commentID LIMIT :limit
                            """), arguments: period + ["last": last, "limit": limit])
            }
            last = rows.last?["commentID"] ?? last
            return rows.map(ArchivedRow.archived)
        } catch let error as DatabaseError {
            throw QueueError(error, path: path)
        }
    }
}

extension ReviewQueue {
    /// Reads the newest revision of every comment, by the day it was written (or read, where a
    /// source gives no date).
    ///
    /// - Parameters:
    ///   - from: included; `nil` is since the first comment.
    ///   - to: not included.
    public func archive(from: Date? = nil, to: Date? = nil) throws -> ArchiveReader {
        do {
            let pool = try database as? DatabasePool ?? Self.pool(database.path)
            return try ArchiveReader(pool, from: from, to: to)
        } catch {
            throw QueueError(error, path: database.path)
        }
    }
}

/// Reads what a comment is judged on; one whose text was purged has no row.
enum ArchivedRow {
    static let select = select(more: "")

    /// - Parameter more: columns besides, a comma before them.
    static func select(more: String) -> String {
        """
        SELECT comment.commentID, revision.revisionID, source.name AS sourceName, externalID,
        comment.parent, createdAt, revision.text, format, \(LateParents.parentText) AS parentText, url, title, body, verdict, assessment.facts\(more)
        FROM comment JOIN source USING (sourceID)
        JOIN revision ON revision.revisionID = latestRevisionID
            AND NOT \(Schema.isPurged("text", "latestRevisionID"))
        JOIN item ON item.revisionID = revision.revisionID
        JOIN assessment ON assessment.assessmentID = item.assessmentID LEFT JOIN article USING (articleID)
        LEFT JOIN decision ON decision.decisionID = item.decisionID
        """
    }

    static func archived(_ row: Row) -> ArchivedComment {
        let key = CommentKey(
            source: SourceName(row["sourceName"] as String),
            id: CommentID(row["externalID"] as String))
        return ArchivedComment(
            key: key, comment: comment(row), facts: facts(row, key.source),
            verdict: (row["verdict"] as String?).flatMap(Verdict.init))
    }

    /// What the comment was judged by when it came.
    static func facts(_ row: Row, _ source: SourceName) -> CommentFacts {
        CommentFacts(source: source, history: StoredFacts.history(row["facts"]))
    }

    static func comment(_ row: Row) -> Comment {
        Comment(
            id: CommentID(row["externalID"] as String), text: row["text"],
            format: BodyFormat(rawValue: row["format"]) ?? .plain,
            parent: (row["parent"] as String?).map { CommentID($0) },
            parentText: row["parentText"], article: article(row),
            createdAt: (row["createdAt"] as Int64?).map { Date(milliseconds: $0) })
    }

    static func article(_ row: Row) -> Article? {
        let article = Article(url: row["url"], title: row["title"], body: row["body"])
        return article.url ?? article.title ?? article.body == nil ? nil : article
    }
}
