import Moderation

extension NeutralityContent {
    var flagTable: FigureTable {
        var table = comparisonTable(
            "flagRates", "What the machine puts before a person",
            caption: "Texts of the period by whom they are about, language, label and source; each "
                + "group’s flag rate against that of all other texts. Labels describe, and those "
                + "that protect lower a rate on purpose. Languages: \(sampled(figures.sampledReceived, figures.unreadReceived, figures.flagged.of)).",
            hits: "Flagged", figures.flagRates)
        let chart = RatioChart(figures.flagRates, measure: "Flag rate", id: "flag-chart")
        if !chart.comparisons.isEmpty { table.chart = chart.markup() }
        return table
    }

    var removalTable: FigureTable {
        var table = comparisonTable(
            "removalRates", "What people remove of it",
            caption: "Texts decided in the period, by the same groups; each group’s removal rate "
                + "against that of all other decided texts, those decided as one act among them. "
                + "Languages: "
                + "\(sampled(figures.sampledDecided, figures.unreadDecided, figures.removed.of)).",
            hits: "Removed", figures.removalRates)
        let chart = RatioChart(
            figures.removalRates, measure: "Removal rate", id: "removal-chart")
        if !chart.comparisons.isEmpty { table.chart = chart.markup() }
        return table
    }

    /// What the heads of a table of ratios mean, beside it.
    private func heads(_ hits: String) -> String {
        "“\(hits)” of n is the group, “Rest” of the n after it all other texts; the ratio is the "
            + "group’s rate ÷ that of the rest, 1 where they are alike, and “from … to” its "
            + "95\u{202F}% interval."
    }

    private func sampled(_ read: Int, _ unread: Int, _ all: Int) -> String {
        let drawn = read + unread
        let some =
            drawn < all
            ? "a fixed sample of \(grouped(drawn)) of \(grouped(all))" : "all \(grouped(all))"
        return some + (unread > 0 ? ", of which \(grouped(unread)) could not be read any more" : "")
    }

    private func comparisonTable(
        _ key: StaticString, _ title: String, caption: String, hits: String,
        _ comparisons: [NeutralityFigures.Comparison]
    ) -> FigureTable {
        FigureTable(
            key, title,
            caption: caption + " " + heads(hits)
                + " “Needed” is how many texts each side must have before “alike” can be said.",
            whenEmpty: "No group can be told from the rest in this period.",
            columns: [
                Column("title", "Group"), Column("group", "Id"), Column("hits", hits),
                Column("n", "n"), Column("rate", "Rate"), Column("restHits", "Rest"),
                Column("restN", "n"), Column("ratio", "Ratio"),
                Column("low", "95\u{202F}% from"), Column("high", "to"),
                Column("needed", "Needed"), Column("finding", "Finding"),
            ],
            rows: comparisons.map { comparison in
                [
                    .text(comparison.title),
                    .code("\(comparison.trait.rawValue):\(comparison.id)"),
                    .count(comparison.group.hits), .count(comparison.group.of),
                    .share(comparison.group.share), .count(comparison.rest.hits),
                    .count(comparison.rest.of),
                ] + ratio(comparison) + [
                    comparison.needed.map(Cell.count) ?? .ratio(nil), finding(comparison),
                ]
            })
    }

    private func ratio(_ comparison: NeutralityFigures.Comparison) -> [Cell] {
        let ratio = comparison.ratio
        return [.ratio(ratio?.ratio), .ratio(ratio?.low), .ratio(ratio?.high)]
    }

    private func finding(_ comparison: NeutralityFigures.Comparison) -> Cell {
        .finding(comparison.finding.rawValue, words: comparison.finding.words)
    }

    var ruleTable: FigureTable {
        FigureTable(
            "ruleLanguages", "How right rules are in each language",
            caption: "Acting rules whose texts were decided 10 times or more in a language and in "
                + "others, of those read for their language: the share that people upheld. "
                + heads("Upheld"),
            whenEmpty: "No rule has enough decided texts in two languages.",
            columns: [
                Column("title", "Rule"), Column("rule", "Id"), Column("language", "Language"),
                Column("upheld", "Upheld"), Column("n", "n"), Column("share", "Share"),
                Column("restUpheld", "Rest"), Column("restN", "n"), Column("ratio", "Ratio"),
                Column("low", "95\u{202F}% from"), Column("high", "to"),
                Column("finding", "Finding"),
            ],
            rows: figures.ruleLanguages.map { row in
                let comparison = row.comparison
                return [
                    .text(row.title), .code(row.rule.rawValue), .text(comparison.title),
                    .count(comparison.group.hits), .count(comparison.group.of),
                    .share(comparison.group.share), .count(comparison.rest.hits),
                    .count(comparison.rest.of),
                ] + ratio(comparison) + [finding(comparison)]
            })
    }

    var weekTable: FigureTable {
        var table = FigureTable(
            "removalByTime", "Whether the removal rate kept still",
            caption:
                "Standing decisions by the \(rates.granularity.rawValue) they were made, those made as one "
                + "act among them, and the limits that chance keeps to round \(percent(rates.centre)). Days are those of "
                + "\(clock.zoneName).",
            whenEmpty: "No decision of this period stands.",
            columns: [
                Column("from", rates.granularity.columnTitle), Column("decided", "Decided (n)"),
                Column("removed", "Removed"), Column("rate", "Rate"),
                Column("low", "Limit from"), Column("high", "to"), Column("finding", "Finding"),
            ],
            rows: rates.rows.map { row in
                [
                    .day(row.start), .count(row.removed.of), .count(row.removed.hits),
                    .share(row.removed.share), .share(row.isJudged ? row.low : nil),
                    .share(row.isJudged ? row.high : nil), finding(row),
                ]
            })
        if rates.rows.count >= 2 { table.chart = ControlChart(rates: rates).markup() }
        return table
    }

    private func finding(_ row: RemovalRates.Row) -> Cell {
        if !row.isJudged { return .finding("too-few", words: "too few to say") }
        if row.isAbove { return .finding("above", words: "▲ above") }
        return row.isBelow
            ? .finding("below", words: "▼ below") : .finding("within", words: "within")
    }

    var peopleTable: FigureTable {
        let people = figures.moderators
        let hasEnds = people.compared >= NeutralityFigures.fewestForEnds
        let rows: [[Cell]] = [
            ("lowest", hasEnds ? people.rates.first : nil),
            ("middle", percentile(0.5, of: people.rates)),
            ("highest", hasEnds ? people.rates.last : nil),
        ].filter { $1 != nil }.map { name, rate in
            [.text(name), .share(rate), .count(people.compared)]
        }
        return FigureTable(
            "people", "How far apart people are",
            caption: "Removal rates of the \(grouped(people.compared)) of "
                + "\(counted(people.all, "person", "people")) who made "
                + "\(NeutralityFigures.fewestDecisions) standing decisions or more, what was decided as "
                + "one act being one, in whole percents; the lowest and the highest from "
                + "\(NeutralityFigures.fewestForEnds) people on. People decide different texts; a wide spread is a reason to decide some twice.",
            whenEmpty: "Fewer than \(NeutralityFigures.fewestModerators) people made "
                + "\(NeutralityFigures.fewestDecisions) decisions or more, so no spread is told.",
            columns: [
                Column("which", "Removal rate"), Column("rate", "Rate"),
                Column("people", "People (n)"),
            ], rows: people.rates.isEmpty ? [] : rows)
    }

    var pairTable: FigureTable {
        FigureTable(
            "pairs", "What the policy makes of invented pairs",
            caption:
                "Sentences that say the same for and against, tried when this report was made, "
                + "and how many were judged unlike.",
            whenEmpty: "The policy in use has no pairs of sentences to be tried with.",
            columns: [
                Column("file", "File"), Column("language", "Language"),
                Column("templates", "Templates"), Column("pairs", "Pairs (n)"),
                Column("differences", "Unlike"),
            ],
            rows: (figures.trial?.files ?? []).map { file in
                let unlike = figures.trial?.results.flatMap(\.differences).count {
                    $0.place.file == file.path
                }
                return [
                    .text(file.path.split(separator: "/").last.map(String.init) ?? file.path),
                    .text(file.language), .count(file.templates), .count(file.sentences / 2),
                    .count(unlike ?? 0),
                ]
            })
    }
}
