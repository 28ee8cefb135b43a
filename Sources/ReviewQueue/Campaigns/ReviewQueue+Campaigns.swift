import FoundationEssentials
import GRDB
public import Moderation

extension ReviewQueue {
    /// Every campaign on the desk, largest first, then by first sight: the comment's own time, or when it
    /// was read where its source gives none.
    ///
    /// - Complexity: O(comments).
    public func campaigns() throws -> [Campaign] {
        try read { try CampaignRow.all($0) }
    }

    /// The campaign that a comment is a letter of; `nil` for a comment of none, or one not on the desk.
    ///
    /// - Complexity: O(letters of the campaign).
    public func campaign(of key: CommentKey) throws -> Campaign? {
        try read { db in
            let comment = try Int64.fetchOne(
                db,
                sql: """
                    SELECT commentID FROM comment JOIN source USING (sourceID)
                    WHERE name = ? AND externalID = ?
                    """, arguments: [key.source.rawValue, key.id.rawValue])
            var membership = CampaignMembership(db)
            return try comment.flatMap { try membership.campaign(ofComment: $0) }
                .flatMap { try CampaignRow.find(db, group: $0) }
        }
    }

    /// The comments of each group of two and more, by key; the groups by their first member, members in
    /// order. What a test and `make bench` compare.
    public func wordingGroups() throws -> [[CommentKey]] {
        try read { db in
            var groups: [Int64: [CommentKey]] = [:]
            let rows = try Row.fetchCursor(
                db,
                sql: """
                    SELECT coalesce(groupID, wordingID) AS campaign, source.name AS source, externalID
                    FROM commentWording JOIN wording USING (wordingID)
                    JOIN comment USING (commentID) JOIN source USING (sourceID)
                    """)
            while let row = try rows.next() {
                groups[row["campaign"], default: []].append(
                    CommentKey(
                        source: SourceName(row["source"] as String),
                        id: CommentID(row["externalID"] as String)))
            }
            return groups.values.filter { $0.count > 1 }.map {
                $0.sorted { $0.description < $1.description }
            }
            .sorted { $0[0].description < $1[0].description }
        }
    }
}

/// Reads campaigns, which are groups of wordings that enough authors use.
enum CampaignRow {
    static func all(_ db: Database) throws -> [Campaign] {
        try rows(db, "words >= \(Campaign.fewestWords)", []).map { try campaign(db, $0) }
    }

    /// - Precondition: the group's wordings are of enough words; too few authors give `nil`.
    static func find(_ db: Database, group: Int64) throws -> Campaign? {
        try rows(
            db, "commentWording.wordingID IN (\(CampaignMembership.wordings))",
            [group, group, group]
        ).first.map { try campaign(db, $0) }
    }

    /// The groups of all campaigns.
    static func groups(_ db: Database) throws -> [Int64] {
        try rows(db, "words >= \(Campaign.fewestWords)", []).map { $0["campaign"] }
    }

    private static func rows(
        _ db: Database, _ condition: String, _ arguments: StatementArguments
    ) throws -> [Row] {
        try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT coalesce(groupID, wordingID) AS campaign, count(*) AS size,
                        count(DISTINCT nullif(commentWording.authorID, 0))
                            + sum(commentWording.authorID = 0) AS authors,
                        min(commentWording.writtenAt) AS firstAt,
                        max(commentWording.writtenAt) AS lastAt,
                        count(DISTINCT wordingID) AS wordings,
                        sum(state = 'open') AS waiting,
                        sum(state = 'open' AND rank >= 2) AS held
                    FROM commentWording JOIN wording USING (wordingID)
                    JOIN comment USING (commentID)
                    JOIN item ON item.revisionID = latestRevisionID
                    WHERE \(condition) GROUP BY campaign
                    HAVING authors >= \(Campaign.fewestAuthors)
                    ORDER BY size DESC, firstAt, campaign
                    """), arguments: arguments)
    }

    private static func campaign(_ db: Database, _ row: Row) throws -> Campaign {
        let group: Int64 = row["campaign"]
        return Campaign(
            id: try CampaignNames.id(db, group: group), size: row["size"],
            authors: row["authors"], firstSeen: Date(milliseconds: row["firstAt"]),
            lastSeen: Date(milliseconds: row["lastAt"]), wordings: row["wordings"],
            representative: try representative(db, group), waiting: row["waiting"],
            held: row["held"])
    }

    private static func representative(_ db: Database, _ group: Int64) throws -> CommentKey {
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
        let row = try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT source.name AS source, externalID FROM commentWording
                    JOIN comment USING (commentID) JOIN source USING (sourceID)
                    WHERE wordingID = ? ORDER BY commentWording.writtenAt, source.name, externalID LIMIT 1
                    """), arguments: [wordings[form]["wordingID"] as Int64])!
        return CommentKey(
            source: SourceName(row["source"] as String), id: CommentID(row["externalID"] as String))
    }
}

/// Finds the form among letters of which each has a greeting and a name of its own, so that no two are
/// the same.
enum CommonForm {
    /// The most used ones stand for all.
    ///
    /// **Source**: our choice; of 64 letters more than half are the bare form where a third are edited.
    static let mostWordings = 64

    /// The wording that has most of what the letters have in common and least else.
    ///
    /// What more than half of the letters have is common; each stretch of it counts for a wording, every
    /// other against it. Of equals the first is taken.
    /// - Parameter wordings: letters that use each, and its shingles.
    /// - Complexity: O(shingles).
    static func index(of wordings: [(letters: Int, shingles: [UInt32])]) -> Int {
        var letters: [UInt32: Int] = [:]
        for wording in wordings {
            for shingle in wording.shingles { letters[shingle, default: 0] += wording.letters }
        }
        let all = wordings.reduce(0) { $0 + $1.letters }
        let likeness = wordings.map { wording in
            wording.shingles.reduce(0) { $0 + (2 * letters[$1]! > all ? 1 : -1) }
        }
        return likeness.firstIndex(of: likeness.max() ?? 0) ?? 0
    }
}
