public import FoundationEssentials
public import Moderation

/// How desk and sites agree, a row a source and target, with some of those that they differ on below.
///
/// **Shape**: every line fits the width; widths below 20 are taken as 20.
public func siteTable(_ summaries: [SiteSummary], width: Int, style: Style) -> [String] {
    var page = Page(width: width, style: style)
    guard !summaries.isEmpty else {
        page.write("no site was told anything; gavel export writeback --help says how")
        return page.lines
    }
    page.table(
        "source, target", ["told", "applied", "failed", "pending", "disagreeing"],
        summaries.map { summary in
            let named = summary.disagreeing.prefix(10).map { StyledText("\($0)") }
            let more = summary.disagreeing.count - named.count
            return TableRow(
                name: "\(summary.source), \(summary.target.rawValue)",
                cells: [
                    grouped(summary.told), grouped(summary.applied), grouped(summary.failed),
                    grouped(summary.pending), grouped(summary.disagreeing.count),
                ],
                below: named.isEmpty
                    ? []
                    : [
                        "\("disagreeing:", .warning) \(named.joined(separator: ", "))"
                            + (more > 0 ? " and \(grouped(more)) more" : "")
                    ])
        })
    return page.lines
}

/// Writes what sites show of a comment, as far as they said.
func writeSites(_ sites: [SiteStanding], timeZone: TimeZone, on page: inout Page) {
    guard !sites.isEmpty else { return }
    page.section("the site")
    for site in sites {
        let name: StyledText = "\(site.target.rawValue)"
        if let shown = site.shown {
            let how = shown.outcome == .applied ? "applied" : "it was so already"
            page.point(
                "\(name): \(word(shown.action)) (\(how), \(minuteInWords(shown.at, timeZone)))")
        }
        if let order = site.order, site.isPending {
            page.point(
                "\(name): told to \(order.action.rawValue) \(minuteInWords(order.at, timeZone)), no answer yet"
            )
        }
        if let answer = site.answer, answer.outcome == .failed {
            let why: StyledText = answer.detail.map { ": \($0, layout: .flow)" } ?? ""
            page.point(
                "\(name): \("failed", .warning) to \(answer.action.rawValue)\(why) (\(minuteInWords(answer.at, timeZone)))"
            )
        }
        if site.isContradicted {
            page.point("\(name): \("changed since", .warning): its source says otherwise")
        }
    }
}

private func word(_ action: SiteAction) -> StyledText {
    switch action {
    case .approve: "shown"
    case .hide: "hidden"
    case .spam: "hidden as spam"
    case .restore: "as it was before"
    case .hold: "waiting"
    }
}
