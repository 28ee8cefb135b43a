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
    case emptyNote = "Q016"
    case escalated = "Q017"
    case notEscalated = "Q018"
    case noReport = "Q019"
    case ownDecision = "Q020"
    case notAppealable = "Q021"
    case appealTooLate = "Q022"
    case appealOpen = "Q023"
    case unknownAppeal = "Q024"
    case appealAnswered = "Q025"
    case unknownPerson = "Q026"
    case notAllowed = "Q027"
    case emptySearch = "Q028"

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
        case .emptyNote: "a note without a word"
        case .escalated: "the comment waits for a lead already"
        case .notEscalated: "the comment waits for no lead"
        case .noReport: "no report on the comment is open"
        case .ownDecision: "somebody else than who decided has to look"
        case .notAppealable: "a decision that hid nothing, or stands no more"
        case .appealTooLate: "the time to appeal is over"
        case .appealOpen: "an appeal against the decision waits already"
        case .unknownAppeal: "no such appeal"
        case .appealAnswered: "the appeal was answered before"
        case .unknownPerson: "nobody of that name works at the desk"
        case .notAllowed: "the person's role does not allow it"
        case .emptySearch: "a search without a word"
        }
    }
}

extension Problem {
    /// A problem with a request to the queue.
    public static func queue(_ code: QueueCode, _ message: String, help: String? = nil) -> Problem {
        Problem(code: code.rawValue, message: message, help: help)
    }
}
