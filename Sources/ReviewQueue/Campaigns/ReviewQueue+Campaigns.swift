import FoundationEssentials
import GRDB
public import Moderation

extension ReviewQueue {
    /// Every campaign on the desk, largest first, then by first sight: the comment's own time, or when it
    /// was read where its source gives none.
    ///
    /// - Complexity: O(comments).
    public func campaigns() throws -> [Campaign] {
        try read { db in
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT coalesce(groupID, wordingID) AS campaign, count(*) AS size,
                        count(DISTINCT nullif(commentWording.authorID, 0))
                            + sum(commentWording.authorID = 0) AS authors,
                        min(writtenAt) AS firstAt, max(writtenAt) AS lastAt,
                        count(DISTINCT wordingID) AS wordings
                    FROM commentWording JOIN wording USING (wordingID)
                    WHERE words >= ? GROUP BY campaign HAVING authors >= ?
                    ORDER BY size DESC, firstAt, campaign
                    """,
                arguments: [Campaign.fewestWords, Campaign.fewestAuthors])
            return try rows.map { try Self.campaign(db, $0) }
        }
    }

    private static func campaign(_ db: Database, _ row: Row) throws -> Campaign {
        let number: Int64 = row["campaign"]
        return Campaign(
            id: try id(db, number), size: row["size"], authors: row["authors"],
            firstSeen: Date(milliseconds: row["firstAt"]),
            lastSeen: Date(milliseconds: row["lastAt"]), wordings: row["wordings"],
            representative: try representative(db, number))
    }

    private static let members = "(groupID = ?1 OR wordingID = ?1)"

    private static func id(_ db: Database, _ number: Int64) throws -> String {
        let least =
            try Int64.fetchAll(
                db.cachedStatement(sql: "SELECT hash FROM wording WHERE \(members)"),
                arguments: [number]
            ).map(UInt64.init(bitPattern:)).min() ?? 0
        let hex = String(least, radix: 16)
        return "c-" + String(repeating: "0", count: 16 - hex.count) + hex
    }

    private static func representative(_ db: Database, _ number: Int64) throws -> CommentKey {
        let row = try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    WITH common AS (
                        SELECT wordingID FROM commentWording JOIN wording USING (wordingID)
                        WHERE \(members) GROUP BY wordingID
                        ORDER BY count(*) DESC, hash LIMIT 1)
                    SELECT source.name AS source, externalID FROM commentWording
                    JOIN comment USING (commentID) JOIN source USING (sourceID)
                    WHERE wordingID = (SELECT wordingID FROM common)
                    ORDER BY commentWording.writtenAt, source.name, externalID LIMIT 1
                    """), arguments: [number])!
        return CommentKey(
            source: SourceName(row["source"] as String), id: CommentID(row["externalID"] as String))
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
