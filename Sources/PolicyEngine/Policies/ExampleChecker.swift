import Moderation

/// Runs every rule over its own examples: they are the rule's tests, reported at their own line.
struct ExampleChecker: Sendable {
    let policy: Policy
    let excerpts: Excerpts

    /// Rules that one thread takes at a time: each needs a matcher of its own.
    private static let share = 64

    /// In the order of the rules.
    ///
    /// - Complexity: one classification an example, shared among the processors.
    func problems() -> [Problem] {
        let rules = policy.rules.all.indices
        let shares = stride(from: 0, to: rules.count, by: Self.share).map {
            $0..<min($0 + Self.share, rules.count)
        }
        return concurrentMap(shares) { share in
            let matcher = RuleMatcher(policy.rules, usesSamples: true)
            return share.flatMap { index in
                let rule = policy.rules.all[index]
                return missing(rule)
                    + rule.description.examples.compactMap { check($0, index, rule, matcher) }
            }
        }.flatMap(\.self)
    }

    private func check(
        _ example: RuleDescription.Example, _ index: Int, _ rule: CompiledRule,
        _ matcher: RuleMatcher
    ) -> Problem? {
        matcher.read(example.text, article: example.article.map { SharedText([$0]) })
        let findings = matcher.findings(JudgingContext(example), of: index)
        let hits = findings.hits.filter { $0.rule == index }
        let id = rule.description.id
        if hits.isEmpty, findings.inconclusive.contains(index), example.kind != .knownMiss {
            return problem(
                example.kind == .match ? .exampleMisses : .exampleFires, example, rule,
                "rule \(id) cannot finish this example, so a person would have to look",
                help: "let 'reach' be as long as the longest match, and the pattern cost less")
        }
        switch example.kind {
        case .match:
            guard let first = hits.first else {
                return problem(
                    .exampleMisses, example, rule, "rule \(id) does not find this example")
            }
            guard let mark = example.mark else { return nil }
            let found = hits.map {
                example.text[span: matcher.text.body.sourceSpan($0.start, $0.end)]
            }
            if found.contains(where: { $0.utf8.elementsEqual(mark.utf8) }) { return nil }
            return problem(
                .exampleMarksElsewhere, example, rule,
                "rule \(id) finds '\(example.text[span: matcher.text.body.sourceSpan(first.start, first.end)])'"
                    + " here, not the mark")
        case .noMatch where !hits.isEmpty:
            return problem(
                .exampleFires, example, rule, "rule \(id) finds this example and must not")
        case .knownMiss where !hits.isEmpty:
            return problem(
                .knownMissMatches, example, rule, "rule \(id) finds this known miss by now",
                help: "move it to 'match'")
        default: return nil
        }
    }

    /// An acting rule shows what it finds, twice what it leaves alone, and one benign twin.
    private func missing(_ rule: CompiledRule) -> [Problem] {
        let description = rule.description
        guard description.status != .draft else { return [] }
        let matches = description.examples.filter { $0.kind == .match }
        let harmless = description.examples.filter { $0.kind == .noMatch }
        if matches.isEmpty || harmless.count < 2 {
            return [
                problem(
                    .exampleMissing, nil, rule,
                    "rule \(description.id) has \(matches.count) match and \(harmless.count)"
                        + " no_match examples",
                    help: "give at least one match and two no_match")
            ]
        }
        let own = ownSets(rule)
        let sets = Set(own + own.compactMap { policy.rules.lexicon.samples[$0] })
        let words = pieces(rule)
        guard !words.isEmpty || !sets.isEmpty else { return [] }
        let hasTwin = harmless.contains { example in
            let folded = FoldedText(Array(example.text.utf8))
            let (bytes, hits) = (folded.bytes, ReusedArray<PhraseBook.Hit>())
            policy.rules.lexicon.book.find(in: folded, readings: TokenReadings(), into: hits)
            return hits.contains { sets.contains($0.set) }
                || folded.tokens.contains { token in
                    let word = bytes[Int(token.start)..<Int(token.end)]
                    return words.contains {
                        $0.isStem ? word.starts(with: $0.bytes) : word.elementsEqual($0.bytes)
                    }
                }
        }
        return hasTwin
            ? []
            : [
                problem(
                    .exampleMissing, nil, rule,
                    "rule \(description.id) has no benign twin among its no_match examples",
                    help: "add a harmless sentence that holds one of the rule's own words")
            ]
    }

    private func ownPhrases(_ rule: CompiledRule) -> [String] {
        switch rule.description.check {
        case .phrases(let phrases): phrases.map(\.text)
        case .near(let near): (near.then + near.first).map(\.text)
        case .regex(let regex): regex.needs.map(\.text)
        case .count(let count): count.phrases.map(\.text)
        case .measure, .combine: []
        }
    }

    private func pieces(_ rule: CompiledRule) -> [PhraseWord] {
        ownPhrases(rule).filter { !$0.hasPrefix("{") }.flatMap {
            PhraseFolder.words(of: $0)
        }
    }

    private func ownSets(_ rule: CompiledRule) -> [Int32] {
        switch rule.check {
        case .phrases(let sets): sets
        case .near(let near): near.first + near.then
        case .count(let count): count.sets
        case .regex, .measure, .combine: []
        }
    }

    private func problem(
        _ code: PolicyCode, _ example: RuleDescription.Example?, _ rule: CompiledRule,
        _ message: String, help: String? = nil
    ) -> Problem {
        let line = example?.line ?? rule.description.line
        let excerpt = excerpts.line(line, of: rule.description.file)
        return Problem(
            place: Problem.Place(
                file: rule.description.file, line: line,
                column: example?.column ?? rule.description.column),
            code: code.rawValue, message: message,
            excerpt: excerpt,
            help: help ?? "change the rule or the example, then load the policy again")
    }
}
