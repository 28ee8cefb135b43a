import Moderation

/// The codes of what can be wrong with statements and what is made of them; listed in README.
enum StatementCode: String, CaseIterable {
    case noStatement = "E010"
    case otherProfile = "E011"
    case needsWords = "E012"
    case refusedBatch = "E013"
    case tooManyForFile = "E014"
    case faultyFile = "E015"
    case unanswered = "E016"

    var meaning: String {
        switch self {
        case .noStatement: "the decision asks for no statement of reasons"
        case .otherProfile: "the desk's profile files nothing with the transparency database"
        case .needsWords: "a letter that would not say why"
        case .refusedBatch:
            "a batch that the transparency database would refuse; nothing was written"
        case .unanswered: "an appeal that nobody has answered yet"
        case .tooManyForFile: "more statements than one file holds"
        case .faultyFile: "a file of which the transparency database would refuse or drop something"
        }
    }
}

extension Problem {
    static func statement(
        _ code: StatementCode, _ message: String, file: String? = nil, details: [String] = [],
        help: String
    ) -> Problem {
        Problem(
            place: file.map { Problem.Place(file: $0) }, code: code.rawValue, message: message,
            details: details, help: help)
    }
}
