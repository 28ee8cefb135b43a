import Moderation

/// Turns descriptions into compiled rules that share one phrase book.
struct RuleCompiler: ~Copyable {
    var book = PhraseBook()
    var folder = PhraseFolder()
    private var scanner = LiteralScanner()
    private var rules: [CompiledRule] = []
    var problems: [Problem] = []
    /// Lists that have a set already, by their pack's folder and name.
    var setOfList: [String: Int32] = [:]
    private var numbers: [RuleID: Int] = [:]
    /// For each set that a desk fills the set of the pack's sample.
    var samples: [Int32: Int32] = [:]
    let deskLists: [String: [String]]
    private let usesJIT: Bool

    /// - Parameter deskLists: what the desk gives, by name.
    init(deskLists: [String: [String]] = [:], usesJIT: Bool = true) {
        self.deskLists = deskLists
        self.usesJIT = usesJIT
    }

    /// A rule as it was read, with what its pack lends it.
    struct Source {
        var description: RuleDescription
        /// The phrases of the pack's lists, by name.
        var lists: [String: [FoldedPhrase]]
        var file: SourceFile
    }

    /// Compiles every rule of a policy, in order.
    mutating func compile(_ sources: [Source]) {
        for (number, source) in sources.enumerated() {
            for id in [source.description.id] + source.description.formerly { numbers[id] = number }
        }
        let usesJIT = usesJIT
        let patterns = concurrentMap(sources.map(\.description.check)) { check -> ReadPattern? in
            guard case .regex(let regex) = check else { return nil }
            return ReadPattern(regex.pattern.text, usesJIT: usesJIT)
        }
        for (source, pattern) in zip(sources, patterns) {
            compile(source, pattern, among: sources)
        }
    }

    /// Hands over what was compiled; the compiler is empty after it.
    mutating func takeRules() -> RuleSet {
        var book = PhraseBook()
        var scanner = LiteralScanner()
        swap(&book, &self.book)
        swap(&scanner, &self.scanner)
        return RuleSet(rules, Lexicon(book, scanner, samples: samples))
    }

    private mutating func compile(
        _ source: Source, _ pattern: ReadPattern?, among sources: [Source]
    ) {
        let (description, file) = (source.description, source.file)
        let check: CompiledRule.Check
        switch description.check {
        case .phrases(let phrases): check = .phrases(sets(phrases, source))
        case .near(let near):
            check = .near(
                CompiledRule.Near(
                    first: sets(near.first, source),
                    then: sets(near.then, source),
                    betweenOnly: near.betweenOnly.map { sets($0, source) },
                    withinWords: near.withinWords, sameSentence: near.sameSentence,
                    eitherOrder: near.eitherOrder))
        case .regex(let regex):
            switch pattern {
            case .sound(let pattern, let shape) where hasWords(regex.needs, file):
                check = .regex(compiled(regex, pattern, shape))
            case .refused(let code, let message, let help):
                problems.append(
                    file.problem(
                        code, line: regex.pattern.line, column: regex.pattern.column, message,
                        help: help))
                return
            default: return
            }
        case .count(let count):
            check = .count(
                CompiledRule.Count(
                    sets: sets(count.phrases, source), atLeast: count.atLeast,
                    atMost: count.atMost))
        case .measure(let measure): check = .measure(measure)
        case .combine(let combine):
            check = .combine(
                CompiledRule.Combine(
                    allOf: parts(combine.allOf, file, sources),
                    anyOf: parts(combine.anyOf, file, sources),
                    noneOf: parts(combine.noneOf, file, sources), atLeast: combine.atLeast))
        }
        let overlapping = sets(description.exceptOverlapping, source)
        let afterWords = nearby(description.exceptAfterWords, source)
        let beforeWords = nearby(description.exceptBeforeWords, source)
        rules.append(
            CompiledRule(
                description: description, check: check, exceptOverlapping: overlapping,
                exceptForDesk: sets(description.deskExceptions, source),
                exceptAfterWords: afterWords, exceptBeforeWords: beforeWords,
                waitsForDesk: waits(source)))
    }

    private mutating func nearby(
        _ words: RuleDescription.NearbyWords?, _ source: Source
    ) -> CompiledRule.NearbyWords? {
        words.map { CompiledRule.NearbyWords(words: sets($0.words, source), within: $0.within) }
    }

    /// Whether a rule asks for a list that the desk did not give.
    private mutating func waits(_ source: Source) -> Bool {
        guard let name = source.description.conditions.deskList else { return false }
        if source.lists[DeskList.prefix + name] == nil {
            noteUnknownList(
                DeskList.prefix + name, line: source.description.line,
                column: source.description.column, source)
        }
        return deskLists[name]?.isEmpty ?? true
    }

    /// The rules that a combination names. Combinations of combinations are refused: nobody could say
    /// what they do.
    private mutating func parts(
        _ names: RuleDescription.Phrases, _ file: SourceFile, _ sources: [Source]
    ) -> [Int] {
        names.compactMap { name in
            if let number = numbers[RuleID(name.text)] {
                if case .combine = sources[number].description.check {
                    problems.append(
                        file.problem(
                            .unknownPart, line: name.line, column: name.column,
                            "'\(name.text)' is a combination itself",
                            help: "name its parts instead"))
                    return nil
                }
                return number
            }
            let near = nearestName(to: name.text, among: numbers.keys.map(\.rawValue).sorted())
            problems.append(
                file.problem(
                    .unknownPart, line: name.line, column: name.column,
                    "there is no rule '\(name.text)' in this policy",
                    help: near.map { "did you mean '\($0)'?" }
                        ?? "name a rule of a pack that the desk uses"))
            return nil
        }
    }

    /// The clauses come from the pattern itself; where none can be read off it, `needs` says when the
    /// pattern is worth trying.
    private mutating func compiled(
        _ regex: RuleDescription.Regex, _ pattern: Pattern, _ shape: PatternShape
    ) -> CompiledRule.Regex {
        return CompiledRule.Regex(
            pattern: pattern,
            clauses: shape.clauses.enumerated().map { number, clause in
                clause.map { scanner.add($0, scanned: number == 0) }
            },
            needs: regex.needs.map {
                scanner.add(
                    Array(FoldedText(Array($0.text.utf8)).bytes), scanned: shape.clauses.isEmpty)
            },
            window: shape.longest, reach: regex.reach, verification: regex.verification)
    }

    /// A literal of invisible characters only would be found everywhere or nowhere.
    private mutating func hasWords(_ needs: RuleDescription.Phrases, _ file: SourceFile) -> Bool {
        let empty = needs.filter { FoldedText(Array($0.text.utf8)).bytes.isEmpty }
        problems += empty.map {
            file.problem(
                .emptyPhrase, line: $0.line, column: $0.column,
                "a literal of 'needs' holds no visible character",
                help: "write what must stand there")
        }
        return empty.isEmpty
    }
}
