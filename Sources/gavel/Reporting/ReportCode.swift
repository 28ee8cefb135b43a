import Moderation

/// The codes of what can be wrong with a request for a report; listed in README.
enum ReportCode: String, CaseIterable {
    case notAMonth = "E030"
    case neverTold = "E031"
    case beforeDesk = "E032"

    var meaning: String {
        switch self {
        case .notAMonth: "a transparency report is about one whole month that is over"
        case .neverTold: "the file does not tell when the report was last told"
        case .beforeDesk: "the desk holds nothing of the month: it began later"
        }
    }
}

extension Problem {
    static func report(
        _ code: ReportCode, _ message: String, at file: String? = nil, help: String
    ) -> Problem {
        Problem(
            place: file.map { Place(file: $0) }, code: code.rawValue, message: message,
            help: help)
    }
}
