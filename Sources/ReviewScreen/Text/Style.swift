public import Moderation

/// How words with a role look on a terminal.
///
/// **Never** tells anything by colour alone: with colour off the same words and signs stand there.
public struct Style: Sendable, Hashable {
    /// What a stretch of words is.
    public enum Role: Sendable, Hashable {
        case body, heading, dim
        /// Words that a rule matched.
        case match
        /// Words that are not the author's.
        case quoted
        case command, warning
        /// A line that stands out from all others: the bar at the top, the entry under the cursor.
        case bar
        case route(Route)
    }

    /// Whether ANSI colours are written.
    public var colour: Bool
    /// For screen readers: no decorative lines, no columns, and brackets of ASCII.
    public var plain: Bool

    public init(colour: Bool, plain: Bool = false) {
        self.colour = colour
        self.plain = plain
    }

    /// What stands before and after matched words, so that they show without colour.
    var matchBrackets: (open: SafeText, close: SafeText) { plain ? ("[", "]") : ("⟦", "⟧") }

    /// What every row of a comment's words begins with, and no row of ours.
    var commentMark: SafeText { plain ? "| " : "┃ " }

    /// What turns a role's look on; `nil` where it has none.
    func code(of role: Role) -> String? { colour ? role.code : nil }

    /// The line as a terminal gets it.
    public func paint(_ text: StyledText) -> String {
        text.runs.reduce(into: "") { line, run in
            if let code = code(of: run.role) {
                line += "\u{1B}[\(code)m\(run.text)\u{1B}[0m"
            } else {
                line += run.text
            }
        }
    }
}

extension Style.Role {
    /// **Source**: ECMA-48, 8.3.117, Select Graphic Rendition; only attributes and the eight colours
    /// that every terminal theme defines.
    fileprivate var code: String? {
        switch self {
        case .body: nil
        case .heading: "1"
        case .dim, .quoted: "2"
        case .match, .bar: "7"
        case .command: "36"
        case .warning, .route(.queue): "33"
        case .route(.pass): "32"
        case .route(.hold): "31"
        case .route(.reject): "1;31"
        }
    }
}
