import FoundationEssentials
public import Moderation

/// Writes `report campaigns` down, largest first, as given.
///
/// **Never** holds a comment's text: the representative is named, to be read on the desk.
public func campaignReport(_ campaigns: [Campaign], as format: ReportFormat) -> String? {
    switch format {
    case .json:
        var json = JSONWriter(layout: .pretty)
        json.campaigns(campaigns)
        json.endLine()
        return String(decoding: json.bytes, as: UTF8.self)
    case .csv: return campaignsCSV(campaigns)
    case .md: return campaignsMarkdown(campaigns)
    case .html: return nil
    }
}

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

private func campaignsMarkdown(_ campaigns: [Campaign]) -> String {
    let head = """
        # Campaigns

        Letters that many send in nearly the same words: \(Campaign.fewestAuthors) authors or more, \
        \(Campaign.fewestWords) words or more, four fifths of the shorter letter in the longer. Each is \
        speech of its sender, counted and never held for it; every side of a matter is measured alike.


        """
    if campaigns.isEmpty { return head + "There is none on this desk.\n" }
    let rows = campaigns.map { campaign in
        "| \(campaign.id) | \(campaign.size) | \(campaign.authors) | \(campaign.wordings)"
            + " | \(campaign.waiting) | \(campaign.firstSeen.rfc3339) | \(campaign.lastSeen.rfc3339)"
            + " | \(markdownEscaped(campaign.representative.description)) |"
    }
    return head
        + ([
            "| id | letters | authors | wordings | waiting | first | last | read one |",
            "|---|---:|---:|---:|---:|---|---|---|",
        ] + rows).joined(separator: "\n") + "\n"
}
