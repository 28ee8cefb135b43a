public import FoundationEssentials
import GRDB
public import Moderation

/// Why a comment waits for a person besides its route.
///
/// Kept as rows so that lists are short to read; each follows from what never changes.
enum Waiting: String, CaseIterable {
    case escalated, reported, second

    /// How many people who leave a comment to somebody else leave it to a lead.
    static let skipsToEscalate = 2

    /// How many reports of readers bring back a text that somebody approved.
    ///
    /// **Source**: ours. Reports that trickle in are silenced by an approval; a handful at once may tell
    /// what the first person did not see.
    static let burst = 5

    /// Whether a comment waits so, as SQL over `comment`.
    var condition: String {
        switch self {
        case .escalated:
            """
            EXISTS (SELECT 1 FROM revision JOIN act USING (revisionID)
                WHERE revision.commentID = comment.commentID AND kind = 'escalate'
                AND NOT EXISTS (SELECT 1 FROM act AS ending WHERE ending.ends = act.actID))
            OR (SELECT COUNT(*) FROM skip WHERE skip.revisionID = latestRevisionID)
                >= \(Self.skipsToEscalate)
            """
        case .reported:
            """
            EXISTS (SELECT 1 FROM revision JOIN report USING (revisionID)
                JOIN item AS reported ON reported.revisionID = report.revisionID
                WHERE revision.commentID = comment.commentID AND \(Self.isOpen)
                AND (kind = 'notice' OR ((SELECT state FROM item
                    WHERE item.revisionID = latestRevisionID) NOT IN ('hidden', 'spam')
                    AND (reported.state <> 'approved' OR (SELECT SUM(count) FROM report
                        WHERE report.revisionID = reported.revisionID AND kind = 'readers'
                        AND \(Self.isOpen)) >= \(Self.burst)))))
            """
        case .second:
            """
            EXISTS (SELECT 1 FROM item JOIN decision USING (decisionID)
                WHERE item.revisionID = latestRevisionID AND isDoubled
                AND NOT EXISTS (SELECT 1 FROM opinion
                    WHERE opinion.decisionID = decision.decisionID))
            """
        }
    }

    /// Whether nothing answered a report that still stands, as SQL over `report`.
    static let isOpen = """
        NOT EXISTS (SELECT 1 FROM reportAnswer WHERE reportAnswer.reportID = report.reportID
            AND NOT EXISTS (SELECT 1 FROM decision AS later
                WHERE later.revokes = reportAnswer.decisionID))
        """

    /// Makes the rows of one comment anew.
    static func refresh(_ db: Database, _ commentID: Int64) throws {
        try db.cachedStatement(sql: "DELETE FROM waiting WHERE commentID = ?")
            .execute(arguments: [commentID])
        for kind in allCases {
            try db.cachedStatement(
                sql: """
                    INSERT INTO waiting (kind, commentID) SELECT '\(kind.rawValue)', commentID
                    FROM comment WHERE commentID = ? AND (\(kind.condition))
                    """
            ).execute(arguments: [commentID])
        }
    }

    /// Comments whose row is missing or should not be there; as the question that finds them.
    var faults: String {
        """
        SELECT commentID FROM comment WHERE commentID IN (SELECT commentID FROM waiting UNION
            SELECT commentID FROM revision WHERE revisionID IN (SELECT revisionID FROM act
            UNION SELECT revisionID FROM skip UNION SELECT revisionID FROM report
            UNION SELECT revisionID FROM decision WHERE isDoubled))
        AND (\(condition))
        <> (commentID IN (SELECT commentID FROM waiting WHERE kind = '\(rawValue)'))
        """
    }
}

extension ReviewQueue {
    /// What waits for another reason than its route.
    ///
    /// - Complexity: O(what waits so, and appeals).
    public func waitingBesides(now: Date) throws -> WaitingBesides {
        try read { db in
            let counts = Dictionary(
                uniqueKeysWithValues: try Row.fetchAll(
                    db, sql: "SELECT kind, COUNT(*) FROM waiting GROUP BY kind"
                ).map { ($0[0] as String, $0[1] as Int) })
            let appeals = try Row.fetchOne(
                db,
                sql: """
                    SELECT COUNT(*), COUNT(CASE WHEN due < ? THEN 1 END) FROM appeal
                    WHERE appealID NOT IN (SELECT appealID FROM appealAnswer)
                    """, arguments: [now.milliseconds])!
            return WaitingBesides(
                reported: counts[Waiting.reported.rawValue] ?? 0,
                escalated: counts[Waiting.escalated.rawValue] ?? 0,
                second: counts[Waiting.second.rawValue] ?? 0, appeals: appeals[0],
                overdue: appeals[1])
        }
    }
}
