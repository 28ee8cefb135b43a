import Moderation

extension SummaryContent {
    var volumeTable: FigureTable {
        let unit = volumes.granularity.rawValue
        let cut =
            volumes.granularity == .day ? "" : " The first and the last \(unit) may be cut short."
        return FigureTable(
            key: "volume", title: "What came in",
            caption:
                "Comments by the \(unit) they were written, and what the machine suggested for them. Days "
                + "are those of \(clock.zoneName).\(cut)",
            whenEmpty: "Nothing was written in this period.",
            columns: [
                Column(key: "from", title: volumes.granularity.columnTitle),
                Column(key: "received", title: "Received"),
                Column(key: "passed", title: "Passed"),
                Column(key: "queued", title: "Queued"),
                Column(key: "held", title: "Held"),
            ],
            rows: volumes.rows.map { volume in
                [
                    .day(volume.start), .count(volume.received), .count(volume.passed),
                    .count(volume.queued), .count(volume.held),
                ]
            })
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
        return FigureTable(
            key: "timeToDecision", title: "How long a decision took",
            caption: "Decisions that stand at the end of the period, by the time from arrival to "
                + "decision, running total; \(sample(times.count)).",
            whenEmpty: "No decision of this period stands, so there is no time to tell.",
            columns: [
                Column(key: "within", title: "Within"), Column(key: "decided", title: "Decided"),
                Column(key: "share", title: "Share"),
            ],
            rows: times.isEmpty ? [] : rows)
    }

    var categoryTable: FigureTable {
        FigureTable(
            key: "categories", title: "What was found, and what people made of it",
            caption: "Comments with at least one finding in a category, and the decisions on them. "
                + "A comment with findings in two categories is counted in both.",
            whenEmpty: "No rule found anything in this period.",
            columns: [
                Column(key: "title", title: "Category"), Column(key: "category", title: "Id"),
                Column(key: "flagged", title: "Flagged"),
                Column(key: "approved", title: "Approved"),
                Column(key: "hidden", title: "Hidden"), Column(key: "spam", title: "Spam"),
            ],
            rows: figures.categories.map { row in
                [
                    .text(row.title), .code(row.category.rawValue), .count(row.flagged),
                    .count(row.approved), .count(row.hidden), .count(row.spam),
                ]
            })
    }

    var ruleTable: FigureTable {
        FigureTable(
            key: "rules", title: "How often the rules were right",
            caption: "Rules that fired. Precision is upheld ÷ decided; the interval is Wilson’s, "
                + "95\u{202F}%, and n is the number decided.",
            whenEmpty: "No rule fired in this period.",
            columns: [
                Column(key: "title", title: "Rule"), Column(key: "rule", title: "Id"),
                Column(key: "fired", title: "Fired"), Column(key: "decided", title: "Decided (n)"),
                Column(key: "upheld", title: "Upheld"),
                Column(key: "precision", title: "Precision"),
                Column(key: "low", title: "95\u{202F}% from"), Column(key: "high", title: "to"),
            ],
            rows: figures.rules.map { row in
                let interval = WilsonInterval(successes: row.upheld, trials: row.decided)
                return [
                    .text(row.title), .code(row.rule.rawValue), .count(row.fired),
                    .count(row.decided), .count(row.upheld),
                    .share(share(row.upheld, of: row.decided)), .share(interval?.low),
                    .share(interval?.high),
                ]
            })
    }

    var sourceTable: FigureTable {
        FigureTable(
            key: "sources", title: "Where comments came from",
            caption: "Comments received by source, and how many of each wait for a decision.",
            whenEmpty: "No source sent anything in this period.",
            columns: [
                Column(key: "source", title: "Source"), Column(key: "received", title: "Received"),
                Column(key: "open", title: "Open"),
            ],
            rows: figures.sources.map { row in
                [.code(row.source.rawValue), .count(row.received), .count(row.open)]
            })
    }
}
