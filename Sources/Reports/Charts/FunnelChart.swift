/// A bar for each stage of a way that fewer and fewer go.
struct FunnelChart {
    /// What each is called, and how many went through it; `nil` is withheld.
    var stages: [(title: String, count: Int?)]

    private let left = 190.0, right = 110.0, row = 30.0
    private let width = 720.0

    func markup() -> String {
        let height = row * Double(stages.count) + 4
        var drawing = SVG(width: width, height: height)
        let most = Double(max(stages.compactMap(\.count).max() ?? 0, 1))
        for (index, stage) in stages.enumerated() {
            let y = row * Double(index)
            drawing.text("label", x: left - 14, y: y + row / 2 + 5, .end, stage.title)
            let length = Double(stage.count ?? 0) / most * (width - left - right)
            drawing.rect("passed", x: left, y: y + 5, width: length, height: row - 10)
            drawing.text(
                "tick", x: left + length + 8, y: y + row / 2 + 5, .start,
                stage.count.map(grouped) ?? "withheld")
        }
        drawing.line("axis", x1: left, y1: 0, x2: left, y2: height)
        return drawing.markup(
            id: "funnel-chart", title: "From what came in to what was restored",
            description: "A bar for each stage: "
                + stages.map { "\($0.title) \($0.count.map(grouped) ?? "withheld")" }
                .joined(separator: ", ") + ".")
    }
}
