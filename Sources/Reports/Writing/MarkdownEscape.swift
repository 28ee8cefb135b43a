/// Text as it may stand in Markdown, in a paragraph or in a table cell: one line, nothing in it
/// read as markup.
///
/// **Source**: CommonMark 0.31.2, "Backslash escapes"; line ends become spaces because a table row
/// is one line, and so do characters that would turn the direction of what follows. What is markup only at
/// the start of a line, such as `+`, never stands there.
func markdownEscaped(_ text: String) -> String {
    let special = Set("\\`*_[]<>#!|~&$".unicodeScalars)
    var escaped = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
        if special.contains(scalar) { escaped.append("\\") }
        let properties = scalar.properties
        let isControl = properties.generalCategory == .control || properties.isBidiControl
        let isLineEnd = scalar == "\u{2028}" || scalar == "\u{2029}"
        escaped.append(isControl || isLineEnd ? " " : scalar)
    }
    return String(escaped)
}
