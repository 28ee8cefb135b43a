/// A comment that is known, as it is judged again, with what a person decided on it.
public struct ArchivedComment: Sendable, Equatable {
    public var key: CommentKey
    /// Its newest revision.
    public var comment: Comment
    /// What ingest knew around it.
    public var facts: CommentFacts
    /// The decision that stands on this revision; `nil` where there is none or it was undone.
    public var verdict: Verdict?

    public init(
        key: CommentKey, comment: Comment, facts: CommentFacts = CommentFacts(),
        verdict: Verdict? = nil
    ) {
        self.key = key
        self.comment = comment
        self.facts = facts
        self.verdict = verdict
    }
}
