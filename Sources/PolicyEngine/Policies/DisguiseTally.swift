import Moderation

/// How many disguised copies of match examples a policy's rules still find.
public struct DisguiseTally: Sendable, Equatable {
    /// As packs write it under `see_through`.
    public var disguise: String
    /// Copies of examples that the rule finds undisguised.
    public var copies = 0
    /// Those that the same rule finds.
    public var found = 0

    public init(disguise: String) { self.disguise = disguise }

    public var share: Double { copies == 0 ? 1 : Double(found) / Double(copies) }
}

extension Policy {
    /// Disguises every match example of every rule of words, whether the rule claims to see through it
    /// or not.
    ///
    /// Patterns, measures and combinations are not asked: they look for numbers, loudness and other
    /// rules, which nobody writes with look-alike letters.
    ///
    /// **Shape**: one a disguise, in the order of the format.
    /// - Complexity: one judgement an example and disguise.
    public var disguiseTallies: [DisguiseTally] {
        let matcher = RuleMatcher(rules, usesSamples: true)
        func found(_ rule: Int, _ example: RuleDescription.Example, _ text: String) -> Range<Int>? {
            matcher.read(text, article: example.article.map { SharedText([$0]) })
            return matcher.findings(JudgingContext(example)).hits.first { $0.rule == rule }
                .map { $0.start..<$0.end }
        }
        let disguises = RuleDescription.Disguise.allCases
        var tallies = disguises.map { DisguiseTally(disguise: $0.rawValue) }
        for (index, rule) in rules.all.enumerated() where rule.isActive {
            switch rule.check {
            case .phrases, .near, .count: break
            case .regex, .measure, .combine: continue
            }
            for example in rule.description.examples where example.kind == .match {
                guard let span = found(index, example, example.text) else { continue }
                let copies = DisguiseGenerator.copies(
                    of: example.text, in: span, wearing: disguises)
                for copy in copies {
                    let number = disguises.firstIndex(of: copy.disguise)!
                    tallies[number].copies += 1
                    if found(index, example, copy.text) != nil { tallies[number].found += 1 }
                }
            }
        }
        return tallies
    }
}
