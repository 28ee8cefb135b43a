import Moderation

/// The codes of what can be wrong with a report or an export; listed in README.
enum ExportCode: String, CaseIterable {
    case cannotWrite = "E001"
    case wrongCursor = "E002"
    case unreadableCursor = "E003"
    case notAMonth = "E030"
    case neverTold = "E031"

    var meaning: String {
        switch self {
        case .cannotWrite: "a report or export cannot be written"
        case .wrongCursor: "what is given is not a cursor of such an export"
        case .unreadableCursor: "the cursor's file cannot be read"
        case .notAMonth: "a transparency report is about one whole month that is over"
        case .neverTold: "the file does not tell when the report was last told"
        }
    }

    /// What a user typed wrong is wrong usage; the rest is the disk's.
    var status: ExitStatus {
        switch self {
        case .cannotWrite: .database
        case .unreadableCursor: .input
        case .wrongCursor, .notAMonth, .neverTold: .usage
        }
    }
}

extension Problem {
    static func export(
        _ code: ExportCode, _ message: String, place: String? = nil, help: String
    ) -> Problem {
        Problem(
            place: place.map { Place(file: $0) }, code: code.rawValue, message: message,
            help: help)
    }
}
