import FoundationEssentials

/// How long people took to decide, as far as the times of their acts tell.
enum WorkTime {
    /// Seconds for each of a ledger's decisions: since the same person's decision or undo before, at most
    /// ``RuleFigures/longestDecision``, which is also what a first one gets; decisions that were one act
    /// share its time evenly. Nothing for an undo, which only ends a time.
    ///
    /// - Complexity: O(decisions).
    static func seconds(_ ledger: ReviewLedger) -> [Double] {
        var sizes: [Int64: Int] = [:]
        for decision in ledger.decisions where decision.verdict != .undo {
            if let bulk = decision.bulk { sizes[bulk, default: 0] += 1 }
        }
        var before = [Date?](repeating: nil, count: ledger.moderators.count)
        var shares: [Int64: Double] = [:]
        return ledger.decisions.map { decision in
            let since = before[decision.moderator].map { decision.at.timeIntervalSince($0) }
            before[decision.moderator] = decision.at
            if decision.verdict == .undo { return 0 }
            // A clock that was set back makes no time.
            let seconds = min(max(since ?? .infinity, 0), RuleFigures.longestDecision)
            guard let bulk = decision.bulk else { return seconds }
            let share = shares[bulk] ?? seconds / Double(sizes[bulk] ?? 1)
            shares[bulk] = share
            return share
        }
    }
}
