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

    func matchRegex(_ index: Int, _ rule: CompiledRule, _ regex: CompiledRule.Regex) {
        guard regex.needs.isEmpty || regex.needs.contains(where: isThere) else { return }
        let places = places(of: regex)
        for stretch in text.stretches where stretch.scope == .own || !rule.skipsQuoted {
            let from = text.folded.foldedOffset(ofSource: stretch.start)
            let to = text.folded.foldedOffset(ofSource: stretch.end)
            guard from < to else { continue }
            // Matches do not overlap: after one the next begins behind it, in whichever window.
            var start = from
            for window in windows(regex, places, from, to) {
                start = max(start, window.lowerBound)
                let rest = start..<max(start, window.upperBound)
                guard search(rest, &start, to, index, rule, regex, stretch.scope) else { return }
            }
        }
    }

    /// Takes every match that begins in a window.
    ///
    /// - Parameter start: where the window begins; then the first place behind the last match.
    /// - Returns: `false` when the rule is done with this text: a limit was hit, or enough was found.
    private func search(
        _ window: Range<Int>, _ start: inout Int, _ to: Int, _ index: Int,
        _ rule: CompiledRule, _ regex: CompiledRule.Regex, _ scope: SegmentScope
    ) -> Bool {
        guard let limit = budget.spend(starts: window.count) else {
            findings.inconclusive.append(index)
            return false
        }
        var found = 0
        while start < window.upperBound {
            switch scratch.firstMatch(
                regex.pattern, in: text.folded.bytes, from: start, to: to,
                lastStart: window.upperBound, limit: limit)
            {
            case .noMatch: return true
            case .inconclusive:
                findings.inconclusive.append(index)
                budget.noteLimitHit()
                return false
            case .match(let matchStart, let matchEnd):
                guard matchEnd - matchStart <= regex.reach else {
                    // Longer than the rule says it can be: neither yes nor no.
                    findings.inconclusive.append(index)
                    return false
                }
                let isVerified =
                    regex.verification?.accepts(text.folded.bytes[matchStart..<matchEnd]) ?? true
                if isVerified, keep(index, rule, folded: matchStart, matchEnd, scope) {
                    found += 1
                }
                if found >= Self.mostHits { return false }
                start = max(matchEnd, matchStart + 1)
                while start < to, text.folded.bytes[start] & 0xC0 == 0x80 { start += 1 }
            }
        }
        return true
    }

    /// Where literals of a pattern's first clause stand, in order; `nil` when matches may begin anywhere.
    private func places(of regex: CompiledRule.Regex) -> [Range<Int>]? {
        guard !isWhole, let clause = regex.clauses.first, regex.window != nil else { return nil }
        var places: [Range<Int>] = []
        for hit in literalHits where clause.contains(hit.literal) {
            let start = Int(hit.start)
            places.append(start..<(start + rules.lexicon.scanner.length(hit.literal)))
        }
        if places.count > 1 { places.sort { $0.lowerBound < $1.lowerBound } }
        return places
    }

    /// Where a match can begin: up to its longest length before a literal of its first clause, else
    /// anywhere. Only starts are bounded, so a window never cuts a word.
    ///
    /// - Complexity: O(log places + places between `from` and `to`).
    private func windows(
        _ regex: CompiledRule.Regex, _ places: [Range<Int>]?, _ from: Int, _ to: Int
    ) -> [Range<Int>] {
        guard let places, let longest = regex.window else { return [from..<to] }
        var next = 0
        var high = places.count
        while next < high {
            let middle = (next + high) / 2
            if places[middle].lowerBound < from { next = middle + 1 } else { high = middle }
        }
        var windows: [Range<Int>] = []
        while next < places.count, places[next].lowerBound < to {
            let low = max(from, places[next].upperBound - longest)
            windows.append(characterStart(low)..<(places[next].lowerBound + 1))
            next += 1
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
