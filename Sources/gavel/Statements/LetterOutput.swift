public import ArgumentParser
import Moderation
import Reports
import ReviewScreen

/// The language, form and place of a letter to a commenter.
struct LetterOutput: ParsableArguments {
    @Option(help: "en or es; else the desk's.") var language: StatementLanguage?
    @Option(help: "text or json.") var format: ViewFormat = .text
    @Option(help: ArgumentHelp("Write to a file.", valueName: "file")) var out: String?

    /// A file gets the words as they are, on lines that fit a page; a terminal what is harmless to it.
    ///
    /// - Throws: `Problem` E001.
    func write(_ letter: @autoclosure () -> String, json: (inout JSONWriter) -> Void) throws {
        guard format == .text else {
            guard let out else { return Terminal.print(json: json) }
            var writer = JSONWriter(layout: .pretty)
            json(&writer)
            writer.endLine()
            return try write(writer.bytes, to: out)
        }
        if let out { return try write(Array(onPage(letter()).utf8), to: out) }
        let styled = StyledText(SafeText(letter(), layout: .paragraphs))
        var lines = styled.wrapped(to: Terminal.width).map { Terminal.style.paint($0) }
        while lines.last?.isEmpty == true { lines.removeLast() }
        Terminal.print(lines)
    }

    private func write(_ bytes: [UInt8], to out: String) throws {
        try writeWhole(bytes, to: out)
        Terminal.tellWritten(out)
    }
}

/// A letter, of a paragraph a line, on lines that fit a page; a longer word has a line to itself.
///
/// **Units**: columns as ``TextWidth`` counts them.
/// - Complexity: O(length).
func onPage(_ letter: String) -> String {
    letter.split(separator: "\n", omittingEmptySubsequences: false).map { paragraph in
        let hanging = paragraph.hasPrefix("- ") ? "  " : ""
        var lines: [String] = []
        var columns = 0
        for word in paragraph.split(separator: " ") {
            let width = TextWidth.columns(of: SafeText(String(word)))
            if let last = lines.indices.last, columns + 1 + width <= pageColumns {
                lines[last] += " " + word
                columns += 1 + width
            } else {
                let indent = lines.isEmpty ? "" : hanging
                lines.append(indent + word)
                columns = indent.utf8.count + width
            }
        }
        return lines.joined(separator: "\n")
    }.joined(separator: "\n")
}

/// **Source**: ours; what A4 and US Letter hold of a 12-point fixed face with margins of an inch or so, and
/// less than a mail program would break again (RFC 5322, 2.1.1).
private let pageColumns = 78

extension StatementLanguage: ExpressibleByArgument {}
