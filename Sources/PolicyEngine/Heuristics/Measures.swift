import Moderation

/// What a comment can be measured by: its own words, and what the desk knows around it.
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
    /// Emoji among the author's own characters other than spaces, 0…1; 0 below five characters,
    /// because a single heart is an answer.
    case emojiShare = "emoji_share"
    /// Comments by the author in the hour before.
    case authorRate = "author_rate"
    /// Of the author's decided comments in 90 days, the share hidden or spam, 0…1.
    case authorRefusedShare = "author_refused_share"
    /// How often the author has posted this text, this time included.
    case sameTextByAuthor = "same_text_by_author"
    /// Nearly equal comments on the desk, this one excluded.
    case nearDuplicates = "near_duplicates"
    /// The author's place in line: 1 for a first comment, 2 for a second.
    case newAuthor = "new_author"

    static let fewestLetters = 20
    static let fewestForEmoji = 5

    /// A measure of the desk's knowledge; `nil` when it is not known or the text has to be asked.
    func value(_ facts: CommentFacts) -> Double? {
        switch self {
        case .authorRate: facts.authorRate.map(Double.init)
        case .authorRefusedShare: facts.authorRefusedShare
        case .sameTextByAuthor: facts.sameTextByAuthor.map(Double.init)
        case .nearDuplicates: facts.nearDuplicates.map(Double.init)
        case .newAuthor: facts.authorSeen.map { Double($0 + 1) }
        case .capitalsShare, .exclamationRun, .repeatedRun, .linkCount, .length, .emojiShare: nil
        }
    }
}

/// A measured value and where the evidence stands, in plain bytes.
struct Measurement {
    var value: Double
    var start: Int
    var end: Int
}

extension ReadText {
    /// Measures the author's own words, or looks a fact up; links count for `linkCount` only.
    ///
    /// - Returns: `nil` when the fact is not known.
    /// - Complexity: O(length).
    func measure(_ measure: Measure, _ facts: CommentFacts) -> Measurement? {
        switch measure {
        case .authorRate, .authorRefusedShare, .sameTextByAuthor, .nearDuplicates, .newAuthor:
            return measure.value(facts).map {
                Measurement(value: $0, start: ownStart, end: ownEnd)
            }
        default: return measureText(measure)
        }
    }

    private func measureText(_ measure: Measure) -> Measurement {
        switch measure {
        case .capitalsShare: capitalsShare()
        case .exclamationRun: longestRun { $0 == 0x21 || $0 == 0x3F ? 0x21 : nil }
        case .repeatedRun:
            longestRun { byte in
                let folded = byte < 0x80 ? asciiFold[Int(byte)] : 0
                return folded & ASCIIKind.word != 0 && folded & 0x7F > 0x39 ? folded : nil
            }
        case .linkCount: linkCount()
        case .emojiShare: emojiShare()
        default: length()
        }
    }

    private func emojiShare() -> Measurement {
        var own: [UInt8] = []
        forEachOwnByte { byte, _ in own.append(byte) }
        guard own.contains(where: { $0 >= 0xE2 }) else {
            return Measurement(value: 0, start: ownStart, end: ownEnd)
        }
        var emoji = 0
        var all = 0
        for scalar in String(decoding: own, as: UTF8.self).unicodeScalars
        where !scalar.properties.isWhitespace && !scalar.properties.isDefaultIgnorableCodePoint {
            all += 1
            if scalar.value > 0x2000, scalar.properties.isEmoji { emoji += 1 }
        }
        let share = all < Measure.fewestForEmoji ? 0 : Double(emoji) / Double(all)
        return Measurement(value: share, start: ownStart, end: ownEnd)
    }

    private func linkCount() -> Measurement {
        let links = ownLinks
        return Measurement(
            value: Double(links.count), start: links.first?.start ?? ownStart,
            end: links.last?.end ?? ownEnd)
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
