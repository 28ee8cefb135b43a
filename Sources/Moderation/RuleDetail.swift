/// Everything about one rule in words, for a clerk who reads it and a list that shows it.
public struct RuleDetail: Sendable, Equatable {
    public struct Example: Sendable, Equatable {
        public enum Kind: String, Sendable, CaseIterable {
            case match, noMatch = "no_match", knownMiss = "known_miss"
        }
        public var kind: Kind
        public var text: String
        /// What the desk is taken to know around it, in half sentences; may be empty.
        public var given: [String]
        public var because: String?

        public init(kind: Kind, text: String, given: [String] = [], because: String?) {
            self.kind = kind
            self.text = text
            self.given = given
            self.because = because
        }
    }

    public var id: RuleID
    /// Old names of the rule; may be empty.
    public var formerly: [RuleID]
    public var pack: String
    public var title: String
    /// The category or label it speaks about.
    public var subject: String
    /// What people call that category or label.
    public var subjectTitle: String
    public var isLabel: Bool
    /// Negative takes points away; 0 for a label.
    public var points: Int
    public var family: String
    /// `draft`, `shadow`, `active`, or `off` when the desk switched it off.
    public var status: String
    /// Why the desk's last ingest ran an active rule in shadow; its status is `shadow` then.
    public private(set) var shadowed: ShadowedRule?
    public var tellModerator: String
    public var tellAuthor: String?
    /// What it looks for, in sentences.
    public var looksFor: [String]
    /// What takes a hit back, in sentences; may be empty.
    public var exceptions: [String]
    /// Where and when it applies, in sentences; empty is always and everywhere.
    public var conditions: [String]
    /// What it does not judge: `quoted`, `links`.
    public var skips: [String]
    public var seesThrough: [String]
    public var examples: [Example]
    public var because: String?
    public var owner: String?
    public var references: [String]
    /// `file:line`.
    public var place: String

    public init(
        id: RuleID, formerly: [RuleID], pack: String, title: String, subject: String,
        subjectTitle: String, isLabel: Bool, points: Int, family: String, status: String,
        tellModerator: String, tellAuthor: String?, looksFor: [String], exceptions: [String],
        conditions: [String], skips: [String], seesThrough: [String], examples: [Example],
        because: String?, owner: String?, references: [String], place: String
    ) {
        self.id = id
        self.formerly = formerly
        self.pack = pack
        self.title = title
        self.subject = subject
        self.subjectTitle = subjectTitle
        self.isLabel = isLabel
        self.points = points
        self.family = family
        self.status = status
        self.tellModerator = tellModerator
        self.tellAuthor = tellAuthor
        self.looksFor = looksFor
        self.exceptions = exceptions
        self.conditions = conditions
        self.skips = skips
        self.seesThrough = seesThrough
        self.examples = examples
        self.because = because
        self.owner = owner
        self.references = references
        self.place = place
    }

    /// Whether the rule has this name, or had it.
    public func isNamed(_ name: RuleID) -> Bool { id == name || formerly.contains(name) }

    /// The rule as the desk's last ingest ran it: one that it held back is in shadow.
    ///
    /// - Parameter shadowed: the rules of that ingest that hit too much to act.
    public func asRun(_ shadowed: [ShadowedRule]) -> RuleDetail {
        guard status == "active", let held = shadowed.first(where: { isNamed($0.rule) }) else {
            return self
        }
        var rule = self
        rule.status = "shadow"
        rule.shadowed = held
        return rule
    }

    public func count(of kind: Example.Kind) -> Int { examples.count { $0.kind == kind } }
}
