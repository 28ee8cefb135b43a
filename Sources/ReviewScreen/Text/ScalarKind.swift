/// What a scalar does on a screen, as far as columns and trust go.
enum ScalarKind: UInt32 {
    case narrow, wide
    /// Stands on the letter before it and takes no column.
    case combining
    /// Belongs to the letter before it and takes a column of its own.
    case spacingMark
    /// Steers, reorders, is not seen or not assigned.
    case hidden
    case pictograph, widePictograph

    /// - Complexity: O(1) for ASCII, else O(log of the table).
    init(_ scalar: Unicode.Scalar) {
        let value = scalar.value
        if value < 0x7F {
            self = value < 0x20 ? .hidden : .narrow
            return
        }
        var low = 0
        var high = scalarRuns.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if scalarRuns[middle] >> 3 <= value { low = middle } else { high = middle }
        }
        self = ScalarKind(rawValue: scalarRuns[low] & 7) ?? .hidden
    }

    var isMark: Bool { self == .combining || self == .spacingMark }
    var isPictograph: Bool { self == .pictograph || self == .widePictograph }

    var columns: Int {
        switch self {
        case .narrow, .spacingMark, .pictograph: 1
        case .wide, .widePictograph: 2
        case .combining, .hidden: 0
        }
    }
}

extension Unicode.Scalar {
    static let zeroWidthNonJoiner: Unicode.Scalar = "\u{200C}"
    static let zeroWidthJoiner: Unicode.Scalar = "\u{200D}"
    static let textPresentation: Unicode.Scalar = "\u{FE0E}"
    static let emojiPresentation: Unicode.Scalar = "\u{FE0F}"
    static let keycap: Unicode.Scalar = "\u{20E3}"

    var isSkinTone: Bool { (0x1F3FB...0x1F3FF).contains(value) }
    var isRegionalIndicator: Bool { (0x1F1E6...0x1F1FF).contains(value) }

    /// Whether a keycap can be made of it: a digit, `#` or `*`.
    var isKeycapBase: Bool {
        (0x30...0x39).contains(value) || value == 0x23 || value == 0x2A
    }

    /// Whether it is a letter or mark of a script that writes with joiners.
    ///
    /// **Source**: Unicode 15.0, chapters 9, 12, 13.4 and 16: the blocks of Arabic, Syriac, N'Ko,
    /// the scripts from Devanagari to Sinhala, Myanmar, Khmer and Mongolian.
    var takesJoiner: Bool {
        switch value {
        case 0x600...0x77F, 0x7C0...0x7FF, 0x860...0xDFF, 0x1000...0x109F, 0x1780...0x18AF:
            properties.isAlphabetic || ScalarKind(self).isMark
        default: false
        }
    }
}
