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

    private let rules: RuleSet
    private let scratch = MatchScratch()
    /// Tries every rule on everything, as a check of the shortcuts.
    private let usesPrefilter: Bool
    private var text = ReadText.empty
    private var context = JudgingContext()
    private var phraseHits: [PhraseBook.Hit] = []
    private var readings = TokenReadings()
    private var literalHits: [LiteralScanner.Hit] = []
    private var findings = RuleFindings()
    /// A rule or literal was seen in this text if its mark equals `round`.
    private var round: UInt32 = 0
    private var ruleSeen: [UInt32]
    private var literalSeen: [UInt32]
    private var candidates: [Int32] = []

    init(_ rules: RuleSet, usesPrefilter: Bool = true) {
        self.rules = rules
        self.usesPrefilter = usesPrefilter
        ruleSeen = [UInt32](repeating: 0, count: rules.all.count)
        literalSeen = [UInt32](repeating: 0, count: rules.scanner.count)
    }

    func findings(
        in text: ReadText, _ context: JudgingContext = JudgingContext()
    ) -> RuleFindings {
        self.text = text
        self.context = context
        findings = RuleFindings()
        phraseHits = rules.book.hits(in: text.folded, readings: &readings)
        gatherCandidates()
        for candidate in candidates {
            let index = Int(candidate)
            let rule = rules.all[index]
            if rule.hasConditions, !context.meets(rule.description.conditions) { continue }
            switch rule.check {
            case .phrases(let sets):
                for set in sets {
                    for hit in hits(of: set) { keep(index, rule, hit.first, hit.end, hit.marks) }
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
        round &+= 1
        candidates.removeAll(keepingCapacity: true)
        literalHits.removeAll(keepingCapacity: true)
        guard usesPrefilter else {
            candidates.append(contentsOf: 0..<Int32(rules.all.count))
            return
        }
        candidates.append(contentsOf: rules.always)
        var last: Int32 = -1
        for hit in phraseHits where hit.set != last {
            last = hit.set
            for rule in rules.triggeredBySet[Int(hit.set)] { want(rule) }
        }
        rules.scanner.scan(text.folded.bytes, into: &literalHits)
        for hit in literalHits { literalSeen[Int(hit.literal)] = round }
        for hit in literalHits {
            for rule in rules.triggeredByLiteral[Int(hit.literal)] where hasEveryClause(rule) {
                want(rule)
            }
        }
        if candidates.count > rules.always.count { candidates.sort() }
    }

    private func want(_ rule: Int32) {
        guard ruleSeen[Int(rule)] != round else { return }
        ruleSeen[Int(rule)] = round
        candidates.append(rule)
    }

    private func hasEveryClause(_ rule: Int32) -> Bool {
        guard case .regex(let regex) = rules.all[Int(rule)].check else { return true }
        return regex.clauses.dropFirst().allSatisfy { clause in
            clause.contains { literalSeen[Int($0)] == round }
        }
    }

    /// - Complexity: O(log hits).
    private func hits(of set: Int32) -> ArraySlice<PhraseBook.Hit> {
        func firstIndex(where isBehind: (PhraseBook.Hit) -> Bool) -> Int {
            var low = 0
            var high = phraseHits.count
            while low < high {
                let middle = (low + high) / 2
                if isBehind(phraseHits[middle]) { high = middle } else { low = middle + 1 }
            }
            return low
        }
        return phraseHits[firstIndex { $0.set >= set }..<firstIndex { $0.set > set }]
    }

    // MARK: - Checks

    private func matchNear(_ index: Int, _ rule: CompiledRule, _ near: CompiledRule.Near) {
        let firsts = near.first.flatMap { hits(of: $0) }.sorted { $0.first < $1.first }
        guard !firsts.isEmpty else { return }
        for set in near.then {
            for then in hits(of: set) {
                if let first = nearest(to: then, among: firsts, near) {
                    keep(
                        index, rule, min(first.first, then.first), max(first.end, then.end),
                        first.marks.union(then.marks))
                }
            }
        }
    }

    /// The nearest partner that stands in the right place; phrases have at most 12 words, so a
    /// bounded stretch before (and after) is looked at.
    private func nearest(
        to then: PhraseBook.Hit, among firsts: [PhraseBook.Hit], _ near: CompiledRule.Near
    ) -> PhraseBook.Hit? {
        let reach = near.withinWords + 12
        var low = 0
        var high = firsts.count
        while low < high {
            let middle = (low + high) / 2
            if firsts[middle].first < then.first - reach { low = middle + 1 } else { high = middle }
        }
        var best: (hit: PhraseBook.Hit, gap: Int)?
        for first in firsts[low...] {
            if first.first > then.end + near.withinWords { break }
            let gap: Range<Int>
            if first.end <= then.first {
                gap = first.end..<then.first
            } else if near.eitherOrder, then.end <= first.first {
                gap = then.end..<first.first
            } else {
                continue
            }
            guard gap.count <= near.withinWords, gap.count < (best?.gap ?? Int.max) else {
                continue
            }
            if near.sameSentence,
                text.folded.tokens[first.first].sentence != text.folded.tokens[then.first].sentence
            {
                continue
            }
            if let allowed = near.betweenOnly, !isCovered(gap, by: allowed) { continue }
            best = (first, gap.count)
        }
        return best?.hit
    }

    private func isCovered(_ gap: Range<Int>, by sets: [Int32]) -> Bool {
        var position = gap.lowerBound
        while position < gap.upperBound {
            let next = sets.lazy.flatMap { self.hits(of: $0) }
                .filter { $0.first == position && $0.end <= gap.upperBound }.map(\.end).max()
            guard let next else { return false }
            position = next
        }
        return true
    }

    /// Counts places, not readings: a word that two phrases share counts once.
    private func matchCount(_ index: Int, _ rule: CompiledRule, _ count: CompiledRule.Count) {
        let before = findings.hits.count
        var end = 0
        let places = count.sets.flatMap { hits(of: $0) }.sorted { $0.first < $1.first }
        for hit in places where hit.first >= end {
            end = hit.end
            keep(index, rule, hit.first, hit.end, hit.marks)
        }
        let found = findings.hits.count - before
        let isWithin = found >= count.atLeast ?? 0 && found <= count.atMost ?? .max
        if !isWithin { findings.hits.removeSubrange(before...) }
        guard isWithin, found == 0, text.stretches.contains(where: { $0.scope == .own }) else {
            return
        }
        findings.hits.append(
            RuleHit(
                rule: index, start: text.ownStart, end: text.ownEnd, scope: .own, marks: [],
                firstToken: 0))
    }

    /// Rules over what the others found in this text.
    private func combine() {
        guard !rules.combinations.isEmpty, !findings.hits.isEmpty else { return }
        let found = findings.hits.sorted { ($0.start, $0.rule) < ($1.start, $1.rule) }
        func first(_ rule: Int) -> RuleHit? { found.first { $0.rule == rule } }
        for index in rules.combinations {
            let rule = rules.all[Int(index)]
            guard case .combine(let parts) = rule.check,
                !rule.hasConditions || context.meets(rule.description.conditions),
                parts.allOf.allSatisfy({ first($0) != nil }),
                parts.noneOf.allSatisfy({ first($0) == nil })
            else { continue }
            let any = parts.anyOf.compactMap(first)
            guard parts.anyOf.isEmpty || any.count >= parts.atLeast,
                let place = (parts.allOf.compactMap(first) + any).min(by: { $0.start < $1.start })
            else { continue }
            var hit = place
            hit.rule = Int(index)
            findings.hits.append(hit)
        }
    }

    private func matchRegex(_ index: Int, _ rule: CompiledRule, _ regex: CompiledRule.Regex) {
        for stretch in text.stretches where stretch.scope == .own || !rule.skipsQuoted {
            let from = text.folded.foldedOffset(ofSource: stretch.start)
            let to = text.folded.foldedOffset(ofSource: stretch.end)
            guard from < to else { continue }
            for window in windows(regex, from, to) {
                guard search(window, from, to, index, rule, regex, stretch.scope) else { return }
            }
        }
    }

    /// Takes every match that begins in a window.
    ///
    /// - Returns: `false` when the rule is done with this text: a limit was hit, or enough was found.
    private func search(
        _ window: Range<Int>, _ from: Int, _ to: Int, _ index: Int, _ rule: CompiledRule,
        _ regex: CompiledRule.Regex, _ scope: SegmentScope
    ) -> Bool {
        var start = window.lowerBound
        var found = 0
        while start < window.upperBound {
            switch scratch.firstMatch(
                regex.pattern, in: text.folded.bytes, from: start, to: to,
                lastStart: window.upperBound)
            {
            case .noMatch: return true
            case .inconclusive:
                findings.inconclusive.append(index)
                return false
            case .match(let matchStart, let matchEnd):
                if matchEnd - matchStart <= regex.reach {
                    keep(index, rule, folded: matchStart, matchEnd, scope)
                    found += 1
                }
                if found >= Self.mostHits { return false }
                start = max(matchEnd, matchStart + 1)
                while start < to, text.folded.bytes[start] & 0xC0 == 0x80 { start += 1 }
            }
        }
        return true
    }

    /// Where a match can begin: up to its longest length before a literal of its first clause, else
    /// anywhere. Only starts are bounded, so a window never cuts a word.
    private func windows(_ regex: CompiledRule.Regex, _ from: Int, _ to: Int) -> [Range<Int>] {
        guard usesPrefilter, let clause = regex.clauses.first, let longest = regex.window else {
            return [from..<to]
        }
        var windows: [Range<Int>] = []
        for hit in literalHits where clause.contains(hit.literal) {
            let start = Int(hit.start)
            guard start >= from, start < to else { continue }
            let low = max(from, start + rules.scanner.length(hit.literal) - longest)
            windows.append(characterStart(low)..<(start + 1))
        }
        guard windows.count > 1 else { return windows }
        windows.sort { $0.lowerBound < $1.lowerBound }
        return windows.reduce(into: []) { merged, window in
            if let last = merged.last, window.lowerBound <= last.upperBound {
                merged[merged.count - 1] = last.lowerBound..<max(last.upperBound, window.upperBound)
            } else {
                merged.append(window)
            }
        }
    }

    private func characterStart(_ offset: Int) -> Int {
        var offset = offset
        while offset > 0, text.folded.bytes[offset] & 0xC0 == 0x80 { offset -= 1 }
        return offset
    }

    private func matchMeasure(_ index: Int, _ rule: CompiledRule, _ check: MeasureCheck) {
        guard let measured = text.measure(check.measure, context.facts),
            text.stretches.contains(where: { $0.scope == .own }),
            measured.value >= check.atLeast ?? -.infinity,
            measured.value <= check.atMost ?? .infinity
        else { return }
        findings.hits.append(
            RuleHit(
                rule: index, start: measured.start, end: measured.end, scope: .own, marks: [],
                firstToken: 0))
    }

    // MARK: - Keeping

    private func keep(
        _ index: Int, _ rule: CompiledRule, _ first: Int, _ end: Int, _ marks: Token.Marks
    ) {
        guard let scope = text.scope(ofTokens: first..<end) else { return }
        let start = text.folded.sourceSpan(text.folded.tokens[first]).start
        let stop = text.folded.sourceSpan(text.folded.tokens[end - 1]).end
        keep(
            RuleHit(
                rule: index, start: start, end: stop, scope: scope, marks: marks,
                firstToken: first), rule, tokens: first..<end)
    }

    private func keep(
        _ index: Int, _ rule: CompiledRule, folded start: Int, _ end: Int, _ scope: SegmentScope
    ) {
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
        keep(
            RuleHit(
                rule: index, start: span.start, end: span.end, scope: scope, marks: marks,
                firstToken: first), rule, tokens: first..<last)
    }

    private func keep(_ hit: RuleHit, _ rule: CompiledRule, tokens: Range<Int>) {
        if rule.skipsQuoted, hit.scope.isQuoted { return }
        if rule.skipsLinks, text.touchesLink(hit.start, hit.end) { return }
        guard hit.marks.isSubset(of: rule.description.seesThrough) else { return }
        if let because = exception(rule, tokens) {
            if findings.excepted.count < Self.mostHits { findings.excepted.append((hit, because)) }
        } else {
            findings.hits.append(hit)
        }
    }

    private func exception(_ rule: CompiledRule, _ tokens: Range<Int>) -> String? {
        for set in rule.exceptOverlapping {
            for hit in hits(of: set)
            where hit.first < tokens.upperBound && tokens.lowerBound < hit.end {
                return "overlaps a harmless phrase"
            }
        }
        if let after = rule.exceptAfterWords {
            for set in after.words {
                for hit in hits(of: set)
                where hit.end <= tokens.lowerBound && tokens.lowerBound - hit.end < after.within {
                    return "comes within \(after.within) words after an excepting word"
                }
            }
        }
        return nil
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
