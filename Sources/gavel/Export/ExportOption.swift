public import ArgumentParser
import Foundation
import Moderation

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
    @Option(help: ArgumentHelp("Write to a file.", valueName: "file")) var out: String?

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
            .wrongCursor, "this is not a cursor of such an export", place: cursor,
            help: "leave it out to begin at the first, and keep the one that is told at the end")
    }

    private func words() throws -> String? {
        guard let cursor else { return since }
        guard FileManager.default.fileExists(atPath: cursor) else { return nil }
        guard let bytes = FileManager.default.contents(atPath: cursor) else {
            throw Problem.export(
                .unreadableCursor, "the cursor's file cannot be read", place: cursor,
                help: "see who may read it, or name another")
        }
        return String(decoding: bytes, as: UTF8.self).trimmingCharacters(
            in: .whitespacesAndNewlines)
    }

    /// Hands `body` a sink for bytes, and keeps where it ended once everything is in its place.
    ///
    /// - Parameter body: returns where the next export begins.
    func write(_ body: ((_ bytes: [UInt8]) throws -> Void) throws -> String) throws {
        let end: String
        if let out {
            let file = try AtomicFile(out)
            end = try body { try file.write($0) }
            try file.commit()
        } else {
            end = try body { Terminal.print($0) }
        }
        if let cursor { try writeWhole(Array("\(end)\n".utf8), to: cursor) }
    }
}
