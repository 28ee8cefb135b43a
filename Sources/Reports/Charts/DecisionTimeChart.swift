// For `log10` alone.
import Foundation

/// The share of decisions made within a time, over that time on a logarithmic axis.
struct DecisionTimeChart {
    /// Ascending, at least two.
    var times: [Double]

    private let left = 52.0, right = 16.0, top = 40.0, bottom = 28.0
    private let width = 720.0, height = 270.0

    /// Times people have words for; the axis begins and ends at two of them.
    private static let marks: [Double] = [
        1, 10, 60, 600, 3_600, 6 * 3_600, 86_400, 7 * 86_400, 30 * 86_400, 365 * 86_400,
        3_650 * 86_400,
    ]

    func markup() -> String {
        guard let fastest = times.first, let slowest = times.last,
            let p50 = percentile(0.5, of: times), let p95 = percentile(0.95, of: times)
        else { return "" }
        let first = Self.marks.last { $0 <= fastest } ?? Self.marks[0]
        let last = Self.marks.first { $0 >= slowest && $0 > first } ?? slowest
        let floor = height - bottom
        func x(_ seconds: Double) -> Double {
            let share = log10(max(seconds, first) / first) / log10(last / first)
            return left + min(max(share, 0), 1) * (width - left - right)
        }
        func y(_ share: Double) -> Double { floor - share * (floor - top) }

        var drawing = SVG(width: width, height: height)
        for quarter in 0...4 {
            let share = Double(quarter) / 4
            drawing.line("gridline", x1: left, y1: y(share), x2: width - right, y2: y(share))
            drawing.text(
                "tick", x: left - 8, y: y(share) + 4, .end, "\(quarter * 25)\u{202F}%")
        }
        for mark in Self.marks where mark >= first && mark <= last {
            let anchor: SVG.Anchor = mark == last ? .end : .middle
            drawing.line("axis", x1: x(mark), y1: floor, x2: x(mark), y2: floor + 5)
            drawing.text(
                "tick", x: mark == last ? width : x(mark), y: height - 8, anchor, duration(mark))
        }
        drawing.steps("curve", points(x: x, y: y, end: width - right))
        drawing.line("axis", x1: left, y1: floor, x2: width - right, y2: floor)
        // One below the other, so that the words never meet however near the two are.
        mark(&drawing, at: x(p50), "p50 \(duration(p50))", y: top - 12, floor: floor)
        mark(&drawing, at: x(p95), "p95 \(duration(p95))", y: top - 28, floor: floor)
        return drawing.markup(
            id: "time-chart", title: "Time to decision",
            description: "Share of \(grouped(times.count)) decisions made within a time, on a "
                + "logarithmic axis. Half were made within \(duration(p50)), 95 in 100 within "
                + "\(duration(p95)), the slowest took \(duration(slowest)).")
    }

    /// Corners of the curve, at most one for each pixel of the axis however many times there are.
    private func points(
        x: (Double) -> Double, y: (Double) -> Double, end: Double
    ) -> [(x: Double, y: Double)] {
        var points = [(x: left, y: y(0))]
        for (index, seconds) in times.enumerated() {
            let corner = (
                x: x(seconds).rounded(), y: y(Double(index + 1) / Double(times.count))
            )
            if points.count > 1, points[points.count - 1].x == corner.x {
                points[points.count - 1] = corner
            } else {
                points.append(corner)
            }
        }
        points.append((x: end, y: y(1)))
        return points
    }

    /// A marked percentile, its words on the side where they have room.
    private func mark(
        _ drawing: inout SVG, at x: Double, _ words: String, y: Double, floor: Double
    ) {
        drawing.line("mark", x1: x, y1: y - 10, x2: x, y2: floor)
        // 110 px hold "p50 23 h 59 min" at the size of the labels.
        let onLeft = width - x < 110
        drawing.text("label", x: onLeft ? x - 6 : x + 6, y: y, onLeft ? .end : .start, words)
    }
}
