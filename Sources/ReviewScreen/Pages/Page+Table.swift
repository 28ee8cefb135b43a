import Moderation

/// One row of a table: what it is about, then a number a column.
struct TableRow {
    var name: StyledText
    var cells: [StyledText]
    /// Words about the row, a line each, below it; may be empty.
    var below: [StyledText] = []
}

extension Page {
    /// Writes rows in columns, numbers to the right, below their headings.
    ///
    /// Where the columns do not fit, and in plain style, each row is a sentence that repeats the
    /// headings.
    mutating func table(_ name: SafeText, _ headings: [SafeText], _ rows: [TableRow]) {
        let indent = 2
        let gap = 2
        let title = StyledText(name, .dim)
        let first = rows.reduce(title.columns) { max($0, $1.name.columns) }
        let widths = headings.indices.map { column in
            rows.reduce(StyledText(headings[column]).columns) { max($0, $1.cells[column].columns) }
        }
        let needed = indent + first + widths.reduce(0) { $0 + gap + $1 }
        guard needed <= width, !style.plain else {
            for row in rows { sentence(row, headings) }
            return
        }
        func line(_ name: StyledText, _ cells: [StyledText]) -> StyledText {
            zip(cells, widths).reduce(into: spaces(indent) + name.padded(to: first)) { line, cell in
                line += spaces(gap + cell.1 - cell.0.columns) + cell.0
            }
        }
        writeLine(line(title, headings.map { StyledText($0, .dim) }))
        for row in rows {
            writeLine(line(row.name, row.cells))
            for words in row.below { write(words, first: spaces(2 * indent)) }
        }
    }

    private mutating func sentence(_ row: TableRow, _ headings: [SafeText]) {
        let facts = zip(headings, row.cells).map { StyledText("\($0, .dim) \($1)") }
        point("\(row.name): \(facts.joined(separator: ", "))")
        for words in row.below { below(words) }
    }

    private func spaces(_ count: Int) -> StyledText {
        StyledText(SafeText(String(repeating: " ", count: count)))
    }
}
