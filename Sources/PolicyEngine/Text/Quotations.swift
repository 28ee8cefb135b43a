/// A stretch that its writer marked as quoted, in plain bytes, marks included.
struct Quotation: Equatable {
    enum Form: Equatable {
        case lines, block, doubleQuotes, angleQuotes, singleQuotes

        /// How a person would name the mark.
        var description: String {
            switch self {
            case .lines: "lines that begin with '>'"
            case .block: "a block quote"
            case .doubleQuotes: "double quotation marks"
            case .angleQuotes: "« »"
            case .singleQuotes: "single quotation marks"
            }
        }
    }

    var start: Int
    var end: Int
    var form: Form
}

/// Finds marked quotations: `>` lines, block quotes, “ ”, " ", « », and ‘ ’ or ' ' where they
/// provably quote.
///
/// **Shape**: in order, not overlapping, the outermost only. A mark that never closes opens nothing:
/// otherwise one stray mark would take a whole comment out of judgement.
/// - Complexity: O(length): one pass, a stack an opening mark.
struct QuotationScanner {
    private let bytes: [UInt8]
    private var found: [Quotation] = []
    private var curly: [Int] = []
    private var angle: [Int] = []
    private var blocks: [Int] = []
    private var straight: Int?
    private var single: Int?

    static func quotations(in bytes: [UInt8], marked: [(start: Int, end: Int)]) -> [Quotation] {
        var scanner = QuotationScanner(bytes)
        scanner.scan()
        let all =
            scanner.found
            + marked.map { Quotation(start: $0.start, end: $0.end, form: .block) }
        var outermost: [Quotation] = []
        for quotation in all.sorted(by: { ($0.start, $1.end) < ($1.start, $0.end) }) {
            if let last = outermost.last, quotation.start < last.end {
                // Crossing marks are joined, so that no byte has two owners.
                if quotation.end > last.end { outermost[outermost.count - 1].end = quotation.end }
            } else if quotation.start < quotation.end {
                outermost.append(quotation)
            }
        }
        return outermost
    }

    private init(_ bytes: [UInt8]) { self.bytes = bytes }

    private mutating func scan() {
        var at = 0
        var isLineStart = true
        while at < bytes.count {
            if isLineStart {
                isLineStart = false
                let after = endOfQuotedLine(at)
                if after > at {
                    found.append(Quotation(start: at, end: after, form: .lines))
                    at = after
                    isLineStart = true
                    continue
                }
            }
            let byte = bytes[at]
            switch byte {
            case 0x0A:
                isLineStart = true
                single = nil
                if isBlankLine(after: at) { endParagraph() }
            case 0x22: seeStraight(at)
            case 0x27: seeSingle(at, width: 1)
            case 0x3C: seeTag(at)
            case 0xC2: seeAngle(at)
            case 0xE2: seeCurly(at)
            default: break
            }
            at += 1
        }
    }

    /// A straight quotation does not outlive its paragraph: a forgotten mark must not pair with one
    /// far below.
    private mutating func endParagraph() {
        straight = nil
        curly.removeAll(keepingCapacity: true)
        angle.removeAll(keepingCapacity: true)
    }

    /// Whether only white space follows until the next line feed, as a web form sends it (CR LF).
    private func isBlankLine(after at: Int) -> Bool {
        var next = at + 1
        while next < bytes.count, bytes[next] != 0x0A, isWhiteSpace(bytes[next]) { next += 1 }
        return next < bytes.count && bytes[next] == 0x0A
    }

    /// The end of a `>` line that begins at `at`, line end included, or `at` if it is none.
    private func endOfQuotedLine(_ at: Int) -> Int {
        var next = at
        while next < bytes.count, bytes[next] == 0x20 || bytes[next] == 0x09 { next += 1 }
        guard next < bytes.count, bytes[next] == 0x3E else { return at }
        while next < bytes.count, bytes[next] != 0x0A { next += 1 }
        return min(next + 1, bytes.count)
    }

    private mutating func seeStraight(_ at: Int) {
        if let open = straight, at > open + 1, !isSpace(at - 1), !isWord(at + 1) {
            found.append(Quotation(start: open, end: at + 1, form: .doubleQuotes))
            straight = nil
        } else if isBoundary(at - 1), at + 1 < bytes.count, !isSpace(at + 1) {
            straight = at
        }
    }

    private mutating func seeCurly(_ at: Int) {
        guard at + 2 < bytes.count, bytes[at + 1] == 0x80 else { return }
        switch bytes[at + 2] {
        case 0x9C, 0x9E:  // “ „ ; “ also closes what „ opened
            if bytes[at + 2] == 0x9C, let open = curly.last, bytes[open + 2] == 0x9E {
                curly.removeLast()
                found.append(Quotation(start: open, end: at + 3, form: .doubleQuotes))
            } else {
                curly.append(at)
            }
        case 0x9D:  // ”
            if let open = curly.popLast() {
                found.append(Quotation(start: open, end: at + 3, form: .doubleQuotes))
            }
        case 0x98: if isBoundary(at - 1), isWord(at + 3) { single = at }  // ‘
        case 0x99: seeSingle(at, width: 3)  // ’
        default: break
        }
    }

    private mutating func seeAngle(_ at: Int) {
        guard at + 1 < bytes.count else { return }
        switch bytes[at + 1] {
        case 0xAB: angle.append(at)
        case 0xBB:
            if let open = angle.popLast() {
                found.append(Quotation(start: open, end: at + 2, form: .angleQuotes))
            }
        default: break
        }
    }

    /// An apostrophe until it provably quotes: it opens before a word that is no elision, and closes
    /// on the same line after a word that is no plural possessive.
    private mutating func seeSingle(_ at: Int, width: Int) {
        if let open = single, at > open + 1, !isSpace(at - 1), !isWord(at + width) {
            let isPossessive =
                bytes[at - 1] | 0x20 == 0x73 && at + width + 1 < bytes.count
                && isSpace(at + width) && isWord(at + width + 1)
            if !isPossessive {
                found.append(Quotation(start: open, end: at + width, form: .singleQuotes))
                single = nil
            }
        } else if width == 1, isBoundary(at - 1), isWord(at + 1), !isElision(at + 1) {
            single = at
        }
    }

    private func isElision(_ at: Int) -> Bool {
        let word = bytes[at..<min(at + 6, bytes.count)].prefix { $0 > 0x40 }.map { $0 | 0x20 }
        return QuotationScanner.elisions.contains(word)
    }

    /// Words that English writes with a leading apostrophe.
    private static let elisions = Set(
        ["em", "tis", "twas", "cause", "til", "n", "bout", "round", "cuz", "cos", "nuff"]
            .map { Array($0.utf8) })

    /// A `<blockquote>` or `<q>` typed into a plain body.
    private mutating func seeTag(_ at: Int) {
        guard let tag = HTMLTag(bytes, at), tag.isQuote else { return }
        if tag.isClosing {
            if let open = blocks.popLast() {
                found.append(Quotation(start: open, end: tag.end, form: .block))
            }
        } else {
            blocks.append(at)
        }
    }

    private func isSpace(_ at: Int) -> Bool {
        at < 0 || at >= bytes.count || isWhiteSpace(bytes[at])
    }

    private func isWord(_ at: Int) -> Bool {
        at >= 0 && at < bytes.count
            && (bytes[at] >= 0x80 || isASCIIWord(bytes[at]))
    }

    private func isBoundary(_ at: Int) -> Bool {
        at < 0 || isWhiteSpace(bytes[at])
            || [0x28, 0x5B, 0x2D, 0x3A, 0x3E, 0x2C].contains(bytes[at])
    }
}
