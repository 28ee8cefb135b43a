import Moderation

/// Patterns, tried in windows round their literals.
///
/// What a text may cost is spent on the windows alone. A check of the shortcuts also searches the gaps
/// between them, free of charge, and so it stops at the same rules and places.
extension RuleMatcher {
    func matchRegex(_ index: Int, _ rule: CompiledRule, _ regex: CompiledRule.Regex) {
        guard regex.needs.isEmpty || regex.needs.contains(where: isThere) else { return }
        let places = places(index, of: regex)
        for stretch in text.stretches where stretch.scope == .own || !rule.skipsQuoted {
            let from = text.folded.foldedOffset(ofSource: stretch.start)
            let to = text.folded.foldedOffset(ofSource: stretch.end)
            guard from < to else { continue }
            // Matches do not overlap: after one the next begins behind it, in whichever window.
            var start = from
            func take(before end: Int, limit: UInt32) -> SearchEnd {
                takeMatches(&start, end, to, index, rule, regex, stretch.scope, limit)
            }
            /// A limit that is hit in a gap says nothing: nothing was to be found there.
            func isSearched(gapBefore end: Int) -> Bool {
                while start < end, isInsideCharacter(start) { start += 1 }
                return take(before: end, limit: MatchBudget.mostSteps) != .done
            }
            for window in windows(regex, places, from, to) {
                if !usesPrefilter, !isSearched(gapBefore: window.lowerBound) { return }
                start = max(start, window.lowerBound)
                guard start < window.upperBound else { continue }
                guard let limit = budget.spend(starts: window.upperBound - start) else {
                    findings.inconclusive.append(index)
                    return
                }
                switch take(before: window.upperBound, limit: limit) {
                case .done: return
                case .limitHit:
                    findings.inconclusive.append(index)
                    budget.noteLimitHit()
                    return
                case .noMore: start = max(start, window.upperBound)
                }
            }
            if !usesPrefilter, !isSearched(gapBefore: to) { return }
        }
    }

    /// Why a search went no further.
    private enum SearchEnd {
        case noMore, limitHit
        /// Nothing more is asked of the rule in this text.
        case done
    }

    /// Takes every match that begins in `start..<end`.
    ///
    /// - Parameter start: afterwards the first place behind the last match.
    private func takeMatches(
        _ start: inout Int, _ end: Int, _ to: Int, _ index: Int, _ rule: CompiledRule,
        _ regex: CompiledRule.Regex, _ scope: SegmentScope, _ limit: UInt32
    ) -> SearchEnd {
        var found = 0
        while start < end {
            switch scratch.firstMatch(
                regex.pattern, in: text.folded.bytes, from: start, to: to, lastStart: end - 1,
                limit: limit)
            {
            case .noMatch: return .noMore
            case .inconclusive: return .limitHit
            case .match(let matchStart, let matchEnd):
                guard matchEnd - matchStart <= regex.reach else {
                    // Longer than the rule says it can be: neither yes nor no.
                    findings.inconclusive.append(index)
                    return .done
                }
                let isVerified =
                    regex.verification?.accepts(text.folded.bytes[matchStart..<matchEnd]) ?? true
                if isVerified, keep(index, rule, folded: matchStart, matchEnd, scope) {
                    found += 1
                }
                if found >= Self.mostHits { return .done }
                start = max(matchEnd, matchStart + 1)
                while start < to, isInsideCharacter(start) { start += 1 }
            }
        }
        return .noMore
    }

    /// Where literals of a pattern's first clause stand, in order; `nil` when matches may begin anywhere.
    private func places(_ index: Int, of regex: CompiledRule.Regex) -> [Range<Int>]? {
        if isExample { return nil }
        guard regex.triggers.isEmpty || isWanted(index) else { return [] }
        guard let clause = regex.clauses.first, regex.window != nil else { return nil }
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
        guard let places else { return [from..<to] }
        guard !places.isEmpty, let longest = regex.window else { return [] }
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

    private func isInsideCharacter(_ offset: Int) -> Bool {
        text.folded.bytes[offset] & 0xC0 == 0x80
    }

    private func characterStart(_ offset: Int) -> Int {
        var offset = offset
        while offset > 0, isInsideCharacter(offset) { offset -= 1 }
        return offset
    }
}
