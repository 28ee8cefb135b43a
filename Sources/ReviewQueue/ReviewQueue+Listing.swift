public import FoundationEssentials
import GRDB
public import Moderation

/// Which items a list shows; all conditions must hold.
public struct QueueFilter: Sendable, Equatable {
    public typealias Queue = QueueName

    public var queue: Queue = .open
    public var source: SourceName?
    /// The url of its article, or words of the title.
    public var article: String?
    public var category: CategoryID?
    public var rule: RuleID?
    public var label: LabelID?
    /// Comments of the author of this one.
    public var authorOf: CommentKey?
    /// When it was written (or first read, where a source gives no date); included.
    public var from: Date?
    /// Not included.
    public var to: Date?
    /// Letters of this campaign alone: its id, or how the id begins.
    public var campaign: String?
    /// Items, after an author's repeats were made one.
    public var limit = 50

    public init() {}

    static let campaignLabel: LabelID = "campaign"
}

extension ReviewQueue {
    /// Items of one list: what the machine would hold first, then the graver, then by score, then by age.
    ///
    /// A severe item (`CategoryScore.severe`) is followed by a milder one while any waits. Of what waits
    /// an author's comments with the same words are one item, the first of them, which tells how many
    /// others wait. Other lists show every comment.
    /// - Parameter accepts: a condition that the database cannot ask, such as the language.
    /// - Throws: `Problem` Q001 for `authorOf`, Q012 or Q013 for a campaign that is none, or not one.
    /// - Complexity: O(`limit` + repeats of those shown) without conditions; a condition is asked of each
    ///   comment of the list until there are enough.
    public func items(
        _ filter: QueueFilter, where accepts: ((QueueItem) -> Bool)? = nil
    ) throws -> [QueueItem] {
        try read {
            try Self.items($0, filter, besides: [], limit: filter.limit, where: accepts)
        }
    }

    /// - Parameters:
    ///   - besides: revisions that are left out.
    ///   - startsMild: begins with one that is not severe, if there is any.
    static func items(
        _ db: Database, _ filter: QueueFilter, besides: Set<Int64>, limit: Int,
        startsMild: Bool = false, where accepts: ((QueueItem) -> Bool)? = nil
    ) throws -> [QueueItem] {
        guard limit > 0 else { return [] }
        let isTakenWhole = accepts == nil && filter.label != QueueFilter.campaignLabel
        var lineup = try Lineup(
            db, filter, startsMild: startsMild, most: isTakenWhole ? limit + besides.count : nil)
        var items: [QueueItem] = []
        var passedOver = besides
        var campaigns = CampaignMembership(db)
        while items.count < limit, let revision = try lineup.next(besides: passedOver) {
            let row = try Row.fetchOne(
                db.cachedStatement(sql: selectItem + " WHERE item.revisionID = ?"),
                arguments: [revision])!
            var item = try Self.item(db, row, &campaigns)
            let isOfLabel = filter.label != QueueFilter.campaignLabel || item.isOfCampaign
            guard isOfLabel, accepts?(item) ?? true else {
                lineup.refuse()
                continue
            }
            if filter.queue.isWaiting {
                let others = try Repeats.waiting(db, ofComment: row["commentID"])
                passedOver.formUnion(others)
                item.repeats = others.count
            }
            items.append(item)
        }
        return items
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
    /// - Complexity: O(comments that wait); comments are numbered without a gap, and none goes.
    public func counts() throws -> DeskCounts {
        try read { db in
            let waiting = try Row.fetchOne(
                db,
                sql: """
                    SELECT COUNT(*) AS comments, MIN(revisionID) AS oldest,
                    COUNT(DISTINCT \(Repeats.item)) AS open,
                    COUNT(DISTINCT CASE WHEN rank >= 2 THEN \(Repeats.item) END) AS held
                    FROM item WHERE state = 'open'
                    """)!
            let oldest = try Int64.fetchOne(
                db, sql: "SELECT ingestedAt FROM revision WHERE revisionID = ?",
                arguments: [waiting["oldest"] as Int64?])
            return DeskCounts(
                comments: try Int.fetchOne(db, sql: "SELECT MAX(commentID) FROM comment") ?? 0,
                open: waiting["open"], held: waiting["held"],
                waitingComments: waiting["comments"],
                oldestOpen: oldest.map { Date(milliseconds: $0) },
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

    /// What the comments of one item have in common and no other has, as SQL over `item`: a comment that
    /// repeats nobody has its own number.
    static let item = "COALESCE(sameAs, -ofComment)"
}
