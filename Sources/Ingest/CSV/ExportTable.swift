import Moderation

/// The header of a table whose columns another program names.
struct ExportHeader<Key: ExportKey>: Sendable {
    let dialect: CSVDialect
    /// By column; `nil` for those that say nothing to us.
    let columns: [Key?]

    /// Reads the names under the delimiter by which most are known.
    init(_ line: ArraySlice<UInt8>) {
        var dialect = CSVDialect(delimiter: UInt8(ascii: ","))
        var columns = Self.columns(of: line, dialect)
        for delimiter in [UInt8(ascii: ";"), UInt8(ascii: "\t"), UInt8(ascii: "|")] {
            let other = CSVDialect(delimiter: delimiter)
            let read = Self.columns(of: line, other)
            if read.count(where: { $0 != nil }) > columns.count(where: { $0 != nil }) {
                (dialect, columns) = (other, read)
            }
        }
        self.dialect = dialect
        self.columns = columns
    }

    var isKnown: Bool { columns.contains { $0 != nil } }

    func has(_ keys: Key...) -> Bool { keys.allSatisfy(columns.contains) }

    private static func columns(of line: ArraySlice<UInt8>, _ dialect: CSVDialect) -> [Key?] {
        let row = Array(trimmed(line))
        guard let cells = try? dialect.cells(of: row.span) else { return [] }
        var columns: [Key?] = []
        for cell in cells {
            let name = trimmed(dialect.bytes(of: cell, in: row.span)[...])
            let key = Key.allCases.first { key in
                key.rawValue.utf8.count == name.count
                    && zip(key.rawValue.utf8, name).allSatisfy { lowered($0) == lowered($1) }
            }
            columns.append(columns.contains(key) ? nil : key)
        }
        return columns
    }

    private static func lowered(_ byte: UInt8) -> UInt8 {
        0x41...0x5A ~= byte ? byte | 0x20 : byte
    }
}

extension ExportDecoder {
    /// For records that are rows of a table.
    static func table(_ header: ExportHeader<Format.Key>, article: Article?) -> Self {
        Self(article: article) { bytes throws(RecordFault) in
            let row = bytes.span
            let cells = try header.dialect.cells(of: row)
            guard cells.count == header.columns.count else {
                throw RecordFault(
                    .wrongFieldCount,
                    "the row has \(cells.count) fields and the header \(header.columns.count)")
            }
            var fields = Fields<Format.Key>()
            for (cell, key) in zip(cells, header.columns) {
                guard let key else { continue }
                fields.add(key, .string(try header.dialect.text(of: cell, in: row)))
            }
            return (fields, Repairs())
        }
    }
}
