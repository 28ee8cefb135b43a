/// What one run of ingest did.
public struct RunSummary: Sendable, Equatable {
    /// `nil` when nothing was new and so no row was written.
    public var run: Int64?
    public var read = 0
    public var new = 0
    public var edited = 0
    public var known = 0
    public var setAside = 0
    /// What was read and is no comment, by kind.
    public var passedOver: [PassedOver: Int] = [:]
    public var repaired = Repairs()
    /// Comments judged again because one written before them came later.
    public var judgedAgain = 0
    /// New and edited comments by route.
    public var routes: [Route: Int] = [:]
    public var seconds = 0.0
    public var policy: PolicyDigest
    /// In file order; empty when every rule of the policy acted as it says.
    public var shadowed: [ShadowedRule] = []

    public init(policy: PolicyDigest) { self.policy = policy }
}

/// A new or changed rule that hit so many comments at once that it ran in shadow.
public struct ShadowedRule: Sendable, Hashable {
    public var rule: RuleID
    /// In how many of `comments` it spoke.
    public var hits: Int
    /// How many of the desk's last comments were asked.
    public var comments: Int

    public init(rule: RuleID, hits: Int, comments: Int) {
        self.rule = rule
        self.hits = hits
        self.comments = comments
    }
}

/// One screen about a desk: what it is, what waits, when it last heard from its sources.
public struct DeskStatus: Sendable, Equatable {
    public var desk: String
    public var profile: Profile
    public var policy: PolicyDigest
    public var comments: Int
    /// Items that wait: an author's comments with the same words are one.
    public var open: Int
    /// Of the open ones, those the machine suggests holding.
    public var held: Int
    /// Comments that wait, each for itself.
    public var waitingComments: Int
    /// RFC 3339, UTC.
    public var oldestOpen: String?
    public var lastIngest: String?
    public var lastSuccess: String?
    public var setAside: Int
    /// Of the newest run that kept something.
    public var shadowed: [ShadowedRule]
    /// What waits for another reason than its route.
    public var besides = WaitingBesides()
    public var agreement = Agreement()
    /// Whether `ingest` knows by itself what to read.
    public var hasSources = false

    public init(
        desk: String, profile: Profile, policy: PolicyDigest, comments: Int, open: Int,
        held: Int, waitingComments: Int, oldestOpen: String?, lastIngest: String?,
        lastSuccess: String?, setAside: Int, shadowed: [ShadowedRule] = []
    ) {
        self.desk = desk
        self.profile = profile
        self.policy = policy
        self.comments = comments
        self.open = open
        self.held = held
        self.waitingComments = waitingComments
        self.oldestOpen = oldestOpen
        self.lastIngest = lastIngest
        self.lastSuccess = lastSuccess
        self.setAside = setAside
        self.shadowed = shadowed
    }
}

/// What waits for a person whatever its route, in comments; appeals each for itself.
public struct WaitingBesides: Sendable, Equatable {
    public var reported = 0
    public var escalated = 0
    public var second = 0
    public var appeals = 0
    /// Of the appeals, those whose time to answer is over.
    public var overdue = 0

    public init(
        reported: Int = 0, escalated: Int = 0, second: Int = 0, appeals: Int = 0, overdue: Int = 0
    ) {
        self.reported = reported
        self.escalated = escalated
        self.second = second
        self.appeals = appeals
        self.overdue = overdue
    }
}
