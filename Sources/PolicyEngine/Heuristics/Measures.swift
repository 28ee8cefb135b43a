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
        case .exclamationRun: tone.exclamations.measurement
        case .repeatedRun: tone.repeats.measurement
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
        let share =
            tone.letters < Measure.fewestLetters ? 0 : Double(tone.capitals) / Double(tone.letters)
        return Measurement(value: share, start: ownStart, end: ownEnd)
    }

    private func length() -> Measurement {
        Measurement(value: Double(tone.characters), start: ownStart, end: ownEnd)
    }
}

/// How the author's own words look, taken in one pass: letters, capitals, runs.
struct Tone {
    /// A run of one kind of byte, in plain bytes.
    struct Run {
        var length = 0
        var start = 0

        mutating func see(_ length: Int, endingAt offset: Int) {
            if length > self.length {
                self.length = length
                start = offset + 1 - length
            }
        }

        var measurement: Measurement {
            Measurement(value: Double(length), start: start, end: start + length)
        }
    }

    var letters = 0
    var capitals = 0
    var characters = 0
    /// `!` and `?` mixed.
    var exclamations = Run()
    /// One letter of A to Z, in either case.
    var repeats = Run()

    init() {}

    /// - Complexity: O(length).
    init(_ text: ReadText) {
        var last: UInt8 = 0
        var lastOffset = -2
        var exclamation = 0
        var sameLetter = 0
        text.forEachOwnByte { byte, offset in
            // A to Z only: accented capitals are too few to move a share, and cost a look-up each.
            let lower = byte | 0x20
            let isLetter = lower >= 0x61 && lower <= 0x7A && byte < 0x80
            let isNext = offset == lastOffset + 1
            if byte & 0xC0 != 0x80 { characters += 1 }
            if isLetter {
                letters += 1
                if byte < 0x61 { capitals += 1 }
                sameLetter = isNext && last == lower ? sameLetter + 1 : 1
                repeats.see(sameLetter, endingAt: offset)
                exclamation = 0
            } else {
                sameLetter = 0
                if byte == 0x21 || byte == 0x3F {
                    exclamation = isNext ? exclamation + 1 : 1
                    exclamations.see(exclamation, endingAt: offset)
                } else {
                    exclamation = 0
                }
            }
            last = isLetter ? lower : 0
            lastOffset = offset
        }
    }
}
