public import FoundationEssentials

/// A commenter's objection to a decision; decided by somebody else than decided first.
public struct Appeal: Sendable, Equatable {
    public enum Outcome: String, Sendable, CaseIterable {
        /// The decision stands.
        case uphold
        /// The comment is shown again.
        case restore
    }

    public struct Answer: Sendable, Equatable {
        public var outcome: Outcome
        public var note: String?
        public var by: Moderator
        public var at: Date

        public init(outcome: Outcome, note: String?, by: Moderator, at: Date) {
            self.outcome = outcome
            self.note = note
            self.by = by
            self.at = at
        }
    }

    public var id: Int64
    /// The decision that is objected to.
    public var decision: Decision
    /// What the commenter says; it may quote the comment.
    public var text: String
    /// How to reach the commenter, if they said so.
    public var contact: String?
    /// Who entered it.
    public var enteredBy: Moderator
    public var openedAt: Date
    /// When it should have been answered.
    public var due: Date
    public var answer: Answer?

    public init(
        id: Int64, decision: Decision, text: String, contact: String?, enteredBy: Moderator,
        openedAt: Date, due: Date, answer: Answer? = nil
    ) {
        self.id = id
        self.decision = decision
        self.text = text
        self.contact = contact
        self.enteredBy = enteredBy
        self.openedAt = openedAt
        self.due = due
        self.answer = answer
    }
}

/// How long a desk gives appeals, in seconds.
public struct AppealTerms: Sendable, Equatable {
    /// After the decision, to object.
    public var toOpen: Double
    /// After the objection, to answer it.
    public var toAnswer: Double

    /// Six months at their longest, in days.
    ///
    /// **Source**: Regulation (EU) 2022/2065 Art. 20(1) asks for six months at least; from 1 March to
    /// 1 September, for one, they have 184 days.
    public static let sixMonths = 184

    /// **Source**: six months to object and a day, so that a letter that names whole days only still gives
    /// ``sixMonths``; the fortnight to answer is ours: the regulation asks for "a timely manner"
    /// (Art. 20(4)).
    public static let usual = AppealTerms(
        toOpen: Double(sixMonths + 1) * 86_400, toAnswer: 14 * 86_400)

    public init(toOpen: Double, toAnswer: Double) {
        self.toOpen = toOpen
        self.toAnswer = toAnswer
    }
}
