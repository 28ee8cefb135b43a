import Moderation

/// Removal rates by the week, or by the month or year where the weeks are too many, with the limits that
/// chance keeps to.
struct RemovalRates {
    struct Row {
        var start: CivilDay
        var removed: Proportion
        /// 0…1.
        var low: Double
        var high: Double
        /// Whether so many decisions can be judged by limits.
        var isJudged: Bool
        var isAbove: Bool { isJudged && (removed.share ?? 0) > high }
        var isBelow: Bool { isJudged && (removed.share ?? 1) < low }
        var isOutside: Bool { isAbove || isBelow }
    }

    /// Expected removals, and approvals, below which the limits do not hold.
    ///
    /// **Source**: the usual condition for the normal approximation of a binomial count, n p ≥ 5.
    private static let fewest = 5.0

    var granularity: Granularity
    /// The rate of the whole period.
    var centre: Double
    /// Ascending; stretches without a decision are not there.
    var rows: [Row]

    /// - Throws: ``SummaryError/notADay(_:)``.
    init(_ days: [NeutralityFigures.Day]) throws {
        let dated = try days.map { day in
            guard let start = CivilDay(day.day) else { throw SummaryError.notADay(day.day) }
            return (day: start, removed: day.removed)
        }
        let centre = dated.reduce(Proportion(0, of: 0)) { $0 + $1.removed }.share ?? 0
        var gathered: [CivilDay: Proportion] = [:]
        var chosen = Granularity.week
        for granularity in [Granularity.week, .month, .year] {
            chosen = granularity
            gathered = [:]
            for day in dated {
                let start = granularity.start(of: day.day)
                gathered[start] = (gathered[start] ?? Proportion(0, of: 0)) + day.removed
            }
            if gathered.count <= Volumes.mostStretches { break }
        }
        granularity = chosen
        self.centre = centre
        rows = gathered.filter { $1.of > 0 }.sorted { $0.key < $1.key }.map { start, removed in
            // What was decided as one act is one judgement.
            let n = removed.effective
            let error = 3 * (centre * (1 - centre) / n).squareRoot()
            return Row(
                start: start, removed: removed, low: max(0, centre - error),
                high: min(1, centre + error),
                isJudged: n * centre >= Self.fewest && n * (1 - centre) >= Self.fewest)
        }
    }
}
