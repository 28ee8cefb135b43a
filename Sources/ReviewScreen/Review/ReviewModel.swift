public import FoundationEssentials
public import Moderation

/// All that the terminal queue knows at a moment.
///
/// **Never** changes but by `update`.
public struct ReviewModel: Sendable {
    public let setup: ReviewSetup
    public internal(set) var size: ScreenSize
    public internal(set) var now: Date
    public internal(set) var source: QueueSource
    public internal(set) var mode = Mode.item
    /// The list as far as it was read, decided ones among it.
    var entries: [Entry] = []
    /// Whether the list has no more than `entries`.
    var isWhole = false
    var cursor: Int?
    public internal(set) var current: ReviewedItem?
    /// What comes after `current`, read before anybody asks for it.
    var ahead: ReviewedItem?
    /// What became of `current` since it was shown.
    var news: StyledText?
    var marked: [MarkedComment] = []
    var tally: SessionTally
    var message: Message?
    /// Rows of the body, or of a page, above the screen.
    var scroll = 0
    var counts: [QueueSource: Int] = [:]
    var readers: [Claim] = []
    var reasons: [HideReason] = []
    /// The policy that decisions are made by; `nil` until it is loaded.
    var policy: PolicyDigest?
    /// Numbers of this session's decisions, what was decided together in one.
    var undoable: [[Int64]] = []
    /// Severe comments whose words were opened, at the revision they had.
    var revealed: [CommentKey: Int] = [:]
    /// Whether the last verdict was a second opinion, which stands.
    var lastWasOpinion = false
    /// Whether nothing was pressed since the last verdict or skip: what undo means then.
    var isJustDone = false
    var lastSkipped: CommentKey?
    var isZen = false
    var hidesQuotations = false
    var lastPause: Date
    /// Whether what somebody else reads is passed over: not when a person went there on purpose.
    var passesOver = true
    /// When the one shown was claimed last.
    var claimedAt: Date
    /// Set when the last item was settled and more has to be read first.
    var goesOnWhenLoaded = false

    public init(
        setup: ReviewSetup, source: QueueSource = .queue(.open), size: ScreenSize, now: Date
    ) {
        self.setup = setup
        self.source = source
        self.size = size
        self.now = now
        tally = SessionTally(since: now)
        lastPause = now
        claimedAt = now
    }

    /// What to do first.
    public func start() -> [ReviewEffect] { [.load(source, besides: []), .count()] }

    /// What a key or a typed word means now.
    public enum Mode: Sendable, Equatable {
        case item
        case reasons(ReasonQuestion)
        case typing(Prompt)
        case page(ReviewPage)
        case undoList([Decision], cursor: Int)
        case marked(MarkedQuestion)
    }

    /// One row of the list.
    struct Entry: Sendable, Equatable {
        var item: QueueItem
        var outcome: Outcome?

        enum Outcome: Sendable, Equatable {
            case decided(Verdict)
            case skipped, escalated, answered
            /// Somebody else was faster.
            case elsewhere
        }
    }

    struct Message: Sendable, Equatable {
        var text: StyledText
        var isWarning = false
        /// Of something that goes on; gone when it is done.
        var isPassing = false
    }

    /// Severe comments are shown with care until somebody asks for their words.
    var isCollapsed: Bool {
        current.map { isClosed($0.item) } ?? false
    }

    /// Whether a comment's words stay closed until somebody opens them.
    func isClosed(_ item: QueueItem) -> Bool {
        revealed[item.comment] != item.revision && !item.assessment.careCategories.isEmpty
    }

    /// The opinion that differs from the decision that stands on what is shown, while a lead is asked.
    var differing: SecondOpinion? {
        guard let item = current?.item, let standing = standingDecision(item.decisions),
            item.acts.last(where: { $0.kind != .note })?.kind == .escalate
        else { return nil }
        return item.opinions.last { $0.decision.id == standing.id && !$0.agrees }
    }

    /// A key that changes the desk does not exist where nothing may be changed.
    func has(_ action: ReviewAction) -> Bool {
        !setup.isReadOnly || !setup.keys.row(action).changesDesk
    }

    /// Who else reads now, in order of names.
    var others: [Moderator] { Set(readers.map(\.by)).subtracting([setup.person]).sorted() }

    mutating func say(_ text: StyledText, isWarning: Bool = false) {
        message = Message(text: text, isWarning: isWarning)
    }
}

/// A question for a reason to hide something.
public struct ReasonQuestion: Sendable, Equatable {
    /// Whether all marked ones are meant, and not the comment shown.
    var isForMarked = false
    var replies = RepliesPolicy.tombstone
    /// What Enter stands for; nothing after an answer that was none.
    var suggestion: String?
    /// Whether the reasons were listed, and are not to be read out once more.
    var isAskedAgain = false
}

/// The steps of deciding what was marked.
public struct MarkedQuestion: Sendable, Equatable {
    /// `nil` until the verdict is chosen; then what was previewed and waits for a yes.
    var request: DecisionRequest?
    var isPreviewed = false
    var wouldDecide: [CommentKey] = []
    var refused: [Problem] = []
}

/// A line that is typed.
public struct Prompt: Sendable, Equatable {
    enum Purpose: Sendable, Equatable {
        case note, escalation, giveBack, search
        /// For the reason `other`, which needs one.
        case otherReason(ReasonQuestion)
        /// Why a decision is upheld or a comment restored.
        case appeal(Int64, Appeal.Outcome)
    }

    var purpose: Purpose
    var text = ""
    /// Characters before the cursor.
    var place = 0
}

/// What somebody did in a session; kept for themselves alone, and nowhere written.
struct SessionTally: Sendable, Equatable {
    var since: Date
    var verdicts: [Verdict: Int] = [:]
    var undone = 0
    var skipped = 0
    var escalated = 0
    var notes = 0
    /// Severe comments whose words were looked at.
    var severe: Set<CommentKey> = []
    var seen: Set<CommentKey> = []

    var decided: Int { verdicts.values.reduce(0, +) }
}
