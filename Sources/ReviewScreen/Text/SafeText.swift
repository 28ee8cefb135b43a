/// Text that may be written to a terminal.
///
/// **Shape**: everything that would steer the terminal, reorder, hide or forge stands there as a
/// visible mark instead: `␛`, `␀`, `‹U+202E›`, `‹+40 marks›`. Safe text made safe again is the same.
///
/// **Never** holds a control character, a bidi control, or a default-ignorable character other than
/// a joiner or emoji selector where its neighbours need one. Line feeds only with `.paragraphs`.
public struct SafeText: Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
    /// What becomes of line ends and tabs.
    public enum Layout: Sendable {
        /// Marks, like every other control: for ids, names and urls.
        case marks
        /// One space each: for a title or an excerpt on one line.
        case flow
        /// A line end stays, a tab is four spaces: for bodies.
        case paragraphs
    }

    public let description: String

    /// Makes untrusted text safe.
    ///
    /// - Complexity: O(length).
    public init(_ untrusted: String, layout: Layout = .marks) {
        var filter = SafeTextFilter(layout: layout)
        filter.read(untrusted)
        description = filter.text
    }

    /// Takes our own words as they are.
    public init(stringLiteral value: StaticString) { description = value.description }
}
