/// Somebody's input is wrong: where, what, and the one next thing to do.
///
/// The sentences live with the arm that finds the fault; the form lives here, once:
/// ```
/// place: severity[code]: what is wrong
///   excerpt with a caret
///   details, a line each
///   help: the next thing to do
/// ```
/// **Never** holds comment text or author details.
public struct Problem: Error, Sendable, Hashable, CustomStringConvertible {
    public enum Severity: String, Sendable { case error, warning }

    /// A place in a file; line and column count from 1.
    public struct Place: Sendable, Hashable, CustomStringConvertible {
        public var file: String
        public var line: Int?
        public var column: Int?

        public init(file: String, line: Int? = nil, column: Int? = nil) {
            self.file = file
            self.line = line
            self.column = column
        }

        public var description: String {
            [file, line.map(String.init), column.map(String.init)]
                .compactMap(\.self).joined(separator: ":")
        }
    }

    public var place: Place?
    public var severity: Severity
    /// A letter (`P` policy, `C` settings, `F` file format, `Q` queue, `E` export) and three digits.
    public var code: String
    public var message: String
    /// The line at `place`, as it stands in the file.
    public var excerpt: String?
    /// What was held against what, where one sentence does not say it; may be empty.
    public var details: [String]
    public var help: String?

    public init(
        place: Place? = nil, severity: Severity = .error, code: String, message: String,
        excerpt: String? = nil, details: [String] = [], help: String? = nil
    ) {
        self.place = place
        self.severity = severity
        self.code = code
        self.message = message
        self.excerpt = excerpt
        self.details = details
        self.help = help
    }

    public var description: String {
        var lines = [(place.map { "\($0): " } ?? "gavel: ") + "\(severity)[\(code)]: \(message)"]
        if let excerpt, let line = place?.line {
            let number = String(line)
            lines.append("    \(number) | \(excerpt)")
            if let column = place?.column {
                let pad = String(repeating: " ", count: number.utf8.count + 4)
                lines.append(pad + " | " + String(repeating: " ", count: max(0, column - 1)) + "^")
            }
        }
        lines += details.map { "  " + $0 }
        if let help { lines.append("  help: \(help)") }
        return lines.joined(separator: "\n")
    }
}

/// Several problems found in one go, in file order; never empty.
public struct Problems: Error, Sendable, CustomStringConvertible {
    public var all: [Problem]

    /// - Precondition: `all` is not empty.
    public init(_ all: [Problem]) {
        precondition(!all.isEmpty)
        self.all = all
    }

    public var description: String { all.map(\.description).joined(separator: "\n") }
}
