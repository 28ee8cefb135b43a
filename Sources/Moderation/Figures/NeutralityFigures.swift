/// The figures of `report neutrality` for one period.
///
/// **Never** holds who decided, and nothing of what side a text is on: the desk does not know it.
public struct NeutralityFigures: Sendable, Equatable {
    /// By what a group of texts is told from the rest.
    public enum Trait: String, Sendable, CaseIterable {
        /// A label that says whom a text is about.
        case target
        case language
        /// Any other label.
        case label
        case source
    }

    /// A group held against all other texts of the same population.
    public struct Comparison: Sendable, Equatable {
        public var trait: Trait
        /// A label, a source, or a language as a code; ``unknownLanguage`` where it cannot be told.
        public var id: String
        public var title: String
        public var group: Proportion
        public var rest: Proportion

        public init(
            trait: Trait, id: String, title: String, group: Proportion, rest: Proportion
        ) {
            self.trait = trait
            self.id = id
            self.title = title
            self.group = group
            self.rest = rest
        }

        /// Whether both sides have ``NeutralityFigures/fewest``, what was decided as one act being one.
        var hasEnough: Bool { min(group.effective, rest.effective) >= Double(fewest) }
        /// `nil` where a side has too few.
        public var ratio: RateRatio? { hasEnough ? RateRatio(group, rest) : nil }
        /// How many each side must have; `nil` where no rate of the rest tells.
        public var needed: Int? { rest.share.flatMap(RateRatio.needed) }

        public var finding: Finding {
            if let ratio {
                if ratio.standsOut { return ratio.isMore ? .more : .less }
                if ratio.low > 1 || ratio.high.map({ $0 < 1 }) ?? false { return .slight }
            }
            guard let needed else { return isAtEnd ? .alike : .tooFew }
            let isEnough = ratio != nil && min(group.effective, rest.effective) >= Double(needed)
            return isEnough ? .alike : .tooFew
        }

        /// Whether both sides are sure to be within ``NeutralityFigures/nearEnd`` of never, or of always.
        private var isAtEnd: Bool {
            guard let group = WilsonInterval(group), let rest = WilsonInterval(rest) else {
                return false
            }
            return max(group.high, rest.high) <= nearEnd || min(group.low, rest.low) >= 1 - nearEnd
        }

        /// Whether it is the other with its sides changed, as of two groups that are all there is: one
        /// ratio is the other's inverse, and tells nothing new.
        public func mirrors(_ other: Self) -> Bool {
            trait == other.trait && id != other.id && group == other.rest && rest == other.group
        }
    }

    /// What a comparison comes to.
    public enum Finding: String, Sendable {
        /// The interval leaves out 1, and the ratio is over 1.25.
        case more
        /// The interval leaves out 1, and the ratio is under 0.8.
        case less
        /// The interval leaves out 1, and the ratio is nearer to it.
        case slight
        /// The interval holds 1, and there are enough on both sides to have noticed a difference.
        case alike
        case tooFew = "too-few"
    }

    /// A rule's upheld share among texts in one language, held against those in others.
    public struct RuleLanguage: Sendable, Equatable {
        public var rule: RuleID
        public var title: String
        public var comparison: Comparison

        public init(rule: RuleID, title: String, comparison: Comparison) {
            self.rule = rule
            self.title = title
            self.comparison = comparison
        }
    }

    /// One day's standing decisions, by the local day they were made.
    public struct Day: Sendable, Equatable {
        /// `YYYY-MM-DD`.
        public var day: String
        public var removed: Proportion

        public init(day: String, removed: Proportion) {
            self.day = day
            self.removed = removed
        }
    }

    /// How far apart those who decide are, without saying who.
    public struct Moderators: Sendable, Equatable {
        public var all: Int
        /// Removal rates of those with ``NeutralityFigures/fewestDecisions`` or more, in whole percents and
        /// ascending; empty where they are fewer than ``NeutralityFigures/fewestModerators``, as each could
        /// tell the others'.
        public var rates: [Double]
        public var compared: Int

        public init(all: Int, compared: Int, rates: [Double]) {
            self.all = all
            self.compared = compared
            self.rates = rates
        }
    }

    public static let unknownLanguage = "none"
    /// Fewer texts on a side make no ratio, fewer acts of decision no rate of a person, fewer people no
    /// spread, and fewer no ends of it: the lowest and the highest are somebody's own.
    ///
    /// **Source**: ours; ten is the least cell that public figures show (`civic.md`, E).
    public static let fewest = 10
    public static let fewestDecisions = 20
    public static let fewestModerators = 5
    public static let fewestForEnds = 10
    /// How near to never or to always both sides are sure to be where no ratio can say that they are alike.
    ///
    /// **Source**: ours.
    public static let nearEnd = 0.01

    public var scope: ReportScope
    /// Of the texts of the period, those that the machine put before a person.
    public var flagged: Proportion
    /// Of those decided in the period, those that were hidden or marked as spam.
    public var removed: Proportion
    /// Texts read for their language, of those received and of those decided.
    public var sampledReceived: Int
    public var sampledDecided: Int
    /// Texts that were to be read for it and could not: their words were purged or erased since.
    public var unreadReceived = 0
    public var unreadDecided = 0
    public var flagRates: [Comparison]
    public var removalRates: [Comparison]
    public var ruleLanguages: [RuleLanguage]
    public var days: [Day]
    public var moderators: Moderators
    /// What the policy makes of sentences that say the same about both sides; `nil` where it has none.
    public var trial: NeutralityTrial?

    public init(
        scope: ReportScope, flagged: Proportion, removed: Proportion, sampledReceived: Int,
        sampledDecided: Int, flagRates: [Comparison], removalRates: [Comparison],
        ruleLanguages: [RuleLanguage], days: [Day], moderators: Moderators,
        trial: NeutralityTrial? = nil
    ) {
        self.scope = scope
        self.flagged = flagged
        self.removed = removed
        self.sampledReceived = sampledReceived
        self.sampledDecided = sampledDecided
        self.flagRates = flagRates
        self.removalRates = removalRates
        self.ruleLanguages = ruleLanguages
        self.days = days
        self.moderators = moderators
        self.trial = trial
    }
}
