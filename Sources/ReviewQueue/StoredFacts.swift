import FoundationEssentials
import Moderation

/// The facts that an assessment was made by, as JSON in one fixed order and form.
///
/// They are kept so that a replay judges by the same ones, and sealed with the assessment. An
/// assessment made before there were any has none, and its seal is as it was.
enum StoredFacts {
    static func column(author: AuthorFacts?) -> String? {
        guard let author else { return nil }
        let first = author.firstSeen.map { ",\"firstSeen\":\($0.milliseconds)" } ?? ""
        return """
            {"author":{"seen":\(author.seen),"approved":\(author.approved),\
            "refused":\(author.refused),"decidedLately":\(author.decidedLately),\
            "refusedLately":\(author.refusedLately),"lastMinute":\(author.lastMinute),\
            "lastHour":\(author.lastHour),"lastDay":\(author.lastDay)\(first)}}
            """
    }

    private struct Column: Decodable {
        struct Author: Decodable {
            var seen, approved, refused, decidedLately, refusedLately: Int
            var lastMinute, lastHour, lastDay: Int
            var firstSeen: Int64?
        }

        var author: Author?
    }

    /// - Returns: `nil` where there is no column, or none that this version can read.
    static func author(_ column: String?) -> AuthorFacts? {
        guard let column,
            let stored = try? JSONDecoder().decode(Column.self, from: Data(column.utf8)).author
        else { return nil }
        var facts = AuthorFacts()
        (facts.seen, facts.approved, facts.refused) = (stored.seen, stored.approved, stored.refused)
        (facts.decidedLately, facts.refusedLately) = (stored.decidedLately, stored.refusedLately)
        (facts.lastMinute, facts.lastHour, facts.lastDay) = (
            stored.lastMinute, stored.lastHour, stored.lastDay
        )
        facts.firstSeen = stored.firstSeen.map { Date(milliseconds: $0) }
        return facts
    }
}
