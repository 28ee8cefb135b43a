import FoundationEssentials
import GRDB
import Moderation

/// A ledger that is put together of parts.
struct LedgerDraft {
    /// Whole once it is finished.
    private(set) var ledger: ReviewLedger
    private let to: Int64
    private var reasons = Interned<String>()
    private var moderators = Interned<Moderator>()
    private var reported = ReportedComments()
    private var findings: [LedgerPart.FindingKey: LedgerPart.FoundTexts] = [:]
    private var labels: [String: [Int32]] = [:]

    init(_ scope: ReportScope) {
        ledger = ReviewLedger(scope: scope)
        to = scope.to.milliseconds
    }

    mutating func prepare(_ db: Database, _ question: inout LedgerQuestion) throws {
        let rows = try Row.fetchAll(db, sql: "SELECT sourceID, name FROM source ORDER BY sourceID")
        ledger.sources = rows.map { SourceName($0[1] as String) }
        for (index, row) in rows.enumerated() { question.sources[row[0]] = index }
        if ledger.scope.from == nil {
            // All of the desk: growing an array of a million by copies takes longer than filling it.
            let room = try Int.fetchOne(db, sql: "SELECT MAX(revisionID) FROM revision") ?? 0
            ledger.texts.reserveCapacity(room)
            ledger.decisions.reserveCapacity(room)
        }
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
    mutating func readReports(_ db: Database, _ question: inout LedgerQuestion) throws {
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT revisionID, kind = 'notice', count, report.at,
                (SELECT MAX(reportAnswer.at) FROM reportAnswer
                    WHERE reportAnswer.reportID = report.reportID AND reportAnswer.at < :to
                    AND NOT EXISTS (SELECT 1 FROM decision AS later
                        WHERE later.revokes = reportAnswer.decisionID AND later.at < :to)),
                commentID
                FROM report JOIN revision USING (revisionID) WHERE report.at < :to ORDER BY reportID
                """, arguments: ["to": to])
        while let row = try rows.next() {
            let report = ReviewLedger.Report(
                text: row[0], isNotice: row[1], count: row[2], at: Date(milliseconds: row[3]),
                answeredAt: (row[4] as Int64?).map { Date(milliseconds: $0) })
            ledger.reports.append(report)
            if reported.opens(report) { question.reportedComments.insert(row[5]) }
        }
    }

    /// - Precondition: parts come in the order of their revisions.
    mutating func append(_ part: LedgerPart) {
        let (texts, first) = (ledger.texts.count, ledger.decisions.count)
        ledger.texts += part.texts
        ledger.decisions += part.decisions
        ledger.backlog += part.backlog
        let reasons = part.reasons.map { self.reasons.index($0) }
        let moderators = part.moderators.map { self.moderators.index($0) }
        for index in first..<ledger.decisions.count {
            ledger.decisions[index].text += texts
            if let reason = ledger.decisions[index].reason {
                ledger.decisions[index].reason = reasons[reason]
            }
            ledger.decisions[index].moderator = moderators[ledger.decisions[index].moderator]
        }
        for (text, verdict) in part.reported { reported.note(text, verdict) }
        for (key, found) in part.findings {
            findings[key, default: LedgerPart.FoundTexts()].append(found, after: Int32(texts))
        }
        for (label, found) in part.labels {
            labels[label, default: []] += found.map { $0 + Int32(texts) }
        }
    }

    /// Has to be done once all parts are in it.
    ///
    /// - Complexity: O(n) where decisions were made in the order in which texts arrived; else O(n log n).
    mutating func finish(_ db: Database) throws {
        ledger.reasons = reasons.values
        ledger.moderators = moderators.values
        ledger.reportedComments = reported.waiting
        // From the order of texts to the order in which they were made.
        ledger.decisions.sort { $0.id < $1.id }
        for index in ledger.decisions.indices where ledger.decisions[index].stands {
            ledger.texts[ledger.decisions[index].text].decision = index
        }
        ledger.findings = try findings.map { key, found in
            let newest = try Row.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT category, title FROM signal
                        WHERE assessmentID = ? AND rule = ? LIMIT 1
                        """), arguments: [found.newest, key.rule])!
            return ReviewLedger.RuleFindings(
                rule: RuleID(key.rule), category: CategoryID(newest[0] as String),
                title: newest[1], isActive: key.isActive, texts: found.texts.sorted())
        }.sorted { ($0.rule, $0.isActive ? 0 : 1) < ($1.rule, $1.isActive ? 0 : 1) }
        ledger.labels = labels.map {
            ReviewLedger.LabelTexts(label: LabelID($0), texts: $1.sorted())
        }.sorted { $0.label < $1.label }
    }
}

extension LedgerPart.FoundTexts {
    /// - Parameter before: how many texts there are before those of the part that found them.
    fileprivate mutating func append(_ found: Self, after before: Int32) {
        texts += found.texts.map { $0 + before }
        newest = max(newest, found.newest)
    }
}

/// Comments that wait because readers reported them, as `Waiting.reported` tells it.
private struct ReportedComments {
    /// Open reports by the revision they are on.
    private var open: [Int64: Int] = [:]
    private var waitingSince: [Int64: Bool] = [:]

    /// Whether it is open; takes it up if so.
    mutating func opens(_ report: ReviewLedger.Report) -> Bool {
        guard !report.isNotice, report.answeredAt == nil else { return false }
        open[report.text, default: 0] += report.count
        return true
    }

    /// - Parameter verdict: what stands on the text.
    /// - Precondition: a comment's texts come in their order.
    mutating func note(_ text: ReviewLedger.Text, _ verdict: Verdict?) {
        if let count = open[text.id] {
            waitingSince[text.comment] = verdict != .approve || count >= Waiting.burst
        }
        if verdict == .hide || verdict == .spam, waitingSince[text.comment] != nil {
            waitingSince[text.comment] = false
        }
    }

    var waiting: Int { waitingSince.values.count { $0 } }
}
