import GRDB
import Moderation

/// Counts the comments that said the same before another one.
///
/// Which stands before which follows from their times and ids, as with `AuthorFacts`.
enum EarlierWordings {
    /// `AuthorFacts.repeats` of a comment; 0 where its author is not known or wrote no word.
    ///
    /// - Complexity: O(`HistoryFacts.mostAlike`).
    static func repeats(_ db: Database, of commentID: Int64) throws -> Int {
        try Int.fetchOne(db.cachedStatement(sql: selectRepeats), arguments: [commentID]) ?? 0
    }

    /// `HistoryFacts.nearDuplicates` of a comment; 0 for words too few to make a campaign.
    ///
    /// - Complexity: O(`HistoryFacts.mostAlike`), and O(group) for one that few of its group stand before:
    ///   dear where a large campaign is read newest first.
    static func nearDuplicates(_ db: Database, of commentID: Int64) throws -> Int {
        let own = try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT wordingID, groupID FROM commentWording JOIN wording USING (wordingID)
                    WHERE commentID = ? AND words >= \(Campaign.fewestWords)
                    """), arguments: [commentID])
        guard let own else { return 0 }
        let (wording, group): (Int64, Int64?) = (own[0], own[1])
        return try Int.fetchOne(
            db.cachedStatement(sql: group == nil ? selectSame : selectNear),
            arguments: [commentID, group ?? wording]) ?? 0
    }

    /// As SQL over `mine` and `other`.
    private static let standsBefore = """
        other.writtenAt <= mine.writtenAt AND (other.writtenAt < mine.writtenAt OR
        (SELECT externalID FROM comment WHERE commentID = other.commentID)
            < (SELECT externalID FROM comment WHERE commentID = mine.commentID))
        """

    private static let selectRepeats = """
        SELECT count(*) FROM (SELECT 1 FROM commentWording AS mine CROSS JOIN commentWording AS other
        WHERE mine.commentID = ? AND mine.authorID <> 0 AND other.wordingID = mine.wordingID
        AND other.authorID = mine.authorID
        AND other.writtenAt >= mine.writtenAt - \(AuthorHistory.day) AND \(standsBefore)
        LIMIT \(HistoryFacts.mostAlike))
        """

    private static let selectSame = """
        SELECT count(*) FROM (SELECT 1 FROM commentWording AS mine CROSS JOIN commentWording AS other
        WHERE mine.commentID = ?1 AND other.wordingID = ?2 AND \(standsBefore)
        LIMIT \(HistoryFacts.mostAlike))
        """

    private static let selectNear = """
        SELECT count(*) FROM (SELECT 1 FROM commentWording AS mine CROSS JOIN wording AS near
        CROSS JOIN commentWording AS other
        WHERE mine.commentID = ?1 AND near.groupID = ?2 AND other.wordingID = near.wordingID
        AND \(standsBefore) LIMIT \(HistoryFacts.mostAlike))
        """
}
