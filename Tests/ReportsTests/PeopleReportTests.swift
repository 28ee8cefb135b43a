import Foundation
import Moderation
import TestSupport
import Testing

@testable import Reports

/// The reports about how people work, and about records.
@Suite struct PeopleReportTests {
    private typealias Writer = (ReportFormat) throws -> String

    private static let reports: [(name: String, write: @Sendable (ReportFormat) throws -> String)] =
        [
            ("agreement", { try agreementReport(townAgreement(), doubled: 0.03, as: $0) }),
            ("agreement-of-nothing", { try agreementReport(noAgreement, doubled: 0, as: $0) }),
            ("moderators", { try moderatorReport(townModerators(), as: $0) }),
            ("moderators-own", { try moderatorReport(townModerators(only: "ben"), as: $0) }),
            ("moderators-of-nothing", { try moderatorReport(noModerators, as: $0) }),
            ("records", { try recordsReport(townRecords(), as: $0) }),
            ("records-of-nothing", { try recordsReport(noRecords, as: $0) }),
        ]

    private static let contents: [ReportContent] = [
        AgreementContent(figures: townAgreement(), doubled: 0.03).content,
        ModeratorContent(figures: townModerators()).content,
        RecordsContent(figures: townRecords()).content,
    ]

    /// With names that people outside chose, in every place where there is one.
    private static func hostile(_ words: String) throws -> [(ReportFormat) throws -> String] {
        let names = [Moderator(words + "1"), Moderator(words + "2"), Moderator(words + "3")]
        return [
            {
                try agreementReport(
                    townAgreement(desk: words, reason: words), doubled: 0, as: $0)
            }, { try moderatorReport(townModerators(names, desk: words), as: $0) },
            { try recordsReport(townRecords(desk: words, words: words), as: $0) },
        ]
    }

    @Test(arguments: reports.map(\.name), ReportFormat.allCases)
    func `each report is as it was agreed`(name: String, format: ReportFormat) throws {
        let report = try #require(Self.reports.first { $0.name == name })
        let text = try report.write(format)
        #expect(try report.write(format).utf8.elementsEqual(text.utf8), "the same bytes again")
        #expect(!text.lowercased().contains("nan") || text.contains("Harlow"))
        #expect(!text.contains("inf,") && !text.contains(",nan"))
        // Of nothing one format is enough to read.
        if !name.hasSuffix("nothing") || format == .md {
            expectReport(text, "\(name).\(format.rawValue)")
        }
    }

    @Test func `every count and name stands in all four formats`() throws {
        for content in Self.contents {
            let cells = content.figures.map(\.value) + content.tables.flatMap { $0.rows.joined() }
            let counts = Set(
                cells.compactMap { if case .count(let count) = $0 { count } else { nil } })
            #expect(counts.count > 8)
            for format in ReportFormat.allCases {
                let text = try content.text(as: format).replacing("\u{202F}", with: "")
                let numbers = Set(text.split { !$0.isASCII || !$0.isNumber }.compactMap { Int($0) })
                #expect(counts.subtracting(numbers).isEmpty, "\(content.name) \(format)")
            }
        }
    }

    @Test func `keys are told once, and each row has all of its columns`() throws {
        for content in Self.contents {
            #expect(Set(content.tables.map { "\($0.key)" }).count == content.tables.count)
            #expect(Set(content.figures.map { "\($0.key)" }).count == content.figures.count)
            for table in content.tables {
                #expect(Set(table.columns.map { "\($0.key)" }).count == table.columns.count)
                #expect(table.rows.allSatisfy { $0.count == table.columns.count }, "\(table.key)")
            }
            let json = try JSONSerialization.jsonObject(with: Data(content.json().utf8))
            #expect(json is [String: Any])
        }
    }

    @Test func `hostile names stay text in a page`() throws {
        let hostile = "<script>alert('x')</script>\" onload=\"y\"\u{301} & <b>{{desk}}</b>\u{0}"
        for (report, plain) in zip(try Self.hostile(hostile), try Self.hostile("x")) {
            let page = try report(.html)
            let plain = try plain(.html)
            for mark in ["<script", "<b>", "onload=\"", "\"y\"", "\u{0}"] {
                #expect(page.utf8.firstRange(of: mark.utf8) == nil, "\(mark)")
            }
            // Every `<`, `>` and `"` of ours, and not one more.
            for mark in "<>\"".utf8 {
                #expect(page.utf8.count { $0 == mark } == plain.utf8.count { $0 == mark })
            }
        }
    }

    @Test func `hostile names break no table of Markdown and no row of CSV`() throws {
        let hostile = "=a | b\n| c `d` <i> [x](y) *z*"
        for (report, plain) in zip(try Self.hostile(hostile), try Self.hostile("x")) {
            #expect(
                try report(.md).split(separator: "\n").count
                    == plain(.md).split(separator: "\n").count)
            #expect(try !report(.csv).contains(",=a") && !report(.csv).contains(",\"=a"))
        }
    }

    @Test(arguments: reports.map(\.name))
    func `a page fetches and runs nothing, and closes every element`(name: String) throws {
        let page = try #require(Self.reports.first { $0.name == name }).write(.html)
            .replacing("https://example.org/a", with: "")
        for mark in ["http://", "https://", "<script", "<link", "<img", "@import", "src="] {
            #expect(!page.contains(mark), "\(mark)")
        }
        var open: [Substring] = []
        var ids: [Substring] = []
        for tag in page.matches(of: /<(\/?)([a-z0-9]+)([^>]*?)(\/?)>/) {
            if let id = tag.output.3.firstMatch(of: #/\sid="([^"]+)"/#) { ids.append(id.output.1) }
            if tag.output.2 == "meta" || tag.output.4 == "/" { continue }
            if tag.output.1 == "/" {
                #expect(open.popLast() == tag.output.2)
            } else {
                open.append(tag.output.2)
            }
        }
        #expect(open.isEmpty)
        #expect(Set(ids).count == ids.count, "an id stands for one thing")
    }

    @Test func `a report on agreement says how to begin, and never a name`() throws {
        let empty = try agreementReport(noAgreement, doubled: 0, as: .md)
        #expect(empty.contains("second\\_opinions: 3"))
        let waiting = try agreementReport(noAgreement, doubled: 0.03, as: .md)
        #expect(waiting.contains("3.0\u{202F}% of decisions are given to a second person"))
        let report = try agreementReport(townAgreement(), doubled: 0.03, as: .md)
        #expect(
            report.contains(
                "Of reasons named in 10 pairs or more they differed most over Attack on a person: in 4 "
                    + "of 10 pairs"))
        #expect(report.contains("the second asked to judge without being shown the first"))
        let one = AgreementFigures(
            scope: threeDays(), asked: 1, waiting: 0,
            pairs: [.init(first: .init(.hide, reason: "attack"), second: .init(.approve))],
            appeals: [], titles: ["attack": "Attack"])
        let few = AgreementContent(figures: one, doubled: 0.03)
        #expect(!few.content.lead.joined().contains("differed most"), "one pair proves nothing")
        #expect(few.coefficientTable.rows[1][3] == .ratio(nil))
    }

    @Test func `people stand by name, and one alone sees nobody else`() throws {
        let all = ModeratorContent(figures: townModerators()).peopleTable
        #expect(
            all.rows.map { $0[0] } == ["ana", "ben", "lee", "Everybody together"].map(Cell.text))
        for format in ReportFormat.allCases {
            let own = try moderatorReport(townModerators(only: "ben"), as: format)
            #expect(own.contains("ben"))
            // As a word: `lee` may stand in others.
            #expect(own.firstMatch(of: /\b(ana|lee)\b/) == nil, "\(format)")
            #expect(!own.contains("Everybody together"))
        }
        let own = ModeratorContent(figures: townModerators(only: "ben"))
        #expect(own.peopleTable.rows == [all.rows[1]])
        #expect(own.content.figures[1].value == all.rows[1][1], "their own, and no whole")
        #expect(own.content.lead[1].hasPrefix("Only ben is told of"))
    }

    @Test func `the busiest hour is darkest, and nothing is no field`() {
        var hours = ModeratorFigures.noHours
        (hours[0][9], hours[6][23], hours[2][0]) = (20, 4, 5)
        let chart = HourChart(hours: hours)
        let markup = chart.markup(what: "Decisions", zone: "UTC")
        func fields(_ level: Int) -> Int { markup.ranges(of: "class=\"heat\(level)\"").count }
        #expect((0...5).map(fields) == [165, 1, 1, 0, 0, 1])
        #expect(
            chart.legend.map(\.text) == ["1 to 4", "5 to 8", "9 to 12", "13 to 16", "17 to 20"])
        #expect(markup.contains("The busiest hour began Monday at 09:00 and had 20."))
        var few = ModeratorFigures.noHours
        few[1][1] = 2
        #expect(HourChart(hours: few).legend.map(\.text) == ["1", "2"])
    }

    @Test func `a dot lies within its whisker, on an axis that holds both`() {
        let chart = IntervalChart([
            .init("low", -0.8, low: -0.9, high: 0.1, note: "n"),
            .init("high", 1, low: nil, high: nil, note: "n"),
        ])
        let markup = chart.markup(id: "x", title: "X", description: "X", words: hundredths)
        #expect(markup.contains(">−1.00<") && markup.contains(">1.00<"))
        // From 266 to 636: −0.8 is a tenth of the way.
        #expect(markup.contains("cx=\"303\"") && markup.contains("cx=\"636\""))
        #expect(markup.ranges(of: "class=\"whisker\"").count == 3)
    }
}
