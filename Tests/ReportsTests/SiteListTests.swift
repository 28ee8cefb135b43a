import Foundation
import Moderation
import TestSupport
import Testing

@testable import Reports

@Suite struct SiteListTests {
    @Test func `how sites agree is the same for every program`() {
        var first = SiteSummary(source: "=news", target: .wpCLI)
        (first.told, first.applied, first.failed, first.pending) = (9, 6, 1, 2)
        first.disagreeing = [CommentKey(source: "=news", id: "7")]
        let summaries = [first, SiteSummary(source: "open", target: .decidim)]
        var json = JSONWriter(layout: .pretty)
        json.siteSummaries(summaries)
        json.endLine()
        expectGolden(json.text, "writeback-status.json")
        expectGolden(CSVWriter.siteSummaries(summaries).text, "writeback-status.csv")
    }
}
