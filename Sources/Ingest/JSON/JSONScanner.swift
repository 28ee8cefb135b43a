/// Walks over the bytes of one JSON text, checking all of its grammar and building none of it.
///
/// Shape: the bytes are handed to every call and must be the same ones; `at` is the next byte.
/// **Never** takes what RFC 8259 does not: no comments, no trailing commas, no lone surrogates,
/// no raw control characters.
struct JSONScanner {
    enum Kind { case string, escapedString, number, object, array, literal, null }

    /// A value's place: `json[start..<end]`; strings without their quotes.
    struct Token {
        var kind: Kind
        var start: Int
        var end: Int
    }

    var at = 0
    private var depth = 0
    /// Whether the object or array that is open has had a member.
    private var hasMember = false

    init(at start: Int = 0) { at = start }

    // MARK: Objects and arrays, a member at a time

    /// Enters the object or array that begins here.
    mutating func enter() {
        at += 1
        hasMember = false
    }

    /// The key of the next member with its colon taken, or `nil` after the closing brace.
    mutating func nextKey(_ json: Span<UInt8>) throws(RecordFault) -> Token? {
        guard try hasNext(json, close: UInt8(ascii: "}")) else { return nil }
        guard at < json.count, json[at] == UInt8(ascii: "\"") else {
            throw expected("a key in double quotes", json)
        }
        let key = try string(json)
        skipSpace(json)
        guard at < json.count, json[at] == UInt8(ascii: ":") else {
            throw expected("':'", json)
        }
        at += 1
        return key
    }

    /// Whether an element follows, with the comma before it taken; else the closing bracket is.
    mutating func hasElement(_ json: Span<UInt8>) throws(RecordFault) -> Bool {
        try hasNext(json, close: UInt8(ascii: "]"))
    }

    private mutating func hasNext(
        _ json: Span<UInt8>, close: UInt8
    ) throws(RecordFault) -> Bool {
        skipSpace(json)
        guard at < json.count else { throw expected(commaOr(close), json) }
        if json[at] == close {
            at += 1
            hasMember = true
            return false
        }
        if hasMember {
            guard json[at] == UInt8(ascii: ",") else {
                throw expected(commaOr(close), json)
            }
            at += 1
            skipSpace(json)
        }
        hasMember = true
        return true
    }

    // MARK: Values

    /// Takes one whole value.
    mutating func value(_ json: Span<UInt8>) throws(RecordFault) -> Token {
        skipSpace(json)
        guard at < json.count else { throw expected("a value", json) }
        let start = at
        switch json[at] {
        case UInt8(ascii: "\""): return try string(json)
        case UInt8(ascii: "{"): return try nested(.object, json)
        case UInt8(ascii: "["): return try nested(.array, json)
        case UInt8(ascii: "-"), 0x30...0x39: return try number(json)
        case UInt8(ascii: "n") where takes("null", json):
            return Token(kind: .null, start: start, end: at)
        case UInt8(ascii: "t") where takes("true", json),
            UInt8(ascii: "f") where takes("false", json):
            return Token(kind: .literal, start: start, end: at)
        default: throw expected("a value", json)
        }
    }

    mutating func skipSpace(_ json: Span<UInt8>) {
        while at < json.count {
            switch json[at] {
            case 0x20, 0x09, 0x0A, 0x0D: at += 1
            default: return
            }
        }
    }

    private mutating func nested(
        _ kind: Kind, _ json: Span<UInt8>
    ) throws(RecordFault) -> Token {
        let start = at
        depth += 1
        // The object that the caller walks over itself is one level more.
        guard depth < Limits.nesting else {
            throw RecordFault(.tooDeep, "nested more than \(Limits.nesting) deep", at: at)
        }
        enter()
        if kind == .object {
            while try nextKey(json) != nil { _ = try value(json) }
        } else {
            while try hasElement(json) { _ = try value(json) }
        }
        depth -= 1
        return Token(kind: kind, start: start, end: at)
    }

    private mutating func takes(_ word: StaticString, _ json: Span<UInt8>) -> Bool {
        let end = at + word.utf8CodeUnitCount
        guard end <= json.count else { return false }
        let isThere = word.withUTF8Buffer { word in
            word.indices.allSatisfy { json[at + $0] == word[$0] }
        }
        if isThere { at = end }
        return isThere
    }

    private mutating func number(_ json: Span<UInt8>) throws(RecordFault) -> Token {
        let start = at
        if json[at] == UInt8(ascii: "-") { at += 1 }
        if at < json.count, json[at] == UInt8(ascii: "0") {
            at += 1
        } else {
            try digits(json)
        }
        if at < json.count, json[at] == UInt8(ascii: ".") {
            at += 1
            try digits(json)
        }
        if at < json.count, json[at] | 0x20 == UInt8(ascii: "e") {
            at += 1
            if at < json.count, json[at] == UInt8(ascii: "+") || json[at] == UInt8(ascii: "-") {
                at += 1
            }
            try digits(json)
        }
        return Token(kind: .number, start: start, end: at)
    }

    private mutating func digits(_ json: Span<UInt8>) throws(RecordFault) {
        let start = at
        while at < json.count, 0x30...0x39 ~= json[at] { at += 1 }
        guard at > start else { throw expected("a digit", json) }
    }

    // MARK: Strings

    /// Takes a string whose opening quote is here.
    private mutating func string(_ json: Span<UInt8>) throws(RecordFault) -> Token {
        let start = at + 1
        var kind = Kind.string
        at = start
        while at < json.count {
            let byte = json[at]
            if byte == UInt8(ascii: "\"") {
                at += 1
                return Token(kind: kind, start: start, end: at - 1)
            }
            if byte == UInt8(ascii: "\\") {
                kind = .escapedString
                _ = try escape(json)
            } else if byte < 0x20 {
                throw RecordFault(.brokenJSON, "a raw control character in a string", at: at)
            } else {
                at += 1
            }
        }
        throw expected("the end of a string", json)
    }

    /// The characters of a string with escapes, as UTF-8.
    ///
    /// - Precondition: the token came from this scanner, so its escapes are good.
    static func unescaped(
        _ token: Token, _ json: Span<UInt8>
    ) throws(RecordFault) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(token.end - token.start)
        var scanner = JSONScanner(at: token.start)
        while scanner.at < token.end {
            if json[scanner.at] == UInt8(ascii: "\\") {
                bytes += try scanner.escape(json).utf8
            } else {
                bytes.append(json[scanner.at])
                scanner.at += 1
            }
        }
        return bytes
    }

    /// Takes one escape and says what it stands for.
    private mutating func escape(_ json: Span<UInt8>) throws(RecordFault) -> Unicode.Scalar {
        let start = at
        guard start + 1 < json.count else {
            at = json.count
            throw expected("the end of a string", json)
        }
        at += 2
        switch json[start + 1] {
        case UInt8(ascii: "\""): return "\""
        case UInt8(ascii: "\\"): return "\\"
        case UInt8(ascii: "/"): return "/"
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"):
            let first = try hexadecimal(json)
            if let scalar = Unicode.Scalar(first) { return scalar }
            if first < 0xDC00, at + 1 < json.count, json[at] == UInt8(ascii: "\\"),
                json[at + 1] == UInt8(ascii: "u")
            {
                at += 2
                let second = try hexadecimal(json)
                if 0xDC00...0xDFFF ~= second,
                    let scalar = Unicode.Scalar(
                        0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
                {
                    return scalar
                }
            }
            throw RecordFault(.brokenJSON, "half of a surrogate pair", at: start)
        default:
            throw RecordFault(.brokenJSON, "an escape that JSON does not have", at: start)
        }
    }

    private mutating func hexadecimal(_ json: Span<UInt8>) throws(RecordFault) -> UInt32 {
        guard at + 4 <= json.count else {
            at = json.count
            throw expected("a hexadecimal digit", json)
        }
        var value: UInt32 = 0
        for _ in 0..<4 {
            let byte = json[at]
            switch byte {
            case 0x30...0x39: value = value << 4 | UInt32(byte - 0x30)
            case 0x41...0x46, 0x61...0x66: value = value << 4 | UInt32((byte | 0x20) - 0x57)
            default: throw expected("a hexadecimal digit", json)
            }
            at += 1
        }
        return value
    }

    private func commaOr(_ close: UInt8) -> String {
        "',' or '\(Character(Unicode.Scalar(close)))'"
    }

    private func expected(_ what: String, _ json: Span<UInt8>) -> RecordFault {
        at < json.count
            ? RecordFault(.brokenJSON, "\(what) is missing", at: at)
            : RecordFault(
                .brokenJSON,
                "the record ends after its byte \(json.count) and \(what) is missing")
    }
}
