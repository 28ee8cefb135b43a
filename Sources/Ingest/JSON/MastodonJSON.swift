import Moderation

/// Statuses of Mastodon: a list, one, or the context of one.
///
/// **Source**: Mastodon API, `Status` and `Context`.
enum MastodonJSON: JSONExport {
    enum Key: String, ExportKey {
        case id, content
        case createdAt = "created_at"
        case editedAt = "edited_at"
        case parent = "in_reply_to_id"
        case warning = "spoiler_text"
        case authorID = "account.id"
        case address = "account.acct"
        case boosted = "reblog.id"
    }

    static let wrappers = ["ancestors.*", "descendants.*"]

    static func understand(
        _ fields: Fields<Key>, of raw: RawRecord
    ) throws(RecordFault) -> Understood {
        if fields[.boosted] != nil { return .passedOver(.boost) }
        // A content warning is the author's own words as well.
        let warning = try fields.string(.warning).map { "<p>" + escaped($0) + "</p>" } ?? ""
        return .comment(
            Comment(
                id: try fields.ownID(.id), text: warning + (try fields.text(.content)),
                format: .html, parent: try fields.id(.parent),
                author: Author(
                    ifAny: try fields.string(.authorID), name: try fields.string(.address)),
                createdAt: try fields.time(.createdAt), editedAt: try fields.time(.editedAt)))
    }

    private static func escaped(_ text: String) -> String {
        String(
            decoding: text.utf8.flatMap { byte in
                switch byte {
                case UInt8(ascii: "&"): Array("&amp;".utf8)
                case UInt8(ascii: "<"): Array("&lt;".utf8)
                case UInt8(ascii: ">"): Array("&gt;".utf8)
                default: [byte]
                }
            }, as: UTF8.self)
    }
}
