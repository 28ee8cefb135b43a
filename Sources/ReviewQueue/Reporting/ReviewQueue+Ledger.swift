import FoundationEssentials
import GRDB
public import Moderation

extension ReviewQueue {
    /// What reports count, of one period, from one reading transaction.
    ///
    /// - Parameter withFindings: whether what rules found is wanted, too.
    /// - Complexity: O(texts and decisions of the desk) in time, of the period in memory.
    public func ledger(_ scope: ReportScope, withFindings: Bool) throws -> ReviewLedger {
        try read { db in try ledger(db, scope, withFindings: withFindings) }
    }

    /// The same within a transaction; decisions are read by a second thread meanwhile.
    func ledger(
        _ db: Database, _ scope: ReportScope, by periodOf: PeriodOf = .writing,
        withFindings: Bool, withLabels: Bool = false
    ) throws -> ReviewLedger {
        var reading = LedgerReading(scope, periodOf)
        try reading.readAppeals(db)
        try reading.readReports(db)
        let (first, end, reasons) = (try Self.lastAct(db), reading.to, reading.reasons)
        let file = database.path
        let ahead = ReadAhead<ActBatch?> { handOver in
            // A file that cannot be opened twice is read by one alone.
            guard let beside = try? Self.reader(file) else { return _ = handOver(nil) }
            try beside.read { db in
                guard try Self.lastAct(db) == first else { return _ = handOver(nil) }
                var acts = try ActReader(db, before: end, reasons)
                var batch: ActBatch
                repeat { batch = try acts.next() } while handOver(batch) && !batch.acts.isEmpty
            }
        }
        defer { ahead.abandon() }
        try reading.readTexts(
            db, ActCursor(ahead, elseFrom: db, before: end, reasons),
            withAssessments: withFindings || withLabels)
        if withFindings { try reading.readFindings(db) }
        if withLabels { try reading.readLabels(db) }
        return reading.ledger
    }

    /// The row of the newest act: two transactions in which it is the same see the same decisions.
    private static func lastAct(_ db: Database) throws -> Int64? {
        try Int64.fetchOne(db, sql: "SELECT MAX(seq) FROM audit")
    }
}

/// How a text is taken to be of a period.
enum PeriodOf {
    /// By when it was written, or edited; by its arrival where its source does not say.
    case writing
    /// By when it arrived, so that nothing that comes late changes a period that was told.
    case arrival
}

/// Fills a ledger with one pass over each table.
struct LedgerReading {
    var ledger: ReviewLedger
    private let from: Int64
    let to: Int64
    private let periodOf: PeriodOf
    private(set) var reasons = Interned<String>()
    /// The texts by their newest assessments, where findings or labels are wanted.
    private(set) var assessed = AssessedTexts()

    init(_ scope: ReportScope, _ periodOf: PeriodOf) {
        ledger = ReviewLedger(scope: scope)
        from = scope.from?.milliseconds ?? .min
        to = scope.to.milliseconds
        self.periodOf = periodOf
    }

    mutating func readAppeals(_ db: Database) throws {
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT reason, appeal.at, due, outcome, appealAnswer.at FROM appeal
                JOIN decision USING (decisionID)
                LEFT JOIN appealAnswer ON appealAnswer.appealID = appeal.appealID
                AND appealAnswer.at < :to WHERE appeal.at < :to ORDER BY appeal.appealID
                """, arguments: ["to": to])
        while let row = try rows.next() {
            ledger.appeals.append(
                ReviewLedger.Appeal(
                    reason: (row[0] as String?).map { reasons.index($0) },
                    openedAt: Date(milliseconds: row[1]), due: Date(milliseconds: row[2]),
                    outcome: (row[3] as String?).flatMap(Appeal.Outcome.init),
                    answeredAt: (row[4] as Int64?).map { Date(milliseconds: $0) }))
        }
    }

    /// An answer counts while the decision it came with stands.
    mutating func readReports(_ db: Database) throws {
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT revisionID, kind = 'notice', count, report.at,
                (SELECT MAX(reportAnswer.at) FROM reportAnswer
                    WHERE reportAnswer.reportID = report.reportID AND reportAnswer.at < :to
                    AND NOT EXISTS (SELECT 1 FROM decision AS later
                        WHERE later.revokes = reportAnswer.decisionID AND later.at < :to))
                FROM report WHERE report.at < :to ORDER BY reportID
                """, arguments: ["to": to])
        while let row = try rows.next() {
            ledger.reports.append(
                ReviewLedger.Report(
                    text: row[0], isNotice: row[1], count: row[2], at: Date(milliseconds: row[3]),
                    answeredAt: (row[4] as Int64?).map { Date(milliseconds: $0) }))
        }
    }

    /// In the order they arrived, in step with their decisions.
    mutating func readTexts(
        _ db: Database, _ cursor: ActCursor, withAssessments: Bool
    ) throws {
        let names = try Row.fetchAll(db, sql: "SELECT sourceID, name FROM source ORDER BY sourceID")
        ledger.sources = names.map { SourceName($0["name"] as String) }
        let sources = Dictionary(
            uniqueKeysWithValues: names.enumerated().map { ($1["sourceID"] as Int64, $0) })
        let replaced = try Set(
            Int64.fetchAll(
                db,
                sql: """
                    SELECT earlier.revisionID FROM revision AS later INDEXED BY revisionFacts
                    JOIN revision AS earlier
                    ON earlier.commentID = later.commentID AND earlier.number = later.number - 1
                    WHERE later.number > 1 AND later.ingestedAt < ?
                    """, arguments: [to]))
        var acts = cursor
        var reported = ReportedComments(ledger.reports)
        // An edit of what a person had hidden is for a person again.
        var hiddenAt: [Int64: Int64] = [:]
        if from == .min {
            // All of the desk: growing an array of a million by copies takes longer than filling it.
            let count = try Int.fetchOne(db, sql: "SELECT MAX(revisionID) FROM item") ?? 0
            ledger.texts.reserveCapacity(count)
            ledger.decisions.reserveCapacity(count)
        }
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT revision.revisionID, revision.commentID, sourceID, number, createdAt,
                ingestedAt, rank, severity, assessmentID, editedAt
                FROM revision INDEXED BY revisionFacts CROSS JOIN item USING (revisionID)
                CROSS JOIN comment ON comment.commentID = revision.commentID
                ORDER BY revision.revisionID
                """)
        while let row = try rows.next() {
            let (id, arrived): (Int64, Int64) = (row[0], row[5])
            let number: Int = row[3]
            let written = (number > 1 ? row[9] : row[4]) as Int64? ?? arrived
            let counted = periodOf == .writing ? written : arrived
            let text = ReviewLedger.Text(
                id: id, comment: row[1], source: sources[row[2]] ?? 0, revision: number,
                writtenAt: Date(milliseconds: written), arrivedAt: Date(milliseconds: arrived),
                route: QueueRank.route(row[6]), severity: row[7],
                isReplaced: !replaced.isEmpty && replaced.contains(id),
                isOfPeriod: counted >= from && counted < to)
            // By index: a slice would make each change a copy of all.
            let first = ledger.decisions.count
            try acts.append(of: id, to: &ledger.decisions)
            let made = first..<ledger.decisions.count
            let standing = made.last { ledger.decisions[$0].stands }
            reported.note(text, standing.map { ledger.decisions[$0].verdict })
            let wasHidden = number > 1 && hiddenAt[text.comment].map { $0 <= arrived } ?? false
            if arrived < to, !text.isReplaced, standing == nil, text.route > .pass || wasHidden {
                ledger.backlog.append(text)
            }
            if text.isReplaced {
                for act in made where [.hide, .spam].contains(ledger.decisions[act].verdict) {
                    let at = ledger.decisions[act].at.milliseconds
                    hiddenAt[text.comment] = min(hiddenAt[text.comment] ?? at, at)
                }
            }
            let isWanted =
                text.isOfPeriod || (arrived >= from && arrived < to)
                || made.contains { ledger.decisions[$0].at.milliseconds >= from }
            guard isWanted else {
                ledger.decisions.removeSubrange(made)
                continue
            }
            for act in made { ledger.decisions[act].text = ledger.texts.count }
            if withAssessments { assessed.append(ledger.texts.count, assessment: row[8]) }
            ledger.texts.append(text)
        }
        assessed.sort()
        ledger.reportedComments = reported.waiting
        (ledger.reasons, ledger.moderators) = (acts.reasons, acts.moderators)
        sortDecisions()
    }

    /// From the order of texts to the order in which they were made.
    private mutating func sortDecisions() {
        ledger.decisions.sort { $0.id < $1.id }
        for (index, decision) in ledger.decisions.enumerated() where decision.stands {
            ledger.texts[decision.text].decision = index
        }
    }

    /// - Complexity: O(signals between the first text's and the last text's).
    mutating func readFindings(_ db: Database) throws {
        guard let range = assessed.range else { return }
        var rules = Interned<FindingKey>()
        var found: [(texts: [Int32], last: Int64)] = []
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT rule, status = 'active', assessmentID FROM signal
                WHERE assessmentID BETWEEN ? AND ? ORDER BY assessmentID
                """, arguments: [range.lowerBound, range.upperBound])
        var walk = assessed.walk
        while let row = try rows.next() {
            let assessment: Int64 = row[2]
            guard let text = walk.text(of: assessment) else { continue }
            let rule = rules.index(FindingKey(rule: row[0], isActive: row[1]))
            if rule == found.count { found.append(([], 0)) }
            if found[rule].last == assessment { continue }
            found[rule].texts.append(text)
            found[rule].last = assessment
        }
        ledger.findings = try zip(rules.values, found).map { key, value in
            let newest = try Row.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT category, title FROM signal
                        WHERE assessmentID = ? AND rule = ? LIMIT 1
                        """), arguments: [value.last, key.rule])!
            return ReviewLedger.RuleFindings(
                rule: RuleID(key.rule), category: CategoryID(newest[0] as String),
                title: newest[1], isActive: key.isActive, texts: value.texts.sorted())
        }.sorted { ($0.rule, $0.isActive ? 0 : 1) < ($1.rule, $1.isActive ? 0 : 1) }
    }
}

/// What findings are counted by.
private struct FindingKey: Hashable {
    var rule: String
    var isActive: Bool
}
