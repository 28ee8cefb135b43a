public import FoundationEssentials

extension RuleFigures {
    /// Counts what a ledger holds, its findings among them.
    ///
    /// - Parameters:
    ///   - inUse: the rules of the policy in use that name a category; those that never fired are told
    ///     too.
    ///   - began: when the desk's first text arrived; `nil` where none did.
    /// - Complexity: O(texts + decisions + findings × rules that fire together).
    public init(_ ledger: ReviewLedger, inUse: [RuleInUse], began: Date?) {
        let tracks = Track.all(ledger, inUse)
        let seconds = WorkTime.seconds(ledger)
        let made = ledger.decisions.indices.filter {
            ledger.decisions[$0].verdict != .undo
                && ledger.scope.contains(ledger.decisions[$0].at)
        }
        let work = Self.work(ledger, tracks, made, seconds)
        let overlaps = Self.overlaps(ledger, tracks)
        var rules: [Row] = []
        var trials: [Row] = []
        for (index, track) in tracks.enumerated() {
            var row = Self.row(track, ledger)
            row.work = work[index]
            row.overlap = overlaps[index]
            if track.isActive {
                row.couldFireSince = Self.couldFireSince(track, ledger.scope, began)
                row.retirement = Self.retirement(row, track, ledger)
                rules.append(row)
            } else {
                row.actsNow = track.actsNow
                trials.append(row)
            }
        }
        var isFlagged = [Bool](repeating: false, count: ledger.texts.count)
        for track in tracks where track.isActive {
            for text in track.texts { isFlagged[Int(text)] = true }
        }
        self.init(
            scope: ledger.scope, received: ledger.texts.count { $0.isOfPeriod },
            flagged: zip(ledger.texts, isFlagged).count { $0.isOfPeriod && $1 },
            decisions: made.count,
            work: made.reduce(0) { $0 + seconds[$1] },
            rules: rules.sorted { ($1.work, $1.fired, $0.rule) < ($0.work, $0.fired, $1.rule) },
            trials: trials.sorted { ($1.fired, $0.rule) < ($0.fired, $1.rule) })
    }

    private static func row(_ track: Track, _ ledger: ReviewLedger) -> Row {
        var row = Row(
            rule: track.rule, category: track.category, title: track.title,
            isInUse: track.isInUse)
        for index in track.texts {
            let text = ledger.texts[Int(index)]
            if text.isOfPeriod { row.fired += 1 }
            guard let decision = text.decision.map({ ledger.decisions[$0] }) else { continue }
            let isTrue = decision.verdict != .approve
            if isTrue { row.lastTrueHit = max(row.lastTrueHit ?? decision.at, decision.at) }
            guard text.isOfPeriod else { continue }
            row.judged.add(isTrue, bulk: decision.bulk)
        }
        return row
    }

    private static func couldFireSince(
        _ track: Track, _ scope: ReportScope, _ began: Date?
    ) -> Date? {
        guard track.isInUse, let began, let since = track.since else { return nil }
        return max(began, since, scope.from ?? began)
    }

    /// The first reason that holds.
    private static func retirement(
        _ row: Row, _ track: Track, _ ledger: ReviewLedger
    ) -> Retirement? {
        // What is no longer in use has been retired.
        guard row.isInUse else { return nil }
        let isLong =
            row.couldFireSince.map { ledger.scope.to.timeIntervalSince($0) >= patience } ?? false
        if row.fired == 0 { return isLong ? .neverFired : nil }
        if row.judged.acts >= enough, let interval = WilsonInterval(row.judged),
            interval.high < rarelyRight
        {
            return .rarelyRight(atMost: interval.high)
        }
        let since = ledger.scope.to.addingTimeInterval(-patience)
        guard isLong, row.lastTrueHit.map({ $0 < since }) ?? true else { return nil }
        var lately = Proportion(0, of: 0)
        for index in track.texts {
            guard let decision = ledger.texts[Int(index)].decision.map({ ledger.decisions[$0] }),
                decision.at >= since
            else { continue }
            lately.add(false, bulk: decision.bulk)
        }
        return lately.acts >= enough ? .noTrueHitLately(decided: lately.of) : nil
    }

    /// Seconds by rule: those of each decision are split evenly among the acting rules that fired in the
    /// text and can route it, where it was routed.
    private static func work(
        _ ledger: ReviewLedger, _ tracks: [Track], _ made: [Int], _ seconds: [Double]
    ) -> [Double] {
        var ofText = [Double](repeating: 0, count: ledger.texts.count)
        for index in made { ofText[ledger.decisions[index].text] += seconds[index] }
        var rulesOn = [Int32](repeating: 0, count: ledger.texts.count)
        let causing = tracks.map { $0.isActive && $0.canRoute }
        for (track, causes) in zip(tracks, causing) where causes {
            for text in track.texts { rulesOn[Int(text)] += 1 }
        }
        return zip(tracks, causing).map { track, causes in
            guard causes else { return 0 }
            return track.texts.reduce(0) { sum, text in
                let text = Int(text)
                guard ledger.texts[text].route > .pass else { return sum }
                return sum + ofText[text] / Double(rulesOn[text])
            }
        }
    }

    /// Of each rule the other that fired in most of its texts of the period; the first by id of those
    /// that are as common.
    private static func overlaps(_ ledger: ReviewLedger, _ tracks: [Track]) -> [Overlap?] {
        let count = tracks.count
        var together = [Int32](repeating: 0, count: count * count)
        for rules in rulesByText(ledger, tracks) where rules.count > 1 {
            for one in rules {
                for other in rules where other != one {
                    together[Int(one) * count + Int(other)] += 1
                }
            }
        }
        return tracks.indices.map { rule in
            let row = together[rule * count..<(rule + 1) * count]
            guard let most = row.max(), most > 0, let other = row.firstIndex(of: most) else {
                return nil
            }
            return Overlap(rule: tracks[other - rule * count].rule, texts: Int(most))
        }
    }

    /// For each text of the period the rules that fired in it; all in one array, as a million small ones
    /// take longer to make than to count.
    private static func rulesByText(
        _ ledger: ReviewLedger, _ tracks: [Track]
    ) -> some Sequence<ArraySlice<Int32>> {
        var ends = [Int](repeating: 0, count: ledger.texts.count)
        for track in tracks {
            for text in track.texts where ledger.texts[Int(text)].isOfPeriod {
                ends[Int(text)] += 1
            }
        }
        var sum = 0
        for text in ends.indices {
            (ends[text], sum) = (sum, sum + ends[text])
        }
        var rules = [Int32](repeating: 0, count: sum)
        for (rule, track) in tracks.enumerated() {
            for text in track.texts where ledger.texts[Int(text)].isOfPeriod {
                rules[ends[Int(text)]] = Int32(rule)
                ends[Int(text)] += 1
            }
        }
        return ends.indices.lazy.map { [ends, rules] text in
            rules[(text == 0 ? 0 : ends[text - 1])..<ends[text]]
        }
    }
}

/// A rule, acting or under trial, and where it fired; under its newest name.
private struct Track {
    var rule: RuleID
    var category: CategoryID
    var title: String
    var isActive: Bool
    var isInUse: Bool
    var canRoute: Bool
    /// Of one in use: since when it judges.
    var since: Date?
    /// Of what was found under trial: whether the policy in use has the rule as one that acts.
    var actsNow = false
    /// Ascending, each once.
    var texts: [Int32]

    private struct Name: Hashable {
        var rule: RuleID
        var isActive: Bool
    }

    /// Sorted by rule, the acting before those under trial.
    static func all(
        _ ledger: ReviewLedger, _ inUse: [RuleFigures.RuleInUse]
    ) -> [Track] {
        var tracks: [Name: Track] = [:]
        var newest: [RuleID: RuleFigures.RuleInUse] = [:]
        for rule in inUse {
            for name in [rule.rule] + rule.formerly { newest[name] = rule }
            tracks[Name(rule: rule.rule, isActive: rule.isActive)] = Track(
                rule: rule.rule, category: rule.category, title: rule.title,
                isActive: rule.isActive, isInUse: true, canRoute: rule.canRoute,
                since: rule.since, texts: [])
        }
        for findings in ledger.findings {
            let known = newest[findings.rule]
            let name = Name(rule: known?.rule ?? findings.rule, isActive: findings.isActive)
            var track =
                tracks[name]
                ?? Track(
                    rule: name.rule, category: known?.category ?? findings.category,
                    title: known?.title ?? findings.title, isActive: findings.isActive,
                    isInUse: known != nil, canRoute: known?.canRoute ?? true,
                    actsNow: !findings.isActive && known?.isActive == true, texts: [])
            track.texts =
                track.texts.isEmpty
                ? findings.texts : Set(track.texts).union(findings.texts).sorted()
            tracks[name] = track
        }
        return tracks.values.sorted {
            ($0.rule, $0.isActive ? 0 : 1) < ($1.rule, $1.isActive ? 0 : 1)
        }
    }
}
