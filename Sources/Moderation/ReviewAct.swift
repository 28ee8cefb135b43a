public import FoundationEssentials

/// What somebody did about a comment besides deciding it.
public struct ReviewAct: Sendable, Equatable {
    public enum Kind: String, Sendable, CaseIterable {
        /// A private note, for colleagues.
        case note
        /// Asks a lead to answer.
        case escalate
        /// Ends an escalation: decided, or given back.
        case settle = "return"
    }

    public var id: Int64
    public var comment: CommentKey
    /// The revision that was read.
    public var revision: Int
    public var kind: Kind
    public var note: String?
    public var by: Moderator
    public var at: Date

    public init(
        id: Int64, comment: CommentKey, revision: Int, kind: Kind, note: String?, by: Moderator,
        at: Date
    ) {
        self.id = id
        self.comment = comment
        self.revision = revision
        self.kind = kind
        self.note = note
        self.by = by
        self.at = at
    }
}

/// What a second person, who did not know the first decision, would have decided.
public struct SecondOpinion: Sendable, Equatable {
    /// The decision that was given a second time.
    public var decision: Decision
    public var verdict: Verdict
    public var reason: String?
    public var by: Moderator
    public var at: Date

    public init(
        decision: Decision, verdict: Verdict, reason: String?, by: Moderator, at: Date
    ) {
        self.decision = decision
        self.verdict = verdict
        self.reason = reason
        self.by = by
        self.at = at
    }

    /// Whether both would show the comment, or both would not.
    public var agrees: Bool { (decision.verdict == .approve) == (verdict == .approve) }
}

/// How often second opinions were the same.
public struct Agreement: Sendable, Equatable {
    public var asked = 0
    public var given = 0
    public var agreeing = 0

    public init(asked: Int = 0, given: Int = 0, agreeing: Int = 0) {
        self.asked = asked
        self.given = given
        self.agreeing = agreeing
    }
}
