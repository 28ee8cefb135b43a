import ArgumentParser
import Foundation
import Moderation
import Reports
import ReviewQueue
import ReviewScreen

struct LegalHoldCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "legal-hold",
        abstract: "Keep records from every purge and erasure, and end that.",
        discussion: """
            Has nothing to do with the route 'hold'.

            Example:
              gavel legal-hold add news:c07 --reason "Doe v. City"
              gavel legal-hold list
            """,
        subcommands: [AddCommand.self, ListCommand.self, ReleaseCommand.self],
        defaultSubcommand: ListCommand.self)

    struct AddCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "add",
            abstract: "Put a comment, an author, an article or a source on legal hold.",
            discussion: """
                What comes later falls under it too, such as the author's next comment.

                Example:
                  gavel legal-hold add news:c07 --reason "Doe v. City"
                  gavel legal-hold add --author-of news:c07 --reason "Doe v. City"
                """)

        @Argument(help: ArgumentHelp("A comment.", valueName: "source:id")) var comment: String?
        @OptionGroup var deskOption: DeskOption
        @OptionGroup var moderator: ModeratorOption
        @Option(
            help: ArgumentHelp("All by the author of this comment.", valueName: "source:id"))
        var authorOf: String?
        @Option(help: ArgumentHelp("All comments on this article.", valueName: "url"))
        var article: String?
        @Option(help: ArgumentHelp("All of this source.", valueName: "name")) var source: String?
        @Option(help: "Why, such as the name of the case.") var reason: String

        func validate() throws {
            let named = [comment, authorOf, article, source].compactMap { $0 }
            guard named.count == 1 else {
                throw ValidationError("name one: a comment, --author-of, --article or --source")
            }
            try checkReason(reason)
        }

        func run() throws {
            let subject: LegalHold.Subject =
                if let comment {
                    .comment(try commentKey(comment))
                } else if let authorOf {
                    .author(of: try commentKey(authorOf))
                } else if let article {
                    .article(article)
                } else {
                    .source(SourceName(source ?? ""))
                }
            let desk = try deskOption.open()
            let person = try moderator.moderator(at: desk, to: .keepRecords)
            let hold = try desk.openQueue().hold(subject, reason: reason, by: person, now: Date())
            Terminal.print(
                legalHoldLines([hold], width: Terminal.width, style: Terminal.style))
        }
    }

    struct ListCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "List legal holds, oldest first.",
            discussion: """
                Example:
                  gavel legal-hold list --all
                """)

        @OptionGroup var deskOption: DeskOption
        @OptionGroup var moderator: ModeratorOption
        @Flag(help: "Also those that were released.") var all = false
        @Option(help: "table, json or csv.") var format: ListFormat = .table

        func run() throws {
            let desk = try deskOption.open()
            try moderator.moderator(at: desk, to: .look)
            let holds = try desk.openQueue().legalHolds(includingReleased: all)
            format.print(
                legalHoldLines(holds, width: Terminal.width, style: Terminal.style),
                csv: CSVWriter.legalHolds(holds)
            ) { $0.legalHolds(holds) }
        }
    }

    struct ReleaseCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "release", abstract: "End a legal hold.",
            discussion: """
                Example:
                  gavel legal-hold release 3 --reason "settled"
                """)

        @Argument(help: ArgumentHelp("Its number.", valueName: "hold")) var hold: Int64
        @OptionGroup var deskOption: DeskOption
        @OptionGroup var moderator: ModeratorOption
        @Option(help: "Why.") var reason: String

        func validate() throws { try checkReason(reason) }

        func run() throws {
            let desk = try deskOption.open()
            let person = try moderator.moderator(at: desk, to: .keepRecords)
            let hold = try desk.openQueue().release(
                hold: hold, reason: reason, by: person, now: Date())
            Terminal.print(
                legalHoldLines([hold], width: Terminal.width, style: Terminal.style))
        }
    }
}

private func checkReason(_ reason: String) throws {
    if reason.allSatisfy(\.isWhitespace) { throw ValidationError("--reason takes words") }
}
