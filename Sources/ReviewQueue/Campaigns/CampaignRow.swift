import FoundationEssentials
import GRDB
import Moderation

/// Reads campaigns, which are groups of wordings that enough authors use.
///
/// Counted by one walk through an index, in its order; only letters that wait, mostly few, are looked up
/// one by one.
enum CampaignRow {
    /// Largest first, then by first sight.
    static func all(_ db: Database) throws -> [Campaign] {
        let waiting = try waiting(db)
        return try rows(db).map { try campaign(db, $0, waiting[$0["campaign"]]) }
    }

    /// - Precondition: the group's wordings are of enough words; too few authors give `nil`.
    static func find(_ db: Database, group: Int64) throws -> Campaign? {
        let wordings = CampaignMembership.wordings
        let row = try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT ? AS campaign, NULL AS hash, count(DISTINCT wordingID) AS wordings, \(counts)
                    FROM commentWording WHERE wordingID IN (\(wordings))
                    GROUP BY campaign HAVING \(isEnough)
                    """), arguments: [group, group, group, group])
        return try row.map { row in
            let waiting = try Row.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT count(*), coalesce(sum(rank >= 2), 0) FROM commentWording
                        CROSS JOIN comment USING (commentID)
                        CROSS JOIN item ON item.revisionID = latestRevisionID AND state = 'open'
                        WHERE wordingID IN (\(wordings))
                        """), arguments: [group, group, group])!
            return try campaign(db, row, (waiting[0], waiting[1]))
        }
    }

    /// The groups of all campaigns.
    static func groups(_ db: Database) throws -> [Int64] {
        try rows(db).map { $0["campaign"] }
    }

    /// Of letters that are next to each other by wording and author: an author of number 0 is not known,
    /// and each of those counts for one.
    private static let counts = """
        count(*) AS size, count(DISTINCT authorID) - (min(authorID) = 0) + sum(authorID = 0) AS authors,
        min(writtenAt) AS firstAt, max(writtenAt) AS lastAt
        """
    private static let isEnough = "authors >= \(Campaign.fewestAuthors)"

    /// Wordings that stand alone, of which there may be as many as comments, are counted in the order of
    /// their index, and have the hash that names them; those of groups, which have numbers, by group.
    private static func rows(_ db: Database) throws -> [Row] {
        try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT campaign, hash, 1 AS wordings, size, authors, firstAt, lastAt
                    FROM (SELECT wordingID AS campaign, \(counts) FROM commentWording
                        GROUP BY wordingID HAVING \(isEnough))
                    CROSS JOIN wording ON wordingID = campaign
                    WHERE groupID IS NULL AND words >= \(Campaign.fewestWords)
                    UNION ALL
                    SELECT groupID, NULL, count(DISTINCT wordingID), \(counts)
                    FROM wording INDEXED BY wordingGroupID CROSS JOIN commentWording USING (wordingID)
                    WHERE groupID IS NOT NULL AND words >= \(Campaign.fewestWords)
                    GROUP BY groupID HAVING \(isEnough)
                    ORDER BY size DESC, firstAt, campaign
                    """))
    }

    /// Letters of each group that wait, and those of them that are to be held; of wordings that are no
    /// campaign, too.
    private static func waiting(_ db: Database) throws -> [Int64: (all: Int, held: Int)] {
        let rows = try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT coalesce(groupID, wordingID) AS campaign, count(*), sum(rank >= 2)
                    FROM item INDEXED BY itemQueue
                    CROSS JOIN comment ON commentID = ofComment AND latestRevisionID = revisionID
                    CROSS JOIN commentWording USING (commentID) CROSS JOIN wording USING (wordingID)
                    WHERE state = 'open' GROUP BY campaign
                    """))
        return Dictionary(uniqueKeysWithValues: rows.map { ($0[0], ($0[1], $0[2])) })
    }

    private static func campaign(
        _ db: Database, _ row: Row, _ waiting: (all: Int, held: Int)?
    ) throws -> Campaign {
        let group: Int64 = row["campaign"]
        let loneHash: Int64? = row["hash"]
        return Campaign(
            id: try loneHash.map { CampaignNames.id(leastHash: $0) }
                ?? CampaignNames.id(db, group: group),
            size: row["size"], authors: row["authors"],
            firstSeen: Date(milliseconds: row["firstAt"]),
            lastSeen: Date(milliseconds: row["lastAt"]), wordings: row["wordings"],
            representative: try firstLetter(
                db, loneHash == nil ? commonForm(db, group) : group), waiting: waiting?.all ?? 0,
            held: waiting?.held ?? 0)
    }

    /// The wording that the others follow.
    private static func commonForm(_ db: Database, _ group: Int64) throws -> Int64 {
        let wordings = try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT wordingID, count(*) AS letters, shingles
                    FROM (\(CampaignMembership.wordings)) JOIN commentWording USING (wordingID)
                    JOIN wording USING (wordingID) GROUP BY wordingID
                    ORDER BY letters DESC, hash LIMIT \(CommonForm.mostWordings)
                    """), arguments: [group, group, group])
        let form = CommonForm.index(
            of: wordings.map { ($0["letters"], Shingles($0["shingles"] as Data).values) })
        return wordings[form]["wordingID"]
    }

    /// The names are looked up of those alone that are the oldest.
    private static func firstLetter(_ db: Database, _ wording: Int64) throws -> CommentKey {
        let row = try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT name, externalID FROM commentWording AS letter
                    CROSS JOIN comment USING (commentID) CROSS JOIN source USING (sourceID)
                    WHERE letter.wordingID = ?1 AND letter.writtenAt IS
                        (SELECT min(writtenAt) FROM commentWording WHERE wordingID = ?1)
                    ORDER BY name, externalID LIMIT 1
                    """), arguments: [wording])!
        return CommentKey(
            source: SourceName(row[0] as String), id: CommentID(row[1] as String))
    }
}
