import ArgumentParser
import Foundation
import Moderation
import ReviewQueue
import ReviewScreen

extension QueueCommand {
    struct NextCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "next",
            abstract: "Claim the first comment that nobody else reads, and show it.",
            discussion: """
                A claim lasts ten minutes, or until you decide, release it or claim it again.
                Nothing left to read is exit status 0 and no answer.

                Example:
                  gavel queue next --as ann
                  gavel queue next --queue held --format json
                """)

        @OptionGroup var deskOption: DeskOption
        @OptionGroup var moderator: ModeratorOption
        @Option(help: "open, queued or held.") var queue: QueueFilter.Queue = .open
        @Option(help: "Only comments of this source.") var source: String?
        @Option(help: "Only comments with points in this category.") var category: String?
        @Option(help: "text or json.") var format: ShowCommand.Format = .text

        func validate() throws {
            guard queue.isWaiting else {
                throw ValidationError("only what waits is claimed: open, queued or held")
            }
        }

        func run() throws {
            let desk = try deskOption.open()
            let queue = try desk.openQueue()
            var filter = QueueFilter()
            filter.queue = self.queue
            filter.source = source.map { SourceName($0) }
            filter.category = category.map { CategoryID($0) }
            let now = Date()
            guard let item = try queue.nextItem(filter, by: moderator.moderator, now: now) else {
                try refuseUnknownNames(category: category, rule: nil, desk, queue)
                say("nothing waits that nobody else reads")
                return
            }
            try ShowCommand.show(item.comment, queue, as: format)
        }
    }

    struct ClaimCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "claim",
            abstract: "Say that you read a comment, for ten minutes.",
            discussion: """
                Claiming it again renews it. It keeps nobody from deciding.

                Example:
                  gavel queue claim news:c07
                  gavel queue claim news:c07 --take-over
                """)

        @Argument(help: ArgumentHelp("The comment.", valueName: "source:id")) var comment: String
        @OptionGroup var deskOption: DeskOption
        @OptionGroup var moderator: ModeratorOption
        @Flag(help: "Also from somebody who reads it.") var takeOver = false

        func run() throws {
            let queue = try deskOption.open().openQueue()
            let now = Date()
            let claim = try queue.claim(
                try commentKey(comment), by: moderator.moderator, takesOver: takeOver, now: now)
            let minutes = Int(claim.until.timeIntervalSince(now) / 60)
            Terminal.print(["\(claim.comment) is yours for \(minutes) minutes"])
        }
    }

    struct ReleaseCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "release",
            abstract: "Give a comment back that you claimed.",
            discussion: """
                Example:
                  gavel queue release news:c07
                """)

        @Argument(help: ArgumentHelp("The comment.", valueName: "source:id")) var comment: String
        @OptionGroup var deskOption: DeskOption
        @OptionGroup var moderator: ModeratorOption

        func run() throws {
            let queue = try deskOption.open().openQueue()
            let key = try commentKey(comment)
            let wasYours = try queue.release(key, by: moderator.moderator, now: Date())
            Terminal.print([wasYours ? "gave \(key) back" : "nobody reads \(key)"])
        }
    }
}
