import FoundationEssentials
import GRDB
import Moderation

/// The audit log as a records bundle tells it: each row's hashes, so that nobody can leave one out, and
/// the words of those that are about the bundle's comments.
struct RecordsChain {
    private let db: Database
    private let selection: ExportSelection
    private let namesAuthors: Bool
    /// Policies that judged the comments or were in force when somebody decided, as SQL.
    let policies: String
    private let policyIDs: Set<Int64>
    /// Purges that took something of the comments; asked once, as a purge's parts are many.
    private let purgeIDs: Set<Int64>

    init(_ db: Database, _ selection: ExportSelection, namesAuthors: Bool) throws {
        self.db = db
        self.selection = selection
        self.namesAuthors = namesAuthors
        let scope = selection.sql
        policies = """
            SELECT assessment.policyID \(selection.revisions)
            JOIN assessment ON assessment.revisionID = revision.revisionID WHERE \(scope)
            UNION SELECT decision.policyID FROM decision
            JOIN revision ON revision.revisionID = decision.revisionID
            JOIN comment ON comment.commentID = revision.commentID WHERE \(scope)
            """
        policyIDs = try Set(Int64.fetchAll(db, sql: policies))
        purgeIDs = try Set(
            Int64.fetchAll(
                db,
                sql: Self.purgedParts.map { what, join, number in
                    """
                    SELECT purgeID \(selection.revisions) \(join) CROSS JOIN purged
                    ON purged.what = '\(what.rawValue)' AND purged.number = \(number)
                    WHERE \(scope)
                    """
                }.joined(separator: " UNION ")))
    }

    /// What of a revision a purge takes, and by which number.
    private static let purgedParts: [(what: PurgeLog.Part.What, join: String, number: String)] = [
        (.text, "", "revision.revisionID"), (.answered, "", "revision.revisionID"),
        // Several revisions may have one original.
        (.original, "", "revision.snapshotID"),
        (
            .appeal,
            """
            JOIN decision ON decision.revisionID = revision.revisionID
            JOIN appeal ON appeal.decisionID = decision.decisionID
            """, "appeal.appealID"
        ),
    ]

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
        case "purge": return number.map(purgeIDs.contains) ?? false
        // Whose address it is could be guessed by its hash.
        case "appeal" where !namesAuthors && detail["contact"] != nil: return false
        case "ingest", "judge-again", SealedBatch.action:
            for (name, question) in ranges {
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
    private var ranges: [(name: String, question: String)] {
        [
            ("revisions", "\(selection.revisions) WHERE revision.revisionID BETWEEN ? AND ?"),
            (
                "assessments",
                """
                FROM assessment JOIN revision ON revision.revisionID = assessment.revisionID
                JOIN comment ON comment.commentID = revision.commentID
                WHERE assessmentID BETWEEN ? AND ?
                """
            ),
        ]
    }

    /// Rows that vouch for one row of a table, by their action; `purge` is asked otherwise.
    static let acts: [String: String] = [
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
        "siteOrder": "FROM siteOrder JOIN comment USING (commentID) WHERE siteOrderID = ?",
        "siteResult": "FROM siteResult JOIN comment USING (commentID) WHERE siteResultID = ?",
        "legalHold": held, "legalRelease": held,
    ]

    /// A release has the number of its hold.
    private static let held = """
        FROM legalHold JOIN comment ON \(RecordConditions.keeps("comment")) WHERE legalHoldID = ?
        """

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
            db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 \(question) AND \(selection.sql))"),
            arguments: StatementArguments(numbers))!
    }
}
