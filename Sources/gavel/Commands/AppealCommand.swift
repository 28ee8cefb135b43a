public import ArgumentParser
import Foundation
import Ingest
public import Moderation
import PolicyEngine
import Reports
import ReviewQueue
import ReviewScreen

struct AppealCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "appeal",
        abstract: "Take in a commenter's objection to a decision, and answer it.",
        discussion: """
            Somebody else answers than who decided.

            Example:
              gavel appeal open 12 --text "I quoted the mayor" --contact lee@mail.example
              gavel appeal list
              gavel appeal decide 1 restore --note "it was a quotation" --as ben
              gavel appeal letter 1 --out answer-1.txt
            """,
        subcommands: [
            OpenCommand.self, ListCommand.self, ShowCommand.self, DecideCommand.self,
            PacketCommand.self, LetterCommand.self,
        ], defaultSubcommand: ListCommand.self)

    struct OpenCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "open",
            abstract: "Take in an appeal against a decision.",
            discussion: """
                Example:
                  gavel appeal open 12 --file letter.txt --contact lee@mail.example
                """)

        @Argument(help: "The decision that hid the comment.") var decision: Int64
        @OptionGroup var deskOption: DeskOption
        @OptionGroup var moderator: ModeratorOption
        @OptionGroup var words: LetterOption
        @Option(help: "How to reach the commenter.") var contact: String?

        func run() throws {
            let desk = try deskOption.open()
            let person = try moderator.moderator(at: desk, to: .review)
            let appeal = try desk.openQueue().openAppeal(
                against: decision, text: words.read(), contact: contact,
                terms: desk.settings.appeals, by: person, now: Date())
            let due = appeal.due.ISO8601Format()
            Terminal.tell("appeal \(appeal.id) on \(appeal.decision.comment) is due \(due)")
        }
    }

    struct ListCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list",
            abstract: "List appeals, the one due first at the head.",
            discussion: """
                Example:
                  gavel appeal list --all --format csv > appeals.csv
                """)

        @OptionGroup var deskOption: DeskOption
        @OptionGroup var moderator: ModeratorOption
        @Flag(help: "Those that were answered, too.") var all = false
        @Option(help: "table, json or csv.") var format: ListFormat = .table

        func run() throws {
            let desk = try deskOption.open()
            try moderator.moderator(at: desk, to: .seeAuthorDetails)
            let appeals = try desk.openQueue().appeals(isOpen: !all)
            format.print(
                appealTable(
                    appeals, now: Date(), timeZone: desk.timeZone, width: Terminal.width,
                    style: Terminal.style),
                csv: CSVWriter.appeals(appeals)
            ) { $0.appeals(appeals) }
        }
    }

    struct ShowCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show",
            abstract: "Show an appeal with the comment and the decision.",
            discussion: """
                Example:
                  gavel appeal show 1
                """)

        @Argument(help: "The appeal.") var appeal: Int64
        @OptionGroup var deskOption: DeskOption
        @OptionGroup var moderator: ModeratorOption
        @Option(help: "text or json.") var format: ViewFormat = .text

        func run() throws {
            let desk = try deskOption.open()
            try moderator.moderator(at: desk, to: .seeAuthorDetails)
            let queue = try desk.openQueue()
            let appeal = try queue.appeal(appeal)
            try format.print(
                appealView(
                    appeal, of: try queue.item(appeal.decision.comment), now: Date(),
                    timeZone: desk.timeZone, width: Terminal.width, style: Terminal.style)
            ) { $0.appeal(appeal) }
        }
    }

    struct DecideCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "decide",
            abstract: "Answer an appeal: uphold the decision, or restore the comment.",
            discussion: """
                Restoring takes the decision back and approves the comment, if nobody edited it since.
                Upholding needs a note that says why. The note stands in the letter to who objected.

                Example:
                  gavel appeal decide 1 uphold --note "it names a private person's address" --as ben
                """)

        @Argument(help: "The appeal.") var appeal: Int64
        @Argument(help: "uphold or restore.") var outcome: Appeal.Outcome
        @OptionGroup var deskOption: DeskOption
        @OptionGroup var moderator: ModeratorOption
        @Option(help: "Why; the commenter is told. Upholding needs it.") var note: String?

        func run() throws {
            let desk = try deskOption.open()
            let person = try moderator.moderator(at: desk, to: .answerAppeals)
            let policy = PolicyRecord(try desk.loadPolicy())
            let (answered, state) = try desk.openQueue().answer(
                appeal: appeal, outcome, note: note, policy: policy, by: person, now: Date())
            let word =
                switch state {
                case .approved, .passed: "is shown"
                case .hidden, .spam: "stays \(state.rawValue)"
                case .open, .known: "waits in the queue"
                }
            Terminal.tell("appeal \(answered.id) is answered: \(answered.decision.comment) \(word)")
            say("gavel appeal letter \(answered.id) writes the answer to who objected")
        }
    }
}

/// Words of somebody outside, on the command line or in a file.
struct LetterOption: ParsableArguments {
    @Option(help: "What they say.") var text: String?
    @Option(help: "A file with what they say; '-' is standard input.") var file: String?

    func validate() throws {
        guard (text == nil) != (file == nil) else {
            throw ValidationError("give what they say with --text or --file")
        }
    }

    /// - Throws: `Problem` F001 to F003 for a file that cannot be read.
    func read() throws -> String { try text ?? readLetter(path: file!) }
}

extension Appeal.Outcome: ExpressibleByArgument {}
