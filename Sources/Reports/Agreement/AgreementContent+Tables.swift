import Moderation

extension AgreementContent {
    private var measures: [(name: String, key: String, measure: NominalAgreement)] {
        [
            ("Show it or not", "visibility", figures.visibility),
            ("Verdict", "verdict", figures.verdict),
            ("Reason of a removal", "reason", figures.reason),
        ]
    }

    var coefficientTable: FigureTable {
        var table = FigureTable(
            "coefficients", "How far two people agree",
            caption:
                "Agreement of two people on one text, as a plain share and beyond chance, with "
                + "95\u{202F}% intervals; n is the number of pairs. “–” is not defined, has "
                + "fewer than \(NominalAgreement.leastUnits) pairs, or is an interval that would promise "
                + "too much.",
            whenEmpty: "There is no pair to measure.",
            columns: [
                Column("question", "Question"), Column("measure", "Id"), Column("n", "Pairs (n)"),
                Column("value", "Value"), Column("low", "95\u{202F}% from"), Column("high", "to"),
            ], rows: figures.pairs == 0 ? [] : measures.flatMap(rows))
        table.chart = coefficientChart
        return table
    }

    private func rows(_ name: String, _ key: String, _ measure: NominalAgreement) -> [[Cell]] {
        let interval = WilsonInterval(successes: measure.agreeing, trials: measure.units)
        let coefficients = [("alpha", "alpha", measure.alpha), ("AC1", "ac1", measure.ac1)]
        return [
            [
                .text("\(name): agreement"), .code("\(key).agreement"), .count(measure.units),
                .share(plain(measure)), .share(interval?.low), .share(interval?.high),
            ]
        ]
            + coefficients.map { words, which, value in
                [
                    .text("\(name): \(words)"), .code("\(key).\(which)"), .count(measure.units),
                    .ratio(value?.value), .ratio(value?.low), .ratio(value?.high),
                ]
            }
    }

    private var coefficientChart: String {
        let rows = measures.flatMap { name, _, measure in
            [("alpha", measure.alpha), ("AC1", measure.ac1)].compactMap { which, value in
                value.map {
                    IntervalChart.Row(
                        "\(name): \(which)", $0.value, low: $0.low, high: $0.high,
                        note: sample(measure.units))
                }
            }
        }
        guard !rows.isEmpty else { return "" }
        return IntervalChart(rows).markup(
            id: "agreement-chart", title: "Agreement beyond chance",
            description: "For each question a dot at Krippendorff’s alpha and one at Gwet’s AC1, "
                + "where 1 is perfect and 0 is chance, and a line over the 95\u{202F}% interval "
                + "where there is one. The table has every number.", words: hundredths)
    }

    var matrixTable: FigureTable {
        let names = ["Approve", "Hide", "Spam"]
        return FigureTable(
            "matrix", "Verdict against verdict",
            caption: "Pairs by both verdicts. Who was first makes no difference, so a pair of two "
                + "different verdicts stands in two fields, on both sides of the diagonal; "
                + "\(sample(figures.pairs)) pairs.",
            whenEmpty: "There is no pair to show.",
            columns: [
                Column("verdict", "One said"), Column("approve", "the other: approve"),
                Column("hide", "hide"), Column("spam", "spam"),
            ],
            rows: figures.pairs == 0
                ? []
                : zip(names, figures.matrix).map { name, counts in
                    [.text(name)] + counts.map { .count($0) }
                })
    }

    var reasonTable: FigureTable {
        FigureTable(
            "reasons", "Which reasons people differ over",
            caption:
                "Pairs in which at least one person named the reason, most disagreement first. "
                + "A pair with two reasons is counted in both.",
            whenEmpty: "In no pair would anybody remove the text.",
            columns: [
                Column("title", "Reason"), Column("reason", "Id"), Column("pairs", "Pairs (n)"),
                Column("same", "Both named it"), Column("other", "Other reason"),
                Column("shown", "Would show it"), Column("disagreement", "Differ"),
                Column("low", "95\u{202F}% from"), Column("high", "to"),
            ],
            rows: figures.reasons.map { row in
                let differing = row.pairs - row.same
                let interval = WilsonInterval(successes: differing, trials: row.pairs)
                return [
                    .text(row.title), .code(row.reason), .count(row.pairs), .count(row.same),
                    .count(row.other), .count(row.shown),
                    .share(share(differing, of: row.pairs)), .share(interval?.low),
                    .share(interval?.high),
                ]
            })
    }

    var categoryTable: FigureTable {
        FigureTable(
            "categories", "Which findings people differ over",
            caption: "Pairs on texts in which a rule of the category found something, most "
                + "different verdicts first. A text with findings in two categories is counted in "
                + "both.",
            whenEmpty: "No rule found anything in a text that two people judged.",
            columns: [
                Column("title", "Category"), Column("category", "Id"),
                Column("pairs", "Pairs (n)"), Column("differing", "Different verdicts"),
                Column("disagreement", "Differ"), Column("low", "95\u{202F}% from"),
                Column("high", "to"),
            ],
            rows: figures.categories.map { row in
                let interval = WilsonInterval(successes: row.differing, trials: row.pairs)
                return [
                    .text(row.title), .code(row.category.rawValue), .count(row.pairs),
                    .count(row.differing), .share(share(row.differing, of: row.pairs)),
                    .share(interval?.low), .share(interval?.high),
                ]
            })
    }

    var appealTable: FigureTable {
        FigureTable(
            "appealsByReason", "What appeals overturned",
            caption: "Appeals answered in the period, by the reason of the decision: evidence from "
                + "outside of which wording people read differently.",
            whenEmpty: "No appeal was answered in this period.",
            columns: [
                Column("title", "Reason"), Column("reason", "Id"),
                Column("answered", "Answered (n)"), Column("restored", "Overturned"),
                Column("rate", "Overturn rate"), Column("low", "95\u{202F}% from"),
                Column("high", "to"),
            ],
            rows: figures.appeals.map { row in
                let interval = WilsonInterval(successes: row.restored, trials: row.answered)
                return [
                    .text(row.title), .code(row.reason), .count(row.answered),
                    .count(row.restored), .share(share(row.restored, of: row.answered)),
                    .share(interval?.low), .share(interval?.high),
                ]
            })
    }
}
