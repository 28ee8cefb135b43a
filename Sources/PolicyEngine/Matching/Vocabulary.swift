/// Every word that some phrase of the policy uses, with a number for each.
///
/// **Shape**: whole words by hash; words that end in `*` by the hash of what stands before it. A hit
/// is confirmed by its bytes, so that no crafted collision can make a rule speak.
struct Vocabulary: Sendable {
    /// The most bytes of a stem; longer ones are cut.
    private static let longestStem = 63

    private var words = HashIndex()
    private var stems = HashIndex()
    /// By the first two bytes of a word, hashed: bit `n` is set when some stem that begins so has `n`
    /// bytes.
    private var stemLengths = [UInt64](repeating: 0, count: 4096)
    private var hasStems = false
    /// The spelling of number `n` is `letters[ends[n - 1]..<ends[n]]`.
    private var letters: [UInt8] = []
    private var ends: [Int32] = []
    /// Whole words by length and first byte, and stems by first byte, for masked spellings.
    private var wordsByShape: [Int: [Int32]] = [:]
    private var stemsByFirst: [UInt8: [Int32]] = [:]

    var isEmpty: Bool { ends.isEmpty }
    var count: Int { ends.count }

    func spelling(_ number: Int32) -> ArraySlice<UInt8> { letters[place(number)] }

    private func place(_ number: Int32) -> Range<Int> {
        (number == 0 ? 0 : Int(ends[Int(number) - 1]))..<Int(ends[Int(number)])
    }

    /// The number of a word, given on first sight.
    ///
    /// Two spellings with one 64-bit hash do not occur in a policy of our size (the chance for 10⁵
    /// words is 3 in 10¹⁰); if they did, the second would not be found, never confused.
    mutating func number(of word: [UInt8], isStem: Bool) -> Int32 {
        let word = isStem ? Array(word.prefix(Self.longestStem)) : word
        let hash = wordHash(word)
        let known = isStem ? stems[hash] : words[hash]
        if known >= 0, spelling(known).elementsEqual(word) { return known }
        let number = Int32(count)
        letters += word
        ends.append(Int32(letters.count))
        if isStem {
            stems.set(hash, number)
            hasStems = true
            noteLength(of: word)
            stemsByFirst[word[0], default: []].append(number)
        } else {
            words.set(hash, number)
            wordsByShape[Self.shape(word.count, word[0]), default: []].append(number)
        }
        return number
    }

    /// A stem of one byte begins words with any second byte, and with none.
    private mutating func noteLength(of stem: [UInt8]) {
        let bit: UInt64 = 1 << UInt64(stem.count)
        let seconds = stem.count > 1 ? stem[1]...stem[1] : 0...UInt8.max
        for second in seconds { stemLengths[Self.start(stem[0], second)] |= bit }
    }

    private static func start(_ first: UInt8, _ second: UInt8) -> Int {
        (Int(first) << 4 ^ Int(second)) & 4095
    }

    /// The whole word with this spelling, or −1.
    ///
    /// - Precondition: `bytes` points at `count` readable bytes, as below.
    @inline(__always)
    func word(_ bytes: UnsafePointer<UInt8>, _ count: Int, hash: UInt64) -> Int32 {
        let number = words[hash]
        return number >= 0 && isSpelt(number, bytes, count) ? number : -1
    }

    /// Hands out the numbers of every stem that a spelling begins with.
    ///
    /// - Complexity: O(stems of different lengths that begin with the same two bytes).
    @inline(__always)
    func forEachStem(_ bytes: UnsafePointer<UInt8>, _ count: Int, _ body: (Int32) -> Void) {
        guard hasStems, count > 0 else { return }
        var lengths = stemLengths[Self.start(bytes[0], count > 1 ? bytes[1] : 0)]
        if count < Self.longestStem { lengths &= (2 << UInt64(count)) &- 1 }
        while lengths != 0 {
            let length = lengths.trailingZeroBitCount
            lengths &= lengths &- 1
            let number = stems[wordHash(bytes, length)]
            if number >= 0, isSpelt(number, bytes, length) { body(number) }
        }
    }

    private func isSpelt(_ number: Int32, _ bytes: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        let place = place(number)
        guard place.count == count else { return false }
        for offset in 0..<count where letters[place.lowerBound &+ offset] != bytes[offset] {
            return false
        }
        return true
    }

    /// The spellings that a masked one may stand for; 0 stands for any one letter.
    ///
    /// A stem fills its part of the mask if that part is all in sight, or a masked word by itself; what
    /// follows stays as it stands. So `f**l` is no `fck`, and `b**kend` is `bookend` and not `book`.
    /// - Complexity: O(words and stems of that first letter).
    func spellings(matching mask: [UInt8]) -> [[UInt8]] {
        func fits(_ word: [UInt8]) -> Bool {
            word.count <= mask.count && zip(word, mask).allSatisfy { $1 == 0 || $0 == $1 }
        }
        let whole = (wordsByShape[Self.shape(mask.count, mask[0])] ?? [])
            .map { Array(spelling($0)) }.filter(fits)
        let stems = (stemsByFirst[mask[0]] ?? [])
            .map { Array(spelling($0)) }
            .filter { stem in
                let part = mask.prefix(stem.count)
                return fits(stem) && (!part.contains(0) || Disguises.isMasked(part))
            }
        return whole + stems.map { $0 + mask.dropFirst($0.count) }
    }

    private static func shape(_ count: Int, _ first: UInt8) -> Int { count << 8 | Int(first) }
}
