import Foundation
import Moderation
import TestSupport
import Testing

@testable import Reports

@Suite struct TransparencyReportTests {
    private func figures(
        _ ledger: ReviewLedger = ledger(), title: String = "Attack on a person"
    ) -> TransparencyFigures {
        TransparencyFigures(
            ledger, titles: ["attack": title, "pii": "Private personal data"], setAside: 2,
            policies: [
                .init(digest: "9f2c41d07a3e", profile: .government, firstUsedAt: noon)
            ],
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
        expectGolden(
            try transparencyReport(figures(), as: format), "transparency.\(format.rawValue)")
    }

    @Test func `the figures are those of the ledger, by hand`() {
        let figures = figures()
        let ledger = ledger()
        let removed = ledger.decisions.filter { $0.verdict != .approve }
        #expect(figures.grounds.reduce(0) { $0 + $1.hidden + $1.spam } == removed.count)
        #expect(figures.grounds.first { $0.reason == nil }?.hidden == 0)
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
            for format in ReportFormat.allCases {
                let text = try content.text(as: format)
                #expect(!text.contains("nan"))
            }
        }
    }

    @Test func `rates and times are withheld with the counts they would tell`() throws {
        let content = TransparencyContent(figures(ledger(texts: 20))).content
        let cells = Dictionary(
            uniqueKeysWithValues: content.figures.map { ("\($0.key)", $0.value) })
        #expect(cells["hidden"] == .suppressed)
        #expect(cells["removalRate"] == .suppressed)
        #expect(cells["p50"] == .suppressed || cells["decided"] != .suppressed)
        let drawing = try #require(content.tables.first { $0.key.description == "funnel" }).chart
        #expect(drawing.contains("Hidden withheld"))
    }

    @Test func `a desk on which nothing happened publishes nothing and no not-a-number`() throws {
        let empty = TransparencyFigures(
            ReviewLedger(scope: october), titles: [:], setAside: 0, policies: [], categories: [],
            rules: [])
        for format in ReportFormat.allCases {
            let report = try transparencyReport(empty, as: format)
            #expect(!report.lowercased().contains("nan") && !report.contains("withheld:"))
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
