import Moderation

/// Comments of WordPress, from its REST interface (`/wp/v2/comments`) or from
/// `wp comment list --format=json`.
///
/// **Source**: WordPress REST API handbook, Comments; wp-cli, `wp comment list`.
enum WordPressJSON: JSONExport {
    enum Key: String, ExportKey {
        case id, post, parent, author, link, status, type
        case authorName = "author_name"
        case authorEmail = "author_email"
        case authorAddress = "author_ip"
        case date = "date_gmt"
        case raw = "content.raw"
        case rendered = "content.rendered"

        case commandID = "comment_ID"
        case commandPost = "comment_post_ID"
        case commandParent = "comment_parent"
        case commandDate = "comment_date_gmt"
        case commandStatus = "comment_approved"
        case commandAuthor = "comment_author"
        case commandEmail = "comment_author_email"
        case commandAddress = "comment_author_IP"
        case commandText = "comment_content"
        case commandType = "comment_type"
        case commandUser = "user_id"
        case commandLink = "url"
    }

    static func understand(
        _ fields: Fields<Key>, of raw: RawRecord
    ) throws(RecordFault) -> Understood {
        let isCommand = fields.has(.commandID)
        if let kind = WordPress.passedOver(
            type: try fields.string(isCommand ? .commandType : .type))
        {
            return .passedOver(kind)
        }
        let user = try fields.parent(isCommand ? .commandUser : .author)
        let link = try fields.string(isCommand ? .commandLink : .link)
        let post = try fields.string(isCommand ? .commandPost : .post)
        return .comment(
            Comment(
                id: try fields.ownID(isCommand ? .commandID : .id),
                text: try fields.text(.raw, .rendered, .commandText), format: .html,
                parent: try fields.parent(isCommand ? .commandParent : .parent),
                article: Article(
                    ifAny: link.map(withoutFragment) ?? post.map { "?p=" + $0 }),
                author: Author(
                    ifAny: user?.rawValue,
                    name: try fields.string(isCommand ? .commandAuthor : .authorName),
                    email: try fields.string(isCommand ? .commandEmail : .authorEmail),
                    address: try fields.string(isCommand ? .commandAddress : .authorAddress)),
                createdAt: try fields.time(isCommand ? .commandDate : .date),
                status: try fields.string(isCommand ? .commandStatus : .status)))
    }
}

/// What WordPress keeps among its comments, in whatever form it gives them.
enum WordPress {
    /// Links from other sites, and notes of editors, shops and logs.
    static func passedOver(type: String?) -> PassedOver? {
        switch type {
        case "pingback", "trackback": .trackback
        case "note", "order_note", "action_log": .note
        default: nil
        }
    }
}

/// An address without what names a place within the page.
func withoutFragment(_ url: String) -> String {
    String(decoding: url.utf8.prefix { $0 != UInt8(ascii: "#") }, as: UTF8.self)
}
