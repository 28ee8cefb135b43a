// For `log2` alone.
import Foundation
import Moderation

/// A dot and a whisker for each group's ratio, round 1 on a logarithmic axis.
struct RatioChart {
    /// Those with a ratio that a page can hold, in the order of the table.
    let comparisons: [NeutralityFigures.Comparison]
    /// All with a ratio, and the titles of those that stand out.
    private let count: Int
    private let outside: [String]
    /// What is compared, such as `Flag rate`.
    let measure: String
    /// Unique on the page.
    let id: String
    /// The axis goes from one over it to it.
    private let most: Double

    private let left = 236.0, right = 100.0, top = 44.0, row = 26.0
    private let width = 720.0

    init(_ comparisons: [NeutralityFigures.Comparison], measure: String, id: String) {
        let all = comparisons.filter { $0.ratio != nil }
        count = all.count
        outside = all.filter { $0.ratio?.standsOut == true }.map(\.title)
        self.comparisons = Array(all.prefix(PrecisionChart.mostRules))
        self.measure = measure
        self.id = id
        let ends = self.comparisons.compactMap(\.ratio).flatMap { ratio in
            [ratio.low > 0 ? 1 / ratio.low : 2, ratio.high ?? 2]
        }
        // Ratios of sixteen and more are told alike: they are off the chart, and the table has them.
        let furthest = ends.max() ?? 2
        most = [2, 4, 8].first { furthest <= $0 } ?? 16
    }

    func markup() -> String {
        let height = top + row * Double(comparisons.count) + 6
        var drawing = SVG(width: width, height: height)
        let half = (width - left - right) / 2
        func x(_ ratio: Double) -> Double {
            left + half + half * min(max(log2(max(ratio, 1e-9)) / log2(most), -1), 1)
        }
        drawing.text("label", x: left, y: 12, .start, "\(measure): less often")
        drawing.text("label", x: width - right, y: 12, .end, "more often")
        var tick = 1 / most
        while tick <= most {
            drawing.line("gridline", x1: x(tick), y1: top - 6, x2: x(tick), y2: height)
            drawing.text(
                "tick", x: x(tick), y: top - 12, .middle,
                tick < 1 ? "1/\(Int(1 / tick))" : "\(Int(tick))")
            tick *= 2
        }
        for bound in [RateRatio.least, RateRatio.most] {
            drawing.line("mark", x1: x(bound), y1: top - 6, x2: x(bound), y2: height)
        }
        drawing.line("axis", x1: x(1), y1: top - 6, x2: x(1), y2: height)
        for (index, comparison) in comparisons.enumerated() {
            guard let ratio = comparison.ratio else { continue }
            let y = top + row * (Double(index) + 0.5)
            drawing.text(
                "label", x: left - 12, y: y + 4, .end, chartLabel(comparison.title, limit: 33))
            // A dot off the chart would stand where no ratio is.
            let point = ratio.ratio.flatMap { $0 >= 1 / most && $0 <= most ? x($0) : nil }
            drawing.interval(
                low: x(ratio.low), point: point, high: x(ratio.high ?? .infinity), y: y)
            let mark = comparison.finding.mark.map { "\($0) " } ?? ""
            drawing.text(
                "tick", x: width, y: y + 4, .end, mark + sample(comparison.group.of))
        }
        let shown =
            comparisons.count < count
            ? "For the first \(comparisons.count) of \(count) groups" : "For each group"
        return drawing.markup(
            id: id, title: "\(measure) of groups against the rest",
            description:
                shown + " a dot at its ratio on a logarithmic axis, and a line over its "
                + "95\u{202F}% interval; 1 is alike, and dashed lines stand at 0.8 and 1.25. "
                + (outside.isEmpty
                    ? "None stands out." : "These stand out: \(outside.joined(separator: ", ")).")
                + " The table has every number.")
    }
}
