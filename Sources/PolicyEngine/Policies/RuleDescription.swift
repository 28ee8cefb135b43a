import Moderation

/// A rule as its pack describes it: what people read, and what to look for, not yet compiled.
struct RuleDescription: Sendable {
    /// What the rule speaks about: a category with points, or a label without.
    enum Subject: Sendable, Equatable {
        case category(CategoryID)
        case label(LabelID)

        var name: String {
            switch self {
            case .category(let id): id.rawValue
            case .label(let id): id.rawValue
            }
        }
    }

    enum Status: String, CaseIterable, Sendable {
        case draft, shadow, active, retired
    }

    enum Skip: String, CaseIterable, Sendable {
        case quoted, links
    }

    enum Disguise: String, CaseIterable, Sendable {
        case accents, lookalikes, leet, hidden, repeats, spaced, masked

        var mark: Token.Marks {
            switch self {
            case .accents: .accents
            case .lookalikes: .lookalikes
            case .leet: .leet
            case .hidden: .hidden
            case .repeats: .repeats
            case .spaced: .spaced
            case .masked: .masked
            }
        }
    }

    /// Phrases as written, each with its line; "{name}" stands for a list of the pack.
    typealias Phrases = [PlacedText]

    enum Check: Sendable {
        case phrases(Phrases)
        case near(Near)
        case count(Count)
        case regex(Regex)
        case measure(MeasureCheck)
        case combine(Combine)
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

    /// How often phrases stand in the text; at least one bound is set.
    struct Count: Sendable {
        var phrases: Phrases
        var atLeast: Int?
        var atMost: Int?
    }

    struct Regex: Sendable {
        var pattern: PlacedText
        /// Literals of which one must stand in the text, where the pattern itself shows none.
        var needs: Phrases
        /// The longest match in bytes that is taken.
        var reach: Int
        /// What else a match must pass; `nil` takes it as it is.
        var verification: Verification?
    }

    /// What other rules found in the same comment.
    struct Combine: Sendable {
        var allOf: Phrases
        var anyOf: Phrases
        var noneOf: Phrases
        /// Of `anyOf`, how many must speak.
        var atLeast: Int
    }

    struct NearbyWords: Sendable {
        var words: Phrases
        var within: Int
    }

    /// Where and when a rule applies; what is not known of a comment does not keep a rule from it.
    struct Conditions: Sendable, Equatable {
        enum Place: String, CaseIterable, Sendable { case top, reply }

        var sources: [String] = []
        /// First parts of an article's address: `news` of `https://site/news/…`.
        var sections: [String] = []
        var languages: [String] = []
        var place: Place?
        /// A list that the desk must have given.
        var deskList: String?
        /// Seconds since 1970: included.
        var from: Double?
        /// Not included.
        var until: Double?

        var isEmpty: Bool { self == Conditions() }
    }

    struct Example: Sendable {
        typealias Kind = RuleDetail.Example.Kind
        var kind: Kind
        var text: String
        /// The words the rule must find, exactly.
        var mark: String?
        var because: String?
        /// What the desk knows around the example.
        var facts = CommentFacts()
        var section: String?
        var article: String?
        var isReply = false
        /// What is taken to be read at the desk.
        var reads: Set<String> = []
        var line: Int
        var column: Int
    }

    var id: RuleID
    var formerly: [RuleID]
    var pack: String
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
    var exceptAfterWords: NearbyWords?
    var exceptBeforeWords: NearbyWords?
    /// Harmless phrases that the desk adds; the rule's examples are judged without them.
    var deskExceptions: Phrases = []
    /// Switched off by the desk; its examples still run, so that switching it on again is safe.
    var isOff = false
    /// Whether words that the article has are left alone.
    var exceptInArticle: Bool
    var conditions: Conditions
    var examples: [Example]
    var because: String?
    var owner: String?
    var references: [String]
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
