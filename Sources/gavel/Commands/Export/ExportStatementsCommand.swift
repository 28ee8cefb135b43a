import ArgumentParser
import Foundation
import Moderation
import Reports
import ReviewQueue

extension ExportCommand {
    struct StatementsCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "statements",
            abstract:
                "The statement of reasons of every decision that hides a comment or was taken back.",
            discussion: """
                One JSON object a line, oldest first, in the desk's language; the last
                line's seq is the next --since. A decision that was taken back has none;
                what took it back has one.

                Example:
                  gavel export statements --cursor statements.cursor --out new.jsonl
                """)

        @OptionGroup var deskOption: DeskOption
        @OptionGroup var moderator: ModeratorOption
        @OptionGroup var export: ExportOption
        @Option(help: "jsonl.") var format: StatementFormat = .jsonl

        enum StatementFormat: String, ExpressibleByArgument, CaseIterable { case jsonl }

        func run() throws {
            let desk = try deskOption.open()
            let person = try moderator.moderator(at: desk, to: .look)
            let terms = try desk.statementTerms()
            let queue = try desk.openQueue()
            let start = try export.startAfterDecision(queue)
            let end = try queue.newestDecision()
            var isAny = false
            try export.write { sink in
                var last = start
                var json = JSONWriter()
                while let batch = try queue.statements(
                    after: last, through: end, limit: 500)
                {
                    for statement in batch.statements {
                        json.statement(statement, terms)
                        json.endLine()
                    }
                    // Of no statement nothing is missing: cron is told with what it takes.
                    if !isAny, !batch.statements.isEmpty {
                        desk.warnWithoutContact()
                        desk.warnWithoutPolicyURL()
                        isAny = true
                    }
                    try sink(json.bytes, batch.statements.count)
                    json.removeAll()
                    last = batch.last
                }
                return try queue.decisionCursor(after: last).description
            } log: { rows, cursor in
                try queue.log(
                    ExportAct(
                        what: "statements", conditions: ExportConditions(), rows: rows,
                        cursor: cursor), by: person, now: Date())
            }
        }
    }
}
