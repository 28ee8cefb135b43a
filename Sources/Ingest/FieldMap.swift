public import Moderation

/// A field of a comment as inputs name it.
enum Field: String, Sendable, CaseIterable {
    case id, text, format, parent
    case parentText = "parent_text"
    case article
    case articleURL = "article_url"
    case articleTitle = "article_title"
    case articleBody = "article_body"
    case author
    case authorID = "author_id"
    case authorEmail = "author_email"
    case authorAddress = "author_ip"
    case createdAt = "created_at"
    case editedAt = "edited_at"
    case status, flags

    /// What the field may be called, the most telling name first.
    func names(in format: InputFormat) -> [String] {
        switch self {
        case .text: ["text", "body", "comment", "content", "comment_text", "message"]
        case .author: ["author", "author_name"]
        // In JSON a bare "url" is as often the comment's own.
        case .articleURL: format == .csv ? ["article_url", "url"] : ["article_url"]
        default: [rawValue]
        }
    }
}

/// Which column or key holds which field, where an input has names of its own.
public struct FieldMap: Sendable {
    /// In the order given.
    private(set) var pairs: [(field: Field, column: String)] = []

    /// Maps nothing: inputs use the names of cli.md.
    public init() {}

    /// Reads pairs written `field=column`.
    ///
    /// - Throws: `F007` for a pair without `=`, an unknown field, or a field given twice.
    public init(_ pairs: [String]) throws(Problem) {
        for pair in pairs {
            guard let equals = pair.firstIndex(of: "="), pair.index(after: equals) != pair.endIndex
            else {
                throw Self.problem(
                    "'\(pair)' is not of the form field=column",
                    help: "write for example --map text=remark")
            }
            let name = String(pair[..<equals])
            guard let field = Field(rawValue: name) else {
                throw Self.problem(
                    "there is no field '\(name)'",
                    help: nearestName(to: name, among: Self.fieldNames).map {
                        "did you mean '\($0)'"
                    }
                        ?? "the fields are \(Self.fieldNames.joined(separator: ", "))")
            }
            guard !self.pairs.contains(where: { $0.field == field }) else {
                throw Self.problem(
                    "the field '\(name)' is mapped twice", help: "keep one of the two")
            }
            self.pairs.append((field, String(pair[pair.index(after: equals)...])))
        }
    }

    /// Every field that can be mapped.
    public static var fieldNames: [String] { Field.allCases.map(\.rawValue) }

    var isEmpty: Bool { pairs.isEmpty }

    private static func problem(_ message: String, help: String) -> Problem {
        Problem(.badMapping, in: "--map", message, help: help)
    }
}

/// The names to look for in one input, by length: a look-up compares a few bytes and hashes none.
///
/// **Never** hashes a name from an input: hashing takes time quadratic in its combining marks.
struct FieldNames: Sendable {
    struct Match: Sendable {
        var field: Field
        /// 0 is the name that wins where several are there.
        var rank: Int
    }

    private var byLength: [[(name: [UInt8], match: Match)]] = []

    /// - Parameter format: names in CSV match in any case, in JSON as they stand.
    init(_ map: FieldMap, format: InputFormat) {
        let taken = map.pairs.map(\.column)
        for (field, column) in map.pairs {
            add(format == .csv ? column.lowercased() : column, Match(field: field, rank: 0))
        }
        for field in Field.allCases where !map.pairs.contains(where: { $0.field == field }) {
            for (rank, name) in field.names(in: format).enumerated() where !taken.contains(name) {
                add(name, Match(field: field, rank: rank))
            }
        }
    }

    /// Members of an object, each standing for one field.
    init(members: [(name: String, field: Field)]) {
        for (name, field) in members { add(name, Match(field: field, rank: 0)) }
    }

    func match(_ name: Span<UInt8>) -> Match? {
        guard name.count < byLength.count else { return nil }
        candidates: for candidate in byLength[name.count] {
            for index in name.indices where name[index] != candidate.name[index] {
                continue candidates
            }
            return candidate.match
        }
        return nil
    }

    /// The names the text may have, quoted, for a sentence that says none is there.
    var textNames: String {
        byLength.joined().filter { $0.match.field == .text }.sorted {
            $0.match.rank < $1.match.rank
        }
        .map { "'" + String(decoding: $0.name, as: UTF8.self) + "'" }.joined(separator: ", ")
    }

    private mutating func add(_ name: String, _ match: Match) {
        let bytes = Array(name.utf8)
        while byLength.count <= bytes.count { byLength.append([]) }
        byLength[bytes.count].append((bytes, match))
    }
}
