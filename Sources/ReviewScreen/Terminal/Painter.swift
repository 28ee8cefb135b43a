/// What must be written to a terminal so that it shows a frame: only rows that changed.
///
/// After each cluster that is not ASCII the cursor is put where it should be, so that columns are
/// right whatever the terminal believes about widths.
public struct Painter: Sendable {
    private var shown: Frame?

    public init() {}

    /// Takes nothing for shown: after a stop, or when something else wrote on the screen.
    public mutating func forget() { shown = nil }

    /// - Complexity: O(rows that changed × columns), and a comparison of the others.
    public mutating func paint(_ frame: Frame, style: Style) -> String {
        var out = "\u{1B}[?25l"
        let before = shown?.size == frame.size ? shown : nil
        if before == nil { out += "\u{1B}[0m\u{1B}[2J" }
        for (index, row) in frame.rows.enumerated() where before?.rows[index] != row {
            out += "\u{1B}[\(index + 1);1H"
            paint(row, of: frame.size.columns, style, &out)
        }
        if let cursor = frame.cursor {
            out += "\u{1B}[\(cursor.row + 1);\(cursor.column + 1)H\u{1B}[?25h"
        }
        shown = frame
        return out
    }

    private func paint(_ row: StyledText, of columns: Int, _ style: Style, _ out: inout String) {
        var column = 0
        for run in row.runs {
            let code = style.code(of: run.role)
            if let code { out += "\u{1B}[\(code)m" }
            for cluster in Clusters(run.text) {
                out += cluster.text
                column += cluster.columns
                if cluster.text.utf8.count > 1 { out += "\u{1B}[\(column + 1)G" }
            }
            if code != nil { out += "\u{1B}[0m" }
        }
        // At the last column there is nothing left to erase but what was just written.
        if column < columns { out += "\u{1B}[K" }
    }
}

/// What a terminal is told when the queue takes the screen and gives it back.
///
/// **Source**: xterm's `ctlseqs`: the alternate screen with its own cursor (1049), lines that do not
/// wrap (7), pasted text told apart from typed (2004).
public enum ScreenControl {
    public static let enter = "\u{1B}[?1049h\u{1B}[?7l\u{1B}[?2004h\u{1B}[2J"
    public static let leave = "\u{1B}[0m\u{1B}[?2004l\u{1B}[?7h\u{1B}[?25h\u{1B}[?1049l"
}
