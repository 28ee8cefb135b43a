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

    static func words(_ phrase: String) -> [[UInt8]] {
        PhraseFolder.words(of: phrase).map(\.bytes)
    }
}

/// Refuses acting rules of the `government` profile that name a side.
struct SideChecker {
    let refused: RefusedWords
    let categories: [Category]

    /// - Parameter lists: the phrases of the rule's pack, by list name.
    func problems(
        _ rule: RuleDescription, lists: [String: [PlacedText]], reader: YAMLReader
    ) -> [Problem] {
        guard rule.points > 0, rule.status != .draft, case .category(let id) = rule.subject,
            categories.first(where: { $0.id == id })?.ceiling[.government] != nil
        else { return [] }
        return phrases(rule.check).flatMap { phrase, isWhole -> [Problem] in
            expanded(phrase, lists).compactMap { text in
                guard let word = offence(text, isWhole: isWhole) else { return nil }
                return reader.problem(
                    .namesASide, line: phrase.line, column: phrase.column,
                    "rule \(rule.id) acts on '\(word)', which a public body may not",
                    help: "describe conduct; a name, a cause or a group may only be a label")
            }
        }
    }

    /// The phrases of a check; those of `near` never stand alone.
    private func phrases(
        _ check: RuleDescription.Check
    ) -> [(phrase: PlacedText, isWhole: Bool)] {
        switch check {
        case .phrases(let phrases): phrases.map { ($0, true) }
        case .count(let count): count.phrases.map { ($0, true) }
        case .near(let near): (near.first + near.then).map { ($0, false) }
        case .regex(let regex):
            // A pattern of one word is that word; in a longer one words stand in company.
            words(of: regex.pattern).map { [count = words(of: regex.pattern).count] in
                ($0, count == 1)
            }
        case .measure, .combine: []
        }
    }

    /// The runs of letters of a pattern, each as a phrase.
    private func words(of pattern: PlacedText) -> [PlacedText] {
        pattern.text.split { !$0.isLetter && $0 != "#" }.filter { $0.count > 2 }.map {
            PlacedText(text: String($0), line: pattern.line, column: pattern.column)
        }
    }

    private func expanded(_ phrase: PlacedText, _ lists: [String: [PlacedText]]) -> [String] {
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
