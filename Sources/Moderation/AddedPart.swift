/// A stretch of a campaign's letter whose words are not in the form that it follows.
public struct AddedPart: Sendable, Hashable {
    /// A part of so many words says something; a name, a title and a town are fewer.
    public static let fewestWords = 5

    /// From its first word to its last.
    public var span: TextSpan
    public var scope: SegmentScope
    /// Whether it is something of its own: enough words outside greeting and signature, a web address on
    /// a host that the form does not name, or what is too far down to be compared.
    public var saysSomething: Bool

    public init(span: TextSpan, scope: SegmentScope, saysSomething: Bool) {
        self.span = span
        self.scope = scope
        self.saysSomething = saysSomething
    }
}

/// A letter as it stands in its campaign.
public struct CampaignLetter: Sendable, Equatable {
    public var campaign: Campaign
    /// In order, apart; may be empty.
    public var added: [AddedPart]

    public init(campaign: Campaign, added: [AddedPart]) {
        self.campaign = campaign
        self.added = added
    }
}
