import Moderation

/// A body as plain text, with the way back to the bytes it was given as.
///
/// **Shape**: for plain and Markdown bodies the text is the body. For HTML, tags are gone, block tags
/// are line ends, entities are characters; `quotes` are the stretches of `<blockquote>` and `<q>`.
struct BodyText {
    private(set) var bytes: [UInt8]
    /// Plain offsets, half-open, in order, not overlapping.
    private(set) var quotes: [(start: Int, end: Int)] = []
    /// Addresses that only stood in markup, such as `href`.
    private(set) var linksInMarkup = 0
    let sourceCount: Int
    private var starts: [Int32] = []
    private var ends: [Int32] = []

    /// - Complexity: O(length of the body).
    init(_ body: [UInt8], format: BodyFormat) {
        sourceCount = body.count
        guard format == .html else {
            bytes = body
            return
        }
        bytes = []
        readHTML(body)
    }

    /// The source bytes behind a stretch of the plain text.
    func sourceSpan(_ start: Int, _ end: Int) -> TextSpan {
        guard !starts.isEmpty else { return TextSpan(start, end) }
        guard start < end else { return TextSpan(boundary(start), boundary(start)) }
        return TextSpan(Int(starts[start]), Int(ends[end - 1]))
    }

    /// The source offset that parts what lies before a plain offset from what lies behind it.
    func boundary(_ offset: Int) -> Int {
        guard !starts.isEmpty || sourceCount != bytes.count else { return offset }
        if offset <= 0 { return 0 }
        return offset < starts.count ? Int(starts[offset]) : sourceCount
    }

    private mutating func append(_ byte: UInt8, _ start: Int, _ end: Int) {
        bytes.append(byte)
        starts.append(Int32(start))
        ends.append(Int32(end))
    }

    private mutating func readHTML(_ body: [UInt8]) {
        var at = 0
        var openQuotes: [Int] = []
        var skipUntil: [UInt8]?
        while at < body.count {
            let byte = body[at]
            if byte == 0x3C, let tag = HTMLTag(body, at) {
                if let name = skipUntil {
                    if tag.isClosing, tag.name == name { skipUntil = nil }
                } else {
                    enter(tag, at, &openQuotes)
                    if !tag.isClosing, tag.isOpaque { skipUntil = tag.name }
                }
                at = tag.end
                continue
            }
            if skipUntil == nil {
                if byte == 0x26, let entity = HTMLEntity(body, at) {
                    for value in entity.bytes { append(value, at, entity.end) }
                    at = entity.end
                    continue
                }
                append(byte, at, at + 1)
            }
            at += 1
        }
        if let open = openQuotes.first { quotes.append((open, bytes.count)) }
    }

    private mutating func enter(_ tag: HTMLTag, _ at: Int, _ openQuotes: inout [Int]) {
        if tag.isBlock, !bytes.isEmpty, bytes.last != 0x0A { append(0x0A, at, tag.end) }
        if tag.isQuote {
            if tag.isClosing {
                if let open = openQuotes.popLast(), openQuotes.isEmpty {
                    quotes.append((open, bytes.count))
                }
            } else {
                openQuotes.append(bytes.count)
            }
        }
        if tag.hasAddress { linksInMarkup += 1 }
    }
}

/// A tag as it stands in a body; what is no tag stays text.
struct HTMLTag {
    let name: [UInt8]
    let isClosing: Bool
    let hasAddress: Bool
    /// The first byte after it.
    let end: Int

    /// - Returns: `nil` unless a letter or `/` follows `<` and a `>` comes within 2,000 bytes: no
    ///   browser-made tag in a comment is longer, and the limit keeps many `<` linear.
    init?(_ body: [UInt8], _ at: Int) {
        var next = at + 1
        guard next < body.count else { return nil }
        isClosing = body[next] == 0x2F
        if isClosing { next += 1 }
        let nameStart = next
        while next < body.count, asciiFold[Int(body[next] & 0x7F)] & ASCIIKind.word != 0,
            body[next] < 0x80
        { next += 1 }
        guard next > nameStart, body[nameStart] > 0x39 else { return nil }
        name = body[nameStart..<next].map { $0 | 0x20 }
        let limit = min(body.count, at + 2000)
        while next < limit, body[next] != 0x3E, body[next] != 0x3C { next += 1 }
        guard next < limit, body[next] == 0x3E else { return nil }
        end = next + 1
        hasAddress = name == [0x61] && !isClosing
    }

    var isQuote: Bool { name == Array("blockquote".utf8) || name == Array("q".utf8) }
    var isOpaque: Bool { name == Array("script".utf8) || name == Array("style".utf8) }
    var isBlock: Bool { HTMLTag.blocks.contains(name) }

    private static let blocks = Set(
        ["p", "br", "div", "li", "ul", "ol", "blockquote", "h1", "h2", "h3", "h4", "tr", "pre"]
            .map { Array($0.utf8) })
}

/// A character reference, numeric or one of those that commenting software writes.
struct HTMLEntity {
    let bytes: [UInt8]
    let end: Int

    init?(_ body: [UInt8], _ at: Int) {
        let limit = min(body.count, at + 12)
        guard let close = body[at..<limit].firstIndex(of: 0x3B), close > at + 1 else { return nil }
        let name = String(decoding: body[(at + 1)..<close], as: UTF8.self)
        let scalar: Unicode.Scalar?
        if name.hasPrefix("#x") || name.hasPrefix("#X") {
            scalar = UInt32(name.dropFirst(2), radix: 16).flatMap(Unicode.Scalar.init)
        } else if name.hasPrefix("#") {
            scalar = UInt32(name.dropFirst()).flatMap(Unicode.Scalar.init)
        } else {
            scalar = HTMLEntity.named[name]
        }
        guard let scalar else { return nil }
        bytes = Array(String(scalar).utf8)
        end = close + 1
    }

    private static let named: [String: Unicode.Scalar] = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}",
        "hellip": "…", "mdash": "—", "ndash": "–", "lsquo": "‘", "rsquo": "’", "ldquo": "“",
        "rdquo": "”", "laquo": "«", "raquo": "»", "aacute": "á", "eacute": "é", "iacute": "í",
        "oacute": "ó", "uacute": "ú", "ntilde": "ñ", "uuml": "ü", "iexcl": "¡", "iquest": "¿",
    ]
}
