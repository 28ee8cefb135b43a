import Foundation
import Ingest
import Moderation
import PolicyEngine
import ReviewQueue

/// Reads the sources of a desk one after the other; what cannot be read of one stops none of the others.
struct SourceRun {
    let desk: Desk
    let queue: ReviewQueue
    let isDryRun: Bool
    /// Told before an input is read.
    let begin: (Intake) -> Void
    /// What went wrong, in the order it was met.
    private(set) var failures: [Failure] = []

    /// Something that a person has to mend.
    struct Failure {
        var source: SourceName
        var problem: Problem

        /// A column that `map:` names and a file has not is a matter of settings, not of usage.
        var status: ExitStatus {
            let status = ExitStatus(problem)
            return status == .usage ? .settings : status
        }
    }

    init(
        desk: Desk, queue: ReviewQueue, isDryRun: Bool, begin: @escaping (Intake) -> Void
    ) {
        self.desk = desk
        self.queue = queue
        self.isDryRun = isDryRun
        self.begin = begin
    }

    /// - Throws: what ends the whole run: `QueueError`, `Stopped`.
    mutating func read(
        _ sources: [DeskSource], into pipeline: inout IngestPipeline
    ) async throws {
        for source in sources {
            do {
                try await read(source, into: &pipeline)
            } catch let problem as Problem {
                note(problem, of: source)
            }
        }
    }

    private mutating func read(
        _ source: DeskSource, into pipeline: inout IngestPipeline
    ) async throws {
        let options = try desk.readingOptions(of: source)
        switch source.files {
        case .spool(let name):
            try await empty(
                Spool(path: desk.path(of: name), name: name), of: source, options, into: &pipeline)
        case .path(let name):
            let reading = try reading(of: source, options)
            let steps = try reading.steps(rotatedPath: desk.path(of: name), name: name)
            for step in steps { try await take(step, of: source, into: &pipeline) }
        case .glob(let pattern):
            let reading = try reading(of: source, options)
            for file in try GlobPattern(pattern, below: desk.folder).files() {
                do {
                    let step = try reading.step(path: file.path, name: file.name)
                    try await take(step, of: source, into: &pipeline)
                } catch let problem as Problem {
                    note(problem, of: source)
                }
            }
        }
    }

    private func reading(
        of source: DeskSource, _ options: ReadingOptions
    ) throws -> FileReading {
        FileReading(
            source: source.name, options: options, reading: source.reading,
            known: try queue.fileCheckpoints(of: source.name), now: Date())
    }

    private mutating func take(
        _ step: FileReading.Step, of source: DeskSource, into pipeline: inout IngestPipeline
    ) async throws {
        switch step {
        case .nothing: break
        case .note(let checkpoint):
            if !isDryRun { try queue.keep(checkpoint, of: source.name) }
        case .read(let intake):
            begin(intake)
            try await pipeline.ingest(intake)
        }
    }

    /// Takes the files of a spool; what ends the whole run leaves the file to the next one.
    private mutating func empty(
        _ spool: Spool, of source: DeskSource, _ options: ReadingOptions,
        into pipeline: inout IngestPipeline
    ) async throws {
        for waiting in try spool.waiting() {
            guard let entry = isDryRun ? waiting : try spool.claim(waiting) else { continue }
            let intake = Intake(
                path: entry.path, name: entry.name, source: source.name, options: options)
            begin(intake)
            do {
                try await pipeline.ingest(intake)
                if !isDryRun { try spool.finish(entry) }
            } catch let problem as Problem where ExitStatus(problem) != .database {
                note(problem, of: source)
                if !isDryRun { try spool.fail(entry, failures[failures.count - 1].problem) }
            }
        }
    }

    private mutating func note(_ problem: Problem, of source: DeskSource) {
        failures.append(Failure(source: source.name, problem: source.naming(problem)))
    }
}

extension DeskSource {
    /// How its files are read, in words.
    fileprivate var reading: String {
        ([format ?? "auto"] + map + (article.map { ["article \($0)"] } ?? []))
            .joined(separator: "; ")
    }

    /// The problem with the source it belongs to, and with the words of `desk.yaml` for those of the
    /// command line.
    fileprivate func naming(_ problem: Problem) -> Problem {
        var problem = problem
        problem.details.insert("source: '\(name)' at \(place)", at: 0)
        problem.help = problem.help.map {
            $0.replacing(/--map ([^= ]+)=([^ ']+)/) { "map: {\($0.1): \($0.2)}" }
                .replacing(", or use '-' for standard input", with: "")
        }
        return problem
    }
}
