extension PolicyReplay {
    /// Counts one comment in.
    ///
    /// - Parameters:
    ///   - verdict: what stands; `nil` where nobody decided or it was undone.
    ///   - old: by the present names of its rules.
    public mutating func add(
        _ comment: CommentKey, verdict: Verdict?, old before: Outcome, new after: Outcome
    ) {
        let routes = Reroute(old: before.route, new: after.route)
        comments.add(verdict)
        if routes.isSentBefore { old.sent.add(verdict) }
        if routes.isSentAfter { new.sent.add(verdict) }
        if routes.isNewlySent { newlySent.add(verdict) }
        if routes.isNoLongerSent { noLongerSent.add(verdict) }
        self.routes[routes, default: 0] += 1

        for rule in before.rules { hits[rule, default: RuleChange(rule: rule)].before += 1 }
        for rule in after.rules { hits[rule, default: RuleChange(rule: rule)].after += 1 }
        let gained = after.rules.filter { !before.rules.contains($0) }
        let lost = before.rules.filter { !after.rules.contains($0) }
        for rule in gained { hits[rule]?.newlyMatched += 1 }
        for rule in lost { hits[rule]?.noLongerMatched += 1 }
        for rule in gained + lost {
            if routes.isNewlySent { hits[rule]?.newlySent.add(verdict) }
            if routes.isNoLongerSent { hits[rule]?.noLongerSent.add(verdict) }
        }
        guard routes.old != routes.new || !gained.isEmpty || !lost.isEmpty else { return }
        changed += 1
        keep([
            CommentChange(
                comment: comment, routes: routes, gained: gained, lost: lost, verdict: verdict)
        ])
    }

    /// Counts in what was counted apart, by the same two policies.
    public mutating func add(_ other: PolicyReplay) {
        comments.add(other.comments)
        old.sent.add(other.old.sent)
        new.sent.add(other.new.sent)
        newlySent.add(other.newlySent)
        noLongerSent.add(other.noLongerSent)
        routes.merge(other.routes, uniquingKeysWith: +)
        for (rule, change) in other.hits {
            hits[rule, default: RuleChange(rule: rule)].add(change)
        }
        changed += other.changed
        keep(other.kept)
    }

    private mutating func keep(_ changes: [CommentChange]) {
        kept += changes
        // Sorting only once in a while: each comment is then looked at a few times, not a list long.
        if kept.count / 2 > mostChanges { kept = self.changes }
    }

    // MARK: - Reading

    /// Rules that speak in other comments than before, those with most changes first.
    public var rules: [RuleChange] {
        hits.values.filter { $0.changed > 0 }.sorted {
            ($1.changed, $0.rule) < ($0.changed, $1.rule)
        }
    }

    /// The largest change of route first, then by key; as many as were asked for.
    public var changes: [CommentChange] {
        let sorted = kept.sorted {
            ($1.routes.distance, $0.comment) < ($0.routes.distance, $1.comment)
        }
        return Array(sorted.prefix(mostChanges))
    }

    /// How many comments get another route.
    public var rerouted: Int {
        routes.reduce(0) { $0 + ($1.key.old == $1.key.new ? 0 : $1.value) }
    }
}

extension PolicyReplay.Reroute {
    var isSentBefore: Bool { old > .pass }
    var isSentAfter: Bool { new > .pass }
    var isNewlySent: Bool { !isSentBefore && isSentAfter }
    var isNoLongerSent: Bool { isSentBefore && !isSentAfter }
    /// How many steps lie between the two routes.
    var distance: Int { abs(old.rank - new.rank) }
}

extension PolicyReplay.Verdicts {
    mutating func add(_ verdict: Verdict?) {
        switch verdict {
        case .approve: approved += 1
        case .hide: hidden += 1
        case .spam: spam += 1
        case .undo, nil: undecided += 1
        }
    }

    mutating func add(_ other: Self) {
        approved += other.approved
        hidden += other.hidden
        spam += other.spam
        undecided += other.undecided
    }
}

extension PolicyReplay.RuleChange {
    mutating func add(_ other: Self) {
        before += other.before
        after += other.after
        newlyMatched += other.newlyMatched
        noLongerMatched += other.noLongerMatched
        newlySent.add(other.newlySent)
        noLongerSent.add(other.noLongerSent)
    }
}
