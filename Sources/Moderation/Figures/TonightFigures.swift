public import FoundationEssentials

/// What waits at a desk, and what changed since somebody was last told.
public struct TonightFigures: Sendable, Equatable {
    /// What waits of one severity.
    public struct SeverityRow: Sendable, Equatable {
        /// 0 (a label) … 4 (an emergency).
        public var severity: Int
        /// Seconds since each arrived, ascending.
        public var ages: [Double]
        /// Of them, those that the machine would keep from view.
        public var held: Int
        /// Of them, those that arrived since.
        public var new: Int

        public init(severity: Int, ages: [Double], held: Int, new: Int) {
            self.severity = severity
            self.ages = ages
            self.held = held
            self.new = new
        }
    }

    /// One text that a person should look at first.
    public struct First: Sendable, Equatable {
        public var comment: CommentKey
        public var severity: Int
        public var route: Route
        public var arrivedAt: Date

        public init(comment: CommentKey, severity: Int, route: Route, arrivedAt: Date) {
            self.comment = comment
            self.severity = severity
            self.route = route
            self.arrivedAt = arrivedAt
        }
    }

    public var scope: ReportScope
    /// Gravest first; those of which nothing waits are absent.
    public var waiting: [SeverityRow]
    /// Gravest first, then the oldest.
    public var first: [First]
    /// Since `scope.from`.
    public var received: Int
    public var approved: Int
    public var hidden: Int
    public var spam: Int
    public var undone: Int
    public var setAside: Int
    public var appealsWaiting: Int
    public var appealsOverdue: Int
    public var nextAppealDue: Date?
    public var noticesWaiting: Int
    /// Comments that wait because readers reported them.
    public var reportedWaiting: Int
    /// When an ingest last ended; `nil` where none ever did.
    public var lastIngest: Date?

    public init(
        scope: ReportScope, waiting: [SeverityRow] = [], first: [First] = [], received: Int = 0,
        approved: Int = 0, hidden: Int = 0, spam: Int = 0, undone: Int = 0, setAside: Int = 0,
        appealsWaiting: Int = 0, appealsOverdue: Int = 0, nextAppealDue: Date? = nil,
        noticesWaiting: Int = 0, reportedWaiting: Int = 0, lastIngest: Date? = nil
    ) {
        self.scope = scope
        self.waiting = waiting
        self.first = first
        self.received = received
        self.approved = approved
        self.hidden = hidden
        self.spam = spam
        self.undone = undone
        self.setAside = setAside
        self.appealsWaiting = appealsWaiting
        self.appealsOverdue = appealsOverdue
        self.nextAppealDue = nextAppealDue
        self.noticesWaiting = noticesWaiting
        self.reportedWaiting = reportedWaiting
        self.lastIngest = lastIngest
    }
}

extension TonightFigures {
    /// How many texts a mail can name before nobody reads them.
    public static let mostFirst = 5

    /// Counts a ledger.
    ///
    /// - Parameter first: the texts at the head of ``ReviewLedger/gravest``.
    public init(_ ledger: ReviewLedger, first: [First], setAside: Int, lastIngest: Date?) {
        let scope = ledger.scope
        let standing = ledger.standing
        func made(_ verdict: Verdict) -> Int { standing.count { $0.verdict == verdict } }
        let appeals = ledger.appeals.filter { $0.answeredAt == nil }
        let reports = ledger.reports.filter { $0.answeredAt == nil }
        self.init(
            scope: scope,
            waiting: Dictionary(grouping: ledger.backlog, by: \.severity).map { severity, texts in
                SeverityRow(
                    severity: severity,
                    ages: texts.map { max(0, scope.to.timeIntervalSince($0.arrivedAt)) }.sorted(),
                    held: texts.count { $0.route >= .hold },
                    new: texts.count { scope.contains($0.arrivedAt) })
            }.sorted { $0.severity > $1.severity }, first: first,
            received: ledger.texts.count { scope.contains($0.arrivedAt) },
            approved: made(.approve), hidden: made(.hide), spam: made(.spam),
            undone: ledger.decisions.count { $0.verdict == .undo && scope.contains($0.at) },
            setAside: setAside, appealsWaiting: appeals.count,
            appealsOverdue: appeals.count { $0.due < scope.to },
            nextAppealDue: appeals.map(\.due).filter { $0 >= scope.to }.min(),
            noticesWaiting: reports.count(where: \.isNotice),
            reportedWaiting: ledger.reportedComments,
            lastIngest: lastIngest)
    }
}

extension ReviewLedger {
    /// What waits, gravest first, then the oldest.
    public var gravest: [Text] {
        backlog.sorted { ($1.severity, $0.arrivedAt, $0.id) < ($0.severity, $1.arrivedAt, $1.id) }
    }
}
