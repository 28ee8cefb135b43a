public import ArgumentParser
import Foundation
import Moderation
import PolicyEngine
import ReviewQueue
public import ReviewScreen

struct ReviewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "review",
        abstract: "Work through what waits, one comment after the other.",
        discussion: """
            One key decides: f approves, d and a digit hides, s is spam, u takes it back; ? shows
            all keys. --plain asks one question a line, for screen readers, pipes and simple
            terminals; it is taken by itself where there is no other.

            Example:
              gavel review
              gavel review --queue held --as ann
              gavel review --plain --read-only
            """)

    @OptionGroup var deskOption: DeskOption
    @OptionGroup var moderator: ModeratorOption
    @Option(help: "The list to begin with.")
    var queue: QueueSource = .queue(.open)
    @Flag(help: "Lines in place of a screen.") var plain = false
    @Flag(help: "Look, and change nothing: no claim, no decision, no note.") var readOnly = false
    /// The queue behind the process that keeps the terminal.
    @Flag(help: .hidden) var inner = false

    private var isPlain: Bool { plain || !Terminal.showsScreen }

    func run() throws {
        let desk = try deskOption.open()
        let person = try moderator.moderator(
            at: desk, to: readOnly ? .look : .review,
            help: "--read-only looks and changes nothing; a moderator decides")
        guard desk.hasDatabase else { throw QueueError.missing(desk.databasePath) }
        if !isPlain, !inner { try TerminalKeeper.keep() }
        var style = Terminal.style
        style.plain = isPlain
        let setup = ReviewSetup(
            person: person, role: desk.settings.staff.role(of: person) ?? .reader,
            title: desk.title, profile: desk.settings.profile,
            keys: try desk.settings.review.keyTable(), isReadOnly: readOnly,
            givesOpinions: desk.settings.staff.opinionsAsked(of: person) != .on([]),
            pauseAfter: desk.settings.review.pauseAfter, timeZone: desk.timeZone, style: style)
        let session = ReviewSession(desk: desk, queue: try desk.openQueue(), person: person)
        let model = ReviewModel(
            setup: setup, source: queue,
            size: isPlain
                ? ScreenSize(columns: Terminal.width, rows: 24) : Terminal.size, now: Date())
        let status =
            isPlain
            ? PlainLoop(model, session).run() : try ScreenLoop(model, session).run()
        if status != .done { throw ExitCode(status.rawValue) }
    }
}

extension QueueSource: ExpressibleByArgument {
    public init?(argument: String) { self.init(name: argument) }
    public var defaultValueDescription: String { name }
    public static var allValueStrings: [String] { KeyTable.lists.map(\.name) }
}
