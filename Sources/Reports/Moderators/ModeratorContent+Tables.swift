import Moderation

extension ModeratorContent {
    var nobody: String {
        figures.only.map { "\($0) did nothing in this period." }
            ?? "Nobody did anything in this period."
    }

    /// A row for each person who is shown, and for a lead one for everybody together.
    private func rows(_ row: (ModeratorFigures.Tally) -> [Cell]) -> [[Cell]] {
        guard !figures.people.isEmpty else { return [] }
        let people = figures.people.map { [.text($0.name.rawValue)] + row($0.tally) }
        return figures.only == nil ? people + [[.text("Everybody together")] + row(whole)] : people
    }

    /// Whose figures those of all who are shown are.
    private var shown: String { figures.only?.rawValue ?? "everybody" }

    var peopleTable: FigureTable {
        FigureTable(
            "people", "What was decided",
            caption: "Decisions of the period, by name. Those that stand at its end, those taken "
                + "back by somebody else and those taken back by the person themselves add up.",
            whenEmpty: nobody,
            columns: [
                Column("person", "Person"), Column("decided", "Decided (n)"),
                Column("approved", "Approved"), Column("hidden", "Hidden"),
                Column("spam", "Spam"), Column("undoneByOthers", "Undone by others"),
                Column("undoneThemselves", "by themselves"),
                Column("overturned", "Overturned"),
            ],
            rows: rows { tally in
                [
                    .count(tally.decided), .count(tally.approved), .count(tally.hidden),
                    .count(tally.spam), .count(tally.undoneByOthers),
                    .count(tally.undoneThemselves), .count(tally.overturned),
                ]
            })
    }

    var removalTable: FigureTable {
        var table = FigureTable(
            "removal", "How much was removed",
            caption:
                "Removal rate of each person’s decisions that stand. n is the number that stands, texts "
                + "decided as one act among them, which count as one judgement in Wilson’s 95\u{202F}% "
                + "interval. People who get "
                + "other comments remove other shares: a difference is a question, not an answer.",
            whenEmpty: nobody,
            columns: [
                Column("person", "Person"), Column("standing", "Standing (n)"),
                Column("removed", "Removed"), Column("rate", "Removal rate"),
                Column("low", "95\u{202F}% from"), Column("high", "to"),
            ],
            rows: rows { tally in
                let interval = WilsonInterval(tally.removal)
                return [
                    .count(tally.standing), .count(tally.removed),
                    .share(share(tally.removed, of: tally.standing)), .share(interval?.low),
                    .share(interval?.high),
                ]
            })
        table.chart = removalChart
        return table
    }

    private var removalChart: String {
        let people = figures.people.map { ($0.name.rawValue, $0.tally) }
        // Everybody first, so that the line to compare with is never the one left out.
        let all = figures.only == nil ? [("Everybody together", whole)] : []
        let rows = (all + people).compactMap { name, tally in
            share(tally.removed, of: tally.standing).map { rate in
                let interval = WilsonInterval(tally.removal)
                return IntervalChart.Row(
                    name, rate, low: interval?.low, high: interval?.high,
                    note: "\(grouped(tally.removed)) of \(grouped(tally.standing))")
            }
        }
        guard !rows.isEmpty else { return "" }
        return IntervalChart(rows).markup(
            id: "removal-chart", title: "Removal rates",
            description:
                "A dot at the share of standing decisions that removed a text, "
                + (figures.only == nil ? "for everybody together and " : "")
                + "for each person shown, by name, and a line over its Wilson 95\u{202F}% interval. The table has every number."
        ) { "\(Int(($0 * 100).rounded()))\u{202F}%" }
    }

    var secondTable: FigureTable {
        FigureTable(
            "seconds", "Agreement with a second person",
            caption:
                "Texts that two people judged, the second asked without being shown the first, with this "
                + "person one of the two: how often both would show the text or both would not. Wilson’s "
                + "95\u{202F}% interval.",
            whenEmpty: nobody,
            columns: [
                Column("person", "Person"), Column("pairs", "Pairs (n)"),
                Column("agreeing", "Agreeing"), Column("share", "Agreement"),
                Column("low", "95\u{202F}% from"), Column("high", "to"),
            ],
            rows: rows { tally in
                let interval = WilsonInterval(successes: tally.agreeing, trials: tally.pairs)
                return [
                    .count(tally.pairs), .count(tally.agreeing),
                    .share(share(tally.agreeing, of: tally.pairs)), .share(interval?.low),
                    .share(interval?.high),
                ]
            })
    }

    var flowTable: FigureTable {
        FigureTable(
            "work", "What they met, and how it went",
            caption: "Decisions on severe texts, and the time from one act to the next within a "
                + "session: half of the steps took no longer than p50, 95 in 100 no longer "
                + "than p95; n is the number of steps. No averages, and no ranking.",
            whenEmpty: nobody,
            columns: [
                Column("person", "Person"), Column("decided", "Decided"),
                Column("severe", "Severe"), Column("severeShare", "Share"),
                Column("steps", "Steps (n)"), Column("p50", "p50"), Column("p95", "p95"),
            ],
            rows: rows { tally in
                [
                    .count(tally.decided), .count(tally.severe),
                    .share(share(tally.severe, of: tally.decided)), .count(tally.steps.count),
                    .seconds(percentile(0.5, of: tally.steps)),
                    .seconds(percentile(0.95, of: tally.steps)),
                ]
            })
    }

    var hourTable: FigureTable {
        var table = FigureTable(
            "hours", "When decisions were made",
            caption: "Decisions of \(shown) by weekday and hour, in \(clock.zoneName); "
                + "\(sample(whole.decided)).",
            whenEmpty: "No decision was made in this period.",
            columns: [Column("hour", "Hour from")]
                + zip(Self.weekdayKeys, HourChart.weekdays).map {
                    Column($0, String($1.prefix(3)))
                },
            rows: whole.decided == 0
                ? []
                : (0..<24).map { hour in
                    [.text("\(padded(hour)):00")] + figures.hours.map { .count($0[hour]) }
                })
        guard whole.decided > 0 else { return table }
        let chart = HourChart(hours: figures.hours)
        table.chart = chart.markup(what: "Decisions", zone: clock.zoneName)
        table.legend = chart.legend
        return table
    }

    private static let weekdayKeys: [StaticString] = [
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
    ]

    /// Seconds; 90 minutes is when the terminal queue can suggest a pause.
    private static let sessionLimits: [Double] = [
        300, 900, 1_800, 3_600, 5_400, 7_200, 10_800, 14_400, 28_800,
    ]

    var sessionTable: FigureTable {
        let lengths = figures.sessions
        // Limits beyond the first that every session kept would only repeat it.
        let enough = Self.sessionLimits.firstIndex { $0 >= lengths.last ?? 0 }
        let limits = Self.sessionLimits.prefix((enough ?? Self.sessionLimits.count) + 1)
        return FigureTable(
            "sessions", "How long people sat at it",
            caption: "Sessions of \(shown) by their length, running total; "
                + "\(sample(lengths.count)) sessions of \(counted(figures.active, "person", "people")).",
            whenEmpty: "There was no session in this period.",
            columns: [
                Column("within", "Within"), Column("sessions", "Sessions"),
                Column("share", "Share"),
            ],
            rows: lengths.isEmpty
                ? []
                : limits.map { limit in
                    let within = lengths.prefix { $0 <= limit }.count
                    return [
                        .seconds(limit), .count(within), .share(share(within, of: lengths.count)),
                    ]
                })
    }
}
