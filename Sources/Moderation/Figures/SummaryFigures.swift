public import FoundationEssentials

/// The figures of `report summary` for one period.
///
/// **Units**: all counts are of revisions unless said otherwise.
/// Definitions of rates are fixed in the report itself.
public struct SummaryFigures: Sendable, Equatable {
    /// One day's volume, by the local day of the desk's time zone.
    public struct Day: Sendable, Equatable {
        /// `YYYY-MM-DD`.
        public var day: String
        public var received: Int
        public var queued: Int
        public var held: Int

        public init(day: String, received: Int, queued: Int, held: Int) {
            self.day = day
            self.received = received
            self.queued = queued
            self.held = held
        }
    }

    public struct CategoryRow: Sendable, Equatable {
        public var category: CategoryID
        public var title: String
        /// Revisions with at least one acting signal here.
        public var flagged: Int
        public var approved: Int
        public var hidden: Int
        public var spam: Int

        public init(
            category: CategoryID, title: String, flagged: Int, approved: Int, hidden: Int,
            spam: Int
        ) {
            self.category = category
            self.title = title
            self.flagged = flagged
            self.approved = approved
            self.hidden = hidden
            self.spam = spam
        }
    }

    public struct RuleRow: Sendable, Equatable {
        public var rule: RuleID
        public var title: String
        public var fired: Int
        /// Of those fired, the ones a person has decided, and of them those hidden or marked as spam; as
        /// ``RuleFigures/Row/judged``.
        public var judged: Proportion
        public var decided: Int { judged.of }
        public var upheld: Int { judged.hits }

        public init(rule: RuleID, title: String, fired: Int, judged: Proportion) {
            self.rule = rule
            self.title = title
            self.fired = fired
            self.judged = judged
        }
    }

    public struct SourceRow: Sendable, Equatable {
        public var source: SourceName
        public var received: Int
        public var open: Int

        public init(source: SourceName, received: Int, open: Int) {
            self.source = source
            self.received = received
            self.open = open
        }
    }

    public var scope: ReportScope
    public var received: Int
    public var edited: Int
    public var routes: [Route: Int]
    public var approved: Int
    public var hidden: Int
    public var spam: Int
    public var undone: Int
    public var open: Int
    public var oldestOpen: Date?
    public var setAside: Int
    /// Seconds from ingest to the standing decision, ascending.
    public var secondsToDecision: [Double]
    public var days: [Day]
    public var categories: [CategoryRow]
    public var rules: [RuleRow]
    public var sources: [SourceRow]

    public init(
        scope: ReportScope, received: Int, edited: Int, routes: [Route: Int], approved: Int,
        hidden: Int, spam: Int, undone: Int, open: Int, oldestOpen: Date?, setAside: Int,
        secondsToDecision: [Double], days: [Day], categories: [CategoryRow], rules: [RuleRow],
        sources: [SourceRow]
    ) {
        self.scope = scope
        self.received = received
        self.edited = edited
        self.routes = routes
        self.approved = approved
        self.hidden = hidden
        self.spam = spam
        self.undone = undone
        self.open = open
        self.oldestOpen = oldestOpen
        self.setAside = setAside
        self.secondsToDecision = secondsToDecision
        self.days = days
        self.categories = categories
        self.rules = rules
        self.sources = sources
    }
}
