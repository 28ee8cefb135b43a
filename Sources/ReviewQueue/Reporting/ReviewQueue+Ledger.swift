public import FoundationEssentials
import GRDB
public import Moderation

extension ReviewQueue {
    /// What reports count, of one period, from one reading transaction.
    ///
    /// - Parameter withFindings: whether what rules found is wanted, too.
    /// - Complexity: O(texts and decisions of the desk) in time, of the period in memory.
    public func ledger(_ scope: ReportScope, withFindings: Bool) throws -> ReviewLedger {
        try read { db in try LedgerReading.read(db, scope, withFindings: withFindings) }
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
    private let to: Int64
    private let periodOf: PeriodOf
    private var reasons = Interned<String>()
    /// Index of a text by its newest assessment.
    private(set) var textOfAssessment: [Int64: Int32] = [:]

    static func read(
        _ db: Database, _ scope: ReportScope, by periodOf: PeriodOf = .writing, withFindings: Bool,
        withLabels: Bool = false
    ) throws -> ReviewLedger {
        var reading = LedgerReading(scope, periodOf)
        try reading.readAppeals(db)
        try reading.readReports(db)
        try reading.readTexts(db)
        if withFindings { try reading.readFindings(db) }
        if withLabels { try reading.readLabels(db) }
        return reading.ledger
    }

    private init(_ scope: ReportScope, _ periodOf: PeriodOf) {
        ledger = ReviewLedger(scope: scope)
        from = scope.from?.milliseconds ?? .min
        to = scope.to.milliseconds
        self.periodOf = periodOf
    }

    private mutating func readAppeals(_ db: Database) throws {
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
    private mutating func readReports(_ db: Database) throws {
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
    private mutating func readTexts(_ db: Database) throws {
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
        var acts = try ActCursor(db, before: to, reasons)
        var reported = ReportedComments(ledger.reports)
        // An edit of what a person had hidden is for a person again.
        var hiddenAt: [Int64: Int64] = [:]
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
            let isEdit = row[3] as Int > 1
            let written = (isEdit ? row[9] : row[4]) as Int64? ?? arrived
            let counted = periodOf == .writing ? written : arrived
            let text = ReviewLedger.Text(
                id: id, comment: row[1], source: sources[row[2]] ?? 0, revision: row[3],
                writtenAt: Date(milliseconds: written), arrivedAt: Date(milliseconds: arrived),
                route: QueueRank.route(row[6]), severity: row[7],
                isReplaced: replaced.contains(id), isOfPeriod: counted >= from && counted < to)
            let made = try acts.of(id)
            let standing = made.last { $0.stands }
            reported.note(text, standing?.verdict)
            let asks =
                text.route > .pass || hiddenAt[text.comment].map { $0 <= arrived } ?? false
            if arrived < to, !text.isReplaced, standing == nil, asks { ledger.backlog.append(text) }
            for act in made where act.verdict == .hide || act.verdict == .spam {
                let at = act.at.milliseconds
                hiddenAt[text.comment] = min(hiddenAt[text.comment] ?? at, at)
            }
            let isWanted =
                text.isOfPeriod || (arrived >= from && arrived < to)
                || made.contains { $0.at.milliseconds >= from }
            guard isWanted else { continue }
            for var act in made {
                act.text = ledger.texts.count
                ledger.decisions.append(act)
            }
            textOfAssessment[row[8]] = Int32(ledger.texts.count)
            ledger.texts.append(text)
        }
        ledger.reportedComments = reported.waiting
        (ledger.reasons, ledger.moderators) = (acts.reasons.values, acts.moderators.values)
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
    private mutating func readFindings(_ db: Database) throws {
        guard let first = textOfAssessment.keys.min(), let last = textOfAssessment.keys.max()
        else { return }
        var found: [FindingKey: (texts: [Int32], last: Int64)] = [:]
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT rule, status = 'active', assessmentID FROM signal
                WHERE assessmentID BETWEEN ? AND ? ORDER BY assessmentID
                """, arguments: [first, last])
        while let row = try rows.next() {
            let assessment: Int64 = row[2]
            guard let text = textOfAssessment[assessment] else { continue }
            let key = FindingKey(rule: row[0], isActive: row[1])
            if found[key]?.last == assessment { continue }
            found[key, default: ([], assessment)].texts.append(text)
            found[key]!.last = assessment
        }
        ledger.findings = try found.map { key, value in
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

/// Decisions and undos by the revision they are on, read in step with the revisions.
private struct ActCursor {
    private(set) var reasons: Interned<String>
    private(set) var moderators = Interned<Moderator>()
    private let rows: RowCursor
    private var next: (revision: Int64, act: ReviewLedger.Decision)?

    /// - Parameter reasons: those that are numbered already.
    init(_ db: Database, before end: Int64, _ reasons: Interned<String>) throws {
        self.reasons = reasons
        rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT decisionID, revisionID, unicode(verdict), reason, moderator, at, revokes,
                bulkID FROM decision WHERE at < ? ORDER BY revisionID, decisionID
                """, arguments: [end])
        try advance()
    }

    /// By the first letter, which no two verdicts share: a million words take a second to compare.
    private static func verdict(_ letter: UInt32) -> Verdict {
        switch Unicode.Scalar(letter) {
        case "a": .approve
        case "h": .hide
        case "s": .spam
        default: .undo
        }
    }

    private mutating func advance() throws {
        guard let row = try rows.next() else { return next = nil }
        let act = ReviewLedger.Decision(
            id: row[0], text: 0, verdict: Self.verdict(row[2]),
            reason: (row[3] as String?).map { reasons.index($0) },
            moderator: moderators.index(Moderator(row[4] as String)),
            at: Date(milliseconds: row[5]), revokes: row[6], bulk: row[7])
        next = (row[1], act)
    }

    /// Those on a revision, oldest first, with what took them back.
    ///
    /// - Precondition: revisions are asked for in ascending order.
    mutating func of(_ revision: Int64) throws -> [ReviewLedger.Decision] {
        var acts: [ReviewLedger.Decision] = []
        while let (at, act) = next, at <= revision {
            if at == revision {
                if let undone = acts.firstIndex(where: { $0.id == act.revokes }) {
                    acts[undone].undoneAt = act.at
                }
                acts.append(act)
            }
            try advance()
        }
        return acts
    }
}

/// Comments that wait because readers reported them, as `Waiting.reported` tells it.
private struct ReportedComments {
    /// Open reports by the revision they are on.
    private var open: [Int64: Int] = [:]
    private var waitingSince: [Int64: Bool] = [:]

    init(_ reports: [ReviewLedger.Report]) {
        for report in reports where !report.isNotice && report.answeredAt == nil {
            open[report.text, default: 0] += report.count
        }
    }

    /// - Parameter verdict: what stands on the text.
    mutating func note(_ text: ReviewLedger.Text, _ verdict: Verdict?) {
        let isHidden = verdict == .hide || verdict == .spam
        if let count = open[text.id] {
            waitingSince[text.comment] = verdict != .approve || count >= Waiting.burst
        }
        if isHidden, waitingSince[text.comment] != nil { waitingSince[text.comment] = false }
    }

    var waiting: Int { waitingSince.values.count { $0 } }
}

/// Few different values that occur often, numbered in the order they are met.
private struct Interned<Value: Hashable> {
    private(set) var values: [Value] = []
    private var indices: [Value: Int] = [:]

    mutating func index(_ value: Value) -> Int {
        if let index = indices[value] { return index }
        indices[value] = values.count
        values.append(value)
        return values.count - 1
    }
}
