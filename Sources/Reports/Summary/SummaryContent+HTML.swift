import Moderation

/// The report as one page: no script, nothing fetched, every text escaped by the template.
extension SummaryContent {
    func html() throws -> String {
        try page.html()
    }

    private var page: ReportPage {
        // Figures that the sentence and the tables tell better are left out of the grid.
        let shown: Set = [
            "received", "passed", "queued", "held", "decided", "hidden", "spam", "open",
            "removalRate", "p50", "p95", "setAside",
        ]
        return ReportPage(
            style: ReportPage.style, heading: heading, desk: figures.desk, period: period,
            asOf: asOf, lead: lead.first ?? "", rest: lead.dropFirst().joined(separator: " "),
            grid: keyFigures.filter { shown.contains("\($0.key)") }.map(entry),
            others: keyFigures.filter { !shown.contains("\($0.key)") }.map(entry),
            hasOthers: true,
            sections: tables.map(section),
            definitions: definitions.map { .init(term: $0.term, meaning: $0.meaning) },
            policy: figures.policy.rawValue, profile: figures.profile.rawValue,
            profileSentence: figures.profile.sentence,
            verification: verification(of: figures.policy))
    }

    private func entry(_ figure: Figure) -> ReportPage.Entry {
        .init(
            term: figure.title, value: figure.value.plain(clock),
            notes: figure.note.map { [$0] } ?? [])
    }

    private func section(_ table: FigureTable) -> ReportPage.Section {
        let id = "\(table.key)"
        let drawing = chart(id)
        let keys = legend(id)
        let bars = id == "categories" ? outcomeBars : []
        // An id stands in small letters below the name it belongs to: a column of its own would
        // leave the numbers no room on a printed page.
        let named = table.rows.first.map { Self.isCode($0[1]) } ?? false
        let columns = [0] + table.columns.indices.dropFirst(named ? 2 : 1)
        var head = columns.map { column in
            ReportPage.Head(title: table.columns[column].title, style: column == 0 ? "" : "n")
        }
        if !bars.isEmpty { head.append(.init(title: "Outcome", style: "bar")) }
        let rows = table.rows.enumerated().map { index, row in
            ReportPage.Row(
                name: row[0].plain(clock), ids: named ? [row[1].plain(clock)] : [],
                cells: columns.dropFirst().map { row[$0].plain(clock) },
                bars: bars.isEmpty ? [] : [bars[index]])
        }
        return ReportPage.Section(
            id: id, title: table.title, caption: table.caption, whenEmpty: table.whenEmpty,
            hasRows: !rows.isEmpty, chart: drawing, hasChart: !drawing.isEmpty,
            keys: keys, hasKeys: !keys.isEmpty, head: head, rows: rows)
    }

    private static func isCode(_ cell: Cell) -> Bool {
        if case .code = cell { true } else { false }
    }

    /// The drawing of a table; empty where there is too little to draw.
    private func chart(_ id: String) -> String {
        switch id {
        case "volume" where volumes.rows.contains { $0.received > 0 }:
            return VolumeChart(volumes: volumes).markup(period: period)
        case "timeToDecision" where times.count >= 2:
            return DecisionTimeChart(times: times).markup()
        case "rules":
            let chart = PrecisionChart(figures.rules)
            return chart.rules.isEmpty ? "" : chart.markup()
        default: return ""
        }
    }

    private func legend(_ id: String) -> [ReportPage.Key] {
        switch id {
        case "volume" where volumes.rows.contains { $0.received > 0 }:
            [
                .init(style: "passed", text: "passed"), .init(style: "queued", text: "queued"),
                .init(style: "held", text: "held"),
            ]
        case "categories" where !figures.categories.isEmpty:
            [
                .init(style: "approved", text: "approved"), .init(style: "hidden", text: "hidden"),
                .init(style: "spam", text: "spam"), .init(style: "outline", text: "not decided"),
            ]
        default: []
        }
    }

    private var outcomeBars: [String] {
        let most = figures.categories.map(\.flagged).max() ?? 0
        return figures.categories.map { OutcomeBar($0, most: most).markup() }
    }
}
