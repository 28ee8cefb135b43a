/// What each token of a text may be read as, among the words of the policy.
///
/// Keeps its storage from text to text; one classifier owns it.
struct TokenReadings {
    struct Reading {
        var number: Int32
        /// Tokens it takes up.
        var tokenCount: Int32
        var marks: Token.Marks
        /// Folded bytes before the token that belong to it.
        var lead: Int32
    }

    private(set) var all: [Reading] = []
    /// The readings of token `i` are `all[starts[i]..<starts[i + 1]]`.
    private var starts: [Int32] = []

    var tokenCount: Int { starts.count - 1 }

    func range(_ token: Int) -> Range<Int> { Int(starts[token])..<Int(starts[token + 1]) }

    mutating func read(_ folded: FoldedText, _ vocabulary: Vocabulary) {
        all.removeAll(keepingCapacity: true)
        starts.removeAll(keepingCapacity: true)
        starts.reserveCapacity(folded.tokens.count + 1)
        for index in folded.tokens.indices {
            let token = folded.tokens[index]
            starts.append(Int32(all.count))
            // A word of another script is no disguise of a Latin one.
            if token.isForeign { continue }
            add(
                folded.bytes[Int(token.start)..<Int(token.end)], token.hash, 1, token.marks, 0,
                vocabulary)
            guard Disguises.mayBeDisguised(index, in: folded) else { continue }
            for reading in Disguises.readings(of: index, in: folded, vocabulary) {
                add(
                    reading.bytes[...], fnvHash(reading.bytes), Int32(reading.tokenCount),
                    reading.marks, Int32(reading.lead), vocabulary)
            }
        }
        starts.append(Int32(all.count))
    }

    private mutating func add(
        _ bytes: ArraySlice<UInt8>, _ hash: UInt64, _ tokenCount: Int32, _ marks: Token.Marks,
        _ lead: Int32, _ vocabulary: Vocabulary
    ) {
        let number = vocabulary.word(bytes, hash: hash)
        if number >= 0 {
            all.append(
                Reading(number: number, tokenCount: tokenCount, marks: marks, lead: lead))
        }
        vocabulary.forEachStem(bytes) { stem in
            all.append(Reading(number: stem, tokenCount: tokenCount, marks: marks, lead: lead))
        }
    }
}
