public import Moderation

extension ReadText {
    /// The languages of the author's own words outside links.
    ///
    /// - Complexity: O(length).
    func languageGuess() -> LanguageGuess { LanguageEvidence(self).guess() }
}

extension LanguageGuess {
    /// The languages that are told apart, as codes.
    public static var known: [String] { languages.keys.sorted() }

    /// Of the author's own words.
    ///
    /// - Complexity: O(length).
    public init(of text: String, format: BodyFormat) {
        var read = ReadText()
        read.read(text, format: format, article: nil, parent: nil)
        self = read.languageGuess()
    }

    /// Whether a part of the text is in a language, or may be.
    public func mayBe(_ language: String) -> Bool {
        parts.contains { $0.language == language || $0.alternatives.contains(language) }
    }

    /// The parts in languages that nobody reads.
    ///
    /// A part that may be in one of several languages counts as read when one of them is, and so do
    /// languages of one script that are not told apart.
    func unread(by reads: Set<String>) -> [Part] {
        parts.filter { part in
            let languages = [part.language] + part.alternatives
            if !reads.isDisjoint(with: languages) { return false }
            if part.language == WritingSystem.unknown.code {
                return reads.isSubset(of: Self.languages.keys)
            }
            return reads.isDisjoint(with: WritingSystem.alike[part.language] ?? [])
        }
    }

    /// The languages that were found, where they account for most of the text; empty is not known.
    var told: [String] {
        parts.reduce(0) { $0 + $1.share } < Self.leastShare
            ? [] : parts.flatMap { [$0.language] + $0.alternatives }
    }

    /// The languages that are told apart: their English names by their codes.
    static let languages = Dictionary(
        WordLanguage.all.map { ($0.code, $0.name) } + WritingSystem.all.map { ($0.code, $0.name) }
            + WritingSystem.relatives.map { ($0.code, $0.name) },
        uniquingKeysWith: { first, _ in first })
}
