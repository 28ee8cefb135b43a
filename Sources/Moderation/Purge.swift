public import FoundationEssentials

/// Why texts went.
public enum PurgeGround: Sendable, Equatable {
    /// The time of their class was over.
    case retention(RetentionClass)
    /// Their author asked for it.
    case erasure
}

/// What is left of a text that went.
public struct PurgedText: Sendable, Equatable {
    public var at: Date
    public var ground: PurgeGround
    /// SHA-256 of the text and its format, as 64 hexadecimal digits.
    public var hash: String

    public init(at: Date, ground: PurgeGround, hash: String) {
        self.at = at
        self.ground = ground
        self.hash = hash
    }

    /// `purged on 2026-11-29 under transitory, SHA-256 6f0c…`, the day in UTC.
    public var inWords: String {
        let ground =
            switch ground {
            case .retention(let retentionClass): "under \(retentionClass.rawValue)"
            case .erasure: "as its author was erased"
            }
        let day = at.formatted(.iso8601.year().month().day())
        return "purged on \(day) \(ground), SHA-256 \(hash)"
    }
}

/// How much goes, or would go.
public struct PurgeCount: Sendable, Equatable {
    public var comments = 0
    /// Revisions; a comment that was edited has several.
    public var texts = 0
    /// Copies of texts that replies keep, their own and those of replies that stay.
    public var answered = 0
    /// Original bytes of records.
    public var originals = 0
    public var setAside = 0
    /// What their authors wrote against decisions.
    public var appeals = 0
    /// Authors whose name and addresses go.
    public var authors = 0
    /// When the first and the last of the comments were written.
    public var first: Date?
    public var last: Date?

    public init() {}

    /// Whether nothing goes.
    public var isEmpty: Bool { comments == 0 && setAside == 0 && authors == 0 }
}

/// What one purge would take and what it would leave.
public struct PurgePreview: Sendable, Equatable {
    public var going = PurgeCount()
    /// Comments that would go and are on legal hold.
    public var held = 0
    /// Comments that would go and wait for a person.
    public var waiting = 0
    /// Comments written or read before the day and not as old as their class asks.
    public var young = 0

    public init() {}
}

/// Why an author's texts cannot go, each with the number of their comments that it keeps.
public struct ErasurePreview: Sendable, Equatable {
    public var going = PurgeCount()
    public var held = 0
    public var waiting = 0
    /// Comments whose class keeps them still.
    public var retained: [RetentionClass: Int] = [:]

    public init() {}
}

/// Something that must be kept whatever its class says, such as for a lawsuit or a records request.
public struct LegalHold: Sendable, Equatable {
    public enum Subject: Sendable, Equatable {
        case source(SourceName)
        /// Comments on the article of this url.
        case article(String)
        case comment(CommentKey)
        /// All that the author of this comment wrote.
        case author(of: CommentKey)
    }

    public struct Release: Sendable, Equatable {
        public var reason: String
        public var by: Moderator
        public var at: Date

        public init(reason: String, by: Moderator, at: Date) {
            self.reason = reason
            self.by = by
            self.at = at
        }
    }

    public var id: Int64
    public var subject: Subject
    public var reason: String
    public var by: Moderator
    public var at: Date
    /// `nil` while it holds.
    public var release: Release?
    /// Comments that it keeps, or kept.
    public var comments: Int

    public init(
        id: Int64, subject: Subject, reason: String, by: Moderator, at: Date, release: Release?,
        comments: Int
    ) {
        self.id = id
        self.subject = subject
        self.reason = reason
        self.by = by
        self.at = at
        self.release = release
        self.comments = comments
    }
}

/// What a desk knows of an author that names a person.
public struct AuthorDetails: Sendable, Equatable {
    public var externalID: String?
    public var name: String?
    public var email: String?
    /// The network address they wrote from.
    public var address: String?

    public init(externalID: String?, name: String?, email: String?, address: String?) {
        self.externalID = externalID
        self.name = name
        self.email = email
        self.address = address
    }
}
