import Moderation

/// Comments of a Disqus export.
///
/// **Source**: Disqus, XML export (`dsq:id` names posts and threads); a thread may lack its `id`,
/// authors their address, and the file may begin with a stray back-quote.
enum DisqusXML: XMLExport {
    static let format = InputFormat.disqus
    static let records: [StaticString] = ["post"]
    static let reference: (element: StaticString, attribute: String)? = ("thread", "dsq:id")

    enum Key: String, ExportKey {
        case id = "@dsq:id"
        case text = "message"
        case created = "createdAt"
        case isDeleted, isSpam, isApproved
        case name = "author/name"
        case email = "author/email"
        case username = "author/username"
        case address = "ipAddress"
        case parent = "parent/@dsq:id"
    }

    static func understand(
        _ fields: Fields<Key>, of raw: RawRecord
    ) throws(RecordFault) -> Understood {
        if try fields.isSet(.isDeleted) { return .passedOver(.deleted) }
        return .comment(
            Comment(
                id: try fields.ownID(.id), text: try fields.text(.text), format: .html,
                parent: try fields.id(.parent),
                author: Author(
                    ifAny: try fields.string(.username), name: try fields.string(.name),
                    email: try fields.string(.email), address: try fields.string(.address)),
                createdAt: try fields.time(.created),
                status: try fields.isSet(.isSpam)
                    ? "spam"
                    : fields.state(.isApproved, ifSet: "approved", else: "pending")))
    }

    private enum ThreadKey: String, ExportKey {
        case title, link
    }

    static func article(ofReference bytes: [UInt8], encoding: String?) -> Article? {
        guard let (fields, _) = try? XMLPicker<ThreadKey>(encoding: encoding).pick(bytes) else {
            return nil
        }
        return Article(
            ifAny: try? fields.string(.link), title: try? fields.string(.title))
    }
}
