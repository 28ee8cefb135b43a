import Moderation

/// One place where one rule found what it looks for.
struct RuleHit {
    /// Index into the policy's rules.
    var rule: Int
    /// Plain bytes, half-open.
    var start: Int
    var end: Int
    var scope: SegmentScope
    var marks: Token.Marks
    /// The first token of the hit, or of what follows it.
    var firstToken: Int
}

/// What all rules of a policy found in one text.
struct RuleFindings {
    /// Sorted by rule, then place; at most `RuleMatcher.mostHits` a rule.
    var hits: [RuleHit] = []
    var excepted: [(hit: RuleHit, because: String)] = []
    /// Rules that hit a limit; each once, ascending.
    var inconclusive: [Int] = []
}

/// Runs every rule of a policy over a text: phrases through one trie, patterns in windows round their
/// literals.
///
/// **Never** shared between threads: it keeps its buffers from text to text.
final class RuleMatcher {
    /// Places kept of one rule in one text; more say nothing new and would let one text fill a desk.
    static let mostHits = 16

    let rules: RuleSet
    let scratch = MatchScratch()
    /// `false` tries every rule on everything, as a check of the shortcuts.
    let usesPrefilter: Bool
    /// Reads the samples of packs where a desk's lists would stand, as examples do.
    let usesSamples: Bool
    private(set) var article: SharedText?
    /// What is judged; `read` fills it.
    private(set) var text = ReadText()
    var context = JudgingContext()
    let phraseHits = ReusedArray<PhraseBook.Hit>()
    private let readings = TokenReadings()
    let literalHits = ReusedArray<LiteralScanner.Hit>()
    var findings = RuleFindings()
    /// A rule was wanted for this text if its mark equals `round`; a literal stands in it if its mark
    /// is twice that and one, and does not if it is twice that.
    private var round: UInt64 = 0
    private let ruleSeen: ReusedArray<UInt64>
    private let literalSeen: ReusedArray<UInt64>
    /// The literals of `literalHits`, each once.
    private let literalsThere = ReusedArray<Int32>()
    private let candidates = ReusedArray<Int32>()
    /// An example of a rule is judged, by what its pack says and not by what a desk changed, and its
    /// pattern is tried on whole stretches.
    private(set) var isExample = false
    var budget = MatchBudget()

    init(_ rules: RuleSet, usesPrefilter: Bool = true, usesSamples: Bool = false) {
        self.rules = rules
        self.usesPrefilter = usesPrefilter
        self.usesSamples = usesSamples && !rules.lexicon.samples.isEmpty
        ruleSeen = ReusedArray(repeatElement(0, count: rules.all.count))
        literalSeen = ReusedArray(repeatElement(0, count: rules.lexicon.scanner.count))
    }

    /// Takes in the text that `findings` then speaks of.
    func read(
        _ body: String, format: BodyFormat = .plain, article: SharedText? = nil,
        parent: SharedText? = nil
    ) {
        self.article = article
        text.read(body, format: format, article: article, parent: parent)
    }

    /// - Parameter asked: the one rule whose findings are wanted, for its examples; `nil` asks all.
    func findings(
        _ context: JudgingContext = JudgingContext(), of asked: Int? = nil
    ) -> RuleFindings {
        self.context = context
        findings = RuleFindings()
        budget = MatchBudget()
        round &+= 1
        rules.lexicon.book.find(in: text.folded, readings: readings, into: phraseHits)
        isExample = asked != nil
        if let asked { askFor(asked) } else { gatherCandidates() }
        for candidate in candidates {
            let index = Int(candidate)
            let rule = rules.all[index]
            if rule.hasConditions, !applies(rule) { continue }
            switch rule.check {
            case .phrases(let sets):
                for set in sets {
                    for hit in hits(of: set) {
                        keep(index, rule, hit.first, hit.end, hit.marks, lead: hit.lead)
                    }
                }
            case .near(let near): matchNear(index, rule, near)
            case .regex(let regex): matchRegex(index, rule, regex)
            case .count(let count): matchCount(index, rule, count)
            case .measure(let check): matchMeasure(index, rule, check)
            case .combine: continue
            }
        }
        combine()
        if findings.hits.count > 1 {
            findings.hits.sort { ($0.rule, $0.start, $0.end) < ($1.rule, $1.start, $1.end) }
            findings.hits = RuleMatcher.withoutRepeats(findings.hits)
        }
        return findings
    }

    /// The rules worth trying, ascending: those whose phrases or literals stand in the text, and those
    /// that are always tried.
    private func gatherCandidates() {
        candidates.removeAll()
        literalHits.removeAll()
        for rule in rules.always { candidates.append(rule) }
        var last: Int32 = -1
        for hit in phraseHits where hit.set != last {
            last = hit.set
            rules.triggeredBySet.forEach(in: hit.set, want)
        }
        let bytes = UnsafeBufferPointer(text.folded.bytes.buffer)
        rules.lexicon.scanner.scan(bytes, into: literalHits)
        literalsThere.removeAll()
        for hit in literalHits where literalSeen[Int(hit.literal)] != round << 1 | 1 {
            literalSeen[Int(hit.literal)] = round << 1 | 1
            literalsThere.append(hit.literal)
        }
        for literal in literalsThere {
            rules.triggeredByLiteral.forEach(in: literal) { rule in
                if ruleSeen[Int(rule)] != round, hasEveryClause(rule) { want(rule) }
            }
        }
        if !usesPrefilter {
            candidates.removeAll()
            for rule in rules.all.indices { candidates.append(Int32(rule)) }
        } else if candidates.count > rules.always.count {
            var buffer = candidates.buffer
            buffer.sort()
        }
    }

    /// One rule, after those whose findings it looks at.
    private func askFor(_ rule: Int) {
        candidates.removeAll()
        if case .combine(let parts) = rules.all[rule].check {
            for part in Set(parts.allOf + parts.anyOf + parts.noneOf).sorted() {
                candidates.append(Int32(part))
            }
        }
        candidates.append(Int32(rule))
    }

    private func want(_ rule: Int32) {
        guard ruleSeen[Int(rule)] != round else { return }
        ruleSeen[Int(rule)] = round
        candidates.append(rule)
    }

    /// Whether phrases or literals of a rule stand in the text.
    func isWanted(_ rule: Int) -> Bool { ruleSeen[rule] == round }

    private func hasEveryClause(_ rule: Int32) -> Bool {
        guard case .regex(let regex) = rules.all[Int(rule)].check else { return true }
        return regex.clauses.dropFirst().allSatisfy { clause in
            clause.contains(where: isThere)
        }
    }

    /// Looked for when first asked, and remembered for this text.
    func isThere(_ literal: Int32) -> Bool {
        let known = literalSeen[Int(literal)]
        if known >> 1 == round { return known & 1 == 1 }
        let bytes = UnsafeBufferPointer(text.folded.bytes.buffer)
        let isThere = rules.lexicon.scanner.contains(literal, in: bytes)
        literalSeen[Int(literal)] = round << 1 | (isThere ? 1 : 0)
        return isThere
    }

    /// Whether this is a comment, and a desk, that the rule is for.
    func applies(_ rule: CompiledRule) -> Bool {
        if rule.waitsForDesk, !usesSamples { return false }
        return context.meets(rule.description.conditions)
    }

    /// The hits of a set in the order of their first tokens.
    ///
    /// - Parameter first: hits that begin before this token are left out.
    /// - Complexity: O(log hits).
    func hits(of asked: Int32, from first: Int = 0) -> Slice<ReusedArray<PhraseBook.Hit>> {
        let set = usesSamples ? rules.lexicon.samples[asked] ?? asked : asked
        func firstIndex(where isBehind: (PhraseBook.Hit) -> Bool) -> Int {
            var low = 0
            var high = phraseHits.count
            while low < high {
                let middle = (low + high) / 2
                if isBehind(phraseHits[middle]) { high = middle } else { low = middle + 1 }
            }
            return low
        }
        let end = firstIndex { $0.set > set }
        return phraseHits[firstIndex { $0.set == set ? $0.first >= first : $0.set > set }..<end]
    }

    // MARK: - Keeping

    /// - Parameter lead: folded bytes before the first token that belong to the hit.
    func keep(
        _ index: Int, _ rule: CompiledRule, _ first: Int, _ end: Int, _ marks: Token.Marks,
        lead: Int = 0
    ) {
        guard let scope = text.scope(ofTokens: first..<end) else { return }
        let from = Int(text.folded.tokens[first].start) - lead
        let start = text.folded.sourceSpan(from, from + 1).start
        let stop = text.folded.sourceSpan(text.folded.tokens[end - 1]).end
        keep(
            RuleHit(
                rule: index, start: start, end: stop, scope: scope, marks: marks,
                firstToken: first), rule, tokens: first..<end)
    }

    /// - Returns: whether the hit stands.
    func keep(
        _ index: Int, _ rule: CompiledRule, folded start: Int, _ end: Int, _ scope: SegmentScope
    ) -> Bool {
        let tokens = text.folded.tokens
        var first = 0
        var high = tokens.count
        while first < high {
            let middle = (first + high) / 2
            if Int(tokens[middle].end) <= start { first = middle + 1 } else { high = middle }
        }
        var last = first
        var marks: Token.Marks = []
        while last < tokens.count, Int(tokens[last].start) < end {
            marks.formUnion(tokens[last].marks)
            last += 1
        }
        let span = text.folded.sourceSpan(start, end)
        return keep(
            RuleHit(
                rule: index, start: span.start, end: span.end, scope: scope, marks: marks,
                firstToken: first), rule, tokens: first..<last)
    }

    @discardableResult
    func keep(_ hit: RuleHit, _ rule: CompiledRule, tokens: Range<Int>) -> Bool {
        if rule.skipsQuoted, hit.scope.isQuoted { return false }
        if rule.skipsLinks, text.touchesLink(hit.start, hit.end) { return false }
        guard hit.marks.isSubset(of: rule.description.seesThrough) else { return false }
        if let because = exception(rule, tokens) {
            if findings.excepted.count < Self.mostHits { findings.excepted.append((hit, because)) }
            return false
        }
        findings.hits.append(hit)
        return true
    }

    /// Drops hits of a rule that lie inside an earlier, longer one, and those over the limit.
    private static func withoutRepeats(_ hits: [RuleHit]) -> [RuleHit] {
        var kept: [RuleHit] = []
        var ofRule = 0
        for hit in hits {
            if let last = kept.last, last.rule == hit.rule {
                if hit.start < last.end {
                    if hit.start == last.start, hit.end > last.end { kept[kept.count - 1] = hit }
                    continue
                }
                ofRule += 1
            } else {
                ofRule = 1
            }
            if ofRule <= mostHits { kept.append(hit) }
        }
        return kept
    }
}
