/// The lists of a desk.
public enum QueueName: String, Sendable, CaseIterable {
    /// What waits by its route: `queued` and `held` together.
    case open
    case queued, held
    /// What waits for another reason, whatever was decided before: reports of readers and notices,
    /// an appeal, a lead's answer, a second opinion.
    case reported, appeals, escalated, second
    /// Some of what passed and nobody has looked at, so that what the machine lets through is seen.
    case sample
    case passed, approved, hidden, spam

    /// Whether its comments wait by their route.
    public var isWaiting: Bool { [.open, .queued, .held].contains(self) }

    /// Whether somebody can take the next of it.
    public var isForReview: Bool { ![.passed, .approved, .hidden, .spam].contains(self) }
}
