import Moderation

/// A header and one comment a row, by RFC 4180; blank lines are passed over.
///
/// A quote that is opened and never closed cannot swallow what follows: its record is set aside
/// by its first line alone, and the next line begins a new record.
struct CSVReader: LineReader {
    let format: InputFormat
    let decoder: any RecordDecoder
    var leavesUnfinished = false
    var window: ByteWindow
    let input: String
    private let dialect: CSVDialect
    /// Up to this offset no quote that is open at the end of its record's first line can come out
    /// right: the walk that failed was within quotes at every line end before it, so a walk that
    /// is there too has joined it. Without this a file of stray quotes takes quadratic time.
    private var doubtfulUpTo = 0

    /// - Throws: `F006` when no column holds the text, `F007` when a mapped column is not there.
    init(_ window: ByteWindow, input: String, options: ReadingOptions) throws {
        self.window = window
        self.input = input
        format = .csv
        let header = try Self.header(&self.window, input: input, fields: options.fields)
        dialect = header?.dialect ?? CSVDialect(delimiter: UInt8(ascii: ","))
        decoder = CSVDecoder(header: header, article: options.article)
    }

    /// For a table whose columns another program names.
    ///
    /// - Throws: `F006` when no column is one of that program's.
    init<Export: ExportFormat>(
        _ window: ByteWindow, input: String, format: InputFormat, export: Export.Type,
        options: ReadingOptions
    ) throws {
        var window = window
        var header = ExportHeader<Export.Key>([])
        while case .line(let line) = window.nextLine() {
            defer { window.release() }
            if window.isBlank(line) { continue }
            header = window.withBytes(of: line) { ExportHeader($0) }
            guard header.isKnown else {
                throw Problem(
                    .noTextColumn, in: input, line: line.number,
                    "no column is named as \(format.rawValue) names its columns",
                    help: "leave --format out, or see the names with 'head -1'")
            }
            break
        }
        self.window = window
        self.input = input
        self.format = format
        dialect = header.dialect
        decoder = ExportDecoder<Export>.table(header, article: options.article)
    }

    mutating func resume(at place: RecordPlace) throws {
        doubtfulUpTo = 0
        try window.seek(to: place.offset, line: place.line)
    }

    mutating func end(of first: ByteWindow.Line) -> Int? {
        if isLeft(first) { return nil }
        var state = walk(first, from: .cellStart).state
        guard state == .quoted else { return first.end }
        guard first.offset >= doubtfulUpTo else { return first.end }
        var step = window.nextLine()
        while case .line(let line) = step {
            if isLeft(line) { return nil }
            let walked = walk(line, from: .quoted)
            if walked.wentAstray {
                doubtfulUpTo = line.offset
                window.rewind(toAfter: first)
                return first.end
            }
            state = walked.state
            if state != .quoted { return line.end }
            step = window.nextLine()
        }
        if step == .end, leavesUnfinished { return nil }
        // The end of the input, or more than a record may hold.
        doubtfulUpTo = window.offset
        window.rewind(toAfter: first)
        return first.end
    }

    private func walk(
        _ line: ByteWindow.Line, from start: CSVDialect.State
    ) -> (state: CSVDialect.State, wentAstray: Bool) {
        window.withBytes(of: line) { bytes in
            var state = start
            var wentAstray = false
            for byte in bytes {
                state = dialect.step(state, byte)
                if state == .astray { wentAstray = true }
            }
            return (state, wentAstray)
        }
    }

    /// The header row, or `nil` for an input of blank lines.
    private static func header(
        _ window: inout ByteWindow, input: String, fields: FieldMap
    ) throws -> CSVHeader? {
        while case .line(let line) = window.nextLine() {
            defer { window.release() }
            if window.isBlank(line) { continue }
            let best = window.withBytes(of: line) { CSVHeader.best(of: $0, fields: fields) }
            guard let header = best else {
                throw Problem(
                    .noTextColumn, in: input, line: line.number,
                    "the header has a quote that is never closed",
                    help: "the first line names the columns, such as id,text")
            }
            for (_, column) in fields.pairs where !header.has(column) {
                throw Problem(
                    .badMapping, in: input, line: line.number,
                    "there is no column '\(column)', which --map names",
                    help: header.nearest(to: column).map { "did you mean '\($0)'" }
                        ?? "the first line names the columns; see it with 'head -1'")
            }
            guard header.hasText else {
                throw Problem(
                    .noTextColumn, in: input, line: line.number,
                    "no column holds the comment text: none of \(header.fieldNames.textNames)",
                    help: header.nearest(to: "text").map { "name it: --map text=\($0)" }
                        ?? "name it: --map text=COLUMN")
            }
            return header
        }
        return nil
    }
}

extension CSVHeader {
    func has(_ column: String) -> Bool {
        let wanted = column.lowercased()
        return names.contains { $0.utf8.elementsEqual(wanted.utf8) }
    }

    /// Only short names are looked at: a file without a header has a comment in this place.
    func nearest(to name: String) -> String? {
        nearestName(to: name, among: names.filter { $0.utf8.count <= 64 })
    }
}

/// Understands one row by the header.
struct CSVDecoder: RecordDecoder {
    let header: CSVHeader?
    let article: Article?

    func decode(_ raw: RawRecord) -> Record {
        settle(raw) { bytes throws(RecordFault) in .comment(try comment(bytes.span)) }
    }

    private func comment(_ row: Span<UInt8>) throws(RecordFault) -> Comment {
        guard let header else { throw RecordFault(.noText, "there is no header") }
        let cells = try header.dialect.cells(of: row)
        guard cells.count == header.columns.count else {
            throw RecordFault(
                .wrongFieldCount,
                "the row has \(cells.count) fields and the header \(header.columns.count)")
        }
        var draft = CommentDraft()
        for (cell, column) in zip(cells, header.columns) {
            guard let field = column else { continue }
            let text = try header.dialect.text(of: cell, in: row)
            // An empty cell says nothing, except where something has to be.
            if text.isEmpty, field != .text, field != .id { continue }
            try draft.set(field, to: .string(text))
        }
        return try draft.finished(about: article, names: header.fieldNames)
    }
}
