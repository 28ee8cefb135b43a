public import FoundationEssentials

/// Everything that reports count, of one period, as compactly as a million texts need.
///
/// **Shape**: `texts` are the texts that were written in the period, arrived in it or were decided in it,
/// in the order they arrived; `decisions` are those made in the period or on one of `texts`, in the order
/// they were made.
/// Indices point into these arrays.
/// All of it is as it stood at `scope.to`: what was decided or taken back later is not in it. A period is
/// told alike for ever, but for texts of it that arrive later, and for texts that are judged again.
/// **Units**: 56 bytes a text and as many a decision, 4 a finding.
public struct ReviewLedger: Sendable, Equatable {
    /// One revision of one comment.
    public struct Text: Sendable, Equatable {
        public var id: Int64
        public var comment: Int64
        /// When it was written, or else arrived, where its source gives no date.
        public var writtenAt: Date
        public var arrivedAt: Date
        /// Index into ``ReviewLedger/sources``.
        @Small public var source: Int
        /// 1 for a comment's first text.
        @Small public var revision: Int
        /// 0…4 of the newest assessment.
        @Small public var severity: Int
        /// The decision that stands on it, as an index into ``ReviewLedger/decisions``.
        @SmallIndex public var decision: Int?
        /// What the machine suggested last.
        public var route: Route
        /// Whether a later text of the comment had arrived.
        public var isReplaced: Bool
        /// Whether it is counted for the period: written in it, or for a public month arrived in it.
        public var isOfPeriod: Bool

        public init(
            id: Int64, comment: Int64, source: Int, revision: Int, writtenAt: Date,
            arrivedAt: Date, route: Route, severity: Int, decision: Int? = nil,
            isReplaced: Bool = false, isOfPeriod: Bool = true
        ) {
            self.id = id
            self.comment = comment
            self.source = source
            self.revision = revision
            self.writtenAt = writtenAt
            self.arrivedAt = arrivedAt
            self.route = route
            self.severity = severity
            self.decision = decision
            self.isReplaced = isReplaced
            self.isOfPeriod = isOfPeriod
        }
    }

    /// A decision or an undo.
    public struct Decision: Sendable, Equatable {
        public var id: Int64
        public var at: Date
        /// The decision that an undo took back, by its number.
        @RowNumber public var revokes: Int64?
        @RowNumber public var bulk: Int64?
        /// When it was taken back, if it was.
        public var undoneAt: Date?
        public var verdict: Verdict
        /// Index into ``ReviewLedger/texts``.
        @Small public var text: Int
        /// Index into ``ReviewLedger/moderators``.
        @Small public var moderator: Int
        /// Index into ``ReviewLedger/reasons``.
        @SmallIndex public var reason: Int?

        public init(
            id: Int64, text: Int, verdict: Verdict, reason: Int? = nil, moderator: Int, at: Date,
            revokes: Int64? = nil, undoneAt: Date? = nil, bulk: Int64? = nil
        ) {
            self.id = id
            self.text = text
            self.verdict = verdict
            self.reason = reason
            self.moderator = moderator
            self.at = at
            self.revokes = revokes
            self.undoneAt = undoneAt
            self.bulk = bulk
        }

        /// Whether it is a verdict of a person that nobody took back.
        public var stands: Bool { verdict != .undo && undoneAt == nil }
    }

    /// The texts in which a rule found something.
    public struct RuleFindings: Sendable, Equatable {
        public var rule: RuleID
        /// Category and title are as its newest finding tells them.
        public var category: CategoryID
        public var title: String
        /// Whether it acted, or was under trial.
        public var isActive: Bool
        /// Indices into ``ReviewLedger/texts``, ascending, each once.
        public var texts: [Int32]

        public init(
            rule: RuleID, category: CategoryID, title: String, isActive: Bool, texts: [Int32]
        ) {
            self.rule = rule
            self.category = category
            self.title = title
            self.isActive = isActive
            self.texts = texts
        }
    }

    /// An objection to a decision, whenever that was made.
    public struct Appeal: Sendable, Equatable {
        /// Index into ``ReviewLedger/reasons``; `nil` where the decision gave none.
        public var reason: Int?
        public var openedAt: Date
        public var due: Date
        /// How it was answered, and when; `nil` where it waited at the end.
        public var outcome: Moderation.Appeal.Outcome?
        public var answeredAt: Date?

        public init(
            reason: Int?, openedAt: Date, due: Date, outcome: Moderation.Appeal.Outcome? = nil,
            answeredAt: Date? = nil
        ) {
            self.reason = reason
            self.openedAt = openedAt
            self.due = due
            self.outcome = outcome
            self.answeredAt = answeredAt
        }
    }

    /// What readers reported of a text, or one notice.
    public struct Report: Sendable, Equatable {
        /// The revision's number, as ``Text/id``.
        public var text: Int64
        public var isNotice: Bool
        /// How many reports it stands for.
        public var count: Int
        public var at: Date
        /// When somebody answered it; `nil` where nobody had at the end.
        public var answeredAt: Date?

        public init(
            text: Int64, isNotice: Bool, count: Int, at: Date, answeredAt: Date? = nil
        ) {
            self.text = text
            self.isNotice = isNotice
            self.count = count
            self.at = at
            self.answeredAt = answeredAt
        }
    }

    /// The texts that have a label.
    public struct LabelTexts: Sendable, Equatable {
        public var label: LabelID
        /// Indices into ``ReviewLedger/texts``, ascending, each once.
        public var texts: [Int32]

        public init(label: LabelID, texts: [Int32]) {
            self.label = label
            self.texts = texts
        }
    }

    public var scope: ReportScope
    public var sources: [SourceName]
    /// Categories and `other`, as decisions name them.
    public var reasons: [String]
    public var moderators: [Moderator]
    public var texts: [Text]
    public var decisions: [Decision]
    /// Sorted by rule, the acting before those under trial; empty where it was not asked for.
    public var findings: [RuleFindings]
    /// Sorted by label; empty where it was not asked for.
    public var labels: [LabelTexts]
    /// All texts that waited for a person at the end, whenever they were written, oldest arrival first;
    /// without their decisions.
    public var backlog: [Text]
    /// Of all time until the end, in the order they came.
    public var appeals: [Appeal]
    /// Of all time until the end, in the order they came.
    public var reports: [Report]
    /// How many comments waited at the end because readers reported them.
    public var reportedComments = 0

    public init(
        scope: ReportScope, sources: [SourceName] = [], reasons: [String] = [],
        moderators: [Moderator] = [], texts: [Text] = [], decisions: [Decision] = [],
        findings: [RuleFindings] = [], labels: [LabelTexts] = [], backlog: [Text] = [],
        appeals: [Appeal] = [], reports: [Report] = []
    ) {
        self.scope = scope
        self.sources = sources
        self.reasons = reasons
        self.moderators = moderators
        self.texts = texts
        self.decisions = decisions
        self.findings = findings
        self.labels = labels
        self.backlog = backlog
        self.appeals = appeals
        self.reports = reports
    }

    /// The verdict that stands on a text; `nil` where none does.
    public func verdict(on text: Text) -> Verdict? { text.decision.map { decisions[$0].verdict } }

    /// The decisions that stand and were made in the period; found anew by each who goes through them, as
    /// a copy of a million takes longer than to count them.
    public var standing: some Sequence<Decision> {
        decisions.lazy.filter { [scope] in $0.stands && scope.contains($0.at) }
    }
}
