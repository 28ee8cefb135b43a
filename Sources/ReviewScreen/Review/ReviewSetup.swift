public import FoundationEssentials
public import Moderation

/// What holds for a whole session of the terminal queue.
public struct ReviewSetup: Sendable {
    /// Who reviews.
    public var person: Moderator
    public var role: Role
    public var title: String
    public var profile: Profile
    public var keys: KeyTable
    /// Nothing is claimed, decided or noted.
    public var isReadOnly: Bool
    /// Whether the person is asked for second opinions on anybody's decisions.
    public var givesOpinions: Bool
    /// Seconds of work after which a pause is suggested, and again; `nil` for never.
    public var pauseAfter: Double?
    public var timeZone: TimeZone
    public var style: Style

    public init(
        person: Moderator, role: Role, title: String, profile: Profile,
        keys: KeyTable = .usual, isReadOnly: Bool = false, givesOpinions: Bool = true,
        pauseAfter: Double? = nil, timeZone: TimeZone, style: Style
    ) {
        self.person = person
        self.role = role
        self.title = title
        self.profile = profile
        self.keys = keys
        self.isReadOnly = isReadOnly || !role.may(.review)
        self.givesOpinions = givesOpinions
        self.pauseAfter = pauseAfter
        self.timeZone = timeZone
        self.style = style
    }
}

/// A reason that a comment may be hidden for.
public struct HideReason: Sendable, Equatable {
    public var code: String
    public var title: String

    public init(code: String, title: String) {
        self.code = code
        self.title = title
    }
}

/// One comment as it is reviewed: all that is seen at a glance.
public struct ReviewedItem: Sendable, Equatable {
    public var item: QueueItem
    /// Somebody else's.
    public var claim: Claim?
    /// How many comments answer it.
    public var replies: Int
    /// Whether what it answers should be come upon by nobody unprepared.
    public var isParentSevere: Bool
    /// `nil` until the policy was asked.
    public var reading: ItemReading?

    public init(
        item: QueueItem, claim: Claim? = nil, replies: Int = 0, isParentSevere: Bool = false,
        reading: ItemReading? = nil
    ) {
        self.item = item
        self.claim = claim
        self.replies = replies
        self.isParentSevere = isParentSevere
        self.reading = reading
    }

    public var key: CommentKey { item.comment }
}

/// What reading a comment anew with the policy tells.
public struct ItemReading: Sendable, Equatable {
    /// In order, covering the whole body.
    public var segments: [Segment]
    public var languages: LanguageGuess
    /// Sentences, the nearest change of the route first.
    public var changes: [String]

    public init(segments: [Segment], languages: LanguageGuess, changes: [String]) {
        self.segments = segments
        self.languages = languages
        self.changes = changes
    }
}
