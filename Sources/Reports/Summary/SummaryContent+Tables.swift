import Moderation

extension SummaryContent {
    var volumeTable: FigureTable {
        let unit = volumes.granularity.rawValue
        let cut =
            volumes.granularity == .day ? "" : " The first and the last \(unit) may be cut short."
        var table = FigureTable(
            "volume", "What came in",
            caption:
                "Comments by the \(unit) they were written, and what the machine suggested for them. Days "
                + "are those of \(clock.zoneName).\(cut)",
            whenEmpty: "Nothing was written in this period.",
            columns: [
                Column("from", volumes.granularity.columnTitle),
                Column("received", "Received"),
                Column("passed", "Passed"),
                Column("queued", "Queued"),
                Column("held", "Held"),
            ],
            rows: volumes.rows.map { volume in
                [
                    .day(volume.start), .count(volume.received), .count(volume.passed),
                    .count(volume.queued), .count(volume.held),
                ]
            })
        if volumes.rows.contains(where: { $0.received > 0 }) {
            table.chart = VolumeChart(volumes: volumes).markup(
                period: clock.period(from: figures.scope.from, to: figures.scope.to))
            table.legend = [
                .init(style: "passed", text: "passed"), .init(style: "queued", text: "queued"),
                .init(style: "held", text: "held"),
            ]
        }
        return table
    }

    /// Limits a reader can hold a promise against, from a minute to a month, in seconds.
    static let timeLimits: [Double] = [
        60, 600, 3_600, 4 * 3_600, 86_400, 3 * 86_400, 7 * 86_400, 30 * 86_400,
    ]

    var timesTable: FigureTable {
        // Limits beyond the first that every decision kept would only repeat it.
        let enough = Self.timeLimits.firstIndex { $0 >= times.last ?? 0 }
        let rows: [[Cell]] = Self.timeLimits.prefix((enough ?? Self.timeLimits.count) + 1).map {
            limit in
            let within = times.prefix { $0 <= limit }.count
            return [.seconds(limit), .count(within), .share(share(within, of: times.count))]
        }
        var table = FigureTable(
            "timeToDecision", "How long a decision took",
            caption: "Decisions that stand at the end of the period, by the time from arrival to "
                + "decision, running total; \(sample(times.count)).",
            whenEmpty: "No decision of this period stands, so there is no time to tell.",
            columns: [
                Column("within", "Within"), Column("decided", "Decided"),
                Column("share", "Share"),
            ],
            rows: times.isEmpty ? [] : rows)
        if times.count >= 2 { table.chart = DecisionTimeChart(times: times).markup() }
        return table
    }

    var categoryTable: FigureTable {
        var table = FigureTable(
            "categories", "What was found, and what people made of it",
            caption: "Comments with at least one finding in a category, and the decisions on them. "
                + "A comment with findings in two categories is counted in both.",
            whenEmpty: "No rule found anything in this period.",
            columns: [
                Column("title", "Category"), Column("category", "Id"),
                Column("flagged", "Flagged"),
                Column("approved", "Approved"),
                Column("hidden", "Hidden"), Column("spam", "Spam"),
            ],
            rows: figures.categories.map { row in
                [
                    .text(row.title), .code(row.category.rawValue), .count(row.flagged),
                    .count(row.approved), .count(row.hidden), .count(row.spam),
                ]
            })
        guard !figures.categories.isEmpty else { return table }
        let most = figures.categories.map(\.flagged).max() ?? 0
        table.bars = figures.categories.map { OutcomeBar($0, most: most).markup() }
        table.barTitle = "Outcome"
        table.legend = [
            .init(style: "approved", text: "approved"), .init(style: "hidden", text: "hidden"),
            .init(style: "spam", text: "spam"), .init(style: "outline", text: "not decided"),
        ]
        return table
    }

    var ruleTable: FigureTable {
        var table = FigureTable(
            "rules", "How often the rules were right",
            caption:
                "Rules that fired. Precision is upheld ÷ decided; n is the number decided, texts "
                + "decided as one act among them, which count as one judgement in Wilson’s "
                + "interval, 95\u{202F}%.",
            whenEmpty: "No rule fired in this period.",
            columns: [
                Column("title", "Rule"), Column("rule", "Id"),
                Column("fired", "Fired"), Column("decided", "Decided (n)"),
                Column("upheld", "Upheld"),
                Column("precision", "Precision"),
                Column("low", "95\u{202F}% from"), Column("high", "to"),
            ],
            rows: figures.rules.map { row in
                let interval = WilsonInterval(row.judged)
                return [
                    .text(row.title), .code(row.rule.rawValue), .count(row.fired),
                    .count(row.decided), .count(row.upheld),
                    .share(share(row.upheld, of: row.decided)), .share(interval?.low),
                    .share(interval?.high),
                ]
            })
        let chart = PrecisionChart(figures.rules)
        if !chart.rules.isEmpty { table.chart = chart.markup() }
        return table
    }

    var sourceTable: FigureTable {
        FigureTable(
            "sources", "Where comments came from",
            caption: "Comments received by source, and how many of each wait for a decision.",
            whenEmpty: "No source sent anything in this period.",
            columns: [
                Column("source", "Source"), Column("received", "Received"),
                Column("open", "Open"),
            ],
            rows: figures.sources.map { row in
                [.code(row.source.rawValue), .count(row.received), .count(row.open)]
            })
    }
}
