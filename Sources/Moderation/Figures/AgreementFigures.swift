/// What two people made of one text, of whom the second was asked to judge without being shown the first.
public struct DoubleDecision: Sendable, Equatable {
    public struct Judgement: Sendable, Equatable {
        public var verdict: Verdict
        /// A category or `other`; only a removal is counted by it.
        public var reason: String?

        public init(_ verdict: Verdict, reason: String? = nil) {
            self.verdict = verdict
            self.reason = reason
        }

        var removal: String? { verdict == .approve ? nil : reason ?? verdict.rawValue }
        var visibility: String { verdict == .approve ? "shown" : "removed" }
    }

    public var first: Judgement
    public var second: Judgement
    /// In which an acting rule found something, by the text's newest assessment; sorted.
    public var categories: [CategoryID]
    /// Whether the first decision was taken back by the end of the period.
    public var isTakenBack: Bool

    public init(
        first: Judgement, second: Judgement, categories: [CategoryID] = [],
        isTakenBack: Bool = false
    ) {
        self.first = first
        self.second = second
        self.categories = categories
        self.isTakenBack = isTakenBack
    }
}

/// An appeal that was answered.
public struct AnsweredAppeal: Sendable, Equatable {
    /// Of the decision that was appealed.
    public var reason: String
    public var outcome: Appeal.Outcome

    public init(reason: String, outcome: Appeal.Outcome) {
        self.reason = reason
        self.outcome = outcome
    }
}

/// The figures of `report agreement`: never with the name of anybody.
public struct AgreementFigures: Sendable, Equatable {
    /// What second people made of removals for one reason.
    public struct ReasonRow: Sendable, Equatable {
        public var reason: String
        public var title: String
        /// Pairs in which somebody named the reason.
        public var pairs = 0
        /// Both named it.
        public var same = 0
        /// Both would remove the text, the other for another reason.
        public var other = 0
        /// The other would show the text.
        public var shown = 0

        public init(
            reason: String, title: String, pairs: Int = 0, same: Int = 0, other: Int = 0,
            shown: Int = 0
        ) {
            self.reason = reason
            self.title = title
            self.pairs = pairs
            self.same = same
            self.other = other
            self.shown = shown
        }
    }

    /// How often people differed over texts in which the machine found something of a category.
    public struct CategoryRow: Sendable, Equatable {
        public var category: CategoryID
        public var title: String
        public var pairs = 0
        /// Their verdicts were not the same.
        public var differing = 0

        public init(category: CategoryID, title: String, pairs: Int = 0, differing: Int = 0) {
            self.category = category
            self.title = title
            self.pairs = pairs
            self.differing = differing
        }
    }

    public struct AppealRow: Sendable, Equatable {
        public var reason: String
        public var title: String
        public var answered = 0
        public var restored = 0

        public init(reason: String, title: String, answered: Int = 0, restored: Int = 0) {
            self.reason = reason
            self.title = title
            self.answered = answered
            self.restored = restored
        }
    }

    /// Verdicts in the order of ``matrix``.
    public static let verdicts: [Verdict] = [.approve, .hide, .spam]

    public var scope: ReportScope
    /// Decisions of the period that a second person was to give, too.
    public var asked: Int
    /// Of those the ones that still waited for it at the end.
    public var waiting: Int
    /// Second opinions given in the period.
    public var pairs: Int
    /// Pairs whose first decision was taken back by the end.
    public var takenBack: Int
    /// Whether the text should be seen.
    public var visibility: NominalAgreement
    public var verdict: NominalAgreement
    /// Of pairs in which both would remove the text.
    public var reason: NominalAgreement
    /// Pairs by both verdicts, whoever was first: a pair of two stands in both cells.
    public var matrix: [[Int]]
    /// Most disagreement first.
    public var reasons: [ReasonRow]
    public var categories: [CategoryRow]
    /// Appeals answered in the period, most restored first.
    public var appeals: [AppealRow]

    /// - Parameters:
    ///   - pairs: second opinions given in the period.
    ///   - titles: what categories are called; one without a title is told by its id.
    /// - Complexity: O(pairs).
    public init(
        scope: ReportScope, asked: Int, waiting: Int, pairs: [DoubleDecision],
        appeals: [AnsweredAppeal], titles: [CategoryID: String]
    ) {
        self.scope = scope
        self.asked = asked
        self.waiting = waiting
        self.pairs = pairs.count
        takenBack = pairs.count(where: \.isTakenBack)
        visibility = NominalAgreement(
            pairs.map { [$0.first.visibility, $0.second.visibility] }, possible: 2)
        verdict = NominalAgreement(
            pairs.map { [$0.first.verdict.rawValue, $0.second.verdict.rawValue] },
            possible: Self.verdicts.count)
        reason = NominalAgreement(
            pairs.compactMap { pair in
                guard let first = pair.first.removal, let second = pair.second.removal else {
                    return nil
                }
                return [first, second]
            })
        matrix = Self.matrix(pairs)
        func title(_ reason: String) -> String {
            titles[CategoryID(reason)] ?? (reason == "other" ? "Other" : reason)
        }
        reasons = Self.reasons(pairs, title)
        categories = Self.categories(pairs, title)
        self.appeals = Self.appeals(appeals, title)
    }

    private static func matrix(_ pairs: [DoubleDecision]) -> [[Int]] {
        var matrix = verdicts.map { _ in verdicts.map { _ in 0 } }
        for pair in pairs {
            guard let first = verdicts.firstIndex(of: pair.first.verdict),
                let second = verdicts.firstIndex(of: pair.second.verdict)
            else { continue }
            matrix[first][second] += 1
            if first != second { matrix[second][first] += 1 }
        }
        return matrix
    }

    private static func reasons(
        _ pairs: [DoubleDecision], _ title: (String) -> String
    ) -> [ReasonRow] {
        var rows: [String: ReasonRow] = [:]
        for pair in pairs {
            let named = [pair.first.removal, pair.second.removal].compactMap(\.self)
            for reason in Set(named) {
                var row = rows[reason] ?? ReasonRow(reason: reason, title: title(reason))
                row.pairs += 1
                if named.count < 2 {
                    row.shown += 1
                } else if named[0] == named[1] {
                    row.same += 1
                } else {
                    row.other += 1
                }
                rows[reason] = row
            }
        }
        return rows.values.sorted {
            ($1.pairs - $1.same, $1.pairs, $0.reason) < ($0.pairs - $0.same, $0.pairs, $1.reason)
        }
    }

    private static func categories(
        _ pairs: [DoubleDecision], _ title: (String) -> String
    ) -> [CategoryRow] {
        var rows: [CategoryID: CategoryRow] = [:]
        for pair in pairs {
            for category in pair.categories {
                var row =
                    rows[category]
                    ?? CategoryRow(category: category, title: title(category.rawValue))
                row.pairs += 1
                if pair.first.verdict != pair.second.verdict { row.differing += 1 }
                rows[category] = row
            }
        }
        return rows.values.sorted {
            ($1.differing, $1.pairs, $0.category) < ($0.differing, $0.pairs, $1.category)
        }
    }

    private static func appeals(
        _ appeals: [AnsweredAppeal], _ title: (String) -> String
    ) -> [AppealRow] {
        var rows: [String: AppealRow] = [:]
        for appeal in appeals {
            var row =
                rows[appeal.reason] ?? AppealRow(reason: appeal.reason, title: title(appeal.reason))
            row.answered += 1
            if appeal.outcome == .restore { row.restored += 1 }
            rows[appeal.reason] = row
        }
        return rows.values.sorted {
            ($1.restored, $1.answered, $0.reason) < ($0.restored, $0.answered, $1.reason)
        }
    }
}
