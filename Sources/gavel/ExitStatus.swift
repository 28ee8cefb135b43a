import ArgumentParser
import Foundation
import Ingest
import Moderation
import Reports
import ReviewQueue
import ReviewScreen

/// The exit statuses of every command: an interface that cron jobs rely on.
///
/// **Source**: 64–75 are those of BSD `sysexits.h`; 130 and 143 are 128 + the signal.
enum ExitStatus: Int32, CaseIterable {
    case done = 0
    case failed = 1
    case partly = 3
    case usage = 64
    case settings = 65
    case input = 66
    case database = 74
    case locked = 75
    case interrupted = 130
    case terminated = 143

    var meaning: String {
        switch self {
        case .done: "done"
        case .failed: "failed; what was committed stays, nothing is half-written"
        case .partly:
            "done, some records set aside or a rule put in shadow (or: some ids of a bulk decision refused)"
        case .usage: "wrong usage"
        case .settings: "policy or desk settings wrong; no input was read"
        case .input: "input missing or unreadable"
        case .database: "database or disk failed; nothing half-written"
        case .locked: "another run holds the lock"
        case .interrupted: "interrupted; committed batches stay"
        case .terminated: "terminated; committed batches stay"
        }
    }

    /// The one place where an error becomes a status.
    init(_ error: any Error) {
        switch error {
        case let problem as Problem: self = ExitStatus(code: problem.code)
        case let problems as Problems: self = ExitStatus(code: problems.all[0].code)
        case is LockHeld: self = .locked
        case QueueError.missing: self = .settings
        case QueueError.exists: self = .usage
        case is QueueError: self = .database
        case let code as ExitCode: self = ExitStatus(rawValue: code.rawValue) ?? .failed
        case let stop as Stopped: self = stop.signal == SIGINT ? .interrupted : .terminated
        default: self = .failed
        }
    }

    /// What decides when several things went wrong in one run, the least first.
    private static let bySeverity: [ExitStatus] = [
        .done, .partly, .input, .settings, .failed, .database,
    ]

    /// The worst of several statuses; `done` where there are none.
    static func worst(_ all: [ExitStatus]) -> ExitStatus {
        bySeverity.last(where: all.contains) ?? .done
    }

    private init(code: String) {
        // What a user typed wrong is wrong usage, wherever it is noticed.
        let usage = [
            FormatProblem.badMapping.rawValue, QueueCode.reasonMissing.rawValue,
            QueueCode.noteMissing.rawValue, QueueCode.unknownReason.rawValue,
            QueueCode.malformedKey.rawValue, QueueCode.unknownFilter.rawValue,
            QueueCode.ambiguousCampaign.rawValue, QueueCode.emptyNote.rawValue,
            QueueCode.unknownPerson.rawValue, QueueCode.emptySearch.rawValue,
            QueueCode.neverAReason.rawValue, QueueCode.neverPurged.rawValue,
            WriteBackCode.severalSources.rawValue,
            WriteBackCode.unknownSource.rawValue, ExportCode.noCursor.rawValue,
            ReportCode.notAMonth.rawValue, ReportCode.neverTold.rawValue,
            ReportCode.beforeDesk.rawValue,
            StatementCode.otherProfile.rawValue, StatementCode.needsWords.rawValue,
            StatementCode.tooManyForFile.rawValue,
        ]
        if usage.contains(code) {
            self = .usage
            return
        }
        switch code.first {
        case "P", "C": self = .settings
        case "F": self = .input
        case "E":
            self =
                switch ExportCode(rawValue: code) {
                case .cannotWrite?: .database
                case .unreadableCursor?: .input
                default: .failed
                }
        default: self = .failed
        }
    }

    /// Says what happened on stderr and leaves.
    static func exit(with error: any Error) -> Never {
        if let code = error as? ExitCode { Foundation.exit(code.rawValue) }
        let isUsage =
            error is ValidationError || error is CleanExit
            || "\(type(of: error))".hasSuffix("CommandError")
        if isUsage {
            if let (word, meant) = Gavel.misspelt(CommandLine.arguments.dropFirst()) {
                say("gavel: there is no command '\(word)'; did you mean '\(meant)'?")
                say("  help: 'gavel --help' lists every command")
                Foundation.exit(ExitStatus.usage.rawValue)
            }
            Gavel.exit(withError: error)
        }
        switch error {
        case is Problem, is Problems, is LockHeld: say("\(error)")
        case is Stopped: say("gavel: \(error)")
        case let error as QueueError: say("gavel: \(error)\n  help: \(error.nextStep)")
        default: say("gavel: \((error as NSError).localizedDescription)")
        }
        Foundation.exit(ExitStatus(error).rawValue)
    }
}

/// Writes a line to stderr; **never** given comment text.
///
/// Ids and names come from outside: what would steer a terminal becomes a visible mark.
func say(_ line: String) {
    let safe = SafeText(line, layout: .paragraphs).description
    Terminal.tellError(safe + "\n")
}
