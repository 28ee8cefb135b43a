public import FoundationEssentials
public import Moderation

/// Campaigns with letters that wait, a line each, with the next command last.
///
/// Below 100 columns, and in plain style, a campaign is two lines: facts, then words.
/// **Shape**: every line fits the width; widths below 20 are taken as 20.
public func campaignTable(
    _ campaigns: [WaitingCampaign], timeZone: TimeZone = .gmt, width: Int, style: Style
) -> [String] {
    var page = Page(width: width, style: style)
    guard let next = campaigns.first else {
        page.write("no campaign has a letter that waits", hanging: "  ")
        page.write("0 shown; next: " + shellCommand(["gavel", "queue", "list"]), hanging: "  ")
        return page.lines
    }
    let rows = campaigns.map { CampaignLine($0, timeZone) }
    if page.width < CampaignLine.leastWidth || style.plain {
        for row in rows { row.writePair(on: &page) }
    } else {
        CampaignLine.writeTable(rows, on: &page)
    }
    let show = shellCommand(["gavel", "queue", "list", "--campaign", next.campaign.id])
    page.write("\(campaigns.count) shown; next: " + show, hanging: "  ")
    return page.lines
}

/// One campaign in the words of the table.
private struct CampaignLine {
    /// Where seven columns leave the words fewer than about 25 columns, two lines read better.
    static let leastWidth = 100

    let campaign: Campaign
    let first: QueueItem
    let days: StyledText

    init(_ waiting: WaitingCampaign, _ timeZone: TimeZone) {
        (campaign, first) = (waiting.campaign, waiting.first)
        let from = dayInWords(campaign.firstSeen, timeZone)
        let to = dayInWords(campaign.lastSeen, timeZone)
        days = from.utf8.elementsEqual(to.utf8) ? "\(from)" : "\(from) to \(to)"
    }

    func excerpt(columns: Int, style: Style) -> StyledText {
        Evidence(first.text, matches: first.assessment.routingSignals.map(\.span))
            .excerpt(columns: columns, style: style)
    }

    func writePair(on page: inout Page) {
        let held: StyledText = campaign.held == 0 ? "" : "; \(grouped(campaign.held)) held"
        page.write(
            """
            \(campaign.id, .heading): \(lettersInWords(campaign)), \(days)\(held)
            """, hanging: "  ")
        page.writeLine("  \(excerpt(columns: page.width - 2, style: page.style))")
    }

    static func writeTable(_ rows: [CampaignLine], on page: inout Page) {
        let numbers = rows.map { row in
            [row.campaign.waiting, row.campaign.held, row.campaign.size, row.campaign.authors]
                .map(grouped)
        }
        let headings: [StyledText] = [
            "\("waiting", .heading)", "\("held", .heading)", "\("letters", .heading)",
            "\("authors", .heading)",
        ]
        let widths = headings.indices.map { column in
            numbers.reduce(headings[column].columns) { max($0, $1[column].columns) }
        }
        let id = rows.reduce(8) { max($0, StyledText("\($1.campaign.id)").columns) }
        let days = rows.reduce(10) { max($0, $1.days.columns) }
        func line(
            _ name: StyledText, _ cells: [StyledText], _ when: StyledText, _ words: StyledText
        ) -> StyledText {
            let left = zip(cells, widths).reduce(into: name.padded(to: id)) { line, cell in
                let gap = String(repeating: " ", count: 2 + cell.1 - cell.0.columns)
                line += StyledText(SafeText(gap)) + cell.0
            }
            return left + "  " + when.padded(to: days) + "  " + words
        }
        page.writeLine(
            line(
                "\("campaign", .heading)", headings, "\("written", .heading)",
                "\("the first that waits", .heading)"))
        let used = line("", numbers[0], "", "").columns
        for (row, cells) in zip(rows, numbers) {
            let words = row.excerpt(columns: page.width - used, style: page.style)
            page.writeLine(line("\(row.campaign.id)", cells, row.days, words))
        }
    }
}

/// `4,890 of 5,000 letters by 4,990 authors wait`.
func lettersInWords(_ campaign: Campaign) -> StyledText {
    let verb: StyledText = campaign.waiting == 1 ? "waits" : "wait"
    return """
        \(grouped(campaign.waiting)) of \(grouped(campaign.size)) letters by \
        \(grouped(campaign.authors)) authors \(verb)
        """
}
