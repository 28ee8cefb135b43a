import Moderation

/// A rule as its pack describes it: what people read, and what to look for, not yet compiled.
struct RuleDescription: Sendable {
    /// What the rule speaks about: a category with points, or a label without.
    enum Subject: Sendable, Equatable {
        case category(CategoryID)
        case label(LabelID)
    }

    enum Status: String, CaseIterable, Sendable {
        case draft, shadow, active, retired
    }

    enum Skip: String, CaseIterable, Sendable {
        case quoted, links
    }

    enum Disguise: String, CaseIterable, Sendable {
        case accents, lookalikes, leet, hidden, repeats

        var mark: Token.Marks {
            switch self {
            case .accents: .accents
            case .lookalikes: .lookalikes
            case .leet: .leet
            case .hidden: .hidden
            case .repeats: .repeats
            }
        }
    }

    /// Phrases as written, each with its line; "{name}" stands for a list of the pack.
    typealias Phrases = [PlacedText]

    enum Check: Sendable {
        case phrases(Phrases)
        case near(Near)
        case regex(Regex)
        case measure(MeasureCheck)
    }

    struct Near: Sendable {
        var first: Phrases
        var then: Phrases
        /// `nil` lets any word stand between.
        var betweenOnly: Phrases?
        /// The most words between.
        var withinWords: Int
        var sameSentence: Bool
        var eitherOrder: Bool
    }

    struct Regex: Sendable {
        var pattern: PlacedText
        /// Folded literals of which one must stand in the text; empty means always try.
        var needs: [String]
        /// The longest match in bytes.
        var reach: Int
    }

    struct AfterWords: Sendable {
        var words: Phrases
        var within: Int
    }

    struct Example: Sendable {
        enum Kind: Sendable { case match, noMatch, knownMiss }
        var kind: Kind
        var text: String
        /// The words the rule must find, exactly.
        var mark: String?
        var line: Int
        var column: Int
    }

    var id: RuleID
    var title: String
    var tellModerator: String
    var tellAuthor: String?
    var subject: Subject
    /// Negative for a credit; 0 for a label.
    var points: Int
    var family: String
    var status: Status
    var skip: Set<Skip>
    var seesThrough: Token.Marks
    var check: Check
    var exceptOverlapping: Phrases
    var exceptAfterWords: AfterWords?
    var examples: [Example]
    var file: String
    var line: Int
    var column: Int
}

/// A text of a policy file with the place it stands at.
struct PlacedText: Sendable, Hashable {
    var text: String
    var line: Int
    var column: Int
}

/// A named heuristic with its bounds; at least one bound is set.
struct MeasureCheck: Sendable {
    var measure: Measure
    var atLeast: Double?
    var atMost: Double?
}
