public import FoundationEssentials

/// What the desk knows of a comment's author at the moment the comment was written.
///
/// Comments of one source have an order: by the time they were written, then by id. The facts of a
/// comment count the comments of its author that stand before it, and of people's decisions those
/// made by that time and not undone by then. So they follow from what is on the desk, and not from
/// the order in which it was read.
///
/// **Units**: comments. A comment without a time of its own has the time it was first read.
public struct AuthorFacts: Sendable, Equatable {
    /// Comments before this one.
    public var seen = 0
    /// Of those, how many the newest decision approved.
    public var approved = 0
    /// Of those, how many the newest decision hid, or called spam.
    public var refused = 0
    /// Of those approved and refused, how many were decided in the 90 days before.
    public var decidedLately = 0
    public var refusedLately = 0
    /// When the first of them was written.
    public var firstSeen: Date?
    /// Comments in the 60 seconds, the hour and the 24 hours before.
    public var lastMinute = 0
    public var lastHour = 0
    public var lastDay = 0

    public init() {}

    /// Of what was decided in 90 days, the share refused, 0…1; `nil` where nothing was.
    ///
    /// **Source**: 90 days forgive what is a season old; no standard names a number.
    public var refusedShare: Double? {
        decidedLately == 0 ? nil : Double(refusedLately) / Double(decidedLately)
    }
}

extension CommentFacts {
    /// What is known of a comment by its source and its author.
    public init(source: SourceName, author: AuthorFacts?) {
        self.init(
            source: source, authorRate: author?.lastHour,
            authorRefusedShare: author?.refusedShare, authorSeen: author?.seen)
    }
}
