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

        /// Whether its comments wait for a person.
        public var isWaiting: Bool { [.open, .queued, .held].contains(self) }
    }

    public var queue: Queue = .open
    public var source: SourceName?
    public var category: CategoryID?
    public var rule: RuleID?
    /// Letters of this campaign alone: its id, or how the id begins.
    public var campaign: String?
    /// Items, after an author's repeats were made one.
    public var limit = 50

    public init() {}
}

extension ReviewQueue {
    /// Items of one list: what the machine would hold first, then by score, then by age.
    ///
    /// Of what waits an author's comments with the same words are one item, the first of them, which
    /// tells how many others wait. Other lists show every comment.
    /// - Throws: `Problem` Q012 or Q013 for a campaign that is none, or not one.
    /// - Complexity: O(`limit` + repeats of those shown) without conditions; a condition is asked of each
    ///   comment of the list until there are enough.
    public func items(_ filter: QueueFilter) throws -> [QueueItem] {
        try read { try Self.items($0, filter, besides: [], limit: filter.limit) }
    }

    /// - Parameter besides: revisions that are left out.
    static func items(
        _ db: Database, _ filter: QueueFilter, besides: Set<Int64>, limit: Int
    ) throws -> [QueueItem] {
        let (conditions, arguments) = try Self.conditions(db, filter)
        // What waits has an index in this order; of other lists SQLite sorts no more than is asked.
        let most = filter.queue.isWaiting ? -1 : limit + besides.count
        let revisions = try Int64.fetchCursor(
            db,
            sql: """
                SELECT revisionID FROM item WHERE \(conditions.joined(separator: " AND "))
                ORDER BY rank DESC, score DESC, revisionID LIMIT \(most)
                """, arguments: arguments)
        var items: [QueueItem] = []
        var passedOver = besides
        var campaigns = CampaignMembership(db)
        while items.count < limit, let revision = try revisions.next() {
            if passedOver.contains(revision) { continue }
            let row = try Row.fetchOne(
                db.cachedStatement(sql: selectItem + " WHERE item.revisionID = ?"),
                arguments: [revision])!
            var item = try Self.item(db, row, &campaigns)
            if filter.queue.isWaiting {
                let others = try Repeats.waiting(db, ofComment: row["commentID"])
                passedOver.formUnion(others)
                item.repeats = others.count
            }
            items.append(item)
        }
        return items
    }

    private static func conditions(
        _ db: Database, _ filter: QueueFilter
    ) throws -> (sql: [String], arguments: StatementArguments) {
        var conditions = [condition(filter.queue)]
        var arguments: StatementArguments = []
        if let source = filter.source {
            conditions.append(
                """
                EXISTS (SELECT 1 FROM revision JOIN comment USING (commentID)
                JOIN source USING (sourceID)
                WHERE revision.revisionID = item.revisionID AND name = ?)
                """)
            arguments += [source.rawValue]
        }
        if let category = filter.category {
            conditions.append(
                """
                EXISTS (SELECT 1 FROM assessment, json_each(categories)
                WHERE assessment.assessmentID = item.assessmentID AND key = ?)
                """)
            arguments += [category.rawValue]
        }
        if let rule = filter.rule {
            conditions.append(
                """
                EXISTS (SELECT 1 FROM signal
                WHERE signal.assessmentID = item.assessmentID AND rule = ?)
                """)
            arguments += [rule.rawValue]
        }
        if let campaign = filter.campaign {
            let group = try CampaignNames.group(db, campaign)
            conditions.append(
                """
                revisionID IN (SELECT latestRevisionID FROM comment JOIN commentWording
                USING (commentID) WHERE wordingID IN (\(CampaignMembership.wordings)))
                """)
            arguments += [group, group, group]
        }
        return (conditions, arguments)
    }

    private static func condition(_ queue: QueueFilter.Queue) -> String {
        switch queue {
        case .open: "state = 'open'"
        case .queued: "state = 'open' AND rank = 1"
        case .held: "state = 'open' AND rank >= 2"
        case .passed: "state = 'new'"
        case .approved, .hidden, .spam: "state = '\(queue.rawValue)'"
        }
    }
}

/// What is on a desk, counted.
public struct DeskCounts: Sendable, Equatable {
    public var comments: Int
    /// Items that wait: an author's comments with the same words are one.
    public var open: Int
    /// Of those, items with a comment that the machine suggests holding.
    public var held: Int
    /// Comments that wait, each for itself.
    public var waitingComments: Int
    /// When the one that waits longest was read.
    public var oldestOpen: Date?
    public var setAside: Int
}

extension ReviewQueue {
    /// How much waits, and how much there is.
    ///
    /// - Complexity: O(comments that wait) and a count of all.
    public func counts() throws -> DeskCounts {
        try read { db in
            let waiting = try Row.fetchOne(
                db,
                sql: """
                    SELECT COUNT(*) AS comments, MIN(ingestedAt) AS oldest,
                    COUNT(DISTINCT \(Repeats.item)) AS open,
                    COUNT(DISTINCT CASE WHEN rank >= 2 THEN \(Repeats.item) END) AS held
                    FROM item JOIN revision USING (revisionID)
                    LEFT JOIN commentWording USING (commentID) WHERE state = 'open'
                    """)!
            return DeskCounts(
                comments: try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM comment") ?? 0,
                open: waiting["open"], held: waiting["held"],
                waitingComments: waiting["comments"],
                oldestOpen: (waiting["oldest"] as Int64?).map { Date(milliseconds: $0) },
                setAside: try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM setAside") ?? 0)
        }
    }
}

/// Comments of one author with the same words: a flood, if there are many.
///
/// Comments whose author is not known repeat nobody.
enum Repeats {
    /// The newest revisions of the author's other comments with a comment's words that wait.
    ///
    /// - Parameter isApproval: leaves out those of a higher route: something besides the words, such as
    ///   a link, put them there, and nobody has looked at it.
    /// - Complexity: O(the author's comments with these words).
    static func waiting(
        _ db: Database, ofComment commentID: Int64, isApproval: Bool = false
    ) throws -> [Int64] {
        try Int64.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT latestRevisionID FROM commentWording AS own
                    CROSS JOIN commentWording AS other
                        ON other.wordingID = own.wordingID AND other.authorID = own.authorID
                    CROSS JOIN comment ON comment.commentID = other.commentID
                    CROSS JOIN item ON item.revisionID = latestRevisionID
                    WHERE own.commentID = ?1 AND own.authorID <> 0
                    AND other.commentID <> own.commentID AND state = 'open'
                    AND (NOT ?2 OR rank <= (SELECT rank FROM comment AS mine
                        JOIN item ON item.revisionID = mine.latestRevisionID
                        WHERE mine.commentID = own.commentID))
                    ORDER BY latestRevisionID
                    """), arguments: [commentID, isApproval])
    }

    /// What the comments of one item have in common and no other has, as SQL over `revision` and
    /// `commentWording`: both numbers are of 32 bits, and a comment that repeats nobody has its own.
    static let item = """
        CASE WHEN commentWording.authorID > 0
        THEN commentWording.authorID << 32 | wordingID ELSE -commentID END
        """
}
