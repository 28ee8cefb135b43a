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

/// Fills a ledger with one pass over each table.
struct LedgerReading {
    var ledger: ReviewLedger
    private let from: Int64
    private let to: Int64
    /// Decisions by the revision they are on, until the texts are known.
    private var decisions: [Int64: [ReviewLedger.Decision]] = [:]
    private var undoneAt: [Int64: Date] = [:]
    /// Index of a text by its newest assessment.
    private(set) var textOfAssessment: [Int64: Int32] = [:]

    static func read(
        _ db: Database, _ scope: ReportScope, withFindings: Bool, withLabels: Bool = false
    ) throws -> ReviewLedger {
        var reading = LedgerReading(scope)
        try reading.readDecisions(db)
        try reading.readTexts(db)
        if withFindings { try reading.readFindings(db) }
        if withLabels { try reading.readLabels(db) }
        return reading.ledger
    }

    private init(_ scope: ReportScope) {
        ledger = ReviewLedger(scope: scope)
        from = scope.from?.milliseconds ?? .min
        to = scope.to.milliseconds
    }

    private mutating func readDecisions(_ db: Database) throws {
        var reasons = Interned<String>()
        var moderators = Interned<Moderator>()
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT decisionID, revisionID, verdict, reason, moderator, at, revokes, bulkID
                FROM decision WHERE at < ? ORDER BY decisionID
                """, arguments: [to])
        while let row = try rows.next() {
            let at = Date(milliseconds: row[5])
            let revokes: Int64? = row[6]
            if let revokes { undoneAt[revokes] = at }
            let decision = ReviewLedger.Decision(
                id: row[0], text: 0, verdict: Verdict(rawValue: row[2]) ?? .undo,
                reason: (row[3] as String?).map { reasons.index($0) },
                moderator: moderators.index(Moderator(row[4] as String)), at: at,
                revokes: revokes, bulk: row[7])
            decisions[row[1], default: []].append(decision)
        }
        (ledger.reasons, ledger.moderators) = (reasons.values, moderators.values)
    }

    /// In the order they arrived: of a comment's texts the last one replaces those before.
    private mutating func readTexts(_ db: Database) throws {
        let names = try Row.fetchAll(db, sql: "SELECT sourceID, name FROM source ORDER BY sourceID")
        ledger.sources = names.map { SourceName($0["name"] as String) }
        let sources = Dictionary(
            uniqueKeysWithValues: names.enumerated().map { ($1["sourceID"] as Int64, $0) })
        let replaced = try Set(
            Int64.fetchAll(
                db,
                sql: """
                    SELECT earlier.revisionID FROM revision AS later JOIN revision AS earlier
                    ON earlier.commentID = later.commentID AND earlier.number = later.number - 1
                    WHERE later.number > 1 AND later.ingestedAt < ?
                    """, arguments: [to]))
        // An edit of what a person hid is for a person again.
        var hidden: Set<Int64> = []
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT item.revisionID, commentID, sourceID, number, createdAt, ingestedAt, rank,
                severity, assessmentID FROM item JOIN revision USING (revisionID)
                JOIN comment USING (commentID) ORDER BY item.revisionID
                """)
        while let row = try rows.next() {
            let id: Int64 = row[0]
            let arrived: Int64 = row[5]
            let written = (row[4] as Int64?) ?? arrived
            let isOfPeriod = written >= from && written < to
            let acts = decisions[id] ?? []
            let text = ReviewLedger.Text(
                id: id, comment: row[1], source: sources[row[2]] ?? 0, revision: row[3],
                writtenAt: Date(milliseconds: written), arrivedAt: Date(milliseconds: arrived),
                route: QueueRank.route(row[6]), severity: row[7],
                isReplaced: replaced.contains(id), isOfPeriod: isOfPeriod)
            let isDecided = acts.contains(where: isStanding)
            let asks = text.route > .pass || hidden.contains(text.comment)
            if arrived < to, !text.isReplaced, !isDecided, asks {
                ledger.backlog.append(text)
            }
            if acts.contains(where: { isStanding($0) && $0.verdict != .approve }) {
                hidden.insert(text.comment)
            }
            guard isOfPeriod || acts.contains(where: { $0.at.milliseconds >= from }) else {
                continue
            }
            let index = ledger.texts.count
            ledger.texts.append(text)
            for var act in acts {
                act.text = index
                act.undoneAt = undoneAt[act.id]
                ledger.decisions.append(act)
            }
            textOfAssessment[row[8]] = Int32(index)
        }
        sortDecisions()
    }

    private func isStanding(_ act: ReviewLedger.Decision) -> Bool {
        act.verdict != .undo && undoneAt[act.id] == nil
    }

    /// From the order of texts to the order in which they were made.
    private mutating func sortDecisions() {
        ledger.decisions.sort { $0.id < $1.id }
        for (index, decision) in ledger.decisions.enumerated() where decision.stands {
            ledger.texts[decision.text].decision = index
        }
    }

    private mutating func readFindings(_ db: Database) throws {
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT rule, status = 'active', category, assessmentID FROM signal
                ORDER BY rule, status = 'active' DESC, assessmentID
                """)
        var open: ReviewLedger.RuleFindings?
        while let row = try rows.next() {
            guard let text = textOfAssessment[row[3]] else { continue }
            let rule = RuleID(row[0] as String)
            let isActive: Bool = row[1]
            if open?.rule != rule || open?.isActive != isActive {
                if let open { ledger.findings.append(open) }
                open = ReviewLedger.RuleFindings(
                    rule: rule, category: CategoryID(row[2] as String), title: "",
                    isActive: isActive, texts: [])
            }
            if open?.texts.last != text { open?.texts.append(text) }
        }
        if let open { ledger.findings.append(open) }
        for index in ledger.findings.indices {
            let findings = ledger.findings[index]
            ledger.findings[index].texts.sort()
            ledger.findings[index].title =
                try String.fetchOne(
                    db.cachedStatement(
                        sql: """
                            SELECT title FROM signal WHERE rule = ?
                            ORDER BY assessmentID DESC LIMIT 1
                            """), arguments: [findings.rule.rawValue]) ?? findings.rule.rawValue
        }
    }
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
