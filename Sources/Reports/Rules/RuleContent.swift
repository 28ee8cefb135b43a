import Moderation

/// All that `report rules` says.
struct RuleContent {
    let figures: RuleFigures
    let clock: ReportClock
    /// Those that did something in the period, those that cost most first.
    let rules: [RuleFigures.Row]
    /// Those that never fired and are not to be considered for it, as they could not for long enough.
    let silent: [RuleFigures.Row]
    /// The surest reason first.
    let toConsider: [RuleFigures.Row]

    init(_ figures: RuleFigures) {
        self.figures = figures
        clock = ReportClock(zone: figures.scope.timeZone)
        rules = figures.rules.filter { $0.fired > 0 || $0.work > 0 }
        silent = figures.rules.filter {
            $0.fired == 0 && $0.work == 0 && $0.retirement == nil && $0.isInUse
        }.sorted { $0.rule < $1.rule }
        toConsider = figures.rules.filter { $0.retirement != nil }.sorted {
            (Self.order($0), $1.work, $0.rule) < (Self.order($1), $0.work, $1.rule)
        }
    }

    private static func order(_ row: RuleFigures.Row) -> Int {
        switch row.retirement {
        case .rarelyRight: 0
        case .noTrueHitLately: 1
        case .neverFired: 2
        case nil: 3
        }
    }

    var content: ReportContent {
        ReportContent(
            "rules", heading: "Rules and their work", scope: figures.scope, lead: lead,
            figures: keyFigures,
            tables: [costTable, hitTable, considerTable, trialTable, silentTable],
            definitions: [
                .received, .fired, .decided, .upheld, .precision, .asOneAct, .work, .lastTrueHit,
                .together, .retireList, .couldFireSince, .trial,
            ])
    }

    /// Now, and not only in the period.
    private var underTrial: Int { figures.trials.count { $0.isInUse && !$0.actsNow } }

    /// Of all work, what rules caused.
    var caused: Double { rules.reduce(0) { $0 + $1.work } }

    private var lead: [String] {
        let fired = rules.count { $0.fired > 0 }
        guard fired > 0 else {
            return ["No rule fired in this period.", "Rules suggest; only a person removes."]
        }
        var sentences = [
            "\(counted(fired, "rule", "rules")) fired in \(grouped(figures.flagged)) of "
                + "\(counted(figures.received, "text", "texts"))."
        ]
        if let costliest = rules.first, costliest.work > 0 {
            sentences.append(
                "Deciding took people about \(duration(figures.work)), of which rules caused "
                    + "\(duration(caused)); the largest part, \(percent(costliest.work / caused)), "
                    + "by “\(costliest.title)”.")
        }
        sentences.append(
            toConsider.isEmpty
                ? "No rule asks to be considered for retirement."
                : "\(counted(toConsider.count, "rule is", "rules are")) worth a look: a list to "
                    + "consider, on which nothing follows by itself.")
        return sentences
    }

    private var keyFigures: [Figure] {
        [
            Figure("received", "Received", .count(figures.received), isLarge: true),
            Figure(
                "flagged", "Texts in which a rule fired", .count(figures.flagged), isLarge: true),
            Figure(
                "fired", "Rules that fired", .count(rules.count { $0.fired > 0 }), isLarge: true),
            Figure("toConsider", "Rules to consider", .count(toConsider.count), isLarge: true),
            Figure(
                "work", "Time to decide", .seconds(figures.work),
                note: "\(counted(figures.decisions, "decision", "decisions")), an estimate",
                isLarge: true),
            Figure(
                "workOfRules", "Of it caused by rules", .seconds(caused),
                note: "the rest went to texts that no rule routed", isLarge: true),
            Figure("decisions", "Decisions", .count(figures.decisions)),
            Figure(
                "trials", "Rules under trial", .count(underTrial), isLarge: true),
            Figure("silent", "Rules that never fired", .count(silent.count), isLarge: true),
        ]
    }
}
