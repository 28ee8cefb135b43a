import FoundationEssentials
import GRDB
import Moderation

extension AuthorHistory {
    /// Over which times the facts of an author are asked, in milliseconds.
    struct Span {
        var first: Int64
        var last: Int64

        mutating func reach(_ time: Int64) {
            first = min(first, time)
            last = max(last, time)
        }
    }

    /// The histories of authors that the desk knows, by author.
    ///
    /// - Complexity: three statements however many authors there are; each looks at no more of an
    ///   author's comments than the facts can count, and at those within the span.
    static func load(_ db: Database, _ spans: [Int64: Span]) throws -> [Int64: AuthorHistory] {
        guard !spans.isEmpty else { return [:] }
        // Numbers only, so that nothing has to be escaped.
        let asked =
            "["
            + spans.map { "[\($0.key),\($0.value.first - day),\($0.value.last)]" }
            .joined(separator: ",") + "]"
        var histories = spans.mapValues { _ in AuthorHistory() }
        for row in try Row.fetchAll(db.cachedStatement(sql: selectOlder), arguments: [asked]) {
            let author: Int64 = row[0]
            histories[author]!.olderCount = row[1]
            histories[author]!.oldest = row[2]
        }
        let places = try Row.fetchCursor(db.cachedStatement(sql: selectPlaces), arguments: [asked])
        while let row = try places.next() {
            histories[row[0] as Int64]!.places.append(CommentPlace(time: row[1], id: row[2]))
        }
        let decided = try Row.fetchCursor(
            db.cachedStatement(sql: selectDecided), arguments: [asked])
        while let row = try decided.next() {
            histories[row[0] as Int64]!.decided.append(
                Decided(
                    place: CommentPlace(time: row[1], id: row[2]),
                    isRefused: row[3] as String != "approve", at: row[4], revokedAt: row[5]))
        }
        for author in spans.keys { histories[author]!.places.sort() }
        return histories
    }

    /// CROSS JOIN keeps the authors asked for on the outside.
    private static let fromAsked = "FROM json_each(?) AS asked CROSS JOIN"
    private static let author = "json_extract(asked.value, '$[0]')"
    private static let dayBefore = "json_extract(asked.value, '$[1]')"
    private static let end = "json_extract(asked.value, '$[2]')"

    /// A day before the span, or later where more was written in that day than is counted.
    private static let begin = """
        max(\(dayBefore), coalesce((SELECT recent.writtenAt FROM comment AS recent
        WHERE recent.authorID = \(author) AND recent.writtenAt >= \(dayBefore)
        AND recent.writtenAt < \(dayBefore) + \(day) ORDER BY recent.writtenAt DESC
        LIMIT 1 OFFSET \(AuthorFacts.mostLately)), \(Int64.min)))
        """

    static let selectOlder = """
        SELECT \(author), (SELECT count(*) FROM (SELECT 1 FROM comment
        WHERE authorID = \(author) AND writtenAt < \(begin) LIMIT \(AuthorFacts.mostSeen))),
        (SELECT min(writtenAt) FROM comment WHERE authorID = \(author) AND writtenAt < \(begin))
        FROM json_each(?) AS asked
        """

    static let selectPlaces = """
        SELECT authorID, writtenAt, externalID \(fromAsked) comment
        WHERE authorID = \(author) AND writtenAt BETWEEN \(begin) AND \(end)
        """

    static let selectDecided = """
        SELECT authorDecision.authorID, writtenAt, externalID, verdict, at,
        (SELECT undone.at FROM decision AS undone WHERE undone.revokes = decision.decisionID)
        \(fromAsked) authorDecision JOIN decision USING (decisionID)
        JOIN revision USING (revisionID) JOIN comment USING (commentID)
        WHERE authorDecision.authorID = \(author) AND verdict <> 'undo' AND at <= \(end)
        ORDER BY decision.decisionID
        """
}
