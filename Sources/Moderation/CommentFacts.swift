/// What the desk knows around a comment and the comment itself cannot show.
///
/// Gathered where the history is, handed in as values: judging reads no database. A fact that is
/// `nil` is not known, and no rule acts on it.
public struct CommentFacts: Sendable, Equatable {
    public var source: SourceName?
    /// ISO 639-1, lower case.
    public var language: String?
    /// Comments by this author in the hour before this one.
    public var authorRate: Int?
    /// Comments by this author in the minute before this one.
    public var authorPace: Int?
    /// Of the author's decided comments in 90 days, the share that was hidden or spam, 0…1.
    public var authorRefusedShare: Double?
    /// How often this author has posted this text in a day, this one included.
    public var sameTextByAuthor: Int?
    /// Comments of the desk that are nearly the same text, written before this one.
    public var nearDuplicates: Int?
    /// Comments by this author that the desk has seen before.
    public var authorSeen: Int?

    public init(
        source: SourceName? = nil, language: String? = nil, authorRate: Int? = nil,
        authorPace: Int? = nil, authorRefusedShare: Double? = nil, sameTextByAuthor: Int? = nil,
        nearDuplicates: Int? = nil, authorSeen: Int? = nil
    ) {
        self.source = source
        self.language = language
        self.authorRate = authorRate
        self.authorPace = authorPace
        self.authorRefusedShare = authorRefusedShare
        self.sameTextByAuthor = sameTextByAuthor
        self.nearDuplicates = nearDuplicates
        self.authorSeen = authorSeen
    }
}
