/// The bytes of a Markdown body that a reader never sees: emphasis, code and strike marks in pairs,
/// link targets, escapes. What pairs with nothing is text, as it is for a browser.
///
/// **Source**: CommonMark 0.31, inlines; simplified to marks of one kind and length that pair within a
/// line, which is what commenters write.
struct MarkdownMarks {
    /// Byte ranges to leave out, in order, not overlapping.
    private(set) var hidden: [Range<Int>] = []
    /// Where the text of links stands, in body bytes.
    private(set) var links: [Range<Int>] = []

    private let body: [UInt8]
    private var open: [UInt8: [Int: Int]] = [:]
    private var bracket: Int?

    /// - Complexity: O(length).
    init(_ body: [UInt8]) {
        self.body = body
        var at = 0
        while at < body.count {
            switch body[at] {
            case 0x0A:
                open.removeAll(keepingCapacity: true)
                bracket = nil
            case UInt8(ascii: "\\") where at + 1 < body.count && Self.isPunctuation(body[at + 1]):
                hidden.append(at..<(at + 1))
                at += 1
            case UInt8(ascii: "*"), UInt8(ascii: "~"), UInt8(ascii: "`"), UInt8(ascii: "_"):
                at = seeRun(at)
                continue
            case UInt8(ascii: "["): bracket = at
            case UInt8(ascii: "]"): at = seeLink(at)
            default: break
            }
            at += 1
        }
        hidden.sort { $0.lowerBound < $1.lowerBound }
    }

    private mutating func seeRun(_ at: Int) -> Int {
        let mark = body[at]
        var end = at
        while end < body.count, body[end] == mark { end += 1 }
        let length = end - at
        let opens = end < body.count && !isWhiteSpace(body[end])
        let closes = at > 0 && !isWhiteSpace(body[at - 1])
        // An underscore inside a word is part of it.
        let isInside = mark == UInt8(ascii: "_") && opens && closes && joins(at - 1) && joins(end)
        guard length <= 3, !isInside else { return end }
        if closes, let start = open[mark]?.removeValue(forKey: length) {
            hidden.append(start..<(start + length))
            hidden.append(at..<end)
        } else if opens {
            open[mark, default: [:]][length] = at
        }
        return end
    }

    /// `](target)` after a `[`: brackets and target are hidden, the text between stays.
    private mutating func seeLink(_ at: Int) -> Int {
        guard let start = bracket, at + 1 < body.count, body[at + 1] == UInt8(ascii: "(") else {
            bracket = nil
            return at
        }
        bracket = nil
        // No address is longer than what browsers send; the limit keeps many brackets linear.
        let limit = min(body.count, at + 2_000)
        guard let close = body[at..<limit].firstIndex(of: UInt8(ascii: ")")),
            !body[at..<close].contains(0x0A)
        else { return at }
        let isImage = start > 0 && body[start - 1] == UInt8(ascii: "!")
        hidden.append((isImage ? start - 1 : start)..<(start + 1))
        hidden.append(at..<(close + 1))
        links.append((start + 1)..<at)
        return close
    }

    private func joins(_ at: Int) -> Bool {
        at >= 0 && at < body.count && Disguises.isWordByte(body[at])
    }

    private static func isPunctuation(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: true
        default: false
        }
    }
}
