import Moderation

/// What can be wrong with an input, by the code it is reported under.
///
/// **Shape**: `F0xx` stops a whole input before or while it is read; `F1xx` sets one record aside
/// and the run goes on.
public enum FormatProblem: String, Sendable, CaseIterable {
    case missing = "F001"
    case folder = "F002"
    case unreadable = "F003"
    case unknownFormat = "F004"
    case otherFormat = "F005"
    case noTextColumn = "F006"
    case badMapping = "F007"
    case emptyArticle = "F008"
    case brokenArticle = "F009"
    case longArticle = "F010"
    case truncated = "F011"
    case bomb = "F012"
    case entities = "F013"
    case container = "F014"
    case damaged = "F015"
    case notIsso = "F016"

    case notUTF8 = "F101"
    case brokenJSON = "F102"
    case notAnObject = "F103"
    case tooDeep = "F104"
    case noText = "F105"
    case textNotString = "F106"
    case emptyText = "F107"
    case badID = "F108"
    case badField = "F109"
    case badTime = "F110"
    case tooLong = "F111"
    case openQuote = "F112"
    case afterQuote = "F113"
    case wrongFieldCount = "F114"
    case noID = "F115"
    case cut = "F116"
    case brokenXML = "F117"
    case unknownCharset = "F118"

    /// Every code with its meaning, in order of code: what README must mention.
    public static var list: [(code: String, meaning: String)] {
        allCases.map { ($0.rawValue, $0.meaning) }
    }

    /// One line, as README has it.
    public var meaning: String {
        switch self {
        case .missing: "the input does not exist"
        case .folder: "the input is a folder"
        case .unreadable: "the input cannot be opened or read"
        case .unknownFormat: "the format of the input is not recognised"
        case .otherFormat: "the input is of a format that has to be converted first"
        case .noTextColumn: "no column of the CSV header holds the comment text"
        case .badMapping: "a --map names no known field or no column of the input"
        case .emptyArticle: "the article file holds no text"
        case .brokenArticle: "the article file is neither UTF-8 text nor JSON"
        case .longArticle: "the article file is longer than 32 MiB"
        case .truncated: "the input ends before it is complete; what came before was read"
        case .bomb: "the input unpacks to more than 200 times its size"
        case .entities: "the XML has a document type, which can name files and grow without end"
        case .container: "the input is packed or encrypted in a way that is not read"
        case .damaged: "the packed data are damaged; what came before was read"
        case .notIsso: "the SQLite file holds no comments of Isso, or cannot be opened"
        case .notUTF8: "the record is not UTF-8"
        case .brokenJSON: "the record is broken JSON"
        case .notAnObject: "the record is not a JSON object"
        case .tooDeep: "the record is nested too deeply"
        case .noText: "the record has no text field"
        case .textNotString: "the text field is not a string"
        case .emptyText: "the text is empty or only white space"
        case .badID: "the id is null, empty, or neither a string nor a number"
        case .badField: "a known field holds a value of the wrong kind"
        case .badTime: "a time is neither RFC 3339 nor Unix seconds"
        case .tooLong: "the record is longer than 32 MiB"
        case .openQuote: "a quoted CSV field is never closed"
        case .afterQuote: "a quoted CSV field goes on after its closing quote"
        case .wrongFieldCount: "the CSV row has more or fewer fields than the header"
        case .noID: "the record has no id, and its format gives none"
        case .cut: "the input ends within the record"
        case .brokenXML: "the record is broken XML"
        case .unknownCharset: "the message is in a character set or an encoding that is not known"
        }
    }
}

/// Why one record is set aside, on its way to becoming a value.
///
/// **Never** holds text of the record; names of fields are fine.
struct RecordFault: Error {
    var problem: FormatProblem
    var message: String

    init(_ problem: FormatProblem, _ message: String) {
        self.problem = problem
        self.message = message
    }

    /// - Parameter index: the byte within the record, counted from 0 and shown from 1.
    init(_ problem: FormatProblem, _ what: String, at index: Int) {
        self.init(problem, "\(what) at byte \(index + 1) of the record")
    }

    var reason: SetAsideReason { SetAsideReason(code: problem.rawValue, message: message) }
}

extension Problem {
    /// A problem of a whole input.
    init(
        _ problem: FormatProblem, in input: String, line: Int? = nil, _ message: String,
        help: String?
    ) {
        self.init(
            place: Place(file: input, line: line), code: problem.rawValue, message: message,
            help: help)
    }

    /// An input that ends too soon.
    static func truncated(_ input: String, line: Int, _ what: String) -> Problem {
        Problem(
            .truncated, in: input, line: line, "the input ends here, and \(what)",
            help: "fetch it again; the records before were read, and reading it again doubles none")
    }
}
