import Crypto
public import FoundationEssentials
import GRDB
public import Moderation

extension ReviewQueue {
    /// Takes in a notice about a comment; it waits for an answer whatever was decided before.
    ///
    /// - Throws: `Problem` Q001.
    public func receive(
        _ notice: Notice, on key: CommentKey, by moderator: Moderator, now: Date
    ) throws -> Report {
        try write { db in
            let target = try DecisionTarget.find(db, key)
            let id = try AuditedTable.reports.insert(
                db,
                [
                    "revisionID": target.revisionID, "kind": "notice", "count": 1,
                    "reasons": "[]", "noticeHash": Data(ReportStore.hash(notice)),
                ], by: moderator, now: now)
            try db.execute(
                sql: """
                    INSERT INTO notice (reportID, explanation, url, name, email, isInGoodFaith)
                    VALUES (?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    id, notice.explanation, notice.url, notice.name, notice.email,
                    notice.isInGoodFaith,
                ])
            try Waiting.refresh(db, target.commentID)
            return try ReportStore.report(db, id)!
        }
    }

    /// Answers the open reports of a comment without a new decision on its text.
    ///
    /// - Returns: the reports, with their answer.
    /// - Throws: `Problem` Q001, Q019 where none is open, Q020 for who approved the text themselves.
    public func answerReports(
        on key: CommentKey, _ verdict: Report.Verdict, by moderator: Moderator,
        needsAnother: Bool, now: Date
    ) throws -> [Report] {
        try write { db in
            let target = try DecisionTarget.find(db, key)
            let open = try ReportStore.open(db, target.commentID)
            guard !open.isEmpty else {
                throw Problem.queue(
                    .noReport, "comment '\(key)' has no open report",
                    help: "gavel queue list --queue reported shows those that have")
            }
            if needsAnother { try ReportStore.refuseOwn(target, moderator) }
            try ReportStore.answer(db, open, verdict, by: moderator, now: now)
            try ActStore.clearSkips(db, target.revisionID)
            // Who agrees says that the text should not be seen; it still is.
            if verdict == .agree, try target.isVisible(db),
                try ActStore.escalation(db, target.commentID) == nil
            {
                _ = try ActStore.write(
                    db, target, .escalate, "agrees with a report; the comment is still shown",
                    by: moderator, now: now)
            }
            try Waiting.refresh(db, target.commentID)
            return try open.compactMap { try ReportStore.report(db, $0) }
        }
    }

    /// All reports of a comment, oldest first.
    public func reports(on key: CommentKey) throws -> [Report] {
        try read { db in
            try ReportStore.all(db, ofComment: DecisionTarget.find(db, key).commentID)
        }
    }

    /// Notices, oldest first.
    ///
    /// - Parameter isOpen: only those that nobody answered.
    public func notices(isOpen: Bool) throws -> [Report] {
        try read { db in
            try Int64.fetchAll(
                db,
                sql: """
                    SELECT reportID FROM report WHERE kind = 'notice'
                    AND (NOT ? OR \(Waiting.isOpen)) ORDER BY reportID
                    """, arguments: [isOpen]
            ).compactMap { try ReportStore.report(db, $0) }
        }
    }
}

/// Reads and answers reports.
enum ReportStore {
    static func hash(_ notice: Notice) -> [UInt8] {
        var hash = SHA256()
        for field in [
            notice.explanation, notice.url, notice.name, notice.email,
            notice.isInGoodFaith ? "yes" : "no",
        ] {
            hash.update(data: Array("\(field?.utf8.count ?? -1):\(field ?? "")".utf8))
        }
        return Array(hash.finalize())
    }

    /// Notices that are not what came in; they go with a text that was purged.
    static func noticeFaults(_ db: Database) throws -> [String] {
        let gone = try Int64.fetchAll(
            db,
            sql: """
                SELECT reportID FROM report WHERE kind = 'notice'
                AND reportID NOT IN (SELECT reportID FROM notice)
                AND NOT \(Schema.isPurged("text", "report.revisionID")) ORDER BY reportID
                """)
        let altered = try Row.fetchAll(
            db, sql: "SELECT * FROM notice LEFT JOIN report USING (reportID)"
        ).filter { $0["noticeHash"] as Data? != Data(hash(notice($0))) }
        return gone.map { "notice \($0) is gone" }
            + altered.map { "notice \($0["reportID"] as Int64) does not match its hash" }
    }

    private static func notice(_ row: Row) -> Notice {
        Notice(
            explanation: row["explanation"], url: row["url"], name: row["name"],
            email: row["email"], isInGoodFaith: row["isInGoodFaith"])
    }

    /// Sites give a word for a reason; what readers write themselves is cut, in characters.
    private static let longestReason = 80
    private static let mostReasons = 20

    /// Writes down reports that came in addition to those the desk knows of.
    ///
    /// - Parameter flags: all that the source has on the comment, one word each.
    /// - Returns: whether there were more than before.
    static func receive(
        _ db: Database, _ flags: [String], comment commentID: Int64, revision: Int64,
        by actor: Moderator, now: Date
    ) throws -> Bool {
        guard !flags.isEmpty else { return false }
        let known = try known(db, commentID)
        guard flags.count > known else { return false }
        let words = Set(flags.map { String($0.prefix(longestReason)) }.filter { !$0.isEmpty })
        let reasons = words.sorted().prefix(mostReasons).map { JSONText.quoted($0) }
            .joined(separator: ",")
        try AuditedTable.reports.insert(
            db,
            [
                "revisionID": revision, "kind": "readers", "count": flags.count - known,
                "reasons": "[\(reasons)]", "noticeHash": nil,
            ], by: actor, now: now)
        try Waiting.refresh(db, commentID)
        return true
    }

    /// How many reports of readers the desk has of a comment.
    static func known(_ db: Database, _ commentID: Int64) throws -> Int {
        try Int.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT COALESCE(SUM(count), 0) FROM revision JOIN report USING (revisionID)
                    WHERE commentID = ? AND kind = 'readers'
                    """), arguments: [commentID])!
    }

    static func all(_ db: Database, ofComment commentID: Int64) throws -> [Report] {
        try Int64.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT reportID FROM revision JOIN report USING (revisionID)
                    WHERE commentID = ? ORDER BY reportID
                    """), arguments: [commentID]
        ).compactMap { try report(db, $0) }
    }

    static func open(_ db: Database, _ commentID: Int64) throws -> [Int64] {
        try Int64.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT reportID FROM revision JOIN report USING (revisionID)
                    WHERE commentID = ? AND \(Waiting.isOpen) ORDER BY reportID
                    """), arguments: [commentID])
    }

    /// A decision on the text answers what is open. What came after somebody approved the comment is
    /// for a second pair of eyes: their second approval leaves it open, unless they are alone.
    static func answer(
        _ db: Database, _ target: DecisionTarget, by decision: Decision, isAlone: Bool, now: Date
    ) throws {
        var open = try open(db, target.commentID)
        if decision.verdict == .approve, !isAlone {
            let approved = try Int64.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT MIN(at) FROM revision JOIN decision USING (revisionID)
                        WHERE commentID = ? AND verdict = 'approve' AND moderator = ?
                        AND decisionID <> ?
                        """), arguments: [target.commentID, decision.by.rawValue, decision.id])
            if let approved {
                open = try open.filter { report in
                    try Int64.fetchOne(
                        db.cachedStatement(sql: "SELECT at FROM report WHERE reportID = ?"),
                        arguments: [report])! < approved
                }
            }
        }
        try answer(
            db, open, decision.verdict == .approve ? .disagree : .agree, decision: decision.id,
            by: decision.by, now: now)
    }

    static func answer(
        _ db: Database, _ reports: [Int64], _ verdict: Report.Verdict, decision: Int64? = nil,
        by moderator: Moderator, now: Date
    ) throws {
        for report in reports {
            try AuditedTable.reportAnswers.insert(
                db, ["reportID": report, "verdict": verdict.rawValue, "decisionID": decision],
                by: moderator, now: now)
        }
    }

    /// Reports that an approval did not silence are for a second pair of eyes.
    static func refuseOwn(_ target: DecisionTarget, _ moderator: Moderator) throws {
        guard let standing = target.standing, standing.by == moderator else { return }
        throw Problem.queue(
            .ownDecision,
            "comment '\(target.key)' has your own decision \(standing.id), \(standing.verdict);"
                + " its reports are for somebody else",
            help: "leave it to them with gavel queue skip; a desk of one says so in 'people:'")
    }

    static func report(_ db: Database, _ id: Int64) throws -> Report? {
        let row = try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT report.*, source.name AS sourceName, externalID, number FROM report
                    JOIN revision USING (revisionID) JOIN comment USING (commentID)
                    JOIN source USING (sourceID) WHERE reportID = ?
                    """), arguments: [id])
        guard let row else { return nil }
        let notice = try Row.fetchOne(
            db.cachedStatement(sql: "SELECT * FROM notice WHERE reportID = ?"), arguments: [id])
        let answer = try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT reportAnswer.* FROM reportAnswer WHERE reportID = ? AND NOT EXISTS
                    (SELECT 1 FROM decision AS later WHERE later.revokes = reportAnswer.decisionID)
                    """), arguments: [id])
        return Report(
            id: id,
            comment: CommentKey(
                source: SourceName(row["sourceName"] as String),
                id: CommentID(row["externalID"] as String)), revision: row["number"],
            count: row["count"], reasons: try StoredAssessment.strings(row["reasons"]),
            at: Date(milliseconds: row["at"]), notice: notice.map(Self.notice),
            answer: answer.map {
                Report.Answer(
                    verdict: Report.Verdict(rawValue: $0["verdict"]) ?? .disagree,
                    decision: $0["decisionID"], by: Moderator($0["moderator"] as String),
                    at: Date(milliseconds: $0["at"]))
            })
    }
}

/// JSON by hand, where one fixed form is needed.
enum JSONText {
    static func quoted(_ text: String) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.withoutEscapingSlashes]
        return (try? encoder.encode(text)).map { String(decoding: $0, as: UTF8.self) } ?? "\"\""
    }
}
