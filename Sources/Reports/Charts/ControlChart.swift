import Moderation

/// A p-chart: the removal rate of each stretch, the rate of the period, and how far chance may carry it.
///
/// **Source**: W. A. Shewhart, Economic Control of Quality of Manufactured Product (1931).
struct ControlChart {
    let rates: RemovalRates

    private let left = 52.0, right = 14.0, top = 14.0, bottom = 28.0
    private let width = 720.0, height = 250.0

    func markup() -> String {
        guard let first = rates.rows.first, let last = rates.rows.last else { return "" }
        var drawing = SVG(width: width, height: height)
        let floor = height - bottom
        // A round tenth above all that is drawn.
        let highest =
            rates.rows.map { max($0.removed.share ?? 0, $0.isJudged ? $0.high : 0) }
            .max() ?? 1
        let most = min(max((highest * 10).rounded(.up) / 10, 0.1), 1)
        let days = Double(max(last.start.number - first.start.number, 1))
        // Half a stretch of room at either end.
        let slot = (width - left - right) / Double(max(rates.rows.count, 1))
        func x(_ day: CivilDay) -> Double {
            let share = Double(day.number - first.start.number) / days
            return left + slot / 2 + share * (width - left - right - slot)
        }
        func y(_ share: Double) -> Double { floor - share / most * (floor - top) }
        for quarter in 0...4 {
            let share = most * Double(quarter) / 4
            drawing.line("gridline", x1: left, y1: y(share), x2: width - right, y2: y(share))
            drawing.text("tick", x: left - 8, y: y(share) + 4, .end, percent(share))
        }
        drawing.line(
            "axis", x1: left, y1: y(rates.centre), x2: width - right, y2: y(rates.centre))
        var before: (x: Double, y: Double)?
        // Eight dates fit below the axis without touching.
        let every = max(1, (rates.rows.count + 7) / 8)
        for (index, row) in rates.rows.enumerated() {
            guard let share = row.removed.share else { continue }
            let point = (x: x(row.start), y: y(share))
            if row.isJudged {
                for limit in [row.low, row.high] {
                    drawing.line(
                        "mark", x1: point.x - slot * 0.4, y1: y(limit), x2: point.x + slot * 0.4,
                        y2: y(limit))
                }
            }
            if let before {
                drawing.line("whisker", x1: before.x, y1: before.y, x2: point.x, y2: point.y)
            }
            before = point
            drawing.circle("dot", x: point.x, y: point.y, radius: row.isOutside ? 6 : 3)
            if row.isOutside {
                drawing.circle("outline", x: point.x, y: point.y, radius: 10)
            }
            if index % every == 0 {
                drawing.text(
                    "tick", x: point.x, y: height - 8, .middle,
                    rates.granularity.label(row.start))
            }
        }
        let outside = rates.rows.filter(\.isOutside).map(\.start.long)
        return drawing.markup(
            id: "control-chart", title: "Removal rate by \(rates.granularity.rawValue)",
            description: "A dot for each \(rates.granularity.rawValue), a line at the rate of the "
                + "period, \(percent(rates.centre)), and dashed limits of 3 standard errors. "
                + (outside.isEmpty
                    ? "None is outside." : "Ringed, outside: \(outside.joined(separator: ", ")).")
                + " The table has every number.")
    }
}
