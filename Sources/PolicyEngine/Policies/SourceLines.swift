import Moderation

/// The lines of a policy file, cut at line feeds by bytes: `\r\n` is one Character to Swift and would
/// hide the end of the line.
struct SourceLines: Sendable {
    private let lines: [Substring.UTF8View]

    /// - Complexity: O(length).
    init(_ text: String) {
        lines = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map { line in
            line.last == 0x0D ? line.dropLast() : line
        }
    }

    /// All lines with their numbers, counted from 1.
    var numbered: some Sequence<(number: Int, text: String)> {
        lines.lazy.enumerated().map { ($0 + 1, String(Substring($1))) }
    }

    /// A line as an excerpt for a problem; `nil` when it is not there or over 200 bytes.
    func excerpt(_ number: Int?) -> String? {
        guard let number, number >= 1, number <= lines.count else { return nil }
        let line = lines[number - 1]
        return line.count <= 200 ? String(Substring(line)) : nil
    }

    /// The first invisible or control character of each line that has one.
    ///
    /// A character nobody can see can change what a rule does; YAML's `\u200b` says it aloud.
    var hiddenCharacters: [(line: Int, column: Int, name: String)] {
        lines.enumerated().compactMap { number, line in
            if line.allSatisfy({ (0x20..<0x7F).contains($0) || $0 == 0x09 }) { return nil }
            for (column, scalar) in Substring(line).unicodeScalars.enumerated() {
                guard Self.isHidden(scalar) else { continue }
                let hex = String(scalar.value, radix: 16, uppercase: true)
                let padding = String(repeating: "0", count: max(0, 4 - hex.utf8.count))
                return (number + 1, column + 1, "U+\(padding)\(hex)")
            }
            return nil
        }
    }

    /// Properties are looked up only beyond ASCII: it is most of a policy, and a look-up is slow.
    private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09: false
        case ..<0x20, 0x7F..<0xA0: true
        case ..<0x7F: false
        default: scalar.properties.isDefaultIgnorableCodePoint
        }
    }
}

/// A file whose places problems name.
struct SourceFile: Sendable {
    let path: String
    let lines: SourceLines
    private let letter: Character

    /// - Parameter letter: what the codes of its problems begin with: `P` for policies, `C` for a
    ///   desk's settings; the numbers mean the same.
    /// - Complexity: O(length).
    init(path: String, text: String, letter: Character = "P") {
        self.path = path
        self.letter = letter
        lines = SourceLines(text)
    }

    /// A problem at a place of this file, with the line as it stands there.
    func problem(
        _ code: PolicyCode, line: Int?, column: Int? = nil, _ message: String, help: String? = nil
    ) -> Problem {
        problem(
            "\(letter)\(code.rawValue.dropFirst())", line: line, column: column, message, help: help
        )
    }

    /// - Parameter code: with its letter.
    func problem(
        _ code: String, line: Int?, column: Int?, _ message: String, help: String?
    ) -> Problem {
        Problem(
            place: Problem.Place(file: path, line: line, column: column), code: code,
            message: message, excerpt: lines.excerpt(line), help: help)
    }
}

/// The lines of a policy's files for problems that are found after reading; cut only when asked.
struct Excerpts: Sendable {
    private let folder: String
    private let files: [PolicyFile]

    init(_ folder: String, _ files: [PolicyFile]) {
        self.folder = folder
        self.files = files
    }

    /// - Parameter file: its path with the folder's before it.
    func line(_ number: Int?, of file: String) -> String? {
        files.first { folder + "/" + $0.path == file }.flatMap {
            SourceLines($0.text).excerpt(number)
        }
    }
}
