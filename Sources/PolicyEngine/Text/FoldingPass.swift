/// One text on its way into the folded view.
///
/// Unsafe for speed, safe by these invariants: `source` is readable for the life of the pass, and is
/// read below its count; before anything is written, `out` has room for one byte a byte of ASCII that
/// is left (`reserve` at the start and after each longer scalar), and the arrays are handed their
/// counts before anybody else reads them.
struct FoldingPass: ~Copyable {
    private let source: UnsafeBufferPointer<UInt8>
    private let kinds: UnsafePointer<ByteKind>
    private let bytes: ReusedArray<UInt8>
    private let tokens: ReusedArray<Token>
    private let starts: ReusedArray<Int32>
    private let ends: ReusedArray<Int32>

    /// The next source byte.
    private var at = 0
    /// Folded bytes written so far.
    private var out = 0
    private(set) var isMapped = false
    private(set) var hints: FoldedText.Hints = []
    private var word = OpenWord()
    private var sentence: Int32 = 0
    private var isSentencePending = false

    /// The word being read.
    private struct OpenWord {
        /// Folded byte; −1 when no word is open.
        var start = -1
        var marks: Token.Marks = []
        var hasDigit = false
        var hasLatin = false
        var hasRun = false
        /// An invisible character was dropped since the last letter.
        var isHiddenPending = false
        var last: UInt8 = 0
        /// How many times `last` stands at the end.
        var run = 0
    }

    init(
        _ source: UnsafeBufferPointer<UInt8>, bytes: ReusedArray<UInt8>,
        tokens: ReusedArray<Token>, starts: ReusedArray<Int32>, ends: ReusedArray<Int32>
    ) {
        self.source = source
        self.bytes = bytes
        self.tokens = tokens
        self.starts = starts
        self.ends = ends
        kinds = ByteKind.table
    }

    /// - Complexity: O(length of the source).
    mutating func run() {
        bytes.removeAll()
        tokens.removeAll()
        starts.removeAll()
        ends.removeAll()
        bytes.reserve(source.count + FoldingTable.mostBytes)
        while at < source.count {
            let byte = source[at]
            let kind = kinds[Int(byte)]
            if !kind.isDisjoint(with: .word) {
                takeWord()
            } else if kind == .space {
                takeSpace(byte == 0x0A || byte == 0x0D)
            } else if kind == .wide {
                takeScalar()
            } else if kind == .hidden {
                beginMap()
                if word.start >= 0 { word.isHiddenPending = true }
                at &+= 1
            } else {
                takePunctuation(byte)
            }
        }
        closeWord()
        bytes.setCount(out)
        if isMapped {
            starts.setCount(out)
            ends.setCount(out)
        }
    }

    // MARK: - ASCII

    /// Letters and digits up to what is neither.
    private mutating func takeWord() {
        openWord()
        let base = bytes.base
        let first = at
        let firstOut = out
        var (last, run, hasRun) = (word.last, word.run, word.hasRun)
        var seen: ByteKind = []
        var kind = kinds[Int(source[at])]
        repeat {
            let byte = source[at]
            // Bit 5 is what parts a capital from its letter, and every digit has it.
            let folded = byte | 0x20
            base[out] = folded
            run = folded == last ? run &+ 1 : 1
            hasRun = hasRun || run >= 3
            last = folded
            seen.formUnion(kind)
            at &+= 1
            out &+= 1
            if at == source.count { break }
            kind = kinds[Int(source[at])]
        } while !kind.isDisjoint(with: .word)
        (word.last, word.run, word.hasRun) = (last, run, hasRun)
        word.hasDigit = word.hasDigit || seen.contains(.digit)
        word.hasLatin = word.hasLatin || seen.contains(.letter)
        guard isMapped else { return }
        for step in 0..<(at &- first) {
            starts.base[firstOut &+ step] = Int32(truncatingIfNeeded: first &+ step)
            ends.base[firstOut &+ step] = Int32(truncatingIfNeeded: first &+ step &+ 1)
        }
    }

    private mutating func takeSpace(_ endsLine: Bool) {
        closeWord()
        if endsLine { endSentence() }
        if isSentencePending { endSentence() }
        if out > 0, bytes.base[out &- 1] == 0x20 {
            beginMap()
            ends.base[out &- 1] = Int32(truncatingIfNeeded: at &+ 1)
        } else {
            put(0x20, at, at &+ 1)
        }
        at &+= 1
    }

    private mutating func takePunctuation(_ byte: UInt8) {
        let value: UInt8 = byte == 0x60 ? 0x27 : byte
        if value == 0x27, word.start >= 0, continuesWord(at &+ 1) {
            take(value, isLatin: false)
        } else {
            closeWord()
            punctuate(value)
            note(byte)
        }
        put(value, at, at &+ 1)
        at &+= 1
    }

    /// What may begin a quotation or a web address.
    private mutating func note(_ byte: UInt8) {
        switch byte {
        case 0x22, 0x27, 0x3C, 0x3E: hints.insert(.quotation)
        case 0x3A where at &+ 1 < source.count && source[at &+ 1] == 0x2F: hints.insert(.link)
        case 0x2E where at >= 3 && source[at &- 1] | 0x20 == 0x77: hints.insert(.link)
        default: break
        }
    }

    // MARK: - Other scalars

    private mutating func takeScalar() {
        beginMap()
        let (scalar, length) = decodeScalar(source, at)
        let from = at
        let to = at &+ length
        switch FoldingTable.fold(scalar) {
        case .ignorable: if word.start >= 0 { word.isHiddenPending = true }
        case .mark: accent()
        case .space:
            closeWord()
            if isSentencePending { endSentence() }
            if out > 0, bytes.base[out &- 1] == 0x20 {
                ends.base[out &- 1] = Int32(truncatingIfNeeded: to)
            } else {
                put(0x20, from, to)
            }
        case .separator:
            closeWord()
            for offset in from..<to { put(source[offset], from, to) }
        case .token:
            for offset in from..<to {
                take(source[offset], isLatin: false)
                put(source[offset], from, to)
            }
        case .mapped(let head, let first, let end):
            takeMapped(scalar, head, first..<end, from, to)
        }
        at = to
        let room = out &+ (source.count &- at) &+ FoldingTable.mostBytes
        reserve(room)
    }

    private mutating func takeMapped(
        _ scalar: UInt32, _ head: UInt8, _ pool: Range<Int>, _ from: Int, _ to: Int
    ) {
        let isApostrophe =
            FoldingTable.pool[pool.lowerBound] == 0x27 && word.start >= 0 && continuesWord(to)
        guard head & 0x20 != 0 || isApostrophe else {
            closeWord()
            // “ „ « ‘
            if scalar == 0x201C || scalar == 0x201E || scalar == 0xAB || scalar == 0x2018 {
                hints.insert(.quotation)
            }
            for position in pool {
                let value = FoldingTable.pool[position]
                if value == 0x20, out > 0, bytes.base[out &- 1] == 0x20 { continue }
                punctuate(value)
                put(value, from, to)
            }
            return
        }
        for position in pool {
            let value = FoldingTable.pool[position]
            // A letter that only lost its accent is as Latin as any other, and so are the
            // full-width, mathematical and boxed ones; other scripts end below U+2100.
            let isLatin = (head & 0x80 == 0 || scalar >= 0x2100) && value >= 0x61 && value <= 0x7A
            take(value, isLatin: isLatin)
            put(value, from, to)
        }
        if head & 0x80 != 0 { word.marks.insert(.lookalikes) }
        if head & 0x40 != 0 { accent() }
    }

    private func continuesWord(_ at: Int) -> Bool {
        guard at < source.count else { return false }
        let kind = kinds[Int(source[at])]
        guard kind == .wide else { return !kind.isDisjoint(with: .word) }
        switch FoldingTable.fold(decodeScalar(source, at).scalar) {
        case .token: return true
        case .mapped(let head, _, _): return head & 0x20 != 0
        default: return false
        }
    }

    // MARK: - Words and sentences

    @inline(__always)
    private mutating func openWord() {
        if word.start < 0 {
            word = OpenWord()
            word.start = out
            isSentencePending = false
        } else if word.isHiddenPending {
            word.marks.insert(.hidden)
            word.isHiddenPending = false
        }
    }

    private mutating func take(_ byte: UInt8, isLatin: Bool) {
        openWord()
        word.run = byte == word.last ? word.run &+ 1 : 1
        word.hasRun = word.hasRun || word.run >= 3
        word.last = byte
        word.hasDigit = word.hasDigit || byte >= 0x30 && byte <= 0x39
        word.hasLatin = word.hasLatin || isLatin
    }

    private mutating func accent() { if word.start >= 0 { word.marks.insert(.accents) } }

    @inline(__always)
    private mutating func closeWord() {
        guard word.start >= 0 else { return }
        tokens.append(
            Token(
                start: Int32(truncatingIfNeeded: word.start), end: Int32(truncatingIfNeeded: out),
                hash: wordHash(bytes.base + word.start, out &- word.start), sentence: sentence,
                marks: word.marks, isForeign: word.marks.contains(.lookalikes) && !word.hasLatin,
                hasDigit: word.hasDigit, hasRun: word.hasRun))
        word.start = -1
    }

    /// A full stop ends a sentence only when white space follows: "3.5" and "u.s" go on.
    private mutating func punctuate(_ byte: UInt8) {
        isSentencePending = byte == 0x2E || byte == 0x21 || byte == 0x3F || isSentencePending
    }

    private mutating func endSentence() {
        sentence &+= 1
        isSentencePending = false
    }

    // MARK: - Writing

    @inline(__always)
    private mutating func put(_ byte: UInt8, _ from: Int, _ to: Int) {
        bytes.base[out] = byte
        if isMapped {
            starts.base[out] = Int32(truncatingIfNeeded: from)
            ends.base[out] = Int32(truncatingIfNeeded: to)
        }
        out &+= 1
    }

    /// Writes the map so far: byte for byte.
    private mutating func beginMap() {
        guard !isMapped else { return }
        isMapped = true
        reserve(bytes.capacity)
        for offset in 0..<out {
            starts.base[offset] = Int32(truncatingIfNeeded: offset)
            ends.base[offset] = Int32(truncatingIfNeeded: offset &+ 1)
        }
    }

    /// Room for so many folded bytes in all.
    private func reserve(_ room: Int) {
        bytes.setCount(out)
        bytes.reserve(room)
        guard isMapped else { return }
        starts.setCount(min(out, starts.capacity))
        ends.setCount(min(out, ends.capacity))
        starts.reserve(bytes.capacity)
        ends.reserve(bytes.capacity)
    }
}
