/// A word of the folded view.
struct Token: Equatable {
    /// What had to be seen through to read it, as a set of bits.
    struct Marks: OptionSet, Hashable {
        let rawValue: UInt8
        static let accents = Marks(rawValue: 1)
        static let lookalikes = Marks(rawValue: 2)
        static let hidden = Marks(rawValue: 4)
        static let leet = Marks(rawValue: 8)
        static let repeats = Marks(rawValue: 16)
        static let spaced = Marks(rawValue: 32)
        static let masked = Marks(rawValue: 64)
        /// Anything that a plain spelling does not need.
        static let disguises: Marks = [
            .lookalikes, .hidden, .leet, .repeats, .spaced, .masked,
        ]
    }

    /// Folded bytes, half-open.
    var start: Int32
    var end: Int32
    /// FNV-1a over the folded bytes.
    var hash: UInt64
    /// Counts up at each sentence end and line end.
    var sentence: Int32
    var marks: Marks
    /// Look-alike letters with no plain Latin letter beside them: a word of another script.
    var isForeign: Bool
    var hasDigit: Bool
    /// Holds three equal characters in a row.
    var hasRun: Bool
}

/// The view that rules are written against: NFKC case folding, accents off, invisible characters
/// off, look-alikes to Latin, curly to straight quotes, white space runs to one space.
///
/// **Shape**: `bytes` is UTF-8; byte `i` came from the source bytes `starts[i]..<ends[i]`. Both
/// arrays are empty while the view is byte for byte as long as its source (plain ASCII without
/// double spaces), and then byte `i` came from byte `i`.
struct FoldedText {
    private(set) var bytes: [UInt8] = []
    private var starts: [Int32] = []
    private var ends: [Int32] = []
    private(set) var tokens: [Token] = []

    init() {}

    /// - Complexity: O(length of the source).
    init(_ source: [UInt8]) {
        self.init()
        fold(source)
    }

    /// The source bytes behind a stretch of folded bytes; tight, without dropped neighbours.
    func sourceSpan(_ start: Int, _ end: Int) -> (start: Int, end: Int) {
        guard start < end else {
            let at = starts.isEmpty ? start : (start < starts.count ? Int(starts[start]) : 0)
            return (at, at)
        }
        if starts.isEmpty { return (start, end) }
        return (Int(starts[start]), Int(ends[end - 1]))
    }

    func sourceSpan(_ token: Token) -> (start: Int, end: Int) {
        sourceSpan(Int(token.start), Int(token.end))
    }

    /// The first folded byte that came from the source byte `offset` or later.
    ///
    /// - Complexity: O(log n).
    func foldedOffset(ofSource offset: Int) -> Int {
        if starts.isEmpty { return min(offset, bytes.count) }
        var low = 0
        var high = starts.count
        while low < high {
            let middle = (low + high) / 2
            if Int(starts[middle]) < offset { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Folds a text into this value, keeping its storage for the next one.
    mutating func fold(_ source: [UInt8]) {
        bytes.removeAll(keepingCapacity: true)
        starts.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
        tokens.removeAll(keepingCapacity: true)
        bytes.reserveCapacity(source.count)
        var isMapped = false
        var word = WordScan()
        var at = 0
        let count = source.count

        func materialiseMap(_ folded: inout FoldedText) {
            guard !isMapped else { return }
            isMapped = true
            folded.starts = Array(0..<Int32(folded.bytes.count))
            folded.ends = folded.starts.map { $0 + 1 }
        }

        while at < count {
            let byte = source[at]
            if byte < 0x80 {
                let folded = asciiFold[Int(byte)]
                if folded & ASCIIKind.mask == ASCIIKind.word {
                    let value = folded & 0x7F
                    word.take(value, at: bytes.count, isLatin: value >= 0x61)
                    append(value, at, at + 1, isMapped)
                } else if byte <= 0x20 || byte == 0x7F {
                    if isWhiteSpace(byte) {
                        word.close(into: &tokens, end: bytes.count)
                        if byte == 0x0A || byte == 0x0D { word.endSentence() }
                        word.endSentenceIfPending()
                        if bytes.last == 0x20 {
                            materialiseMap(&self)
                            isMapped = true
                            ends[ends.count - 1] = Int32(at + 1)
                        } else {
                            append(0x20, at, at + 1, isMapped)
                        }
                    } else {
                        materialiseMap(&self)
                        isMapped = true
                        word.hide()
                    }
                } else {
                    let value: UInt8 = byte == 0x60 ? 0x27 : byte
                    if value == 0x27, word.isOpen, at + 1 < count, continuesWord(source, at + 1) {
                        word.take(value, at: bytes.count, isLatin: false)
                    } else {
                        word.close(into: &tokens, end: bytes.count)
                        word.punctuate(value)
                    }
                    append(value, at, at + 1, isMapped)
                }
                at += 1
                continue
            }
            materialiseMap(&self)
            isMapped = true
            let (scalar, length) = decodeScalar(source, at)
            foldScalar(scalar, source, at, length, &word)
            at += length
        }
        word.close(into: &tokens, end: bytes.count)
    }

    private mutating func append(_ byte: UInt8, _ start: Int, _ end: Int, _ isMapped: Bool) {
        bytes.append(byte)
        if isMapped {
            starts.append(Int32(start))
            ends.append(Int32(end))
        }
    }

    private mutating func foldScalar(
        _ scalar: UInt32, _ source: [UInt8], _ at: Int, _ length: Int, _ word: inout WordScan
    ) {
        switch FoldingTable.fold(scalar) {
        case .ignorable: word.hide()
        case .mark: word.accent()
        case .space:
            word.close(into: &tokens, end: bytes.count)
            word.endSentenceIfPending()
            if bytes.last == 0x20 {
                ends[ends.count - 1] = Int32(at + length)
            } else {
                append(0x20, at, at + length, true)
            }
        case .separator:
            word.close(into: &tokens, end: bytes.count)
            for offset in 0..<length { append(source[at + offset], at, at + length, true) }
        case .token:
            for offset in 0..<length {
                word.take(source[at + offset], at: bytes.count, isLatin: false)
                append(source[at + offset], at, at + length, true)
            }
        case .mapped(let head, let from, let to):
            let first = FoldingTable.pool[from]
            let isApostrophe =
                first == 0x27 && word.isOpen && continuesWord(source, at + length)
            if head & 0x20 != 0 || isApostrophe {
                for position in from..<to {
                    let value = FoldingTable.pool[position]
                    // A letter that only lost its accent is as Latin as any other, and so are the
                    // full-width, mathematical and boxed ones; other scripts end below U+2100.
                    let isLatin =
                        (head & 0x80 == 0 || scalar >= 0x2100) && value >= 0x61 && value <= 0x7A
                    word.take(value, at: bytes.count, isLatin: isLatin)
                    append(value, at, at + length, true)
                }
                if head & 0x80 != 0 { word.marks.insert(.lookalikes) }
                if head & 0x40 != 0 { word.accent() }
            } else {
                word.close(into: &tokens, end: bytes.count)
                for position in from..<to {
                    let value = FoldingTable.pool[position]
                    if value == 0x20, bytes.last == 0x20 { continue }
                    word.punctuate(value)
                    append(value, at, at + length, true)
                }
            }
        }
    }

    private func continuesWord(_ source: [UInt8], _ at: Int) -> Bool {
        guard at < source.count else { return false }
        let byte = source[at]
        if byte < 0x80 { return asciiFold[Int(byte)] & ASCIIKind.mask == ASCIIKind.word }
        switch FoldingTable.fold(decodeScalar(source, at).scalar) {
        case .token: return true
        case .mapped(let head, _, _): return head & 0x20 != 0
        default: return false
        }
    }
}

/// The word being read.
private struct WordScan {
    var marks: Token.Marks = []
    private var start = -1
    private var hash = fnvOffset
    private var sentence: Int32 = 0
    private var isSentencePending = false
    private var hasDigit = false
    private var hasRun = false
    private var hasLatin = false
    private var last: UInt8 = 0
    private var run = 0
    private var isHiddenPending = false

    var isOpen: Bool { start >= 0 }

    mutating func take(_ byte: UInt8, at position: Int, isLatin: Bool) {
        if start < 0 {
            start = position
            hash = fnvOffset
            marks = []
            hasDigit = false
            hasRun = false
            hasLatin = false
            last = 0
            run = 0
            isSentencePending = false
        } else if isHiddenPending {
            marks.insert(.hidden)
        }
        isHiddenPending = false
        hash = (hash ^ UInt64(byte)) &* fnvPrime
        run = byte == last ? run + 1 : 1
        if run >= 3 { hasRun = true }
        last = byte
        if byte >= 0x30, byte <= 0x39 { hasDigit = true }
        if isLatin { hasLatin = true }
    }

    mutating func hide() { if isOpen { isHiddenPending = true } }
    mutating func accent() { if isOpen { marks.insert(.accents) } }

    mutating func close(into tokens: inout [Token], end: Int) {
        isHiddenPending = false
        guard start >= 0 else { return }
        tokens.append(
            Token(
                start: Int32(start), end: Int32(end), hash: hash, sentence: sentence,
                marks: marks, isForeign: marks.contains(.lookalikes) && !hasLatin,
                hasDigit: hasDigit, hasRun: hasRun))
        start = -1
    }

    /// A full stop ends a sentence only when white space follows: "3.5" and "u.s" go on.
    mutating func punctuate(_ byte: UInt8) {
        isSentencePending = byte == 0x2E || byte == 0x21 || byte == 0x3F || isSentencePending
    }

    mutating func endSentenceIfPending() { if isSentencePending { endSentence() } }

    mutating func endSentence() {
        sentence += 1
        isSentencePending = false
    }
}

/// FNV-1a, 64 bit. **Source**: draft-eastlake-fnv-17, section 5.
let fnvOffset: UInt64 = 0xcbf2_9ce4_8422_2325
let fnvPrime: UInt64 = 0x100_0000_01b3

func fnvHash(_ bytes: some Sequence<UInt8>) -> UInt64 {
    bytes.reduce(fnvOffset) { ($0 ^ UInt64($1)) &* fnvPrime }
}
