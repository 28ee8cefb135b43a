/// An assessment with all that led to it, for a person who asks why.
public struct Explanation: Sendable, Equatable {
    public var text: String
    public var article: Article?
    public var assessment: Assessment
    /// In order, covering the whole body.
    public var segments: [ExplainedSegment]
    public var languages: LanguageGuess
    /// Every category that had a signal; sorted by category id.
    public var categories: [ExplainedCategory]
    /// Hits that an exception took back; sorted like signals.
    public var excepted: [ExceptedHit]
    /// Findings of rules under trial: counted, without points.
    public var shadow: [Signal]
    /// Sentences, the nearest change first; may be empty.
    public var whatWouldChange: [String]

    public init(
        text: String, article: Article?, assessment: Assessment, segments: [ExplainedSegment],
        languages: LanguageGuess = LanguageGuess(), categories: [ExplainedCategory],
        excepted: [ExceptedHit], shadow: [Signal],
        whatWouldChange: [String]
    ) {
        self.text = text
        self.article = article
        self.assessment = assessment
        self.segments = segments
        self.languages = languages
        self.categories = categories
        self.excepted = excepted
        self.shadow = shadow
        self.whatWouldChange = whatWouldChange
    }
}

/// A segment and why it is whose it is.
public struct ExplainedSegment: Sendable, Equatable {
    public var segment: Segment
    public var reason: String

    public init(segment: Segment, reason: String) {
        self.segment = segment
        self.reason = reason
    }
}

/// One category's way from points to route.
public struct ExplainedCategory: Sendable, Equatable {
    public var category: CategoryID
    public var title: String
    public var pointsBeforeCaps: Int
    public var pointsAfterCaps: Int
    /// Points needed for each route, least first.
    public var thresholds: [RouteThreshold]
    /// The most the profile lets the machine suggest here; `nil` means a label only.
    public var ceiling: Route?
    public var route: Route

    public init(
        category: CategoryID, title: String, pointsBeforeCaps: Int, pointsAfterCaps: Int,
        thresholds: [RouteThreshold], ceiling: Route?, route: Route
    ) {
        self.category = category
        self.title = title
        self.pointsBeforeCaps = pointsBeforeCaps
        self.pointsAfterCaps = pointsAfterCaps
        self.thresholds = thresholds
        self.ceiling = ceiling
        self.route = route
    }
}

public struct RouteThreshold: Sendable, Equatable {
    public var route: Route
    public var points: Int

    public init(route: Route, points: Int) {
        self.route = route
        self.points = points
    }
}

/// A hit that an exception of its rule took back.
public struct ExceptedHit: Sendable, Equatable {
    public var rule: RuleID
    public var span: TextSpan
    public var text: String
    public var because: String

    public init(rule: RuleID, span: TextSpan, text: String, because: String) {
        self.rule = rule
        self.span = span
        self.text = text
        self.because = because
    }
}
