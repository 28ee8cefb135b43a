/// What a body's own words can be measured by. Tone only: no measure acts by itself.
enum Measure: String, CaseIterable, Sendable {
    /// Capitals among the author's own letters, 0…1; 0 when there are fewer than 20 letters, because
    /// an acronym or a name is no shout.
    case capitalsShare = "capitals_share"
    /// The longest run of `!` and `?`.
    case exclamationRun = "exclamation_run"
    /// The longest run of one letter.
    case repeatedRun = "repeated_run"
    /// Web addresses, in the text and in markup.
    case linkCount = "link_count"
    /// Characters (Unicode scalars).
    case length

    static let fewestLetters = 20
}

/// A measured value and where the evidence stands, in plain bytes.
struct Measurement {
    var value: Double
    var start: Int
    var end: Int
}

extension ReadText {
    /// Measures the author's own words; links count for `linkCount` only.
    ///
    /// - Complexity: O(length).
    func measure(_ measure: Measure) -> Measurement {
        switch measure {
        case .capitalsShare: capitalsShare()
        case .exclamationRun: longestRun { $0 == 0x21 || $0 == 0x3F ? 0x21 : nil }
        case .repeatedRun:
            longestRun { byte in
                let folded = byte < 0x80 ? asciiFold[Int(byte)] : 0
                return folded & ASCIIKind.word != 0 && folded & 0x7F > 0x39 ? folded : nil
            }
        case .linkCount:
            Measurement(
                value: Double(links.count + body.linksInMarkup), start: links.first?.start ?? 0,
                end: links.last?.end ?? body.bytes.count)
        case .length: length()
        }
    }

    private func capitalsShare() -> Measurement {
        var capitals = 0
        var letters = 0
        forEachOwnByte { byte, _ in
            // A to Z only: accented capitals are too few to move a share, and cost a look-up each.
            if byte >= 0x41, byte <= 0x5A { capitals += 1 }
            if byte | 0x20 >= 0x61, byte | 0x20 <= 0x7A, byte < 0x80 { letters += 1 }
        }
        let share = letters < Measure.fewestLetters ? 0 : Double(capitals) / Double(letters)
        return Measurement(value: share, start: ownStart, end: ownEnd)
    }

    private func longestRun(of kind: (UInt8) -> UInt8?) -> Measurement {
        var best = Measurement(value: 0, start: 0, end: 0)
        var start = 0
        var length = 0
        var last: UInt8?
        var lastOffset = -2
        forEachOwnByte { byte, offset in
            let value = kind(byte)
            if let value, value == last, offset == lastOffset + 1 {
                length += 1
            } else {
                length = value == nil ? 0 : 1
                start = offset
            }
            last = value
            lastOffset = offset
            if Double(length) > best.value {
                best = Measurement(value: Double(length), start: start, end: offset + 1)
            }
        }
        return best
    }

    private func length() -> Measurement {
        var count = 0
        forEachOwnByte { byte, _ in if byte & 0xC0 != 0x80 { count += 1 } }
        return Measurement(value: Double(count), start: ownStart, end: ownEnd)
    }
}
