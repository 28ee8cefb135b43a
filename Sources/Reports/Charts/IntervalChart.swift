/// A dot for each value, and a whisker over its interval, on one axis up to 1.
struct IntervalChart {
    struct Row {
        var label: String
        var value: Double
        /// Both or none.
        var low: Double?
        var high: Double?
        /// What it was counted over.
        var note: String

        init(_ label: String, _ value: Double, low: Double?, high: Double?, note: String) {
            self.label = label
            self.value = value
            self.low = low
            self.high = high
            self.note = note
        }
    }

    var rows: [Row]
    /// More rows than a page can hold are left to the table.
    static let mostRows = 24

    private let left = 266.0, right = 84.0, top = 26.0, height = 26.0
    private let width = 720.0

    init(_ rows: [Row]) { self.rows = Array(rows.prefix(Self.mostRows)) }

    /// - Parameter words: how a place on the axis is written.
    func markup(
        id: String, title: String, description: String, words: (Double) -> String
    ) -> String {
        let end = top + height * Double(rows.count) + 6
        // Coefficients below 0 are rare; an axis from −1 would leave half of the drawing empty.
        let least = rows.map { $0.low ?? $0.value }.min() ?? 0
        let first = least < -0.5 ? -1.0 : least < 0 ? -0.5 : 0
        var drawing = SVG(width: width, height: end)
        func x(_ value: Double) -> Double {
            left + (min(max(value, first), 1) - first) / (1 - first) * (width - left - right)
        }
        for place in stride(from: first, through: 1, by: (1 - first) / 4) {
            drawing.line("gridline", x1: x(place), y1: top - 4, x2: x(place), y2: end)
            drawing.text("tick", x: x(place), y: top - 12, .middle, words(place))
        }
        for (index, row) in rows.enumerated() {
            let y = top + height * (Double(index) + 0.5)
            drawing.text("label", x: left - 14, y: y + 4, .end, Self.shortened(row.label))
            if let low = row.low, let high = row.high {
                drawing.line("whisker", x1: x(low), y1: y, x2: x(high), y2: y)
                for end in [low, high] {
                    drawing.line("whisker", x1: x(end), y1: y - 5, x2: x(end), y2: y + 5)
                }
            }
            drawing.circle("dot", x: x(row.value), y: y, radius: 5)
            drawing.text("tick", x: width, y: y + 4, .end, row.note)
        }
        return drawing.markup(id: id, title: title, description: description)
    }

    /// 36 characters fit beside the dots.
    private static func shortened(_ label: String) -> String {
        let start = excerpt(label, limit: 37)
        return start.count < 37 ? start : excerpt(label, limit: 35) + "…"
    }
}
