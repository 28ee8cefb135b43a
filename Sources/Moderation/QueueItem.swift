public import FoundationEssentials

/// Where a revision stands with the desk.
public enum ItemState: String, Sendable, CaseIterable, Codable {
    /// Passed by the machine, and nobody was asked.
    case passed = "new"
    /// Waits for a person.
    case open
    case approved, hidden, spam
    /// An older revision, replaced by a newer one.
    case known
}

/// What a moderator sees of one revision.
public struct QueueItem: Sendable, Equatable {
    public var comment: CommentKey
    public var revision: Int
    public var state: ItemState
    /// Empty where it was purged.
    public var text: String
    /// What is left of a text that went.
    public var purged: PurgedText?
    public var article: Article?
    public var parent: CommentID?
    public var parentText: String?
    public var createdAt: Date?
    public var ingestedAt: Date
    public var assessment: Assessment
    public var claimedBy: Moderator?
    /// As the desk has them now; `nil` in lists, and where the comment has no author.
    public var author: AuthorFacts?
    /// How many other comments of its author wait with the same words; 0 where it waits itself no more.
    public var repeats: Int
    /// Whether it is a letter of a campaign, as the desk has it now.
    public var isOfCampaign: Bool
    /// How it stands in its campaign; `nil` in lists, and without one.
    public var letter: CampaignLetter?
    /// Oldest first; includes revoked ones and the undo rows that revoked them.
    public var decisions: [Decision]
    public var format = BodyFormat.plain
    /// Notes and escalations, oldest first; empty in lists.
    public var acts: [ReviewAct] = []
    /// What readers said of it, oldest first; empty in lists.
    public var reports: [Report] = []
    /// Objections to decisions on it, oldest first; empty in lists.
    public var appeals: [Appeal] = []
    /// What second persons would have decided, oldest first; empty in lists.
    public var opinions: [SecondOpinion] = []
    /// How it stands at the sites that were told of it, by name; empty in lists.
    public var sites: [SiteStanding] = []

    public init(
        comment: CommentKey, revision: Int, state: ItemState, text: String, article: Article?,
        parent: CommentID?, parentText: String?, createdAt: Date?, ingestedAt: Date,
        assessment: Assessment, claimedBy: Moderator?, decisions: [Decision],
        author: AuthorFacts? = nil, repeats: Int = 0, isOfCampaign: Bool = false,
        letter: CampaignLetter? = nil
    ) {
        self.comment = comment
        self.revision = revision
        self.state = state
        self.text = text
        self.article = article
        self.parent = parent
        self.parentText = parentText
        self.createdAt = createdAt
        self.ingestedAt = ingestedAt
        self.assessment = assessment
        self.claimedBy = claimedBy
        self.decisions = decisions
        self.author = author
        self.repeats = repeats
        self.isOfCampaign = isOfCampaign
        self.letter = letter
    }

    /// Takes out who gave notice and how to reach who appealed.
    public mutating func hideDetails() {
        for index in reports.indices {
            reports[index].notice?.name = nil
            reports[index].notice?.email = nil
        }
        for index in appeals.indices { appeals[index].contact = nil }
    }

    /// Those of its assessment, and `campaign`, which no assessment keeps: it follows from what others
    /// wrote before and after. Sorted by id.
    public var labels: [LabelID] {
        let found = assessment.labels.map(\.id)
        return isOfCampaign && !found.contains("campaign")
            ? (found + ["campaign"]).sorted() : found
    }

    /// The list it waits in: its route's name, `held` for a hold.
    public var queue: String { assessment.route >= .hold ? "held" : "queued" }
}
