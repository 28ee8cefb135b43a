public import FoundationEssentials

/// All that somebody needs who answers an appeal.
public struct AppealPacket: Sendable, Equatable {
    /// The comment as it was decided.
    public struct Text: Sendable, Equatable {
        /// Empty where it was purged.
        public var body: String
        public var format: BodyFormat
        public var purged: PurgedText?
        public var revision: Int
        /// Greater than `revision` where the comment was edited since.
        public var newestRevision: Int
        public var writtenAt: Date?
        public var ingestedAt: Date
        public var article: Article?
        /// SHA-256 of the original bytes, as 64 hexadecimal digits.
        public var snapshotHash: String
        /// SHA-256 of the text and its format, as 64 hexadecimal digits.
        public var contentHash: String

        public init(
            body: String, format: BodyFormat, purged: PurgedText?, revision: Int,
            newestRevision: Int, writtenAt: Date?, ingestedAt: Date, article: Article?,
            snapshotHash: String, contentHash: String
        ) {
            self.body = body
            self.format = format
            self.purged = purged
            self.revision = revision
            self.newestRevision = newestRevision
            self.writtenAt = writtenAt
            self.ingestedAt = ingestedAt
            self.article = article
            self.snapshotHash = snapshotHash
            self.contentHash = contentHash
        }
    }

    public var appeal: Appeal
    public var text: Text
    /// What the policy had found in that text when it was decided.
    public var assessment: Assessment
    /// All decisions on the comment, oldest first.
    public var history: [Decision]
    /// Notes and escalations, oldest first.
    public var acts: [ReviewAct]
    /// What readers said up to the decision, oldest first; notices without who gave them.
    public var reports: [Report]

    public init(
        appeal: Appeal, text: Text, assessment: Assessment, history: [Decision],
        acts: [ReviewAct] = [], reports: [Report] = []
    ) {
        self.appeal = appeal
        self.text = text
        self.assessment = assessment
        self.history = history
        self.acts = acts
        self.reports = reports
    }

    /// Takes out what colleagues wrote for each other.
    public mutating func hideNotes() {
        acts = []
        for index in history.indices { history[index].note = nil }
        appeal.decision.note = nil
    }
}

/// A rule that a packet cites, as the desk's policy has it now.
public struct CitedRule: Sendable, Equatable {
    public var detail: RuleDetail
    /// Of its pack.
    public var version: String?

    public init(detail: RuleDetail, version: String?) {
        self.detail = detail
        self.version = version
    }
}
