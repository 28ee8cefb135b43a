import Moderation

/// The report for programs.
extension SummaryContent {
    /// An object with what the report is about, `figures`, and an array of objects for each table.
    ///
    /// **Units**: shares are 0…1 with four decimals, times are seconds, moments RFC 3339 in UTC;
    /// `null` stands for what could not be computed.
    func json() -> String {
        var json = JSONWriter(layout: .pretty)
        json.object { json in
            json.member("report", "summary")
            for figure in about {
                json.key(figure.key)
                json.cell(figure.value)
            }
            json.key("figures")
            json.object { json in
                for figure in keyFigures {
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
        csv.row([.text("about"), .empty, .text("report"), .text("summary")])
        for figure in about {
            csv.row([.text("about"), .empty, .text("\(figure.key)"), figure.value.csv])
        }
        for figure in keyFigures {
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

extension JSONWriter {
    fileprivate mutating func cell(_ cell: Cell) {
        switch cell {
        case .text(let text), .code(let text): string(text)
        case .count(let count): int(count)
        case .share(let share?): rounded(share, places: 4)
        case .seconds(let seconds?): rounded(seconds, places: 3)
        case .moment(let date?): string(date.rfc3339)
        case .share(nil), .seconds(nil), .moment(nil): null()
        case .day(let day): string(day.text)
        }
    }
}

extension Cell {
    fileprivate var csv: CSVWriter.Cell {
        switch self {
        case .text(let text), .code(let text): .text(text)
        case .count(let count): .int(count)
        case .share(let share?): .double(share)
        case .seconds(let seconds?): .double(seconds)
        case .moment(let date?): .text(date.rfc3339)
        case .share(nil), .seconds(nil), .moment(nil): .empty
        case .day(let day): .text(day.text)
        }
    }

    /// Whether a reader compares it digit by digit down a column.
    var isNumber: Bool {
        switch self {
        case .count, .share, .seconds: true
        case .text, .code, .moment, .day: false
        }
    }

    /// The cell as a person reads it.
    func plain(_ clock: ReportClock) -> String {
        switch self {
        case .text(let text), .code(let text): text
        case .count(let count): grouped(count)
        case .share(let share?): percent(share)
        case .seconds(let seconds?): duration(seconds)
        case .moment(let date?): clock.text(date)
        case .share(nil), .seconds(nil), .moment(nil): "–"
        case .day(let day): day.text
        }
    }
}
