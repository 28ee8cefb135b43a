public import FoundationEssentials
public import Moderation

/// What happens to the terminal queue.
public enum ReviewEvent: Sendable {
    case key(Key)
    /// Keys were pressed before what they would act on was to be seen, and were not taken.
    case dropped
    /// A line that was typed in plain mode.
    case line(String)
    case resized(ScreenSize)
    case tick(Date)
    /// As `tick`, before a key: nothing is said that the key would wipe away.
    case clock(Date)
    /// Somebody else wrote to the desk.
    case changed
    case prepared(reasons: [HideReason], policy: PolicyDigest)
    /// - Parameter isAll: whether the list has no more.
    case loaded(QueueSource, [QueueItem], isAll: Bool)
    case refreshed(QueueSource, [QueueItem], isAll: Bool)
    case shown(ReviewedItem)
    case preloaded(ReviewedItem)
    /// Of what is about to be drawn: whether somebody else was faster.
    case taken(CommentKey, by: Claim?)
    case claimed(CommentKey, by: Claim?)
    case read(CommentKey, ItemReading)
    /// - Parameter readers: claims of all, one's own too.
    case counted([QueueSource: Int], readers: [Claim])
    case checked(ReviewedItem)
    /// - Parameter opinions: comments on which a second opinion was given.
    case decided([Decision], opinions: [CommentKey], refused: [Problem])
    /// - Parameter first: the comment of the first, as it is now.
    case undone([Decision], first: QueueItem?, refused: [Problem])
    case decisions([Decision])
    /// What is marked together with a comment: keys with the revisions that were read.
    case grouped([MarkedComment], sentence: String)
    case previewed([CommentKey], refused: [Problem])
    case done(CommentKey, ReviewDeed)
    case page(ReviewPage)
    /// What takes long, while it does.
    case working(String)
    case failed(Problem)
    /// The desk could not be asked; what was to be done was not.
    case broken(String)
}

/// Something done to a comment besides a decision.
public enum ReviewDeed: Sendable, Equatable {
    case noted, escalated, skipped, gaveBack, answered, restored, upheld
}

/// A comment that was marked, at the revision that was read.
public struct MarkedComment: Sendable, Equatable {
    public var key: CommentKey
    public var revision: Int
    /// As it was when it was marked, where it was seen; other lists may not have it.
    public var item: QueueItem?

    public init(key: CommentKey, revision: Int, item: QueueItem? = nil) {
        self.key = key
        self.revision = revision
        self.item = item
    }
}

/// What is shown in place of the comment until a key closes it.
public enum ReviewPage: Sendable, Equatable {
    case conversation(Conversation)
    case author(AuthorFacts?, [QueueItem])
    case article(CommentKey, Article?)
    case history(QueueItem)
    case rules(Explanation)
    case help
}

/// What the terminal queue asks of the desk; each is answered by an event, but for the last ones.
public enum ReviewEffect: Sendable, Equatable {
    case load(QueueSource, besides: [CommentKey])
    case refresh(QueueSource)
    /// - Parameter claims: whether it is read from now on, and not only looked at.
    case show(CommentKey, claims: Bool, takesOver: Bool = false)
    /// Claims what is drawn next.
    case take(CommentKey)
    /// Renews a claim.
    case claim(CommentKey)
    case release(CommentKey)
    case preload(CommentKey)
    case read(CommentKey)
    /// Finding campaigns takes a moment on a large desk: only where somebody waits for nothing else.
    case count(withCampaigns: Bool = false)
    case check(CommentKey)
    case decide(DecisionRequest)
    case preview(DecisionRequest)
    case undo([Int64])
    case undoNewest
    case listDecisions
    case group(CommentKey, revision: Int)
    case skip(CommentKey)
    case escalate(CommentKey, note: String?)
    case giveBack(CommentKey, note: String?)
    case note(CommentKey, String)
    case answerReports(CommentKey, Report.Verdict)
    case answerAppeal(Int64, CommentKey, Appeal.Outcome, note: String?)
    case openPage(PageKind, CommentKey)
    case redraw
    case suspend
    case quit

    public enum PageKind: Sendable, Equatable {
        case conversation, author, article, history, rules
    }

    /// Whether it is done when nobody waits for it: after the screen was drawn.
    public var canWait: Bool {
        switch self {
        case .claim, .release, .preload, .read, .count, .refresh, .check: true
        default: false
        }
    }
}
