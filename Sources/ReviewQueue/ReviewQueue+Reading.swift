public import FoundationEssentials
import GRDB
public import Moderation

/// Which items a list shows.
public struct QueueFilter: Sendable, Equatable {
    public enum Queue: String, Sendable, CaseIterable {
        /// What waits for a person: `queued` and `held` together.
        case open
        case queued, held
        case passed, approved, hidden, spam
    }

    public var queue: Queue = .open
    public var source: SourceName?
    public var category: CategoryID?
    public var rule: RuleID?
    public var limit = 50

    public init() {}
}

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

    /// Items of one list: what the machine would hold first, then by score, then by age.
    public func items(_ filter: QueueFilter) throws -> [QueueItem] {
        try read { db in
            var conditions = [condition(filter.queue)]
            var arguments: StatementArguments = []
            if let source = filter.source {
                conditions.append("source.name = ?")
                arguments += [source.rawValue]
            }
            if let category = filter.category {
                conditions.append(
                    "EXISTS (SELECT 1 FROM json_each(assessment.categories) WHERE key = ?)")
                arguments += [category.rawValue]
            }
            if let rule = filter.rule {
                conditions.append(
                    """
                    EXISTS (SELECT 1 FROM signal
                    WHERE signal.assessmentID = assessment.assessmentID AND rule = ?)
                    """)
                arguments += [rule.rawValue]
            }
            let rows = try Row.fetchAll(
                db,
                sql: Self.selectItem + " WHERE " + conditions.joined(separator: " AND ")
                    + " ORDER BY item.rank DESC, item.score DESC, item.revisionID LIMIT ?",
                arguments: arguments + [filter.limit])
            return try rows.map { try Self.item(db, $0) }
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

    /// The newest revision of a comment with all decisions on it and its author's facts.
    ///
    /// - Throws: `Problem` Q001.
    public func item(_ key: CommentKey) throws -> QueueItem {
        var item = try storedItem(key)
        item.author = try authorFacts(of: key)
        return item
    }

    private func storedItem(_ key: CommentKey) throws -> QueueItem {
        try read { db in
            let row = try Row.fetchOne(
                db,
                sql: Self.selectItem
                    + " WHERE source.name = ? AND externalID = ? AND item.revisionID = latestRevisionID",
                arguments: [key.source.rawValue, key.id.rawValue])
            guard let row else {
                throw Problem.queue(
                    .unknownComment, "there is no comment '\(key)' on this desk",
                    help: "gavel queue list shows what waits")
            }
            return try Self.item(db, row)
        }
    }

    /// What a comment's newest revision was judged on and by, to judge or explain it again.
    public func comment(
        _ key: CommentKey
    ) throws -> (comment: Comment, facts: CommentFacts) {
        try read { db in
            let row = try Row.fetchOne(
                db,
                sql: Self.selectItem
                    + " WHERE source.name = ? AND externalID = ? AND item.revisionID = latestRevisionID",
                arguments: [key.source.rawValue, key.id.rawValue])
            guard let row else {
                throw Problem.queue(
                    .unknownComment, "there is no comment '\(key)' on this desk",
                    help: "gavel queue list shows what waits")
            }
            return (ArchivedRow.comment(row), ArchivedRow.facts(row, key.source))
        }
    }

    /// How many items wait, by list.
    public func counts() throws -> (
        comments: Int, open: Int, held: Int, oldestOpen: Date?, setAside: Int
    ) {
        try read { db in
            let waiting = try Row.fetchOne(
                db,
                sql: """
                    SELECT COUNT(*) AS open, COUNT(*) FILTER (WHERE rank >= 2) AS held,
                    MIN(ingestedAt) AS oldest FROM item JOIN revision USING (revisionID)
                    WHERE state = 'open'
                    """)!
            return (
                try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM comment") ?? 0, waiting["open"],
                waiting["held"],
                (waiting["oldest"] as Int64?).map { Date(milliseconds: $0) },
                try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM setAside") ?? 0
            )
        }
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

    private func condition(_ queue: QueueFilter.Queue) -> String {
        switch queue {
        case .open: "item.state = 'open'"
        case .queued: "item.state = 'open' AND item.rank = 1"
        case .held: "item.state = 'open' AND item.rank >= 2"
        case .passed: "item.state = 'new'"
        case .approved, .hidden, .spam: "item.state = '\(queue.rawValue)'"
        }
    }

    private static let selectItem = """
        SELECT item.state, item.revisionID, revision.commentID, revision.number, revision.text, revision.format,
        revision.parentText, revision.ingestedAt, comment.externalID, comment.parent,
        comment.createdAt, source.name AS sourceName, article.url, article.title, article.body,
        assessment.assessmentID, assessment.route, assessment.score, assessment.categories,
        assessment.labels, assessment.inconclusive, assessment.facts, policy.digest AS policyDigest,
        policy.profile AS policyProfile
        FROM item JOIN revision USING (revisionID) JOIN comment USING (commentID)
        JOIN source USING (sourceID) JOIN assessment ON assessment.assessmentID = item.assessmentID
        JOIN policy USING (policyID) LEFT JOIN article USING (articleID)
        """

    private static func item(_ db: Database, _ row: Row) throws -> QueueItem {
        let decisions = try Row.fetchAll(
            db.cachedStatement(
                sql: DecisionRow.select + " WHERE comment.commentID = ? ORDER BY decisionID"),
            arguments: [row["commentID"] as Int64])
        return QueueItem(
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
            decisions: decisions.map(DecisionRow.decision))
    }
}
