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
