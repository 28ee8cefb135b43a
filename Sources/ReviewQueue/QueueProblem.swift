public import Moderation

/// The codes of what can be wrong with a request to the queue; listed in README.
public enum QueueCode: String, CaseIterable, Sendable {
    case unknownComment = "Q001"
    case staleRevision = "Q002"
    case alreadyDecided = "Q003"
    case reasonMissing = "Q004"
    case noteMissing = "Q005"
    case unknownDecision = "Q006"
    case alreadyUndone = "Q007"
    case notUndoable = "Q008"
    case unknownReason = "Q009"
    case malformedKey = "Q010"
    case unknownFilter = "Q011"
    case unknownCampaign = "Q012"
    case ambiguousCampaign = "Q013"
    case claimed = "Q014"
    case decidedMeanwhile = "Q015"
    case brokenSeal = "Q030"
    case neverPurged = "Q031"
    case noSourceOfClass = "Q032"
    case purged = "Q033"
    case unknownAuthor = "Q034"
    case onHold = "Q035"
    case stillWaiting = "Q036"
    case stillRetained = "Q037"
    case nothingToHold = "Q038"
    case unknownHold = "Q039"
    case released = "Q040"

    public var meaning: String {
        switch self {
        case .unknownComment: "no such comment on this desk"
        case .staleRevision: "the comment was edited since; the newest revision is another"
        case .alreadyDecided: "somebody has decided already"
        case .reasonMissing: "hiding needs a reason code"
        case .noteMissing: "the reason 'other' needs a note"
        case .unknownDecision: "no such decision"
        case .alreadyUndone: "the decision was undone before"
        case .notUndoable: "an undo is not undone; decide anew"
        case .unknownReason: "a reason code that the taxonomy does not have"
        case .malformedKey: "a comment is named source:id"
        case .unknownFilter: "a category or rule that neither the policy nor the desk knows"
        case .unknownCampaign: "no such campaign on this desk"
        case .ambiguousCampaign: "the ids of several campaigns begin so"
        case .claimed: "somebody else is reading the comment"
        case .decidedMeanwhile: "somebody decided, or took a decision back, since it was looked at"
        case .brokenSeal: "what is to be purged is not what was sealed"
        case .neverPurged: "records of this class are kept for ever"
        case .noSourceOfClass: "no source of the desk has this class"
        case .purged: "the text was purged; its hash is left"
        case .unknownAuthor: "nothing is known of the comment's author"
        case .onHold: "a legal hold keeps it"
        case .stillWaiting: "a person is still to look at it"
        case .stillRetained: "the time that its class keeps it is not over"
        case .nothingToHold: "the desk has nothing that the hold would keep"
        case .unknownHold: "no such legal hold"
        case .released: "the legal hold was released before"
        }
    }
}

extension Problem {
    /// A problem with a request to the queue.
    public static func queue(_ code: QueueCode, _ message: String, help: String? = nil) -> Problem {
        Problem(code: code.rawValue, message: message, help: help)
    }
}
