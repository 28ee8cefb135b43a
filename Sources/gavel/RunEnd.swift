import Foundation
import Moderation
import Reports
import ReviewQueue

/// What a run of ingest came to.
struct RunEnd {
    var summary: RunSummary
    /// The sources of `desk.yaml` that were asked; empty where inputs were named.
    var sources: [SourceName]
    var failures: [SourceRun.Failure]
    var firstSetAside: SetAsideRecord?

    var status: ExitStatus {
        let isPartly = summary.setAside > 0 || !summary.shadowed.isEmpty
        return ExitStatus.worst(failures.map(\.status) + [isPartly ? .partly : .done])
    }
}

extension IngestCommand {
    /// Says what a person has to know: all of it on a terminal, else only what is not well.
    func report(_ end: RunEnd) {
        let summary = end.summary
        if json {
            var writer = JSONWriter()
            writer.runSummary(summary)
            writer.endLine()
            Terminal.print(writer.bytes)
        } else if Terminal.isError {
            let counts = Route.allCases.compactMap { route in
                summary.routes[route].map { "\($0) \(route)" }
            }
            say(
                "\(summary.read) read: \(summary.new) new, \(summary.edited) edited, \(summary.known) known"
                    + (counts.isEmpty ? "" : " (\(counts.joined(separator: ", ")))")
                    + Self.notice(summary.passedOver))
        }
        if let first = end.firstSetAside {
            say(
                "gavel: \(summary.setAside) of \(summary.read) records set aside; first:"
                    + " \(first.raw.place.input) line \(first.raw.place.line), \(first.reason.code):"
                    + " \(first.reason.message)")
        }
        let failed = end.sources.count { name in end.failures.contains { $0.source == name } }
        if failed > 0 {
            say(
                "gavel: \(failed) of \(end.sources.count) sources could not be read in full; what"
                    + " was read is kept")
        }
        if Terminal.isError, !json, !dryRun, summary.new + summary.edited > 0 {
            say("next: gavel queue list")
        }
    }

    /// What was read and is no comment.
    private static func notice(_ passedOver: [PassedOver: Int]) -> String {
        let kinds = PassedOver.allCases.compactMap { kind in
            passedOver[kind].map { "\($0) \(kind.rawValue)" }
        }
        return kinds.isEmpty ? "" : "; passed over: \(kinds.joined(separator: ", "))"
    }
}

/// Keeps the first record that was set aside for the message, and all of them in a file if asked.
final class SetAsideLog {
    private(set) var first: SetAsideRecord?
    private let path: String?
    private let file: FileHandle?

    /// Opens the file before anything is read.
    ///
    /// - Throws: `Problem` E001.
    init(path: String?) throws {
        self.path = path
        guard let path else {
            file = nil
            return
        }
        if !FileManager.default.fileExists(atPath: path) {
            _ = FileManager.default.createFile(atPath: path, contents: nil)
        }
        guard let file = FileHandle(forWritingAtPath: path) else { throw Problem.cannotWrite(path) }
        try file.seekToEnd()
        self.file = file
    }

    /// - Throws: `Problem` E001 when the disk is full.
    func append(_ record: SetAsideRecord) throws {
        if first == nil { first = record }
        guard let file, let path else { return }
        do {
            try file.write(contentsOf: Data(record.raw.bytes + [0x0A]))
        } catch {
            throw Problem.cannotWrite(path)
        }
    }
}
