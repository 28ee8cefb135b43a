import Moderation

extension RuleMatcher {
    func matchNear(_ index: Int, _ rule: CompiledRule, _ near: CompiledRule.Near) {
        let firsts = near.first.flatMap { hits(of: $0) }.sorted { $0.first < $1.first }
        guard !firsts.isEmpty else { return }
        for set in near.then {
            for then in hits(of: set) {
                if let first = nearest(to: then, among: firsts, near, rule) {
                    keep(
                        index, rule, min(first.first, then.first), max(first.end, then.end),
                        first.marks.union(then.marks),
                        lead: first.first < then.first ? first.lead : then.lead)
                }
            }
        }
    }

    /// The nearest partner that stands in the right place. Phrases are bounded, also when spaced out,
    /// so only a bounded stretch before (and after) is looked at.
    private func nearest(
        to then: PhraseBook.Hit, among firsts: [PhraseBook.Hit], _ near: CompiledRule.Near,
        _ rule: CompiledRule
    ) -> PhraseBook.Hit? {
        let reach = near.withinWords + PhraseBook.mostTokens
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
            if rule.skipsQuoted, scopeOfPair(first, then) != .own { continue }
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

    private func scopeOfPair(_ a: PhraseBook.Hit, _ b: PhraseBook.Hit) -> SegmentScope? {
        text.scope(ofTokens: min(a.first, b.first)..<max(a.end, b.end))
    }

    private func isCovered(_ gap: Range<Int>, by sets: [Int32]) -> Bool {
        var position = gap.lowerBound
        while position < gap.upperBound {
            let ends = sets.lazy.flatMap { set in
                self.hits(of: set, from: position).prefix { $0.first == position }.map(\.end)
            }
            let next = ends.filter { $0 <= gap.upperBound }.max()
            guard let next else { return false }
            position = next
        }
        return true
    }

    /// Counts places, not readings: a word that two phrases share counts once.
    func matchCount(_ index: Int, _ rule: CompiledRule, _ count: CompiledRule.Count) {
        let before = findings.hits.count
        var end = 0
        let places = count.sets.flatMap { hits(of: $0) }.sorted { $0.first < $1.first }
        for hit in places where hit.first >= end {
            end = hit.end
            keep(index, rule, hit.first, hit.end, hit.marks, lead: hit.lead)
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

    /// Rules over what the others found in this text. One that would speak if a rule that could not
    /// finish had spoken, or had not, is unfinished itself.
    func combine() {
        guard !rules.combinations.isEmpty else { return }
        let found = findings.hits.filter { isSeen(rules.all[$0.rule].description) }
            .sorted { ($0.start, $0.rule) < ($1.start, $1.rule) }
        let open = Set(findings.inconclusive)
        func first(_ rule: Int) -> RuleHit? { found.first { $0.rule == rule } }
        func speaks(_ parts: CompiledRule.Combine, withOpen all: Bool) -> Bool {
            func isThere(_ rule: Int) -> Bool { first(rule) != nil || (all && open.contains(rule)) }
            func isAbsent(_ rule: Int) -> Bool {
                first(rule) == nil && (all || !open.contains(rule))
            }
            return parts.allOf.allSatisfy(isThere) && parts.noneOf.allSatisfy(isAbsent)
                && (parts.anyOf.isEmpty || parts.anyOf.filter(isThere).count >= parts.atLeast)
        }
        for index in rules.combinations.map({ Int($0) }) {
            let rule = rules.all[index]
            guard case .combine(let parts) = rule.check,
                !rule.hasConditions || applies(rule)
            else { continue }
            if speaks(parts, withOpen: false),
                let place = (parts.allOf + parts.anyOf).compactMap(first)
                    .min(by: { $0.start < $1.start })
            {
                var hit = place
                hit.rule = index
                findings.hits.append(hit)
            } else if !open.isEmpty, speaks(parts, withOpen: true) {
                findings.inconclusive.append(index)
            }
        }
    }

    private func isSeen(_ part: RuleDescription) -> Bool {
        part.status != .draft || isExample && part.isOff
    }

    func matchMeasure(_ index: Int, _ rule: CompiledRule, _ check: MeasureCheck) {
        guard let measured = text.measure(check.measure, context.facts, reads: context.reads),
            text.stretches.contains(where: { $0.scope == .own }),
            measured.value >= check.atLeast ?? -.infinity,
            measured.value <= check.atMost ?? .infinity
        else { return }
        findings.hits.append(
            RuleHit(
                rule: index, start: measured.start, end: measured.end, scope: .own, marks: [],
                firstToken: 0))
    }
}
