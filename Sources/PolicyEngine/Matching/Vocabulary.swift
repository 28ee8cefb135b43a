/// Every word that some phrase of the policy uses, with a number for each.
///
/// **Shape**: whole words by hash; words that end in `*` by the hash of what stands before it. A hit
/// is confirmed by its bytes, so that no crafted collision can make a rule speak.
struct Vocabulary: Sendable {
    private var words = HashIndex()
    private var stems = HashIndex()
    /// Bit `n` is set when some stem has `n` bytes; stems are cut to 63 bytes.
    private var stemLengths: UInt64 = 0
    private var spellings: [[UInt8]] = []
    /// Whole words by length and first byte, and stems by first byte, for masked spellings.
    private var wordsByShape: [Int: [Int32]] = [:]
    private var stemsByFirst: [UInt8: [Int32]] = [:]

    var isEmpty: Bool { spellings.isEmpty }
    var count: Int { spellings.count }

    func spelling(_ number: Int32) -> [UInt8] { spellings[Int(number)] }

    /// The number of a word, given on first sight.
    ///
    /// Two spellings with one 64-bit hash do not occur in a policy of our size (the chance for 10⁵
    /// words is 3 in 10¹⁰); if they did, the second would not be found, never confused.
    mutating func number(of word: [UInt8], isStem: Bool) -> Int32 {
        let word = isStem ? Array(word.prefix(63)) : word
        let hash = fnvHash(word)
        let known = isStem ? stems[hash] : words[hash]
        if known >= 0, spellings[Int(known)] == word { return known }
        let number = Int32(spellings.count)
        spellings.append(word)
        if isStem {
            stems.set(hash, number)
            stemLengths |= 1 << UInt64(word.count)
            stemsByFirst[word[0], default: []].append(number)
        } else {
            words.set(hash, number)
            wordsByShape[Self.shape(word), default: []].append(number)
        }
        return number
    }

    /// The whole word with this spelling, or −1.
    func word(_ bytes: ArraySlice<UInt8>, hash: UInt64) -> Int32 {
        let number = words[hash]
        return number >= 0 && spellings[Int(number)].elementsEqual(bytes) ? number : -1
    }

    /// Hands out the numbers of every stem that a spelling begins with.
    ///
    /// - Complexity: O(length).
    func forEachStem(_ bytes: ArraySlice<UInt8>, _ body: (Int32) -> Void) {
        guard stemLengths != 0 else { return }
        var partial = fnvOffset
        var length: UInt64 = 0
        for byte in bytes.prefix(63) {
            partial = (partial ^ UInt64(byte)) &* fnvPrime
            length += 1
            guard stemLengths & (1 << length) != 0 else { continue }
            let number = stems[partial]
            if number >= 0, spellings[Int(number)].elementsEqual(bytes.prefix(Int(length))) {
                body(number)
            }
        }
    }

    /// The words and stems that a masked spelling may stand for; 0 stands for any one letter.
    ///
    /// - Complexity: O(words of that length and first letter).
    func spellings(matching mask: [UInt8]) -> [[UInt8]] {
        func fits(_ word: [UInt8]) -> Bool {
            word.count <= mask.count && zip(word, mask).allSatisfy { $1 == 0 || $0 == $1 }
        }
        let whole = (wordsByShape[Self.shape(mask)] ?? []).map { spellings[Int($0)] }
        let stems = (stemsByFirst[mask[0]] ?? []).map { spellings[Int($0)] }
        return (whole + stems).filter(fits)
    }

    private static func shape(_ word: [UInt8]) -> Int { word.count << 8 | Int(word[0]) }
}
