public import FoundationEssentials

/// The figures of `report records`: what a desk keeps, what may go, what went, and who looked.
///
/// **Shape**: as it stood at `scope.to`, but for what waits for a person, which is told as it is now, and
/// for the class of a source, which is that of the settings now.
public struct RecordsFigures: Sendable, Equatable {
    public enum Kind: String, Sendable, CaseIterable {
        case comments, texts, originals, setAside, decisions, secondOpinions, notes, appeals
        case notices, auditRows
    }

    /// How much there is of one kind.
    public struct Holding: Sendable, Equatable {
        public var kind: Kind
        /// Rows, those that are empty among them.
        public var kept: Int
        /// Rows whose contents went; only a hash is left of them.
        public var emptied: Int

        public init(kind: Kind, kept: Int, emptied: Int = 0) {
            self.kind = kind
            self.kept = kept
            self.emptied = emptied
        }
    }

    public struct SourceRow: Sendable, Equatable {
        public var source: SourceName
        public var retentionClass: RetentionClass
        /// Comments of which some text is there.
        public var comments = 0
        /// Texts that are there; an edited comment has several.
        public var texts = 0
        /// When the oldest comment with a text was written.
        public var oldest: Date?
        /// Comments whose class keeps them no longer.
        public var past = 0
        /// Of those the ones on legal hold.
        public var held = 0
        /// Of the others the ones that wait for a person now.
        public var waiting = 0
        /// What a purge would take of them.
        public var due: Int { past - held - waiting }

        public init(
            source: SourceName, retentionClass: RetentionClass, comments: Int = 0, texts: Int = 0,
            oldest: Date? = nil, past: Int = 0, held: Int = 0, waiting: Int = 0
        ) {
            self.source = source
            self.retentionClass = retentionClass
            self.comments = comments
            self.texts = texts
            self.oldest = oldest
            self.past = past
            self.held = held
            self.waiting = waiting
        }
    }

    /// A legal hold in force.
    public struct Hold: Sendable, Equatable {
        public var id: Int64
        public var subject: LegalHold.Subject
        public var reason: String
        public var by: Moderator
        public var since: Date

        public init(
            id: Int64, subject: LegalHold.Subject, reason: String, by: Moderator, since: Date
        ) {
            self.id = id
            self.subject = subject
            self.reason = reason
            self.by = by
            self.since = since
        }
    }

    /// One step of a purge, or an erasure.
    public struct Purge: Sendable, Equatable {
        public var id: Int64
        public var ground: PurgeGround
        public var count: PurgeCount
        /// Why an erasure did not wait for its class.
        public var reason: String?
        /// SHA-256 of the list of what went, as 64 hexadecimal digits.
        public var seal: String
        public var by: Moderator
        public var at: Date

        public init(
            id: Int64, ground: PurgeGround, count: PurgeCount, reason: String? = nil, seal: String,
            by: Moderator, at: Date
        ) {
            self.id = id
            self.ground = ground
            self.count = count
            self.reason = reason
            self.seal = seal
            self.by = by
            self.at = at
        }
    }

    /// Somebody took a copy out of the desk, or looked at what is private.
    public struct Access: Sendable, Equatable {
        /// The action in the audit log.
        public enum Kind: String, Sendable, CaseIterable {
            case author = "author-details"
            case moderators = "moderator-figures"
            case export, backup
        }

        public var seq: Int64
        public var kind: Kind
        /// The log's word for what it was about.
        public var subject: String
        public var by: Moderator
        public var at: Date

        public init(seq: Int64, kind: Kind, subject: String, by: Moderator, at: Date) {
            self.seq = seq
            self.kind = kind
            self.subject = subject
            self.by = by
            self.at = at
        }
    }

    public var scope: ReportScope
    /// One of each kind, in the order of kinds.
    public var holdings: [Holding]
    /// In the order of their names.
    public var sources: [SourceRow]
    /// Oldest first.
    public var holds: [Hold]
    /// Made in the period, oldest first.
    public var purges: [Purge]
    /// Of the period, oldest first.
    public var accesses: [Access]
    public var lastBackup: Date?
    /// `seq:hash` of the last audit row at the end of the period, as `verify --expect` takes it.
    public var checkpoint: String?

    public init(
        scope: ReportScope, holdings: [Holding] = [], sources: [SourceRow] = [],
        holds: [Hold] = [], purges: [Purge] = [], accesses: [Access] = [],
        lastBackup: Date? = nil, checkpoint: String? = nil
    ) {
        self.scope = scope
        self.holdings = holdings
        self.sources = sources
        self.holds = holds
        self.purges = purges
        self.accesses = accesses
        self.lastBackup = lastBackup
        self.checkpoint = checkpoint
    }
}
