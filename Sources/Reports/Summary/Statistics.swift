/// The value that `share` of all values do not exceed, by the nearest rank.
///
/// **Source**: nearest-rank method: the value at rank ⌈share × n⌉ of the ascending list, so that it
/// is always a value that occurred. `nil` for an empty list.
/// - Precondition: `sorted` is ascending, `share` is in 0…1.
func percentile(_ share: Double, of sorted: [Double]) -> Double? {
    guard !sorted.isEmpty else { return nil }
    let rank = Int((share * Double(sorted.count)).rounded(.up))
    return sorted[min(max(rank, 1), sorted.count) - 1]
}

/// The 95 % interval of a proportion, honest for few trials and near 0 or 1.
///
/// **Source**: E. B. Wilson, "Probable Inference, the Law of Succession, and Statistical
/// Inference", JASA 22 (1927) 209–212; z = 1.96 is the normal quantile for 95 %.
struct WilsonInterval: Equatable {
    var low: Double
    var high: Double

    /// `nil` without a trial: nothing is known then.
    init?(successes: Int, trials: Int) {
        guard trials > 0 else { return nil }
        let z = 1.96
        let n = Double(trials)
        let p = Double(min(max(successes, 0), trials)) / n
        let centre = p + z * z / (2 * n)
        let spread = z * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot()
        let scale = 1 + z * z / n
        low = max(0, (centre - spread) / scale)
        high = min(1, (centre + spread) / scale)
    }
}

/// `part / whole`, or `nil` where the whole is nothing.
func share(_ part: Int, of whole: Int) -> Double? {
    whole > 0 ? Double(part) / Double(whole) : nil
}
