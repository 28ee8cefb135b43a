public import FoundationEssentials
import GRDB
public import Moderation

extension ReviewQueue {
    /// Claims a comment, or renews one's own claim, for `Claim.lease` from now.
    ///
    /// - Parameter takesOver: also from somebody who reads it.
    /// - Throws: `Problem` Q001, and Q014 where somebody else reads it.
    public func claim(
        _ key: CommentKey, by moderator: Moderator, takesOver: Bool = false, now: Date
    ) throws -> Claim {
        try write { db in
            let target = try DecisionTarget.find(db, key)
            if !takesOver, let other = try ClaimStore.claim(db, target.commentID, key, now: now),
                other.by != moderator
            {
                throw Problem.queue(
                    .claimed,
                    "comment '\(key)' is being read by \(other.by), \(other.sinceInWords)",
                    help: "wait for them, or take it over with --take-over")
            }
            // Who comes back to what they left to somebody else reads it after all.
            try db.execute(
                sql: "DELETE FROM skip WHERE revisionID = ? AND moderator = ?",
                arguments: [target.revisionID, moderator.rawValue])
            try Waiting.refresh(db, target.commentID)
            return try ClaimStore.write(db, target.commentID, key, by: moderator, now: now)
        }
    }

    /// Gives a claim back; of somebody else's, or of none, nothing changes.
    ///
    /// - Returns: whether there was one.
    /// - Throws: `Problem` Q001, and Q014 for somebody else's.
    @discardableResult
    public func release(
        _ key: CommentKey, by moderator: Moderator, now: Date
    ) throws -> Bool {
        try write { db in
            let target = try DecisionTarget.find(db, key)
            guard let claim = try ClaimStore.claim(db, target.commentID, key, now: now) else {
                return false
            }
            guard claim.by == moderator else {
                throw Problem.queue(
                    .claimed,
                    "comment '\(key)' is being read by \(claim.by), \(claim.sinceInWords)",
                    help: "only who reads it gives it back; --take-over of 'queue claim' takes it")
            }
            try ClaimStore.remove(db, target.commentID)
            return true
        }
    }

    /// The first item of a list that nobody else reads, claimed; one's own is not passed over.
    ///
    /// Left out is what one left to somebody else, what waits for a lead (but in that list), one's own
    /// decisions where a second person is asked, and severe items after a severe one while milder ones
    /// wait.
    /// - Parameter opinions: on whose decisions the person is asked for a second opinion.
    /// - Returns: `nil` where all is decided or being read.
    /// - Throws: `Problem` Q012 or Q013 for a campaign that is none, or not one.
    /// - Complexity: as `items`, and one look-up for each that others read.
    public func nextItem(
        _ filter: QueueFilter, where accepts: ((QueueItem) -> Bool)? = nil,
        by moderator: Moderator, opinions: OpinionsAsked = .onEverybody, now: Date
    ) throws -> QueueItem? {
        try write { db in
            var besides = try ClaimStore.others(db, than: moderator, now: now)
            besides.formUnion(
                try NotFor.revisions(db, moderator, opinions, in: filter.queue))
            guard
                var item = try Self.items(
                    db, filter, besides: besides, limit: 1,
                    startsMild: NotFor.sawSevereLast(db, moderator, now: now), where: accepts
                ).first
            else { return nil }
            // Whoever gives a second opinion does not know of the first.
            if filter.queue == .second { item.decisions = [] }
            let target = try DecisionTarget.find(db, item.comment)
            item.claimedBy = try ClaimStore.write(
                db, target.commentID, item.comment, by: moderator, now: now
            ).by
            return item
        }
    }

    /// All claims that have not ended, oldest first.
    public func claims(now: Date) throws -> [Claim] {
        try read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT name, externalID, moderator, since, until FROM claim
                    JOIN comment USING (commentID) JOIN source USING (sourceID)
                    WHERE until > ? ORDER BY since, commentID
                    """, arguments: [now.milliseconds]
            ).map { row in
                Claim(
                    comment: CommentKey(
                        source: SourceName(row["name"] as String),
                        id: CommentID(row["externalID"] as String)),
                    by: Moderator(row["moderator"] as String),
                    since: Date(milliseconds: row["since"]),
                    until: Date(milliseconds: row["until"]))
            }
        }
    }
}

extension Claim {
    fileprivate var sinceInWords: String { "since \(since.ISO8601Format())" }
}

/// Keeps claims; those that ended count as none and go when another is written.
enum ClaimStore {
    static func claim(
        _ db: Database, _ commentID: Int64, _ key: CommentKey, now: Date
    ) throws -> Claim? {
        try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT moderator, since, until FROM claim WHERE commentID = ? AND until > ?
                    """), arguments: [commentID, now.milliseconds]
        ).map {
            Claim(
                comment: key, by: Moderator($0["moderator"] as String),
                since: Date(milliseconds: $0["since"]), until: Date(milliseconds: $0["until"]))
        }
    }

    /// Writes a claim; one's own that still runs keeps its beginning.
    static func write(
        _ db: Database, _ commentID: Int64, _ key: CommentKey, by moderator: Moderator, now: Date
    ) throws -> Claim {
        let own = try claim(db, commentID, key, now: now)
        let result = Claim(
            comment: key, by: moderator,
            since: own.flatMap { $0.by == moderator ? $0.since : nil } ?? now,
            until: now.addingTimeInterval(Claim.lease))
        try db.cachedStatement(sql: "DELETE FROM claim WHERE until <= ? OR commentID = ?")
            .execute(arguments: [now.milliseconds, commentID])
        try db.cachedStatement(
            sql: "INSERT INTO claim (commentID, moderator, since, until) VALUES (?, ?, ?, ?)"
        ).execute(arguments: [
            commentID, moderator.rawValue, result.since.milliseconds, result.until.milliseconds,
        ])
        return result
    }

    static func remove(_ db: Database, _ commentID: Int64) throws {
        try db.cachedStatement(sql: "DELETE FROM claim WHERE commentID = ?")
            .execute(arguments: [commentID])
    }

    /// The newest revisions of comments that others read, and of those that wait with the same words:
    /// they are one item.
    static func others(
        _ db: Database, than moderator: Moderator, now: Date
    ) throws -> Set<Int64> {
        let rows = try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT commentID, latestRevisionID FROM claim JOIN comment USING (commentID)
                    WHERE until > ? AND moderator <> ?
                    """), arguments: [now.milliseconds, moderator.rawValue])
        return try rows.reduce(into: []) { revisions, row in
            revisions.insert(row["latestRevisionID"])
            revisions.formUnion(try Repeats.waiting(db, ofComment: row["commentID"]))
        }
    }
}

/// What somebody is not given next.
enum NotFor {
    static func revisions(
        _ db: Database, _ moderator: Moderator, _ opinions: OpinionsAsked,
        in queue: QueueFilter.Queue
    ) throws -> Set<Int64> {
        let select = "SELECT commentID, latestRevisionID FROM"
        var conditions: [String] = []
        var arguments: StatementArguments = queue == .escalated ? [] : [moderator.rawValue]
        if queue != .escalated {
            // A lead has nobody to leave it to.
            // By the revision: no index finds a comment by its newest one.
            conditions.append(
                """
                \(select) skip JOIN revision USING (revisionID) JOIN comment USING (commentID)
                WHERE latestRevisionID = revisionID AND moderator = ?1
                """)
            conditions.append(
                "\(select) waiting JOIN comment USING (commentID) WHERE kind = 'escalated'")
        }
        if [.second, .reported, .appeals].contains(queue) {
            conditions.append(
                """
                \(select) waiting JOIN comment USING (commentID)
                JOIN item ON item.revisionID = latestRevisionID JOIN decision USING (decisionID)
                WHERE moderator = ?1
                """)
        }
        if queue == .second, case .on(let makers) = opinions {
            let marks = Array(repeating: "?", count: makers.count).joined(separator: ",")
            arguments += StatementArguments(makers.map(\.rawValue))
            conditions.append(
                """
                \(select) waiting JOIN comment USING (commentID)
                JOIN item ON item.revisionID = latestRevisionID JOIN decision USING (decisionID)
                WHERE kind = 'second' AND moderator NOT IN (\(marks))
                """)
        }
        if queue == .appeals {
            conditions.append(
                """
                \(select) appeal JOIN decision USING (decisionID)
                JOIN revision USING (revisionID) JOIN comment USING (commentID)
                WHERE decision.moderator = ?1
                """)
        }
        guard !conditions.isEmpty else { return [] }
        let rows = try Row.fetchAll(
            db.cachedStatement(sql: conditions.joined(separator: " UNION ")),
            arguments: arguments)
        // What repeats one of them is the same item.
        return try rows.reduce(into: []) { revisions, row in
            revisions.insert(row["latestRevisionID"])
            if queue.isWaiting {
                revisions.formUnion(try Repeats.waiting(db, ofComment: row["commentID"]))
            }
        }
    }

    /// How many decisions of all people are looked through for somebody's last one.
    private static let lately = 200

    /// Whether the last thing somebody decided, within the lease of a claim, was severe.
    static func sawSevereLast(_ db: Database, _ moderator: Moderator, now: Date) throws -> Bool {
        try Bool.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT severity >= \(CategoryScore.severe) AND at > ? FROM
                    (SELECT * FROM decision ORDER BY decisionID DESC LIMIT \(lately)) AS late
                    JOIN item USING (revisionID) WHERE moderator = ? AND verdict <> 'undo'
                    ORDER BY late.decisionID DESC LIMIT 1
                    """),
            arguments: [
                now.addingTimeInterval(-Claim.lease).milliseconds, moderator.rawValue,
            ]) ?? false
    }
}
