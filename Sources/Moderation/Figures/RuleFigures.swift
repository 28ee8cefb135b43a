public import FoundationEssentials

/// The figures of `report rules` for one period.
///
/// **Units**: counts are of texts, work is seconds.
public struct RuleFigures: Sendable, Equatable {
    /// A rule of the policy in use, as far as the report needs it.
    public struct RuleInUse: Sendable, Equatable {
        public var rule: RuleID
        /// Old names of the rule.
        public var formerly: [RuleID]
        public var category: CategoryID
        public var title: String
        /// Whether it acts, or is under trial.
        public var isActive: Bool
        /// Whether its findings can bring a text before a person under the desk's profile.
        public var canRoute: Bool
        /// Since when a policy that has it judges on this desk; `nil` where none did yet.
        public var since: Date?

        public init(
            rule: RuleID, formerly: [RuleID] = [], category: CategoryID, title: String,
            isActive: Bool = true, canRoute: Bool = true, since: Date?
        ) {
            self.rule = rule
            self.formerly = formerly
            self.category = category
            self.title = title
            self.isActive = isActive
            self.canRoute = canRoute
            self.since = since
        }
    }

    /// The other rule with which a rule fires together most.
    public struct Overlap: Sendable, Equatable {
        public var rule: RuleID
        public var texts: Int

        public init(rule: RuleID, texts: Int) {
            self.rule = rule
            self.texts = texts
        }
    }

    /// Why somebody may want to look at a rule; never more than that.
    public enum Retirement: Sendable, Equatable {
        /// Precision is below ``rarelyRight``, and the interval leaves no doubt; its upper end.
        case rarelyRight(atMost: Double)
        /// It could fire for ``patience`` or longer, nobody upheld it in that time, and people decided so
        /// many of its texts in it.
        case noTrueHitLately(decided: Int)
        /// It could fire for ``patience`` or longer.
        case neverFired
    }

    public struct Row: Sendable, Equatable {
        public var rule: RuleID
        public var category: CategoryID
        public var title: String
        /// Whether the policy in use still has it.
        public var isInUse: Bool
        /// Since when it could have fired in texts of the period: the latest of when the period began,
        /// the desk, and the rule on it. `nil` where it is not in use, or never judged.
        public var couldFireSince: Date?
        public var fired = 0
        /// Of those fired, the ones a person has decided, and of them those hidden or marked as spam, for
        /// whatever reason.
        public var judged = Proportion(0, of: 0)
        public var decided: Int { judged.of }
        public var upheld: Int { judged.hits }
        /// Of a row under trial: whether the rule acts by now.
        public var actsNow = false
        /// When somebody last hid or marked as spam a text that it fired in.
        public var lastTrueHit: Date?
        /// Time of people that it caused.
        public var work = 0.0
        public var overlap: Overlap?
        public var retirement: Retirement?

        public init(rule: RuleID, category: CategoryID, title: String, isInUse: Bool) {
            self.rule = rule
            self.category = category
            self.title = title
            self.isInUse = isInUse
        }
    }

    /// A decision takes no longer than this: a longer pause is a pause.
    ///
    /// **Source**: ours.
    public static let longestDecision = 180.0
    /// Acts that decided texts of a rule from which on it is judged, the precision below which it is rarely right, and
    /// the time without a true hit that is long.
    ///
    /// **Source**: ours, after `civic.md`, proposal 2, report 4.
    public static let enough = 20
    public static let rarelyRight = 0.2
    public static let patience = 90 * 86_400.0

    public var scope: ReportScope
    /// Texts of the period, and those in which a rule that acts found something.
    public var received: Int
    public var flagged: Int
    /// Decisions of the period that took somebody's time, those undone later among them.
    public var decisions: Int
    /// The time that they took, whatever caused them.
    public var work: Double
    /// The acting ones, those that cost most first.
    public var rules: [Row]
    /// Those under trial, those that would have fired most first.
    public var trials: [Row]

    public init(
        scope: ReportScope, received: Int, flagged: Int, decisions: Int, work: Double,
        rules: [Row], trials: [Row]
    ) {
        self.scope = scope
        self.received = received
        self.flagged = flagged
        self.decisions = decisions
        self.work = work
        self.rules = rules
        self.trials = trials
    }
}
