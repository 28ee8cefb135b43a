import Moderation

/// All that `report campaigns` says.
struct CampaignContent {
    let figures: CampaignFigures
    private var clock: ReportClock { ReportClock(zone: figures.timeZone) }

    var content: ReportContent {
        ReportContent(
            "campaigns", heading: "Campaigns",
            scope: ReportScope(
                desk: figures.desk, profile: figures.profile, policy: figures.policy, from: nil,
                to: figures.asOf, timeZone: figures.timeZone), period: "All letters of the desk",
            lead: [
                lead,
                "The machine holds no letter for being one of many: it counts, and a person decides.",
            ], figures: keyFigures, tables: [table], definitions: definitions)
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

    private var keyFigures: [Figure] {
        [
            Figure("campaigns", "Campaigns", .count(figures.campaigns.count), isLarge: true),
            Figure("letters", "Letters", .count(letters), isLarge: true),
            Figure(
                "held", "Held for what they say",
                .count(figures.campaigns.reduce(0) { $0 + $1.held }),
                note: "never for being one of many", isLarge: true),
            Figure("waiting", "Waiting", .count(waiting), isLarge: true),
        ]
    }

    private var table: FigureTable {
        let most = figures.campaigns.map(\.size).max() ?? 0
        var table = FigureTable(
            "campaigns", "The campaigns",
            caption:
                "Largest first. The letter named below an id is the form that most of them use; "
                + "“gavel queue show” reads it. Days are those of \(clock.zoneName).",
            whenEmpty: "There is none on this desk.",
            columns: [
                Column("id", "Campaign"), Column("representative", "Read one"),
                Column("size", "Letters"), Column("authors", "Authors"),
                Column("wordings", "Wordings"), Column("waiting", "Waiting"),
                Column("firstSeen", "First"), Column("lastSeen", "Last"),
            ],
            rows: figures.campaigns.map { campaign in
                [
                    .text(campaign.id), .code(campaign.representative.description),
                    .count(campaign.size), .count(campaign.authors), .count(campaign.wordings),
                    .count(campaign.waiting), .dayOf(campaign.firstSeen), .dayOf(campaign.lastSeen),
                ]
            })
        table.bars = figures.campaigns.map { CampaignBar($0, most: most).markup() }
        table.barTitle = "Share"
        table.legend = [
            .init(style: "passed", text: "letters"),
            .init(style: "queued", text: "of them waiting"),
        ]
        return table
    }

    private var definitions: [Definition] {
        [
            Definition("Campaign", campaignDefinition),
            Definition(
                "Letters", "comments in these words, by the newest text of each."),
            Definition(
                "Authors", "different ones; a letter whose author is not known counts for one."),
            Definition(
                "Wordings",
                "different texts among them; case, accents and addresses make none."),
            Definition(
                "Waiting",
                "letters that wait for a person, and why is told beside each at the desk."),
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
