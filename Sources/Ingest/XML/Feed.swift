import Moderation

/// A feed of comments, RSS or Atom.
///
/// RSS names no parent; Atom does where it has `thr:in-reply-to`. Feeds hold what is published, and
/// only the newest of it.
///
/// **Source**: RSS 2.0; RFC 4287 (Atom); RFC 4685 (threading); the feeds of WordPress.
enum Feed: XMLExport {
    static let format = InputFormat.rss
    static let records: [StaticString] = ["item", "entry"]
    static let containers: [StaticString] = ["channel", "feed"]

    enum Key: String, ExportKey {
        case title, link, guid, description
        case creator = "dc:creator"
        case content = "content:encoded"
        case published = "pubDate"
        case date = "dc:date"

        case atomID = "id"
        case atomLink = "link/@href"
        case atomContent = "content"
        case atomType = "content/@type"
        case summary
        case name = "author/name"
        case email = "author/email"
        case author
        case atomPublished = "published"
        case updated
        case parent = "thr:in-reply-to/@ref"
    }

    static func understand(
        _ fields: Fields<Key>, of raw: RawRecord
    ) throws(RecordFault) -> Understood {
        let link = try fields.string(.atomLink, or: .link)
        let title = try fields.string(.title)
        guard let id = try fields.string(.guid, or: .atomID) ?? link else {
            throw RecordFault(.badID, "'guid' and 'id' are missing or empty")
        }
        let isPlain = try fields.string(.atomType) == "text"
        return .comment(
            Comment(
                id: CommentID(commentNumber(in: id) ?? id),
                text: try fields.text(.content, .atomContent, .description, .summary),
                format: isPlain ? .plain : .html,
                parent: parent(try fields.string(.parent), of: id),
                article: Article(
                    ifAny: link.map(withoutFragment), title: title.flatMap(articleTitle)),
                author: Author(
                    ifAny: nil,
                    name: try fields.string(.creator, or: .name, .author),
                    email: try fields.string(.email)),
                createdAt: try fields.time(.published, or: .atomPublished, .date, .updated)))
    }

    /// WordPress numbers a comment in the fragment of its address, as it does everywhere else.
    private static func commentNumber(in address: String) -> String? {
        let parts = address.utf8.split(
            separator: UInt8(ascii: "#"), omittingEmptySubsequences: false)
        guard parts.count == 2, parts[1].starts(with: "comment-".utf8) else { return nil }
        let number = parts[1].dropFirst("comment-".utf8.count)
        guard !number.isEmpty, number.allSatisfy({ 0x30...0x39 ~= $0 }) else { return nil }
        return String(number)
    }

    /// WordPress has comments reply to their article, too: an address without a comment's number
    /// beside one that has it is no comment.
    private static func parent(_ reference: String?, of id: String) -> CommentID? {
        guard let reference else { return nil }
        if let number = commentNumber(in: reference) { return CommentID(number) }
        return commentNumber(in: id) == nil ? CommentID(reference) : nil
    }

    /// "Comment on TITLE by NAME", as WordPress heads them; "By: NAME" names no article.
    private static func articleTitle(_ title: String) -> String? {
        guard title.hasPrefix("Comment on "), let by = title.ranges(of: " by ").last else {
            return nil
        }
        return String(title[..<by.lowerBound].dropFirst("Comment on ".count))
    }

    private enum ChannelKey: String, ExportKey {
        case title, link
    }

    static func article(ofContainer bytes: [UInt8], encoding: String?) -> Article? {
        let fields = XMLPicker<ChannelKey>(encoding: encoding).pickBeginning(of: bytes)
        // "Comments on: TITLE" heads the comments of one article; "Comments for SITE" those of all.
        guard let title = try? fields.string(.title), title.hasPrefix("Comments on: ") else {
            return nil
        }
        return Article(
            url: try? fields.string(.link), title: String(title.dropFirst("Comments on: ".count)))
    }
}
