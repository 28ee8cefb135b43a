import FoundationEssentials
import GRDB
import Moderation

/// The audit log as a records bundle tells it: each row's hashes, so that nobody can leave one out, and
/// the words of those that are about the bundle's comments.
struct RecordsChain {
    private let db: Database
    private let scope: String
    /// Policies that judged the comments or were in force when somebody decided, as SQL.
    let policies: String
    private let policyIDs: Set<Int64>

    /// What `scope` is about, as SQL.
    static let revisions = """
        FROM revision CROSS JOIN comment ON comment.commentID = revision.commentID
        """

    init(_ db: Database, _ scope: String) throws {
        self.db = db
        self.scope = scope
        policies = """
            SELECT assessment.policyID \(Self.revisions)
            JOIN assessment ON assessment.revisionID = revision.revisionID WHERE \(scope)
            UNION SELECT decision.policyID FROM decision
            JOIN revision ON revision.revisionID = decision.revisionID
            JOIN comment ON comment.commentID = revision.commentID WHERE \(scope)
            """
        policyIDs = try Set(Int64.fetchAll(db, sql: policies))
    }

    /// The last row that is about the comments; what concerns all of the desk is none.
    func last() throws -> LoggedAct {
        let found = try Row.fetchCursor(db, sql: "SELECT * FROM audit ORDER BY seq DESC")
        while let row = try found.next() {
            let act = try act(row)
            if act.isAbout, !Self.ofDesk.contains(act.action) || act.action == "init" { return act }
        }
        throw Problem.notAsLogged("the audit log is empty")
    }

    func rows(upTo last: Int64, _ each: (LoggedAct) throws -> Void) throws {
        var previous = hex(AuditChain.beginning)
        var next: Int64 = 1
        let found = try Row.fetchCursor(
            db, sql: "SELECT * FROM audit WHERE seq <= ? ORDER BY seq", arguments: [last])
        while let row = try found.next() {
            let act = try act(row)
            let expected = sha256([UInt8](row["previous"] as Data) + act.hashedFields)
            guard act.seq == next, act.previous == previous, hex(expected) == act.hash else {
                throw Problem.notAsLogged(
                    "audit row \(act.seq) does not follow from the one before")
            }
            try each(act)
            (previous, next) = (act.hash, next + 1)
        }
    }

    private func act(_ row: Row) throws -> LoggedAct {
        LoggedAct(
            seq: row["seq"], at: row["at"], actor: row["actor"], action: row["action"],
            subject: row["subject"], detail: row["detail"], previous: hex(row["previous"] as Data),
            hash: hex(row["hash"] as Data),
            isAbout: try isAbout(
                action: row["action"], subject: row["subject"],
                AuditChain.fields(row["detail"])))
    }

    private func isAbout(
        action: String, subject: String, _ detail: [String: String]
    ) throws -> Bool {
        let number = subject.split(separator: " ").last.flatMap { Int64($0) }
        switch action {
        case _ where Self.ofDesk.contains(action): return true
        case "policy-kept": return number.map(policyIDs.contains) ?? false
        case "ingest", "judge-again", SealedBatch.action:
            for (name, question) in Self.ranges {
                let range = detail[name]?.split(separator: "-").compactMap { Int64($0) } ?? []
                if range.count == 2, try holds(question, [range[0], range[1]]) { return true }
            }
            return false
        default:
            guard let question = Self.acts[action], let number else { return false }
            return try holds(question, [number])
        }
    }

    /// Rows that concern every comment.
    private static let ofDesk = ["init", "policy", "profile"]

    /// The revisions or assessments that a row says it vouches for.
    private static let ranges = [
        ("revisions", "\(revisions) WHERE revision.revisionID BETWEEN ? AND ?"),
        (
            "assessments",
            """
            FROM assessment JOIN revision ON revision.revisionID = assessment.revisionID
            JOIN comment ON comment.commentID = revision.commentID
            WHERE assessmentID BETWEEN ? AND ?
            """
        ),
    ]

    /// Rows that vouch for one row of a table, by their action.
    private static let acts: [String: String] = [
        "decide": ofDecision("", "decision.decisionID"),
        "undo": ofDecision("", "decision.decisionID"),
        "bulk": ofDecision("", "decision.bulkID"),
        "opinion": ofDecision("JOIN opinion USING (decisionID)", "opinionID"),
        "appeal": ofDecision("JOIN appeal USING (decisionID)", "appealID"),
        "appealAnswer": ofDecision("JOIN appeal USING (decisionID)", "appealID"),
        "act": ofRevision("act JOIN revision USING (revisionID)", "actID"),
        "report": ofRevision("report JOIN revision USING (revisionID)", "reportID"),
        "reportAnswer": ofRevision(
            "reportAnswer JOIN report USING (reportID) JOIN revision USING (revisionID)",
            "reportAnswerID"),
        "purge": ofRevision(
            "purged JOIN revision ON revisionID = purged.number AND what = 'text'", "purgeID"),
    ]

    private static func ofDecision(_ join: String, _ number: String) -> String {
        ofRevision("decision \(join) JOIN revision USING (revisionID)", number)
    }

    private static func ofRevision(_ tables: String, _ number: String) -> String {
        """
        FROM \(tables) JOIN comment ON comment.commentID = revision.commentID WHERE \(number) = ?
        """
    }

    private func holds(_ question: String, _ numbers: [Int64]) throws -> Bool {
        try Bool.fetchOne(
            db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 \(question) AND \(scope))"),
            arguments: StatementArguments(numbers))!
    }
}
