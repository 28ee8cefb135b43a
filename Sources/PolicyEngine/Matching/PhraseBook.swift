/// All phrases of a policy in one trie over word numbers, so that a text is read once for all.
///
/// **Shape**: phrases belong to numbered sets; rules speak of sets. One phrase may be in many sets.
struct PhraseBook: ~Copyable, Sendable {
    /// The most words of a phrase; longer ones are sentences, which nobody repeats.
    static let mostWords = 12
    /// The most tokens that a phrase takes up, each of its words spaced out letter by letter.
    static let mostTokens = mostWords * Disguises.mostLetters

    /// A phrase of `set` at `first..<end` of the tokens.
    struct Hit: Equatable, BitwiseCopyable {
        var set: Int32
        var first: Int
        var end: Int
        var marks: Token.Marks
        /// Folded bytes before the first token that belong to it, as the `$` of `$tupid`.
        var lead: Int

        /// Set, then first token; both are small.
        fileprivate var order: Int { Int(set) << 32 | first }
    }

    private(set) var vocabulary = Vocabulary()
    /// Node and word number to node; the root is 0.
    private var children = HashIndex()
    /// The sets that end at a node, as a chain: node to its last ending, ending to the one before, −1
    /// ends it.
    private var lastEnding: [Int32] = [-1]
    private var hasChildren = [false]
    private var endings: [(set: Int32, previous: Int32)] = []
    /// The node of each word number that a phrase begins with, else −1.
    private var firstNodes: [Int32] = []
    private(set) var setCount: Int32 = 0

    mutating func newSet() -> Int32 {
        defer { setCount += 1 }
        return setCount
    }

    /// Adds the words of a phrase, in order.
    ///
    /// - Precondition: there are words.
    mutating func add(_ words: [PhraseWord], to set: Int32) {
        precondition(!words.isEmpty)
        var node: Int32 = 0
        for word in words {
            let number = vocabulary.number(of: word.bytes, isStem: word.isStem)
            let edge = PhraseBook.edge(node, number)
            var next = children[edge]
            if next < 0 {
                next = Int32(lastEnding.count)
                children.set(edge, next)
                lastEnding.append(-1)
                hasChildren.append(false)
                hasChildren[Int(node)] = true
            }
            if node == 0 {
                while firstNodes.count <= Int(number) { firstNodes.append(-1) }
                firstNodes[Int(number)] = next
            }
            node = next
        }
        var ending = lastEnding[Int(node)]
        while ending >= 0 {
            if endings[Int(ending)].set == set { return }
            ending = endings[Int(ending)].previous
        }
        endings.append((set, lastEnding[Int(node)]))
        lastEnding[Int(node)] = Int32(endings.count - 1)
    }

    /// Every phrase of every set in a text, sorted by set, then place; the plainest spelling of one
    /// place first.
    ///
    /// - Complexity: O(tokens) for words no phrase begins with; a word's readings are bounded, and
    ///   ways that lead to one place are one way.
    func find(
        in folded: borrowing FoldedText, readings: borrowing TokenReadings,
        into hits: ReusedArray<Hit>
    ) {
        hits.removeAll()
        guard setCount > 0, !vocabulary.isEmpty else { return }
        readings.read(folded, vocabulary)
        guard !readings.all.isEmpty else { return }
        let ways = readings.ways
        for first in 0..<readings.tokenCount {
            ways.removeAll()
            for position in readings.range(first) {
                let reading = readings.all[position]
                let node = firstNode(reading.number)
                if node >= 0 { reach(node, first, reading, TokenReadings.Way(reading), 0, ways) }
            }
            follow(from: first, readings, hits)
        }
        if hits.count > 1 {
            var buffer = hits.buffer
            buffer.sort {
                ($0.order, $0.end, $0.marks.rawValue) < ($1.order, $1.end, $1.marks.rawValue)
            }
        }
    }

    @inline(__always)
    private func firstNode(_ number: Int32) -> Int32 {
        Int(number) < firstNodes.count ? firstNodes[Int(number)] : -1
    }

    /// Follows all ways that begin at a token, those of fewer words first.
    private func follow(
        from first: Int, _ readings: borrowing TokenReadings, _ hits: ReusedArray<Hit>
    ) {
        let ways = readings.ways
        var next = 0
        while next < ways.count {
            // Those of one word more begin here.
            let level = ways.count
            while next < level {
                let way = ways[next]
                next += 1
                var ending = lastEnding[Int(way.node)]
                while ending >= 0 {
                    let (set, previous) = endings[Int(ending)]
                    hits.append(
                        Hit(
                            set: set, first: first, end: Int(way.token), marks: way.marks,
                            lead: Int(way.lead)))
                    ending = previous
                }
                let token = Int(way.token)
                guard hasChildren[Int(way.node)], token < readings.tokenCount else { continue }
                for position in readings.range(token) {
                    let reading = readings.all[position]
                    let node = children[PhraseBook.edge(way.node, reading.number)]
                    if node >= 0 { reach(node, token, reading, way, level, ways) }
                }
            }
        }
    }

    /// Adds a way, unless a plainer one of as many words led to the same place.
    @inline(__always)
    private func reach(
        _ node: Int32, _ token: Int, _ reading: TokenReadings.Reading, _ before: TokenReadings.Way,
        _ level: Int, _ ways: ReusedArray<TokenReadings.Way>
    ) {
        var way = before
        way.node = node
        way.token = Int32(token) + reading.tokenCount
        way.marks.formUnion(reading.marks)
        for other in level..<ways.count where ways[other].isPlainer(than: way) { return }
        ways.append(way)
    }

    @inline(__always)
    private static func edge(_ node: Int32, _ number: Int32) -> UInt64 {
        UInt64(UInt32(bitPattern: node)) << 32 | UInt64(UInt32(bitPattern: number))
    }
}
