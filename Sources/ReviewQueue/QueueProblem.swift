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
        }
    }
}

extension Problem {
    /// A problem with a request to the queue.
    public static func queue(_ code: QueueCode, _ message: String, help: String? = nil) -> Problem {
        Problem(code: code.rawValue, message: message, help: help)
    }
}
