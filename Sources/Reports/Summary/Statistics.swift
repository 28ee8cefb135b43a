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

/// `part / whole`, or `nil` where the whole is nothing.
func share(_ part: Int, of whole: Int) -> Double? {
    whole > 0 ? Double(part) / Double(whole) : nil
}
