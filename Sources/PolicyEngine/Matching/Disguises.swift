/// The plain spellings that a disguised token may stand for.
///
/// Every reading is tried as it is, never by deleting letters: `fol` does not become `fool`, `rn` is
/// not `m`.
enum Disguises {
    struct Reading {
        var bytes: [UInt8]
        var marks: Token.Marks
        /// Tokens it takes up, with what lies between them.
        var tokenCount: Int
    }

    /// The most readings of one token, so that a crafted one stays cheap.
    static let mostReadings = 16

    /// Readings of the token at `index`, beyond its own spelling.
    ///
    /// - Complexity: O(length × readings).
    static func readings(of index: Int, in folded: FoldedText) -> [Reading] {
        let token = folded.tokens[index]
        var readings: [Reading] = []
        let (end, tokenCount, hasSymbol) = extent(of: index, in: folded)
        let start = symbolStart(of: index, in: folded)
        let bytes = Array(folded.bytes[start..<end])
        let isMixed = bytes.contains { $0 >= 0x61 && $0 <= 0x7A || $0 >= 0x80 }
        if isMixed, hasSymbol || start < Int(token.start) || token.hasDigit || tokenCount > 1 {
            for spelling in leetSpellings(bytes) {
                readings.append(
                    Reading(
                        bytes: spelling, marks: token.marks.union(.leet), tokenCount: tokenCount))
                for short in unrepeated(spelling) {
                    readings.append(
                        Reading(
                            bytes: short, marks: token.marks.union([.leet, .repeats]),
                            tokenCount: tokenCount))
                }
            }
        }
        if token.hasRun {
            for short in unrepeated(Array(folded.bytes[Int(token.start)..<Int(token.end)])) {
                readings.append(
                    Reading(bytes: short, marks: token.marks.union(.repeats), tokenCount: 1))
            }
        }
        return Array(readings.prefix(mostReadings))
    }

    /// Whether a token is worth asking for readings; most are not.
    static func mayBeDisguised(_ index: Int, in folded: FoldedText) -> Bool {
        let token = folded.tokens[index]
        if token.hasDigit || token.hasRun { return true }
        let end = Int(token.end)
        let start = Int(token.start)
        if start > 0, isLeetSymbol(folded.bytes[start - 1]) { return true }
        return end + 1 < folded.bytes.count && isLeetSymbol(folded.bytes[end])
            && isWordByte(folded.bytes[end + 1])
    }

    /// Where a run of tokens glued together by letter-like symbols (`id!ot`, `cl@wn`) ends.
    private static func extent(
        of index: Int, in folded: FoldedText
    ) -> (end: Int, tokenCount: Int, hasSymbol: Bool) {
        var end = Int(folded.tokens[index].end)
        var count = 1
        var hasSymbol = false
        while index + count < folded.tokens.count, count < 4 {
            let next = Int(folded.tokens[index + count].start)
            guard next > end, next - end <= 2,
                folded.bytes[end..<next].allSatisfy(isLeetSymbol)
            else { break }
            hasSymbol = true
            end = Int(folded.tokens[index + count].end)
            count += 1
        }
        return (end, count, hasSymbol)
    }

    /// `$tupid` begins with its symbol.
    private static func symbolStart(of index: Int, in folded: FoldedText) -> Int {
        let start = Int(folded.tokens[index].start)
        guard start > 0, isLeetSymbol(folded.bytes[start - 1]), folded.bytes[start - 1] != 0x21,
            start == 1 || !isWordByte(folded.bytes[start - 2])
        else { return start }
        return start - 1
    }

    private static func isLeetSymbol(_ byte: UInt8) -> Bool {
        byte == 0x40 || byte == 0x24 || byte == 0x21 || byte == 0x7C
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        byte >= 0x80 || asciiFold[Int(byte)] & ASCIIKind.word != 0
    }

    /// Digits and symbols read as letters; `1`, `!` and `|` as i and as l.
    private static func leetSpellings(_ bytes: [UInt8]) -> [[UInt8]] {
        var spellings: [[UInt8]] = [[]]
        for byte in bytes {
            let letters = letters(for: byte)
            if letters.count == 2, spellings.count < 4 {
                spellings = spellings.flatMap { spelling in letters.map { spelling + [$0] } }
            } else {
                for position in spellings.indices { spellings[position].append(letters[0]) }
            }
        }
        return spellings
    }

    private static func letters(for byte: UInt8) -> [UInt8] {
        switch byte {
        case 0x30: Array("o".utf8)
        case 0x31, 0x21, 0x7C: Array("il".utf8)
        case 0x33: Array("e".utf8)
        case 0x34, 0x40: Array("a".utf8)
        case 0x35, 0x24: Array("s".utf8)
        case 0x37: Array("t".utf8)
        case 0x38: Array("b".utf8)
        case 0x39: Array("g".utf8)
        default: [byte]
        }
    }

    /// Runs of three or more cut to two and to one; empty when there is no such run.
    private static func unrepeated(_ bytes: [UInt8]) -> [[UInt8]] {
        var spellings: [[UInt8]] = [[]]
        var at = 0
        var hasRun = false
        while at < bytes.count {
            var end = at
            while end < bytes.count, bytes[end] == bytes[at] { end += 1 }
            if end - at >= 3 {
                hasRun = true
                let pair = [bytes[at], bytes[at]]
                spellings =
                    spellings.count < 4
                    ? spellings.flatMap { [$0 + pair, $0 + [bytes[at]]] }
                    : spellings.map { $0 + [bytes[at]] }
            } else {
                for position in spellings.indices { spellings[position] += bytes[at..<end] }
            }
            at = end
        }
        return hasRun ? spellings : []
    }
}
