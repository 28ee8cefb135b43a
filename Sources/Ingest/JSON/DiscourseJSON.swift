import Moderation

/// Posts of Discourse: one of them, a list, a topic, or what a webhook sends.
///
/// A reply names the number of what it replies to, not its id: that is found where both stand in one
/// topic of the input, and else left out.
///
/// **Source**: Discourse API documentation, Posts.
enum DiscourseJSON: JSONExport {
    enum Key: String, ExportKey {
        case id, username, raw, cooked, hidden, version
        case user = "user_id"
        case createdAt = "created_at"
        case updatedAt = "updated_at"
        case topic = "topic_id"
        case slug = "topic_slug"
        case title = "topic_title"
        case deletedAt = "deleted_at"
        case isDeletedByUser = "user_deleted"
        case type = "post_type"
    }

    static let wrappers = ["post", "latest_posts.*", "post_stream.posts.*"]
    static var context: (any JSONContext)? { DiscourseTopic() }

    static func understand(
        _ fields: Fields<Key>, of raw: RawRecord
    ) throws(RecordFault) -> Understood {
        if fields[.deletedAt] != nil { return .passedOver(.deleted) }
        if try fields.isSet(.isDeletedByUser) { return .passedOver(.deleted) }
        // 3 is a line such as "closed this topic", 4 a whisper among staff.
        let type = try fields.string(.type)
        if type == "3" || type == "4" { return .passedOver(.note) }
        let topic = try fields.string(.topic)
        let slug = try fields.string(.slug)
        return .comment(
            Comment(
                id: try fields.ownID(.id), text: try fields.text(.raw, .cooked),
                format: fields[.raw] == nil ? .html : .markdown,
                article: Article(
                    ifAny: topic.map { "/t/" + (slug.map { $0 + "/" } ?? "") + $0 },
                    title: try fields.string(.title)),
                author: Author(
                    ifAny: try fields.string(.user), name: try fields.string(.username)),
                createdAt: try fields.time(.createdAt),
                editedAt: try fields.string(.version) == "1" ? nil : fields.time(.updatedAt),
                status: try fields.state(.hidden, ifSet: "hidden", else: "visible")))
    }
}

/// The posts of the topic that is being read, by number.
private struct DiscourseTopic: JSONContext {
    private enum Key: String, ExportKey {
        case id
        case topic = "topic_id"
        case number = "post_number"
        case parent = "reply_to_post_number"
    }

    private let picker = JSONPicker<Key>()
    private var topic: [UInt8] = []
    private var ids: [Int: CommentID] = [:]
    /// More posts than Discourse lets a topic have before it closes it.
    private let most = 100_000

    mutating func surroundings(of record: [UInt8]) -> Surroundings? {
        guard let fields = try? picker.pick(record.span), let topic = try? fields.string(.topic)
        else { return Surroundings() }
        if !topic.utf8.elementsEqual(self.topic) {
            self.topic = Array(topic.utf8)
            ids = [:]
        }
        if let number = number(fields, .number), let id = try? fields.id(.id), ids.count < most {
            ids[number] = id
        }
        return Surroundings(parent: number(fields, .parent).flatMap { ids[$0] })
    }

    private func number(_ fields: Fields<Key>, _ key: Key) -> Int? {
        (try? fields.string(key)).flatMap { Int($0) }
    }
}
