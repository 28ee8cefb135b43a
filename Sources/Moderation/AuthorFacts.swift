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
    /// The most comments counted for `seen`; more tell no rule anything.
    public static let mostSeen = 10_000
    /// The most counted in a window of time.
    public static let mostLately = 1_000

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
    /// Comments in the 24 hours before whose own words are the very same, as `Wording` has them; at
    /// most `HistoryFacts.mostAlike` are counted.
    public var repeats = 0

    public init() {}

    /// Of what was decided in 90 days, the share refused, 0…1; `nil` where nothing was.
    ///
    /// **Source**: 90 days forgive what is a season old; no standard names a number.
    public var refusedShare: Double? {
        decidedLately == 0 ? nil : Double(refusedLately) / Double(decidedLately)
    }
}

/// What the desk knew of all that was written before a comment when the comment was judged.
public struct HistoryFacts: Sendable, Equatable {
    /// The most comments counted that say the same; more tell no rule anything.
    public static let mostAlike = 100

    /// `nil` where the author is not known.
    public var author: AuthorFacts?
    /// Comments before this one, of whatever source and author, that say nearly the same; at most
    /// `mostAlike` are counted. `nil` where nobody asked.
    public var nearDuplicates: Int?

    public init(author: AuthorFacts? = nil, nearDuplicates: Int? = nil) {
        self.author = author
        self.nearDuplicates = nearDuplicates
    }
}

extension CommentFacts {
    /// What is known of a comment by its source and by what was written before.
    public init(source: SourceName, history: HistoryFacts) {
        let author = history.author
        self.init(
            source: source, authorRate: author?.lastHour, authorPace: author?.lastMinute,
            authorRefusedShare: author?.refusedShare,
            sameTextByAuthor: author.map { $0.repeats + 1 },
            nearDuplicates: history.nearDuplicates, authorSeen: author?.seen)
    }
}
