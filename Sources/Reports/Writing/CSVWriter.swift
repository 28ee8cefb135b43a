/// Comma-separated values that a spreadsheet can open without running them.
///
/// **Shape**: UTF-8 without a byte order mark, CRLF after every row, the header row first.
/// **Never** writes a text cell that a spreadsheet would take for a formula, nor a control
/// character other than tab and line ends: those become U+FFFD.
/// **Source**: RFC 4180; OWASP, "CSV Injection".
public struct CSVWriter: Sendable {
    /// One field of a row.
    public enum Cell: Sendable, Equatable {
        /// Somebody's words: made harmless before they are written.
        case text(String)
        case int(Int)
        /// At most four decimals.
        case double(Double)
        case empty
    }

    public private(set) var bytes: [UInt8] = []

    public init(header: [String]) { row(header.map(Cell.text)) }

    public var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Empties the writer and keeps its memory, for the rows that follow.
    public mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

    /// - Complexity: O(bytes of the cells).
    public mutating func row(_ cells: [Cell]) {
        for (index, cell) in cells.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            append(cell)
        }
        bytes.append(contentsOf: "\r\n".utf8)
    }

    private mutating func append(_ cell: Cell) {
        switch cell {
        case .text(let text): appendQuoted(Self.harmless(text))
        case .int(let number): bytes.append(contentsOf: String(number).utf8)
        case .double(let number):
            var json = JSONWriter()
            json.rounded(number, places: 4)
            // What JSON cannot say is an empty cell here.
            if number.isFinite { bytes.append(contentsOf: json.bytes) }
        case .empty: break
        }
    }

    /// By byte.
    private static let isSplitting: [Bool] = (0...UInt8.max).map { "\",;\t\r\n".utf8.contains($0) }

    /// Quotes only where a reader might split: semicolon and tab are separators in some locales.
    private mutating func appendQuoted(_ text: String) {
        let space = UInt8(ascii: " ")
        let needsQuotes =
            text.utf8.first == space || text.utf8.last == space
            || text.utf8.contains { Self.isSplitting[Int($0)] }
        guard needsQuotes else { return bytes.append(contentsOf: text.utf8) }
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            if byte == UInt8(ascii: "\"") { bytes.append(byte) }
            bytes.append(byte)
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// The text as a cell holds it: control characters replaced, and an apostrophe in front of
    /// what would begin a formula.
    static func harmless(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        if beginsLikeFormula(text) { scalars.append("'") }
        for scalar in text.unicodeScalars {
            let isControl = scalar.properties.generalCategory == .control
            let isLayout = scalar == "\t" || scalar == "\r" || scalar == "\n"
            scalars.append(isControl && !isLayout ? "\u{FFFD}" : scalar)
        }
        return String(scalars)
    }

    private static let formulaSigns: Set<Unicode.Scalar> = [
        "=", "+", "-", "@", "＝", "＋", "－", "＠",
    ]

    /// Whether the first thing a spreadsheet would look at starts a formula.
    ///
    /// White space, control and invisible characters in front are passed over, as importers trim
    /// them; a tab or carriage return in front is a danger by itself.
    private static func beginsLikeFormula(_ text: String) -> Bool {
        for scalar in text.unicodeScalars {
            if formulaSigns.contains(scalar) || scalar == "\t" || scalar == "\r" { return true }
            let isInvisible =
                scalar.properties.isWhitespace || scalar.properties.isDefaultIgnorableCodePoint
                || [.control, .format].contains(scalar.properties.generalCategory)
            guard isInvisible else { return false }
        }
        return false
    }
}
