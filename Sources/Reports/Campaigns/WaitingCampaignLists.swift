public import Moderation

extension JSONWriter {
    /// What `queue list --campaigns --format json` prints: an array in the order given.
    public mutating func waitingCampaigns(_ campaigns: some Sequence<WaitingCampaign>) {
        array(campaigns) { json, waiting in
            let campaign = waiting.campaign
            json.object { json in
                json.member("id", campaign.id)
                json.member("waiting", campaign.waiting)
                json.member("held", campaign.held)
                json.member("size", campaign.size)
                json.member("authors", campaign.authors)
                json.member("firstSeen", campaign.firstSeen)
                json.member("lastSeen", campaign.lastSeen)
                json.member("representative", campaign.representative.description)
                json.member("first", waiting.first.comment.description)
                json.member("excerpt", excerpt(waiting.first.text))
            }
        }
    }
}

extension CSVWriter {
    /// What `queue list --campaigns --format csv` prints: the same members as columns.
    public static func waitingCampaigns(
        _ campaigns: some Sequence<WaitingCampaign>
    ) -> CSVWriter {
        var csv = CSVWriter(header: [
            "id", "waiting", "held", "size", "authors", "firstSeen", "lastSeen", "representative",
            "first", "excerpt",
        ])
        for waiting in campaigns {
            let campaign = waiting.campaign
            csv.row([
                .text(campaign.id), .int(campaign.waiting), .int(campaign.held),
                .int(campaign.size), .int(campaign.authors), .text(campaign.firstSeen.rfc3339),
                .text(campaign.lastSeen.rfc3339), .text(campaign.representative.description),
                .text(waiting.first.comment.description), .text(excerpt(waiting.first.text)),
            ])
        }
        return csv
    }
}
