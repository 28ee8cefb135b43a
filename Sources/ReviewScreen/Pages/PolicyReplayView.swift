public import Moderation

/// What another policy would do to comments that are known: routes, rules, what people decided, the
/// comments that change most, and what to do next.
///
/// **Shape**: every line fits the width; widths below 20 are taken as 20. Parts with nothing to say
/// are left out.
/// - Parameter next: the command that ends the view.
public func policyReplayView(
    _ replay: PolicyReplay, next: [String], width: Int, style: Style
) -> [String] {
    var page = Page(width: width, style: style)
    page.write(
        """
        \(countInWords(replay.comments.all, "comment")) replayed under \(replay.profile.rawValue): \
        policy \(replay.old.policy), then \(replay.new.policy)
        """, hanging: "  ")
    if replay.changed > 0 {
        page.write(summary(replay), hanging: "  ")
        writeRoutes(replay, on: &page)
        writeRules(replay, on: &page)
        writeDecisions(replay, on: &page)
        writeChanges(replay, on: &page)
        page.blank()
    } else if replay.comments.all > 0 {
        page.write("nothing would change: every route stays, and the same rules speak")
    }
    page.write("next: " + shellCommand(next), hanging: "  ")
    return page.lines
}

private func summary(_ replay: PolicyReplay) -> StyledText {
    let rest = replay.changed - replay.rerouted
    let routes: StyledText =
        replay.rerouted == 0
        ? "every route stays"
        : "\(countInWords(replay.rerouted, "comment")) would get another route"
    guard rest > 0 else { return routes }
    let others = replay.rerouted == 0 ? countInWords(rest, "comment") : "\(rest) more"
    return "\(routes); in \(others), other rules would speak"
}

// MARK: - Routes

private func writeRoutes(_ replay: PolicyReplay, on page: inout Page) {
    page.section("routes, before and after")
    let ways = replay.routes.sorted { $0.key < $1.key }
    page.table(
        "way", ["comments"],
        ways.map { TableRow(name: way($0.key), cells: ["\($0.value)"]) })
    if replay.newlySent.all > 0 {
        page.write("newly sent to a person: \(counts(replay.newlySent, in: replay))", first: "  ")
    }
    if replay.noLongerSent.all > 0 {
        page.write(
            "no longer sent to a person: \(counts(replay.noLongerSent, in: replay))", first: "  ")
    }
}

private func way(_ routes: PolicyReplay.Reroute) -> StyledText {
    routes.old == routes.new ? "stays \(routes.new)" : "\(routes.old) to \(routes.new)"
}

/// `5 (2 approved, 3 not decided)`; the number alone where nobody has decided anything.
private func counts(_ verdicts: PolicyReplay.Verdicts, in replay: PolicyReplay) -> StyledText {
    guard replay.comments.decided > 0 else { return "\(verdicts.all)" }
    let parts: [(Int, StyledText)] = [
        (verdicts.approved, "approved"), (verdicts.hidden, "hidden"), (verdicts.spam, "spam"),
        (verdicts.undecided, "not decided"),
    ]
    let words = parts.filter { $0.0 > 0 }.map { StyledText("\($0) \($1)") }
    return "\(verdicts.all) (\(words.joined(separator: ", ")))"
}

// MARK: - Rules

private func writeRules(_ replay: PolicyReplay, on page: inout Page) {
    let rules = replay.rules
    guard !rules.isEmpty else { return }
    page.section("rules that would speak in other comments")
    page.table(
        "rule", ["before", "after", "newly", "no longer"],
        rules.map { rule in
            var row = TableRow(
                name: "\(rule.rule, .heading)",
                cells: [rule.before, rule.after, rule.newlyMatched, rule.noLongerMatched].map {
                    "\($0)"
                })
            if rule.newlySent.all > 0 {
                row.below.append("newly sent to a person: \(counts(rule.newlySent, in: replay))")
            }
            if rule.noLongerSent.all > 0 {
                row.below.append("no longer sent: \(counts(rule.noLongerSent, in: replay))")
            }
            return row
        })
}

// MARK: - Decisions

private func writeDecisions(_ replay: PolicyReplay, on page: inout Page) {
    page.section("against what people decided")
    guard replay.comments.decided > 0 else {
        return page.write("nobody has decided on any of these comments", first: "  ")
    }
    func row(_ name: StyledText, _ count: (PolicyReplay.Verdicts) -> Int) -> TableRow {
        let all = count(replay.comments)
        let sent = [replay.old, replay.new].map { side in share(count(side.sent), of: all) }
        return TableRow(name: name, cells: ["\(all)"] + sent)
    }
    page.table(
        "people had", ["comments", "sent before", "sent after"],
        [row("hidden or marked spam") { $0.refused }, row("approved") { $0.approved }])
    page.write(
        "\("people decide on what is sent to them; what was never sent is not in here", .dim)",
        first: "  ")
}

/// `9 (75 %)`, rounded down so that 100 % means all.
private func share(_ count: Int, of all: Int) -> StyledText {
    // U+202F keeps a number and its sign on one line.
    all == 0 ? "-" : "\(count) (\(count * 100 / all)\u{202F}%)"
}

// MARK: - Comments

private func writeChanges(_ replay: PolicyReplay, on page: inout Page) {
    let changes = replay.changes
    guard !changes.isEmpty else { return }
    page.section("comments that change most")
    for change in changes {
        var words: [StyledText] = [way(change.routes)]
        if !change.gained.isEmpty { words.append("now \(names(change.gained))") }
        if !change.lost.isEmpty { words.append("no more \(names(change.lost))") }
        if change.gained.isEmpty, change.lost.isEmpty { words.append("the same rules speak") }
        if let verdict = change.verdict { words.append(decided(verdict)) }
        page.point("\(change.comment, .heading): \(words.joined(separator: "; "))")
    }
    if replay.changed > changes.count {
        page.write("\(changes.count) of \(replay.changed) are shown", first: "  ")
    }
}

private func names(_ rules: [RuleID]) -> StyledText { inWords(rules.map { StyledText("\($0)") }) }

private func decided(_ verdict: Verdict) -> StyledText {
    switch verdict {
    case .approve: "a person approved it"
    case .hide: "a person hid it"
    case .spam: "a person marked it as spam"
    case .undo: "not decided"
    }
}
