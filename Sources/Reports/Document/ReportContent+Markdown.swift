import Moderation

/// The report as CommonMark with tables, to be pasted into minutes, a mail or a repository.
extension ReportContent {
    func markdown() -> String {
        var parts = [
            "# \(heading): \(markdownEscaped(scope.desk))",
            "\(markdownEscaped(period)), \(markdownEscaped(asOf))",
            markdownEscaped(lead.joined(separator: " ")),
        ]
        if !figures.isEmpty {
            parts += [
                "## Key figures",
                markdownTable(
                    titles: ["Figure", "Value", "Note"],
                    rows: figures.map { [.text($0.title), $0.value, .text($0.note ?? "")] }),
            ]
        }
        for table in tables {
            parts.append("## \(table.title)")
            if table.rows.isEmpty {
                parts.append(markdownEscaped(table.whenEmpty))
            } else {
                parts.append(markdownEscaped(table.caption))
                parts.append(
                    markdownTable(titles: table.columns.map(\.title), rows: table.rows))
            }
        }
        if !definitions.isEmpty {
            parts += [
                "## What the words mean",
                definitions.map { "- **\($0.term)**: \(markdownEscaped($0.meaning))" }
                    .joined(separator: "\n"),
            ]
        }
        parts += [
            "## Policy and proof",
            "Policy `\(codeSpan(scope.policy.rawValue))`, profile "
                + "`\(scope.profile.rawValue)`. \(markdownEscaped(scope.profile.sentence))",
            markdownEscaped(verification(of: scope.policy)),
        ]
        return parts.joined(separator: "\n\n") + "\n"
    }

    /// Columns of numbers are set flush right.
    private func markdownTable(titles: [String], rows: [[Cell]]) -> String {
        let rules = titles.indices.map { column in
            rows.contains { $0[column].isNumber } ? "---:" : "---"
        }
        let cells = rows.map { row in row.map { markdownEscaped($0.plain(clock)) } }
        return ([titles.map(markdownEscaped), rules] + cells)
            .map { "| " + $0.joined(separator: " | ") + " |" }.joined(separator: "\n")
    }

    /// Inside a code span a backslash is a backslash, so what would end the span is taken out.
    private func codeSpan(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        scalars.append(contentsOf: text.unicodeScalars.filter { $0 != "`" && $0 != "\n" })
        return String(scalars)
    }
}
