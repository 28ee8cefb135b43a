/// Every word that some phrase of the policy uses, with a number for each.
///
/// **Shape**: whole words by hash; words that end in `*` by the hash of what stands before it. A hit
/// is confirmed by its bytes, so that no crafted collision can make a rule speak.
struct Vocabulary: Sendable {
    private var words: [UInt64: [Int32]] = [:]
    private var stems: [UInt64: [Int32]] = [:]
    /// Bit `n` is set when some stem has `n` bytes; stems are cut to 63 bytes.
    private var stemLengths: UInt64 = 0
    private var spellings: [[UInt8]] = []

    var isEmpty: Bool { spellings.isEmpty }

    /// The number of a word, given on first sight.
    mutating func number(of word: [UInt8], isStem: Bool) -> Int32 {
        let word = isStem ? Array(word.prefix(63)) : word
        let hash = fnvHash(word)
        let known = (isStem ? stems : words)[hash] ?? []
        if let number = known.first(where: { spellings[Int($0)] == word }) { return number }
        let number = Int32(spellings.count)
        spellings.append(word)
        if isStem {
            stems[hash, default: []].append(number)
            stemLengths |= 1 << UInt64(word.count)
        } else {
            words[hash, default: []].append(number)
        }
        return number
    }

    /// Hands out the numbers of every word and stem that a spelling is an instance of.
    ///
    /// - Complexity: O(length) for stems, O(1) otherwise.
    func forEachNumber(_ bytes: ArraySlice<UInt8>, hash: UInt64, _ body: (Int32) -> Void) {
        if let numbers = words[hash] {
            for number in numbers where spellings[Int(number)].elementsEqual(bytes) { body(number) }
        }
        guard stemLengths != 0 else { return }
        var partial = fnvOffset
        for (offset, byte) in bytes.prefix(63).enumerated() {
            partial = (partial ^ UInt64(byte)) &* fnvPrime
            guard stemLengths & (1 << UInt64(offset + 1)) != 0, let numbers = stems[partial] else {
                continue
            }
            for number in numbers
            where spellings[Int(number)].elementsEqual(bytes.prefix(offset + 1)) { body(number) }
        }
    }
}
