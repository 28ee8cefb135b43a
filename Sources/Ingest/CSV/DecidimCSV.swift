import Moderation

/// Comments of Decidim, from a participatory space's export or the open data of an instance.
///
/// **Source**: Decidim, `CommentSerializer`.
enum DecidimCSV: ExportFormat {
    enum Key: String, ExportKey {
        case id, body
        case createdAt = "created_at"
        case authorID = "author/id"
        case author = "author/name"
        case group = "user_group/name"
        case commentable = "commentable_id"
        case kind = "commentable_type"
        case url = "root_commentable_url"
    }

    static func understand(
        _ fields: Fields<Key>, of raw: RawRecord
    ) throws(RecordFault) -> Understood {
        let isReply = try fields.string(.kind) == "Decidim::Comments::Comment"
        return .comment(
            Comment(
                id: try fields.ownID(.id), text: try fields.text(.body),
                parent: isReply ? try fields.id(.commentable) : nil,
                article: Article(ifAny: try fields.string(.url)),
                author: Author(
                    ifAny: try fields.string(.authorID),
                    name: try fields.string(.author, or: .group)),
                createdAt: try fields.time(.createdAt)))
    }
}
