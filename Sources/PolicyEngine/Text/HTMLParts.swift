/// Where the parts of a body end that a browser does not show. A part that never ends hides nothing:
/// otherwise one stray mark would take a whole comment out of judgement.
struct HTMLEnds {
    private let lastScriptEnd: Int
    private let lastStyleEnd: Int
    private let lastCommentEnd: Int

    /// - Complexity: O(length).
    init(_ body: [UInt8]) {
        func last(_ text: StaticString) -> Int {
            let wanted = Array("\(text)".utf8)
            guard body.count >= wanted.count else { return -1 }
            for start in stride(from: body.count - wanted.count, through: 0, by: -1)
            where zip(wanted, body[start...]).allSatisfy({ $0 == ($1 >= 0x41 ? $1 | 0x20 : $1) }) {
                return start
            }
            return -1
        }
        lastScriptEnd = last("</script")
        lastStyleEnd = last("</style")
        lastCommentEnd = last("-->")
    }

    func isOpaque(_ tag: HTMLTag, _ at: Int) -> Bool {
        tag.name == Array("script".utf8) && lastScriptEnd > at
            || tag.name == Array("style".utf8) && lastStyleEnd > at
    }

    /// The first byte after a comment that begins at `at`, or `nil` when none begins or it never ends.
    func endOfComment(_ body: [UInt8], _ at: Int) -> Int? {
        guard lastCommentEnd > at, body[at...].starts(with: [0x3C, 0x21, 0x2D, 0x2D]) else {
            return nil
        }
        var end = at + 4
        while end <= lastCommentEnd {
            if body[end...].starts(with: [0x2D, 0x2D, 0x3E]) { return end + 3 }
            end += 1
        }
        return nil
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
        while next < body.count, isASCIIWord(body[next] & 0x7F),
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
