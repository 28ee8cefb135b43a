/// The codes of what can be wrong with an export; listed in README.
public enum ExportCode: String, CaseIterable, Sendable {
    case cannotWrite = "E001"
    case noCursor = "E002"
    case unreadableCursor = "E003"
    case otherDesk = "E004"
    case otherConditions = "E005"
    case nothingFits = "E006"
    case notAsLogged = "E007"

    /// What README says of it.
    public var meaning: String {
        switch self {
        case .cannotWrite: "a report or export cannot be written"
        case .noCursor: "what is given as a cursor is none of such an export"
        case .unreadableCursor: "the cursor's file cannot be read"
        case .otherDesk: "the cursor is of a desk that this one is not, or is no more"
        case .otherConditions: "the cursor is of an export with other conditions"
        case .nothingFits: "the desk has nothing of such a source or article"
        case .notAsLogged: "what is to be handed out is not what the log says of it"
        }
    }
}

extension Problem {
    /// A problem with an export.
    public static func export(
        _ code: ExportCode, _ message: String, at file: String? = nil, help: String? = nil
    ) -> Problem {
        Problem(
            place: file.map { Place(file: $0) }, code: code.rawValue, message: message, help: help)
    }
}
