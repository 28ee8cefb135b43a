import Foundation
import Ingest
import Moderation
import ReviewQueue

/// A folder that others put files into, each to be taken once: claimed by a rename into `claimed/`, and
/// moved to `done/` or `failed/` when it was read.
///
/// Crash-only: what a killed run left in `claimed/` the next takes up first. Whoever writes into the folder
/// gives a file its name when it is whole; hidden ones and those that end in `.tmp` or `.part` are
/// being written.
struct Spool {
    let path: String
    /// The folder as it is written in `desk.yaml`.
    let name: String

    private static let claimed = "claimed"

    /// A file to be read; it lies in `claimed/` but in a dry run.
    struct Entry {
        var file: String
        var path: String
        /// What people call it: where it was put.
        var name: String
    }

    /// Files that wait, those of a killed run first, then by name.
    ///
    /// - Throws: `Problem` F001 or F002 when there is no such folder.
    func waiting() throws -> [Entry] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw problem(.missing, "there is no such folder", help: "make it: mkdir \(path)")
        }
        guard isFolder.boolValue else {
            throw problem(
                .unreadable, "a spool is a folder, and this is a file", help: "name it as a path")
        }
        return try files(path + "/" + Self.claimed, isLeft: true) + files(path, isLeft: false)
    }

    /// Takes a file out of the folder, so that nobody takes it twice; `nil` when somebody else took it
    /// away meanwhile.
    ///
    /// - Throws: `Problem` F003 for a name that is not UTF-8, E001 when it cannot be moved.
    func claim(_ entry: Entry) throws -> Entry? {
        guard entry.path == path + "/" + entry.file else { return entry }
        guard FileState(path: entry.path, followsLinks: false) != nil else {
            guard Self.isRepaired(entry.file) else { return nil }
            throw problem(
                .unreadable, "the name of a file in it is not UTF-8",
                help: "see it with 'ls -b \(path)', and rename it")
        }
        var claimed = entry
        claimed.path = try move(entry.path, to: Self.claimed)
        return claimed
    }

    func finish(_ entry: Entry) throws { _ = try move(entry.path, to: "done") }

    /// Puts a file apart that cannot be read, with the reason beside it.
    func fail(_ entry: Entry, _ problem: Problem) throws {
        let moved = try move(entry.path, to: "failed")
        let help = "  then: mend it and move it back to \(path)\n"
        try writeWhole(Array("\(problem)\n\(help)".utf8), to: moved + ".problem.txt")
    }

    private func files(_ folder: String, isLeft: Bool) throws -> [Entry] {
        guard isLeft || access(folder, R_OK | X_OK) == 0 else {
            throw problem(
                .unreadable, "the folder cannot be read: \(String(cString: strerror(errno)))",
                help: "let the account that runs gavel read and write it")
        }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        // Those that cannot even be named last, so that they hold up no other.
        let ordered = names.sorted {
            (Self.isRepaired($0) ? 1 : 0, $0) < (Self.isRepaired($1) ? 1 : 0, $1)
        }
        return ordered.filter { file in
            isLeft || !(file.hasPrefix(".") || file.hasSuffix(".tmp") || file.hasSuffix(".part"))
        }.compactMap { file in
            let path = folder + "/" + file
            // A link could point anywhere, and a pipe would be waited for.
            guard FileState(path: path, followsLinks: false) != nil || Self.isRepaired(file) else {
                return nil
            }
            return Entry(file: file, path: path, name: name + "/" + file)
        }
    }

    /// Whether a name that the file system gave had bytes that no text has.
    private static func isRepaired(_ file: String) -> Bool { file.contains("\u{FFFD}") }

    /// - Returns: the new path; a name that is taken gets a number.
    private func move(_ from: String, to folder: String) throws -> String {
        let target = path + "/" + folder
        mkdir(target, 0o777)
        let file = URL(fileURLWithPath: from).lastPathComponent
        for number in 1... {
            let to = target + "/" + (number == 1 ? file : Self.numbered(file, number))
            // Never over another file; there is one run at a time, and others write to the spool only.
            if access(to, F_OK) == 0 { continue }
            if rename(from, to) == 0 { return to }
            throw Problem(
                place: Problem.Place(file: from), code: "E001",
                message: "it cannot be moved to \(folder)/: \(String(cString: strerror(errno)))",
                help: "let the account that runs gavel write to \(path)")
        }
        preconditionFailure("there is always another number")
    }

    /// `comments-2.jsonl`.
    private static func numbered(_ file: String, _ number: Int) -> String {
        let stem = file.prefix { $0 != "." }
        return stem.isEmpty ? "\(file)-\(number)" : "\(stem)-\(number)\(file.dropFirst(stem.count))"
    }

    private func problem(_ code: FormatProblem, _ message: String, help: String) -> Problem {
        Problem(
            place: Problem.Place(file: name), code: code.rawValue, message: message, help: help)
    }
}
