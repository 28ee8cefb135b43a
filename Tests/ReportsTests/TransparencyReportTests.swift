import Foundation
import Moderation
import TestSupport
import Testing

@testable import Reports

@Suite struct TransparencyReportTests {
    private func figures(
        _ ledger: ReviewLedger = ledger(), title: String = "Attack on a person"
    ) -> TransparencyFigures {
        var ledger = ledger
        ledger.scope.policies = [
            .init(digest: "9f2c41d07a3e", profile: .government, firstUsedAt: noon)
        ]
        return TransparencyFigures(
            ledger, titles: ["attack": title, "pii": "Private personal data"], setAside: 2,
            categories: [
                .init(
                    id: "attack", title: title, definition: "Insults a private person.",
                    notIncluded: "Harsh words about officials.", ceiling: nil),
                .init(
                    id: "pii", title: "Private personal data", definition: "A home address.",
                    notIncluded: "An office’s contact.", ceiling: .hold),
            ],
            rules: [
                .init(id: "pii.phone", title: "Telephone number", subject: "Private personal data")
            ])
    }

    @Test(arguments: ReportFormat.allCases)
    func `a small town's October`(format: ReportFormat) throws {
        expectReport(
            try transparencyReport(figures(), as: format), "transparency.\(format.rawValue)")
    }

    @Test func `the figures are those of the ledger, by hand`() {
        let figures = figures()
        let ledger = ledger()
        let removed = ledger.decisions.filter { $0.verdict != .approve }
        #expect(figures.grounds.reduce(0) { $0 + $1.hidden + $1.spam } == removed.count)
        #expect(
            figures.detections.reduce(0) { $0 + $1.approved + $1.removed }
                == ledger.decisions.count)
        let noticed = Set(ledger.reports.filter(\.isNotice).map(\.text))
        #expect(
            figures.detections[0].approved + figures.detections[0].removed
                == ledger.decisions.count { noticed.contains(ledger.texts[$0.text].id) })
        #expect(figures.appealsOpened == ledger.appeals.count)
        #expect(
            figures.appealsUpheld + figures.appealsRestored
                == ledger.appeals.count { $0.answeredAt! < october.to })
        #expect(figures.notices == ledger.reports.count(where: \.isNotice))
    }

    /// Every number of the tables and figures is one that may be told.
    @Test(arguments: [20, 60, 200, 600])
    func `no count of one to nine is published in any format`(texts: Int) throws {
        for seed in 1...20 as ClosedRange<UInt64> {
            let content = TransparencyContent(figures(ledger(texts: texts, seed: seed))).content
            let cells =
                content.figures.map(\.value)
                + content.tables.flatMap { $0.rows.flatMap { $0 } }
            for case .count(let count) in cells { #expect(count == 0 || count >= 10) }
            #expect(texts > 60 || cells.contains(.suppressed))
            let json = try JSONSerialization.jsonObject(with: Data(content.json().utf8))
            for number in Self.counts(json) { #expect(number == 0 || number >= 10) }
            let table = content.csv().split(separator: "\r\n").filter { !$0.contains("Rate") }
            for line in table {
                let cells = line.split(separator: ",", omittingEmptySubsequences: false)
                guard let number = Int(cells.last!), cells[2] != "row" else { continue }
                #expect(number == 0 || number >= 10, "\(line)")
            }
        }
    }

    /// Whole numbers of a report but for shares.
    private static func counts(_ value: Any) -> [Int] {
        switch value {
        case let array as [Any]: array.flatMap(counts)
        case let object as [String: Any]:
            object.filter { !$0.key.hasSuffix("Rate") && $0.key != "restoredOfRemoved" }.values
                .flatMap(counts)
        case let number as NSNumber where number.doubleValue == number.doubleValue.rounded():
            [number.intValue]
        default: []
        }
    }

    /// What the grounds withhold stands in no other table.
    @Test func `two tables together tell no more than one`() {
        var figures = figures()
        func ground(_ reason: String, _ hidden: Int) -> TransparencyFigures.GroundRow {
            var row = TransparencyFigures.GroundRow(reason: reason, title: reason)
            row.hidden = hidden
            return row
        }
        figures.grounds = [ground("off-topic", 25), ground("attack", 11), ground("pii", 4)]
        (figures.summary.approved, figures.summary.hidden, figures.summary.spam) = (50, 40, 0)
        (figures.appealsUpheld, figures.appealsRestored) = (0, 0)
        figures.detections = [.init(.rule)]
        (figures.detections[0].approved, figures.detections[0].removed) = (50, 40)
        figures.summary.categories = [
            .init(
                category: "attack", title: "Attack", flagged: 75, approved: 40, hidden: 11, spam: 0)
        ]
        let content = TransparencyContent(figures).content
        let cells = content.tables.flatMap { $0.rows.flatMap { $0 } }
        #expect(!cells.contains(.count(11)) && !cells.contains(.count(4)))
        #expect(cells.contains(.count(25)))
    }

    @Test func `rows stand in an order that tells no size`() throws {
        let content = TransparencyContent(figures()).content
        for key in ["grounds", "categories"] {
            let table = try #require(content.tables.first { "\($0.key)" == key })
            let ids = table.rows.map { $0[1].plain(content.clock) }
            #expect(ids == ids.sorted())
        }
    }

    @Test func `rates and times are withheld with the counts they would tell`() throws {
        let content = TransparencyContent(figures(ledger(texts: 20))).content
        let cells = Dictionary(
            uniqueKeysWithValues: content.figures.map { ("\($0.key)", $0.value) })
        #expect(cells["hidden"] == .suppressed)
        #expect(cells["removalRate"] == .suppressed)
        #expect(cells["p50"] == .suppressed && cells["p95"] == .suppressed)
        let busy = TransparencyContent(figures()).content.figures
        guard case .seconds(let half?) = busy.first(where: { "\($0.key)" == "p50" })?.value else {
            Issue.record("322 decisions have a half")
            return
        }
        #expect(half.truncatingRemainder(dividingBy: 60) == 0)
        let drawing = try #require(content.tables.first { "\($0.key)" == "funnel" }).chart
        #expect(drawing.contains("Hidden withheld"))
    }

    @Test func `a desk on which nothing happened publishes nothing and no not-a-number`() throws {
        let empty = TransparencyFigures(
            ReviewLedger(scope: october), titles: [:], setAside: 0, categories: [],
            rules: [])
        for format in ReportFormat.allCases {
            let report = try transparencyReport(empty, as: format)
            #expect(!report.lowercased().contains("nan"))
            #expect(!report.contains("| withheld |") && !report.contains("\"withheld\""))
        }
    }

    @Test func `a month in which the desk began says from which day`() throws {
        var figures = figures()
        let clock = ReportClock(zone: october.timeZone)
        let first = try #require(october.from)
        for (began, isTold) in [
            (first.addingTimeInterval(11 * 86_400), true), (first.addingTimeInterval(3_600), false),
            (first.addingTimeInterval(-86_400), false),
        ] {
            figures.began = began
            let day = clock.day(of: began)
            let content = TransparencyContent(figures).content
            let sentence = "The desk began on \(day.long): it holds nothing of the days"
            #expect(content.lead.contains { $0.hasPrefix(sentence) } == isTold)
            let json = try transparencyReport(figures, as: .json)
            #expect(json.contains(#""began": "\#(day.text)""#), "programs read it, whichever it is")
        }
    }

    @Test func `hostile titles stay text`() throws {
        let hostile = "<script>alert('x')</script>\" onload=\"y\"\u{301} & <b>{{desk}}</b>\u{0}"
        let page = try transparencyReport(figures(title: hostile), as: .html)
        let plain = try transparencyReport(figures(), as: .html)
        for mark in "<>\"".utf8 {
            #expect(page.utf8.count { $0 == mark } == plain.utf8.count { $0 == mark })
        }
        #expect(page.contains("&lt;script&gt;"))
    }
}
