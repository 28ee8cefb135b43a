/// What one rule may lead to under one profile.
public struct RuleConsequence: Sendable, Equatable {
    public var profile: Profile
    /// What the rule's points come to after the family's cap; 0 or less raises nothing.
    public var points: Int
    /// Points of one category that lead to each route, least first.
    public var thresholds: [RouteThreshold]
    /// The most the profile lets the machine suggest; `nil` means a label only.
    public var ceiling: Route?

    public init(
        profile: Profile, points: Int, thresholds: [RouteThreshold], ceiling: Route?
    ) {
        self.profile = profile
        self.points = points
        self.thresholds = thresholds
        self.ceiling = ceiling
    }

    /// The step that the points alone reach, before the ceiling; `nil` below the first.
    public var reached: RouteThreshold? { thresholds.last { $0.points <= points } }

    /// Where a comment goes when nothing but this rule speaks.
    public var route: Route { min(reached?.route ?? .pass, ceiling ?? .pass) }
}
