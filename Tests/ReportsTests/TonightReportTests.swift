import Foundation
import Moderation
import TestSupport
import Testing

@testable import Reports

@Suite struct TonightReportTests {
    private func figures(_ id: CommentID = "c16") -> TonightFigures {
        var scope = october
        scope.from = scope.to.addingTimeInterval(-86_400)
        var ledger = ledger()
        ledger.scope = scope
        let first = ledger.gravest.prefix(TonightFigures.mostFirst).map {
            TonightFigures.First(
                comment: CommentKey(source: "wordpress", id: id), severity: $0.severity,
                route: $0.route, arrivedAt: $0.arrivedAt)
        }
        return TonightFigures(ledger, first: first, setAside: 2, lastIngest: noon)
    }

    @Test(arguments: ReportFormat.allCases)
    func `what waits tonight`(format: ReportFormat) throws {
        expectReport(try tonightReport(figures(), as: format), "tonight.\(format.rawValue)")
    }

    @Test func `the mail is short`() throws {
        let lines = try tonightReport(figures(), as: .md).split(separator: "\n")
        #expect(lines.count < 50)
        #expect(lines.allSatisfy { $0.count < 400 })
    }

    @Test func `figures are those of the ledger`() {
        let figures = figures()
        let ledger = ledger()
        #expect(figures.waiting.reduce(0) { $0 + $1.ages.count } == ledger.backlog.count)
        #expect(figures.waiting.map(\.severity) == figures.waiting.map(\.severity).sorted(by: >))
        #expect(figures.waiting.allSatisfy { $0.ages == $0.ages.sorted() })
        #expect(figures.first.count == 5)
        #expect(figures.first[0].severity == 4)
        let day = figures.scope.from!
        #expect(
            figures.received
                == ledger.texts.count { $0.arrivedAt >= day && $0.arrivedAt < october.to }
        )
        #expect(
            figures.approved
                == ledger.decisions.count { $0.verdict == .approve && $0.at >= day })
    }

    @Test func `an empty desk has nothing to do`() throws {
        let report = try tonightReport(TonightFigures(scope: october), as: .md)
        #expect(report.contains("Nothing waits for a person."))
        #expect(!report.lowercased().contains("nan"))
    }

    @Test func `hostile ids stay text`() throws {
        let hostile = CommentID("<script>\" | a\u{0}\n=1")
        let page = try tonightReport(figures(hostile), as: .html)
        #expect(!page.contains("<script") && page.contains("&lt;script&gt;&quot; | a"))
        let mail = try tonightReport(figures(hostile), as: .md)
        #expect(mail.contains(#"\<script\>"#) && mail.contains(#"\| a"#))
    }
}
