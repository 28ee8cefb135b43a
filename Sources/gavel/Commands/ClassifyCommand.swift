import ArgumentParser
import Foundation
import Ingest
import Moderation
import PolicyEngine
import Reports

struct ClassifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "classify",
        abstract: "Judge comments and print one JSON object a line; keep nothing.",
        discussion: """
            Lines come in input order and are the same whatever --jobs is. Without a desk the
            policies that came with gavel are used.

            Example:
              gavel classify samples/comments.jsonl --profile publisher | head -1
            """)

    @Argument(help: "Files to read; '-' is standard input.") var paths: [String] = []
    @OptionGroup var policyOption: PolicyOption
    @OptionGroup var reading: ReadingOption
    @Flag(help: "Print counts as one JSON line on stderr at the end.") var stats = false
    // For proving that the shortcuts change nothing; the answers are the same, only slower.
    @Flag(help: .hidden) var noPrefilter = false
    @Flag(help: .hidden) var noJit = false

    /// What became of one batch, ready to print.
    private struct Lines: Sendable {
        var bytes: [UInt8] = []
        var comments = 0
        var input = 0
        var setAside: [SetAsideReason] = []
        var places: [RecordPlace] = []
        var routes: [Route: Int] = [:]
    }

    func run() async throws {
        let started = Date()
        Interruption.watch()
        var source = try policyOption.source()
        source.usesJIT = !noJit
        let policy = try source.load()
        let options = try reading.options()
        var total = Lines()
        for path in ReadingOption.inputs(paths) {
            var reader = try openReader(FileSource(path: path), name: path, options: options)
            var ring = OrderedRing<Lines>(jobs: reading.jobs)
            while true {
                let raws: [RawRecord]
                do {
                    try Interruption.check()
                    raws = try reader.next(upTo: ReadingOption.batchSize)
                } catch {
                    // What was judged before the fault is printed first.
                    while let lines = try await ring.next() { print(lines, &total) }
                    throw error
                }
                if raws.isEmpty { break }
                let decoder = reader.decoder
                try ring.add { [usesPrefilter = !noPrefilter] in
                    Self.judge(raws, decoder, policy, usesPrefilter)
                }
                if ring.isFull, let lines = try await ring.next() { print(lines, &total) }
            }
            while let lines = try await ring.next() { print(lines, &total) }
        }
        finish(total, started)
        if !total.setAside.isEmpty { throw ExitCode(ExitStatus.partly.rawValue) }
    }

    private static func judge(
        _ raws: [RawRecord], _ decoder: any RecordDecoder, _ policy: Policy,
        _ usesPrefilter: Bool
    ) -> Lines {
        let classifier = Classifier(policy: policy, usesPrefilter: usesPrefilter)
        var lines = Lines()
        var writer = JSONWriter()
        for raw in raws {
            lines.input += raw.bytes.count
            switch decoder.decode(raw).outcome {
            case .passedOver: break
            case .setAside(let reason):
                lines.setAside.append(reason)
                lines.places.append(raw.place)
            case .comment(let comment):
                let assessment = classifier.assess(comment)
                lines.comments += 1
                lines.routes[assessment.route, default: 0] += 1
                writer.assessmentLine(assessment, id: comment.id)
                writer.endLine()
            }
        }
        lines.bytes = writer.bytes
        return lines
    }

    private func print(_ lines: Lines, _ total: inout Lines) {
        Terminal.print(lines.bytes)
        total.comments += lines.comments
        total.input += lines.input
        total.setAside += lines.setAside
        total.places += lines.places
        total.routes.merge(lines.routes, uniquingKeysWith: +)
    }

    private func finish(_ total: Lines, _ started: Date) {
        if let reason = total.setAside.first, let place = total.places.first {
            say(
                "gavel: \(total.setAside.count) records could not be read; first: \(place.input)"
                    + " line \(place.line), \(reason.code): \(reason.message)")
        }
        guard stats else { return }
        var writer = JSONWriter()
        writer.classifyStats(
            comments: total.comments, bytes: total.input,
            seconds: Date().timeIntervalSince(started), setAside: total.setAside.count,
            routes: total.routes)
        say(writer.text)
    }
}
