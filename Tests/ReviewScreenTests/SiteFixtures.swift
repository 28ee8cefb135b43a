import FoundationEssentials
import Moderation
import ReviewScreen

/// Views of what sites were told and what they did.
let siteViews: [View] = [
    View(name: "sites") { siteTable(summaries, width: $0, style: $1) },
    View(name: "sites-none") { siteTable([], width: $0, style: $1) },
    View(name: "item-sites") { itemView(toldItem, now: noon, width: $0, style: $1) },
]

private let summaries: [SiteSummary] = {
    var first = SiteSummary(source: "wordpress\u{1B}[2J", target: .wpCLI)
    (first.told, first.applied, first.failed, first.pending) = (12_040, 12_000, 12, 28)
    first.disagreeing = (1...12).map {
        CommentKey(source: "wordpress\u{1B}[2J", id: CommentID("\($0)"))
    }
    return [first, SiteSummary(source: "open", target: .decidim)]
}()

private let toldItem: QueueItem = {
    var item = item(
        "106", "Some words.", state: .hidden,
        decisions: [decision(8, .hide, on: "106", reason: "attack")])
    func standing(_ target: SiteTarget, _ outcome: SiteResult.Outcome?) -> SiteStanding {
        var standing = SiteStanding(comment: item.comment, target: target)
        standing.order = .init(decision: 8, action: .hide, at: noon)
        standing.answer = outcome.map {
            SiteResult(
                comment: item.comment, target: target, decision: 8, action: .hide, outcome: $0,
                detail: "mode \u{1B}[31m1", at: noon.addingTimeInterval(3600))
        }
        if let answer = standing.answer, answer.outcome.took { standing.shown = answer }
        return standing
    }
    var contradicted = standing(.isso, .applied)
    contradicted.seenStatus = "valid"
    contradicted.seenAt = noon.addingTimeInterval(7200)
    item.sites = [
        contradicted, standing(.wordpress, .failed), standing(.wpCLI, nil),
        standing(.coral, .skipped),
    ]
    return item
}()
