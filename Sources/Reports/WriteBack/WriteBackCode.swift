public import Moderation

/// The codes of what can be wrong with writing decisions back; listed in README.
public enum WriteBackCode: String, CaseIterable, Sendable {
    case severalSources = "E020"
    case unknownSource = "E021"
    case unfitID = "E022"
    case cannotTell = "E023"
    case unreadableResult = "E024"
    case unknownResult = "E025"

    public var meaning: String {
        switch self {
        case .severalSources: "the desk has several sources, and none was named"
        case .unknownSource: "no such source on this desk"
        case .unfitID: "no comment of the target can have such an id"
        case .cannotTell: "the target cannot be told so, or the record lacks what it asks"
        case .unreadableResult: "a line of results that cannot be read"
        case .unknownResult: "a result about a comment or decision that the desk does not have"
        }
    }
}

extension Problem {
    /// A problem with what is written back.
    public static func writeBack(
        _ code: WriteBackCode, at place: Place? = nil, _ message: String, details: [String] = [],
        help: String? = nil
    ) -> Problem {
        Problem(
            place: place, code: code.rawValue, message: message, details: details, help: help)
    }
}
