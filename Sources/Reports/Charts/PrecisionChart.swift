import Moderation

/// A dot for each rule's precision, and a whisker for how far it may be off.
struct PrecisionChart {
    /// Rules with at least one decision, in the order of the table.
    var rules: [SummaryFigures.RuleRow]

    /// More rows than a page can hold are left to the table.
    static let mostRules = 24

    private let left = 266.0, right = 84.0, top = 26.0, row = 26.0
    private let width = 720.0

    init(_ rules: [SummaryFigures.RuleRow]) {
        self.rules = Array(rules.filter { $0.decided > 0 }.prefix(Self.mostRules))
    }

    func markup() -> String {
        let height = top + row * Double(rules.count) + 6
        var drawing = SVG(width: width, height: height)
        func x(_ share: Double) -> Double { left + share * (width - left - right) }
        for quarter in 0...4 {
            let share = Double(quarter) / 4
            drawing.line("gridline", x1: x(share), y1: top - 4, x2: x(share), y2: height)
            drawing.text("tick", x: x(share), y: top - 12, .middle, "\(quarter * 25)\u{202F}%")
        }
        for (index, rule) in rules.enumerated() {
            guard let interval = WilsonInterval(rule.judged) else { continue }
            let y = top + row * (Double(index) + 0.5)
            // Titles have at most 50 characters; 36 fit beside the dots.
            drawing.text(
                "label", x: left - 14, y: y + 4, .end, chartLabel(rule.title, limit: 36))
            drawing.interval(
                low: x(interval.low), point: x(rule.judged.share ?? 0), high: x(interval.high),
                y: y)
            drawing.text(
                "tick", x: width, y: y + 4, .end,
                "\(grouped(rule.upheld)) of \(grouped(rule.decided))")
        }
        return drawing.markup(
            id: "precision-chart", title: "Precision of rules",
            description: "For each rule a dot at the share of decided comments that people hid or "
                + "marked as spam, and a line over its Wilson 95\u{202F}% interval. The table has every "
                + "number.")
    }
}
