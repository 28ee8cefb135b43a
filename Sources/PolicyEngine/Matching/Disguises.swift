/// The plain spellings that a disguised token may stand for.
///
/// Every reading is tried as it is, never by deleting letters: `fol` does not become `fool`, `rn` is
/// not `m`, and a place name that holds a rude word stays a place name.
enum Disguises {
    struct Reading {
        var bytes: [UInt8]
        var marks: Token.Marks
        /// Tokens it takes up, with what lies between them.
        var tokenCount: Int
        /// Folded bytes before the token that belong to it.
        var lead = 0
    }

    /// The most readings of one token, so that a crafted one stays cheap.
    static let mostReadings = 24
    /// The fewest letters of a spaced word: initials have two.
    static let fewestSpaced = 3
    /// The fewest letters of a masked word, hidden ones included.
    static let fewestMasked = 4
    /// The most letters of a spaced or masked word.
    static let mostLetters = 24

    /// Readings of the token at `index`, beyond its own spelling.
    ///
    /// - Complexity: O(length × readings).
    static func readings(
        of index: Int, in folded: borrowing FoldedText, _ vocabulary: borrowing Vocabulary
    ) -> [Reading] {
        let token = folded.tokens[index]
        var readings = leet(index, folded)
        if token.hasRun {
            for short in unrepeated(Array(folded.bytes[Int(token.start)..<Int(token.end)])) {
                readings.append(
                    Reading(bytes: short, marks: token.marks.union(.repeats), tokenCount: 1))
            }
        }
        if isSingle(token) { readings += spaced(index, folded) }
        readings += masked(index, folded, vocabulary)
        return Array(readings.prefix(mostReadings))
    }

    /// Whether a token is worth asking for readings; most are not.
    static func mayBeDisguised(_ index: Int, in folded: borrowing FoldedText) -> Bool {
        let token = folded.tokens[index]
        if token.hasDigit || token.hasRun { return true }
        let end = Int(token.end)
        let start = Int(token.start)
        if start > 0, isLeetSymbol(folded.bytes[start - 1]) { return true }
        if isSingle(token), index + 2 < folded.tokens.count, isSingle(folded.tokens[index + 1]),
            isSingle(folded.tokens[index + 2])
        {
            return true
        }
        guard end < folded.bytes.count else { return false }
        return isLeetSymbol(folded.bytes[end]) || isMask(folded.bytes[end])
    }

    private static func isSingle(_ token: Token) -> Bool { token.end - token.start == 1 }

    // MARK: - Spaced

    /// `c l o w n`, `c.l.o.w.n`: every word of three letters or more that begins here.
    private static func spaced(_ index: Int, _ folded: borrowing FoldedText) -> [Reading] {
        var letters: [UInt8] = []
        var marks: Token.Marks = .spaced
        var readings: [Reading] = []
        var position = index
        while position < folded.tokens.count, isSingle(folded.tokens[position]),
            letters.count < mostLetters
        {
            let token = folded.tokens[position]
            if position > index, token.start - folded.tokens[position - 1].end > 3 { break }
            letters.append(folded.bytes[Int(token.start)])
            marks.formUnion(token.marks)
            position += 1
            if letters.count >= fewestSpaced {
                readings.append(
                    Reading(bytes: letters, marks: marks, tokenCount: position - index))
            }
        }
        return readings
    }

    // MARK: - Masked

    /// `cl*wn`, `id##t`: a letter a mask, at least half of the letters in sight; or, as in `cl**wn`, a
    /// letter a run of masks.
    private static func masked(
        _ index: Int, _ folded: borrowing FoldedText, _ vocabulary: borrowing Vocabulary
    ) -> [Reading] {
        let start = Int(folded.tokens[index].start)
        if start > 0, isMask(folded.bytes[start - 1]), index > 0,
            folded.tokens[index - 1].end >= start - 3
        {
            return []
        }
        var mask: [UInt8] = []
        var end = start
        while end < folded.bytes.count, mask.count <= mostLetters {
            let byte = folded.bytes[end]
            if isMask(byte) {
                mask.append(0)
            } else if isWordByte(byte) {
                mask.append(byte)
            } else {
                break
            }
            end += 1
        }
        while mask.last == 0 { mask.removeLast() }
        guard mask.count <= mostLetters, isMasked(mask[...]) else { return [] }
        let stop = start + mask.count
        let covered = folded.tokens[index...].prefix { Int($0.start) < stop }
        let marks = covered.reduce(Token.Marks.masked) { $0.union($1.marks) }
        var spellings = vocabulary.spellings(matching: mask)
        let short = withoutRuns(mask)
        if short.count < mask.count, isMasked(short[...]) {
            spellings += vocabulary.spellings(matching: short)
        }
        return spellings.map { Reading(bytes: $0, marks: marks, tokenCount: covered.count) }
    }

    private static func withoutRuns(_ mask: [UInt8]) -> [UInt8] {
        mask.indices.filter { mask[$0] != 0 || mask[$0 - 1] != 0 }.map { mask[$0] }
    }

    /// Whether enough letters, of which 0 is a hidden one, are in sight to tell what word it is.
    static func isMasked(_ letters: ArraySlice<UInt8>) -> Bool {
        let hidden = letters.count { $0 == 0 }
        return hidden > 0 && letters.count >= fewestMasked && hidden * 2 <= letters.count
    }

    private static func isMask(_ byte: UInt8) -> Bool {
        byte == 0x2A || byte == 0x23 || byte == 0x5F || byte == 0x25 || byte == 0x7E
    }

    // MARK: - Leet

    private static func leet(_ index: Int, _ folded: borrowing FoldedText) -> [Reading] {
        let token = folded.tokens[index]
        let (end, tokenCount, hasSymbol) = extent(of: index, in: folded)
        let start = symbolStart(of: index, in: folded)
        let bytes = folded.bytes[start..<end]
        guard hasSymbol || start < Int(token.start) || token.hasDigit || tokenCount > 1,
            bytes.contains(where: { $0 >= 0x61 && $0 <= 0x7A || $0 >= 0x80 }),
            bytes.count <= mostLetters * 2
        else { return [] }
        var readings: [Reading] = []
        for spelling in leetSpellings(bytes) {
            readings.append(
                Reading(
                    bytes: spelling, marks: token.marks.union(.leet), tokenCount: tokenCount,
                    lead: Int(token.start) - start))
            for short in unrepeated(spelling) {
                readings.append(
                    Reading(
                        bytes: short, marks: token.marks.union([.leet, .repeats]),
                        tokenCount: tokenCount, lead: Int(token.start) - start))
            }
        }
        return readings
    }

    /// Where a run of tokens glued together by letter-like symbols (`id!ot`, `cl@wn`) ends.
    private static func extent(
        of index: Int, in folded: borrowing FoldedText
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
    private static func symbolStart(of index: Int, in folded: borrowing FoldedText) -> Int {
        let start = Int(folded.tokens[index].start)
        guard start > 0, isLeetSymbol(folded.bytes[start - 1]), folded.bytes[start - 1] != 0x21,
            start == 1 || !isWordByte(folded.bytes[start - 2])
        else { return start }
        return start - 1
    }

    private static func isLeetSymbol(_ byte: UInt8) -> Bool {
        byte == 0x40 || byte == 0x24 || byte == 0x21 || byte == 0x7C
    }

    static func isWordByte(_ byte: UInt8) -> Bool {
        byte >= 0x80 || isASCIIWord(byte)
    }

    /// Digits and symbols read as letters; `1`, `!` and `|` as i and as l.
    private static func leetSpellings(_ bytes: Slice<ReusedArray<UInt8>>) -> [[UInt8]] {
        var spellings: [[UInt8]] = [[]]
        for byte in bytes {
            let (letter, other) = letters(for: byte)
            if let other, spellings.count < 4 {
                spellings = spellings.flatMap { [$0 + [letter], $0 + [other]] }
            } else {
                for position in spellings.indices { spellings[position].append(letter) }
            }
        }
        return spellings
    }

    private static func letters(for byte: UInt8) -> (UInt8, UInt8?) {
        switch byte {
        case 0x30: (0x6F, nil)  // 0 o
        case 0x31, 0x21, 0x7C: (0x69, 0x6C)  // 1 ! | i l
        case 0x33: (0x65, nil)  // 3 e
        case 0x34, 0x40: (0x61, nil)  // 4 @ a
        case 0x35, 0x24: (0x73, nil)  // 5 $ s
        case 0x37: (0x74, nil)  // 7 t
        case 0x38: (0x62, nil)  // 8 b
        case 0x39: (0x67, nil)  // 9 g
        default: (byte, nil)
        }
    }

    // MARK: - Repeats

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
