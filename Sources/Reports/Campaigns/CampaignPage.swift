import Moderation

/// `report campaigns` as one page in the style of the others.
struct CampaignPage {
    private let figures: CampaignFigures
    private let clock: ReportClock

    init(_ figures: CampaignFigures) {
        self.figures = figures
        clock = ReportClock(zone: figures.timeZone)
    }

    var page: ReportPage {
        ReportPage(
            style: ReportPage.style, heading: "Campaigns", desk: figures.desk,
            period: "All letters of the desk",
            asOf: "as of \(clock.text(figures.asOf)), \(clock.zoneName)", lead: lead,
            rest:
                "The machine holds no letter for being one of many: it counts, and a person decides.",
            grid: grid, others: [], hasOthers: false, sections: [section],
            definitions: definitions.map { .init(term: $0.term, meaning: $0.meaning) },
            policy: figures.policy.rawValue, profile: figures.profile.rawValue,
            profileSentence: figures.profile.sentence,
            verification: verification(of: figures.policy))
    }

    private var letters: Int { figures.campaigns.reduce(0) { $0 + $1.size } }
    private var waiting: Int { figures.campaigns.reduce(0) { $0 + $1.waiting } }

    private var lead: String {
        guard !figures.campaigns.isEmpty else { return "No campaign has written to this desk." }
        return "\(counted(figures.campaigns.count, "campaign has", "campaigns have")) written "
            + "\(counted(letters, "letter", "letters")) to this desk; "
            + (waiting == 0 ? "none waits" : "\(grouped(waiting)) of them wait")
            + " for a decision."
    }

    private var grid: [ReportPage.Entry] {
        [
            .init(term: "Campaigns", value: grouped(figures.campaigns.count), notes: []),
            .init(term: "Letters", value: grouped(letters), notes: []),
            .init(
                term: "Held for what they say",
                value: grouped(figures.campaigns.reduce(0) { $0 + $1.held }),
                notes: ["never for being one of many"]),
            .init(term: "Waiting", value: grouped(waiting), notes: []),
        ]
    }

    private var section: ReportPage.Section {
        let titles = ["Letters", "Authors", "Wordings", "Waiting", "First", "Last"]
        let most = figures.campaigns.map(\.size).max() ?? 0
        let keys: [ReportPage.Key] = [
            .init(style: "passed", text: "letters"),
            .init(style: "queued", text: "of them waiting"),
        ]
        return ReportPage.Section(
            id: "campaigns", title: "The campaigns",
            caption:
                "Largest first. The letter named below an id is the form that most of them use; "
                + "“gavel queue show” reads it. Days are those of \(clock.zoneName).",
            whenEmpty: "There is none on this desk.", hasRows: !figures.campaigns.isEmpty,
            chart: "", hasChart: false, keys: keys, hasKeys: true,
            head: [.init(title: "Campaign", style: "")]
                + titles.map { .init(title: $0, style: "n") }
                + [.init(title: "Share", style: "bar")],
            rows: figures.campaigns.map { row($0, most) })
    }

    private func row(_ campaign: Campaign, _ most: Int) -> ReportPage.Row {
        ReportPage.Row(
            name: campaign.id, ids: [campaign.representative.description],
            cells: [campaign.size, campaign.authors, campaign.wordings, campaign.waiting]
                .map(grouped)
                + [campaign.firstSeen, campaign.lastSeen].map { clock.day(of: $0).text },
            bars: [CampaignBar(campaign, most: most).markup()])
    }

    private var definitions: [(term: String, meaning: String)] {
        [
            ("Campaign", campaignDefinition),
            ("Letters", "comments in these words, by the newest text of each."),
            ("Authors", "different ones; a letter whose author is not known counts for one."),
            ("Wordings", "different texts among them; case, accents and addresses make none."),
            ("Waiting", "letters that wait for a person, and why is told beside each at the desk."),
        ]
    }
}

/// One campaign's letters as a bar in a table cell, as long as its share of the largest one.
struct CampaignBar {
    private let campaign: Campaign
    /// Letters that fill the whole width.
    private let most: Int
    private let width = 56.0, height = 14.0

    init(_ campaign: Campaign, most: Int) {
        self.campaign = campaign
        self.most = max(most, 1)
    }

    /// What waits lies at the left end.
    func markup() -> String {
        var drawing = SVG(width: width, height: height)
        // Half a pixel of outline on either side, and one to spare for a printer's rounding.
        let unit = (width - 2) / Double(most)
        let waiting = Double(campaign.waiting) * unit
        drawing.rect("queued", x: 0.5, y: 0.5, width: waiting, height: height - 1)
        drawing.rect(
            "passed", x: 0.5 + waiting, y: 0.5,
            width: Double(campaign.size - campaign.waiting) * unit, height: height - 1)
        return drawing.ornament()
    }
}
