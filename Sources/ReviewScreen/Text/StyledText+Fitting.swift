/// Fitting words to columns; wide characters, emoji and marks are never cut in half.
extension StyledText {
    /// One piece that stays together, with its role.
    private struct Cell {
        var text: String
        var columns: Int
        var role: Style.Role

        var isSpace: Bool { text.utf8.elementsEqual(CollectionOfOne(0x20)) }
        var isLineEnd: Bool { text.utf8.elementsEqual(CollectionOfOne(0x0A)) }
    }

    private var cells: some Sequence<Cell> {
        runs.lazy.flatMap { run in
            Clusters(run.text).lazy.map {
                Cell(text: $0.text, columns: $0.columns, role: run.role)
            }
        }
    }

    /// The text on at most `width` columns, ending in `…` where something is missing.
    ///
    /// - Complexity: O(length).
    public func truncated(to width: Int) -> StyledText {
        var kept: [Cell] = []
        var used = 0
        for cell in cells {
            if used + cell.columns > width {
                while let last = kept.last, used + 1 > width || last.isSpace {
                    used -= last.columns
                    kept.removeLast()
                }
                return Self(kept) + (width > 0 ? "…" : "")
            }
            kept.append(cell)
            used += cell.columns
        }
        return self
    }

    /// The text on exactly `width` columns: cut, or filled with spaces.
    ///
    /// - Complexity: O(length).
    public func padded(to width: Int) -> StyledText {
        var fitted = truncated(to: width)
        fitted.append(String(repeating: " ", count: max(0, width - fitted.columns)), .body)
        return fitted
    }

    /// The text on lines of at most `width` columns, broken at spaces, between wide characters, and
    /// within a word only where it is longer than a line.
    ///
    /// **Shape**: at least one line; a line feed ends a line; a line without words has no spaces.
    /// - Parameters:
    ///   - first: stands before the first line.
    ///   - hanging: stands before all others; by default spaces below `first`.
    /// - Complexity: O(length).
    public func wrapped(
        to width: Int, first: StyledText = "", hanging: StyledText? = nil
    ) -> [StyledText] {
        let spaces = String(repeating: " ", count: first.columns)
        let hanging = hanging ?? StyledText(SafeText(spaces))
        var lines = LineFiller(width: width, first: first, hanging: hanging)
        for cell in cells { lines.take(cell) }
        return lines.finished()
    }

    /// The same on at most so many lines, the last of them ending in `…` where something is missing.
    func wrapped(
        to width: Int, most: Int, first: StyledText = "", hanging: StyledText? = nil
    ) -> [StyledText] {
        let lines = wrapped(to: width, first: first, hanging: hanging)
        guard lines.count > most, most > 0 else { return Array(lines.prefix(most)) }
        let line = lines[most - 1].withoutSpacesAtEnd()
        let last = line.columns < width ? line + "…" : line.truncated(to: width - 1)
        return lines[..<(most - 1)] + [last]
    }

    private func withoutSpacesAtEnd() -> StyledText {
        var kept = Array(cells)
        while kept.last?.isSpace == true { kept.removeLast() }
        return Self(kept)
    }

    private init(_ cells: [Cell]) {
        for cell in cells { append(cell.text, cell.role) }
    }

    /// Greedy filling: a word goes on the line if it fits there, else on the next.
    private struct LineFiller {
        let width: Int
        let hanging: StyledText
        let hangingColumns: Int
        var lines: [StyledText] = []
        var line: StyledText
        var used: Int
        /// Whether the line has more than what stands before it.
        var hasWords = false
        var gap: [Cell] = []
        var word: [Cell] = []
        var wordColumns = 0

        init(width: Int, first: StyledText, hanging: StyledText) {
            self.width = width
            self.hanging = hanging
            hangingColumns = hanging.columns
            line = first
            used = first.columns
        }

        mutating func take(_ cell: Cell) {
            if cell.isLineEnd {
                endWord()
                endLine()
            } else if cell.isSpace {
                endWord()
                gap.append(cell)
            } else {
                // Scripts written without spaces are wide; they may break at any character.
                if cell.columns == 2 || word.last?.columns == 2 { endWord() }
                word.append(cell)
                wordColumns += cell.columns
            }
        }

        mutating func finished() -> [StyledText] {
            endWord()
            if hasWords || lines.isEmpty { endLine() }
            return lines
        }

        private mutating func endWord() {
            guard !word.isEmpty else { return }
            if used + gap.count + wordColumns <= width {
                for space in gap { line.append(space.text, space.role) }
                used += gap.count
            } else if hasWords {
                endLine()
            }
            gap = []
            for cell in word {
                if used + cell.columns > width, hasWords { endLine() }
                line.append(cell.text, cell.role)
                used += cell.columns
                hasWords = true
            }
            word = []
            wordColumns = 0
        }

        private mutating func endLine() {
            lines.append(hasWords ? line : line.withoutSpacesAtEnd())
            line = hanging
            used = hangingColumns
            hasWords = false
            gap = []
        }
    }
}
