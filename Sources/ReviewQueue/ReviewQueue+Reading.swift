import FoundationEssentials
import GRDB
public import Moderation

/// How far a run came that was cut off.
public struct UnfinishedRun: Sendable, Equatable {
    /// `nil` when it kept no batch.
    public var input: String?
    /// Records of that input whose batches were kept.
    public var records: Int
}

extension ReviewQueue {
    /// The places that comments came from, in the order of their names.
    public func sources() throws -> [SourceName] {
        try read {
            try String.fetchAll($0, sql: "SELECT name FROM source ORDER BY name")
                .map { SourceName($0) }
        }
    }

    /// Whether any rule of a category ever spoke here, under whichever policy.
    ///
    /// - Complexity: O(signals).
    public func hasSpoken(_ category: CategoryID) throws -> Bool {
        try read {
            try Bool.fetchOne(
                $0, sql: "SELECT EXISTS (SELECT 1 FROM signal WHERE category = ?)",
                arguments: [category.rawValue]) ?? false
        }
    }

    /// Whether a rule ever spoke here, under whichever policy.
    ///
    /// - Complexity: O(signals).
    public func hasSpoken(_ rule: RuleID) throws -> Bool {
        try read {
            try Bool.fetchOne(
                $0, sql: "SELECT EXISTS (SELECT 1 FROM signal WHERE rule = ?)",
                arguments: [rule.rawValue]) ?? false
        }
    }

    /// The newest revision of a comment with all decisions on it, its author's facts and how
    /// many others wait with the same words.
    ///
    /// - Parameter withAuthor: whether the author's facts are wanted.
    /// - Throws: `Problem` Q001.
    public func item(_ key: CommentKey, withAuthor: Bool = true) throws -> QueueItem {
        var item = try storedItem(key)
        if withAuthor { item.author = try authorFacts(of: key) }
        return item
    }

    private func storedItem(_ key: CommentKey) throws -> QueueItem {
        try read { db in
            let row = try Self.newest(db, key)
            var campaigns = CampaignMembership(db)
            var item = try Self.item(db, row, &campaigns)
            if item.state == .open {
                item.repeats = try Repeats.waiting(db, ofComment: row["commentID"]).count
            }
            return item
        }
    }

    /// What a comment's newest revision was judged on and by, to judge or explain it again.
    ///
    /// - Throws: `Problem` Q001, Q033.
    public func comment(
        _ key: CommentKey
    ) throws -> (comment: Comment, facts: CommentFacts) {
        try read { try Self.comment($0, key) }
    }

    static func comment(
        _ db: Database, _ key: CommentKey
    ) throws -> (comment: Comment, facts: CommentFacts) {
        let row = try newest(db, key)
        if let purged = try PurgeLog.purged(db, revision: row["revisionID"]) {
            throw Problem.queue(
                .purged, "comment '\(key)' was \(purged.inWords)",
                help: "gavel queue show \(key) shows what is left")
        }
        return (ArchivedRow.comment(row), ArchivedRow.facts(row, key.source))
    }

    /// The row of a comment's newest revision.
    static func newest(_ db: Database, _ key: CommentKey) throws -> Row {
        let row = try Row.fetchOne(
            db.cachedStatement(
                sql: selectItem
                    + " WHERE source.name = ? AND externalID = ? AND item.revisionID = latestRevisionID"
            ), arguments: [key.source.rawValue, key.id.rawValue])
        guard let row else {
            throw Problem.queue(
                .unknownComment, "there is no comment '\(key)' on this desk",
                help: "gavel queue list shows what waits")
        }
        return row
    }

    /// Where the newest run stopped, if it began and never ended: a kill or a power cut. Running the
    /// same command again completes it.
    public func unfinishedRun() throws -> UnfinishedRun? {
        try read { db in
            try Row.fetchOne(
                db,
                sql: """
                    SELECT input, records FROM run LEFT JOIN checkpoint USING (runID)
                    WHERE runID = (SELECT MAX(runID) FROM run) AND finishedAt IS NULL
                    """
            ).map { UnfinishedRun(input: $0["input"], records: $0["records"] ?? 0) }
        }
    }

    // MARK: - Rows

    static let selectItem = """
        SELECT item.state, item.revisionID, revision.commentID, revision.number, revision.text, revision.format,
        \(LateParents.parentText) AS parentText, revision.ingestedAt, comment.externalID, comment.parent,
        comment.createdAt, comment.authorID, source.name AS sourceName, article.url, article.title, article.body,
        assessment.assessmentID, assessment.route, assessment.score, assessment.categories,
        assessment.labels, assessment.inconclusive, assessment.facts, policy.digest AS policyDigest,
        policy.profile AS policyProfile
        FROM item JOIN revision USING (revisionID) JOIN comment USING (commentID)
        JOIN source USING (sourceID) JOIN assessment ON assessment.assessmentID = item.assessmentID
        JOIN policy USING (policyID) LEFT JOIN article USING (articleID)
        """

    static func item(
        _ db: Database, _ row: Row, _ campaigns: inout CampaignMembership
    ) throws -> QueueItem {
        let decisions = try Row.fetchAll(
            db.cachedStatement(
                sql: DecisionRow.select + " WHERE comment.commentID = ? ORDER BY decisionID"),
            arguments: [row["commentID"] as Int64])
        var item = QueueItem(
            comment: CommentKey(
                source: SourceName(row["sourceName"] as String),
                id: CommentID(row["externalID"] as String)), revision: row["number"],
            state: ItemState(rawValue: row["state"]) ?? .open, text: row["text"],
            article: ArchivedRow.article(row),
            parent: (row["parent"] as String?).map { CommentID($0) },
            parentText: row["parentText"],
            createdAt: (row["createdAt"] as Int64?).map { Date(milliseconds: $0) },
            ingestedAt: Date(milliseconds: row["ingestedAt"]),
            assessment: try StoredAssessment.read(db, row), claimedBy: nil,
            decisions: decisions.map(DecisionRow.decision),
            isOfCampaign: try campaigns.campaign(ofComment: row["commentID"]) != nil)
        item.format = BodyFormat(rawValue: row["format"]) ?? .plain
        item.purged = try PurgeLog.purged(db, revision: row["revisionID"])
        return item
    }
}
