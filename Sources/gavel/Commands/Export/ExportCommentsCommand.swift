public import ArgumentParser
import Foundation
public import Moderation
import Reports
import ReviewQueue

extension ExportCommand {
    struct CommentsCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "comments",
            abstract: "Every comment with its text and where it stands, in the order they came.",
            discussion: """
                The newest revision of each; with a cursor those that are new, or were
                decided, undone, judged again or purged since, so that the last line
                about a comment is how it stands. With --state a comment that left the
                state is not told. --from and --to are of when it was written. A cursor
                is for the same conditions each time; --cursor keeps it, and the log
                says that something was taken, by whom and how much. Authors are told
                apart by a hash that only this desk can make; --with-authors names them.

                Example:
                  gavel export comments --cursor comments.cursor --out new.jsonl
                  gavel export comments --state hidden --format csv --out hidden.csv
                """)

        @OptionGroup var deskOption: DeskOption
        @OptionGroup var moderator: ModeratorOption
        @OptionGroup var only: ExportConditionOptions
        @Option(help: "Only new (passed), open, approved, hidden, spam or known (replaced) ones.")
        var state: ItemState?
        @Flag(help: "Also revisions that a newer one replaced.") var allRevisions = false
        @Flag(help: "Say who wrote a comment, and write down that you asked.")
        var withAuthors = false
        @OptionGroup var export: ExportOption
        @Option(help: "jsonl or csv.") var format: LineFormat = .jsonl

        func validate() throws {
            if state == .known, !allRevisions {
                throw ValidationError("only --all-revisions has those that are known")
            }
        }

        func run() throws {
            let desk = try deskOption.open()
            let person = try moderator.moderator(
                at: desk, to: withAuthors ? .seeAuthorDetails : .look)
            var conditions = try only.conditions(at: desk)
            conditions.state = state
            conditions.includesOlder = allRevisions
            conditions.namesAuthors = withAuthors
            let queue = try desk.openQueue()
            let start = try export.start { CommentCursor($0) }
            if withAuthors {
                try queue.logAuthorDetails(in: "comments", conditions, by: person, now: Date())
            }
            try export.write(namesAuthors: withAuthors) { sink in
                let end =
                    switch format {
                    case .jsonl: try lines(queue, conditions, start, sink)
                    case .csv: try table(queue, conditions, start, sink)
                    }
                return end.description
            } log: { rows, cursor in
                try queue.log(
                    ExportAct(what: "comments", conditions: conditions, rows: rows, cursor: cursor),
                    by: person, now: Date())
            }
        }

        private typealias Sink = (_ bytes: [UInt8], _ rows: Int) throws -> Void

        private func lines(
            _ queue: ReviewQueue, _ conditions: ExportConditions, _ start: CommentCursor?,
            _ sink: Sink
        ) throws -> CommentCursor {
            var json = JSONWriter()
            var rows = 0
            let end = try queue.exportComments(conditions, since: start) { comment in
                json.comment(comment)
                json.endLine()
                rows += 1
                guard json.count >= exportChunk else { return }
                try sink(json.bytes, rows)
                json.removeAll()
                rows = 0
            }
            try sink(json.bytes, rows)
            return end
        }

        private func table(
            _ queue: ReviewQueue, _ conditions: ExportConditions, _ start: CommentCursor?,
            _ sink: Sink
        ) throws -> CommentCursor {
            var csv = CSVWriter.comments()
            var rows = 0
            let end = try queue.exportComments(conditions, since: start) { comment in
                csv.row(comment)
                rows += 1
                guard csv.bytes.count >= exportChunk else { return }
                try sink(csv.bytes, rows)
                csv.removeAll()
                rows = 0
            }
            try sink(csv.bytes, rows)
            return end
        }
    }
}

extension ItemState: ExpressibleByArgument {}
