public import FoundationEssentials

/// "I am reading this": a lease on a comment, so that two people do not read the same one.
///
/// It keeps nobody from deciding; a decision that another was faster than is refused by itself.
public struct Claim: Sendable, Equatable {
    /// Seconds that a claim lasts without being renewed.
    ///
    /// **Source**: what the largest open review tools give an exclusive lock, ten minutes; long enough
    /// for a conversation and its article, short enough for a colleague who went home.
    public static let lease: Double = 600

    public var comment: CommentKey
    public var by: Moderator
    public var since: Date
    /// When it ends unless it is renewed.
    public var until: Date

    public init(comment: CommentKey, by: Moderator, since: Date, until: Date) {
        self.comment = comment
        self.by = by
        self.since = since
        self.until = until
    }
}
