import FoundationEssentials
import Moderation

/// Comments of Reddit: a page's `.json` with its replies nested, a listing, or one comment a line.
///
/// **Source**: Reddit API, Listings and `t1`.
enum RedditJSON: JSONExport {
    enum Key: String, ExportKey {
        case kind, id, author, body, permalink, edited, approved, removed, spam
        case authorID = "author_fullname"
        case parent = "parent_id"
        case link = "link_id"
        case linkTitle = "link_title"
        case created = "created_utc"
    }

    static let wrappers = ["data.children.*"]
    static let nesting: JSONNesting? = JSONNesting(replies: "data.replies.data.children")
    static var context: (any JSONContext)? { RedditPosts() }
    static let envelope: String? = "data"

    static func understand(
        _ fields: Fields<Key>, of raw: RawRecord
    ) throws(RecordFault) -> Understood {
        if try fields.string(.kind) == "more" { return .passedOver(.stub) }
        let text = try fields.text(.body)
        let author = try fields.string(.author)
        if author == "[deleted]" || author == nil, text == "[removed]" || text == "[deleted]" {
            return .passedOver(.deleted)
        }
        let link = try fields.string(.link).map {
            $0.hasPrefix("t3_") ? String($0.dropFirst(3)) : $0
        }
        let parent = try fields.string(.parent)
        return .comment(
            Comment(
                id: try fields.ownID(.id), text: unescaped(text), format: .markdown,
                parent: parent.flatMap {
                    $0.hasPrefix("t1_") ? CommentID(String($0.dropFirst(3))) : nil
                },
                article: Article(
                    ifAny: raw.about?.url
                        ?? link.map { "https://www.reddit.com/comments/\($0)/" },
                    title: try fields.string(.linkTitle)),
                author: Author(ifAny: try fields.string(.authorID), name: author),
                createdAt: try fields.time(.created), editedAt: try edited(fields),
                status: try status(fields)))
    }

    /// `false`, or the time.
    private static func edited(_ fields: Fields<Key>) throws(RecordFault) -> Date? {
        if case .bool = fields[.edited] { return nil }
        return try fields.time(.edited)
    }

    private static func status(_ fields: Fields<Key>) throws(RecordFault) -> String? {
        if try fields.isSet(.spam) { return "spam" }
        if try fields.isSet(.removed) { return "removed" }
        return try fields.isSet(.approved) ? "approved" : nil
    }

    /// Reddit writes `&`, `<` and `>` of a Markdown text as HTML does.
    private static func unescaped(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
        var result: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.first {
            let entity = [("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")].first {
                rest.starts(with: $0.0.utf8)
            }
            result += entity.map { Array($0.1.utf8) } ?? [byte]
            rest = rest.dropFirst(entity?.0.utf8.count ?? 1)
        }
        return String(decoding: result, as: UTF8.self)
    }
}

/// The posts of an input that come before their comments.
private struct RedditPosts: JSONContext {
    private enum Key: String, ExportKey {
        case kind, name, id, title, permalink
        case text = "selftext"
        case body
        case link = "link_id"
    }

    private let picker = JSONPicker<Key>(envelope: "data")
    private var posts = ArticleTable()

    mutating func surroundings(of record: [UInt8]) -> Surroundings? {
        guard let fields = try? picker.pick(record.span) else { return Surroundings() }
        let kind = try? fields.string(.kind)
        if kind == "t3" || (kind == nil && fields[.title] != nil && fields[.body] == nil) {
            guard let id = try? fields.string(.id) else { return nil }
            let path = (try? fields.string(.permalink)) ?? "/comments/\(id)/"
            posts.remember(
                "t3_" + id,
                Article(
                    url: "https://www.reddit.com" + path, title: try? fields.string(.title),
                    body: try? fields.string(.text)))
            return nil
        }
        return Surroundings(about: (try? fields.string(.link)).flatMap { posts[$0] })
    }
}
