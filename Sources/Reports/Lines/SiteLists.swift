import FoundationEssentials
public import Moderation

extension JSONWriter {
    /// What `writeback status --format json` prints: an array, by source and target.
    public mutating func siteSummaries(_ summaries: some Sequence<SiteSummary>) {
        array(summaries) { json, summary in
            json.object { json in
                json.member("source", summary.source)
                json.member("target", summary.target.rawValue)
                json.member("told", summary.told)
                json.member("applied", summary.applied)
                json.member("failed", summary.failed)
                json.member("pending", summary.pending)
                json.member("disagreeing", summary.disagreeing.map(\.description))
            }
        }
    }

    /// How an item stands at one site: what it was told last, and what the site is known to show.
    mutating func siteObject(_ standing: SiteStanding) {
        object { json in
            json.member("target", standing.target.rawValue)
            json.member("told", standing.order?.action.rawValue)
            json.member("toldAt", standing.order?.at)
            json.member("outcome", standing.answer?.outcome.rawValue)
            json.member("shows", standing.shown?.action.rawValue)
            json.member("at", standing.shown?.at)
        }
    }
}

extension CSVWriter {
    /// What `writeback status --format csv` prints; `disagreeing` is how many.
    public static func siteSummaries(_ summaries: some Sequence<SiteSummary>) -> CSVWriter {
        var csv = CSVWriter(header: [
            "source", "target", "told", "applied", "failed", "pending", "disagreeing",
        ])
        for summary in summaries {
            csv.row([
                .text(summary.source.rawValue), .text(summary.target.rawValue),
                .int(summary.told), .int(summary.applied), .int(summary.failed),
                .int(summary.pending), .int(summary.disagreeing.count),
            ])
        }
        return csv
    }
}
