import Moderation

/// Rules by what they cost, each with its precision: bars of the share with the running total on the
/// left, dots and whiskers on the right.
struct ParetoChart {
    /// In the order of the table.
    let rules: [RuleFigures.Row]
    private let isTimed: Bool
    /// What all rules cost, those left to the table too.
    private let all: Double

    private let left = 226.0, middle = 446.0, start = 496.0, end = 646.0
    private let width = 720.0, top = 44.0, row = 26.0

    /// By texts where nobody has spent any time.
    init(_ rules: [RuleFigures.Row]) {
        self.rules = Array(rules.prefix(PrecisionChart.mostRules))
        isTimed = rules.contains { $0.work > 0 }
        let isTimed = isTimed
        all = rules.reduce(0) { $0 + (isTimed ? $1.work : Double($1.fired)) }
    }

    private var measure: String { isTimed ? "Share of the time" : "Share of findings" }

    func markup() -> String {
        let height = top + row * Double(rules.count) + 6
        var drawing = SVG(width: width, height: height)
        func cost(_ share: Double) -> Double { left + share * (middle - left) }
        func precise(_ share: Double) -> Double { start + share * (end - start) }
        drawing.text("label", x: left, y: 12, .start, measure)
        drawing.text("label", x: start, y: 12, .start, "Precision")
        for half in 0...2 {
            let share = Double(half) / 2
            for x in [cost(share), precise(share)] {
                drawing.line("gridline", x1: x, y1: top - 6, x2: x, y2: height)
                drawing.text("tick", x: x, y: top - 12, .middle, "\(half * 50)\u{202F}%")
            }
        }
        var running = 0.0
        var last: (x: Double, y: Double)?
        for (index, rule) in rules.enumerated() {
            let y = top + row * (Double(index) + 0.5)
            let share = all > 0 ? (isTimed ? rule.work : Double(rule.fired)) / all : 0
            // 31 characters of a title fit beside the bars.
            drawing.text("label", x: left - 12, y: y + 4, .end, chartLabel(rule.title, limit: 31))
            drawing.rect(
                "passed", x: left, y: y - 7, width: cost(share) - left, height: 14)
            running = min(running + share, 1)
            let point = (x: cost(running), y: y)
            if let last { drawing.line("curve", x1: last.x, y1: last.y, x2: point.x, y2: y) }
            drawing.circle("dot", x: point.x, y: y, radius: 2.5)
            last = point
            drawing.text(
                "tick", x: width, y: y + 4, .end,
                "\(grouped(rule.upheld)) of \(grouped(rule.decided))")
            guard let interval = WilsonInterval(rule.judged),
                let precision = rule.judged.share
            else { continue }
            drawing.interval(
                low: precise(interval.low), point: precise(precision),
                high: precise(interval.high), y: y)
        }
        return drawing.markup(
            id: "pareto-chart", title: "What rules cost, and how often they were right",
            description:
                "For each rule a bar of its \(measure.lowercased()), a line of the running "
                + "total, and a dot at its precision with a line over Wilson’s 95\u{202F}% interval. "
                + description)
    }

    private var description: String {
        guard let first = rules.first, all > 0 else { return "The table has every number." }
        let share = (isTimed ? first.work : Double(first.fired)) / all
        return "The first, \(first.title), has \(percent(share)). The table has every number."
    }
}
