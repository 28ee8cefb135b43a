public import FoundationEssentials

/// Which comments an export is about; several conditions must all hold.
public struct ExportConditions: Sendable, Equatable {
    public var source: SourceName?
    /// The address of what is commented on; a comment is meant whole if any of its revisions was on it.
    public var article: String?
    /// Comments by the author of this one.
    public var authorOf: CommentKey?
    /// When the comment was written, or first read where its source gives no date; included.
    public var from: Date?
    /// Not included.
    public var to: Date?
    /// Where a revision stands; `nil` is anywhere.
    public var state: ItemState?
    /// Also revisions that a newer one replaced.
    public var includesOlder: Bool
    /// Whether to tell who wrote a comment.
    public var namesAuthors: Bool

    public init(
        source: SourceName? = nil, article: String? = nil, authorOf: CommentKey? = nil,
        from: Date? = nil, to: Date? = nil, state: ItemState? = nil, includesOlder: Bool = false,
        namesAuthors: Bool = false
    ) {
        self.source = source
        self.article = article
        self.authorOf = authorOf
        self.from = from
        self.to = to
        self.state = state
        self.includesOlder = includesOlder
        self.namesAuthors = namesAuthors
    }

    /// What was asked for, by name; only what was.
    ///
    /// **Shape**: `from` and `to` in milliseconds since 1970.
    public var inWords: [String: String] {
        func milliseconds(_ date: Date) -> String {
            String(Int64((date.timeIntervalSince1970 * 1000).rounded()))
        }
        var words: [String: String] = [:]
        words["source"] = source?.rawValue
        words["article"] = article
        words["authorOf"] = authorOf?.description
        words["from"] = from.map(milliseconds)
        words["to"] = to.map(milliseconds)
        words["state"] = state?.rawValue
        if includesOlder { words["revisions"] = "all" }
        if namesAuthors { words["authors"] = "named" }
        return words
    }
}

/// One revision of a comment as it leaves the desk.
public struct ExportedComment: Sendable, Equatable {
    public var comment: CommentKey
    public var revision: Int
    /// `nil` where it was purged.
    public var text: String?
    public var format: BodyFormat
    public var purged: PurgedText?
    public var parent: CommentID?
    /// `nil` where the source said nothing of who wrote it.
    public var author: ExportedAuthor?
    /// Without its body.
    public var article: Article?
    public var createdAt: Date?
    public var editedAt: Date?
    /// When the desk read this revision.
    public var ingestedAt: Date
    public var route: Route
    /// 0…1.
    public var score: Double
    public var state: ItemState
    /// What it was judged by.
    public var policy: PolicyDigest
    /// The decision that stands on this revision.
    public var decision: StandingDecision?
    /// SHA-256 of the format, a zero byte and the text, as 64 hexadecimal digits.
    public var contentHash: String
    /// SHA-256 of the original bytes, as 64 hexadecimal digits.
    public var originalHash: String
    /// Whether the original bytes were purged.
    public var isOriginalPurged: Bool

    public init(
        comment: CommentKey, revision: Int, text: String?, format: BodyFormat,
        purged: PurgedText? = nil, parent: CommentID? = nil, author: ExportedAuthor? = nil,
        article: Article? = nil, createdAt: Date? = nil, editedAt: Date? = nil, ingestedAt: Date,
        route: Route, score: Double, state: ItemState, policy: PolicyDigest,
        decision: StandingDecision? = nil, contentHash: String, originalHash: String,
        isOriginalPurged: Bool = false
    ) {
        self.comment = comment
        self.revision = revision
        self.text = text
        self.format = format
        self.purged = purged
        self.parent = parent
        self.author = author
        self.article = article
        self.createdAt = createdAt
        self.editedAt = editedAt
        self.ingestedAt = ingestedAt
        self.route = route
        self.score = score
        self.state = state
        self.policy = policy
        self.decision = decision
        self.contentHash = contentHash
        self.originalHash = originalHash
        self.isOriginalPurged = isOriginalPurged
    }
}

/// Who wrote a comment, as far as an export tells.
public struct ExportedAuthor: Sendable, Equatable {
    /// The desk's keyed hash, as hexadecimal digits: the same for all comments of one author of one
    /// source, and nobody without `author.key` can make it from a name.
    public var key: String
    /// Only where names were asked for, and the desk still has them.
    public var details: AuthorDetails?

    public init(key: String, details: AuthorDetails? = nil) {
        self.key = key
        self.details = details
    }
}

/// The decision that holds a revision, in short.
public struct StandingDecision: Sendable, Equatable {
    public var id: Int64
    public var verdict: Verdict
    public var reason: String?
    public var by: Moderator
    public var at: Date

    public init(id: Int64, verdict: Verdict, reason: String?, by: Moderator, at: Date) {
        self.id = id
        self.verdict = verdict
        self.reason = reason
        self.by = by
        self.at = at
    }
}

/// One row of the audit log as a records bundle tells it.
public struct LoggedAct: Sendable, Equatable {
    public var seq: Int64
    /// Milliseconds since 1970, as it is hashed.
    public var at: Int64
    public var actor: String
    public var action: String
    public var subject: String
    /// Lines of `name=value`.
    public var detail: String
    /// 64 hexadecimal digits.
    public var previous: String
    /// 64 hexadecimal digits.
    public var hash: String
    /// Whether the row is about what the bundle holds; of another one the hashes alone are told.
    public var isAbout: Bool

    public init(
        seq: Int64, at: Int64, actor: String, action: String, subject: String, detail: String,
        previous: String, hash: String, isAbout: Bool
    ) {
        self.seq = seq
        self.at = at
        self.actor = actor
        self.action = action
        self.subject = subject
        self.detail = detail
        self.previous = previous
        self.hash = hash
        self.isAbout = isAbout
    }

    /// What is hashed after the previous hash: each field with its length in bytes before it.
    public var hashedFields: [UInt8] {
        [String(seq), String(at), actor, action, subject, detail].flatMap { field in
            Array("\(field.utf8.count):\(field)".utf8)
        }
    }
}

/// A record that could not be read, as a records bundle lists it.
public struct ListedSetAside: Sendable, Equatable {
    public var source: SourceName
    /// Where it stood in its input, counted from 1.
    public var line: Int
    public var code: String
    public var reason: String
    public var readAt: Date
    /// SHA-256 of its bytes, as 64 hexadecimal digits.
    public var hash: String

    public init(
        source: SourceName, line: Int, code: String, reason: String, readAt: Date, hash: String
    ) {
        self.source = source
        self.line = line
        self.code = code
        self.reason = reason
        self.readAt = readAt
        self.hash = hash
    }
}
