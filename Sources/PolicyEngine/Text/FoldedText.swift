/// A word of the folded view.
struct Token: Equatable, BitwiseCopyable {
    /// What had to be seen through to read it, as a set of bits.
    struct Marks: OptionSet, Hashable, BitwiseCopyable {
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
    /// `wordHash` of the folded bytes.
    var hash: UInt64
    /// Counts up at each sentence end and line end.
    var sentence: Int32
    var marks: Marks
    /// Look-alike letters with no plain Latin letter beside them: a word of another script.
    var isForeign: Bool
    var hasDigit: Bool
    /// Holds three equal bytes in a row.
    var hasRun: Bool
}

/// The view that rules are written against: NFKC case folding, accents off, invisible characters
/// off, look-alikes to Latin, curly to straight quotes, white space runs to one space.
///
/// **Shape**: `bytes` is UTF-8; byte `i` came from the source bytes `starts[i]..<ends[i]`. Those two
/// are filled only from the first place on where the view differs in length from its source, and for
/// plain ASCII without double spaces never: then byte `i` came from byte `i`.
struct FoldedText: ~Copyable {
    /// What stands in the source and is worth a closer look; none of it means it is there.
    struct Hints: OptionSet {
        let rawValue: UInt8
        /// A mark that can open a quotation.
        static let quotation = Hints(rawValue: 1)
        /// What a web address begins with.
        static let link = Hints(rawValue: 2)
    }

    let bytes = ReusedArray<UInt8>(capacity: 512)
    let tokens = ReusedArray<Token>()
    let starts = ReusedArray<Int32>()
    let ends = ReusedArray<Int32>()
    private(set) var hints: Hints = []
    private var isMapped = false

    init() {}

    /// - Complexity: O(length of the source).
    init(_ source: [UInt8]) {
        fold(source)
    }

    /// Folds a text into this value, keeping its storage for the next one.
    mutating func fold(_ source: [UInt8]) {
        source.withUnsafeBufferPointer { buffer in
            var pass = FoldingPass(
                buffer, bytes: bytes, tokens: tokens, starts: starts, ends: ends)
            pass.run()
            hints = pass.hints
            isMapped = pass.isMapped
        }
    }

    /// The source bytes behind a stretch of folded bytes; tight, without dropped neighbours.
    func sourceSpan(_ start: Int, _ end: Int) -> (start: Int, end: Int) {
        guard start < end else {
            let at = !isMapped ? start : (start < starts.count ? Int(starts[start]) : 0)
            return (at, at)
        }
        if !isMapped { return (start, end) }
        return (Int(starts[start]), Int(ends[end - 1]))
    }

    func sourceSpan(_ token: Token) -> (start: Int, end: Int) {
        sourceSpan(Int(token.start), Int(token.end))
    }

    /// The first folded byte that came from the source byte `offset` or later.
    ///
    /// - Complexity: O(log n).
    func foldedOffset(ofSource offset: Int) -> Int {
        if !isMapped { return min(offset, bytes.count) }
        var low = 0
        var high = starts.count
        while low < high {
            let middle = (low + high) / 2
            if Int(starts[middle]) < offset { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
