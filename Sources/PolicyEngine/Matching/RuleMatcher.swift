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

/// Runs every rule of a policy over a text: phrases through one trie, patterns in windows.
struct RuleMatcher {
    /// Places kept of one rule in one text; more say nothing new and would let one text fill a desk.
    static let mostHits = 16

    private let rules: RuleSet
    private let text: ReadText
    private let phraseHits: [PhraseBook.Hit]
    private var findings = RuleFindings()

    static func findings(of rules: RuleSet, in text: ReadText, scratch: MatchScratch)
        -> RuleFindings
    {
        var matcher = RuleMatcher(rules, text)
        matcher.run(scratch)
        return matcher.findings
    }

    private init(_ rules: RuleSet, _ text: ReadText) {
        self.rules = rules
        self.text = text
        phraseHits = rules.book.hits(in: text.folded).sorted {
            ($0.set, $0.first, $0.end) < ($1.set, $1.first, $1.end)
        }
    }

    private mutating func run(_ scratch: MatchScratch) {
        for index in candidates() {
            let rule = rules.all[index]
            switch rule.check {
            case .phrases(let sets):
                for set in sets {
                    for hit in hits(of: set) { keep(index, rule, hit.first, hit.end, hit.marks) }
                }
            case .near(let near): matchNear(index, rule, near)
            case .regex(let regex): matchRegex(index, rule, regex, scratch)
            case .measure(let check): matchMeasure(index, rule, check)
            }
        }
        findings.hits.sort { ($0.rule, $0.start, $0.end) < ($1.rule, $1.start, $1.end) }
        findings.hits = RuleMatcher.withoutRepeats(findings.hits)
    }

    /// The rules worth trying: those whose phrases stand in the text, and those without phrases.
    private func candidates() -> [Int] {
        var wanted = rules.withoutPhrases
        var last: Int32 = -1
        for hit in phraseHits where hit.set != last {
            last = hit.set
            wanted += rules.triggeredBySet[Int(hit.set)]
        }
        var seen = Set<Int>()
        return wanted.filter { seen.insert($0).inserted }.sorted()
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

    private mutating func matchNear(_ index: Int, _ rule: CompiledRule, _ near: CompiledRule.Near) {
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
            let next = sets.lazy.flatMap { hits(of: $0) }
                .filter { $0.first == position && $0.end <= gap.upperBound }.map(\.end).max()
            guard let next else { return false }
            position = next
        }
        return true
    }

    private mutating func matchRegex(
        _ index: Int, _ rule: CompiledRule, _ regex: CompiledRule.Regex, _ scratch: MatchScratch
    ) {
        for stretch in text.stretches where stretch.scope == .own || !rule.skipsQuoted {
            let from = text.folded.foldedOffset(ofSource: stretch.start)
            let to = text.folded.foldedOffset(ofSource: stretch.end)
            guard from < to else { continue }
            for window in windows(regex, from, to) {
                var start = window.lowerBound
                search: while start < window.upperBound {
                    switch scratch.firstMatch(
                        regex.pattern, in: text.folded.bytes, from: start, to: window.upperBound,
                        lastStart: window.upperBound)
                    {
                    case .noMatch: break search
                    case .inconclusive:
                        findings.inconclusive.append(index)
                        return
                    case .match(let matchStart, let matchEnd):
                        keep(index, rule, folded: matchStart, matchEnd, stretch.scope)
                        start = max(matchEnd, matchStart + 1)
                        while start < window.upperBound,
                            text.folded.bytes[start] & 0xC0 == 0x80
                        { start += 1 }
                    }
                    if findings.hits.last?.rule == index, hitCount(of: index) >= Self.mostHits {
                        return
                    }
                }
            }
        }
    }

    private func hitCount(of rule: Int) -> Int {
        findings.hits.reversed().prefix { $0.rule == rule }.count
    }

    /// Where a pattern can match: around its literals as far as it reaches, else everywhere. Edges
    /// are moved to spaces, so that a cut never makes a word boundary.
    private func windows(_ regex: CompiledRule.Regex, _ from: Int, _ to: Int) -> [Range<Int>] {
        guard !regex.needs.isEmpty else { return [from..<to] }
        let bytes = text.folded.bytes
        var windows: [Range<Int>] = []
        for position in occurrences(of: regex.needs, from, to) {
            var low = max(from, position.lowerBound - regex.reach)
            var high = min(to, position.upperBound + regex.reach)
            while low > from, bytes[low - 1] != 0x20 { low -= 1 }
            while high < to, bytes[high] != 0x20 { high += 1 }
            if let last = windows.last, low <= last.upperBound {
                windows[windows.count - 1] = last.lowerBound..<max(last.upperBound, high)
            } else {
                windows.append(low..<high)
            }
        }
        return windows
    }

    private func occurrences(of literals: [[UInt8]], _ from: Int, _ to: Int) -> [Range<Int>] {
        var found: [Range<Int>] = []
        let bytes = text.folded.bytes
        for literal in literals where literal.count <= to - from {
            let first = literal[0]
            for start in from...(to - literal.count) where bytes[start] == first {
                if bytes[start..<(start + literal.count)].elementsEqual(literal) {
                    found.append(start..<(start + literal.count))
                }
            }
        }
        return found.sorted { $0.lowerBound < $1.lowerBound }
    }

    private mutating func matchMeasure(_ index: Int, _ rule: CompiledRule, _ check: MeasureCheck) {
        let measured = text.measure(check.measure)
        guard text.stretches.contains(where: { $0.scope == .own }),
            measured.value >= check.atLeast ?? -.infinity,
            measured.value <= check.atMost ?? .infinity
        else { return }
        findings.hits.append(
            RuleHit(
                rule: index, start: measured.start, end: measured.end, scope: .own, marks: [],
                firstToken: 0))
    }

    // MARK: - Keeping

    private mutating func keep(
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

    private mutating func keep(
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

    private mutating func keep(_ hit: RuleHit, _ rule: CompiledRule, tokens: Range<Int>) {
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

/// The rules of a policy, arranged for matching.
struct RuleSet: Sendable {
    let all: [CompiledRule]
    let book: PhraseBook
    /// For each phrase set the rules that a hit in it can make speak.
    let triggeredBySet: [[Int]]
    /// Rules of patterns and measures.
    let withoutPhrases: [Int]

    init(_ all: [CompiledRule], _ book: PhraseBook) {
        self.all = all
        self.book = book
        var triggered = [[Int]](repeating: [], count: Int(book.setCount))
        var others: [Int] = []
        for (index, rule) in all.enumerated() {
            switch rule.check {
            case .phrases(let sets): for set in sets { triggered[Int(set)].append(index) }
            case .near(let near): for set in near.then { triggered[Int(set)].append(index) }
            case .regex, .measure: others.append(index)
            }
        }
        triggeredBySet = triggered
        withoutPhrases = others
    }
}
