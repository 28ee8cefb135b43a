/// What one policy found in one revision.
public struct Assessment: Sendable, Equatable {
    public var route: Route
    /// 0…1; higher means a person should look sooner. Comparable within one policy.
    public var score: Double
    /// Sorted by category id; categories without points are absent.
    public var categories: [CategoryScore]
    /// Sorted by label id, each once.
    public var labels: [Label]
    /// Sorted by span start, then rule id; may be empty.
    public var signals: [Signal]
    /// Rules that could not finish and might have changed the route; sorted, may be empty.
    public var inconclusive: [RuleID]
    public var policy: PolicyDigest
    public var profile: Profile

    public init(
        route: Route, score: Double, categories: [CategoryScore] = [], labels: [Label] = [],
        signals: [Signal] = [], inconclusive: [RuleID] = [], policy: PolicyDigest,
        profile: Profile
    ) {
        self.route = route
        self.score = score
        self.categories = categories
        self.labels = labels
        self.signals = signals
        self.inconclusive = inconclusive
        self.policy = policy
        self.profile = profile
    }

    /// What counted towards a route beyond `pass`: every find of the acting rules that gave points in
    /// a category that goes there. Empty where the route is `pass`.
    public var routingSignals: [Signal] {
        let routed = categories.filter { $0.route > .pass }.map(\.category)
        // A rule gives its points with its first find, and speaks by all of them.
        let rules = Set(signals.filter { $0.points > 0 }.map(\.rule))
        return signals.filter {
            $0.status == .active && routed.contains($0.category) && rules.contains($0.rule)
        }
    }

    /// The categories of its severe points that a person should not come upon unprepared.
    public var careCategories: [CategoryID] {
        categories.filter {
            $0.severity >= CategoryScore.severe && CategoryScore.withCare.contains($0.category)
        }.map(\.category)
    }

    /// The gravest of the categories with points, 0…4; 0 without any.
    public var severity: Int { categories.map(\.severity).max() ?? 0 }

    /// The category that decided the route, else the one with most points; `nil` without signals.
    public var leadingCategory: CategoryID? {
        categories.max { left, right in
            (left.route, left.points, right.category) < (right.route, right.points, left.category)
        }?.category
    }
}

/// The points of one category and the route they lead to.
public struct CategoryScore: Sendable, Equatable {
    public var category: CategoryID
    /// After family caps, never below 0.
    public var points: Int
    /// 0…1.
    public var score: Double
    /// After the profile's ceiling.
    public var route: Route
    /// The category's, 0…4.
    public var severity: Int

    /// From here on a comment never follows another such one while milder ones wait: S3 and S4 of the taxonomy, among them threats, slurs and harm to children.
    public static let severe = 3

    /// What hurts to read: violence, abuse and contempt. A fraud is as severe, and hurts nobody's eyes.
    public static let withCare: Set<CategoryID> = [
        "threat", "incite", "minors", "selfharm", "obscene", "hate",
    ]

    public init(
        category: CategoryID, points: Int, score: Double, route: Route, severity: Int = 0
    ) {
        self.category = category
        self.points = points
        self.score = score
        self.route = route
        self.severity = severity
    }
}

/// A describing word, with the stretch that earned it.
public struct Label: Sendable, Hashable, Comparable {
    public var id: LabelID
    /// `nil` where the whole body or something outside it earned the label.
    public var span: TextSpan?

    public init(id: LabelID, span: TextSpan? = nil) {
        self.id = id
        self.span = span
    }

    public static func < (left: Label, right: Label) -> Bool { left.id < right.id }
}
