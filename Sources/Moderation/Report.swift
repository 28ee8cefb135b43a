public import FoundationEssentials

/// What readers said of a comment: a count of reports, or a notice with a name to it.
///
/// The verdict on a report is a record of its own, apart from the verdict on the text.
public struct Report: Sendable, Equatable {
    public enum Verdict: String, Sendable, CaseIterable {
        case agree, disagree
    }

    public struct Answer: Sendable, Equatable {
        public var verdict: Verdict
        /// The decision on the text that answered it; `nil` where the report alone was answered.
        public var decision: Int64?
        public var by: Moderator
        public var at: Date

        public init(verdict: Verdict, decision: Int64?, by: Moderator, at: Date) {
            self.verdict = verdict
            self.decision = decision
            self.by = by
            self.at = at
        }
    }

    public var id: Int64
    public var comment: CommentKey
    /// The newest revision when it came.
    public var revision: Int
    /// How many reports it stands for; 1 for a notice.
    public var count: Int
    /// Words that the source gives for them; sorted, may be empty.
    public var reasons: [String]
    public var at: Date
    public var notice: Notice?
    public var answer: Answer?

    public init(
        id: Int64, comment: CommentKey, revision: Int, count: Int, reasons: [String], at: Date,
        notice: Notice? = nil, answer: Answer? = nil
    ) {
        self.id = id
        self.comment = comment
        self.revision = revision
        self.count = count
        self.reasons = reasons
        self.at = at
        self.notice = notice
        self.answer = answer
    }
}

/// A notice of illegal content with the fields that Regulation (EU) 2022/2065 Art. 16(2) asks for.
public struct Notice: Sendable, Equatable {
    /// (a) Why the notifier thinks it illegal.
    public var explanation: String
    /// (b) Where it is, exactly.
    public var url: String?
    /// (c) Who says so; may be left out for offences against children.
    public var name: String?
    public var email: String?
    /// (d) That they believe in good faith that it is accurate and complete.
    public var isInGoodFaith: Bool

    public init(
        explanation: String, url: String? = nil, name: String? = nil, email: String? = nil,
        isInGoodFaith: Bool
    ) {
        self.explanation = explanation
        self.url = url
        self.name = name
        self.email = email
        self.isInGoodFaith = isInGoodFaith
    }

    /// Whether all that the regulation asks for is there; one that lacks something is taken in all the
    /// same.
    public var isComplete: Bool {
        !explanation.isEmpty && url != nil && name != nil && email != nil && isInGoodFaith
    }
}
