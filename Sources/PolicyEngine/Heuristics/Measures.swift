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
    /// The author's own letters that are not of the Latin script, 0…1; 0 below 10 letters, and where
    /// the desk has said what it reads: `unreadShare` asks then.
    case otherScriptShare = "other_script_share"
    /// The author's own words in languages that nobody at the desk reads, 0…1; 0 where the desk has
    /// not said what it reads, and where it cannot be told.
    case unreadShare = "unread_share"
    /// Comments by the author in the hour before.
    case authorRate = "author_rate"
    /// Comments by the author in the minute before.
    case authorPace = "author_pace"
    /// Of the author's decided comments in 90 days, the share hidden or spam, 0…1.
    case authorRefusedShare = "author_refused_share"
    /// How often the author has posted this text in a day, this time included.
    case sameTextByAuthor = "same_text_by_author"
    /// Nearly equal comments on the desk that were written before.
    case nearDuplicates = "near_duplicates"
    /// The author's place in line: 1 for a first comment, 2 for a second.
    case newAuthor = "new_author"

    static let fewestLetters = 20
    static let fewestForEmoji = 5
    static let fewestForScript = 10

    /// A measure of the desk's knowledge; `nil` when it is not known or the text has to be asked.
    func value(_ facts: CommentFacts) -> Double? {
        switch self {
        case .authorRate: facts.authorRate.map(Double.init)
        case .authorPace: facts.authorPace.map(Double.init)
        case .authorRefusedShare: facts.authorRefusedShare
        case .sameTextByAuthor: facts.sameTextByAuthor.map(Double.init)
        case .nearDuplicates: facts.nearDuplicates.map(Double.init)
        case .newAuthor: facts.authorSeen.map { Double($0 + 1) }
        case .capitalsShare, .exclamationRun, .repeatedRun, .linkCount, .length, .emojiShare,
            .otherScriptShare, .unreadShare:
            nil
        }
    }

    /// Whether it asks what was written before, and not the comment itself.
    var asksHistory: Bool {
        switch self {
        case .authorRate, .authorPace, .authorRefusedShare, .sameTextByAuthor, .nearDuplicates,
            .newAuthor:
            true
        case .capitalsShare, .exclamationRun, .repeatedRun, .linkCount, .length, .emojiShare,
            .otherScriptShare, .unreadShare:
            false
        }
    }

    /// Whether it depends on what the desk reads.
    var asksWhatIsRead: Bool { self == .otherScriptShare || self == .unreadShare }
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
    /// - Parameter reads: the languages that somebody at the desk reads.
    /// - Returns: `nil` when the fact is not known.
    /// - Complexity: O(length).
    func measure(
        _ measure: Measure, _ facts: CommentFacts, reads: Set<String> = []
    ) -> Measurement? {
        switch measure {
        case .authorRate, .authorPace, .authorRefusedShare, .sameTextByAuthor, .nearDuplicates,
            .newAuthor:
            guard let value = measure.value(facts) else { return nil }
            return overall(value)
        case .capitalsShare: return overall(capitalsShare())
        case .exclamationRun: return longestRun { $0 == 0x21 || $0 == 0x3F ? 1 : 0 }
        case .repeatedRun:
            // A to Z only, in either case.
            return longestRun { byte in
                let lower = byte | 0x20
                return lower >= 0x61 && lower <= 0x7A ? lower : 0
            }
        case .linkCount: return linkCount()
        case .emojiShare: return overall(emojiShare())
        case .otherScriptShare: return overall(reads.isEmpty ? otherScriptShare() : 0)
        case .unreadShare:
            if reads.isEmpty { return overall(0) }
            return overall(languageGuess().unread(by: reads).reduce(0) { $0 + $1.share })
        case .length: return overall(Double(count { $0 & 0xC0 != 0x80 }))
        }
    }

    /// A value of the whole of the author's words.
    private func overall(_ value: Double) -> Measurement {
        Measurement(value: value, start: ownStart, end: ownEnd)
    }

    /// How many of the author's own bytes are of a kind.
    @inline(__always)
    private func count(_ isKind: (UInt8) -> Bool) -> Int {
        body.bytes.withUnsafeBufferPointer { bytes in
            ownRanges.reduce(0) { sum, range in
                var count = 0
                for offset in range where isKind(bytes[offset]) { count &+= 1 }
                return sum + count
            }
        }
    }

    /// The longest run of bytes of one kind; the first of several as long.
    ///
    /// - Parameter kind: 0 for bytes that belong to no run.
    @inline(__always)
    private func longestRun(_ kind: (UInt8) -> UInt8) -> Measurement {
        body.bytes.withUnsafeBufferPointer { bytes in
            var longest = Measurement(value: 0, start: 0, end: 0)
            var best = 0
            for range in ownRanges {
                var last: UInt8 = 0
                var run = 0
                for offset in range {
                    let this = kind(bytes[offset])
                    run = this != 0 && this == last ? run &+ 1 : (this == 0 ? 0 : 1)
                    last = this
                    if run > best {
                        best = run
                        longest = Measurement(
                            value: Double(run), start: offset + 1 - run, end: offset + 1)
                    }
                }
            }
            return longest
        }
    }

    /// A to Z only: accented capitals are too few to move a share, and cost a look-up each.
    private func capitalsShare() -> Double {
        let capitals = count { $0 >= 0x41 && $0 <= 0x5A }
        let letters = capitals + count { $0 >= 0x61 && $0 <= 0x7A }
        return letters < Measure.fewestLetters ? 0 : Double(capitals) / Double(letters)
    }

    /// The author's own characters outside links.
    private var ownScalars: String.UnicodeScalarView {
        String(decoding: ownRanges.flatMap { body.bytes[$0] }, as: UTF8.self).unicodeScalars
    }

    private func otherScriptShare() -> Double {
        // The letters of Latin end with U+024F, which begins with the byte C9.
        guard count({ $0 >= 0xCA }) > 0 else { return 0 }
        var (letters, others) = (0, 0)
        for scalar in ownScalars where scalar.properties.isAlphabetic {
            letters += 1
            if !Self.isLatin(scalar.value) { others += 1 }
        }
        return letters < Measure.fewestForScript ? 0 : Double(others) / Double(letters)
    }

    /// **Source**: Unicode 15.0, Scripts.txt: the blocks that hold letters of Latin.
    static func isLatin(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0...0x2AF, 0x1D00...0x1DBF, 0x1E00...0x1EFF, 0x2C60...0x2C7F, 0xA720...0xA7FF,
            0xAB30...0xAB6F, 0xFB00...0xFB06, 0xFF21...0xFF5A, 0x1D400...0x1D7FF:
            true
        default: false
        }
    }

    private func emojiShare() -> Double {
        guard count({ $0 >= 0xE2 }) > 0 else { return 0 }
        var emoji = 0
        var all = 0
        for scalar in ownScalars
        where !scalar.properties.isWhitespace && !scalar.properties.isDefaultIgnorableCodePoint {
            all += 1
            if scalar.value > 0x2000, scalar.properties.isEmoji { emoji += 1 }
        }
        return all < Measure.fewestForEmoji ? 0 : Double(emoji) / Double(all)
    }

    private func linkCount() -> Measurement {
        if links.isEmpty, body.anchors.isEmpty { return overall(0) }
        let links = ownLinks
        return Measurement(
            value: Double(links.count), start: links.first?.start ?? ownStart,
            end: links.last?.end ?? ownEnd)
    }
}
