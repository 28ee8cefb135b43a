/// Where in its input a record stands.
public struct RecordPlace: Sendable, Hashable {
    /// The file's name as the user wrote it; `-` is standard input.
    public var input: String
    /// The line it begins on, counted from 1.
    public var line: Int
    /// The byte it begins at, counted from 0.
    public var offset: Int

    public init(input: String, line: Int, offset: Int) {
        self.input = input
        self.line = line
        self.offset = offset
    }
}

/// One record of an input, framed but not yet understood: the original bytes, kept before judgement.
public struct RawRecord: Sendable, Equatable {
    public var place: RecordPlace
    public var bytes: [UInt8]

    public init(place: RecordPlace, bytes: [UInt8]) {
        self.place = place
        self.bytes = bytes
    }
}

/// A record with what became of it.
public struct Record: Sendable, Equatable {
    public enum Outcome: Sendable, Equatable {
        case comment(Comment)
        case setAside(SetAsideReason)
    }

    public var raw: RawRecord
    public var outcome: Outcome

    public init(raw: RawRecord, outcome: Outcome) {
        self.raw = raw
        self.outcome = outcome
    }
}

/// Why a record could not be read: a stable code and a sentence that never holds comment text.
public struct SetAsideReason: Sendable, Hashable {
    /// `F` and three digits; listed in README.
    public var code: String
    public var message: String

    public init(code: String, message: String) {
        self.code = code
        self.message = message
    }
}
