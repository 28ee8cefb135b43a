public import Moderation
public import FoundationEssentials

/// What one verdict on a campaign would do; how many it would decide stands last.
///
/// **Shape**: every line fits the width; widths below 20 are taken as 20.
public func campaignPreview(
    _ preview: CampaignPreview, reason: String?, timeZone: TimeZone = .gmt, width: Int,
    style: Style
) -> [String] {
    var page = Page(width: width, style: style)
    let campaign = preview.campaign
    page.write(
        "\("campaign \(campaign.id)", .heading): \(lettersInWords(campaign))",
        hanging: "  ")
    let mostLines = 3  // to know the form again; the command shows it whole
    let form = StyledText("\(preview.form, layout: .flow)")
        .truncated(to: mostLines * (page.width - 4))
    page.write(form, first: "  > ", hanging: "  > ")
    let show = shellCommand(["gavel", "queue", "show", campaign.representative.description])
    page.write(show, first: "  the whole form: ", hanging: "    ")
    if !preview.adding.isEmpty { writeAdding(preview, on: &page) }
    let count = preview.order.count
    var sentence: StyledText =
        "\("would be", .warning) \(outcome(of: preview.verdict, reason)): \(grouped(count))"
    sentence += count == 1 ? " letter" : " letters"
    if let first = preview.first, let last = preview.last {
        sentence += " by \(grouped(preview.authors)) \(preview.authors == 1 ? "author" : "authors")"
        sentence += ", written \(minuteInWords(first, timeZone))"
        if first != last { sentence += " to \(minuteInWords(last, timeZone))" }
    }
    page.write(sentence, hanging: "  ")
    if preview.withOtherSignals > 0 {
        page.write(
            "\(grouped(preview.withOtherSignals)) of them with findings that the form does not have",
            first: "  ")
    }
    return page.lines
}

private func outcome(of verdict: Verdict, _ reason: String?) -> StyledText {
    let reason: StyledText = reason.map { " for \($0)" } ?? ""
    return switch verdict {
    case .approve: "approved"
    case .hide: "hidden\(reason)"
    case .spam: "marked as spam\(reason)"
    case .undo: "taken back"
    }
}

private func writeAdding(_ preview: CampaignPreview, on page: inout Page) {
    let count = preview.adding.count
    let letters: StyledText =
        count == 1 ? "letter says something of its own" : "letters say something of their own"
    let fate: StyledText =
        preview.takesAdding
        ? "\("decided with the others", .warning)" : "left in the queue, to be read"
    page.write(
        "\(grouped(count)) \(letters), \(fate):", hanging: "  ")
    let mostNamed = 20
    for key in preview.adding.prefix(mostNamed) { page.point("\(key)") }
    if count > mostNamed { page.point("and \(grouped(count - mostNamed)) more") }
}
