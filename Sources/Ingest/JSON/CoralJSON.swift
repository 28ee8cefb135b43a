import FoundationEssentials
import Moderation

/// Comments of Coral: what it sends to an external moderation phase, its collections as `mongoexport`
/// writes them (stories before comments give titles), or an answer of its GraphQL interface.
///
/// **Source**: Coral, "External moderation phases"; its `Comment` and `Story` models.
enum CoralJSON: JSONExport {
    enum Key: String, ExportKey {
        case id, storyID, authorID, parentID, status, deletedAt, body
        case bodies = "revisions.*.body"
        case body1 = "revision.body"
        case createdAt
        case createdDate = "createdAt.$date"
        case createdMilliseconds = "createdAt.$date.$numberLong"
        case author = "author.id"
        case username = "author.username"
        case parent = "parent.id"
        case story = "story.id"
        case storyURL = "story.url"
        case storyTitle = "story.metadata.title"
        case sentBody = "comment.body"
        case sentParent = "comment.parentID"
    }

    static let wrappers = [
        "data.comments.edges.*.node", "data.comments.nodes.*", "data.story.comments.edges.*.node",
        "data.story.comments.nodes.*",
    ]
    static var context: (any JSONContext)? { CoralStories() }

    static func understand(
        _ fields: Fields<Key>, of raw: RawRecord
    ) throws(RecordFault) -> Understood {
        if fields[.deletedAt] != nil { return .passedOver(.deleted) }
        var text: String
        if let newest = fields.list(.bodies).last {
            guard !isBlank(newest) else { throw RecordFault(.emptyText, "empty text") }
            text = newest
        } else {
            text = try fields.text(.sentBody, .body, .body1)
        }
        let story = try fields.string(.story, or: .storyID)
        return .comment(
            Comment(
                id: try fields.id(.id), text: text, format: .html,
                parent: try fields.string(.parentID, or: .sentParent, .parent).map {
                    CommentID($0)
                },
                article: Article(
                    ifAny: try fields.string(.storyURL)
                        ?? (raw.about == nil ? story.map { "urn:coral:story:" + $0 } : nil),
                    title: try fields.string(.storyTitle)),
                author: Author(
                    ifAny: try fields.string(.author, or: .authorID),
                    name: try fields.string(.username)),
                createdAt: try created(fields), status: try fields.string(.status)))
    }

    private static func created(_ fields: Fields<Key>) throws(RecordFault) -> Date? {
        if let text = try fields.string(.createdMilliseconds) {
            guard let milliseconds = Double(text), milliseconds.magnitude < 1e15 else {
                throw RecordFault(.badTime, "'createdAt' is no count of milliseconds")
            }
            return Date(timeIntervalSince1970: milliseconds / 1_000)
        }
        return try fields.time(.createdDate, or: .createdAt)
    }
}

/// The stories of a Coral export that come before its comments.
private struct CoralStories: JSONContext {
    private enum Key: String, ExportKey {
        case id, url, storyID, revisions
        case story = "story.id"
        case title = "metadata.title"
        case sent = "comment.body"
        case body
    }

    private let picker = JSONPicker<Key>()
    private var stories = ArticleTable()

    mutating func surroundings(of record: [UInt8]) -> Surroundings? {
        guard let fields = try? picker.pick(record.span) else { return Surroundings() }
        let isStory =
            fields[.url] != nil && fields[.storyID] == nil && fields[.sent] == nil
            && fields[.body] == nil && fields[.story] == nil
        if isStory, let id = try? fields.string(.id) {
            stories.remember(
                id,
                Article(ifAny: try? fields.string(.url), title: try? fields.string(.title)))
            return nil
        }
        return Surroundings(about: (try? fields.string(.storyID)).flatMap { stories[$0] })
    }
}
