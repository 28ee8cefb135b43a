/// Sixty-four bits that tell two wordings apart without reading their shingles: a bit stands for the
/// shingles with the same six leading bits.
///
/// It never parts those that are near. It tells nearly all strangers of some forty words apart, which
/// chance often gives a common key, and fewer the longer texts are, which seldom share one.
public struct WordingSketch: Sendable, Equatable {
    /// Near to all, as far as is known.
    public static let ofUnknown = WordingSketch(bits: .max)

    public let bits: UInt64
    /// Shingles that one of two near wordings may have for itself, if this is the longer one.
    private let mostMissing: Int

    /// One as it was kept, to ask another about.
    public init(bits: UInt64) {
        self.bits = bits
        mostMissing = .max
    }

    /// - Parameter shingles: `Wording.shingles`.
    public init(_ shingles: [UInt32]) {
        // Of a sample only a part is compared.
        let isSample = shingles.count >= Wording.mostShingles
        bits = isSample ? .max : shingles.reduce(0) { $0 | 1 << ($1 >> 26) }
        mostMissing = isSample ? .max : max(shingles.count / 5, Wording.shingleLength)
    }

    /// Whether `Wording.areNear` may be true of the wordings of both.
    ///
    /// The shorter one of two near wordings has at most `mostMissing` shingles that the other has not,
    /// and each bit that only one of them has is at least one such shingle. Which is the shorter is not
    /// known here, so either may be.
    public func mayBeNear(_ other: WordingSketch) -> Bool {
        min((bits & ~other.bits).nonzeroBitCount, (other.bits & ~bits).nonzeroBitCount)
            <= mostMissing
    }
}
