import Foundation
import Moderation
import TestSupport
import Testing

@testable import Reports

@Suite struct CampaignReportTests {
    private func figures(_ id: CommentID = "p0", desk: String = "Harlow Springs") -> CampaignFigures
    {
        func campaign(_ name: String, _ size: Int, waiting: Int, held: Int) -> Campaign {
            Campaign(
                id: name, size: size, authors: size - 2,
                firstSeen: noon.addingTimeInterval(-86_400),
                lastSeen: noon, wordings: 31, representative: CommentKey(source: "letters", id: id),
                waiting: waiting, held: held)
        }
        return CampaignFigures(
            desk: desk, profile: .government, policy: "9f2c41d07a3e", asOf: noon, timeZone: "UTC",
            campaigns: [
                campaign("c-1f09a6620bd7e3c4", 5_012, waiting: 489, held: 3),
                campaign("c-07a6620bd7e3c41f", 40, waiting: 0, held: 0),
            ])
    }

    private var nothing: CampaignFigures {
        var figures = figures()
        figures.campaigns = []
        return figures
    }

    @Test(arguments: ReportFormat.allCases)
    func `campaigns are reported in every format`(format: ReportFormat) throws {
        expectReport(try campaignReport(figures(), as: format), "campaigns.\(format.rawValue)")
        let empty = try campaignReport(nothing, as: format)
        #expect(!empty.contains("c-1f09"))
        if format == .html || format == .md {
            #expect(empty.contains("There is none on this desk."))
        }
    }

    @Test(arguments: ReportFormat.allCases)
    func `each format tells how many wait`(format: ReportFormat) throws {
        #expect(try campaignReport(figures(), as: format).contains("489"))
    }

    @Test func `programs are told whose campaigns they are, as of when, and what the words mean`()
        throws
    {
        let json = try JSONSerialization.jsonObject(
            with: Data(campaignReport(figures(), as: .json).utf8))
        let report = try #require(json as? [String: Any])
        #expect(report["desk"] as? String == "Harlow Springs")
        #expect(report["to"] as? String == noon.rfc3339 && report["from"] is NSNull)
        #expect((report["definitions"] as? [Any])?.count == 5)
        let campaigns = try #require(report["campaigns"] as? [[String: Any]])
        #expect(campaigns[0]["representative"] as? String == "letters:p0")
        #expect(campaigns[0]["lastSeen"] as? String == noon.rfc3339, "a moment, not a day")
        let csv = try campaignReport(figures(), as: .csv)
        #expect(csv.hasPrefix("table,row,figure,value\r\nabout,,report,campaigns\r\n"))
        #expect(
            csv.contains("about,,desk,Harlow Springs") && csv.contains("definitions,,Campaign,"))
    }

    @Test func `hostile names stay text`() throws {
        let hostile = "<script>alert('x')</script>\" onload=\"y\"\u{301} & <b>{{desk}}</b>\u{0}| a"
        let page = try campaignReport(figures(CommentID(hostile), desk: hostile), as: .html)
        let plain = try campaignReport(figures(), as: .html)
        for mark in ["<script", "<b>", "onload=\"", "\"y\"", "\u{0}"] {
            #expect(page.utf8.firstRange(of: mark.utf8) == nil, "\(mark)")
        }
        for mark in "<>\"".utf8 {
            #expect(page.utf8.count { $0 == mark } == plain.utf8.count { $0 == mark })
        }
        let markdown = try campaignReport(figures(CommentID(hostile)), as: .md)
        #expect(markdown.contains(#"\<script\>"#) && markdown.contains(#"\| a"#))
    }

    @Test func `the page fetches and runs nothing, and closes every element`() throws {
        let page = try campaignReport(figures(), as: .html)
        for mark in ["http://", "https://", "<script", "<link", "<img", "@import", "src="] {
            #expect(!page.contains(mark), "\(mark)")
        }
        var open: [Substring] = []
        for tag in page.matches(of: /<(\/?)([a-z0-9]+)[^>]*?(\/?)>/) {
            let name = tag.output.2
            if ["meta"].contains(name) || tag.output.3 == "/" { continue }
            if tag.output.1 == "/" { #expect(open.popLast() == name) } else { open.append(name) }
        }
        #expect(open.isEmpty)
    }

    @Test func `a bar is as long as its share of the largest, and what waits lies at its left`() {
        let bars = figures().campaigns.map { CampaignBar($0, most: 5_012).markup() }
        #expect(bars[0].contains(#"<rect class="queued" x="0.5" y="0.5" width="5.3""#))
        #expect(bars[0].contains(#"<rect class="passed" x="5.8" y="0.5" width="48.7""#))
        #expect(!bars[1].contains("queued") && bars[1].contains(#"width="0.4""#))
    }

    @Test func `campaigns that wait are listed as JSON and as CSV`() {
        let waiting = figures().campaigns.map { WaitingCampaign(campaign: $0, first: plainItem) }
        var json = JSONWriter(layout: .pretty)
        json.waitingCampaigns(waiting)
        json.endLine()
        expectGolden(json.text, "queue-campaigns.json")
        expectGolden(CSVWriter.waitingCampaigns(waiting).text, "queue-campaigns.csv")
    }
}
