/// How much a terminal shows.
public struct ScreenSize: Sendable, Equatable {
    public var columns: Int
    public var rows: Int

    /// What is smaller than 20 columns and 6 rows is taken for that.
    public init(columns: Int, rows: Int) {
        self.columns = max(20, columns)
        self.rows = max(6, rows)
    }
}

/// One picture of the screen.
///
/// **Shape**: as many rows as the screen has, none wider than it.
public struct Frame: Sendable, Equatable {
    public var size: ScreenSize
    public var rows: [StyledText]
    /// Where something is typed; counts from 0.
    public var cursor: Place?

    public struct Place: Sendable, Equatable {
        public var row: Int
        public var column: Int
    }

    /// Cuts what is too much and fills what is too little.
    init(size: ScreenSize, rows: [StyledText], cursor: Place? = nil) {
        self.size = size
        var rows = rows.prefix(size.rows).map { $0.truncated(to: size.columns) }
        while rows.count < size.rows { rows.append("") }
        self.rows = rows
        self.cursor = cursor
    }

    /// The words alone, a line a row, without spaces at their ends.
    public var text: String {
        let plain = Style(colour: false)
        return rows.map { row in
            var line = plain.paint(row)
            while line.hasSuffix(" ") { line.removeLast() }
            return line
        }.joined(separator: "\n")
    }
}
