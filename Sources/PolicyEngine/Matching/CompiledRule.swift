import Moderation

/// A rule ready to match: phrases are set numbers, patterns are compiled.
///
/// A class, because it is looked at for every comment and never changed: no copy, no counting of its
/// parts.
final class CompiledRule: Sendable {
    enum Check: Sendable {
        case phrases([Int32])
        case near(Near)
        case count(Count)
        case regex(Regex)
        case measure(MeasureCheck)
        case combine(Combine)
    }

    struct Near: Sendable {
        var first: [Int32]
        var then: [Int32]
        var betweenOnly: [Int32]?
        var withinWords: Int
        var sameSentence: Bool
        var eitherOrder: Bool
    }

    struct Count: Sendable {
        var sets: [Int32]
        var atLeast: Int?
        var atMost: Int?
    }

    /// Rules by their number in the policy.
    struct Combine: Sendable {
        var allOf: [Int]
        var anyOf: [Int]
        var noneOf: [Int]
        var atLeast: Int
    }

    struct Regex: Sendable {
        var pattern: Pattern
        /// Literal numbers; each clause has one in every match. May be empty.
        var clauses: [[Int32]]
        /// Literal numbers; unless empty, one must stand in the text, wherever the match is.
        var needs: [Int32]
        /// The longest match in bytes, look-ahead included; `nil` looks at the whole stretch.
        var window: Int?
        /// A longer match in bytes is not taken.
        var reach: Int
        var verification: Verification?

        /// Literals of which one stands in every text that the pattern is worth trying on; empty
        /// when nothing is known.
        var triggers: [Int32] { clauses.first ?? needs }
    }

    /// Words beside a hit, at most so many away, that take it back.
    struct NearbyWords: Sendable {
        var words: [Int32]
        var within: Int
    }

    let description: RuleDescription
    let check: Check
    let exceptOverlapping: [Int32]
    /// Those that the desk adds.
    let exceptForDesk: [Int32]
    let exceptAfterWords: NearbyWords?
    let exceptBeforeWords: NearbyWords?
    let skipsQuoted: Bool
    let skipsLinks: Bool
    let isActive: Bool
    let hasConditions: Bool
    /// Speaks only where the desk has given a list, and this desk has not.
    let waitsForDesk: Bool
    /// Whether moderators are told which languages were found that nobody reads.
    let namesLanguages: Bool
    /// What moderators are told, cut where the words that were found go.
    private let sentenceParts: [String]

    init(
        description: RuleDescription, check: Check, exceptOverlapping: [Int32],
        exceptForDesk: [Int32],
        exceptAfterWords: NearbyWords?, exceptBeforeWords: NearbyWords?, waitsForDesk: Bool
    ) {
        self.description = description
        self.check = check
        self.exceptOverlapping = exceptOverlapping
        self.exceptForDesk = exceptForDesk
        self.exceptAfterWords = exceptAfterWords
        self.exceptBeforeWords = exceptBeforeWords
        self.waitsForDesk = waitsForDesk
        skipsQuoted = description.skip.contains(.quoted)
        skipsLinks = description.skip.contains(.links)
        isActive = description.status == .active
        hasConditions = !description.conditions.isEmpty
        namesLanguages = description.tellModerator.contains(Self.languages)
        sentenceParts = Self.parts(of: description.tellModerator)
    }

    /// What stands for languages in a sentence for moderators.
    static let languages = "{languages}"

    private static func parts(of sentence: String) -> [String] {
        var parts: [String] = []
        var rest = sentence[...]
        while let place = rest.firstRange(of: "{match}") {
            parts.append(String(rest[..<place.lowerBound]))
            rest = rest[place.upperBound...]
        }
        return parts + [String(rest)]
    }

    /// What moderators are told about some words: at most 60 characters of them.
    func sentence(with words: String) -> String {
        guard sentenceParts.count > 1 else { return sentenceParts[0] }
        let shown =
            words.utf8.count <= 60 || words.unicodeScalars.count <= 60
            ? words : String(String.UnicodeScalarView(words.unicodeScalars.prefix(59))) + "…"
        var sentence = sentenceParts[0]
        for part in sentenceParts.dropFirst() {
            sentence += shown
            sentence += part
        }
        return sentence
    }
}
