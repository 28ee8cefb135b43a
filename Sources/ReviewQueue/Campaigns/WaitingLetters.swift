public import FoundationEssentials
import GRDB
public import Moderation

/// A letter of a campaign, as one is held against another.
public struct StoredLetter: Sendable {
    public var key: CommentKey
    public var revision: Int
    public var comment: Comment
    /// Of its assessment, those that act.
    public var signals: [Signal]
    /// The same for letters of one author, and of no one else; `nil` where the author is not known.
    public var author: Int64?
    /// When it was written, or read where its source gives no time.
    public var at: Date

    fileprivate init(_ db: Database, _ row: Row) throws {
        key = CommentKey(
            source: SourceName(row["sourceName"] as String),
            id: CommentID(row["externalID"] as String))
        revision = row["number"]
        comment = ArchivedRow.comment(row)
        signals = try StoredAssessment.read(db, row).signals.filter { $0.status == .active }
        author = row["authorID"]
        at = Date(milliseconds: row["createdAt"] as Int64? ?? row["ingestedAt"])
    }
}

extension ReviewQueue {
    /// The campaigns that have letters waiting, in the queue's order of their first ones.
    ///
    /// - Complexity: O(comments that wait + letters of these campaigns).
    public func waitingCampaigns(limit: Int = .max) throws -> [WaitingCampaign] {
        try read { db in
            var membership = CampaignMembership(db)
            return try WaitingLetters.firsts(db).prefix(limit).map { group, revision in
                let row = try Row.fetchOne(
                    db.cachedStatement(sql: Self.selectItem + " WHERE item.revisionID = ?"),
                    arguments: [revision])!
                return WaitingCampaign(
                    campaign: try CampaignRow.find(db, group: group)!,
                    first: try Self.item(db, row, &membership))
            }
        }
    }

    /// Hands on the letters of a campaign that wait, in the queue's order, one at a time.
    ///
    /// - Parameters:
    ///   - name: the campaign's id, or how it begins.
    ///   - each: called with the form that the letters follow and with a letter.
    /// - Returns: the campaign and its form, also where nothing of it waits.
    /// - Throws: `Problem` Q012, Q013, and what `each` throws.
    public func waitingLetters(
        of name: String, _ each: (_ form: StoredLetter, _ letter: StoredLetter) throws -> Void
    ) throws -> (campaign: Campaign, form: StoredLetter) {
        try read { db in
            let group = try CampaignNames.group(db, name)
            let campaign = try CampaignRow.find(db, group: group)!
            let form = try StoredLetter(db, Self.newest(db, campaign.representative))
            let rows = try Row.fetchCursor(
                db,
                sql: Self.selectItem + """
                     JOIN commentWording USING (commentID) WHERE item.state = 'open'
                    AND wordingID IN (\(CampaignMembership.wordings))
                    ORDER BY item.rank DESC, item.score DESC, item.revisionID
                    """, arguments: [group, group, group])
            while let row = try rows.next() { try each(form, StoredLetter(db, row)) }
            return (campaign, form)
        }
    }
}

/// Finds which campaigns have something waiting.
enum WaitingLetters {
    /// Each such campaign's group with its first letter's revision, in the queue's order.
    static func firsts(_ db: Database) throws -> [(group: Int64, revision: Int64)] {
        var firsts: [(group: Int64, revision: Int64)] = []
        var seen: Set<Int64> = []
        // Most wordings are one comment's; their rows, the widest there are, are not looked at.
        let rows = try Row.fetchCursor(
            db.cachedStatement(
                sql: """
                    SELECT coalesce(groupID, wording.wordingID), item.revisionID
                    FROM item CROSS JOIN revision USING (revisionID)
                    CROSS JOIN commentWording AS own USING (commentID)
                    CROSS JOIN wording ON wording.wordingID = own.wordingID
                    WHERE state = 'open' AND words >= \(Campaign.fewestWords)
                    AND (own.wordingID IN
                        (SELECT wordingID FROM wording WHERE groupID IS NOT NULL)
                        OR EXISTS (SELECT 1 FROM commentWording AS same
                            WHERE same.wordingID = own.wordingID
                            LIMIT 1 OFFSET \(Campaign.fewestAuthors - 1)))
                    ORDER BY rank DESC, item.severity DESC, item.score DESC, item.revisionID
                    """))
        while let row = try rows.next() {
            let group: Int64 = row[0]
            if seen.insert(group).inserted { firsts.append((group, row[1])) }
        }
        var membership = CampaignMembership(db)
        return try firsts.filter { try membership.hasEnoughAuthors($0.group) }
    }

    static func groups(_ db: Database) throws -> [Int64] { try firsts(db).map(\.group) }
}
