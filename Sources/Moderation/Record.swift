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
    /// What the input says, outside of these bytes, that the record is about.
    public var about: Article?
    /// What the input says, outside of these bytes, that the record replies to.
    public var parent: CommentID?
    /// Why it cannot be read, where that is known before it is understood.
    public var fault: SetAsideReason?

    public init(
        place: RecordPlace, bytes: [UInt8], about: Article? = nil, parent: CommentID? = nil,
        fault: SetAsideReason? = nil
    ) {
        self.place = place
        self.bytes = bytes
        self.about = about
        self.parent = parent
        self.fault = fault
    }
}

/// A record with what became of it.
public struct Record: Sendable, Equatable {
    public enum Outcome: Sendable, Equatable {
        case comment(Comment)
        case setAside(SetAsideReason)
        case passedOver(PassedOver)
    }

    public var raw: RawRecord
    public var outcome: Outcome
    public var repairs: Repairs

    public init(raw: RawRecord, outcome: Outcome, repairs: Repairs = Repairs()) {
        self.raw = raw
        self.outcome = outcome
        self.repairs = repairs
    }
}

/// What stands among the comments of an export and is none.
public enum PassedOver: String, Sendable, CaseIterable {
    /// Taken away at its source, so that no text is left or nobody sees it.
    case deleted
    /// A message of another site that it links here.
    case trackback
    /// A note of the site's own people or of its program.
    case note
    /// Somebody else's post, shown again without a word.
    case boost
    /// A mark that more comments exist which the export leaves out.
    case stub
}

/// What a reader mended in a record so that it can be read; the original bytes are kept.
public struct Repairs: Sendable, Hashable {
    /// Control characters that the format forbids, left out.
    public var controlCharacters = 0
    /// Texts whose UTF-8 had been taken for Latin-1, decoded again.
    public var misreadTexts = 0

    public init(controlCharacters: Int = 0, misreadTexts: Int = 0) {
        self.controlCharacters = controlCharacters
        self.misreadTexts = misreadTexts
    }

    public static func += (left: inout Self, right: Self) {
        left.controlCharacters += right.controlCharacters
        left.misreadTexts += right.misreadTexts
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
