public import FoundationEssentials

/// What the public report of a month is made from; nothing is withheld here yet.
public struct TransparencyFigures: Sendable, Equatable {
    /// What people gave as the reason, and what became of it.
    public struct GroundRow: Sendable, Equatable {
        /// A category's id or `other`; `nil` where none was given.
        public var reason: String?
        public var title: String
        public var hidden = 0
        public var spam = 0
        /// Appeals answered in the month.
        public var upheld = 0
        public var restored = 0

        public init(reason: String?, title: String) {
            self.reason = reason
            self.title = title
        }
    }

    /// How a text came before a person.
    public enum Detection: String, Sendable, CaseIterable {
        case notice, readers, rule, person
    }

    public struct DetectionRow: Sendable, Equatable {
        public var detection: Detection
        public var approved = 0
        public var removed = 0

        public init(_ detection: Detection) { self.detection = detection }
    }

    /// A category of the policy, as it is published.
    public struct PublishedCategory: Sendable, Equatable {
        public var id: CategoryID
        public var title: String
        public var definition: String
        public var notIncluded: String
        /// The most that the machine may suggest; `nil` is a label only.
        public var ceiling: Route?

        public init(
            id: CategoryID, title: String, definition: String, notIncluded: String,
            ceiling: Route?
        ) {
            self.id = id
            self.title = title
            self.definition = definition
            self.notIncluded = notIncluded
            self.ceiling = ceiling
        }
    }

    /// A rule of the policy, as it is published.
    public struct PublishedRule: Sendable, Equatable {
        public var id: RuleID
        public var title: String
        public var subject: String

        public init(id: RuleID, title: String, subject: String) {
            self.id = id
            self.title = title
            self.subject = subject
        }
    }

    public var summary: SummaryFigures
    /// When the desk's first text arrived; `nil` where that is not known.
    public var began: Date?
    public var grounds: [GroundRow]
    public var detections: [DetectionRow]
    public var appealsOpened: Int
    /// Answered in the month.
    public var appealsUpheld: Int
    public var appealsRestored: Int
    public var notices: Int
    /// Seconds from a notice to its answer, of those answered in the month, ascending.
    public var secondsToNoticeAnswer: [Double]
    /// Single reports of readers.
    public var readerReports: Int
    public var categories: [PublishedCategory]
    public var rules: [PublishedRule]

    public init(
        summary: SummaryFigures, grounds: [GroundRow] = [], detections: [DetectionRow] = [],
        appealsOpened: Int = 0, appealsUpheld: Int = 0, appealsRestored: Int = 0,
        notices: Int = 0, secondsToNoticeAnswer: [Double] = [], readerReports: Int = 0,
        categories: [PublishedCategory] = [], rules: [PublishedRule] = []
    ) {
        self.summary = summary
        self.grounds = grounds
        self.detections = detections
        self.appealsOpened = appealsOpened
        self.appealsUpheld = appealsUpheld
        self.appealsRestored = appealsRestored
        self.notices = notices
        self.secondsToNoticeAnswer = secondsToNoticeAnswer
        self.readerReports = readerReports
        self.categories = categories
        self.rules = rules
    }
}
