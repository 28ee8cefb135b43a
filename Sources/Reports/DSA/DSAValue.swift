import FoundationEssentials

/// A JSON value as far as the rules of the transparency database tell values apart.
public enum DSAValue: Sendable, Equatable, Decodable {
    case text(String)
    case list([DSAValue])
    case object([String: DSAValue])
    case null
    /// A number, true or false, which no field takes.
    case other

    /// - Throws: the decoder's error for what is no JSON.
    public init(json bytes: some Sequence<UInt8>) throws {
        self = try JSONDecoder().decode(DSAValue.self, from: Data(bytes))
    }

    public init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if value.decodeNil() {
            self = .null
        } else if let text = try? value.decode(String.self) {
            self = .text(text)
        } else if let list = try? value.decode([DSAValue].self) {
            self = .list(list)
        } else if let object = try? value.decode([String: DSAValue].self) {
            self = .object(object)
        } else {
            self = .other
        }
    }
}

/// What one field of a statement breaks.
public struct DSAFault: Sendable, Equatable, CustomStringConvertible {
    /// Counted from 0; `nil` for the file as a whole.
    public var statement: Int?
    /// Empty for the file as a whole.
    public var field: String
    /// **Never** quotes more than the name of a value.
    public var message: String

    public init(statement: Int? = nil, field: String, message: String) {
        self.statement = statement
        self.field = field
        self.message = message
    }

    public var description: String {
        let place = statement.map { "statements[\($0)]" } ?? "the file"
        return "\(field.isEmpty ? place : "\(place).\(field)"): \(message)"
    }
}
