import Mustache

/// Text as it may stand in HTML, in an element or in a quoted attribute.
///
/// Scalar by scalar: the template library's own escape goes by `Character`, and a quotation mark
/// with a combining accent on it is a different character there, so it would leave an attribute
/// open.
/// **Never** lets a control character through other than tab and line ends, or one that turns the direction
/// of what follows: U+FFFD takes its place.
struct HTMLEscape: MustacheContentType {
    /// The name templates ask for in their first line: `{{% CONTENT_TYPE:GAVEL-HTML}}`.
    static let name = "GAVEL-HTML"

    func escapeText(_ text: String) -> String {
        var escaped = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "<": escaped.append(contentsOf: "&lt;".unicodeScalars)
            case ">": escaped.append(contentsOf: "&gt;".unicodeScalars)
            case "&": escaped.append(contentsOf: "&amp;".unicodeScalars)
            case "\"": escaped.append(contentsOf: "&quot;".unicodeScalars)
            case "'": escaped.append(contentsOf: "&#39;".unicodeScalars)
            case "\t", "\n", "\r": escaped.append(scalar)
            default:
                let properties = scalar.properties
                let isControl = properties.generalCategory == .control || properties.isBidiControl
                escaped.append(isControl ? "\u{FFFD}" : scalar)
            }
        }
        return String(escaped)
    }
}
