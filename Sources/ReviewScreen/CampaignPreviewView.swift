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
        "\("campaign \(campaign.id)", .heading): \(lettersInWords(campaign)), \(grouped(campaign.waiting)) wait",
        hanging: "  ")
    let mostLines = 3  // to know the form again; the command shows it whole
    let form = StyledText("\(preview.form, layout: .flow)")
        .truncated(to: mostLines * (page.width - 4))
    page.write(form, first: "  > ", hanging: "  > ")
    let show = shellCommand(["gavel", "queue", "show", campaign.representative.description])
    page.write(show, first: "  the whole form: ", hanging: "    ")
    if !preview.adding.isEmpty { writeAdding(preview, on: &page) }
    let what: StyledText =
        switch preview.verdict {
        case .approve: "approved"
        case .hide: "hidden\(reason.map { StyledText(" for \($0)") } ?? "")"
        case .spam: "marked as spam\(reason.map { StyledText(" for \($0)") } ?? "")"
        case .undo: "taken back"
        }
    let count = preview.order.count
    var sentence: StyledText =
        "\("would be", .warning) \(what): \(grouped(count)) \(count == 1 ? "letter" : "letters")"
    if let first = preview.first, let last = preview.last {
        sentence += " by \(grouped(preview.authors)) \(preview.authors == 1 ? "author" : "authors")"
        sentence +=
            ", written \(minuteInWords(first, timeZone)) to \(minuteInWords(last, timeZone))"
    }
    page.write(sentence, hanging: "  ")
    if preview.withOtherSignals > 0 {
        page.write(
            "\(grouped(preview.withOtherSignals)) of them with findings that the form does not have",
            first: "  ")
    }
    return page.lines
}

private func writeAdding(_ preview: CampaignPreview, on page: inout Page) {
    let count = preview.adding.count
    let letters: StyledText = count == 1 ? "letter says" : "letters say"
    let fate: StyledText =
        preview.takesAdding
        ? "\("decided with the others", .warning)" : "left in the queue, to be read"
    page.write(
        "\(grouped(count)) \(letters) something of their own, \(fate):", hanging: "  ")
    let mostNamed = 20
    for key in preview.adding.prefix(mostNamed) { page.point("\(key)") }
    if count > mostNamed { page.point("and \(grouped(count - mostNamed)) more") }
}
