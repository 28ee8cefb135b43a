import FoundationEssentials
import GRDB
import Moderation

/// What conditions come to on a desk, as SQL over `comment`.
///
/// Only numbers that the desk or the clock gave stand in it.
struct ExportSelection {
    let sql: String
    /// The revisions with their comments, the rarer first: an author is found by an index of comments.
    let revisions: String

    /// - Throws: `Problem` E006 for a source or article of which the desk has nothing, Q001.
    init(_ db: Database, _ conditions: ExportConditions) throws {
        var parts: [String] = []
        if let source = conditions.source {
            parts.append("comment.sourceID = \(try Self.id(db, of: source))")
        }
        if let url = conditions.article {
            let articles = try Int64.fetchAll(
                db, sql: "SELECT articleID FROM article WHERE url = ?", arguments: [url])
            guard !articles.isEmpty else {
                throw Problem.export(
                    .nothingFits, "the desk has no comment on an article of this address",
                    help: "give the address as 'gavel queue show' shows it")
            }
            let list = articles.map { String($0) }.joined(separator: ", ")
            parts.append(
                """
                EXISTS (SELECT 1 FROM revision AS about
                WHERE about.commentID = comment.commentID AND about.articleID IN (\(list)))
                """)
        }
        if let key = conditions.authorOf {
            let author = try AuthorStore.author(db, of: key)
            parts.append("comment.authorID = \(author)")
        }
        if let from = conditions.from { parts.append("comment.writtenAt >= \(from.milliseconds)") }
        if let to = conditions.to { parts.append("comment.writtenAt < \(to.milliseconds)") }
        revisions =
            conditions.authorOf == nil
            ? "FROM revision CROSS JOIN comment ON comment.commentID = revision.commentID"
            : "FROM comment CROSS JOIN revision ON revision.commentID = comment.commentID"
        sql = parts.isEmpty ? "TRUE" : parts.joined(separator: " AND ")
    }

    /// - Throws: `Problem` E006.
    static func id(_ db: Database, of source: SourceName) throws -> Int64 {
        let id = try Int64.fetchOne(
            db, sql: "SELECT sourceID FROM source WHERE name = ?", arguments: [source.rawValue])
        if let id { return id }
        let names = try String.fetchAll(db, sql: "SELECT name FROM source ORDER BY name")
        throw Problem.export(
            .nothingFits, "the desk has nothing of a source '\(source)'",
            help: nearestName(to: source.rawValue, among: names).map { "did you mean '\($0)'?" }
                ?? (names.isEmpty
                    ? "nothing was ingested yet" : "one of: \(names.joined(separator: ", "))"))
    }
}
