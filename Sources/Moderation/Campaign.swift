public import FoundationEssentials

/// Many authors who say nearly the same: a petition, a form letter. Speech, and counted.
///
/// Never a reason to send a comment anywhere; both sides of a matter are found by the same measure.
public struct Campaign: Sendable, Equatable {
    /// Below this many words alike texts are an answer, no campaign.
    public static let fewestWords = 8
    /// Authors that make a campaign; each comment whose author is not known counts for one.
    public static let fewestAuthors = 5

    /// Made of the least of its wordings, so that it does not depend on the order of arrival; it changes
    /// only when a wording joins that is less than all others.
    public var id: String
    /// Comments, by their newest revision.
    public var size: Int
    public var authors: Int
    public var firstSeen: Date
    public var lastSeen: Date
    /// Different wordings among them.
    public var wordings: Int
    /// The form that the others follow: the first comment in the wording that has most of what they have
    /// in common, and least else.
    public var representative: CommentKey
    /// Letters that wait for a person.
    public var waiting: Int
    /// Of those, letters that the machine suggests holding, each for what it says itself.
    public var held: Int

    public init(
        id: String, size: Int, authors: Int, firstSeen: Date, lastSeen: Date, wordings: Int,
        representative: CommentKey, waiting: Int = 0, held: Int = 0
    ) {
        self.id = id
        self.size = size
        self.authors = authors
        self.firstSeen = firstSeen
        self.lastSeen = lastSeen
        self.wordings = wordings
        self.representative = representative
        self.waiting = waiting
        self.held = held
    }
}

/// A campaign with letters that wait.
public struct WaitingCampaign: Sendable, Equatable {
    public var campaign: Campaign
    /// The first of them in the queue's order.
    public var first: QueueItem

    public init(campaign: Campaign, first: QueueItem) {
        self.campaign = campaign
        self.first = first
    }
}

/// What `report campaigns` is made from.
public struct CampaignFigures: Sendable, Equatable {
    public var desk: String
    public var profile: Profile
    public var policy: PolicyDigest
    /// When it was asked; the report tells no other time of its making.
    public var asOf: Date
    /// An identifier such as `America/Chicago`.
    public var timeZone: String
    /// Largest first.
    public var campaigns: [Campaign]

    public init(
        desk: String, profile: Profile, policy: PolicyDigest, asOf: Date, timeZone: String,
        campaigns: [Campaign]
    ) {
        self.desk = desk
        self.profile = profile
        self.policy = policy
        self.asOf = asOf
        self.timeZone = timeZone
        self.campaigns = campaigns
    }
}
