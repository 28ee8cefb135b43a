import FoundationEssentials
import GRDB
import Moderation

/// A filter as SQL over `item`.
enum QueueConditions {
    static func of(
        _ db: Database, _ filter: QueueFilter
    ) throws -> (sql: [String], arguments: StatementArguments) {
        var conditions = [membership(filter.queue)]
        var arguments: StatementArguments = []
        func add(_ condition: String, _ values: StatementArguments = []) {
            conditions.append(condition)
            arguments += values
        }
        if let source = filter.source {
            add(ofComment("JOIN source USING (sourceID)", "name = ?"), [source.rawValue])
        }
        if let article = filter.article {
            add(
                ofComment(
                    "JOIN article USING (articleID)",
                    "(url = ? OR instr(lower(title), lower(?)) > 0)"), [article, article])
        }
        if let key = filter.authorOf {
            let author = try Int64.fetchOne(
                db, sql: "SELECT authorID FROM comment WHERE commentID = ?",
                arguments: [DecisionTarget.find(db, key).commentID])
            // Whose author is not known is nobody's.
            add(ofComment("", "authorID = ?"), [author ?? 0])
        }
        if let from = filter.from { add(ofComment("", "writtenAt >= ?"), [from.milliseconds]) }
        if let to = filter.to { add(ofComment("", "writtenAt < ?"), [to.milliseconds]) }
        if let category = filter.category {
            add(ofAssessment("json_each(categories)", "key = ?"), [category.rawValue])
        }
        // No assessment keeps whether a letter is of a campaign.
        if let label = filter.label, label != QueueFilter.campaignLabel {
            add(
                ofAssessment("json_each(labels)", "json_extract(value, '$.id') = ?"),
                [label.rawValue])
        }
        if let rule = filter.rule {
            add(
                """
                EXISTS (SELECT 1 FROM signal
                WHERE signal.assessmentID = item.assessmentID AND rule = ?)
                """, [rule.rawValue])
        }
        if let campaign = filter.campaign {
            let group = try CampaignNames.group(db, campaign)
            add(
                """
                revisionID IN (SELECT latestRevisionID FROM comment JOIN commentWording
                USING (commentID) WHERE wordingID IN (\(CampaignMembership.wordings)))
                """, [group, group, group])
        }
        return (conditions, arguments)
    }

    private static func ofComment(_ joins: String, _ condition: String) -> String {
        """
        EXISTS (SELECT 1 FROM revision JOIN comment USING (commentID) \(joins)
        WHERE revision.revisionID = item.revisionID AND \(condition))
        """
    }

    private static func ofAssessment(_ table: String, _ condition: String) -> String {
        """
        EXISTS (SELECT 1 FROM assessment, \(table)
        WHERE assessment.assessmentID = item.assessmentID AND \(condition))
        """
    }

    private static func membership(_ queue: QueueFilter.Queue) -> String {
        switch queue {
        case .open: "state = 'open'"
        case .queued: "state = 'open' AND rank = 1"
        case .held: "state = 'open' AND rank >= 2"
        case .reported: waiting(.reported)
        case .escalated: waiting(.escalated)
        case .second: waiting(.second)
        case .appeals:
            """
            revisionID IN (SELECT latestRevisionID FROM appeal JOIN decision USING (decisionID)
            JOIN revision USING (revisionID) JOIN comment USING (commentID)
            WHERE NOT EXISTS (SELECT 1 FROM appealAnswer
            WHERE appealAnswer.appealID = appeal.appealID))
            """
        case .sample: "state = 'new' AND \(Schema.isSampled)"
        case .passed: "state = 'new'"
        case .approved, .hidden, .spam: "state = '\(queue.rawValue)'"
        }
    }

    private static func waiting(_ kind: Waiting) -> String {
        """
        revisionID IN (SELECT latestRevisionID FROM waiting JOIN comment USING (commentID)
        WHERE kind = '\(kind.rawValue)')
        """
    }
}
