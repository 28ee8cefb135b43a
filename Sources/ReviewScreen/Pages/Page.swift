/// Lines of a view as they are written, each fitted to the width and painted.
struct Page {
    /// Narrower than this nothing is readable; such a width is taken as this one.
    static let leastWidth = 20

    let width: Int
    let style: Style
    private(set) var rows: [StyledText] = []

    /// As a terminal gets them.
    var lines: [String] { rows.map(style.paint) }

    init(width: Int, style: Style) {
        self.width = max(width, Self.leastWidth)
        self.style = style
    }

    /// Writes text, wrapped; following lines hang below the first unless told otherwise.
    mutating func write(
        _ text: StyledText, first: StyledText = "", hanging: StyledText? = nil
    ) {
        for line in text.wrapped(to: width, first: first, hanging: hanging) { add(line) }
    }

    /// Writes text on one line, cut where it is too long.
    mutating func writeLine(_ text: StyledText) { add(text.truncated(to: width)) }

    mutating func blank() { rows.append("") }

    /// Leaves a line, then names what follows.
    mutating func section(_ title: SafeText) {
        blank()
        write(StyledText(title, .heading))
    }

    mutating func point(_ text: StyledText) { write(text, first: "- ") }

    /// Writes words below a point, in line with them.
    mutating func below(_ text: StyledText) { write(text, first: "  ") }

    /// Writes a comment's words, which look like nothing else on a page.
    mutating func comment(_ words: StyledText, indent: StyledText = "", sign: StyledText = "") {
        for row in words.ofComment(width: width, indent: indent, sign: sign, style: style) {
            add(row)
        }
    }

    /// Writes a command that may be typed, marked as such; it is never cut.
    mutating func command(_ words: [String]) {
        write(shellCommand(words), first: "  ", hanging: "    ")
    }

    private mutating func add(_ line: StyledText) { rows.append(line) }
}
