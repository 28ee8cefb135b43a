import ArgumentParser
import Foundation
import Moderation
import PolicyEngine
import Reports
import ReviewQueue
import ReviewScreen

extension QueueCommand {
    struct SearchCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "search",
            abstract: "Find comments by their words or their id, decided ones too.",
            discussion: """
                Words in quotation marks stand together; 'immigra*' finds what begins so. Newest first.

                Example:
                  gavel queue search ordinance '"our people"'
                  gavel queue search c07
                """)

        @Argument(help: "All of them have to be there.") var words: [String]
        @OptionGroup var deskOption: DeskOption
        @OptionGroup var moderator: ModeratorOption
        @Option(help: "How many at most.") var limit = 50
        @Option(help: "table, json or csv.") var format: ListFormat = .table

        func run() throws {
            let desk = try deskOption.open()
            let person = try moderator.moderator(at: desk, to: .look)
            let queue = try desk.openQueue()
            let question = words.count == 1 ? words[0] : words.map(Self.kept).joined(separator: " ")
            var hasSpoken = false
            let items = try queue.search(question, limit: max(0, limit)) { share in
                guard Terminal.showsProgress, share > 0 else { return }
                hasSpoken = true
                Terminal.tellError("\rreading what is new: \(Int(share * 100)) %")
            }
            let blindness = Blindness(queue, of: person, desk.settings.staff)
            if hasSpoken { say("\rreading what is new: done ") }
            if items.isEmpty, format == .table {
                Terminal.print(["no comment has these words"])
                return
            }
            ListCommand.show(try items.map(blindness.seen), as: format)
        }

        /// A word that the shell kept together stays together.
        private static func kept(_ word: String) -> String {
            word.contains(" ") && !word.contains("\"") ? "\"\(word)\"" : word
        }
    }
}
