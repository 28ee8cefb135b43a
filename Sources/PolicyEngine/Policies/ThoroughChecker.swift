import Moderation

/// What `gavel policy check` asks beyond loading: disguises that the examples prove, texts that try
/// to exhaust a pattern, patterns that every comment pays for.
///
/// Too slow for every start, and a policy's files do not change between starts.
struct ThoroughChecker {
    let policy: Policy
    let excerpts: Excerpts

    func problems() -> [Problem] {
        let matcher = RuleMatcher(policy.rules, usesSamples: true)
        return policy.rules.all.enumerated().flatMap { index, rule in
            rule.description.status == .draft
                ? [] : disguiseProblems(index, rule, matcher) + hostileProblems(rule)
        }
    }

    /// Patterns without a literal that must stand in the text.
    func warnings() -> [Problem] {
        policy.rules.all.compactMap { rule in
            guard case .regex(let regex) = rule.check, regex.triggers.isEmpty else { return nil }
            var problem = problem(
                .alwaysTried, rule, line: rule.description.line,
                "rule \(rule.description.id) has no literal that every match holds, so every comment"
                    + " is searched: 0.4 to 0.7 microseconds each",
                help: "give the pattern a fixed part of three letters or more, or 'needs'")
            problem.severity = .warning
            return problem
        }
    }

    // MARK: - Disguises

    private func disguiseProblems(
        _ index: Int, _ rule: CompiledRule, _ matcher: RuleMatcher
    ) -> [Problem] {
        switch rule.check {
        case .phrases, .near, .count: break
        // The folded view decides what a pattern sees; measures and combinations see no words.
        case .regex, .measure, .combine: return []
        }
        let disguises = RuleDescription.Disguise.allCases.filter {
            rule.description.seesThrough.contains($0.mark)
        }
        return rule.description.examples.flatMap { example -> [Problem] in
            let bytes = example.text.utf8.count
            switch example.kind {
            case .match:
                guard let span = found(example, example.text, index, matcher) else { return [] }
                return DisguiseGenerator.copies(of: example.text, in: span, wearing: disguises)
                    .filter { found(example, $0.text, index, matcher) == nil }
                    .map { copy in
                        problem(
                            .disguiseMissed, rule, line: example.line,
                            "rule \(rule.description.id) claims to see through '\(copy.disguise)'"
                                + " and misses this example so disguised",
                            help: "take '\(copy.disguise)' out of see_through, or mend the rule")
                    }
            case .noMatch:
                return DisguiseGenerator.copies(of: example.text, in: 0..<bytes, wearing: disguises)
                    .filter { found(example, $0.text, index, matcher) != nil }
                    .map { copy in
                        problem(
                            .disguiseFires, rule, line: example.line,
                            "rule \(rule.description.id) finds this no_match example once it is"
                                + " disguised ('\(copy.disguise)')",
                            help: "widen 'except', or take '\(copy.disguise)' out of see_through")
                    }
            case .knownMiss: return []
            }
        }
    }

    private func found(
        _ example: RuleDescription.Example, _ text: String, _ index: Int, _ matcher: RuleMatcher
    ) -> Range<Int>? {
        matcher.read(text, article: example.article.map { SharedText([$0]) })
        return matcher.findings(JudgingContext(example), of: index).hits.first { $0.rule == index }
            .map { $0.start..<$0.end }
    }

    // MARK: - Hostile texts

    /// Characters of one hostile text.
    private static let hostileLength = 4000

    private func hostileProblems(_ rule: CompiledRule) -> [Problem] {
        guard case .regex(let regex) = rule.check,
            case .regex(let source) = rule.description.check
        else { return [] }
        let scratch = MatchScratch()
        for text in Self.hostileTexts(for: source.pattern.text) {
            let bytes = FoldedText(Array(text.utf8)).bytes
            let outcome = scratch.firstMatch(
                regex.pattern, in: bytes, from: 0, to: bytes.count, lastStart: bytes.count,
                limit: MatchBudget.mostSteps)
            if outcome == .inconclusive {
                return [
                    problem(
                        .hostilePattern, rule, line: source.pattern.line,
                        "the pattern of rule \(rule.description.id) runs into the match limit on a"
                            + " text made to exhaust it",
                        help:
                            "let no two neighbouring parts match the same characters without bound")
                ]
            }
        }
        return []
    }

    /// Runs of what the pattern may repeat, alone and in pairs, each ended by what it does not expect.
    static func hostileTexts(for pattern: String) -> [String] {
        var units = [
            "a", "1", " ", "-", ".", "a1", "a ", "1 ", "a.", "1-", "a@", "aa ", "http://a",
        ]
        let letters = pattern.unicodeScalars.filter { $0.properties.isAlphabetic && $0.isASCII }
        units += Set(letters.map { String($0).lowercased() }).sorted()
        units += PatternShape(pattern).clauses.joined().prefix(8).map {
            String(decoding: $0, as: UTF8.self)
        }
        return units.flatMap { unit -> [String] in
            let run = String(
                repeating: unit, count: max(1, hostileLength / max(1, unit.utf8.count)))
            return [run, run + "!", "!" + run + "\u{7}"]
        }
    }

    private func problem(
        _ code: PolicyCode, _ rule: CompiledRule, line: Int, _ message: String, help: String
    ) -> Problem {
        let excerpt = excerpts.line(line, of: rule.description.file)
        return Problem(
            place: Problem.Place(file: rule.description.file, line: line), code: code.rawValue,
            message: message, excerpt: excerpt,
            help: help)
    }
}
