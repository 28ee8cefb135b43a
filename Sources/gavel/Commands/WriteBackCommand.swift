import ArgumentParser
import Foundation
import Moderation
import Reports
import ReviewQueue
import ReviewScreen

struct WriteBackCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "writeback",
        abstract: "What sites were told, and what they did.",
        discussion: """
            'gavel export writeback' tells them.

            Example:
              gavel writeback results writeback-results.jsonl
              gavel writeback status
            """,
        subcommands: [ResultsCommand.self, StatusCommand.self],
        defaultSubcommand: StatusCommand.self)

    struct ResultsCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "results",
            abstract: "Take in what a site did.",
            discussion: """
                One JSON object a line: source, id, target, decision, action, outcome
                (applied, failed or skipped), detail, at. The scripts of 'gavel export
                writeback' write them; what was done by hand can be written so, too. Lines
                that are known change nothing.

                Example:
                  gavel writeback results writeback-results.jsonl
                """)

        @Argument(help: "The file; - is standard input.") var file: String
        @OptionGroup var deskOption: DeskOption
        @OptionGroup var moderator: ModeratorOption
        @Option(
            help: ArgumentHelp("Of lines that name no target.", valueName: "target"))
        var target: SiteTarget?

        func run() throws {
            let desk = try deskOption.open()
            let person = try moderator.moderator(at: desk, to: .review)
            let queue = try desk.openQueue()
            var lines = try ResultLines(path: file, target: target)
            var (new, known, setAside) = (0, 0, 0)
            while let batch = try lines.next(1_000) {
                let results = batch.compactMap { try? $0.result.get() }
                var receipts = try queue.receive(results, by: person, now: Date())[...]
                for line in batch {
                    switch line.result {
                    case .failure(let problem):
                        say("\(problem)")
                        setAside += 1
                    case .success(let result):
                        switch receipts.removeFirst() {
                        case .new: new += 1
                        case .known: known += 1
                        case .unknownComment:
                            say("\(unknown("there is no comment '\(result.comment)'", line))")
                            setAside += 1
                        case .unknownDecision:
                            say(
                                "\(unknown("comment '\(result.comment)' has no decision \(result.decision)", line))"
                            )
                            setAside += 1
                        }
                    }
                }
            }
            Terminal.tell("\(new) new, \(known) known, \(setAside) set aside")
            if setAside > 0 { throw ExitCode(ExitStatus.partly.rawValue) }
        }

        private func unknown(_ words: String, _ line: ResultLines.Line) -> Problem {
            .writeBack(
                .unknownResult, at: Problem.Place(file: file, line: line.number),
                words + " on this desk", help: "see that the results are of this desk")
        }
    }

    struct StatusCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "status",
            abstract: "How desk and sites agree, by source and target.",
            discussion: """
                Told are comments that an export spoke of; of those the site's newest answer
                is applied (or it was so already) or failed, and pending have none.
                Disagreeing are those of which the site is known to show something else than
                was decided: the next export tells it again.

                Example:
                  gavel writeback status --format json
                """)

        @OptionGroup var deskOption: DeskOption
        @OptionGroup var moderator: ModeratorOption
        @Option(help: "table, json or csv.") var format: ListFormat = .table

        func run() throws {
            let desk = try deskOption.open()
            try moderator.moderator(at: desk, to: .look)
            let summaries = try desk.openQueue().siteSummaries()
            format.print(
                siteTable(summaries, width: Terminal.width, style: Terminal.style),
                csv: CSVWriter.siteSummaries(summaries)
            ) { $0.siteSummaries(summaries) }
        }
    }
}
