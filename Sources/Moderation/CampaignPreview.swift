public import FoundationEssentials

/// What one verdict on a campaign would do, before it does it.
public struct CampaignPreview: Sendable, Equatable {
    public var campaign: Campaign
    public var verdict: Verdict
    /// The text that the letters follow, as its writer wrote it.
    public var form: String
    /// Letters that would be decided, with the revision that was looked at, in the queue's order.
    public var letters: [CommentKey: Int] = [:]
    public var order: [CommentKey] = []
    public var authors = 0
    public var first: Date?
    public var last: Date?
    /// Of these letters, those that rules spoke about which are silent on the form.
    public var withOtherSignals = 0
    /// Letters that say something of their own, in the queue's order.
    public var adding: [CommentKey] = []
    /// Whether those are among the letters that would be decided; else they stay in the queue.
    public var takesAdding: Bool

    public init(campaign: Campaign, verdict: Verdict, form: String, takesAdding: Bool) {
        self.campaign = campaign
        self.verdict = verdict
        self.form = form
        self.takesAdding = takesAdding
    }
}
