/// Text as it may stand in Markdown, in a paragraph or in a table cell: one line, nothing in it
/// read as markup.
///
/// **Source**: CommonMark 0.31.2, "Backslash escapes"; line ends become spaces because a table row
/// is one line, and so do characters that would turn the direction of what follows. What is markup only at
/// the start of a line, such as `+`, never stands there.
func markdownEscaped(_ text: String) -> String {
    var escaped = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
        if special.contains(scalar) { escaped.append("\\") }
        escaped.append(isSpace(scalar) ? " " : scalar)
    }
    return String(escaped)
}

/// Whether a space takes its place: controls, line ends, and what turns the direction.
private func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    // Nearly all are these, and a look at their properties takes the most time.
    if scalar.isASCII { return scalar.value < 0x20 || scalar.value == 0x7F }
    let properties = scalar.properties
    return properties.generalCategory == .control || properties.isBidiControl
        || scalar == "\u{2028}" || scalar == "\u{2029}"
}

private let special = Set("\\`*_[]<>#!|~&$".unicodeScalars)
