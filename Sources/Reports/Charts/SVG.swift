/// A drawing for a page, built from shapes; the one text that goes into a page unescaped.
///
/// **Units**: user units of the drawing, which are CSS pixels at full width.
/// **Never** takes markup: every text is escaped here, and colours and patterns come from the
/// page's style by class, so that the drawing follows its light, dark and printed forms.
struct SVG {
    private var body = ""
    let width: Double
    let height: Double

    init(width: Double, height: Double) {
        self.width = width
        self.height = height
    }

    enum Anchor: String {
        case start, middle, end
    }

    mutating func rect(_ style: String, x: Double, y: Double, width: Double, height: Double) {
        guard width > 0, height > 0 else { return }
        body +=
            "<rect class=\"\(style)\" x=\"\(svg(x))\" y=\"\(svg(y))\" width=\"\(svg(width))\" "
            + "height=\"\(svg(height))\"/>"
    }

    mutating func line(_ style: String, x1: Double, y1: Double, x2: Double, y2: Double) {
        body +=
            "<line class=\"\(style)\" x1=\"\(svg(x1))\" y1=\"\(svg(y1))\" x2=\"\(svg(x2))\" "
            + "y2=\"\(svg(y2))\"/>"
    }

    mutating func circle(_ style: String, x: Double, y: Double, radius: Double) {
        body +=
            "<circle class=\"\(style)\" cx=\"\(svg(x))\" cy=\"\(svg(y))\" r=\"\(svg(radius))\"/>"
    }

    /// A dot, and a whisker with ends for how far it may be off; no dot where there is no point.
    mutating func interval(low: Double, point: Double?, high: Double, y: Double) {
        line("whisker", x1: low, y1: y, x2: high, y2: y)
        for end in [low, high] { line("whisker", x1: end, y1: y - 5, x2: end, y2: y + 5) }
        if let point { circle("dot", x: point, y: y, radius: 5) }
    }

    /// A line that goes right, then up, from point to point.
    mutating func steps(_ style: String, _ points: [(x: Double, y: Double)]) {
        guard let first = points.first else { return }
        let path = points.dropFirst().map { "H\(svg($0.x))V\(svg($0.y))" }.joined()
        body += "<path class=\"\(style)\" d=\"M\(svg(first.x)) \(svg(first.y))\(path)\"/>"
    }

    mutating func text(
        _ style: String, x: Double, y: Double, _ anchor: Anchor = .start, _ words: String
    ) {
        body +=
            "<text class=\"\(style)\" x=\"\(svg(x))\" y=\"\(svg(y))\" "
            + "text-anchor=\"\(anchor.rawValue)\">\(HTMLEscape().escapeText(words))</text>"
    }

    /// The drawing as an image with a name and a description, for those who do not see it.
    ///
    /// - Parameter id: unique on its page.
    func markup(id: String, title: String, description: String) -> String {
        let escape = HTMLEscape()
        return "<svg role=\"img\" aria-labelledby=\"\(id)-title \(id)-desc\" "
            + "viewBox=\"0 0 \(svg(width)) \(svg(height))\">"
            + "<title id=\"\(id)-title\">\(escape.escapeText(title))</title>"
            + "<desc id=\"\(id)-desc\">\(escape.escapeText(description))</desc>"
            + body + "</svg>"
    }

    /// The drawing beside a number that says the same: hidden from screen readers, at its own size.
    func ornament() -> String {
        "<svg aria-hidden=\"true\" width=\"\(svg(width))\" height=\"\(svg(height))\" "
            + "viewBox=\"0 0 \(svg(width)) \(svg(height))\">\(body)</svg>"
    }
}

/// A coordinate to a tenth of a pixel, the same on every machine.
private func svg(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    let sign = tenths < 0 ? "-" : ""
    let rest = tenths.magnitude % 10
    return "\(sign)\(tenths.magnitude / 10)" + (rest == 0 ? "" : ".\(rest)")
}

/// A title cut to the room beside a chart.
///
/// - Parameter limit: characters that fit.
func chartLabel(_ title: String, limit: Int) -> String {
    let start = excerpt(title, limit: limit + 1)
    return start.count <= limit ? start : excerpt(title, limit: limit - 1) + "…"
}

/// Round numbers from 0 up to at least `most`, at most five steps, never less than 1 apart.
func axisTicks(upTo most: Int) -> [Int] {
    var scale = 1
    while true {
        for step in [1, 2, 5] where most <= step * scale * 5 {
            let last = max(1, (most + step * scale - 1) / (step * scale))
            return (0...last).map { $0 * step * scale }
        }
        scale *= 10
    }
}
