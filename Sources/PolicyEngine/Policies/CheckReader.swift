import Moderation
import Yams

/// Reads what a rule looks for (`find`) and what takes a hit back (`except`).
struct CheckReader {
    let reader: YAMLReader

    private static let checks = ["phrases", "near", "count", "regex", "measure", "combine"]

    func check(_ node: Node) -> RuleDescription.Check? {
        guard let pairs = reader.mapping(node, "find", keys: Self.checks) else { return nil }
        guard pairs.count == 1, let (name, value) = pairs.first else {
            if pairs.count > 1 || node.mapping?.isEmpty == true {
                reader.note(
                    .notOneCheck, node, "find must hold exactly one check, not \(pairs.count)",
                    help: "one of: \(Self.checks.joined(separator: ", "))")
            }
            return nil
        }
        switch name {
        case "phrases": return .phrases(phrases(value, "phrases"))
        case "near": return near(value)
        case "count": return count(value)
        case "regex": return regex(value)
        case "combine": return combine(value)
        default: return measure(value)
        }
    }

    private func phrases(_ node: Node, _ what: String) -> RuleDescription.Phrases {
        reader.placedStrings(node, what).map { text, item in
            PlacedText(text: text, line: item.mark?.line ?? 1, column: item.mark?.column ?? 1)
        }
    }

    private func near(_ node: Node) -> RuleDescription.Check? {
        let keys = [
            "first", "then", "between_only", "within_words", "same_sentence", "either_order",
        ]
        guard let pairs = reader.mapping(node, "near", keys: keys),
            let first = reader.required("first", pairs, of: node, "near"),
            let then = reader.required("then", pairs, of: node, "near")
        else { return nil }
        return .near(
            RuleDescription.Near(
                first: phrases(first, "first"), then: phrases(then, "then"),
                betweenOnly: pairs["between_only"].map { phrases($0, "between_only") },
                withinWords: pairs["within_words"]
                    .flatMap { reader.integer($0, "within_words", in: 0...50) } ?? 5,
                sameSentence: pairs["same_sentence"]
                    .flatMap { reader.boolean($0, "same_sentence") } ?? true,
                eitherOrder: pairs["either_order"]
                    .flatMap { reader.boolean($0, "either_order") } ?? false))
    }

    private func count(_ node: Node) -> RuleDescription.Check? {
        guard let pairs = reader.mapping(node, "count", keys: ["phrases", "at_least", "at_most"]),
            let list = reader.required("phrases", pairs, of: node, "count")
        else { return nil }
        let least = pairs["at_least"].flatMap { reader.integer($0, "at_least", in: 1...1000) }
        let most = pairs["at_most"].flatMap { reader.integer($0, "at_most", in: 0...1000) }
        if least == nil, most == nil {
            reader.note(.missingKey, node, "a count needs 'at_least' or 'at_most'")
            return nil
        }
        return .count(
            RuleDescription.Count(
                phrases: phrases(list, "phrases"), atLeast: least, atMost: most))
    }

    private func combine(_ node: Node) -> RuleDescription.Check? {
        let keys = ["all_of", "any_of", "none_of", "at_least"]
        guard let pairs = reader.mapping(node, "combine", keys: keys) else { return nil }
        let combine = RuleDescription.Combine(
            allOf: pairs["all_of"].map { phrases($0, "all_of") } ?? [],
            anyOf: pairs["any_of"].map { phrases($0, "any_of") } ?? [],
            noneOf: pairs["none_of"].map { phrases($0, "none_of") } ?? [],
            atLeast: pairs["at_least"].flatMap { reader.integer($0, "at_least", in: 1...100) } ?? 1)
        if combine.allOf.isEmpty, combine.anyOf.isEmpty {
            reader.note(.missingKey, node, "combine needs 'all_of' or 'any_of'")
            return nil
        }
        return .combine(combine)
    }

    private func regex(_ node: Node) -> RuleDescription.Check? {
        guard
            let pairs = reader.mapping(
                node, "regex", keys: ["pattern", "needs", "reach", "verify"]),
            let value = reader.required("pattern", pairs, of: node, "regex"),
            let pattern = reader.string(value, "pattern"),
            let reachNode = reader.required("reach", pairs, of: node, "regex"),
            let reach = reader.integer(reachNode, "reach", in: 1...1000)
        else { return nil }
        if pattern.unicodeScalars.contains(where: { $0.value < 0x20 }) {
            reader.note(
                .hiddenCharacter, value, "the pattern holds a control character",
                help: "write it in single quotes: in double quotes '\\b' is a backspace")
            return nil
        }
        return .regex(
            RuleDescription.Regex(
                pattern: PlacedText(
                    text: pattern, line: value.mark?.line ?? 1, column: value.mark?.column ?? 1),
                needs: pairs["needs"].map { phrases($0, "needs") } ?? [], reach: reach,
                verification: pairs["verify"].flatMap {
                    reader.choice($0, "verify", of: Verification.self)
                }))
    }

    private func measure(_ node: Node) -> RuleDescription.Check? {
        guard let pairs = reader.mapping(node, "measure", keys: ["name", "at_least", "at_most"]),
            let nameNode = reader.required("name", pairs, of: node, "measure"),
            let name = reader.string(nameNode, "name")
        else { return nil }
        guard let measure = Measure(rawValue: name) else {
            let names = Measure.allCases.map(\.rawValue)
            let near = nearestName(to: name, among: names)
            reader.note(
                .unknownMeasure, nameNode, "there is no measure '\(name)'",
                help: near.map { "did you mean '\($0)'?" }
                    ?? "one of: \(names.joined(separator: ", "))")
            return nil
        }
        let least = pairs["at_least"].flatMap { reader.number($0, "at_least") }
        let most = pairs["at_most"].flatMap { reader.number($0, "at_most") }
        if least == nil, most == nil {
            reader.note(.missingKey, node, "a measure needs 'at_least' or 'at_most'")
            return nil
        }
        return .measure(MeasureCheck(measure: measure, atLeast: least, atMost: most))
    }

    /// What takes a hit back.
    struct Exceptions {
        var overlapping: RuleDescription.Phrases = []
        var afterWords: RuleDescription.NearbyWords?
        var beforeWords: RuleDescription.NearbyWords?
        var inArticle = false
    }

    func exceptions(_ node: Node) -> Exceptions {
        let keys = ["overlapping", "after_words", "before_words", "in_article"]
        guard let pairs = reader.mapping(node, "except", keys: keys) else { return Exceptions() }
        return Exceptions(
            overlapping: pairs["overlapping"].map { phrases($0, "overlapping") } ?? [],
            afterWords: pairs["after_words"].flatMap { nearby($0, "after_words") },
            beforeWords: pairs["before_words"].flatMap { nearby($0, "before_words") },
            inArticle: pairs["in_article"].flatMap { reader.boolean($0, "in_article") } ?? false)
    }

    private func nearby(_ node: Node, _ key: String) -> RuleDescription.NearbyWords? {
        guard let pairs = reader.mapping(node, key, keys: ["words", "within"]),
            let words = reader.required("words", pairs, of: node, key)
        else { return nil }
        return RuleDescription.NearbyWords(
            words: phrases(words, "words"),
            within: pairs["within"].flatMap { reader.integer($0, "within", in: 1...20) } ?? 3)
    }
}
