import Moderation

/// Stacked bars over time: passed below, queued on it, held on top.
struct VolumeChart {
    var volumes: Volumes

    /// Room for the numbers of the axis on the left, and for the dates below.
    private let left = 44.0, bottom = 26.0, top = 10.0
    private let width = 720.0, height = 250.0

    func markup(period: String) -> String {
        var drawing = SVG(width: width, height: height)
        let rows = volumes.rows
        let ticks = axisTicks(upTo: rows.map(\.received).max() ?? 0)
        let most = Double(ticks.last ?? 1)
        let floor = height - bottom
        func y(_ count: Int) -> Double { floor - Double(count) / most * (floor - top) }

        for tick in ticks {
            drawing.line("gridline", x1: left, y1: y(tick), x2: width, y2: y(tick))
            drawing.text("tick", x: left - 8, y: y(tick) + 4, .end, grouped(tick))
        }
        let slot = (width - left) / Double(max(rows.count, 1))
        // A bar takes three quarters of its slot, and never looks like a wall.
        let bar = min(slot * 0.75, 44)
        // Eight dates fit below the axis without touching.
        let every = max(1, (rows.count + 7) / 8)
        for (index, row) in rows.enumerated() {
            let middle = left + slot * (Double(index) + 0.5)
            var below = 0
            for (style, count) in [
                ("passed", row.passed), ("queued", row.queued), ("held", row.held),
            ] {
                drawing.rect(
                    style, x: middle - bar / 2, y: y(below + count), width: bar,
                    height: y(below) - y(below + count))
                below += count
            }
            if index % every == 0 {
                drawing.text(
                    "tick", x: middle, y: height - 8, .middle, volumes.granularity.label(row.start))
            }
        }
        drawing.line("axis", x1: left, y1: floor, x2: width, y2: floor)
        return drawing.markup(
            id: "volume-chart",
            title: "Comments by \(volumes.granularity.rawValue)", description: description(period))
    }

    private func description(_ period: String) -> String {
        guard let busiest = volumes.rows.max(by: { $0.received < $1.received }) else { return "" }
        return "\(period). Stacked bars of passed, queued and held comments. The busiest "
            + "\(volumes.granularity.rawValue), from \(busiest.start.long), had "
            + "\(grouped(busiest.received)). The table has every number."
    }
}
