import Moderation

/// A body as bytes, so that spans find their words before anything is made safe.
struct Evidence {
    private let bytes: [UInt8]
    /// Ascending, apart, on the edges of characters.
    private let matches: [TextSpan]

    /// - Parameter matches: in any order, overlapping or outside the body as they may be.
    /// - Complexity: O(length + matches × log matches).
    init(_ text: String, matches: [TextSpan]) {
        let bytes = Array(text.utf8)
        self.bytes = bytes
        var apart: [TextSpan] = []
        for match in matches.sorted() {
            let span = Self.widened(match, in: bytes)
            if span.isEmpty { continue }
            if let last = apart.last, last.end > span.start {
                apart[apart.count - 1].end = max(last.end, span.end)
            } else {
                apart.append(span)
            }
        }
        self.matches = apart
    }

    var whole: TextSpan { TextSpan(0, bytes.count) }

    /// The words of a stretch, safe, the matched ones in brackets.
    ///
    /// - Complexity: O(length of the stretch + matches).
    func words(
        in stretch: TextSpan, role: Style.Role = .body, layout: SafeText.Layout, style: Style
    ) -> StyledText {
        let stretch = Self.widened(stretch, in: bytes)
        var words = StyledText()
        var place = stretch.start
        for match in matches where match.overlaps(stretch) {
            let start = max(match.start, stretch.start)
            let end = min(match.end, stretch.end)
            words += "\(text(TextSpan(place, start)), role, layout: layout)"
            words += StyledText(style.matchBrackets.open, .match)
            words += "\(text(TextSpan(start, end)), .match, layout: layout)"
            words += StyledText(style.matchBrackets.close, .match)
            place = end
        }
        return words + "\(text(TextSpan(place, stretch.end)), role, layout: layout)"
    }

    /// One line of about `columns` that shows the first match, or the beginning without one.
    ///
    /// - Complexity: O(columns), however long the body is.
    func excerpt(columns: Int, style: Style) -> StyledText {
        // 24 bytes a column: enough for the costliest column, a letter with 8 marks of 3 bytes;
        // what goes beyond is not needed, because marks are cut and joined emoji are rare.
        let most = 24 * columns
        var start = 0
        if let match = matches.first, match.start > columns / 2 {
            start = beginningOfWord(before: match.start, atMost: columns / 3)
        }
        let stretch = TextSpan(start, min(bytes.count, start + most))
        let words = words(in: stretch, layout: .flow, style: style)
        return ((start > 0 ? "…" : "") + words).truncated(to: columns)
    }

    /// Where a word begins at most so many bytes before a place; else the place itself.
    private func beginningOfWord(before place: Int, atMost distance: Int) -> Int {
        let earliest = max(0, place - distance)
        return (earliest..<place).first { $0 > 0 && bytes[$0 - 1] == 0x20 } ?? place
    }

    private func text(_ span: TextSpan) -> String {
        String(decoding: bytes[span.start..<max(span.start, span.end)], as: UTF8.self)
    }

    /// The span within the body, grown to the edges of the characters it cuts.
    private static func widened(_ span: TextSpan, in bytes: [UInt8]) -> TextSpan {
        func isInside(_ place: Int) -> Bool {
            place > 0 && place < bytes.count && bytes[place] & 0xC0 == 0x80
        }
        var start = min(max(span.start, 0), bytes.count)
        var end = min(max(span.end, start), bytes.count)
        if start == end { return TextSpan(start, end) }
        while isInside(start) { start -= 1 }
        while isInside(end) { end += 1 }
        return TextSpan(start, end)
    }
}
