import ArgumentParser
import Foundation
import Moderation
import Reports
import ReviewQueue

extension ExportCommand {
    struct DecisionsCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "decisions",
            abstract: "Every decision and undo, oldest first.",
            discussion: """
                The last line's seq is the next --since. --from and --to are of when
                it was decided. A cursor is for the same conditions each time. The
                log says that something was taken, by whom and how much.

                Example:
                  gavel export decisions --since 1200
                  gavel export decisions --format csv --out decisions.csv
                """)

        @OptionGroup var deskOption: DeskOption
        @OptionGroup var moderator: ModeratorOption
        @OptionGroup var only: ExportConditionOptions
        @OptionGroup var export: ExportOption
        @Option(help: "jsonl or csv.") var format: LineFormat = .jsonl

        func run() throws {
            let desk = try deskOption.open()
            let person = try moderator.moderator(at: desk, to: .look)
            let conditions = try only.conditions(at: desk)
            let queue = try desk.openQueue()
            let start = try export.startAfterDecision(queue)
            try export.write { sink in
                var last = start
                var csv = CSVWriter.decisions([])
                if format == .csv { try sink(csv.bytes, 0) }
                var json = JSONWriter()
                while case let batch = try queue.decisions(after: last, limit: 1_000, conditions),
                    let end = batch.last
                {
                    switch format {
                    case .jsonl:
                        json.removeAll()
                        for decision in batch {
                            json.decision(decision)
                            json.endLine()
                        }
                        try sink(json.bytes, batch.count)
                    case .csv:
                        csv.removeAll()
                        csv.append(batch)
                        try sink(csv.bytes, batch.count)
                    }
                    last = end.id
                }
                return try queue.decisionCursor(after: last).description
            } log: { rows, cursor in
                try queue.log(
                    ExportAct(
                        what: "decisions", conditions: conditions, rows: rows, cursor: cursor),
                    by: person, now: Date())
            }
        }
    }
}
