public import Moderation

/// A rule to be filled in, in the format of a pack.
public struct RuleSkeleton: Sendable {
    /// Lines for the end of a pack; where words are missing stands `TODO`.
    ///
    /// **Never** loads before its example is filled in: a forgotten TODO is an example that fails.
    public let text: String

    /// - Parameters:
    ///   - category: a category or a label; without one, the first part of the id where that is one.
    /// - Throws: a problem when the id is malformed or not free, or there is no such category.
    public init(
        id: RuleID, category: String?, in folder: PolicyFolder
    ) throws(Problems) {
        guard RuleReader.isWellFormed(id.rawValue) else {
            throw Problems([
                .policy(
                    .malformedName, "'\(id)' is no rule id",
                    help: "write topic.detail in small letters, digits and hyphens")
            ])
        }
        if let place = folder.ruleNames()[id] {
            throw Problems([
                .policy(
                    .duplicateRule, "rule id '\(id)' is used already, at \(place)",
                    help: "ids are for ever and for one rule; add a word to this one")
            ])
        }
        let taxonomy = try folder.taxonomy()
        let names = taxonomy.categories.map(\.id.rawValue) + taxonomy.labels.map(\.id.rawValue)
        let topic = String(id.rawValue.prefix { $0 != "." })
        if let category, !names.contains(category) {
            throw Problems([
                .policy(
                    .unknownCategory, "there is no category or label '\(category)'",
                    help: nearestName(to: category, among: names).map { "did you mean '\($0)'?" }
                        ?? "one of: \(names.joined(separator: ", "))")
            ])
        }
        let chosen = category ?? (names.contains(topic) ? topic : "TODO")
        let isLabel = !taxonomy.categories.contains { $0.id.rawValue == chosen } && chosen != "TODO"
        text = Self.text(id, chosen, isLabel: isLabel)
    }

    private static func text(_ id: RuleID, _ subject: String, isLabel: Bool) -> String {
        let subjectLines =
            isLabel
            ? ["label: \(subject)    # a label describes and gives no points"]
            : [
                "tell_author: TODO What can the author change, politely?",
                "category: \(subject)" + (subject == "TODO" ? "    # one of categories.yaml" : ""),
                "strength: hint        # hint 1, weak 2, medium 3, strong 5 points",
            ]
        let lines =
            [
                "- id: \(id)    # for ever",
                "  title: TODO What it finds    # at most 50 characters",
                "  tell_moderator: 'TODO Says what was found: \"{match}\".'",
            ] + subjectLines.map { "  " + $0 } + [
                "  status: draft    # then shadow, which counts without points, then active",
                "  find:            # one of phrases, near, count, regex, measure, combine",
                "    phrases: [\"TODO the words\"]    # in small letters; * at a word's end",
                "  # except:",
                "  #   overlapping: [harmless words that hold them]",
                "  #   after_words: {words: [not, never], within: 3}    # they come before the hit",
                "  #   before_words: {words: [museum], within: 3}    # they follow the hit",
                "  examples:",
                "    match:",
                "      - \"TODO a comment that it must find\"",
                "    no_match:    # two at least; one holds the rule's own words, harmlessly",
                "      - {text: \"TODO the same words, harmless\", because: TODO why}",
                "      - {text: \"TODO another harmless comment\", because: TODO why}",
                "  because: TODO Why does this rule exist?",
            ]
        return lines.map { "  \($0)\n" }.joined()
    }
}
