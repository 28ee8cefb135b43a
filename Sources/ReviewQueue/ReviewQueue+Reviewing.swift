public import FoundationEssentials
import GRDB
public import Moderation

/// What a screen asks that stays open while others work.
extension ReviewQueue {
    /// Items of a list that somebody may take up: as `nextItem` chooses them, without a claim.
    ///
    /// - Parameters:
    ///   - besides: comments that are left out.
    ///   - opinions: on whose decisions the person is asked for a second opinion.
    /// - Complexity: as `items`, and one look-up for each of `besides`.
    public func worklist(
        _ filter: QueueFilter, by moderator: Moderator, besides: [CommentKey] = [],
        opinions: OpinionsAsked = .onEverybody, now: Date
    ) throws -> [QueueItem] {
        try read { db in
            var revisions = try ClaimStore.others(db, than: moderator, now: now)
            revisions.formUnion(
                try NotFor.revisions(db, moderator, opinions, in: filter.queue))
            for key in besides {
                let target = try DecisionTarget.find(db, key)
                revisions.insert(target.revisionID)
                // What repeats it is the same item.
                revisions.formUnion(try Repeats.waiting(db, ofComment: target.commentID))
            }
            return try Self.items(
                db, filter, besides: revisions, limit: filter.limit,
                startsMild: NotFor.sawSevereLast(db, moderator, now: now))
        }
    }

    /// A number that is another one after another process wrote.
    public func changeMarker() throws -> Int {
        try read { try Int.fetchOne($0, sql: "PRAGMA data_version") ?? 0 }
    }

    /// How many comments each list for review has for somebody: without those that they left to others, or
    /// that wait for a lead.
    ///
    /// - Complexity: O(comments that wait), by indexes alone.
    public func waitingCounts(
        for moderator: Moderator, opinions: OpinionsAsked = .onEverybody
    ) throws -> [QueueName: Int] {
        try read { db in
            var counts: [QueueName: Int] = [:]
            for queue in QueueName.allCases where queue.isForReview {
                var filter = QueueFilter()
                filter.queue = queue
                let (conditions, arguments) = try QueueConditions.of(db, filter)
                let besides = try NotFor.revisions(db, moderator, opinions, in: queue)
                let left = "revisionID NOT IN (\(besides.map(String.init).joined(separator: ",")))"
                counts[queue] = try Int.fetchOne(
                    db,
                    sql: "SELECT COUNT(*) FROM item WHERE "
                        + (conditions + [left]).joined(separator: " AND "),
                    arguments: arguments)
            }
            return counts
        }
    }

    /// Replies that a conversation shows, and answered comments above it.
    private static let mostParts = 100

    /// What a comment answers, up to the first of its thread, and what answers it.
    ///
    /// - Throws: `Problem` Q001.
    public func conversation(of key: CommentKey) throws -> Conversation {
        try read { db in
            let own = try DecisionTarget.find(db, key)
            var above: [Conversation.Part] = []
            var seen: Set<Int64> = [own.commentID]
            var comment = own.commentID
            while above.count < Self.mostParts,
                let parent = try Int64.fetchOne(
                    db.cachedStatement(
                        sql: """
                            SELECT parent.commentID FROM comment AS reply JOIN comment AS parent
                            ON parent.sourceID = reply.sourceID AND parent.externalID = reply.parent
                            WHERE reply.commentID = ?
                            """), arguments: [comment]),
                seen.insert(parent).inserted, let part = try Self.part(db, parent)
            {
                above.insert(part, at: 0)
                comment = parent
            }
            let replies = try Int64.fetchAll(
                db.cachedStatement(
                    sql: Self.replies + " ORDER BY reply.commentID LIMIT \(Self.mostParts)"),
                arguments: [own.commentID])
            return Conversation(
                above: above, this: try Self.part(db, own.commentID)!,
                replies: try replies.compactMap { try Self.part(db, $0) })
        }
    }

    /// How many comments answer one; more than a conversation shows are not counted.
    ///
    /// - Throws: `Problem` Q001.
    public func replyCount(of key: CommentKey) throws -> Int {
        try read { db in
            try Int.fetchOne(
                db.cachedStatement(
                    sql: "SELECT COUNT(*) FROM (\(Self.replies) LIMIT \(Self.mostParts))"),
                arguments: [DecisionTarget.find(db, key).commentID]) ?? 0
        }
    }

    /// Whether what a comment answers is severe; not where the desk does not know it.
    ///
    /// - Throws: `Problem` Q001.
    public func hasSevereParent(_ key: CommentKey) throws -> Bool {
        try read { db in
            try Bool.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT severity >= \(CategoryScore.severe) FROM comment AS reply
                        CROSS JOIN comment AS parent ON parent.sourceID = reply.sourceID
                            AND parent.externalID = reply.parent
                        CROSS JOIN item ON item.revisionID = parent.latestRevisionID
                        WHERE reply.commentID = ?
                        """), arguments: [DecisionTarget.find(db, key).commentID]) ?? false
        }
    }

    private static let replies = """
        SELECT reply.commentID FROM comment AS mine CROSS JOIN comment AS reply
        ON reply.sourceID = mine.sourceID AND reply.parent = mine.externalID WHERE mine.commentID = ?
        """

    private static func part(_ db: Database, _ comment: Int64) throws -> Conversation.Part? {
        try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT source.name, externalID, text, state, writtenAt, severity FROM comment
                    JOIN source USING (sourceID)
                    JOIN revision ON revision.revisionID = latestRevisionID
                    JOIN item ON item.revisionID = latestRevisionID WHERE comment.commentID = ?
                    """), arguments: [comment]
        ).map { row in
            Conversation.Part(
                key: CommentKey(
                    source: SourceName(row["name"] as String),
                    id: CommentID(row["externalID"] as String)), text: row["text"],
                state: ItemState(rawValue: row["state"]) ?? .open,
                at: Date(milliseconds: row["writtenAt"]),
                isSevere: row["severity"] >= CategoryScore.severe)
        }
    }

    /// The author's other comments that wait with the same words, with the revisions they are at.
    ///
    /// - Throws: `Problem` Q001.
    public func repeats(of key: CommentKey) throws -> [(key: CommentKey, revision: Int)] {
        try read { db in
            try DecisionTarget.find(db, key).repeats(db, isApproval: false)
                .map { ($0.key, $0.number) }
        }
    }

    /// The newest comments by the author of one, newest first; none where the source names no author.
    ///
    /// - Throws: `Problem` Q001.
    public func comments(byAuthorOf key: CommentKey, limit: Int) throws -> [QueueItem] {
        try read { db in
            let comment = try DecisionTarget.find(db, key).commentID
            var campaigns = CampaignMembership(db)
            return try Row.fetchAll(
                db,
                sql: Self.selectItem + """
                     WHERE item.revisionID IN (SELECT latestRevisionID FROM comment WHERE authorID =
                    (SELECT authorID FROM comment WHERE commentID = ?)
                    ORDER BY writtenAt DESC LIMIT ?) ORDER BY writtenAt DESC
                    """, arguments: [comment, limit]
            ).map { try Self.item(db, $0, &campaigns) }
        }
    }
}
