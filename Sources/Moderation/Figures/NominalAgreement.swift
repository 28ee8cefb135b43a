/// How far people who judged the same things apart from each other agree, beyond what chance gives.
///
/// Two coefficients, because one alone misleads: where nearly everything gets one value, such as
/// `approve`, chance agreement as kappa and alpha take it is nearly 1, and few disagreements bring them
/// down to 0 however often people agree; AC1 stays near the share that agrees (Feinstein and Cicchetti,
/// "High agreement but low kappa", J. Clin. Epidemiol. 43 (1990) 543–549).
public struct NominalAgreement: Sendable, Equatable {
    /// At most 1, which is perfect agreement; 0 is what chance gives.
    ///
    /// **Shape**: the interval is of 95 %, cut at −1 and 1, and absent where it would promise too much: where
    /// no two people differ, which has no variance to go by.
    public struct Coefficient: Sendable, Equatable {
        public var value: Double
        public var low: Double?
        public var high: Double?

        public init(value: Double, low: Double? = nil, high: Double? = nil) {
            self.value = value
            self.low = low
            self.high = high
        }
    }

    /// Fewest things of which a coefficient is told: of fewer one disagreement more turns it over, and below
    /// three degrees of freedom the expansion of the interval's quantile is off by more than a hundredth.
    public static let leastUnits = 4

    /// Things that at least two people judged.
    public var units: Int
    /// Those of which all who judged them said the same.
    public var agreeing: Int
    /// Krippendorff's alpha for nominal values; `nil` where only one value was ever given,
    /// and with fewer than ``leastUnits`` things.
    ///
    /// **Source**: K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011); its variance is
    /// K. L. Gwet's, "Handbook of Inter-Rater Reliability", 4th ed. (2014), ch. 6.
    public var alpha: Coefficient?
    /// Gwet's first-order agreement coefficient; `nil` with fewer than ``leastUnits`` things.
    ///
    /// **Source**: K. L. Gwet, "Computing inter-rater reliability and its variance in the presence of high
    /// agreement", Br. J. Math. Stat. Psychol. 61 (2008) 29–48, over the values that could be given.
    public var ac1: Coefficient?

    /// Counts the values given to each thing, by whomever: people may change from thing to thing, and a
    /// thing with one value tells only how common that is.
    ///
    /// - Parameter possible: how many different values could be given; `nil` for those that were.
    /// - Complexity: O(values) and the different ways in which a thing was judged.
    public init(_ units: [[String]], possible: Int? = nil) {
        let count = Count(units, possible: possible)
        self.units = count.units
        agreeing = count.agreeing
        guard count.units >= Self.leastUnits else { return }
        alpha = count.alpha
        ac1 = count.ac1
    }
}

/// The values of all things, with things judged alike put together.
///
/// **Shape**: in a fixed order, so that sums come out alike to the last bit.
private struct Count {
    /// How often a thing got each value, and how many such things there are.
    struct Kind {
        var tally: [Double]
        var weight: Double
        var values: Double
        /// Ordered pairs of people who said the same.
        var same: Double
    }

    let kinds: [Kind]
    let different: Int
    let possible: Int
    var units: Int { Int(weight { $0.values >= 2 }) }
    var agreeing: Int { Int(weight { $0.values >= 2 && $0.same == $0.values * ($0.values - 1) }) }

    init(_ units: [[String]], possible: Int?) {
        let names = Set(units.joined()).sorted()
        let index = Dictionary(uniqueKeysWithValues: zip(names, names.indices))
        var found: [[Int]: Int] = [:]
        for unit in units where !unit.isEmpty {
            var tally = [Int](repeating: 0, count: names.count)
            for value in unit { tally[index[value]!] += 1 }
            found[tally, default: 0] += 1
        }
        different = names.count
        self.possible = max(possible ?? different, different)
        kinds = found.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { tally, count in
            Kind(
                tally: tally.map(Double.init), weight: Double(count),
                values: Double(tally.reduce(0, +)),
                same: Double(tally.reduce(0) { $0 + $1 * ($1 - 1) }))
        }
    }

    private func weight(where isMeant: (Kind) -> Bool) -> Double {
        kinds.reduce(0) { isMeant($1) ? $0 + $1.weight : $0 }
    }

    var alpha: NominalAgreement.Coefficient? {
        let kinds = kinds.filter { $0.values >= 2 }
        let n = Double(units)
        let values = kinds.reduce(0) { $0 + $1.weight * $1.values }
        guard n > 0 else { return nil }
        let each = values / n
        let shares = (0..<different).map { value in
            kinds.reduce(0) { $0 + $1.weight * $1.tally[value] } / values
        }
        let chance = shares.reduce(0) { $0 + $1 * $1 }
        guard chance < 1 else { return nil }
        func found(_ kind: Kind) -> Double { kind.same / (each * (kind.values - 1)) }
        let observed = kinds.reduce(0) { $0 + $1.weight * found($1) } / n
        // Corrected for the finite number of values.
        let corrected = observed + (1 - observed) / values
        let plain = (observed - chance) / (1 - chance)
        return coefficient((corrected - chance) / (1 - chance), around: plain, n, kinds) { kind in
            let more = (kind.values - each) / each
            let expected = zip(kind.tally, shares).reduce(0) { $0 + $1.0 * $1.1 } / each
            return (found(kind) - observed * more - chance)
                / (1 - chance) - 2 * (1 - plain) * (expected - chance * more - chance)
                / (1 - chance)
        }
    }

    var ac1: NominalAgreement.Coefficient? {
        let twice = Double(units)
        let n = weight { $0.values >= 1 }
        guard twice > 0 else { return nil }
        let shares = (0..<different).map { value in
            kinds.reduce(0) { $0 + $1.weight * $1.tally[value] / $1.values } / n
        }
        let others = Double(max(possible, 2) - 1)
        let chance = shares.reduce(0) { $0 + $1 * (1 - $1) } / others
        func found(_ kind: Kind) -> Double {
            kind.values >= 2 ? kind.same / (kind.values * (kind.values - 1)) : 0
        }
        let observed = kinds.reduce(0) { $0 + $1.weight * found($1) } / twice
        let value = (observed - chance) / (1 - chance)
        return coefficient(value, around: value, n, kinds) { kind in
            let expected =
                zip(kind.tally, shares).reduce(0) { $0 + $1.0 * (1 - $1.1) } / kind.values / others
            let own = found(kind) - (kind.values >= 2 ? chance : 0)
            return n / twice * own
                / (1 - chance) - 2 * (1 - value) * (expected - chance) / (1 - chance)
        }
    }

    /// - Parameter influence: what a thing adds, of which the variance is taken.
    private func coefficient(
        _ value: Double, around middle: Double, _ n: Double, _ kinds: [Kind],
        influence: (Kind) -> Double
    ) -> NominalAgreement.Coefficient {
        guard agreeing < units else {
            return NominalAgreement.Coefficient(value: value)
        }
        let squares = kinds.reduce(0) { sum, kind in
            let off = influence(kind) - middle
            return sum + kind.weight * off * off
        }
        let spread = studentQuantile(degrees: n - 1) * (squares / (n * (n - 1))).squareRoot()
        return NominalAgreement.Coefficient(
            value: value, low: max(-1, value - spread), high: min(1, value + spread))
    }
}

/// The quantile of Student's t that leaves 2.5 % above it.
///
/// **Source**: Abramowitz and Stegun, "Handbook of Mathematical Functions" (1964), 26.7.5; off by less than
/// 0.025 from three degrees of freedom on.
func studentQuantile(degrees: Double) -> Double {
    let z = 1.959_963_985
    let square = z * z
    let first = z * (square + 1) / 4
    let second = z * ((5 * square + 16) * square + 3) / 96
    let third = z * (((3 * square + 19) * square + 17) * square - 15) / 384
    return z + (first + (second + third / degrees) / degrees) / degrees
}
