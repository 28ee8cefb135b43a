public import Moderation

/// The rules of a policy, a line a rule, with the next command last.
///
/// Where the title would be cut to a stump, the pack stands above its rules; below 60 columns, and
/// in plain style, a rule is two lines: its id and facts, then its title.
/// **Shape**: every line fits the width; widths below 20 are taken as 20.
public func ruleTable(_ rules: [RuleDetail], width: Int, style: Style) -> [String] {
    var page = Page(width: width, style: style)
    guard let first = rules.first else {
        page.write("no rule: the packs named hold none")
        return page.lines
    }
    let columns = RuleColumns(rules, width: page.width)
    let isPaired = page.width < 60 || style.plain  // three columns leave the title too little
    if !isPaired { page.writeLine(columns.headings) }
    var pack: String?
    for rule in rules {
        if isPaired || !columns.hasPack, rule.pack != pack {
            page.writeLine("pack \(rule.pack, .heading)")
            pack = rule.pack
        }
        if isPaired {
            page.writeLine("\(rule.id, .heading) \(facts(rule))")
            page.writeLine("  \(rule.title, layout: .flow)")
        } else {
            page.writeLine(columns.line(rule))
        }
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
    let hasPack: Bool
    private let widths: [Int]
    private let title: Int
    private let gap: Int
    /// Half of the longest title.
    private static let leastTitle = 25

    init(_ rules: [RuleDetail], width: Int) {
        func widths(hasPack: Bool) -> [Int] {
            let rows = [Self.names(hasPack)] + rules.map { Self.cells($0, hasPack) }
            return rows[0].indices.map { column in
                let most = column == 0 ? width / 3 : width / 5
                return min(most, rows.reduce(0) { max($0, $1[column].columns) })
            }
        }
        let gap = width < 100 ? 1 : 2  // on a narrow screen words are worth more than air
        func rest(_ widths: [Int]) -> Int { width - widths.reduce(0) { $0 + $1 + gap } }
        let all = widths(hasPack: true)
        hasPack = rest(all) >= Self.leastTitle
        self.widths = hasPack ? all : widths(hasPack: false)
        title = max(0, rest(self.widths))
        self.gap = gap
    }

    private static func names(_ hasPack: Bool) -> [StyledText] {
        let names: [StyledText] = [
            "\("rule", .heading)", "\("about", .heading)", "\("points", .heading)",
        ]
        return names + (hasPack ? ["\("pack", .heading)", "\("status", .heading)"] : [])
    }

    /// Without a column of its own, a status that keeps a rule from acting goes with its points.
    private static func cells(_ rule: RuleDetail, _ hasPack: Bool) -> [StyledText] {
        let points: StyledText = rule.isLabel ? "-" : "\(rule.points)"
        let status: StyledText =
            isActing(rule) ? "\(rule.status)" : "\(rule.status, .warning)"
        let cells: [StyledText] = [
            "\(rule.id)", rule.isLabel ? "label \(rule.subject)" : "\(rule.subject)",
            hasPack || isActing(rule) ? points : points + " " + status,
        ]
        return cells + (hasPack ? ["\(rule.pack)", status] : [])
    }

    var headings: StyledText { row(Self.names(hasPack), "\("title", .heading)") }

    func line(_ rule: RuleDetail) -> StyledText {
        row(Self.cells(rule, hasPack), "\(rule.title, layout: .flow)")
    }

    private func row(_ cells: [StyledText], _ words: StyledText) -> StyledText {
        zip(cells, widths).reduce(into: StyledText()) { line, column in
            line += column.0.truncated(to: column.1).padded(to: column.1 + gap)
        } + words.truncated(to: title)
    }
}
