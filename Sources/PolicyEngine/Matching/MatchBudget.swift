/// How hard the patterns of a policy may try on one text, counted without a clock, so that the same
/// text is judged alike on every machine.
///
/// PCRE2's match limit holds for each place where a match may begin, so it bounds no text by itself.
/// Here the places of all patterns are counted, and the more there were, the less each may cost: a
/// text costs at most about 0.5 billion steps, whatever it holds. What does not fit in is
/// inconclusive, and a person looks.
///
/// **Source**: a step costs 1.5–2.6 ns under PCRE2 10.42's JIT, so that one place costs at most
/// 0.03 ms and one text 1.5 seconds; ordinary texts stay below a thousandth of either. The worst that
/// shipped patterns came to on texts made to exhaust them is in `make bench`.
struct MatchBudget {
    /// Places that all patterns together may begin at.
    static let mostStarts = 1_000_000
    /// Steps that one place may cost, at most and at least.
    static let steps = 500...10_000
    static let mostSteps = UInt32(steps.upperBound)
    /// While fewer places were tried, each may cost the most.
    private static let shared = 120_000_000
    /// Patterns that may run into a limit on one text.
    static let mostLimitsHit = 8

    private var starts = 0
    private var limitsHit = 0

    /// Spends places.
    ///
    /// - Returns: the steps that each of them may cost; `nil` when nothing is left.
    mutating func spend(starts count: Int) -> UInt32? {
        guard limitsHit < Self.mostLimitsHit, starts < Self.mostStarts else { return nil }
        starts += count
        let fair = Self.shared / max(1, starts)
        return UInt32(min(max(fair, Self.steps.lowerBound), Self.steps.upperBound))
    }

    mutating func noteLimitHit() { limitsHit += 1 }
}
