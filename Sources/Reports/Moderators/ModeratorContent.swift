import Moderation

/// All that `report moderators` says.
struct ModeratorContent {
    var figures: ModeratorFigures
    var clock: ReportClock { ReportClock(zone: figures.scope.timeZone) }
    var whole: ModeratorFigures.Tally { figures.whole }

    var content: ReportContent {
        ReportContent(
            "moderators", heading: "Moderators, private", scope: figures.scope,
            about: [
                Figure(
                    "shown", "Shown",
                    .text(figures.only.map { "only \($0)" } ?? "everybody"))
            ], lead: lead, figures: keyFigures,
            tables: [
                peopleTable, removalTable, secondTable, flowTable, hourTable, sessionTable,
            ], definitions: definitions)
    }

    private var lead: [String] {
        let who = figures.only?.rawValue ?? counted(figures.active, "person", "people")
        var sentences = [
            figures.active == 0
                ? nobody
                : "\(who) made "
                    + "\(counted(whole.decided, "decision", "decisions")); others took back "
                    + "\(grouped(whole.undoneByOthers)) of them."
        ]
        sentences.append(
            figures.only.map {
                "Only \($0) is told of: figures of everybody together would tell those of colleagues, "
                    + "and are for a lead."
            } ?? "It is for a lead; each person may see their own figures with “--as”.")
        return sentences + [
            "People stand in the order of their names: this is no ranking, and speed is no measure of "
                + "judgement.",
            "Who looked at it stands in the audit log.",
        ]
    }

    private var keyFigures: [Figure] {
        let hours = figures.activeHours
        return [
            Figure("people", "People who did anything", .count(figures.active), isLarge: true),
            Figure("decided", "Decisions", .count(whole.decided), isLarge: true),
            Figure(
                "undoneByOthers", "Taken back by others", .count(whole.undoneByOthers),
                isLarge: true),
            Figure("undoneThemselves", "Taken back themselves", .count(whole.undoneThemselves)),
            Figure("overturned", "Overturned on appeal", .count(whole.overturned), isLarge: true),
            Figure(
                "severe", "Severe", .count(whole.severe),
                note: "severity 3 and 4, \(sample(whole.decided)) decisions", isLarge: true),
            Figure("activeHours", "Active hours", .count(hours), isLarge: true),
            Figure(
                "severePerActiveHour", "Severe in an active hour",
                .ratio(hours > 0 ? Double(whole.severe) / Double(hours) : nil),
                note: "\(sample(hours)) hours", isLarge: true),
            Figure("sessions", "Sessions", .count(figures.sessions.count)),
            Figure(
                "sessionP50", "Half of the sessions within",
                .seconds(percentile(0.5, of: figures.sessions)),
                note: "p50, \(sample(figures.sessions.count))", isLarge: true),
            Figure(
                "sessionP95", "95 in 100 sessions within",
                .seconds(percentile(0.95, of: figures.sessions)),
                note: "p95, \(sample(figures.sessions.count))"),
        ]
    }

    private var definitions: [Definition] {
        [
            .personDecided, .overturned, .removalRate, .asOneAct, .pair, .severe, .step, .session,
            .activeHour, .skipped,
        ]
    }
}
