public import FoundationEssentials

/// One reader's comment as a source gave it, before anything judged it.
public struct Comment: Sendable, Equatable {
    /// The id within its source; `nil` where the format has none and it is derived from the text.
    public var id: CommentID?
    public var text: String
    public var format: BodyFormat
    /// The comment that this one replies to, within the same source.
    public var parent: CommentID?
    /// The text of that comment, where the input carries it or the desk knows it.
    public var parentText: String?
    public var article: Article?
    public var author: Author?
    public var createdAt: Date?
    public var editedAt: Date?
    /// The state it has outside (`hold`, `approved`, …), as written there.
    public var status: String?
    /// What readers reported it for, as written there; may be empty.
    public var flags: [String]

    public init(
        id: CommentID? = nil, text: String, format: BodyFormat = .plain,
        parent: CommentID? = nil, parentText: String? = nil, article: Article? = nil,
        author: Author? = nil, createdAt: Date? = nil, editedAt: Date? = nil,
        status: String? = nil, flags: [String] = []
    ) {
        self.id = id
        self.text = text
        self.format = format
        self.parent = parent
        self.parentText = parentText
        self.article = article
        self.author = author
        self.createdAt = createdAt
        self.editedAt = editedAt
        self.status = status
        self.flags = flags
    }
}

/// How a body is written.
public enum BodyFormat: String, Sendable, CaseIterable, Codable {
    case plain, html, markdown
}

/// What is commented on.
///
/// **Shape**: any field may be missing; an article with none of the three is never made.
public struct Article: Sendable, Hashable {
    public var url: String?
    public var title: String?
    public var body: String?

    public init(url: String? = nil, title: String? = nil, body: String? = nil) {
        self.url = url
        self.title = title
        self.body = body
    }
}

/// Who wrote a comment, as far as the source says.
///
/// **Never** shown in an error, a log or a metric.
public struct Author: Sendable, Hashable {
    public var id: String?
    public var name: String?
    public var email: String?
    public var address: String?

    /// - Parameter address: the network address the comment came from.
    public init(
        id: String? = nil, name: String? = nil, email: String? = nil, address: String? = nil
    ) {
        self.id = id
        self.name = name
        self.email = email
        self.address = address
    }

    /// What tells this author from others of the same source: the id, else the e-mail, else the
    /// name; `nil` when the source said nothing.
    public var key: String? {
        if let id { return "id:" + id }
        if let email { return "email:" + email.lowercased() }
        if let name { return "name:" + name }
        return nil
    }
}
