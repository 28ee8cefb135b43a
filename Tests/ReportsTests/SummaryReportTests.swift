import Foundation
import Moderation
import TestSupport
import Testing

@testable import Reports

@Suite struct SummaryReportTests {
    @Test(arguments: ReportFormat.allCases)
    func `a small town's three days`(format: ReportFormat) throws {
        expectReport(try summaryReport(smallTown(), as: format), "summary.\(format.rawValue)")
    }

    @Test func `every page has one style`() throws {
        expectGolden(ReportPage.style + "\n", "style.css")
        #expect(try summaryReport(smallTown(), as: .html).contains(ReportPage.style))
    }

    @Test(arguments: ReportFormat.allCases)
    func `a period without anything`(format: ReportFormat) throws {
        let report = try summaryReport(quietPeriod, as: format)
        expectReport(report, "summary-of-nothing.\(format.rawValue)")
        #expect(!report.lowercased().contains("nan"))
        if format == .html || format == .md {
            #expect(report.contains("Nothing was written in this period."))
        }
    }

    @Test(arguments: ReportFormat.allCases)
    func `the same figures give the same bytes`(format: ReportFormat) throws {
        var turned = smallTown()
        turned.secondsToDecision.reverse()
        turned.categories.reverse()
        turned.rules.reverse()
        turned.sources.reverse()
        turned.days.reverse()
        let report = try summaryReport(smallTown(), as: format)
        #expect(try summaryReport(turned, as: format).utf8.elementsEqual(report.utf8))
    }

    @Test func `every count stands in all four formats`() throws {
        let content = try SummaryContent(smallTown()).content
        let cells = content.figures.map(\.value) + content.tables.flatMap { $0.rows.joined() }
        let counts = Set(
            cells.compactMap { cell in if case .count(let count) = cell { count } else { nil } })
        #expect(counts.count > 20)
        for format in ReportFormat.allCases {
            let report = try summaryReport(smallTown(), as: format)
                .replacing("\u{202F}", with: "")
            let numbers = Set(report.split { !$0.isASCII || !$0.isNumber }.compactMap { Int($0) })
            #expect(counts.subtracting(numbers).isEmpty, "\(format)")
        }
    }

    @Test func `programs and people are told the same rows`() throws {
        let content = try SummaryContent(smallTown()).content
        let json = try JSONSerialization.jsonObject(with: Data(content.json().utf8))
        let object = try #require(json as? [String: Any])
        let markdown = content.markdown()
        for table in content.tables {
            let rows = try #require(object["\(table.key)"] as? [[String: Any]])
            #expect(rows.count == table.rows.count)
            #expect(rows.allSatisfy { $0.count == table.columns.count })
            for row in table.rows {
                let line = row.map { markdownEscaped($0.plain(content.clock)) }
                #expect(markdown.contains("| " + line.joined(separator: " | ") + " |"))
            }
        }
    }

    @Test func `precision comes with its interval and its n`() throws {
        let content = try SummaryContent(smallTown())
        let rule = try #require(content.ruleTable.rows.first)
        #expect(rule[3] == .count(13))
        #expect(rule[5] == .share(6.0 / 13))
        let interval = WilsonInterval(successes: 6, trials: 13)
        #expect(rule[6] == .share(interval?.low) && rule[7] == .share(interval?.high))
        #expect(content.ruleTable.rows.last?[5] == .share(nil))
    }

    @Test func `what was decided at one stroke is one judgement in the interval`() throws {
        var figures = smallTown()
        figures.rules[0].judged = Proportion(6, of: 13, bulks: [7: 12])
        let content = try SummaryContent(figures)
        let row = try #require(content.ruleTable.rows.first)
        #expect(row[3] == .count(13) && row[5] == .share(6.0 / 13), "counts hold each text")
        let interval = WilsonInterval(figures.rules[0].judged)
        #expect(row[6] == .share(interval?.low) && row[7] == .share(interval?.high))
        #expect(interval!.low < WilsonInterval(successes: 6, trials: 13)!.low)
        #expect(content.ruleTable.chart != (try SummaryContent(smallTown())).ruleTable.chart)
        #expect(content.definitions.contains { $0.term == "As one act" })
    }

    @Test func `times are percentiles of what occurred, never averages`() throws {
        let content = try SummaryContent(smallTown())
        let figures = Dictionary(
            uniqueKeysWithValues: content.keyFigures.map { ("\($0.key)", $0.value) })
        #expect(figures["p50"] == .seconds(1_801))
        #expect(figures["p95"] == .seconds(93_600))
        #expect(figures["timed"] == .count(20))
        #expect(figures["removalRate"] == .share(9.0 / 20))
        #expect(figures["holdRate"] == .share(6.0 / 1_042))
    }

    @Test func `held counts what would have been rejected`() throws {
        var figures = smallTown()
        figures.routes = [.pass: 1_019, .queue: 17, .hold: 4, .reject: 2]
        let report = try summaryReport(figures, as: .md)
        #expect(report.contains("held 6 for a person, and would have rejected 2 of those held"))
    }

    @Test func `hostile names stay text`() throws {
        let hostile = "<script>alert('x')</script>\" onload=\"y\"\u{301} & <b>{{desk}}</b>\u{0}"
        let report = try summaryReport(
            smallTown(desk: hostile, category: hostile, rule: hostile), as: .html)
        let plain = try summaryReport(smallTown(), as: .html)
        for mark in ["<script", "<b>", "onload=\"", "\"y\"", "\u{0}"] {
            #expect(report.utf8.firstRange(of: mark.utf8) == nil, "\(mark)")
        }
        // Every `<`, `>` and `"` of ours, and not one more.
        for mark in "<>\"".utf8 {
            #expect(report.utf8.count { $0 == mark } == plain.utf8.count { $0 == mark })
        }
        #expect(report.contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;"))
        #expect(report.contains("{{desk}}"), "a name is not a template")
    }

    @Test func `hostile names break no table of Markdown and no row of CSV`() throws {
        let hostile = "a | b\n| c `d` <i> [x](y) *z*"
        let markdown = try summaryReport(
            smallTown(desk: hostile, category: hostile, rule: hostile), as: .md)
        let plain = try summaryReport(smallTown(), as: .md)
        #expect(markdown.split(separator: "\n").count == plain.split(separator: "\n").count)
        #expect(markdown.contains(#"a \| b \| c \`d\` \<i\> \[x\](y) \*z\*"#))
        let csv = try summaryReport(smallTown(desk: "=cmd()"), as: .csv)
        #expect(csv.contains("about,,desk,'=cmd()\r\n"))
    }

    @Test func `the page fetches nothing and runs nothing`() throws {
        let report = try summaryReport(smallTown(), as: .html)
        for mark in ["http://", "https://", "<script", "<link", "<img", "@import", "src="] {
            #expect(!report.contains(mark), "\(mark)")
        }
        #expect(report.contains("default-src 'none'"))
    }

    @Test func `every element of the page is closed`() throws {
        let report = try summaryReport(smallTown(), as: .html)
        var open: [Substring] = []
        for tag in report.matches(of: /<(\/?)([a-z0-9]+)[^>]*?(\/?)>/) {
            let name = tag.output.2
            if ["meta"].contains(name) || tag.output.3 == "/" { continue }
            if tag.output.1 == "/" {
                #expect(open.popLast() == name)
            } else {
                open.append(name)
            }
        }
        #expect(open.isEmpty)
    }

    @Test(arguments: Profile.allCases)
    func `each profile says in a sentence what it binds the desk to`(profile: Profile) throws {
        var figures = smallTown()
        figures.scope.profile = profile
        for format in [ReportFormat.html, .md] {
            let report = try summaryReport(figures, as: format)
            #expect(report.contains("only a person"))
            #expect(report.contains("gavel verify"))
        }
    }

    @Test func `times are those of the desk's own zone`() throws {
        var figures = smallTown()
        figures.scope.timeZone = "America/Chicago"
        figures.scope.from = Date(timeIntervalSince1970: 1_790_830_800)
        figures.scope.to = Date(timeIntervalSince1970: 1_793_509_200)
        let report = try summaryReport(figures, as: .md)
        #expect(report.contains("1 October 2026 to 31 October 2026"))
        #expect(report.contains("as of 1 November 2026, 00:00, America/Chicago"))
    }

    @Test func `a very long list of times makes no longer curve`() {
        let times = (0..<50_000).map { Double($0) }
        let markup = DecisionTimeChart(times: times).markup()
        // One corner for each pixel, two numbers of six characters each.
        #expect(markup.utf8.count < 16_000)
    }

    /// Relative luminance and contrast as WCAG 2.2 defines them.
    private func contrast(_ left: String, _ right: String) -> Double {
        func luminance(_ hex: String) -> Double {
            let full = hex.count == 3 ? hex.map { "\($0)\($0)" }.joined() : hex
            let value = Int(full, radix: 16) ?? 0
            let parts = [16, 8, 0].map { shift in
                let part = Double(value >> shift & 0xFF) / 255
                return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
            }
            return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
        }
        let (a, b) = (luminance(left), luminance(right))
        return (max(a, b) + 0.05) / (min(a, b) + 0.05)
    }

    @Test func `text and shapes stand out from paper in light, in dark and in print`() throws {
        var schemes = 0
        for block in ReportPage.style.matches(of: /:root\{[^}]*--paper[^}]*\}/) {
            var colours: [Substring: String] = [:]
            for colour in block.output.matches(of: /--([a-z]+):#([0-9a-f]+)/) {
                colours[colour.output.1] = String(colour.output.2)
            }
            let paper = try #require(colours["paper"])
            for name in ["ink", "soft", "blue"] as [Substring] {
                #expect(contrast(try #require(colours[name]), paper) >= 4.5, "\(name)")
            }
            for name in ["edge", "held", "blue"] as [Substring] {
                #expect(contrast(try #require(colours[name]), paper) >= 3, "\(name)")
            }
            #expect(contrast(try #require(colours["ink"]), try #require(colours["tint"])) >= 4.5)
            schemes += 1
        }
        #expect(schemes == 3)
    }
}
