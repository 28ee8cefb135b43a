import ArgumentParser
import Foundation
import Moderation
import PolicyEngine
import Reports
import ReviewQueue
import ReviewScreen

struct NoticeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "notice",
        abstract: "Take in a notice that a comment is illegal.",
        discussion: """
            With the fields of Regulation (EU) 2022/2065, Art. 16. It waits in the list 'reported' until
            somebody decides the comment, or answers it with 'gavel queue answer'.

            Example:
              gavel notice open news:c07 --file letter.txt --name "L. Roe" --email roe@mail.example
              gavel notice list
            """,
        subcommands: [OpenCommand.self, ListCommand.self], defaultSubcommand: ListCommand.self)

    struct OpenCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "open",
            abstract: "Take in a notice about a comment.",
            discussion: """
                One that lacks a field is taken in all the same, and says what it lacks.

                Example:
                  gavel notice open news:c07 --text "names my home address" --url https://news.example/7 \\
                    --name "L. Roe" --email roe@mail.example --good-faith
                """)

        @Argument(help: ArgumentHelp("The comment.", valueName: "source:id")) var comment: String
        @OptionGroup var deskOption: DeskOption
        @OptionGroup var moderator: ModeratorOption
        @OptionGroup var words: LetterOption
        @Option(help: "The exact address they give.") var url: String?
        @Option(help: "Who says so.") var name: String?
        @Option(help: "Their e-mail address.") var email: String?
        @Flag(help: "They say that they believe it in good faith.") var goodFaith = false

        func run() throws {
            let desk = try deskOption.open()
            let person = try moderator.moderator(at: desk, to: .review)
            let notice = Notice(
                explanation: try words.read(), url: Self.said(url), name: Self.said(name),
                email: Self.said(email), isInGoodFaith: goodFaith)
            let report = try desk.openQueue().receive(
                notice, on: try commentKey(comment), by: person, now: Date())
            let lacking = notice.isComplete ? "" : "; it lacks fields, see gavel notice list"
            Terminal.tell("notice \(report.id) on \(report.comment) is taken in\(lacking)")
        }

        /// `nil` for nothing but spaces.
        private static func said(_ text: String?) -> String? {
            text.flatMap { $0.contains { !$0.isWhitespace } ? $0 : nil }
        }
    }

    struct ListCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list",
            abstract: "List notices, oldest first.",
            discussion: """
                Example:
                  gavel notice list --all --format json
                """)

        @OptionGroup var deskOption: DeskOption
        @OptionGroup var moderator: ModeratorOption
        @Flag(help: "Those that were answered, too.") var all = false
        @Option(help: "table, json or csv.") var format: ListFormat = .table

        func run() throws {
            let desk = try deskOption.open()
            try moderator.moderator(at: desk, to: .seeAuthorDetails)
            let notices = try desk.openQueue().notices(isOpen: !all)
            format.print(
                noticeTable(
                    notices, now: Date(), timeZone: desk.timeZone, width: Terminal.width,
                    style: Terminal.style),
                csv: CSVWriter.notices(notices)
            ) { $0.notices(notices) }
        }
    }
}
