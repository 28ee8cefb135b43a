public import FoundationEssentials

/// What a person decided, or that they took an earlier decision back.
public enum Verdict: String, Sendable, CaseIterable, Codable {
    case approve, hide, spam
    /// Revokes the decision it names; never given by hand.
    case undo
}

/// What becomes of the replies below a hidden comment.
public enum RepliesPolicy: String, Sendable, CaseIterable, Codable {
    case keep, tombstone, hide
}

/// A decision as it is about to be recorded.
public struct DecisionRequest: Sendable, Equatable {
    public var comments: [CommentKey]
    public var verdict: Verdict
    /// A category id, or `other`, which needs a note.
    public var reason: String?
    public var note: String?
    /// The revision the person saw; `nil` means the newest one.
    public var revision: Int?
    /// The revisions the person saw of single comments; `revision` is for those not among them.
    public var revisions: [CommentKey: Int]
    /// The last decision on the comment that the person saw, an undo among them, 0 for none; `nil` asks
    /// only that none stands.
    public var lastSeen: Int64?
    /// Whether only a second opinion is meant: where none is asked for any more, nothing is decided.
    public var isOpinion = false
    /// The share of decisions that somebody else is to give too, without knowing; 0…1.
    public var secondOpinions: Double = 0
    /// Whether the person may decide what waits for a lead.
    public var mayAnswerEscalated = true
    /// Whether nobody else at the desk could look at what an approval did not silence.
    public var isAlone = false
    /// Whether the author's other comments that wait with the same words are meant too.
    public var includesRepeats: Bool
    public var by: Moderator
    public var replies: RepliesPolicy

    public init(
        comments: [CommentKey], verdict: Verdict, reason: String? = nil, note: String? = nil,
        revision: Int? = nil, by: Moderator, replies: RepliesPolicy = .tombstone,
        revisions: [CommentKey: Int] = [:], includesRepeats: Bool = false,
        lastSeen: Int64? = nil
    ) {
        self.comments = comments
        self.verdict = verdict
        self.reason = reason
        self.note = note
        self.revision = revision
        self.by = by
        self.replies = replies
        self.revisions = revisions
        self.includesRepeats = includesRepeats
        self.lastSeen = lastSeen
    }
}

/// A recorded decision; never changed, only revoked by another.
public struct Decision: Sendable, Equatable {
    public var id: Int64
    public var comment: CommentKey
    public var revision: Int
    public var verdict: Verdict
    public var reason: String?
    public var note: String?
    public var by: Moderator
    public var at: Date
    public var policy: PolicyDigest
    public var profile: Profile
    /// The decision that this one takes back.
    public var revokes: Int64?
    public var replies: RepliesPolicy
    /// The act of many decisions that it was part of.
    public var bulk: Int64?
    /// Whether somebody else is asked for a second opinion on it.
    public var isDoubled: Bool

    public init(
        id: Int64, comment: CommentKey, revision: Int, verdict: Verdict, reason: String?,
        note: String?, by: Moderator, at: Date, policy: PolicyDigest, profile: Profile,
        revokes: Int64?, replies: RepliesPolicy, bulk: Int64? = nil, isDoubled: Bool = false
    ) {
        self.id = id
        self.comment = comment
        self.revision = revision
        self.verdict = verdict
        self.reason = reason
        self.note = note
        self.by = by
        self.at = at
        self.policy = policy
        self.profile = profile
        self.revokes = revokes
        self.replies = replies
        self.bulk = bulk
        self.isDoubled = isDoubled
    }
}
