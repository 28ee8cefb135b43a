import Moderation

/// The report as one page: no script, nothing fetched, every text escaped by the template.
extension ReportContent {
    func html() throws -> String {
        try ReportPage(
            style: ReportPage.style, heading: heading, desk: scope.desk, period: period,
            asOf: asOf, lead: lead.first ?? "", rest: lead.dropFirst().joined(separator: " "),
            hasFigures: !figures.isEmpty,
            grid: figures.filter(\.isLarge).map(entry),
            others: figures.filter { !$0.isLarge }.map(entry),
            hasOthers: figures.contains { !$0.isLarge },
            sections: tables.map(section), hasDefinitions: !definitions.isEmpty,
            definitions: definitions.map { .init(term: $0.term, meaning: $0.meaning) },
            policy: scope.policy.rawValue, profile: scope.profile.rawValue,
            profileSentence: scope.profile.sentence,
            verification: verification(of: scope.policy)
        ).html()
    }

    private func entry(_ figure: Figure) -> ReportPage.Entry {
        .init(
            term: figure.title, value: figure.value.plain(clock),
            notes: figure.note.map { [$0] } ?? [])
    }

    private func section(_ table: FigureTable) -> ReportPage.Section {
        // An id stands in small letters below the name it belongs to: a column of its own would
        // leave the numbers no room on a printed page.
        let named = table.rows.first.map { $0.count > 1 && Self.isCode($0[1]) } ?? false
        let columns = Array(table.columns.indices.dropFirst(named ? 2 : 1))
        let styles = columns.map { column in
            table.rows.contains { $0[column].isNumber } ? "n" : "t"
        }
        var head = [ReportPage.Head(title: table.columns[0].title, style: "")]
        head += zip(columns, styles).map { .init(title: table.columns[$0].title, style: $1) }
        if !table.bars.isEmpty { head.append(.init(title: table.barTitle, style: "bar")) }
        let rows = table.rows.enumerated().map { index, row in
            ReportPage.Row(
                name: row[0].plain(clock), ids: named ? [row[1].plain(clock)] : [],
                cells: zip(columns, styles).map { .init(value: row[$0].plain(clock), style: $1) },
                bars: table.bars.isEmpty ? [] : [table.bars[index]])
        }
        return ReportPage.Section(
            id: "\(table.key)", title: table.title, caption: table.caption,
            whenEmpty: table.whenEmpty, hasRows: !rows.isEmpty, chart: table.chart,
            hasChart: !table.chart.isEmpty,
            keys: table.legend.map { .init(style: $0.style, text: $0.text) },
            hasKeys: !table.legend.isEmpty, head: head, rows: rows)
    }

    private static func isCode(_ cell: Cell) -> Bool {
        if case .code = cell { true } else { false }
    }
}
