// For `log` and `exp` alone.
import Foundation

/// So many of so many, of which some may have been decided as one act: a hundred texts that somebody
/// removes at one stroke are one judgement.
public struct Proportion: Sendable, Hashable {
    public var hits: Int
    public var of: Int
    /// How many of them were decided in each act of many, by its number.
    public private(set) var bulks: [Int64: Int]

    public init(_ hits: Int, of all: Int, bulks: [Int64: Int] = [:]) {
        self.hits = hits
        of = all
        self.bulks = bulks
    }

    /// 0…1; `nil` of nothing.
    public var share: Double? { of > 0 ? Double(hits) / Double(of) : nil }

    /// By how many different acts they were decided.
    public var acts: Int { of - bulks.values.reduce(0, +) + bulks.count }

    /// How many judgements that do not hang together would tell as much.
    ///
    /// **Source**: the effective number of L. Kish, "Survey Sampling" (1965), for weights that are the
    /// sizes of the acts: (Σ m)² ÷ Σ m²; at most ``acts``, and ``of`` where each was decided by itself.
    public var effective: Double {
        guard !bulks.isEmpty else { return Double(of) }
        let squares = bulks.values.reduce(of) { $0 + $1 * $1 - $1 }
        return squares > 0 ? Double(of) * Double(of) / Double(squares) : 0
    }

    /// - Parameter bulk: the act of many that decided it.
    public mutating func add(_ isHit: Bool, bulk: Int64? = nil) {
        of += 1
        if isHit { hits += 1 }
        if let bulk { bulks[bulk, default: 0] += 1 }
    }

    public static func + (left: Self, right: Self) -> Self {
        Self(
            left.hits + right.hits, of: left.of + right.of,
            bulks: left.bulks.merging(right.bulks, uniquingKeysWith: +))
    }

    static func - (left: Self, right: Self) -> Self {
        Self(
            left.hits - right.hits, of: left.of - right.of,
            bulks: left.bulks.merging(right.bulks, uniquingKeysWith: -).filter { $1 > 0 })
    }
}

/// The 95 % interval of a proportion, honest for few trials and near 0 or 1.
///
/// **Source**: E. B. Wilson, "Probable Inference, the Law of Succession, and Statistical
/// Inference", JASA 22 (1927) 209–212; z = 1.96 is the normal quantile for 95 %.
public struct WilsonInterval: Sendable, Equatable {
    public var low: Double
    public var high: Double

    /// `nil` without a trial: nothing is known then.
    public init?(successes: Int, trials: Int) {
        guard trials > 0 else { return nil }
        let hits = min(max(successes, 0), trials)
        self.init(share: Double(hits) / Double(trials), of: Double(trials))
    }

    /// Over judgements that do not hang together: what was decided as one act counts once.
    ///
    /// `nil` without one.
    public init?(_ proportion: Proportion) {
        guard let share = proportion.share else { return nil }
        self.init(share: share, of: proportion.effective)
    }

    private init(share p: Double, of n: Double) {
        let z = 1.96
        let centre = p + z * z / (2 * n)
        let spread = z * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot()
        let scale = 1 + z * z / n
        low = max(0, (centre - spread) / scale)
        high = min(1, (centre + spread) / scale)
    }
}

/// How many times as often something happens in a group as in the rest, with its 95 % interval.
///
/// **Source**: the logarithm's interval of D. Katz et al., "Obtaining Confidence Intervals for the Risk
/// Ratio in Cohort Studies", Biometrics 34 (1978) 469–474; where a cell of the two by two is empty, a
/// half is added to each of the four (Haldane 1956, Anscombe 1956). Over judgements that do not hang
/// together, as ``Proportion/effective``.
public struct RateRatio: Sendable, Equatable {
    /// 0 where it never happens in the group; `nil` where it never happens in the rest.
    public var ratio: Double?
    /// 0 where it never happens in the group.
    public var low: Double
    /// `nil` where it never happens in the rest: there is no end to it.
    public var high: Double?

    /// `nil` where a side is empty, or it happens on neither: there is nothing to compare.
    public init?(_ group: Proportion, _ rest: Proportion) {
        guard group.of > 0, rest.of > 0, group.hits + rest.hits > 0 else { return nil }
        let cells = [group.hits, group.of - group.hits, rest.hits, rest.of - rest.hits]
        let half = cells.contains(0) ? 0.5 : 0
        let (groups, rests) = (group.effective, rest.effective)
        let (a, n) = (group.share! * groups + half, groups + 2 * half)
        let (c, m) = (rest.share! * rests + half, rests + 2 * half)
        let centre = log((a / n) / (c / m))
        let spread = 1.96 * (1 / a - 1 / n + 1 / c - 1 / m).squareRoot()
        low = group.hits == 0 ? 0 : exp(centre - spread)
        high = rest.hits == 0 ? nil : exp(centre + spread)
        ratio = rest.hits == 0 ? nil : group.share! / rest.share!
    }

    /// Where a difference is large enough to be told.
    ///
    /// **Source**: `civic.md`, proposal 4, L5: a ratio over 1.25; under it, its inverse.
    public static let most = 1.25
    public static let least = 0.8

    /// Whether the interval leaves out 1 and the ratio is large or small enough to matter.
    public var standsOut: Bool { isMore || isLess }
    public var isMore: Bool { low > 1 && ratio.map { $0 > Self.most } ?? true }
    public var isLess: Bool {
        guard let high, let ratio else { return false }
        return high < 1 && ratio < Self.least
    }

    /// How many each side must have for a ratio of 1.25 to be noticed four times in five.
    ///
    /// Where a quarter more would be more than all, a ratio of 0.8 is meant.
    /// **Source**: two proportions at a two-sided level of 5 % (z = 1.960) and a power of 80 %
    /// (z = 0.8416): J. L. Fleiss, Statistical Methods for Rates and Proportions (1981), 3.2.
    /// - Returns: `nil` where nothing, or everything, is a hit.
    public static func needed(at rate: Double) -> Int? {
        guard rate > 0, rate < 1 else { return nil }
        let other = rate * most < 1 ? rate * most : rate * least
        let middle = (rate + other) / 2
        let spread =
            1.959_964 * (2 * middle * (1 - middle)).squareRoot()
            + 0.841_621 * (rate * (1 - rate) + other * (1 - other)).squareRoot()
        let needed = spread * spread / ((other - rate) * (other - rate))
        // Of a rate of one in a billion more than anybody will ever have.
        return needed < 1e15 ? Int(needed.rounded(.up)) : nil
    }
}
