import FoundationEssentials
import GRDB
import Moderation

/// A ledger of some of the desk's revisions, with indices of its own.
struct LedgerPart: Sendable {
    var texts: [ReviewLedger.Text] = []
    /// By revision, then as they were made.
    var decisions: [ReviewLedger.Decision] = []
    var reasons: [String] = []
    var moderators: [Moderator] = []
    var backlog: [ReviewLedger.Text] = []
    /// Texts of comments that were reported, with what stands on them.
    var reported: [(text: ReviewLedger.Text, verdict: Verdict?)] = []
    /// By assessment.
    var findings: [FindingKey: FoundTexts] = [:]
    var labels: [String: [Int32]] = [:]

    /// What findings are counted by.
    struct FindingKey: Hashable {
        var rule: String
        var isActive: Bool
    }

    /// Each text once, and the newest assessment.
    struct FoundTexts: Sendable {
        var texts: [Int32] = []
        var newest: Int64 = 0
    }

    private let question: LedgerQuestion
    private let revisions: ClosedRange<Int64>
    /// The texts by their newest assessments, where findings or labels are wanted.
    private var assessed = AssessedTexts()

    /// - Complexity: O(revisions and decisions on them, and findings and labels where they are wanted) in
    ///   time, of the period in memory.
    init(_ db: Database, of revisions: ClosedRange<Int64>, _ question: LedgerQuestion) throws {
        self.question = question
        self.revisions = revisions
        try readTexts(db)
        if question.withFindings { try readFindings(db) }
        if question.withLabels { try readLabels(db) }
    }

    /// In the order they arrived, in step with their decisions.
    private mutating func readTexts(_ db: Database) throws {
        var acts = try ActCursor(db, on: revisions, before: question.to)
        let rows = try NumberRows(
            db.cachedStatement(
                sql: """
                    SELECT revision.revisionID, revision.commentID, sourceID, number,
                    coalesce(iif(number > 1, editedAt, createdAt), ingestedAt), ingestedAt, rank,
                    severity, latestRevisionID <> revision.revisionID, assessmentID
                    FROM revision INDEXED BY revisionFacts CROSS JOIN item USING (revisionID)
                    CROSS JOIN comment ON comment.commentID = revision.commentID
                    WHERE revision.revisionID BETWEEN ? AND ? ORDER BY revision.revisionID
                    """), [revisions.lowerBound, revisions.upperBound])
        while try rows.next() {
            let text = try text(db, rows)
            let first = decisions.count
            try acts.append(of: text.id, text: texts.count, to: &decisions)
            let standing = decisions[first...].last { $0.stands }?.verdict
            if question.reportedComments.contains(text.comment) {
                reported.append((text, standing))
            }
            if standing == nil, try isWaiting(db, text) { backlog.append(text) }
            guard isWanted(text, decisions[first...]) else {
                decisions.removeSubrange(first...)
                continue
            }
            if question.withFindings || question.withLabels {
                assessed.append(texts.count, assessment: rows.number(9))
            }
            texts.append(text)
        }
        assessed.sort()
        reasons = acts.reasons.values
        moderators = acts.moderators.values.map { Moderator($0) }
    }

    private func text(_ db: Database, _ row: NumberRows) throws -> ReviewLedger.Text {
        let (comment, written, arrived) = (row.number(1), row.number(4), row.number(5))
        let number = Int(row.number(3))
        let counted = question.periodOf == .writing ? written : arrived
        return ReviewLedger.Text(
            id: row.number(0), comment: comment, source: question.sources[row.number(2)] ?? 0,
            revision: number, writtenAt: Date(milliseconds: written),
            arrivedAt: Date(milliseconds: arrived), route: QueueRank.route(Int(row.number(6))),
            severity: Int(row.number(7)),
            isReplaced: row.number(8) == 0 ? false : try isReplaced(db, comment, number),
            isOfPeriod: counted >= question.from && counted < question.to)
    }

    /// Whether the next text of the comment had arrived.
    private func isReplaced(_ db: Database, _ comment: Int64, _ number: Int) throws -> Bool {
        try Bool.fetchOne(
            db.cachedStatement(
                sql: "SELECT ingestedAt < ? FROM revision WHERE commentID = ? AND number = ?"),
            arguments: [question.to, comment, number + 1]) ?? false
    }

    /// Whether a text that nobody has decided waited at the end.
    private func isWaiting(_ db: Database, _ text: ReviewLedger.Text) throws -> Bool {
        guard text.arrivedAt.milliseconds < question.to, !text.isReplaced else { return false }
        return try text.route > .pass || isEditOfHidden(db, text)
    }

    /// An edit of what a person had hidden is for a person again.
    private func isEditOfHidden(_ db: Database, _ text: ReviewLedger.Text) throws -> Bool {
        guard text.revision > 1 else { return false }
        return try Bool.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT EXISTS (SELECT 1 FROM revision JOIN decision USING (revisionID)
                    WHERE commentID = ? AND number < ? AND verdict IN ('hide', 'spam')
                    AND at <= ? AND at < ?)
                    """),
            arguments: [
                text.comment, text.revision, text.arrivedAt.milliseconds, question.to,
            ])!
    }

    private func isWanted(
        _ text: ReviewLedger.Text, _ acts: ArraySlice<ReviewLedger.Decision>
    ) -> Bool {
        let arrived = text.arrivedAt.milliseconds
        return text.isOfPeriod || (arrived >= question.from && arrived < question.to)
            || acts.contains { $0.at.milliseconds >= question.from }
    }

    private mutating func readFindings(_ db: Database) throws {
        var keys = Interned<FindingKey>()
        var found: [FoundTexts] = []
        try readAssessed(
            db,
            """
            SELECT assessmentID, rule, status = 'active' FROM signal
            WHERE assessmentID BETWEEN ? AND ? ORDER BY assessmentID
            """
        ) { row, assessment, text in
            let key = keys.index(
                FindingKey(rule: row.text(1) ?? "", isActive: row.number(2) != 0))
            if key == found.count { found.append(FoundTexts()) }
            if found[key].newest == assessment { return }
            found[key].texts.append(text)
            found[key].newest = assessment
        }
        findings = Dictionary(uniqueKeysWithValues: zip(keys.values, found))
    }

    private mutating func readLabels(_ db: Database) throws {
        // Most columns are like one of few others: what each says is looked for once.
        var columns = Interned<String>()
        var texts: [[Int32]] = []
        try readAssessed(
            db,
            """
            SELECT assessmentID, labels FROM assessment WHERE labels <> '[]'
            AND assessmentID BETWEEN ? AND ? ORDER BY assessmentID
            """
        ) { row, _, text in
            let column = columns.index(row.text(1) ?? "")
            if column == texts.count { texts.append([]) }
            texts[column].append(text)
        }
        for (column, texts) in zip(columns.values, texts) {
            for label in Set(StoredAssessment.labelIDs(column)) {
                labels[label, default: []] += texts
            }
        }
    }

    /// Goes through what a query has of the texts' newest assessments.
    private func readAssessed(
        _ db: Database, _ sql: String,
        _ each: (_ row: NumberRows, _ assessment: Int64, _ text: Int32) -> Void
    ) throws {
        var walk = assessed.walk
        for run in assessed.runs {
            let rows = try NumberRows(
                db.cachedStatement(sql: sql), [run.lowerBound, run.upperBound])
            while try rows.next() {
                let assessment = rows.number(0)
                if let text = walk.text(of: assessment) { each(rows, assessment, text) }
            }
        }
    }
}
