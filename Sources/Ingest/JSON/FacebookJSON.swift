import Moderation

/// Comments of a Facebook page: an answer of the Graph interface with replies nested, or a file of
/// "Download your information", whose texts hold UTF-8 that was taken for Latin-1.
///
/// **Source**: Graph API, `Comment`; the shape of `comments_v2` files.
enum FacebookJSON: JSONExport {
    enum Key: String, ExportKey {
        case id, message
        case created = "created_time"
        case authorID = "from.id"
        case author = "from.name"
        case parent = "parent.id"
        case isHidden = "is_hidden"
        case link = "permalink_url"

        case timestamp
        case ownTexts = "data.*.comment.comment"
        case ownNames = "data.*.comment.author"
    }

    static let wrappers = ["comments_v2.*", "data.*"]
    static let nesting: JSONNesting? = JSONNesting(replies: "comments.data", id: "id")

    static func understand(
        _ fields: Fields<Key>, of raw: RawRecord
    ) throws(RecordFault) -> Understood {
        var repairs = Repairs()
        let text: String
        if let own = fields.list(.ownTexts).first, !isBlank(own) {
            text = own
        } else {
            text = try fields.text(.message)
        }
        let name = try fields.string(.author)
        let link = try fields.string(.link)
        return .comment(
            Comment(
                id: try fields.id(.id), text: reread(text, &repairs),
                parent: try fields.id(.parent), article: Article(ifAny: link.map(withoutQuery)),
                author: Author(
                    ifAny: try fields.string(.authorID),
                    name: (name ?? fields.list(.ownNames).first).map { reread($0, &repairs) }),
                createdAt: try fields.time(.created, or: .timestamp),
                status: try fields.state(.isHidden, ifSet: "hidden", else: "visible")),
            repairs)
    }

    private static func withoutQuery(_ url: String) -> String {
        String(decoding: url.utf8.prefix { $0 != UInt8(ascii: "?") }, as: UTF8.self)
    }

    /// A text whose every character is a byte of UTF-8, as that.
    private static func reread(_ text: String, _ repairs: inout Repairs) -> String {
        var bytes: [UInt8] = []
        for scalar in text.unicodeScalars {
            guard let byte = UInt8(exactly: scalar.value) else { return text }
            bytes.append(byte)
        }
        guard bytes.contains(where: { $0 >= 0x80 }), let reread = try? repairedText(bytes.span)
        else {
            return text
        }
        repairs.misreadTexts += 1
        return reread
    }
}
