/// The phrases and literals that the rules of a policy look for; shared by the sets that one policy
/// gives rise to.
final class Lexicon: Sendable {
    let book: PhraseBook
    let scanner: LiteralScanner

    /// For each set that a desk fills the set of the pack's sample, which examples see instead.
    let samples: [Int32: Int32]

    init(
        _ book: consuming PhraseBook, _ scanner: consuming LiteralScanner,
        samples: [Int32: Int32] = [:]
    ) {
        self.book = book
        self.scanner = scanner
        self.samples = samples
    }
}

/// The rules of a policy, arranged for matching; immutable and shared.
final class RuleSet: Sendable {
    let all: [CompiledRule]
    let lexicon: Lexicon
    /// For each phrase set the rules that a hit in it can make speak.
    let triggeredBySet: FlatLists
    /// For each literal the rules that it makes worth trying.
    let triggeredByLiteral: FlatLists
    /// Rules that every comment is tried with: measures, upper counts, and patterns without a
    /// required literal.
    let always: [Int32]
    /// Rules over what other rules found; they come last.
    let combinations: [Int32]
    /// The measures of what was written before a comment, of all rules.
    let historyChecks: [MeasureCheck]
    /// Whether any rule asks where and when a comment was written.
    let hasConditions: Bool
    /// Whether any rule asks in which language.
    let asksForLanguage: Bool

    init(_ all: [CompiledRule], _ lexicon: Lexicon) {
        self.all = all
        self.lexicon = lexicon
        historyChecks = all.compactMap { rule in
            guard case .measure(let check) = rule.check, check.measure.asksHistory else {
                return nil
            }
            return check
        }
        hasConditions = all.contains(where: \.hasConditions)
        asksForLanguage = all.contains { !$0.description.conditions.languages.isEmpty }
        var bySet = [[Int32]](repeating: [], count: Int(lexicon.book.setCount))
        var byLiteral = [[Int32]](repeating: [], count: lexicon.scanner.count)
        var always: [Int32] = []
        var combinations: [Int32] = []
        for (index, rule) in all.enumerated() {
            let index = Int32(index)
            func trigger(_ sets: [Int32]) {
                for set in sets {
                    bySet[Int(set)].append(index)
                    if let sample = lexicon.samples[set] { bySet[Int(sample)].append(index) }
                }
            }
            switch rule.check {
            case .phrases(let sets): trigger(sets)
            case .near(let near): trigger(near.then)
            case .regex(let regex):
                for literal in regex.triggers { byLiteral[Int(literal)].append(index) }
                if regex.triggers.isEmpty { always.append(index) }
            case .count(let count):
                if count.atLeast == nil {
                    always.append(index)
                } else {
                    trigger(count.sets)
                }
            case .measure: always.append(index)
            case .combine: combinations.append(index)
            }
        }
        triggeredBySet = FlatLists(bySet)
        triggeredByLiteral = FlatLists(byLiteral)
        self.always = always
        self.combinations = combinations
    }
}
