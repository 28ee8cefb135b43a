import ArgumentParser
import Foundation
import Ingest
import Logging
import Moderation
import PolicyEngine
import Reports
import ReviewQueue

struct IngestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ingest",
        abstract: "Read comments, judge them and put them on the desk.",
        discussion: """
            A comment is known by its source and id: reading a file again changes nothing, a changed
            text makes a new revision. A record that cannot be read is set aside with its reason and
            the run goes on (exit status 3). Silent when all is well and stdout is no terminal.

            Without --source the source is the file's name up to its first dot: a file of another
            name is another source, in which every comment is new. On a desk that has sources,
            ingest says so.

            A new or changed rule that hits more than 5 % of the desk's last 200 comments,
            and did not before, runs in shadow: it finds and does not act (exit status 3),
            run for run, until it is changed or --trust-rules lets it act.

            Example:
              gavel ingest samples/comments.jsonl --source news
              gavel ingest export.csv --source letters --map text=body --map id=number
            """)

    enum IfLocked: String, ExpressibleByArgument, CaseIterable { case wait, skip }

    @Argument(help: "Files to read; '-' is standard input.") var paths: [String] = []
    @OptionGroup var deskOption: DeskOption
    @Option(
        help: ArgumentHelp(
            "The place the comments come from; else the file's name.", valueName: "name"))
    var source: String?
    @OptionGroup var reading: ReadingOption
    @Option(help: "What to do while another run holds the lock; else exit status 75.")
    var ifLocked: IfLocked?
    @Flag(help: "Read and judge, but keep nothing; repeats are told only of what is kept.")
    var dryRun = false
    @Flag(help: "Let new and changed rules act, however much they hit.") var trustRules = false
    @Flag(help: "Print the run's summary as JSON.") var json = false
    @Option(help: ArgumentHelp("Append the bytes of set-aside records.", valueName: "file"))
    var setAside: String?
    @Flag(help: "Log what the run does, on stderr.") var verbose = false

    func validate() throws {
        for name in source.map({ [$0] })
            ?? ReadingOption.inputs(paths).map(ReadingOption.source).map(\.rawValue)
        where name.isEmpty || name.contains(":") || name.contains(where: \.isNewline) {
            throw ValidationError(
                "'\(name)' cannot name a source; name one with --source, without a colon")
        }
    }

    func run() async throws {
        let started = Date()
        Interruption.watch()
        let desk = try deskOption.open()
        let policy = try desk.loadPolicy()
        let options = try reading.options()
        let opened = try desk.openQueue()
        let lock: RunLock
        do {
            lock = try RunLock(path: desk.lockPath, waits: ifLocked == .wait, now: started)
        } catch let held as LockHeld {
            if ifLocked == .skip { return }
            throw held
        }
        defer { withExtendedLifetime(lock) {} }
        if source == nil { try tellOfNewSources(opened) }
        let queue = try desk.keyAuthors(of: opened, isDryRun: dryRun, now: started)
        var last = LastIngest(path: desk.lastRunPath)
        let log = try SetAsideLog(path: setAside)
        let progress = Progress(isShown: Terminal.isError && !json, started: started)
        let (judge, run) = try begin(policy, queue, now: started)
        for rule in run.shadowed { say(Self.notice(rule)) }
        if !dryRun { try regroup(queue, policy, progress) }
        var pipeline = IngestPipeline(
            queue: queue, policy: judge, run: run, options: options, jobs: reading.jobs,
            isDryRun: dryRun, logger: logger(policy), progress: progress.show,
            setAside: log.append)
        do {
            for path in ReadingOption.inputs(paths) {
                let source = source.map { SourceName($0) } ?? ReadingOption.source(ofInput: path)
                try await pipeline.ingest(path, source: source)
            }
            try pipeline.judgeLate()
        } catch {
            progress.clear()
            // What was kept must not stay as it is because another input cannot be read.
            if !(error is Stopped) { try? pipeline.judgeLate() }
            _ = try? pipeline.finish(now: Date())
            if !dryRun { try? last.note(success: false, now: Date(), path: desk.lastRunPath) }
            throw error
        }
        let summary = try pipeline.finish(now: Date())
        progress.clear()
        if !dryRun { try last.note(success: true, now: Date(), path: desk.lastRunPath) }
        report(summary, log)
        if summary.setAside > 0 || !summary.shadowed.isEmpty {
            throw ExitCode(ExitStatus.partly.rawValue)
        }
    }

    /// What comments say is read anew where another version read it, or none.
    private func regroup(
        _ queue: ReviewQueue, _ policy: Policy, _ progress: Progress
    ) throws {
        guard try !queue.hasCurrentWordings() else { return }
        let classifier = Classifier(policy: policy)
        try queue.regroup(by: classifier.wording(of:)) { count in
            try Interruption.check()
            progress.show(count)
        }
    }

    /// A file of another name is another source, in which every comment is new: seldom what is meant.
    private func tellOfNewSources(_ queue: ReviewQueue) throws {
        let known = try queue.sources()
        guard !known.isEmpty else { return }
        let names = known.map { "'\($0)'" }.joined(separator: ", ")
        for name in Set(ReadingOption.inputs(paths).map(ReadingOption.source)).sorted()
        where !known.contains(name) {
            say(
                "gavel: '\(name)' is a new source, after a file's name; this desk has \(names)\n"
                    + "  help: give --source the name of the place that the comments come from")
        }
    }

    /// Asks the breaker whether every rule may act.
    ///
    /// - Returns: the policy to judge by, and the run that says which rules are in shadow.
    private func begin(
        _ policy: Policy, _ queue: ReviewQueue, now: Date
    ) throws -> (Policy, IngestRun) {
        let record = PolicyRecord(policy)
        var run = IngestRun(startedAt: now, actor: "ingest", policy: record)
        guard let trusted = try queue.trustedPolicy(),
            trusted.digest != record.digest || trusted.profile != record.profile
        else { return (policy, run) }
        let breaker = Breaker(policy: policy, trusted: trusted.rules)
        if breaker.isIdle { return (policy, run) }
        guard !trustRules else {
            if !dryRun { try queue.trust(&run, now: now) }
            return (policy, run)
        }
        let recent = try queue.recentComments(Breaker.mostComments)
        let shadowed = breaker.tripped(by: recent.comments, before: recent.hits)
        run = IngestRun(startedAt: now, actor: "ingest", policy: record, shadowed: shadowed)
        return (policy.shadowing(Set(shadowed.map(\.rule))), run)
    }

    private static func notice(_ rule: ShadowedRule) -> String {
        "gavel: rule \(rule.rule) hit \(rule.hits) of the last \(rule.comments) comments and ran in"
            + " shadow: look at it with 'gavel policy show \(rule.rule)', let it act with"
            + " --trust-rules"
    }

    /// What was read and is no comment.
    private static func notice(_ passedOver: [PassedOver: Int]) -> String {
        let kinds = PassedOver.allCases.compactMap { kind in
            passedOver[kind].map { "\($0) \(kind.rawValue)" }
        }
        return kinds.isEmpty ? "" : "; passed over: \(kinds.joined(separator: ", "))"
    }

    private func logger(_ policy: Policy) -> Logger {
        var logger = Logger(label: "gavel") { label in StreamLogHandler.standardError(label: label)
        }
        logger.logLevel = verbose ? .debug : .error
        logger.debug(
            "policy ready",
            metadata: ["digest": "\(policy.digest)", "packs": "\(policy.packs.count)"])
        return logger
    }

    private func report(_ summary: RunSummary, _ log: SetAsideLog) {
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
        if let first = log.first {
            say(
                "gavel: \(summary.setAside) of \(summary.read) records set aside; first:"
                    + " \(first.raw.place.input) line \(first.raw.place.line), \(first.reason.code):"
                    + " \(first.reason.message)")
        }
        if Terminal.isError, !json, !dryRun, summary.new + summary.edited > 0 {
            say("next: gavel queue list")
        }
    }
}

/// Keeps the first record that was set aside for the message, and all of them in a file if asked.
private final class SetAsideLog {
    private(set) var first: SetAsideRecord?
    private let file: FileHandle?

    /// Opens the file before anything is read.
    ///
    /// - Throws: `Problem` E001.
    init(path: String?) throws {
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

    func append(_ record: SetAsideRecord) throws {
        if first == nil { first = record }
        try file?.write(contentsOf: Data(record.raw.bytes + [0x0A]))
    }
}

/// A progress line on a terminal, at most ten times a second.
private final class Progress {
    private let isShown: Bool
    private let started: Date
    private var lastShown: Date

    init(isShown: Bool, started: Date) {
        self.isShown = isShown
        self.started = started
        lastShown = started
    }

    func show(_ read: Int) {
        let now = Date()
        guard isShown, now.timeIntervalSince(lastShown) >= 0.1 else { return }
        lastShown = now
        let rate = Int(Double(read) / max(0.001, now.timeIntervalSince(started)))
        FileHandle.standardError.write(Data("\r\(read) read, \(rate) a second ".utf8))
    }

    func clear() {
        guard isShown, lastShown != started else { return }
        FileHandle.standardError.write(Data("\r\u{1B}[K".utf8))
    }
}
