public import ArgumentParser
import Foundation
public import Moderation
import PolicyEngine
import ReviewQueue
import ReviewScreen

struct PurgeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "purge",
        abstract: "Empty old texts and originals of a retention class, and keep the proof.",
        discussion: """
            'retention:' of desk.yaml gives each source a class. Hashes, judgements,
            decisions and the audit log stay; what is on legal hold or waits for a
            person stays whole. Backups are not reached. Asks after a preview;
            without a terminal nothing goes unless --yes says so.

            Example:
              gavel purge --before 2026-01-01 --class transitory --dry-run
              gavel purge --before 2026-01-01 --class transitory
            """)

    @Option(
        help: ArgumentHelp("What was written and read before this day or time.", valueName: "date"))
    var before: String
    @Option(
        name: .customLong("class"),
        help: ArgumentHelp(
            "none, transitory or correspondence-3y; permanent never goes.", valueName: "class"))
    var retentionClass: RetentionClass
    @OptionGroup var deskOption: DeskOption
    @OptionGroup var moderator: ModeratorOption
    @Flag(help: "Show the preview and change nothing.") var dryRun = false
    @Flag(help: "Empty without asking.") var yes = false

    func validate() throws {
        if yes, dryRun { throw ValidationError("--yes and --dry-run do not go together") }
    }

    func run() throws {
        let desk = try deskOption.open()
        let person = try moderator.moderator(at: desk, to: dryRun ? .look : .keepRecords)
        let before = try moment(before, of: "--before", in: desk.timeZone)
        let opened = try desk.openQueue()
        let request = PurgeRequest(
            retentionClass: retentionClass, sources: try sources(of: desk, opened),
            before: before, by: person)
        let now = Date()
        let preview = try opened.purgePreview(request, now: now)
        Terminal.print(
            purgePreview(
                preview, of: retentionClass, sources: request.sources, width: Terminal.width,
                style: Terminal.style))
        guard !preview.going.isEmpty else {
            say("nothing was changed: nothing would be emptied")
            return
        }
        guard Terminal.isWanted("empty these for ever?", yes: yes, dryRun: dryRun) else { return }
        // No ingest at the same time: it keeps in mind what it has seen.
        let lock = try RunLock(path: desk.lockPath, waits: true, now: now)
        defer { withExtendedLifetime(lock) {} }
        let queue = try desk.keyAuthors(of: opened, isDryRun: false, now: now)
        let count = try queue.purge(request, now: now)
        Terminal.print(purgeLines(count, width: Terminal.width, style: Terminal.style))
    }

    /// - Throws: `Problem` Q032 where no source has the class.
    private func sources(of desk: Desk, _ queue: ReviewQueue) throws -> [SourceName] {
        let known = try queue.sources()
        for name in desk.settings.retention.keys.sorted() where !known.contains(name) {
            let near = nearestName(to: name.rawValue, among: known.map(\.rawValue))
            say(
                "gavel: 'retention:' names '\(name)', of which the desk has nothing"
                    + (near.map { "; did you mean '\($0)'?" } ?? ""))
        }
        let sources = known.filter { desk.settings.retentionClass(of: $0) == retentionClass }
        if sources.isEmpty, retentionClass.leastDays != nil {
            throw Problem.queue(
                .noSourceOfClass, "no source of this desk has class '\(retentionClass.rawValue)'",
                help: "give it one under 'retention:' in \(desk.folder)/desk.yaml")
        }
        return sources
    }
}

extension RetentionClass: ExpressibleByArgument {}
