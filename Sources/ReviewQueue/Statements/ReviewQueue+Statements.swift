import FoundationEssentials
import GRDB
public import Moderation

/// The statements that a stretch of decisions gives.
public struct StatementBatch: Sendable {
    public var statements: [StatementOfReasons]
    /// The last decision that was looked at; the next batch begins after it.
    public var last: Int64
}

extension ReviewQueue {
    /// The newest decision of the desk; 0 where nobody decided yet.
    public func newestDecision() throws -> Int64 {
        try read { try Int64.fetchOne($0, sql: "SELECT MAX(decisionID) FROM decision") ?? 0 }
    }

    /// The statements of the decisions after one, oldest first, as the desk stood after another.
    ///
    /// A decision that was taken back by then gives none; what took it back gives a reinstatement.
    /// - Parameters:
    ///   - end: what came after it makes no difference, so that one export sees one desk.
    ///   - limit: of decisions, of which many give no statement.
    /// - Returns: `nil` at the end.
    /// - Complexity: O(limit × log decisions), and one look-up of signals and reports each; one pass over
    ///   the log where a decided comment was ever judged again.
    public func statements(
        after last: Int64, through end: Int64, limit: Int
    ) throws -> StatementBatch? {
        try read { db in
            let rows = try Row.fetchAll(
                db.cachedStatement(
                    sql: StatementRow.select
                        + """
                         WHERE decision.decisionID > ? AND decision.decisionID <= ?
                        ORDER BY decision.decisionID LIMIT ?
                        """),
                arguments: [last, end, limit])
            guard let last = rows.last?["decisionID"] as Int64? else { return nil }
            let decidedOn = DecidedOn(db)
            return StatementBatch(
                statements: try rows.compactMap {
                    try StatementRow.statement(db, $0, decidedOn, through: end)
                }, last: last)
        }
    }

    /// - Returns: `nil` for a decision that restricts nothing, or was taken back.
    /// - Throws: `Problem` Q006.
    public func statement(ofDecision id: Int64) throws -> StatementOfReasons? {
        try read { db in
            guard let row = try StatementRow.row(db, id) else {
                throw Problem.queue(
                    .unknownDecision, "there is no decision \(id)",
                    help: "gavel queue show SOURCE:ID lists a comment's decisions")
            }
            return try StatementRow.statement(db, row, DecidedOn(db), through: .max)
        }
    }

    /// The newest statement on a comment; `nil` where no decision gives one.
    ///
    /// - Throws: `Problem` Q001.
    public func statement(on key: CommentKey) throws -> StatementOfReasons? {
        try read { db in
            let comment = try DecisionTarget.find(db, key).commentID
            let rows = try Row.fetchAll(
                db.cachedStatement(
                    sql: StatementRow.select
                        + " WHERE revision.commentID = ? ORDER BY decision.decisionID DESC"),
                arguments: [comment])
            let decidedOn = DecidedOn(db)
            for row in rows {
                if let statement = try StatementRow.statement(db, row, decidedOn, through: .max) {
                    return statement
                }
            }
            return nil
        }
    }

    /// What tells this desk from every other: the first 12 hexadecimal digits of its log's first hash.
    ///
    /// It never changes and says nothing of anybody.
    public func deskID() throws -> String {
        try read { db in
            let first = try Data.fetchOne(
                db, sql: "SELECT hash FROM audit ORDER BY seq LIMIT 1")
            return String(hex(first ?? Data()).prefix(12))
        }
    }
}

/// Reads a decision with what its author is told of it.
private enum StatementRow {
    /// `DecisionRow.select` with more columns.
    static let select = """
        SELECT decision.*, source.name AS sourceName, comment.externalID, revision.number,
        policy.digest AS policyDigest, policy.profile AS policyProfile, revision.commentID,
        revision.text, comment.createdAt, article.url
        FROM decision JOIN revision USING (revisionID) JOIN comment USING (commentID)
        JOIN source USING (sourceID) JOIN policy ON policy.policyID = decision.policyID
        LEFT JOIN article USING (articleID)
        """

    static func row(_ db: Database, _ id: Int64) throws -> Row? {
        try Row.fetchOne(
            db.cachedStatement(sql: select + " WHERE decision.decisionID = ?"), arguments: [id])
    }

    static func statement(
        _ db: Database, _ row: Row, _ decidedOn: DecidedOn, through end: Int64
    ) throws -> StatementOfReasons? {
        let decision = DecisionRow.decision(row)
        switch decision.verdict {
        case .approve: return nil
        case .undo:
            guard let row = try decision.revokes.flatMap({ try self.row(db, $0) }),
                case let revoked = DecisionRow.decision(row), isRestriction(revoked)
            else { return nil }
            return try statement(db, row, decidedOn, revoked, undo: decision)
        case .hide, .spam:
            let isRevoked = try Bool.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT EXISTS (SELECT 1 FROM decision WHERE revokes = ?
                        AND decisionID <= ?)
                        """), arguments: [decision.id, end])!
            return isRevoked ? nil : try statement(db, row, decidedOn, decision, undo: nil)
        }
    }

    private static func isRestriction(_ decision: Decision) -> Bool {
        decision.verdict == .hide || decision.verdict == .spam
    }

    private static func statement(
        _ db: Database, _ row: Row, _ decidedOn: DecidedOn, _ decision: Decision, undo: Decision?
    ) throws -> StatementOfReasons {
        let assessment = try decidedOn.assessment(of: decision.id)
        let findings = try findings(db, row, of: assessment, category: decision.reason)
        let route = try String.fetchOne(
            db.cachedStatement(sql: "SELECT route FROM assessment WHERE assessmentID = ?"),
            arguments: [assessment]
        ).flatMap { Route(rawValue: $0) }
        return StatementOfReasons(
            decision: decision, undo: undo, articleURL: row["url"],
            writtenAt: (row["createdAt"] as Int64?).map { Date(milliseconds: $0) },
            findings: findings, wasDetectedByRule: (route ?? .pass) > .pass || !findings.isEmpty,
            origin: try origin(db, row["commentID"], decision),
            isPurged: try PurgeLog.isPurged(db, "text", row["revisionID"]))
    }

    /// What rules found in the author's own words, of the category that the decision names: nobody is
    /// told what others wrote.
    private static func findings(
        _ db: Database, _ row: Row, of assessment: Int64, category: String?
    ) throws -> [StatementOfReasons.Finding] {
        let body: String = row["text"]
        let signals = try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT rule, title, spanStart, spanEnd, points FROM signal
                    WHERE assessmentID = ? AND category = ? AND scope = 'own'
                    AND status = 'active' ORDER BY ordinal
                    """), arguments: [assessment, category])
        // A rule gives its points with its first find, and speaks by all of them.
        let acting = Set(signals.filter { $0["points"] > 0 }.map { $0["rule"] as String })
        var findings: [StatementOfReasons.Finding] = []
        for signal in signals where acting.contains(signal["rule"]) {
            let rule = RuleID(signal["rule"] as String)
            let words = body[span: TextSpan(signal["spanStart"], signal["spanEnd"])]
            let index =
                findings.firstIndex { $0.rule == rule }
                ?? {
                    findings.append(
                        StatementOfReasons.Finding(rule: rule, title: signal["title"], words: []))
                    return findings.count - 1
                }()
            let isNew = !findings[index].words.contains(words)
            if !words.isEmpty, isNew, findings[index].words.count < mostWords {
                findings[index].words.append(words)
            }
        }
        return findings
    }

    /// **Source**: ours; more would not tell an author more.
    private static let mostWords = 10

    /// What the decision answered, or what somebody had agreed with before it.
    private static func origin(
        _ db: Database, _ commentID: Int64, _ decision: Decision
    ) throws -> StatementOfReasons.Origin {
        let kinds = try String.fetchSet(
            db.cachedStatement(
                sql: """
                    SELECT kind FROM revision JOIN report USING (revisionID)
                    JOIN reportAnswer USING (reportID) WHERE commentID = ?
                    AND (decisionID = ? OR (decisionID IS NULL AND verdict = 'agree'
                    AND reportAnswer.at <= ?))
                    """), arguments: [commentID, decision.id, decision.at.milliseconds])
        if kinds.contains("notice") { return .notice }
        return kinds.contains("readers") ? .readerReports : .ownInitiative
    }
}
