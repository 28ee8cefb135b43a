/// How seldom some bytes stand in English text, to choose what to look for first.
///
/// Only speed depends on it: whatever is chosen, the same is found.
enum Rarity {
    /// Bits of surprise: 10 means one place in a thousand.
    ///
    /// A common word counts as such, however rare its letters; other bytes by their letters.
    /// - Complexity: O(bytes).
    static func bits(of bytes: some Collection<UInt8>) -> Double {
        bytes.split(separator: 0x20, omittingEmptySubsequences: true).reduce(0) { sum, word in
            let isCommon = word.count <= longestCommon && common.contains(Array(word))
            return sum + (isCommon ? 7 : word.reduce(0) { $0 + bits(of: $1) })
        }
    }

    /// From 3 bits for e to 10 for z; 8 for what is no letter.
    static func bits(of byte: UInt8) -> Double { byteBits[Int(byte)] }

    private static let byteBits: [Double] = (UInt8.min...UInt8.max).map { byte in
        guard let rank = frequency.firstIndex(of: byte) else { return 8 }
        return 3 + 7 * Double(rank) / Double(frequency.count)
    }

    /// **Source**: order of letters in English prose (Norvig 2012).
    private static let frequency = Array("etaoinsrhldcumfpgwybvkxjqz".utf8)

    /// **Source**: the most common words of English prose (Norvig 2012), and of replies.
    private static let common = Set(
        """
        the of and to in a is that for it as was with be by on not he i this are or his from at \
        which but have an had they you were there one all we can her has their been if more when \
        will would who so no what your about out up them do just like people me my how get
        """.split(separator: " ").map { Array($0.utf8) })

    private static let longestCommon = common.map(\.count).max() ?? 0
}
