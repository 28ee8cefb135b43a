import Crypto
import Foundation
import Ingest
import Moderation
import ReviewQueue

/// Decides what is to be read of one file of a source, by what the runs before noted.
struct FileReading {
    enum Step {
        /// It is as it was.
        case nothing
        /// Nothing is to be read now, and the next run has to know how it is.
        case note(FileCheckpoint)
        case read(Intake)
    }

    var source: SourceName
    var options: ReadingOptions
    /// How the source is read, in words: a file that was read otherwise is read anew.
    var reading: String
    /// How far its files were read.
    var known: [FileCheckpoint]
    var now: Date

    /// Seconds without a change after which nobody is taken to be writing a file: one run may follow
    /// another at once, and a writer that is held up must not lose half a record to it.
    private static let quiet: TimeInterval = 60

    /// - Throws: `Problem` F001 to F003.
    func step(path: String, name: String) throws -> Step {
        try step(path: path, name: name, others: [], isKnown: false)
    }

    /// The steps of a file that is rotated, and of what it was called before: the oldest first.
    ///
    /// **Never** goes past a file that cannot be read: the next one takes its place among the checkpoints,
    /// and nobody would know how far it was read.
    /// - Throws: `Problem` F001 to F003.
    func steps(rotatedPath path: String, name: String) throws -> [Step] {
        let rotated = RotatedFiles(name: name, path: path, known: known)
        func before(isAnother: Bool) throws -> [Step] {
            try rotated.candidates(isAnother: isAnother).map {
                try step(path: $0.path, name: $0.name, others: $0.others, isKnown: true)
            }
        }
        let own: Step
        do {
            own = try step(path: path, name: name)
        } catch {
            // Renamed just now, and not made anew yet.
            let before = try before(isAnother: false)
            if before.isEmpty { throw error }
            return before
        }
        guard case .read(let intake) = own else { return try before(isAnother: false) + [own] }
        return try before(isAnother: intake.growth?.from == nil) + [own]
    }

    /// - Parameters:
    ///   - others: what may be of this file although neither name nor inode says so: what was noted of
    ///     a file that this is a copy of.
    ///   - isKnown: whether it is read only if a checkpoint is of this file.
    private func step(
        path: String, name: String, others: [FileCheckpoint], isKnown: Bool
    ) throws -> Step {
        // A pipe would be waited for.
        guard let now = FileState(path: path) else {
            var isFolder: ObjCBool = false
            let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
            if exists, !isFolder.boolValue { throw notAFile(name) }
            _ = try FileSource(path: path, name: name)
            throw notAFile(name)
        }
        let candidates =
            known.filter { row in
                row.reading == reading && (row.input == name || row.state.isSameFile(as: now))
            } + others
        let isAsNoted = candidates.contains {
            $0.input == name && $0.state == now && $0.offset >= now.size
        }
        if isAsNoted { return .nothing }
        var file = try FileSource(path: path, name: name)
        guard let state = FileState(file) else { throw notAFile(name) }
        for row in candidates.sorted(by: { $0.offset > $1.offset }) where row.offset <= state.size {
            guard let hash = try file.hash(upTo: row.offset),
                Array(hash.finalize()) == row.digest
            else { continue }
            var noted = row
            (noted.input, noted.state) = (name, state)
            if row.offset == Int(state.size) {
                return known.contains(noted) ? .nothing : .note(noted)
            }
            let isStill = row.state == state && isQuiet(state)
            if row.offset == 0 {
                return try fromBeginning(file, state, path, name, isStill: isStill)
            }
            return .read(
                intake(file, state, path, name, from: (row, hash), isStill: isStill))
        }
        if isKnown { return .nothing }
        return try fromBeginning(file, state, path, name, isStill: false)
    }

    /// A time that is still to come counts too: the clock was set back.
    private func isQuiet(_ state: FileState) -> Bool {
        let modified = TimeInterval(state.modifiedAt) / 1_000_000_000
        return abs(now.timeIntervalSince1970 - modified) >= Self.quiet
    }

    /// Without a whole line the format cannot be told, nor what a table's columns are.
    private func fromBeginning(
        _ file: FileSource, _ state: FileState, _ path: String, _ name: String, isStill: Bool
    ) throws -> Step {
        var beginning = file
        guard try isStill || beginning.hasLine() else {
            return .note(
                FileCheckpoint(
                    input: name, offset: 0, line: 1, digest: Array(SHA256().finalize()),
                    state: state, reading: reading))
        }
        return .read(intake(file, state, path, name, from: nil, isStill: isStill))
    }

    private func intake(
        _ file: FileSource, _ state: FileState, _ path: String, _ name: String,
        from: (FileCheckpoint, SHA256)?, isStill: Bool
    ) -> Intake {
        Intake(
            path: path, name: name, source: source, options: options,
            growth: Intake.Growth(
                file: file, state: state, reading: reading, from: from, isStill: isStill))
    }

    private func notAFile(_ name: String) -> Problem {
        Problem(
            place: Problem.Place(file: name), code: FormatProblem.unreadable.rawValue,
            message: "this is no plain file, and a source reads nothing else",
            help: "name a pipe on the command line: gavel ingest PIPE --source \(source)")
    }
}
