import FoundationEssentials
import Moderation

/// The facts that an assessment was made by, as JSON in one fixed order and form.
///
/// They are kept so that a replay judges by the same ones, and sealed with the assessment. An
/// assessment made before there were any has none, and its seal is as it was.
enum StoredFacts {
    /// Counts of zero are left out: most authors are new, and the column stands beside every comment.
    static func column(_ facts: HistoryFacts) -> String? {
        var parts = facts.author.map { ["\"author\":{" + members($0) + "}"] } ?? []
        if let near = facts.nearDuplicates { parts.append("\"nearDuplicates\":\(near)") }
        return parts.isEmpty ? nil : "{" + parts.joined(separator: ",") + "}"
    }

    private static func members(_ author: AuthorFacts) -> String {
        var members = ""
        func add(_ name: StaticString, _ value: Int64) {
            members += members.isEmpty ? "\"" : ",\""
            members += "\(name)\":"
            members += String(value)
        }
        if author.seen > 0 { add("seen", Int64(author.seen)) }
        if author.approved > 0 { add("approved", Int64(author.approved)) }
        if author.refused > 0 { add("refused", Int64(author.refused)) }
        if author.decidedLately > 0 { add("decidedLately", Int64(author.decidedLately)) }
        if author.refusedLately > 0 { add("refusedLately", Int64(author.refusedLately)) }
        if author.lastMinute > 0 { add("lastMinute", Int64(author.lastMinute)) }
        if author.lastHour > 0 { add("lastHour", Int64(author.lastHour)) }
        if author.lastDay > 0 { add("lastDay", Int64(author.lastDay)) }
        if author.repeats > 0 { add("repeats", Int64(author.repeats)) }
        if let first = author.firstSeen { add("firstSeen", first.milliseconds) }
        return members
    }

    private struct Column: Decodable {
        struct Author: Decodable {
            var seen, approved, refused, decidedLately, refusedLately: Int?
            var lastMinute, lastHour, lastDay, repeats: Int?
            var firstSeen: Int64?
        }

        var author: Author?
        var nearDuplicates: Int?
    }

    /// - Returns: none where there is no column, or none that this version can read.
    static func history(_ column: String?) -> HistoryFacts {
        guard let column,
            let stored = try? JSONDecoder().decode(Column.self, from: Data(column.utf8))
        else { return HistoryFacts() }
        return HistoryFacts(
            author: stored.author.map(author), nearDuplicates: stored.nearDuplicates)
    }

    private static func author(_ stored: Column.Author) -> AuthorFacts {
        var facts = AuthorFacts()
        facts.seen = stored.seen ?? 0
        facts.approved = stored.approved ?? 0
        facts.refused = stored.refused ?? 0
        facts.decidedLately = stored.decidedLately ?? 0
        facts.refusedLately = stored.refusedLately ?? 0
        facts.lastMinute = stored.lastMinute ?? 0
        facts.lastHour = stored.lastHour ?? 0
        facts.lastDay = stored.lastDay ?? 0
        facts.repeats = stored.repeats ?? 0
        facts.firstSeen = stored.firstSeen.map { Date(milliseconds: $0) }
        return facts
    }
}
