import Foundation

/// Rows of figures in columns, numbers to the right.
struct Table {
    private var rows: [[String]]

    init(_ headings: String...) { rows = [headings] }

    mutating func add(_ cells: String...) { rows.append(cells) }

    func show() {
        let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        for row in rows {
            let cells = row.enumerated().map { column, cell in
                let pad = String(repeating: " ", count: widths[column] - cell.count)
                return column == 0 ? cell + pad : pad + cell
            }
            print("  " + cells.joined(separator: "  "))
        }
    }
}

/// Three decimals; a dash for what cannot be said.
func figure(_ value: Double?) -> String { value.map { String(format: "%.3f", $0) } ?? "-" }

/// Percent with two decimals, for shares that should be small.
func percent(_ part: Int, of all: Int) -> String {
    all == 0 ? "-" : String(format: "%.2f %%", 100 * Double(part) / Double(all))
}
