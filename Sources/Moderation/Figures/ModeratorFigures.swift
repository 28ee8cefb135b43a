public import FoundationEssentials

/// What people did at a desk besides deciding, of one period, as far as their figures need it.
public struct ModeratorActs: Sendable, Equatable {
    public struct Moment: Sendable, Equatable {
        public var by: Moderator
        public var at: Date

        public init(by: Moderator, at: Date) {
            self.by = by
            self.at = at
        }
    }

    public struct Opinion: Sendable, Equatable {
        public var first: Moderator
        public var second: Moderator
        /// Whether both would show the text, or both would not.
        public var agrees: Bool

        public init(first: Moderator, second: Moderator, agrees: Bool) {
            self.first = first
            self.second = second
            self.agrees = agrees
        }
    }

    /// Notes, escalations, answers and second opinions; in any order.
    public var moments: [Moment]
    /// Second opinions given in the period.
    public var opinions: [Opinion]
    /// Decisions that an appeal overturned by the end of the period, by their numbers.
    public var overturned: Set<Int64>

    public init(
        moments: [Moment] = [], opinions: [Opinion] = [], overturned: Set<Int64> = []
    ) {
        self.moments = moments
        self.opinions = opinions
        self.overturned = overturned
    }
}

/// The figures of `report moderators`: private, for a lead and for the person themselves.
///
/// **Never** ranks: people stand in the order of their names.
public struct ModeratorFigures: Sendable, Equatable {
    /// What one person, or all who are shown together, did.
    public struct Tally: Sendable, Equatable {
        /// Decisions of the period that stand at its end.
        public var approved = 0
        public var hidden = 0
        public var spam = 0
        /// Those that somebody else took back by then, also for an appeal.
        public var undoneByOthers = 0
        /// Those that they took back themselves.
        public var undoneThemselves = 0
        /// Those that an appeal overturned by then.
        public var overturned = 0
        /// Decisions on texts of severity 3 and 4.
        public var severe = 0
        /// Second opinions of the period in which they were one of the two, and those that agree.
        public var pairs = 0
        public var agreeing = 0
        /// How many of those that stand were made in each act of many, by its number.
        public var bulks: [Int64: Int] = [:]
        /// Seconds from one act to the next within a session, ascending.
        public var steps: [Double] = []

        public init() {}

        public var removed: Int { hidden + spam }
        /// Those that stand.
        public var standing: Int { approved + removed }
        /// Of those that stand, the ones that removed a text.
        public var removal: Proportion { Proportion(removed, of: standing, bulks: bulks) }
        /// All that were made in the period.
        public var decided: Int { standing + undoneByOthers + undoneThemselves }
    }

    public struct Person: Sendable, Equatable {
        public var name: Moderator
        public var tally: Tally

        public init(name: Moderator, tally: Tally) {
            self.name = name
            self.tally = tally
        }
    }

    /// A pause that ends a session, in seconds.
    ///
    /// **Source**: half an hour, as web analytics has parted visits since Catledge and Pitkow,
    /// "Characterizing browsing strategies in the World-Wide Web" (1995), who found 25.5 minutes.
    public static let pause = 1_800.0

    public var scope: ReportScope
    /// The one person who is told of here, and nobody else; `nil` for everybody.
    public var only: Moderator?
    /// In the order of their names.
    public var people: [Person]
    /// All who are told of together.
    public var whole: Tally
    /// How many of them did anything in the period.
    public var active: Int
    /// Decisions by weekday, Monday first, and hour of the day in the desk's time zone.
    public var hours: [[Int]]
    /// Different hours in which a person decided, added up over people.
    public var activeHours: Int
    /// How long each of their sessions lasted from its first act to its last, in seconds, ascending.
    public var sessions: [Double]

    public init(
        scope: ReportScope, only: Moderator? = nil, people: [Person] = [], whole: Tally = Tally(),
        active: Int = 0, hours: [[Int]] = Self.noHours, activeHours: Int = 0,
        sessions: [Double] = []
    ) {
        self.scope = scope
        self.only = only
        self.people = people
        self.whole = whole
        self.active = active
        self.hours = hours
        self.activeHours = activeHours
        self.sessions = sessions
    }

    public static let noHours = [[Int]](repeating: [Int](repeating: 0, count: 24), count: 7)
}
