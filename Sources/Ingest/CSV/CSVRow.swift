/// Splits rows into cells by RFC 4180: quoted cells may hold delimiters, line ends and, doubled,
/// quotes.
///
/// A quote within a cell that does not begin with one stands for itself.
/// **Never** looks at characters, only at bytes: a combining mark after a comma hides nothing.
struct CSVDialect: Sendable {
    var delimiter: UInt8

    /// A cell's place: `row[start..<end]`, without its quotes.
    struct Cell {
        var start: Int
        var end: Int
        /// Whether quotes in it are doubled.
        var hasDoubledQuotes: Bool
    }

    /// Where a walk over the bytes of a row is.
    enum State {
        case cellStart, bare, quoted
        /// After a quote within a quoted cell: the end of the cell, or the first half of a quote.
        case quote
        /// After a quoted cell's end, where only a delimiter may be.
        case astray
    }

    @inline(__always)
    func step(_ state: State, _ byte: UInt8) -> State {
        switch state {
        case .quoted:
            return byte == quoteMark ? .quote : .quoted
        case .cellStart where byte == quoteMark, .quote where byte == quoteMark:
            return .quoted
        case .cellStart, .bare:
            return byte == delimiter ? .cellStart : .bare
        case .quote, .astray:
            return byte == delimiter ? .cellStart : .astray
        }
    }

    /// - Throws: `F112` for a quote that is never closed, `F113` for a cell that goes on after its
    ///   closing quote.
    func cells(of row: Span<UInt8>) throws(RecordFault) -> [Cell] {
        var cells: [Cell] = []
        var state = State.cellStart
        var start = 0
        var isDoubled = false
        for index in row.indices {
            let next = step(state, row[index])
            switch (state, next) {
            case (.cellStart, .quoted):
                start = index + 1
            case (.quote, .quoted):
                isDoubled = true
            case (.quote, .astray):
                throw RecordFault(
                    .afterQuote, "a quoted field goes on after its closing quote", at: index)
            case (_, .cellStart):
                cells.append(
                    Cell(
                        start: start, end: state == .quote ? index - 1 : index,
                        hasDoubledQuotes: isDoubled))
                start = index + 1
                isDoubled = false
            default: break
            }
            state = next
        }
        guard state != .quoted else {
            throw RecordFault(.openQuote, "a quote is never closed that opens", at: start - 1)
        }
        cells.append(
            Cell(
                start: start, end: state == .quote ? row.count - 1 : row.count,
                hasDoubledQuotes: isDoubled))
        return cells
    }

    /// - Throws: `F101` when the cell is not UTF-8.
    func text(of cell: Cell, in row: Span<UInt8>) throws(RecordFault) -> String {
        guard cell.hasDoubledQuotes else {
            return try repairedText(
                row.extracting(cell.start..<cell.end), recordOffset: cell.start)
        }
        let bytes = bytes(of: cell, in: row)
        return try repairedText(bytes.span, recordOffset: cell.start)
    }

    /// A cell's bytes as they were meant.
    func bytes(of cell: Cell, in row: Span<UInt8>) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(cell.end - cell.start)
        var index = cell.start
        while index < cell.end {
            bytes.append(row[index])
            index += cell.hasDoubledQuotes && row[index] == quoteMark ? 2 : 1
        }
        return bytes
    }
}

private let quoteMark = UInt8(ascii: "\"")

/// The first row of a CSV input: which column holds what.
struct CSVHeader: Sendable {
    let dialect: CSVDialect
    /// By column; `nil` for columns that say nothing to us.
    let columns: [Field?]
    /// What the columns are called, in lower case.
    let names: [String]
    let fieldNames: FieldNames

    var hasText: Bool { columns.contains(.text) }

    /// The header with the delimiter under which most columns are known, then most columns.
    ///
    /// - Returns: `nil` when the line cannot be a row under any delimiter.
    static func best(of line: ArraySlice<UInt8>, fields: FieldMap) -> CSVHeader? {
        let fieldNames = FieldNames(fields, format: .csv)
        return [",", ";", "\t", "|"].compactMap { delimiter in
            CSVHeader(line, CSVDialect(delimiter: UInt8(ascii: delimiter)), fieldNames)
        }.max { left, right in
            (left.columns.count { $0 != nil }, left.columns.count)
                < (right.columns.count { $0 != nil }, right.columns.count)
        }
    }

    /// The header, if the line can hardly be anything else: two columns or more, one of them the
    /// text, and all of them named like columns and not like sentences.
    static func recognised(in line: ArraySlice<UInt8>, fields: FieldMap) -> CSVHeader? {
        guard let header = best(of: line, fields: fields), header.hasText,
            header.columns.count >= 2
        else { return nil }
        // PostgreSQL and MySQL allow column names of 63 and 64 bytes.
        let areNames = header.names.allSatisfy { name in
            name.utf8.count <= 64 && !".!?".utf8.contains(name.utf8.last ?? 0)
        }
        return areNames ? header : nil
    }

    private init?(_ line: ArraySlice<UInt8>, _ dialect: CSVDialect, _ fieldNames: FieldNames) {
        var line = line
        if line.last == UInt8(ascii: "\r") { line.removeLast() }
        let row = Array(line)
        guard let cells = try? dialect.cells(of: row.span) else { return nil }
        self.dialect = dialect
        self.fieldNames = fieldNames
        names = cells.map { cell in
            let trimmed = dialect.bytes(of: cell, in: row.span).drop(while: isSpace).reversed()
                .drop(while: isSpace).reversed()
            return String(decoding: trimmed, as: UTF8.self).lowercased()
        }
        let matches = names.map { name in fieldNames.match(Array(name.utf8).span) }
        columns = matches.indices.map { index in
            guard let match = matches[index] else { return nil }
            // Of several columns for one field the most telling name wins, then the first.
            let winner = matches.indices.filter { matches[$0]?.field == match.field }
                .min { matches[$0]!.rank < matches[$1]!.rank }
            return winner == index ? match.field : nil
        }
    }
}
