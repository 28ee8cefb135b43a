import Moderation

/// The report for programs.
extension ReportContent {
    /// An object with what the report is about, `figures`, and an array of objects for each table.
    ///
    /// **Units**: shares and ratios have four decimals, times are seconds, moments RFC 3339 in UTC;
    /// `null` stands for what could not be computed, `"withheld"` for what is not published.
    func json() -> String {
        var json = JSONWriter(layout: .pretty)
        json.object { json in
            json.member("report", "\(name)")
            for figure in allAbout {
                json.key(figure.key)
                json.cell(figure.value)
            }
            json.key("figures")
            json.object { json in
                for figure in figures {
                    json.key(figure.key)
                    json.cell(figure.value)
                }
            }
            for table in tables {
                json.key(table.key)
                json.array(table.rows) { json, row in
                    json.object { json in
                        for (column, cell) in zip(table.columns, row) {
                            json.key(column.key)
                            json.cell(cell)
                        }
                    }
                }
            }
            json.key("definitions")
            json.array(definitions) { json, definition in
                json.object { json in
                    json.member("term", definition.term)
                    json.member("meaning", definition.meaning)
                }
            }
        }
        json.endLine()
        return json.text
    }

    /// One figure a row, `table,row,figure,value`: tables of different widths in one rectangle.
    ///
    /// **Shape**: `row` counts from 1 within its table and is empty for single figures.
    func csv() -> String {
        var csv = CSVWriter(header: ["table", "row", "figure", "value"])
        csv.row([.text("about"), .empty, .text("report"), .text("\(name)")])
        for figure in allAbout {
            csv.row([.text("about"), .empty, .text("\(figure.key)"), figure.value.csv])
        }
        for figure in figures {
            csv.row([.text("figures"), .empty, .text("\(figure.key)"), figure.value.csv])
        }
        for table in tables {
            for (number, row) in table.rows.enumerated() {
                for (column, cell) in zip(table.columns, row) {
                    csv.row([
                        .text("\(table.key)"), .int(number + 1), .text("\(column.key)"), cell.csv,
                    ])
                }
            }
        }
        for definition in definitions {
            csv.row([
                .text("definitions"), .empty, .text(definition.term), .text(definition.meaning),
            ])
        }
        return csv.text
    }
}
