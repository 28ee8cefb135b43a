public import FoundationEssentials
import GRDB
public import Moderation

/// Whose texts are to go.
public struct ErasureRequest: Sendable {
    /// A comment of theirs.
    public var comment: CommentKey
    /// That of its source.
    public var retentionClass: RetentionClass
    /// Why the texts go before the time of their class is over.
    public var despiteRetention: String?
    public var by: Moderator

    public init(
        comment: CommentKey, retentionClass: RetentionClass, despiteRetention: String?,
        by: Moderator
    ) {
        self.comment = comment
        self.retentionClass = retentionClass
        self.despiteRetention = despiteRetention
        self.by = by
    }
}

extension ReviewQueue {
    /// Counts what an erasure would take, and what keeps it from being done.
    ///
    /// - Throws: `Problem` Q001, Q034.
    public func erasurePreview(_ request: ErasureRequest, now: Date) throws -> ErasurePreview {
        try read { try Erasure($0, request, now).preview }
    }

    /// Empties the details, the texts and the originals of one author, in one transaction. Their key,
    /// what was decided and all hashes stay.
    ///
    /// - Throws: `Problem` Q001, Q030, Q034; Q035, Q036 or Q037 where something keeps a comment of theirs:
    ///   then nothing was changed.
    /// - Complexity: O(comments of the author and their replies), and the whole file written once.
    public func eraseAuthor(_ request: ErasureRequest, now: Date) throws -> PurgeCount {
        try emptying { total in
            total = try write { db in
                let erasure = try Erasure(db, request, now)
                try erasure.check()
                let purge = TextPurge(
                    ground: .init(
                        comment: erasure.named, reason: request.despiteRetention), by: request.by,
                    now: now, shared: try SharedOriginals(db))
                return try purge.empty(db, comments: erasure.comments, authors: [erasure.author])
            }
        }
    }
}

/// What stands of an author, inside one transaction.
private struct Erasure {
    private let request: ErasureRequest
    /// The comment that was asked by.
    let named: Int64
    let author: Int64
    /// All of the author, purged ones too.
    let comments: [Int64]
    private(set) var preview = ErasurePreview()

    init(_ db: Database, _ request: ErasureRequest, _ now: Date) throws {
        self.request = request
        let target = try DecisionTarget.find(db, request.comment)
        author = try AuthorStore.author(db, of: request.comment)
        named = target.commentID
        comments = try Int64.fetchAll(
            db, sql: "SELECT commentID FROM comment WHERE authorID = ? ORDER BY commentID",
            arguments: [author])
        let row = try Row.fetchOne(
            db, sql: Self.select,
            arguments: [
                "author": author,
                "end": request.retentionClass.end(now: now)?.milliseconds ?? Int64.min,
            ])!
        preview.going.comments = row["comments"]
        preview.going.texts = row["texts"] ?? 0
        preview.going.first = (row["first"] as Int64?).map { Date(milliseconds: $0) }
        preview.going.last = (row["last"] as Int64?).map { Date(milliseconds: $0) }
        preview.going.authors = try AuthorStore.isNamed(db, author) ? 1 : 0
        preview.held = row["held"] ?? 0
        preview.waiting = row["waiting"] ?? 0
        let retained: Int = row["retained"] ?? 0
        if retained > 0 { preview.retained[request.retentionClass] = retained }
    }

    func check() throws {
        func refuse(_ code: QueueCode, _ message: String, _ help: String) throws -> Never {
            throw Problem.queue(
                code, "the author of '\(request.comment)' was not erased: " + message, help: help)
        }
        if preview.held > 0 {
            try refuse(
                .onHold, "a legal hold keeps \(preview.held) of their comments",
                "gavel legal-hold list shows the holds; nothing overrides one but its release")
        }
        if preview.waiting > 0 {
            try refuse(
                .stillWaiting, "a person is still to look at \(preview.waiting) of their comments",
                "decide them first")
        }
        if let (kept, count) = preview.retained.first, request.despiteRetention == nil {
            let time = kept.leastDays.map { "at least \($0) days" } ?? "for ever"
            try refuse(
                .stillRetained,
                "class '\(kept.rawValue)' keeps \(count) of their comments \(time)",
                "--despite-retention REASON erases them all the same, and writes the reason down")
        }
    }

    private static let select = """
        SELECT count(*) AS comments, sum(texts) AS texts, min(writtenAt) AS first,
        max(writtenAt) AS last, sum(isHeld) AS held, sum(isWaiting) AS waiting,
        sum(isYoung) AS retained FROM (SELECT writtenAt,
            NOT \(RecordConditions.isBefore(":end")) AS isYoung,
            \(RecordConditions.isHeld()) AS isHeld, \(RecordConditions.isWaiting) AS isWaiting,
            (SELECT count(*) FROM revision WHERE revision.commentID = comment.commentID
            AND NOT \(Schema.isPurged("text", "revision.revisionID"))) AS texts
            FROM comment WHERE authorID = :author AND \(RecordConditions.hasText))
        """
}
