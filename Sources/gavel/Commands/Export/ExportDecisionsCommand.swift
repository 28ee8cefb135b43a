import ArgumentParser
import Moderation
import Reports
import ReviewQueue

extension ExportCommand {
    struct DecisionsCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "decisions",
            abstract: "Every decision and undo, oldest first.",
            discussion: """
                The last line's seq is the next --since.

                Example:
                  gavel export decisions --since 1200
                  gavel export decisions --format csv --out decisions.csv
                """)

        @OptionGroup var deskOption: DeskOption
        @OptionGroup var export: ExportOption
        @Option(help: "jsonl or csv.") var format: LineFormat = .jsonl

        func run() throws {
            let queue = try deskOption.open().openQueue()
            let start = try export.start { Int64($0).flatMap { $0 >= 0 ? $0 : nil } } ?? 0
            try export.write { sink in
                var last = start
                if format == .csv { try sink(CSVWriter.decisions([]).bytes) }
                var json = JSONWriter()
                while case let batch = try queue.decisions(after: last, limit: 1_000),
                    let end = batch.last
                {
                    switch format {
                    case .jsonl:
                        for decision in batch {
                            json.decision(decision)
                            json.endLine()
                        }
                        try sink(json.bytes)
                        json.removeAll()
                    case .csv: try sink(CSVWriter.rows(batch).bytes)
                    }
                    last = end.id
                }
                return String(last)
            }
        }
    }
}

/// `--format` of an export of many lines.
enum LineFormat: String, ExpressibleByArgument, CaseIterable { case jsonl, csv }
