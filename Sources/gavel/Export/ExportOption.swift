import ArgumentParser
import Foundation
import Moderation
import PolicyEngine
import ReviewQueue

/// Where an export goes, and from where it goes on.
struct ExportOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Only what came after this cursor, as an earlier export told it.", valueName: "cursor"))
    var since: String?
    @Option(
        help: ArgumentHelp(
            "A file that keeps the cursor from one export to the next.", valueName: "file"))
    var cursor: String?
    @Option(help: ArgumentHelp("Write to a file, in the place of what it held.", valueName: "file"))
    var out: String?

    func validate() throws {
        if since != nil, cursor != nil {
            throw ValidationError("give --since or --cursor, not both")
        }
    }

    /// Where to begin; `nil` is at the first.
    ///
    /// - Throws: `Problem` E002 for what is no cursor, E003 for a cursor's file that cannot be read.
    func start<Cursor>(_ parse: (String) -> Cursor?) throws -> Cursor? {
        guard let words = try words(), !words.isEmpty else { return nil }
        if let cursor = parse(words) { return cursor }
        throw Problem.export(
            .noCursor, "this is no cursor of such an export", at: cursor,
            help: "leave it out to begin at the first, and keep the one that is told at the end")
    }

    /// After which decision to begin; 0 is at the first.
    ///
    /// - Throws: `Problem` E002 to E004.
    func startAfterDecision(_ queue: ReviewQueue) throws -> Int64 {
        guard let cursor = try start({ DecisionCursor($0) }) else { return 0 }
        try queue.check(cursor)
        return cursor.decision
    }

    private func words() throws -> String? {
        guard let cursor else { return since }
        guard FileManager.default.fileExists(atPath: cursor) else { return nil }
        guard let bytes = FileManager.default.contents(atPath: cursor) else {
            throw Problem.export(
                .unreadableCursor, "the cursor's file cannot be read", at: cursor,
                help: "see who may read it, or name another")
        }
        return String(decoding: bytes, as: UTF8.self).trimmingCharacters(
            in: .whitespacesAndNewlines)
    }

    /// Hands `body` a sink for bytes and the rows they are, and keeps where it ended once everything is
    /// in its place.
    ///
    /// A file and the cursor stay as they were when anything fails; of what went to standard output before
    /// it failed, or its reader left, the rows are logged and the cursor stays.
    /// - Parameters:
    ///   - namesAuthors: whether a file is for its owner only.
    ///   - body: returns where the next export begins.
    ///   - log: writes down that something left the desk; not called where nothing did.
    func write(
        namesAuthors: Bool = false,
        _ body: (_ sink: (_ bytes: [UInt8], _ rows: Int) throws -> Void) throws -> String,
        log: (_ rows: Int, _ cursor: String?) throws -> Void
    ) throws {
        // A cursor that could not be kept is found out before anything leaves the desk.
        if let cursor { _ = try AtomicFile(cursor) }
        var taken = 0
        let end: String
        if let out {
            let file = try AtomicFile(out, mode: namesAuthors ? modeOfNames : 0o644)
            end = try body { bytes, rows in
                try file.write(bytes)
                taken += rows
            }
            try file.flush()
            if taken > 0 { try log(taken, end) }
            try file.commit()
            Terminal.tellWritten(out)
        } else {
            // So that who left is noticed, and does not end the program.
            signal(SIGPIPE, SIG_IGN)
            do {
                end = try body { bytes, rows in
                    // Before: of a piece that was cut off they may have read all.
                    taken += rows
                    guard try Terminal.offer(bytes) else { throw ReaderLeft() }
                }
            } catch {
                if taken > 0 { try log(taken, nil) }
                if error is ReaderLeft { return }
                throw error
            }
            if taken > 0 { try log(taken, end) }
        }
        guard let cursor else { return tellNext(end) }
        try writeWhole(Array("\(end)\n".utf8), to: cursor)
    }

    /// Tells somebody at a terminal where to go on; a cron job is told nothing, and no row is followed by it.
    private func tellNext(_ end: String) {
        let words = "next --since \(end)"
        if Terminal.isError {
            say(words)
        } else if out != nil, Terminal.isOutput {
            Terminal.tell(words)
        }
    }
}

/// Who read standard output wants no more.
private struct ReaderLeft: Error {}

/// Which comments, or decisions, an export is about.
struct ExportConditionOptions: ParsableArguments {
    @Option(help: "Only comments of this source.") var source: String?
    @Option(help: "Only from this day or moment on.") var from: String?
    @Option(help: "Only before this day or moment.") var to: String?

    func conditions(at desk: Desk) throws -> ExportConditions {
        let conditions = ExportConditions(
            source: source.map { SourceName($0) },
            from: try from.map { try moment($0, of: "--from", in: desk.timeZone) },
            to: try to.map { try moment($0, of: "--to", in: desk.timeZone) })
        if let from = conditions.from, let to = conditions.to, from >= to {
            throw ValidationError("the period is empty: --from must be before --to")
        }
        return conditions
    }
}

/// `--format` of an export of many lines.
enum LineFormat: String, ExpressibleByArgument, CaseIterable { case jsonl, csv }

/// Bytes that an export gathers before it writes them, so that a line is no call of the system.
///
/// **Source**: 64 KiB, what a Linux pipe holds.
let exportChunk = 65_536
