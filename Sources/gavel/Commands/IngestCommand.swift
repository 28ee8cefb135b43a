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
            Without a path it reads the sources of desk.yaml: of a file that grows
            what is new, of a spool folder every file once. One that cannot be read
            stops none of the others.

            A comment is known by its source and id: reading a file again changes nothing, a changed
            text makes a new revision. A record that cannot be read is set aside with its reason and
            the run goes on (exit status 3). Silent when all is well and stderr is no terminal.

            With a path but without --source the source is the file's name up to its first dot: a file of another
            name is another source, in which every comment is new. On a desk that has sources,
            ingest says so.

            A new or changed rule that hits more than 5 % of the desk's last 200 comments,
            and did not before, runs in shadow: it finds and does not act (exit status 3),
            run for run, until it is changed or --trust-rules lets it act.

            Example:
              gavel ingest samples/comments.jsonl --source news
              gavel ingest export.csv --source letters --map text=body --map id=number
              gavel ingest --if-locked skip --metrics /var/lib/node_exporter/gavel.prom
            """)

    enum IfLocked: String, ExpressibleByArgument, CaseIterable { case wait, skip }

    @Argument(help: "Files to read; '-' is standard input; else the sources of desk.yaml.")
    var paths: [String] = []
    @OptionGroup var deskOption: DeskOption
    @Option(
        help: ArgumentHelp(
            "The place the comments come from, else the file's name; without a path, the one source to read.",
            valueName: "name"))
    var source: String?
    @OptionGroup var reading: ReadingOption
    @Option(help: "What to do while another run holds the lock; else exit status 75.")
    var ifLocked: IfLocked?
    @Flag(help: "Read and judge, but keep nothing; repeats are told only of what is kept.")
    var dryRun = false
    @Flag(help: "Let new and changed rules act, however much they hit.") var trustRules = false
    @Option(
        help: ArgumentHelp(
            "Write what a monitoring system asks, in Prometheus' text format.", valueName: "file"))
    var metrics: String?
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
        if dryRun, metrics != nil {
            throw ValidationError("--metrics tells of what is kept, and --dry-run keeps nothing")
        }
    }

    func run() async throws {
        let started = Date()
        Interruption.watch()
        let desk = try deskOption.open()
        let file = metrics.map { MetricsFile(path: $0, desk: desk, started: started) }
        let end: RunEnd?
        do {
            end = try await ingest(desk, started)
        } catch {
            if !(error is LockHeld) { try? file?.write(ExitStatus(error)) }
            throw error
        }
        // Another run has the lock, and tells of itself.
        guard let end else { return }
        end.failures.forEach { say("\($0.problem)") }
        report(end)
        try file?.write(end.status, end)
        if end.status != .done { throw ExitCode(end.status.rawValue) }
    }

    /// - Returns: `nil` when another run holds the lock and this one is to be skipped.
    private func ingest(_ desk: Desk, _ started: Date) async throws -> RunEnd? {
        let policy = try desk.loadPolicy()
        let sources = try chosenSources(of: desk)
        let options = try reading.options()
        let opened = try desk.openQueue(readsBesideWrites: true)
        let lock: RunLock
        do {
            lock = try RunLock(path: desk.lockPath, waits: ifLocked == .wait, now: started)
        } catch let held as LockHeld {
            if ifLocked == .skip { return nil }
            throw held
        }
        defer { withExtendedLifetime(lock) {} }
        if source == nil, sources.isEmpty { try tellOfNewSources(opened) }
        let queue = try desk.keyAuthors(of: opened, isDryRun: dryRun, now: started)
        var last = LastIngest(path: desk.lastRunPath)
        let log = try SetAsideLog(path: setAside)
        let progress = Progress(isShown: Terminal.showsProgress && !json, started: started)
        let (judge, run) = try begin(policy, queue, now: started)
        for rule in run.shadowed { say(Self.notice(rule)) }
        if !dryRun { try regroup(queue, policy, progress) }
        var pipeline = IngestPipeline(
            queue: queue, policy: judge, run: run, jobs: reading.jobs, isDryRun: dryRun,
            logger: logger(policy), progress: progress.show, setAside: log.append)
        var sourceRun = SourceRun(
            desk: desk, queue: queue, isDryRun: dryRun, begin: progress.begin)
        do {
            try await sourceRun.read(sources, into: &pipeline)
            for path in sources.isEmpty ? ReadingOption.inputs(paths) : [] {
                let source = source.map { SourceName($0) } ?? ReadingOption.source(ofInput: path)
                let intake = Intake(path: path, source: source, options: options)
                progress.begin(intake)
                try await pipeline.ingest(intake)
            }
            try pipeline.judgeLate()
        } catch {
            progress.clear()
            // What was kept must not stay as it is because another input cannot be read.
            if !(error is Stopped) { try? pipeline.judgeLate() }
            _ = try? pipeline.finish(now: Date())
            if !dryRun { try? last.note(success: false, now: Date(), path: desk.lastRunPath) }
            sourceRun.failures.forEach { say("\($0.problem)") }
            throw error
        }
        let summary = try pipeline.finish(now: Date())
        progress.clear()
        let end = RunEnd(
            summary: summary, sources: sources.map(\.name), failures: sourceRun.failures,
            firstSetAside: log.first)
        if !dryRun {
            try last.note(success: end.failures.isEmpty, now: Date(), path: desk.lastRunPath)
        }
        return end
    }

    /// The sources of `desk.yaml` to read; empty where inputs are named or piped in.
    private func chosenSources(of desk: Desk) throws -> [DeskSource] {
        guard paths.isEmpty else { return [] }
        let sources = desk.settings.sources
        guard !sources.isEmpty else {
            if Terminal.isPiped { return [] }
            throw ValidationError(
                "there is nothing to read: name a file, '-' for standard input, or 'sources:' in"
                    + " \(desk.folder)/desk.yaml")
        }
        guard !reading.describesInputs else {
            throw ValidationError(
                "a source's format, article and map stand in \(desk.folder)/desk.yaml; --format,"
                    + " --article and --map are for a named file, or '-' for standard input")
        }
        guard let source else { return sources }
        if let one = sources.first(where: { $0.name.rawValue == source }) { return [one] }
        let near = nearestName(to: source, among: sources.map(\.name.rawValue))
        throw ValidationError(
            "there is no source '\(source)' in \(desk.folder)/desk.yaml"
                + (near.map { "; did you mean '\($0)'?" }
                    ?? "; name a file, or '-' for standard input"))
    }

    /// What comments say is read anew where another version read it, or none.
    private func regroup(
        _ queue: ReviewQueue, _ policy: Policy, _ progress: Progress
    ) throws {
        guard try !queue.hasCurrentWordings() else { return }
        let classifier = Classifier(policy: policy)
        try queue.regroup(by: classifier.wording(of:)) { count in
            try Interruption.check()
            progress.show(count, bytes: 0)
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

    private func logger(_ policy: Policy) -> Logger {
        var logger = Logger(label: "gavel") { label in StreamLogHandler.standardError(label: label)
        }
        logger.logLevel = verbose ? .debug : .error
        logger.debug(
            "policy ready",
            metadata: ["digest": "\(policy.digest)", "packs": "\(policy.packs.count)"])
        return logger
    }
}
