import Foundation
import Moderation
import TestSupport
import Testing

@testable import Reports

@Suite struct RuleReportTests {
    private func row(
        _ rule: RuleID, _ title: String, fired: Int, decided: Int, upheld: Int, work: Double = 0,
        last: Double? = nil, with other: (RuleID, Int)? = nil,
        retirement: RuleFigures.Retirement? = nil, isInUse: Bool = true
    ) -> RuleFigures.Row {
        var row = RuleFigures.Row(
            rule: rule, category: "attack", title: title, isInUse: isInUse)
        (row.fired, row.judged, row.work) = (fired, Proportion(upheld, of: decided), work)
        row.lastTrueHit = last.map { noon.addingTimeInterval($0 * 86_400) }
        row.overlap = other.map { RuleFigures.Overlap(rule: $0.0, texts: $0.1) }
        row.retirement = retirement
        if isInUse { row.couldFireSince = noon.addingTimeInterval(-30 * 86_400) }
        return row
    }

    private func figures(title: String = "Name-calling aimed at a person") -> RuleFigures {
        RuleFigures(
            scope: threeDays(), received: 1_042, flagged: 61, decisions: 64, work: 2_400,
            rules: [
                row(
                    "attack.name-calling", title, fired: 34, decided: 33, upheld: 16, work: 1_260,
                    last: 1, with: ("attack.orders", 7)),
                row(
                    "attack.orders", "Orders somebody to be silent", fired: 29, decided: 25,
                    upheld: 1, work: 540, last: 0.5, with: ("attack.name-calling", 7),
                    retirement: .rarelyRight(atMost: 0.1955)),
                row("spam.link", "Only a link", fired: 4, decided: 0, upheld: 0, isInUse: false),
                row(
                    "attack.old", "An old insult", fired: 21, decided: 21, upheld: 0,
                    retirement: .noTrueHitLately(decided: 21)),
                row(
                    "minors.approach", "Asks a child for a secret", fired: 0, decided: 0,
                    upheld: 0),
                row(
                    "spam.hoax", "A chain letter", fired: 0, decided: 0, upheld: 0,
                    retirement: .neverFired),
            ],
            trials: [
                row("style.caps", "Mostly capitals", fired: 18, decided: 9, upheld: 2)
            ])
    }

    private var nothing: RuleFigures {
        RuleFigures(
            scope: threeDays(), received: 0, flagged: 0, decisions: 0, work: 0, rules: [],
            trials: [])
    }

    @Test(arguments: ReportFormat.allCases)
    func `rules of a small town, and of a period without anything`(format: ReportFormat) throws {
        expectReport(try ruleReport(figures(), as: format), "rules.\(format.rawValue)")
        let empty = try ruleReport(nothing, as: format)
        #expect(!empty.lowercased().contains("nan") && !empty.contains("inf"))
        if format == .html || format == .md {
            #expect(empty.contains("No rule fired in this period."))
        }
    }

    @Test func `costs come with shares, a running total and precision with its interval`() throws {
        let content = RuleContent(figures())
        let rows = content.costTable.rows
        #expect(
            rows.map { $0[1] }
                == ["attack.name-calling", "attack.orders", "spam.link", "attack.old"].map(
                    Cell.code))
        #expect(rows[0][2] == .seconds(1_260) && rows[0][3] == .share(0.7))
        #expect(rows[1][3] == .share(0.3) && rows[1][4] == .share(1))
        let interval = WilsonInterval(successes: 16, trials: 33)
        #expect(
            Array(rows[0][7...]) == [
                .share(16.0 / 33), .share(interval?.low), .share(interval?.high),
            ])
        #expect(Array(rows[2][7...]) == [.share(nil), .share(nil), .share(nil)])
        #expect(rows[2][0] == .text("Only a link (no longer in use)"))
    }

    @Test func `what is to be considered is a list with reasons, the surest first`() throws {
        let rows = RuleContent(figures()).considerTable.rows
        #expect(rows.map { $0[1] } == ["attack.orders", "attack.old", "spam.hoax"].map(Cell.code))
        let reasons = rows.map {
            $0[2].plain(ReportClock(zone: "UTC")).replacing("\u{202F}", with: " ")
        }
        #expect(
            reasons == [
                "rarely right: at most 19.6 % precise, n = 25",
                "no true hit in 90 days, in which 21 of its texts were decided", "never fired",
            ])
        let content = RuleContent(figures())
        let since = Cell.day(content.clock.day(of: noon.addingTimeInterval(-30 * 86_400)))
        #expect(rows.allSatisfy { $0[3] == since }, "since when it could have fired")
        #expect(content.silentTable.rows.map(\.last) == [since])
        let json = try ruleReport(figures(), as: .json)
        #expect(json.contains(#""reason": "rarely-right""#), "programs read a code")
        #expect(RuleContent(figures()).silentTable.rows.map { $0[1] } == [.code("minors.approach")])
    }

    @Test func `an interval knows what was decided at one stroke, and a trial that it is over`() {
        var figures = figures()
        figures.rules[0].judged = Proportion(16, of: 33, bulks: [1: 20])
        let rows = RuleContent(figures).costTable.rows
        let interval = WilsonInterval(Proportion(16, of: 33, bulks: [1: 20]))
        #expect(rows[0][7] == .share(16.0 / 33) && rows[0][8] == .share(interval?.low))
        #expect(interval!.low < WilsonInterval(successes: 16, trials: 33)!.low)
        var over = figures.trials[0]
        (over.rule, over.actsNow) = ("style.old", true)
        figures.trials.append(over)
        let content = RuleContent(figures).content
        #expect(content.figures.first { "\($0.key)" == "trials" }?.value == .count(1))
        let names = content.tables.first { "\($0.key)" == "trials" }?.rows.map { $0[0] }
        #expect(
            names == [
                .text("Mostly capitals"), .text("Mostly capitals (was under trial; acts now)"),
            ])
        #expect(content.lead.joined().contains("the largest part, 70.0\u{202F}%, by “Name-calling"))
    }

    @Test func `the chart has a bar and a dot for each rule, and a line to the running total`() {
        let chart = RuleContent(figures()).costTable.chart
        // 70 % and 30 % of 220 pixels.
        #expect(chart.contains(#"<rect class="passed" x="226" y="50" width="154" height="14"/>"#))
        #expect(chart.contains(#"<rect class="passed" x="226" y="76" width="66" height="14"/>"#))
        #expect(chart.contains(#"<line class="curve" x1="380" y1="57" x2="446" y2="83"/>"#))
        #expect(chart.components(separatedBy: #"r="5""#).count == 4, "three were decided")
        #expect(chart.contains("Share of the time"))
        var untimed = figures()
        for index in untimed.rules.indices { untimed.rules[index].work = 0 }
        #expect(RuleContent(untimed).costTable.chart.contains("Share of findings"))
    }

    @Test func `hostile titles stay text`() throws {
        let page = try ruleReport(figures(title: hostileWords), as: .html)
        expectEscaped(page, as: try ruleReport(figures(), as: .html))
        expectSound(try ruleReport(figures(), as: .html))
        let markdown = try ruleReport(figures(title: "a | b\n| *c*"), as: .md)
        #expect(markdown.contains(#"| a \| b \| \*c\* |"#))
        #expect(try ruleReport(figures(title: "=cmd()"), as: .csv).contains("'=cmd()"))
    }
}
