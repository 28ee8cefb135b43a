/// A name that is a type of its own, so that a rule id is never passed where a comment id belongs.
public protocol Identifier: RawRepresentable, Hashable, Comparable, Sendable, Codable,
    CustomStringConvertible, ExpressibleByStringLiteral
where RawValue == String {
    init(rawValue: String)
}

extension Identifier {
    public init(_ value: String) { self.init(rawValue: value) }
    public init(stringLiteral value: String) { self.init(rawValue: value) }
    public var description: String { rawValue }
    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// The id a comment has outside, within its source.
public struct CommentID: Identifier {
    public var rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
}

/// A named place that comments come from, such as `wordpress` or `letters`.
public struct SourceName: Identifier {
    public var rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
}

/// A rule's id, `topic.detail`, given once and never used for another rule.
public struct RuleID: Identifier {
    public var rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
}

/// A category of the closed taxonomy, such as `threat` or `pii`.
public struct CategoryID: Identifier {
    public var rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
}

/// A describing word on an assessment, such as `quotes-article`; it never raises a route.
public struct LabelID: Identifier {
    public var rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
}

/// The first 12 hexadecimal digits of the SHA-256 of a policy: its name in every record.
public struct PolicyDigest: Identifier {
    public var rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
}

/// A person who decides, by the name they gave.
public struct Moderator: Identifier {
    public var rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
}

/// The outside key of a comment: `source:id`.
public struct CommentKey: Hashable, Comparable, Sendable, CustomStringConvertible {
    public var source: SourceName
    public var id: CommentID

    public init(source: SourceName, id: CommentID) {
        self.source = source
        self.id = id
    }

    /// Reads `source:id`; the id may itself hold colons.
    ///
    /// - Returns: `nil` when there is no colon or one side of it is empty.
    public init?(_ text: String) {
        guard let colon = text.firstIndex(of: ":"), colon != text.startIndex else { return nil }
        let id = text[text.index(after: colon)...]
        guard !id.isEmpty else { return nil }
        self.init(source: SourceName(String(text[..<colon])), id: CommentID(String(id)))
    }

    public var description: String { "\(source):\(id)" }

    public static func < (left: Self, right: Self) -> Bool {
        (left.source, left.id) < (right.source, right.id)
    }
}
