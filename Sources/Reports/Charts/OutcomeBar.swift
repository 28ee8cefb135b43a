import Moderation

/// One category's outcomes as a bar in a table cell, as long as its share of the largest one.
struct OutcomeBar {
    var row: SummaryFigures.CategoryRow
    /// The number flagged that fills the whole width.
    var most: Int

    private let width = 150.0, height = 14.0

    init(_ row: SummaryFigures.CategoryRow, most: Int) {
        self.row = row
        self.most = max(most, 1)
    }

    /// Approved, then hidden, then spam; what is left of the outline waits for a decision.
    func markup() -> String {
        var drawing = SVG(width: width, height: height)
        // Half a pixel of outline on either side, and one to spare for a printer's rounding.
        let unit = (width - 2) / Double(most)
        var x = 0.5
        for (style, count) in [
            ("approved", row.approved), ("hidden", row.hidden), ("spam", row.spam),
        ] {
            drawing.rect(style, x: x, y: 0.5, width: Double(count) * unit, height: height - 1)
            x += Double(count) * unit
        }
        drawing.rect(
            "outline", x: 0.5, y: 0.5, width: Double(row.flagged) * unit, height: height - 1)
        return drawing.ornament()
    }
}
