public import Moderation

/// How a comment is judged again by what only the desk can tell of the time before it.
public struct HistoryJudge {
    /// Whether `HistoryFacts.nearDuplicates` is worth counting.
    let asksForNearDuplicates: Bool
    /// Whether two histories of a comment can lead to two assessments.
    let tellsApart: (CommentFacts, CommentFacts) -> Bool
    let assess: (Comment, CommentFacts) -> Assessment

    public init(
        asksForNearDuplicates: Bool, tellsApart: @escaping (CommentFacts, CommentFacts) -> Bool,
        assess: @escaping (Comment, CommentFacts) -> Assessment
    ) {
        self.asksForNearDuplicates = asksForNearDuplicates
        self.tellsApart = tellsApart
        self.assess = assess
    }
}
