/// The walk over untrusted text that leaves it harmless.
struct SafeTextFilter {
    /// **Source**: Vietnamese and pointed Hebrew stay below 5 marks on a letter; twice that is no
    /// longer writing, and taller stacks run over the lines above.
    static let mostMarks = 8
    /// **Source**: emoji-zwj-sequences.txt 15.0: no sequence joins more.
    static let mostPictographs = 4

    let layout: SafeText.Layout
    private var output = String.UnicodeScalarView()
    /// The scalar just copied; `nil` at the start of a line and after a visible mark.
    private var previous: Unicode.Scalar?
    /// Marks on the present letter, the dropped ones too.
    private var marks = 0
    /// Pictographs joined so far; 0 outside an emoji.
    private var pictographs = 0

    init(layout: SafeText.Layout) { self.layout = layout }

    var text: String { String(output) }

    mutating func read(_ untrusted: String) {
        let scalars = untrusted.unicodeScalars
        var index = scalars.startIndex
        while index < scalars.endIndex {
            let scalar = scalars[index]
            scalars.formIndex(after: &index)
            let next = index < scalars.endIndex ? scalars[index] : nil
            take(scalar, ScalarKind(scalar), before: next)
        }
        endMarks()
    }

    private mutating func take(
        _ scalar: Unicode.Scalar, _ kind: ScalarKind, before next: Unicode.Scalar?
    ) {
        if kind.isMark {
            mark(scalar)
        } else if kind == .hidden, isNeeded(scalar, before: next) {
            copy(scalar)
        } else {
            endMarks()
            if kind == .hidden {
                hide(scalar, before: next)
            } else if scalar == "⟦" || scalar == "⟧" {
                show(scalar)  // they say "this matched", which only we may say
            } else {
                joinEmoji(scalar, kind)
                copy(scalar)
            }
        }
    }

    private mutating func copy(_ scalar: Unicode.Scalar) {
        output.append(scalar)
        previous = scalar
    }

    /// Keeps count of the emoji that the scalar begins, goes on with or ends.
    private mutating func joinEmoji(_ scalar: Unicode.Scalar, _ kind: ScalarKind) {
        if kind.isPictograph {
            pictographs = previous == .zeroWidthJoiner ? pictographs + 1 : 1
        } else if !scalar.isSkinTone {
            pictographs = 0
        }
    }

    // MARK: Combining marks

    private mutating func mark(_ scalar: Unicode.Scalar) {
        marks += 1
        guard marks <= Self.mostMarks else { return }
        // Without a letter of its own it would land on our own sign or on the cell to the left.
        if previous == nil { output.append("◌") }
        pictographs = 0
        copy(scalar)
    }

    private mutating func endMarks() {
        if marks > Self.mostMarks { write("‹+\(marks - Self.mostMarks) marks›") }
        marks = 0
    }

    // MARK: Hidden characters

    /// Whether writing itself needs the hidden scalar here.
    private func isNeeded(_ scalar: Unicode.Scalar, before next: Unicode.Scalar?) -> Bool {
        guard let previous, marks <= Self.mostMarks else { return false }
        switch scalar {
        case .emojiPresentation where previous.isKeycapBase:
            return next == .keycap
        case .emojiPresentation, .textPresentation:
            return pictographs > 0 && ScalarKind(previous).isPictograph
        case .zeroWidthJoiner where pictographs > 0:
            return pictographs < Self.mostPictographs && previous != .zeroWidthJoiner
                && next.map { ScalarKind($0).isPictograph } ?? false
        case .zeroWidthJoiner, .zeroWidthNonJoiner:
            return previous.takesJoiner
                && next.map { $0.takesJoiner || !$0.properties.isAlphabetic } ?? true
        default:
            return false
        }
    }

    private mutating func hide(_ scalar: Unicode.Scalar, before next: Unicode.Scalar?) {
        switch (scalar, layout) {
        case ("\r", .flow), ("\r", .paragraphs):
            if next == "\n" { return }
            show(scalar)
        case ("\n", .flow), ("\t", .flow):
            copy(" ")
        case ("\n", .paragraphs):
            output.append("\n")
            previous = nil
        case ("\t", .paragraphs):
            write("    ")
        default:
            show(scalar)
        }
        pictographs = 0
    }

    /// Writes the visible mark that stands for a scalar.
    private mutating func show(_ scalar: Unicode.Scalar) {
        switch scalar.value {
        case 0..<0x20:  // the block Control Pictures has them in the same order
            write(Unicode.Scalar(0x2400 + scalar.value).map { String($0) } ?? "")
        case 0x7F:
            write("␡")
        default:
            let digits = String(scalar.value, radix: 16, uppercase: true)
            let zeros = String(repeating: "0", count: max(0, 4 - digits.utf8.count))
            write("‹U+\(zeros)\(digits)›")
        }
    }

    private mutating func write(_ ours: String) {
        output.append(contentsOf: ours.unicodeScalars)
        previous = nil
        pictographs = 0
    }
}
