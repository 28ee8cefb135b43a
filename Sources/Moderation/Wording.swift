/// What a comment's own words are compared by with those of others: links and quotations left out,
/// folded, so that case, accents and disguises make no difference.
///
/// **Source**: shingles and their resemblance: Broder, "On the resemblance and containment of
/// documents" (1997); keys from the least values of several hashes: Indyk and Motwani (1998).
public struct Wording: Sendable, Equatable {
    /// Counts up with every change of how words are read or compared; a desk then makes its own anew.
    public static let method = 2
    /// Words in a shingle.
    public static let shingleLength = 5
    /// Below this many words only the very same words are the same: "I agree with you" in two edited
    /// forms is no campaign.
    public static let fewestForNear = 20
    /// The most shingles kept; of a longer text those with the least hashes, an even sample.
    public static let mostShingles = 1024

    /// Of all the words, in order.
    public var hash: UInt64
    public var words: Int
    /// Distinct, ascending; empty below `fewestForNear` words.
    public var shingles: [UInt32]
    /// Texts that share most shingles share one of these, nearly always; eight, or none.
    public var keys: [UInt32]

    public init(hash: UInt64, words: Int, shingles: [UInt32], keys: [UInt32]) {
        self.hash = hash
        self.words = words
        self.shingles = shingles
        self.keys = keys
    }

    /// Whether two texts are edited forms of one: four fifths of the shorter one's shingles stand in the
    /// longer one, or all but those that one other word breaks, and half of all shingles in both.
    ///
    /// A Jaccard resemblance of 0.8 is within it; so is a form letter with a paragraph of its writer's
    /// own, which resembles the form much less and contains it as much, and a form of 25 words with
    /// one of them replaced, which has 16 of its 21 shingles left.
    /// - Complexity: O(shingles).
    public static func areNear(_ a: [UInt32], _ b: [UInt32]) -> Bool {
        guard let lastA = a.last, let lastB = b.last else { return false }
        // Of samples only the part that both cover can be compared.
        let end = min(
            a.count < mostShingles ? .max : lastA, b.count < mostShingles ? .max : lastB)
        let (countA, countB) = (count(of: a, upTo: end), count(of: b, upTo: end))
        var (i, j, shared) = (0, 0, 0)
        while i < countA, j < countB {
            if a[i] == b[j] {
                shared += 1
                i += 1
                j += 1
            } else if a[i] < b[j] {
                i += 1
            } else {
                j += 1
            }
        }
        // Half of all: shared / (countA + countB - shared) is a half or more.
        let shorter = min(countA, countB)
        return shared > 0 && (5 * shared >= 4 * shorter || shared + shingleLength >= shorter)
            && 3 * shared >= countA + countB
    }

    /// How many of ascending values are at most `end`.
    private static func count(of values: [UInt32], upTo end: UInt32) -> Int {
        if end == .max { return values.count }
        var (low, high) = (0, values.count)
        while low < high {
            let middle = (low + high) / 2
            if values[middle] <= end { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
