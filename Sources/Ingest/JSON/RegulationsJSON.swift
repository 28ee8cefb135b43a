import Moderation

/// Public comments on US federal rules, as regulations.gov gives them.
///
/// A list of comments has no texts: each has to be fetched by itself.
///
/// **Source**: regulations.gov API, version 4, `/comments/{id}`.
enum RegulationsJSON: JSONExport {
    enum Key: String, RegulationsKey {
        case id
        case text = "attributes.comment"
        case document = "attributes.commentOnDocumentId"
        case docket = "attributes.docketId"
        case first = "attributes.firstName"
        case last = "attributes.lastName"
        case organization = "attributes.organization"
        case email = "attributes.email"
        case received = "attributes.receiveDate"
        case posted = "attributes.postedDate"
        case isWithdrawn = "attributes.withdrawn"
        case restricted = "attributes.restrictReasonType"
    }

    static let wrappers = ["data.*", "data"]

    static func understand(
        _ fields: Fields<Key>, of raw: RawRecord
    ) throws(RecordFault) -> Understood {
        .comment(try Regulations.comment(fields, email: try fields.string(.email)))
    }
}

/// What regulations.gov says of a comment, in JSON and in CSV.
protocol RegulationsKey: ExportKey {
    static var id: Self { get }
    static var text: Self { get }
    static var document: Self { get }
    static var docket: Self { get }
    static var first: Self { get }
    static var last: Self { get }
    static var organization: Self { get }
    static var received: Self { get }
    static var posted: Self { get }
    static var isWithdrawn: Self { get }
    static var restricted: Self { get }
}

/// What it means by that.
enum Regulations {
    static func comment<Key: RegulationsKey>(
        _ fields: Fields<Key>, email: String? = nil
    ) throws(RecordFault) -> Comment {
        Comment(
            id: try fields.ownID(.id), text: try fields.text(.text), format: .html,
            article: article(
                document: try fields.string(.document), docket: try fields.string(.docket)),
            author: Author(
                ifAny: nil,
                name: name(
                    try fields.string(.first), try fields.string(.last),
                    try fields.string(.organization)),
                email: email),
            createdAt: try fields.time(.received, or: .posted),
            status: status(
                isWithdrawn: try fields.isSet(.isWithdrawn),
                isRestricted: fields[.restricted] != nil))
    }

    private static func article(document: String?, docket: String?) -> Article? {
        Article(
            ifAny: document.map { "https://www.regulations.gov/document/" + $0 }
                ?? docket.map { "https://www.regulations.gov/docket/" + $0 })
    }

    private static func name(_ first: String?, _ last: String?, _ organization: String?) -> String?
    {
        let person = [first, last].compactMap(\.self).joined(separator: " ")
        return person.isEmpty ? organization : person
    }

    private static func status(isWithdrawn: Bool, isRestricted: Bool) -> String? {
        isWithdrawn ? "withdrawn" : isRestricted ? "restricted" : nil
    }
}
