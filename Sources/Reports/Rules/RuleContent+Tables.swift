import Moderation

extension RuleContent {
    var costTable: FigureTable {
        var running = 0.0
        var table = FigureTable(
            "rules", "What rules cost, and how often they were right",
            caption:
                "Acting rules, those that cost most time first. Precision is upheld ÷ decided, "
                + "upheld being removed for whatever reason; n is the number decided, texts decided as "
                + "one act among them, which count as one judgement in Wilson’s interval, "
                + "95\u{202F}%.",
            whenEmpty: "No rule fired in this period.",
            columns: [
                Column("title", "Rule"), Column("rule", "Id"), Column("work", "Time"),
                Column("workShare", "Share"), Column("cumulative", "Running"),
                Column("decided", "Decided (n)"), Column("upheld", "Upheld"),
                Column("precision", "Precision"), Column("low", "95\u{202F}% from"),
                Column("high", "to"),
            ],
            rows: rules.map { row in
                running += row.work
                let isTimed = caused > 0
                return named(row) + [
                    .seconds(row.work), .share(isTimed ? row.work / caused : nil),
                    .share(isTimed ? min(running / caused, 1) : nil), .count(row.decided),
                    .count(row.upheld),
                ] + precision(row)
            })
        if !rules.isEmpty { table.chart = ParetoChart(rules).markup() }
        return table
    }

    var hitTable: FigureTable {
        FigureTable(
            "hits", "Where rules fired, and with which others",
            caption:
                "Texts in which each rule fired, the last of its findings that a person upheld, "
                + "and the rule that fired in most of the same texts.",
            whenEmpty: "No rule fired in this period.",
            columns: [
                Column("title", "Rule"), Column("rule", "Id"), Column("fired", "Fired"),
                Column("decided", "Decided"), Column("lastTrueHit", "Last true hit"),
                Column("with", "Most often with"), Column("together", "Together"),
                Column("togetherShare", "Share"),
            ], rows: byFired(rules).map { named($0) + hits($0) + overlap($0) })
    }

    var considerTable: FigureTable {
        FigureTable(
            "toConsider", "Rules to consider",
            caption:
                "Rules that may cost more than they find, each with the reason, and since when in "
                + "this period it could have fired here. Somebody who knows what the rule is for "
                + "decides; “gavel policy replay” shows what would change.",
            whenEmpty:
                "No rule is rarely right, and none has been without a true hit for long enough.",
            columns: [
                Column("title", "Rule"), Column("rule", "Id"), Column("reason", "Reason"),
                Column("since", "Could fire since"), Column("fired", "Fired"),
                Column("decided", "Decided (n)"),
                Column("upheld", "Upheld"), Column("lastTrueHit", "Last true hit"),
            ],
            rows: toConsider.map { row in
                named(row) + [
                    reason(row), since(row), .count(row.fired), .count(row.decided),
                    .count(row.upheld),
                    lastTrueHit(row),
                ]
            })
    }

    var trialTable: FigureTable {
        FigureTable(
            "trials", "Rules under trial",
            caption:
                "Under trial a rule never acts. What people decided on the texts in which one would have "
                + "fired tells whether it would have been right.",
            whenEmpty: "No rule is under trial.",
            columns: [
                Column("title", "Rule"), Column("rule", "Id"),
                Column("fired", "Would fire"), Column("decided", "Decided (n)"),
                Column("upheld", "Upheld"), Column("precision", "Precision"),
                Column("low", "95\u{202F}% from"), Column("high", "to"),
                Column("with", "Most often with"),
            ],
            rows: byFired(figures.trials).map { row in
                named(row) + [.count(row.fired), .count(row.decided), .count(row.upheld)]
                    + precision(row) + overlap(row).prefix(1)
            })
    }

    var silentTable: FigureTable {
        FigureTable(
            "silent", "Rules that never fired",
            caption:
                "Rules of the policy in use that found nothing in texts of the period. Each could "
                + "have fired for less than 90 days of it, since the day given, which says little.",
            whenEmpty: "None, but for those to consider.",
            columns: [
                Column("title", "Rule"), Column("rule", "Id"), Column("category", "Category"),
                Column("since", "Could fire since"),
            ], rows: silent.map { named($0) + [.text($0.category.rawValue), since($0)] })
    }

    private func byFired(_ rows: [RuleFigures.Row]) -> [RuleFigures.Row] {
        rows.sorted { ($1.fired, $0.rule) < ($0.fired, $1.rule) }
    }

    private func named(_ row: RuleFigures.Row) -> [Cell] {
        let now = row.actsNow ? " (was under trial; acts now)" : ""
        let title = row.isInUse ? row.title + now : "\(row.title) (no longer in use)"
        return [.text(title), .code(row.rule.rawValue)]
    }

    private func precision(_ row: RuleFigures.Row) -> [Cell] {
        let interval = WilsonInterval(row.judged)
        return [
            .share(share(row.upheld, of: row.decided)), .share(interval?.low),
            .share(interval?.high),
        ]
    }

    private func hits(_ row: RuleFigures.Row) -> [Cell] {
        [.count(row.fired), .count(row.decided), lastTrueHit(row)]
    }

    private func lastTrueHit(_ row: RuleFigures.Row) -> Cell {
        row.lastTrueHit.map { .day(clock.day(of: $0)) } ?? .moment(nil)
    }

    private func since(_ row: RuleFigures.Row) -> Cell {
        row.couldFireSince.map { .day(clock.day(of: $0)) } ?? .moment(nil)
    }

    private func overlap(_ row: RuleFigures.Row) -> [Cell] {
        [
            row.overlap.map { .code($0.rule.rawValue) } ?? .moment(nil),
            .count(row.overlap?.texts ?? 0),
            .share(share(row.overlap?.texts ?? 0, of: row.fired)),
        ]
    }

    private func reason(_ row: RuleFigures.Row) -> Cell {
        switch row.retirement {
        case .rarelyRight(let high):
            .finding(
                "rarely-right",
                words: "rarely right: at most \(percent(high)) precise, \(sample(row.decided))")
        case .noTrueHitLately(let decided):
            .finding(
                "no-true-hit",
                words: "no true hit in 90 days, in which \(grouped(decided)) of its texts were "
                    + "decided")
        case .neverFired: .finding("never-fired", words: "never fired")
        case nil: .finding("none", words: "–")
        }
    }
}
