import Moderation

/// Comments of a WordPress export (WXR, "Tools, Export").
///
/// WordPress leaves out what it holds for spam.
///
/// **Source**: WordPress, `wp-admin/includes/export.php`, WXR 1.2.
enum WXR: XMLExport {
    static let format = InputFormat.wxr
    static let records: [StaticString] = ["wp:comment"]
    static let containers: [StaticString] = ["item"]

    enum Key: String, ExportKey {
        case id = "wp:comment_id"
        case text = "wp:comment_content"
        case date = "wp:comment_date_gmt"
        case status = "wp:comment_approved"
        case type = "wp:comment_type"
        case parent = "wp:comment_parent"
        case author = "wp:comment_author"
        case email = "wp:comment_author_email"
        case address = "wp:comment_author_IP"
        case user = "wp:comment_user_id"
    }

    static func understand(
        _ fields: Fields<Key>, of raw: RawRecord
    ) throws(RecordFault) -> Understood {
        if let kind = WordPress.passedOver(type: try fields.string(.type)) {
            return .passedOver(kind)
        }
        return .comment(
            Comment(
                id: try fields.ownID(.id), text: try fields.text(.text), format: .html,
                parent: try fields.parent(.parent),
                author: Author(
                    ifAny: try fields.parent(.user)?.rawValue, name: try fields.string(.author),
                    email: try fields.string(.email), address: try fields.string(.address)),
                createdAt: try fields.time(.date), status: try fields.string(.status)))
    }

    private enum ItemKey: String, ExportKey {
        case title, link
        case body = "content:encoded"
    }

    static func article(ofContainer bytes: [UInt8], encoding: String?) -> Article? {
        let fields = XMLPicker<ItemKey>(encoding: encoding).pickBeginning(of: bytes)
        return Article(
            ifAny: try? fields.string(.link), title: (try? fields.string(.title)).map(plainText),
            body: (try? fields.string(.body)).map(plainText))
    }
}
