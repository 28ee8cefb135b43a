/// Which languages the author's own words are in, as far as it can be told.
///
/// **Shape**: `parts` may be empty: the text is too short, or in none of the languages that are told
/// apart. The shares then add up to less than 1.
public struct LanguageGuess: Sendable, Equatable {
    public struct Part: Sendable, Equatable {
        /// BCP 47, the primary subtag alone: `en`, `vi`, `zh`; `und` for a script that is not told
        /// apart.
        public var language: String
        /// Languages that it may be in as well, as codes; empty when it is sure.
        public var alternatives: [String]
        /// The English name of the language, or of those that it may be: `Spanish or Portuguese`.
        public var name: String
        /// Of the author's own words, 0…1.
        public var share: Double

        public init(
            language: String, alternatives: [String] = [], name: String, share: Double
        ) {
            self.language = language
            self.alternatives = alternatives
            self.name = name
            self.share = share
        }
    }

    /// The largest share first, each language once.
    public var parts: [Part]

    public init(parts: [Part] = []) { self.parts = parts }

    /// The share of the words that makes a whole text one in a language.
    public static let leastShare = 0.6

    /// The language of the text; `nil` when it cannot be told, or the text is in several.
    public var language: String? {
        guard let first = parts.first, first.share >= Self.leastShare, first.alternatives.isEmpty
        else { return nil }
        return first.language
    }
}
