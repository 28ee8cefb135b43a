/// All phrases of a policy in one trie over word numbers, so that a text is read once for all.
///
/// **Shape**: phrases belong to numbered sets; rules speak of sets. One phrase may be in many sets.
struct PhraseBook: Sendable {
    /// A phrase of `set` at `first..<end` of the tokens.
    struct Hit: Equatable {
        var set: Int32
        var first: Int
        var end: Int
        var marks: Token.Marks
    }

    private var vocabulary = Vocabulary()
    /// Node and word number to node; the root is 0.
    private var children: [UInt64: Int32] = [:]
    private var endings: [[Int32]] = [[]]
    private(set) var setCount: Int32 = 0

    mutating func newSet() -> Int32 {
        defer { setCount += 1 }
        return setCount
    }

    /// Adds a phrase as written in a pack: words in order, `*` at a word's end.
    ///
    /// - Returns: `false` when the phrase holds no word.
    mutating func add(_ phrase: String, to set: Int32) -> Bool {
        let words = PhraseBook.words(of: phrase)
        guard !words.isEmpty else { return false }
        var node: Int32 = 0
        for (word, isStem) in words {
            let number = vocabulary.number(of: word, isStem: isStem)
            let edge = PhraseBook.edge(node, number)
            if let next = children[edge] {
                node = next
            } else {
                let next = Int32(endings.count)
                children[edge] = next
                endings.append([])
                node = next
            }
        }
        if !endings[Int(node)].contains(set) { endings[Int(node)].append(set) }
        return true
    }

    /// The folded words of a phrase; the last word of a piece that ends in `*` is a stem.
    static func words(of phrase: String) -> [(word: [UInt8], isStem: Bool)] {
        phrase.utf8.split(separator: 0x20).flatMap { piece -> [(word: [UInt8], isStem: Bool)] in
            let isStem = piece.last == 0x2A
            let folded = FoldedText(Array(isStem ? piece.dropLast() : piece))
            return folded.tokens.enumerated().map { index, token in
                (
                    Array(folded.bytes[Int(token.start)..<Int(token.end)]),
                    isStem && index == folded.tokens.count - 1
                )
            }
        }
    }

    /// Every phrase of every set in a text, in no particular order.
    ///
    /// - Complexity: O(tokens) for words no phrase begins with; a word's readings are bounded.
    func hits(in folded: FoldedText) -> [Hit] {
        guard setCount > 0, !vocabulary.isEmpty else { return [] }
        let options = Options(folded, vocabulary)
        var hits: [Hit] = []
        for first in folded.tokens.indices where options.hasAny(first) {
            follow(node: 0, at: first, marks: [], first, options, &hits)
        }
        return hits
    }

    private func follow(
        node: Int32, at token: Int, marks: Token.Marks, _ first: Int, _ options: Options,
        _ hits: inout [Hit]
    ) {
        guard token < options.tokenCount else { return }
        for option in options[token] {
            guard let next = children[PhraseBook.edge(node, option.number)] else { continue }
            let marks = marks.union(option.marks)
            let end = token + Int(option.tokenCount)
            for set in endings[Int(next)] {
                hits.append(Hit(set: set, first: first, end: end, marks: marks))
            }
            follow(node: next, at: end, marks: marks, first, options, &hits)
        }
    }

    private static func edge(_ node: Int32, _ number: Int32) -> UInt64 {
        UInt64(UInt32(bitPattern: node)) << 32 | UInt64(UInt32(bitPattern: number))
    }
}

/// What each token of a text may be read as, among the words of the policy.
private struct Options {
    struct Option {
        var number: Int32
        var tokenCount: Int32
        var marks: Token.Marks
    }

    private var all: [Option] = []
    /// The options of token `i` are `all[starts[i]..<starts[i + 1]]`.
    private var starts: [Int32] = []

    var tokenCount: Int { starts.count - 1 }

    init(_ folded: FoldedText, _ vocabulary: Vocabulary) {
        starts.reserveCapacity(folded.tokens.count + 1)
        for (index, token) in folded.tokens.enumerated() {
            starts.append(Int32(all.count))
            // A word of another script is no disguise of a Latin one.
            if token.isForeign { continue }
            let bytes = folded.bytes[Int(token.start)..<Int(token.end)]
            vocabulary.forEachNumber(bytes, hash: token.hash) { number in
                all.append(Option(number: number, tokenCount: 1, marks: token.marks))
            }
            guard Disguises.mayBeDisguised(index, in: folded) else { continue }
            for reading in Disguises.readings(of: index, in: folded) {
                vocabulary.forEachNumber(reading.bytes[...], hash: fnvHash(reading.bytes)) {
                    number in
                    all.append(
                        Option(
                            number: number, tokenCount: Int32(reading.tokenCount),
                            marks: reading.marks))
                }
            }
        }
        starts.append(Int32(all.count))
    }

    func hasAny(_ token: Int) -> Bool { starts[token] < starts[token + 1] }

    subscript(token: Int) -> ArraySlice<Option> { all[Int(starts[token])..<Int(starts[token + 1])] }
}
