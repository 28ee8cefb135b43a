/// The word runs of an article or a parent comment, to find what a reader copied from it.
///
/// **Source**: six words is our choice: shorter runs ("one of the most important") are
/// common speech. Words are compared folded; punctuation and ellipses do not count.
final class SharedText: Sendable {
    static let runLength = 6

    /// Hashes of all runs of 1…6 words; the length is part of the hash. The values mean nothing.
    private let runs: HashIndex

    var isEmpty: Bool { runs.count == 0 }

    /// - Complexity: O(words).
    init(_ texts: [String?]) {
        var runs = HashIndex()
        for case let text? in texts {
            let words = FoldedText(Array(text.utf8)).tokens
            for start in words.indices {
                var hash = SharedText.seed
                for length in 1...SharedText.runLength where start + length <= words.count {
                    hash = SharedText.extend(hash, words[start + length - 1].hash)
                    runs.set(hash &+ UInt64(length), 0)
                }
            }
        }
        self.runs = runs
    }

    /// Whether these words, at most six, follow each other in the text.
    func holds(_ words: ReusedArray<Token>, _ range: Range<Int>) -> Bool {
        var hash = SharedText.seed
        for index in range { hash = SharedText.extend(hash, words[index].hash) }
        return runs[hash &+ UInt64(range.count)] >= 0
    }

    /// Whether words of any number follow each other in the text.
    ///
    /// - Complexity: O(words).
    func holdsAll(_ words: ReusedArray<Token>, _ range: Range<Int>) -> Bool {
        let last = max(range.lowerBound, range.upperBound - SharedText.runLength)
        return (range.lowerBound...last).allSatisfy {
            holds(words, $0..<min(range.upperBound, $0 + SharedText.runLength))
        }
    }

    /// For each token whether it lies in a shared run of six words or more.
    ///
    /// - Complexity: O(tokens).
    func marks(_ tokens: ReusedArray<Token>) -> [Bool] {
        var marks = [Bool](repeating: false, count: tokens.count)
        let length = SharedText.runLength
        guard !isEmpty, tokens.count >= length else { return marks }
        var markedUntil = 0
        for start in 0...(tokens.count - length) where holds(tokens, start..<(start + length)) {
            for position in max(start, markedUntil)..<(start + length) { marks[position] = true }
            markedUntil = start + length
        }
        return marks
    }

    private static let seed: UInt64 = 0xCBF2_9CE4_8422_2325

    @inline(__always)
    private static func extend(_ hash: UInt64, _ word: UInt64) -> UInt64 {
        (hash ^ word) &* 0x9E37_79B9_7F4A_7C15 ^ (hash >> 29)
    }
}
