/// What a change of policy does to comments that are known, beside what people decided on them.
public struct PolicyReplay: Sendable, Equatable {
    /// What one policy makes of one comment.
    public struct Outcome: Sendable, Equatable {
        public var route: Route
        /// Every rule that spoke, in shadow too; sorted, each once.
        public var rules: [RuleID]

        public init(route: Route, rules: [RuleID]) {
            self.route = route
            self.rules = rules
        }
    }

    /// From the route of before to the route of after; both may be the same.
    public struct Reroute: Sendable, Hashable, Comparable {
        public var old: Route
        public var new: Route

        public init(old: Route, new: Route) {
            self.old = old
            self.new = new
        }

        public static func < (left: Self, right: Self) -> Bool {
            (left.old, left.new) < (right.old, right.new)
        }
    }

    /// What people had decided on some comments; a decision that was undone is none.
    public struct Verdicts: Sendable, Equatable {
        public var approved = 0
        public var hidden = 0
        public var spam = 0
        public var undecided = 0

        public init(approved: Int = 0, hidden: Int = 0, spam: Int = 0, undecided: Int = 0) {
            self.approved = approved
            self.hidden = hidden
            self.spam = spam
            self.undecided = undecided
        }

        /// Hidden or marked as spam.
        public var refused: Int { hidden + spam }
        public var decided: Int { approved + refused }
        public var all: Int { decided + undecided }
    }

    /// One policy's side: the comments it sends to a person, by what people decided.
    public struct Side: Sendable, Equatable {
        public var policy: PolicyDigest
        public var sent = Verdicts()

        public init(policy: PolicyDigest) { self.policy = policy }
    }

    /// A rule, by its present name, that does not speak in the same comments as before.
    public struct RuleChange: Sendable, Equatable {
        public var rule: RuleID
        /// Comments in which it spoke under the old policy.
        public var before = 0
        public var after = 0
        public var newlyMatched = 0
        public var noLongerMatched = 0
        /// Comments that only the new policy sends to a person, of those where the rule changed.
        public var newlySent = Verdicts()
        /// Comments that only the old policy sends to a person, of those where the rule changed.
        public var noLongerSent = Verdicts()

        public init(rule: RuleID) { self.rule = rule }

        /// Comments in which it speaks on one side only.
        public var changed: Int { newlyMatched + noLongerMatched }
    }

    /// A comment that gets another route, or in which other rules speak.
    public struct CommentChange: Sendable, Equatable {
        public var comment: CommentKey
        public var routes: Reroute
        /// Sorted.
        public var gained: [RuleID]
        public var lost: [RuleID]
        /// What stands, if a person decided.
        public var verdict: Verdict?

        public init(
            comment: CommentKey, routes: Reroute, gained: [RuleID], lost: [RuleID],
            verdict: Verdict?
        ) {
            self.comment = comment
            self.routes = routes
            self.gained = gained
            self.lost = lost
            self.verdict = verdict
        }
    }

    public let profile: Profile
    public internal(set) var old: Side
    public internal(set) var new: Side
    /// All comments, by what people decided.
    public internal(set) var comments = Verdicts()
    /// How many comments go which way; a way that none goes is absent.
    public internal(set) var routes: [Reroute: Int] = [:]
    /// Comments that only the new policy sends to a person.
    public internal(set) var newlySent = Verdicts()
    /// Comments that only the old policy sends to a person.
    public internal(set) var noLongerSent = Verdicts()
    /// How many comments get another route, or have other rules speak.
    public internal(set) var changed = 0

    /// Of every rule that spoke.
    var hits: [RuleID: RuleChange] = [:]
    /// In the order of the comments, those that matter least left out where there are too many.
    var kept: [CommentChange] = []
    public let mostChanges: Int

    /// - Parameter mostChanges: how many changed comments are named, those that change most.
    public init(
        profile: Profile, old: PolicyDigest, new: PolicyDigest, mostChanges: Int = .max
    ) {
        self.profile = profile
        self.old = Side(policy: old)
        self.new = Side(policy: new)
        self.mostChanges = mostChanges
    }
}
