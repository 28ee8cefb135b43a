import FoundationEssentials
import Moderation

/// What another program's export calls the parts of a comment: names and paths of names, in order.
protocol ExportKey: RawRepresentable<String>, CaseIterable, Equatable, Sendable {}

/// How the records of another program's export become comments.
///
/// **Shape**: a format says where its values stand and what they mean; how they are taken from JSON,
/// XML or CSV is the same for all.
protocol ExportFormat: Sendable {
    associatedtype Key: ExportKey

    /// - Throws: a fault for what cannot be a comment of this format.
    static func understand(
        _ fields: Fields<Key>, of raw: RawRecord
    ) throws(RecordFault) -> Understood
}

/// What became of a record that could be read.
enum Understood {
    case comment(Comment, Repairs = Repairs())
    case passedOver(PassedOver)
}

/// Understands records of an export, whatever they are written in.
struct ExportDecoder<Format: ExportFormat>: RecordDecoder {
    /// What comments are about that have no article of their own.
    let article: Article?
    /// Takes the values out of a record's bytes.
    let take: @Sendable ([UInt8]) throws(RecordFault) -> (Fields<Format.Key>, Repairs)

    func decode(_ raw: RawRecord) -> Record {
        settle(raw) { bytes throws(RecordFault) in
            let (fields, taken) = try take(bytes)
            switch try Format.understand(fields, of: raw) {
            case .passedOver(let kind): return .passedOver(kind)
            case .comment(var comment, var repairs):
                comment.article =
                    comment.article?.completed(by: raw.about) ?? raw.about ?? article
                comment.parent = comment.parent ?? raw.parent
                repairs += taken
                return .comment(comment, repairs)
            }
        }
    }
}

extension Article {
    /// What is missing here is taken from the other.
    func completed(by other: Article?) -> Article {
        Article(
            url: url ?? other?.url, title: title ?? other?.title, body: body ?? other?.body)
    }

    /// An article of what is there; without any part there is none.
    init?(ifAny url: String?, title: String? = nil, body: String? = nil) {
        guard url != nil || title != nil || body != nil else { return nil }
        self.init(url: url, title: title, body: body)
    }
}

extension Author {
    /// An author of what is there; without any part there is none.
    init?(
        ifAny id: String?, name: String? = nil, email: String? = nil, address: String? = nil
    ) {
        guard id != nil || name != nil || email != nil || address != nil else { return nil }
        self.init(id: id, name: name, email: email, address: address)
    }
}
