import ReviewScreen
import Testing

/// The colour version without its colours: what a person who sees none reads.
func withoutColours(_ line: String) -> String {
    var kept = String.UnicodeScalarView()
    var scalars = line.unicodeScalars[...]
    while let scalar = scalars.popFirst() {
        if scalar == "\u{1B}", scalars.first == "[" {
            while let skipped = scalars.popFirst(), skipped != "m" {}
        } else {
            kept.append(scalar)
        }
    }
    return String(kept)
}

/// Why a scalar may not stand where it does, judged by the standard library's own Unicode data and
/// so independently of the table under test; `nil` where it may.
func objection(to text: String, allowingLineFeeds: Bool = false) -> String? {
    let scalars = Array(text.unicodeScalars)
    for (index, scalar) in scalars.enumerated() {
        if allowingLineFeeds, scalar == "\n" { continue }
        let name = "U+" + String(scalar.value, radix: 16, uppercase: true) + " at \(index)"
        switch scalar.properties.generalCategory {
        case .control, .unassigned, .privateUse, .surrogate, .lineSeparator, .paragraphSeparator:
            return name
        default: break
        }
        if scalar.properties.isBidiControl || scalar.properties.isNoncharacterCodePoint {
            return name
        }
        guard scalar.properties.isDefaultIgnorableCodePoint else { continue }
        guard index > 0 else { return name }
        let before = scalars[index - 1]
        let after = index + 1 < scalars.count ? scalars[index + 1] : nil
        let isKeycap = after?.value == 0x20E3 && before.properties.isEmoji
        let isEmoji = before.properties.isEmoji && before.value > 0x7F || before.value == 0xFE0F
        let isPicture = isEmoji || isPictographic(before)
        switch scalar.value {
        case 0xFE0E, 0xFE0F:
            if isKeycap || isPictographic(before) { continue }
        case 0x200D where isPicture && after.map(isPictographic) ?? false:
            continue
        case 0x200C, 0x200D:
            let isEuropean = after.map { $0.value < 0x530 && $0.properties.isAlphabetic } ?? false
            if (0x600...0x18AF).contains(before.value), !isEuropean { continue }
        default: break
        }
        return name
    }
    return nil
}

/// A rough wider set than the emoji: the symbol blocks, and the few letters that are pictures.
private func isPictographic(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0xA9, 0xAE, 0x203C, 0x2049, 0x2122...0x21FF, 0x2300...0x2BFF, 0x3030, 0x303D, 0x3297,
        0x3299, 0x1F000...0x1FAFF:
        true
    default: false
    }
}

/// The text in which the escapes of the colours can be read.
func readable(_ lines: [String]) -> String {
    lines.map { line in
        String(
            String.UnicodeScalarView(line.unicodeScalars.map { $0 == "\u{1B}" ? "␛" : $0 }))
    }.joined(separator: "\n") + "\n"
}

/// The columns of a line as shown; our own brackets, which safe text would mark, count as they are.
func columns(_ line: String) -> Int {
    let scalars = withoutColours(line).unicodeScalars.map { $0 == "⟦" || $0 == "⟧" ? "[" : $0 }
    return TextWidth.columns(of: SafeText(String(String.UnicodeScalarView(scalars))))
}
