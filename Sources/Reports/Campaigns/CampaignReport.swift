import FoundationEssentials
public import Moderation

/// Writes `report campaigns` down, largest first, as given.
///
/// **Never** holds a comment's text: the representative is named, to be read on the desk.
/// - Throws: the template library's error when our own template is broken, which a test rules out.
public func campaignReport(
    _ figures: CampaignFigures, as format: ReportFormat
) throws -> String {
    switch format {
    case .json:
        var json = JSONWriter(layout: .pretty)
        json.campaigns(figures.campaigns)
        json.endLine()
        return json.text
    case .csv: return campaignsCSV(figures.campaigns)
    case .md, .html: return try CampaignContent(figures: figures).content.text(as: format)
    }
}

/// What a campaign is, in the words of the report.
let campaignDefinition = """
    Letters that many send in nearly the same words: \(Campaign.fewestAuthors) authors or more, \
    \(Campaign.fewestWords) words or more, four fifths of the shorter letter, or all of it but a word, \
    in the longer. Each is speech of its sender, counted and never held for it; every side of a \
    matter is measured alike.
    """

extension JSONWriter {
    mutating func campaigns(_ campaigns: [Campaign]) {
        object { json in
            json.key("campaigns")
            json.array(campaigns) { json, campaign in
                json.object { json in
                    json.member("id", campaign.id)
                    json.member("size", campaign.size)
                    json.member("authors", campaign.authors)
                    json.member("wordings", campaign.wordings)
                    json.member("firstSeen", campaign.firstSeen)
                    json.member("lastSeen", campaign.lastSeen)
                    json.member("representative", campaign.representative.description)
                    json.member("waiting", campaign.waiting)
                }
            }
        }
    }
}

private func campaignsCSV(_ campaigns: [Campaign]) -> String {
    var csv = CSVWriter(header: [
        "id", "size", "authors", "wordings", "firstSeen", "lastSeen", "representative",
        "waiting",
    ])
    for campaign in campaigns {
        csv.row([
            .text(campaign.id), .int(campaign.size), .int(campaign.authors),
            .int(campaign.wordings), .text(campaign.firstSeen.rfc3339),
            .text(campaign.lastSeen.rfc3339), .text(campaign.representative.description),
            .int(campaign.waiting),
        ])
    }
    return csv.text
}
