import Moderation

/// Words that would make an acting rule take sides: parties, people in politics, agencies, causes,
/// hashtags, bare identity terms, and what courts found on the filters they struck down.
///
/// **Source**: `neutrality/refused.yaml` of the policy folder, which names the cases.
struct RefusedWords: Sendable {
    /// May not stand in any phrase of an acting rule, as folded words.
    var names: [[UInt8]] = []
    /// May not be a whole phrase of an acting rule, as folded words.
    var bare: Set<[[UInt8]]> = []

    /// Each as a text of its own, sorted.
    var all: [String] {
        (names.map { [$0] } + bare).map { words in
            words.map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ")
        }.sorted()
    }

    static func words(_ phrase: String) -> [[UInt8]] {
        PhraseFolder.words(of: phrase).map(\.bytes)
    }
}

/// Refuses acting rules of the `government` profile that name a side.
struct SideChecker {
    let refused: RefusedWords
    let categories: [Category]
    /// Every rule by its names, with the phrases of its pack's and desk's lists.
    private let sources: [RuleID: RuleCompiler.Source]

    init(_ refused: RefusedWords, _ categories: [Category], _ sources: [RuleCompiler.Source]) {
        self.refused = refused
        self.categories = categories
        var named: [RuleID: RuleCompiler.Source] = [:]
        for source in sources {
            for id in [source.description.id] + source.description.formerly { named[id] = source }
        }
        self.sources = named
    }

    func problems(_ source: RuleCompiler.Source) -> [Problem] {
        let rule = source.description
        guard rule.points > 0, rule.status != .draft, case .category(let id) = rule.subject,
            categories.first(where: { $0.id == id })?.ceiling[.government] != nil
        else { return [] }
        return (phrases(source) + exceptions(source)).compactMap { phrase in
            guard let word = offence(phrase.text, isWhole: phrase.isWhole) else { return nil }
            return source.file.problem(
                .namesASide, line: phrase.place.line, column: phrase.place.column,
                "rule \(rule.id) acts on '\(word)', which a public body may not",
                help: "describe conduct; a name, a cause or a group may only be a label")
        }
    }

    /// What a rule turns on.
    private struct Phrase {
        var text: String
        var place: PlacedText
        /// Whether the rule needs nothing beside it.
        var isWhole: Bool
    }

    private func all(
        _ phrases: RuleDescription.Phrases, of source: RuleCompiler.Source, isWhole: Bool
    ) -> [Phrase] {
        phrases.flatMap { place in
            expanded(place, source.lists).map { Phrase(text: $0, place: place, isWhole: isWhole) }
        }
    }

    /// Who spares a side acts on the other.
    private func exceptions(_ source: RuleCompiler.Source) -> [Phrase] {
        let rule = source.description
        let nearby = [rule.exceptAfterWords, rule.exceptBeforeWords].flatMap { $0?.words ?? [] }
        return all(rule.exceptOverlapping + nearby, of: source, isWhole: false)
    }

    /// The phrases of a rule, lists as what they hold; those of `near` never stand alone. A combination
    /// turns on what its parts do, also those that give no points themselves.
    private func phrases(_ source: RuleCompiler.Source) -> [Phrase] {
        switch source.description.check {
        case .phrases(let phrases): return all(phrases, of: source, isWhole: true)
        case .count(let count): return all(count.phrases, of: source, isWhole: true)
        case .near(let near): return all(near.first + near.then, of: source, isWhole: false)
        case .regex(let regex):
            // A pattern of one word is that word; in a longer one words stand in company.
            let words = words(of: regex.pattern)
            return all(words, of: source, isWhole: words.count == 1)
        case .combine(let combine):
            let count = combine.allOf.count + (combine.anyOf.isEmpty ? 0 : combine.atLeast)
            return (combine.allOf + combine.anyOf + combine.noneOf).flatMap { name in
                let part = sources[RuleID(name.text)]
                if case .combine? = part?.description.check { return [Phrase]() }
                return (part.map(phrases) ?? []).map {
                    Phrase(text: $0.text, place: name, isWhole: $0.isWhole && count == 1)
                }
            }
        case .measure: return []
        }
    }

    /// The runs of letters of a pattern, each as a phrase.
    private func words(of pattern: PlacedText) -> [PlacedText] {
        pattern.text.split { !$0.isLetter && $0 != "#" }.filter { $0.count > 2 }.map {
            PlacedText(text: String($0), line: pattern.line, column: pattern.column)
        }
    }

    private func expanded(_ phrase: PlacedText, _ lists: [String: [FoldedPhrase]]) -> [String] {
        guard phrase.text.hasPrefix("{"), phrase.text.hasSuffix("}") else { return [phrase.text] }
        return (lists[String(phrase.text.dropFirst().dropLast())] ?? []).map(\.text)
    }

    private func offence(_ phrase: String, isWhole: Bool) -> String? {
        if phrase.contains("#") { return phrase }
        let words = RefusedWords.words(phrase)
        if let name = refused.names.first(where: { words.contains($0) }) {
            return String(decoding: name, as: UTF8.self)
        }
        return isWhole && refused.bare.contains(words) ? phrase : nil
    }
}
