import ArgumentParser
import Foundation
import Moderation
import PolicyEngine
import Reports
import ReviewQueue
import ReviewScreen

struct EraseAuthorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "erase-author",
        abstract: "Empty all that an author wrote and all that names them, and keep the proof.",
        discussion: """
            The author is named by any comment of theirs. What was decided, hashes
            and the author's key stay. Refused while a comment of theirs is on legal
            hold, waits for a person, or is kept by its retention class, which
            --despite-retention overrides. Backups are not reached.

            Example:
              gavel erase-author news:c07 --dry-run
              gavel erase-author news:c07 --despite-retention "request of 3 March, counsel agrees"
            """)

    @Argument(help: ArgumentHelp("A comment of theirs.", valueName: "source:id"))
    var comment: String
    @OptionGroup var deskOption: DeskOption
    @OptionGroup var moderator: ModeratorOption
    @Option(
        help: ArgumentHelp(
            "Erase although the time of the retention class is not over, for this reason.",
            valueName: "reason"))
    var despiteRetention: String?
    @Flag(help: "Show the preview and change nothing.") var dryRun = false
    @Flag(help: "Erase without asking.") var yes = false

    func validate() throws {
        if yes, dryRun { throw ValidationError("--yes and --dry-run do not go together") }
        if let despiteRetention, despiteRetention.allSatisfy(\.isWhitespace) {
            throw ValidationError("--despite-retention takes a reason")
        }
    }

    func run() throws {
        let desk = try deskOption.open()
        let person = try moderator.moderator(at: desk, to: dryRun ? .look : .keepRecords)
        let key = try commentKey(comment)
        let opened = try desk.openQueue()
        let request = ErasureRequest(
            comment: key, retentionClass: desk.settings.retentionClass(of: key.source),
            despiteRetention: despiteRetention, by: person)
        let now = Date()
        let preview = try opened.erasurePreview(request, now: now)
        Terminal.print(
            erasurePreview(preview, of: key, width: Terminal.width, style: Terminal.style))
        guard !preview.going.isEmpty else {
            say("nothing was changed: nothing of the author is left")
            return
        }
        // What would be refused is not asked about.
        let isRefused =
            preview.held + preview.waiting > 0
            || (!preview.retained.isEmpty && despiteRetention == nil)
        guard
            isRefused && !dryRun
                || Terminal.isWanted("erase this author for ever?", yes: yes, dryRun: dryRun)
        else { return }
        let lock = try RunLock(path: desk.lockPath, waits: true, now: now)
        defer { withExtendedLifetime(lock) {} }
        let queue = try desk.keyAuthors(of: opened, isDryRun: false, now: now)
        let count = try queue.eraseAuthor(request, now: now)
        Terminal.print(purgeLines(count, width: Terminal.width, style: Terminal.style))
    }
}

struct AuthorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "author",
        abstract: "Show who wrote a comment, and write down that you looked.",
        discussion: """
            What the desk knows of an author without naming them is in 'gavel queue show'.

            Example:
              gavel author news:c07
            """)

    @Argument(help: ArgumentHelp("A comment of theirs.", valueName: "source:id"))
    var comment: String
    @OptionGroup var deskOption: DeskOption
    @OptionGroup var moderator: ModeratorOption
    @Option(help: "text or json.") var format: ViewFormat = .text

    func run() throws {
        let key = try commentKey(comment)
        let desk = try deskOption.open()
        let person = try moderator.moderator(at: desk, to: .seeAuthorDetails)
        let details = try desk.openQueue().authorDetails(of: key, by: person, now: Date())
        format.print(
            authorDetailLines(details, of: key, width: Terminal.width, style: Terminal.style)
        ) { $0.authorDetails(details) }
    }
}
