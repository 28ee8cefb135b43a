/// What each token of a text may be read as, among the words of the policy.
///
/// Keeps its storage from text to text; one classifier owns it.
struct TokenReadings: ~Copyable {
    struct Reading: BitwiseCopyable {
        var number: Int32
        /// Tokens it takes up.
        var tokenCount: Int32
        /// Folded bytes before the token that belong to it.
        var lead: Int32
        var marks: Token.Marks
    }

    /// How far some words of a phrase have come.
    struct Way: BitwiseCopyable {
        /// Of the phrase book.
        var node: Int32 = 0
        /// The token after them.
        var token: Int32 = 0
        var marks: Token.Marks = []
        /// Folded bytes before the first token that belong to it.
        var lead: Int32

        init(_ first: Reading) { lead = first.lead }

        /// Whether it is at the same place by fewer disguises, or as many.
        func isPlainer(than other: Way) -> Bool {
            node == other.node && token == other.token && marks.isSubset(of: other.marks)
        }
    }

    let all = ReusedArray<Reading>()
    /// For the phrase book to follow phrases in.
    let ways = ReusedArray<Way>()
    /// The readings of token `i` are `all[starts[i]..<starts[i + 1]]`.
    private let starts = ReusedArray<Int32>()

    var tokenCount: Int { starts.count - 1 }

    func range(_ token: Int) -> Range<Int> { Int(starts[token])..<Int(starts[token + 1]) }

    func read(_ folded: borrowing FoldedText, _ vocabulary: borrowing Vocabulary) {
        all.removeAll()
        starts.removeAll()
        let base = UnsafePointer(folded.bytes.base)
        for index in 0..<folded.tokens.count {
            let token = folded.tokens[index]
            starts.append(Int32(truncatingIfNeeded: all.count))
            // A word of another script is no disguise of a Latin one.
            if token.isForeign { continue }
            add(
                base + Int(token.start), Int(token.end &- token.start), token.hash, 1, token.marks,
                0, vocabulary)
            guard Disguises.mayBeDisguised(index, in: folded) else { continue }
            for reading in Disguises.readings(of: index, in: folded, vocabulary) {
                reading.bytes.withUnsafeBufferPointer { bytes in
                    guard let base = bytes.baseAddress else { return }
                    add(
                        base, bytes.count, wordHash(base, bytes.count), Int32(reading.tokenCount),
                        reading.marks, Int32(reading.lead), vocabulary)
                }
            }
        }
        starts.append(Int32(truncatingIfNeeded: all.count))
    }

    @inline(__always)
    private func add(
        _ bytes: UnsafePointer<UInt8>, _ count: Int, _ hash: UInt64, _ tokenCount: Int32,
        _ marks: Token.Marks, _ lead: Int32, _ vocabulary: borrowing Vocabulary
    ) {
        let number = vocabulary.word(bytes, count, hash: hash)
        if number >= 0 {
            all.append(Reading(number: number, tokenCount: tokenCount, lead: lead, marks: marks))
        }
        vocabulary.forEachStem(bytes, count) { stem in
            all.append(Reading(number: stem, tokenCount: tokenCount, lead: lead, marks: marks))
        }
    }
}
