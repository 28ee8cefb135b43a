import Crypto
import FoundationEssentials
import GRDB
import Moderation

/// Writes assessments with their signals, and takes each into the seal of an audit row.
///
/// **Never** outlives the transaction.
struct AssessmentWriter {
    private let db: Database
    private let policyID: Int64
    private var seal = SHA256()

    init(_ db: Database, policy: Int64) {
        self.db = db
        policyID = policy
    }

    /// Of all that was written, as hexadecimal digits.
    var sealed: String { hex(seal.finalize()) }

    /// - Parameters:
    ///   - subject: whose text it is, as `SealedRevision` has it.
    /// - Returns: the number of the assessment.
    mutating func write(
        _ assessment: Assessment, by history: HistoryFacts, revision revisionID: Int64,
        subject: String, contentHash: [UInt8], snapshotHash: [UInt8]
    ) throws -> Int64 {
        let stored = StoredAssessment(assessment)
        let facts = StoredFacts.column(history)
        try db.cachedStatement(
            sql: """
                INSERT INTO assessment (revisionID, policyID, route, score, categories, labels,
                inconclusive, facts) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            revisionID, policyID, assessment.route.rawValue, assessment.score, stored.categories,
            stored.labels, stored.inconclusive, facts,
        ])
        let id = db.lastInsertedRowID
        var lines = ""
        for (ordinal, signal) in assessment.signals.enumerated() {
            lines += try write(signal, ordinal, of: id)
        }
        SealedRevision(
            revisionID: revisionID, subject: subject, contentHash: contentHash,
            snapshotHash: snapshotHash, route: assessment.route.rawValue, score: assessment.score,
            categories: stored.categories, labels: stored.labels,
            inconclusive: stored.inconclusive, signals: lines, facts: facts
        ).update(&seal)
        return id
    }

    /// - Returns: the line that is sealed.
    private func write(_ signal: Signal, _ ordinal: Int, of assessmentID: Int64) throws -> String {
        try db.cachedStatement(
            sql: """
                INSERT INTO signal (assessmentID, ordinal, rule, category, title, message,
                spanStart, spanEnd, scope, disguised, points, status)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            assessmentID, ordinal, signal.rule.rawValue, signal.category.rawValue, signal.title,
            signal.message, signal.span.start, signal.span.end, signal.scope.rawValue,
            signal.disguised, signal.points, signal.status.rawValue,
        ])
        return SealedRevision.line(
            rule: signal.rule.rawValue, category: signal.category.rawValue, title: signal.title,
            message: signal.message, start: signal.span.start, end: signal.span.end,
            scope: signal.scope.rawValue, disguised: signal.disguised, points: signal.points,
            status: signal.status.rawValue)
    }
}
