public import FoundationEssentials

/// What an author is told about a decision on their comment.
///
/// **Never** holds words of anybody but the author, a name, or a private note.
/// **Source**: Regulation (EU) 2022/2065 Art. 17(3) a–f; what holds for every statement stands in
/// ``StatementTerms``.
public struct StatementOfReasons: Sendable, Equatable {
    public enum Kind: String, Sendable, CaseIterable {
        /// The comment is not shown.
        case restriction
        /// The decision that kept it from being shown was taken back.
        case reinstatement
    }

    /// What made somebody look.
    public enum Origin: String, Sendable, CaseIterable {
        case ownInitiative = "own-initiative"
        case readerReports = "reader-reports"
        /// A notice of illegal content (Art. 16); never whose.
        case notice
    }

    /// What one rule found in the author's own words.
    public struct Finding: Sendable, Equatable {
        public var rule: RuleID
        public var title: String
        /// As they stand in the comment, each once, in its order; empty where it measures the whole, and
        /// where the text was purged.
        public var words: [String]

        public init(rule: RuleID, title: String, words: [String]) {
            self.rule = rule
            self.title = title
            self.words = words
        }
    }

    /// The one that hid the comment, or marked it as spam.
    public var decision: Decision
    /// What took it back.
    public var undo: Decision?
    public var articleURL: String?
    /// When the comment was written, if its source says.
    public var writtenAt: Date?
    /// Of the category that the decision names, in the comment's order; may be empty.
    public var findings: [Finding]
    /// Whether a rule put the comment before a person, or found what the decision names.
    public var wasDetectedByRule: Bool
    public var origin: Origin
    /// A sentence of the desk to the author.
    public var said: String?
    /// Whether the desk has let the text go since, of which all else stays.
    public var isPurged: Bool

    public init(
        decision: Decision, undo: Decision? = nil, articleURL: String? = nil,
        writtenAt: Date? = nil, findings: [Finding] = [], wasDetectedByRule: Bool = false,
        origin: Origin = .ownInitiative, said: String? = nil, isPurged: Bool = false
    ) {
        self.decision = decision
        self.undo = undo
        self.articleURL = articleURL
        self.writtenAt = writtenAt
        self.findings = findings
        self.wasDetectedByRule = wasDetectedByRule
        self.origin = origin
        self.said = said
        self.isPurged = isPurged
    }

    public var kind: Kind { undo == nil ? .restriction : .reinstatement }

    /// The decision that it tells of; it only grows from one statement to the next.
    public var seq: Int64 { undo?.id ?? decision.id }

    /// Whether it is about what Art. 17(2) excepts: deceptive high-volume commercial content.
    public var isAboutSpam: Bool { decision.verdict == .spam }

    /// Whether the reason is one that only the private note explains, so that the desk has to say more.
    public var needsWords: Bool {
        kind == .restriction && decision.reason == "other" && (said ?? "").isEmpty
    }
}
