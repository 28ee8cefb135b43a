public import FoundationEssentials

/// What a decision is written back to: a program of a site, or a person who works there.
public enum SiteTarget: String, Sendable, CaseIterable, Codable {
    case wpCLI = "wp-cli"
    case wordpress, disqus, isso, coral, decidim, discourse, facebook
}

/// What a site is told to do about a comment.
public enum SiteAction: String, Sendable, CaseIterable, Codable {
    /// Readers see it, whatever was before.
    case approve
    /// Readers do not see it.
    case hide
    /// Readers do not see it, and the site learns that it is spam.
    case spam
    /// It is as it was before the desk hid it.
    case restore
    /// It waits again, as it did before the desk approved it.
    case hold

    public var hides: Bool { self == .hide || self == .spam }
}

/// One comment that a site is to be told about.
public struct WriteBackAction: Sendable, Equatable {
    public var comment: CommentKey
    /// What it follows from: the decision, or the undo of one.
    public var decision: Int64
    public var action: SiteAction
    /// The reason code of the decision.
    public var reason: String?
    /// What the source said of it when it was first read, as written there.
    public var earlierStatus: String?
    /// Where it stands.
    public var url: String?
    /// The text that was decided on, to know it again; empty where it was purged. **Never** written out.
    public var text: String
    /// The record as the source gave it; empty where it was purged. **Never** written out.
    public var original: [UInt8]

    public init(
        comment: CommentKey, decision: Int64, action: SiteAction, reason: String? = nil,
        earlierStatus: String? = nil, url: String? = nil, text: String = "", original: [UInt8] = []
    ) {
        self.comment = comment
        self.decision = decision
        self.action = action
        self.reason = reason
        self.earlierStatus = earlierStatus
        self.url = url
        self.text = text
        self.original = original
    }
}

/// What a site did when it was told.
public struct SiteResult: Sendable, Equatable {
    public enum Outcome: String, Sendable, CaseIterable, Codable {
        case applied, failed
        /// It was so already.
        case skipped

        /// Whether the site is as it was told.
        public var took: Bool { self != .failed }
    }

    public var comment: CommentKey
    public var target: SiteTarget
    public var decision: Int64
    public var action: SiteAction
    public var outcome: Outcome
    /// A word about it by the program that did it.
    public var detail: String?
    /// When the site did it.
    public var at: Date

    public init(
        comment: CommentKey, target: SiteTarget, decision: Int64, action: SiteAction,
        outcome: Outcome, detail: String? = nil, at: Date
    ) {
        self.comment = comment
        self.target = target
        self.decision = decision
        self.action = action
        self.outcome = outcome
        self.detail = detail
        self.at = at
    }
}

/// What the desk wants a site to show of a comment.
public enum SiteWish: Sendable, Equatable {
    /// As a standing decision on its newest text says.
    case done(SiteAction)
    /// As it was before: every decision on it was taken back.
    case asBefore
    /// Nothing: nobody decided, or not since it was edited.
    case none
}

/// How a comment stands at a site, as far as the desk knows.
public struct SiteStanding: Sendable, Equatable {
    public struct Order: Sendable, Equatable {
        public var decision: Int64
        public var action: SiteAction
        public var at: Date

        public init(decision: Int64, action: SiteAction, at: Date) {
            self.decision = decision
            self.action = action
            self.at = at
        }
    }

    public var comment: CommentKey
    public var target: SiteTarget
    /// What the site was told last.
    public var order: Order?
    /// The newest answer to that.
    public var answer: SiteResult?
    /// The newest answer that took: what the site is known to show.
    public var shown: SiteResult?
    /// What its source said first, and what an ingest found since the site last answered.
    public var earlierStatus: String?
    public var seenStatus: String?
    public var seenAt: Date?

    public init(comment: CommentKey, target: SiteTarget) {
        self.comment = comment
        self.target = target
    }

    /// Told, and nobody said what came of it.
    public var isPending: Bool { order != nil && answer == nil }

    /// What an ingest found there since is not what the site said it did.
    public var isContradicted: Bool {
        guard let shown, let seenStatus, let seenAt, seenAt > shown.at,
            let seen = Visibility(status: seenStatus)
        else { return false }
        switch shown.action {
        case .hide, .spam: return seen != .hidden
        case .approve: return seen != .shown
        case .restore, .hold: return seen == .hidden
        }
    }

    /// What the site has to be told so that it shows what the desk wants; `nil` where it does.
    ///
    /// What was told and not answered is told again, as nobody knows whether it was done.
    public func next(for wish: SiteWish) -> SiteAction? {
        switch wish {
        case .none: return nil
        case .done(let action):
            let isSettled = !isPending && !isContradicted
            // Decidim shows every comment that nobody hid.
            let isShownUntold = target == .decidim && action == .approve
            if isSettled, isShownUntold, shown?.action.hides != true { return nil }
            return isSettled && shown?.action == action ? nil : action
        case .asBefore:
            let last = isPending ? order?.action : shown?.action
            switch last {
            case .hide, .spam: return .restore
            case .approve: return Visibility(status: earlierStatus) == .waiting ? .hold : nil
            case .restore, .hold: return isPending ? last : nil
            case nil: return nil
            }
        }
    }
}

/// What the words of sites for a comment's state come to.
public enum Visibility: Sendable, Equatable {
    case shown, hidden, waiting

    /// **Source**: WordPress `comment_approved` and its REST interface, Isso's modes as the reader names
    /// them, Coral's `COMMENT_STATUS`, Disqus, Discourse and Facebook as the readers name them.
    public init?(status: String?) {
        switch status {
        case "1", "approved", "approve", "valid", "APPROVED", "NONE", "visible":
            self = .shown
        case "spam", "trash", "post-trashed", "hidden", "REJECTED": self = .hidden
        case "0", "hold", "unapproved", "pending", "PREMOD", "SYSTEM_WITHHELD": self = .waiting
        default: return nil
        }
    }
}

/// How the comments of one source stand at one target.
public struct SiteSummary: Sendable, Equatable {
    public var source: SourceName
    public var target: SiteTarget
    public var told = 0
    public var applied = 0
    public var failed = 0
    public var pending = 0
    /// Those that the site is known to show otherwise than the desk wants, in the order of arrival.
    public var disagreeing: [CommentKey] = []

    public init(source: SourceName, target: SiteTarget) {
        self.source = source
        self.target = target
    }
}
