/// A comment's words as rows that no words can pass for anything else.
extension StyledText {
    /// The words on rows of a width, each behind the mark of a comment: what a comment says can imitate a
    /// line of Gavel's, but not the edge that such a line does not have.
    ///
    /// **Shape**: at least one row; where many rows in a row are empty, one says how many.
    /// - Parameters:
    ///   - indent: stands before the mark.
    ///   - sign: stands behind it.
    /// - Complexity: O(length).
    func ofComment(
        width: Int, indent: StyledText = "", sign: StyledText = "", style: Style
    ) -> [StyledText] {
        let edge = indent + StyledText(style.commentMark, .dim) + sign
        // More than a paragraph needs, fewer than part words from their comment.
        let mostEmpty = 2
        var rows: [StyledText] = []
        var empty = 0
        func fold() {
            if empty > mostEmpty {
                rows.append(edge + "\("… \(empty) empty lines", .dim)")
            } else {
                rows += Array(repeating: edge, count: empty)
            }
            empty = 0
        }
        for row in wrapped(to: max(1, width - edge.columns)) {
            if row.isBlank {
                empty += 1
                continue
            }
            fold()
            rows.append(edge + row)
        }
        fold()
        return rows
    }

    /// Whether nobody would see anything of it.
    var isBlank: Bool {
        // No mark of braille is a letter of it, and as empty as a space.
        runs.allSatisfy { run in
            run.text.unicodeScalars.allSatisfy {
                $0.properties.isWhitespace || $0 == "\u{2800}"
            }
        }
    }
}
