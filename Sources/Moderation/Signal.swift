/// Whose words a stretch of a body is.
public enum SegmentScope: String, Sendable, CaseIterable, Codable {
    case own
    case quotedArticle = "quoted-article"
    case quotedComment = "quoted-comment"
    case quotedOther = "quoted-other"

    public var isQuoted: Bool { self != .own }
}

/// A stretch of a body with one owner; a body's segments follow each other without gap or overlap.
public struct Segment: Sendable, Hashable {
    public var scope: SegmentScope
    public var span: TextSpan

    public init(scope: SegmentScope, span: TextSpan) {
        self.scope = scope
        self.span = span
    }
}

/// One finding of one rule, with its evidence.
///
/// Title and sentence are those of the day, so a record reads the same after the rule changed.
public struct Signal: Sendable, Hashable {
    public enum Status: String, Sendable, Codable {
        /// Gives points.
        case active
        /// Is counted and shown apart, and gives none.
        case shadow
    }

    public var rule: RuleID
    public var category: CategoryID
    /// At most 50 characters: read in a column.
    public var title: String
    /// What a moderator is told, with the matched words in place.
    public var message: String
    public var span: TextSpan
    /// The matched words as they stand in the body.
    public var text: String
    public var scope: SegmentScope
    /// Whether the words were found only by seeing through a disguise.
    public var disguised: Bool
    /// Points before caps; negative lowers.
    public var points: Int
    public var status: Status

    public init(
        rule: RuleID, category: CategoryID, title: String, message: String, span: TextSpan,
        text: String, scope: SegmentScope, disguised: Bool, points: Int, status: Status = .active
    ) {
        self.rule = rule
        self.category = category
        self.title = title
        self.message = message
        self.span = span
        self.text = text
        self.scope = scope
        self.disguised = disguised
        self.points = points
        self.status = status
    }
}

/// The order of signals in every answer: by span start, then rule id.
extension Signal: Comparable {
    public static func < (left: Signal, right: Signal) -> Bool {
        (left.span.start, left.rule, left.span.end) < (right.span.start, right.rule, right.span.end)
    }
}
