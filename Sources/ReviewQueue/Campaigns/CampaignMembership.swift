import GRDB
import Moderation

/// Tells letters of a campaign; each group is looked at once.
struct CampaignMembership {
    private let db: Database
    private var known: [Int64: Bool] = [:]

    init(_ db: Database) { self.db = db }

    /// The group of the campaign that a comment's newest words belong to; `nil` where they are few, or of
    /// few.
    mutating func campaign(ofComment commentID: Int64) throws -> Int64? {
        let row = try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT coalesce(groupID, wordingID), words FROM commentWording
                    JOIN wording USING (wordingID) WHERE commentID = ?
                    """), arguments: [commentID])
        guard let row, row[1] as Int >= Campaign.fewestWords else { return nil }
        return try hasEnoughAuthors(row[0]) ? row[0] : nil
    }

    /// Whether a group's authors, over the whole desk, are as many as make a campaign.
    mutating func hasEnoughAuthors(_ group: Int64) throws -> Bool {
        if let known = known[group] { return known }
        func count(_ select: String, _ condition: String) throws -> Int {
            try Int.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT count(*) FROM (SELECT \(select)
                        FROM (\(Self.wordings)) AS member CROSS JOIN commentWording
                            ON commentWording.wordingID = member.wordingID
                        WHERE \(condition) LIMIT \(Campaign.fewestAuthors))
                        """), arguments: [group, group, group]) ?? 0
        }
        let authors =
            try count("DISTINCT authorID", "authorID > 0") + count("1", "authorID = 0")
        known[group] = authors >= Campaign.fewestAuthors
        return known[group]!
    }

    /// The wordings of a group, or the one that stands alone, as SQL that takes the number three times.
    static let wordings = """
        SELECT wordingID FROM wording WHERE groupID = ? AND wordingID <> ? UNION ALL SELECT ?
        """
}
