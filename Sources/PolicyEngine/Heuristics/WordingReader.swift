public import Moderation

extension Classifier {
    /// The wording of the comment last judged; `nil` when its author wrote no word.
    ///
    /// - Complexity: O(words).
    public func wording() -> Wording? { WordingReader.wording(text) }

    /// The wording of a comment, which is not judged.
    ///
    /// - Complexity: O(length of the text).
    public func wording(of comment: Comment) -> Wording? {
        read(comment)
        return wording()
    }
}

/// Reads what a text is compared by off its folded words.
enum WordingReader {
    /// Keys of a wording: with four least values each, texts that share 0.8 of all their shingles meet
    /// in one of eight keys with 98.5 %, those that share 0.1 with 0.1 %. A campaign's letter has many
    /// others to meet.
    private static let keyCount = 8
    private static let valuesPerKey = 4
    /// A short letter with one word replaced shares 0.6 with its form, and met it in 71 %. So the last
    /// four of its keys are of two values: 92 %, and 99.8 % at 0.8. With a longer letter it has the
    /// first four to meet in.
    private static let valuesPerShortKey = 2
    private static let fewestLongKeys = 4
    /// Shingles of a letter of 40 words.
    private static let mostInShort = 36

    static func wording(_ text: borrowing ReadText) -> Wording? {
        var hashes: [UInt64] = []
        hashes.reserveCapacity(text.folded.tokens.count)
        let isAllOwn = text.stretches.count == 1 && text.links.isEmpty
        for (index, token) in text.folded.tokens.enumerated() {
            if !isAllOwn {
                guard text.stretches[text.stretch(ofToken: index)].scope == .own else { continue }
                if text.isInLink(token) { continue }
            }
            hashes.append(token.hash)
        }
        if hashes.isEmpty { return nil }
        var hash = UInt64(hashes.count)
        for word in hashes { hash = mixed(hash &* 0x9E37_79B9_7F4A_7C15 ^ word) }
        let shingles = shingles(hashes)
        return Wording(
            hash: hash, words: hashes.count, shingles: shingles, keys: keys(shingles))
    }

    private static func shingles(_ words: [UInt64]) -> [UInt32] {
        guard words.count >= Wording.fewestForNear else { return [] }
        var shingles: [UInt32] = []
        shingles.reserveCapacity(words.count)
        for first in 0...(words.count - Wording.shingleLength) {
            var hash: UInt64 = 0
            for word in words[first..<(first + Wording.shingleLength)] {
                hash = mixed(hash &* 0x9E37_79B9_7F4A_7C15 ^ word)
            }
            shingles.append(UInt32(truncatingIfNeeded: hash))
        }
        shingles.sort()
        var distinct: [UInt32] = []
        distinct.reserveCapacity(min(shingles.count, Wording.mostShingles))
        for shingle in shingles where distinct.last != shingle {
            if distinct.count == Wording.mostShingles { break }
            distinct.append(shingle)
        }
        return distinct
    }

    private static func keys(_ shingles: [UInt32]) -> [UInt32] {
        if shingles.isEmpty { return [] }
        var seed: UInt64 = 0
        return (0..<keyCount).map { index in
            var key: UInt64 = 0
            let isShort = shingles.count <= mostInShort && index >= fewestLongKeys
            for _ in 0..<(isShort ? valuesPerShortKey : valuesPerKey) {
                seed &+= 0xA076_1D64_78BD_642F
                var least = UInt64.max
                for shingle in shingles { least = min(least, mixed(UInt64(shingle) ^ seed)) }
                key = mixed(key &+ seed ^ least)
            }
            return UInt32(truncatingIfNeeded: key)
        }
    }
}
