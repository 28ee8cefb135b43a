public import Moderation

/// The rules of a policy, a line a rule, with the next command last.
///
/// Below 72 columns, and in plain style, a rule is two lines: its id and facts, then its title.
/// **Shape**: every line fits the width; widths below 20 are taken as 20.
public func ruleTable(_ rules: [RuleDetail], width: Int, style: Style) -> [String] {
    var page = Page(width: width, style: style)
    guard let first = rules.first else {
        page.write("no rule: the packs named hold none")
        return page.lines
    }
    if page.width < 72 || style.plain {  // six columns leave the title too little below
        for rule in rules {
            page.writeLine("\(rule.id, .heading) \(facts(rule))")
            page.writeLine("  \(rule.title, layout: .flow)")
        }
    } else {
        let columns = RuleColumns(rules, width: page.width)
        page.writeLine(columns.headings)
        for rule in rules { page.writeLine(columns.line(rule)) }
    }
    let show = shellCommand(["gavel", "policy", "show", first.id.rawValue])
    page.write("\(countInWords(rules.count, "rule")); next: " + show, hanging: "  ")
    return page.lines
}

/// `label question` or `attack, 3 points`, then what keeps the rule from acting.
func facts(_ rule: RuleDetail) -> StyledText {
    let subject: StyledText =
        rule.isLabel ? "label \(rule.subject)" : "\(rule.subject), \(pointsInWords(rule.points))"
    return subject + (isActing(rule) ? "" : ", \(rule.status, .warning)")
}

func isActing(_ rule: RuleDetail) -> Bool { rule.status.utf8.elementsEqual("active".utf8) }

/// `1 rule`, `2 rules`.
func countInWords(_ count: Int, _ noun: SafeText) -> StyledText {
    "\(count) \(noun)\(count == 1 ? "" : "s")"
}

/// As wide as the widest cell, within limits; the rest is for the title.
private struct RuleColumns {
    private let widths: [Int]
    private let title: Int
    private static let gap = 2

    init(_ rules: [RuleDetail], width: Int) {
        let most = [width / 3, width / 6, width / 5, 6, 6]
        let rows = rules.map { Self.cells($0) } + [Self.names]
        let widths = most.indices.map { column in
            rows.reduce(0) { max($0, min(most[column], $1[column].columns)) }
        }
        title = width - widths.reduce(0) { $0 + $1 + Self.gap }
        self.widths = widths
    }

    private static let names: [StyledText] = [
        "\("rule", .heading)", "\("pack", .heading)", "\("about", .heading)",
        "\("points", .heading)", "\("status", .heading)",
    ]

    private static func cells(_ rule: RuleDetail) -> [StyledText] {
        [
            "\(rule.id)", "\(rule.pack)",
            rule.isLabel ? "label \(rule.subject)" : "\(rule.subject)",
            rule.isLabel ? "-" : "\(rule.points)",
            isActing(rule) ? "\(rule.status)" : "\(rule.status, .warning)",
        ]
    }

    var headings: StyledText { row(Self.names, "\("title", .heading)") }

    func line(_ rule: RuleDetail) -> StyledText {
        row(Self.cells(rule), "\(rule.title, layout: .flow)")
    }

    private func row(_ cells: [StyledText], _ words: StyledText) -> StyledText {
        zip(cells, widths).reduce(into: StyledText()) { line, column in
            line += column.0.padded(to: column.1 + Self.gap)
        } + words.truncated(to: title)
    }
}
