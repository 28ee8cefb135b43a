import ArgumentParser
import Foundation
import Moderation
import PolicyEngine
import ReviewQueue
import ReviewScreen

extension QueueCommand {
    struct NextCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "next",
            abstract: "Claim the first comment that nobody else reads, and show it.",
            discussion: """
                A claim lasts ten minutes, or until you decide, skip or release it. Severe
                comments do not follow each other while milder ones wait. What waits for a second
                opinion is shown without the first. Nothing left is exit status 0 and no answer.

                Example:
                  gavel queue next --as ann
                  gavel queue next --queue held --format json
                """)

        @OptionGroup var deskOption: DeskOption
        @OptionGroup var moderator: ModeratorOption
        @Option(
            help: "open, queued, held, reported, appeals, escalated, second or sample.")
        var queue: QueueFilter.Queue = .open
        @OptionGroup var conditions: QueueConditionOptions
        @Option(help: "text or json.") var format: ViewFormat = .text

        /// What taking the next of a list comes to.
        private static func act(_ queue: QueueFilter.Queue) -> Act {
            switch queue {
            case .escalated: .answerEscalated
            case .appeals: .answerAppeals
            default: .review
            }
        }

        func validate() throws {
            guard queue.isForReview else {
                throw ValidationError(
                    "what was decided, or passed, has no next; gavel queue list shows it")
            }
        }

        func run() throws {
            let desk = try deskOption.open()
            let person = try moderator.moderator(
                at: desk, to: Self.act(self.queue))
            let queue = try desk.openQueue()
            var filter = try conditions.filter(at: desk)
            filter.queue = self.queue
            let blindness = Blindness(queue, of: person, desk.settings.staff)
            let item = try queue.nextItem(
                filter, where: conditions.languageCondition(), by: person,
                opinions: blindness.opinions, now: Date())
            guard let item else {
                try conditions.refuseUnknownNames(desk, queue)
                let isSomebodyElses = self.queue == .second && blindness.opinions == .on([])
                say(
                    isSomebodyElses
                        ? "second opinions are asked of moderators: you are shown what they decide"
                        : "nothing waits that nobody else reads")
                return
            }
            try ShowCommand.show(item.comment, queue, as: format, blindness)
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

        @OptionGroup var target: OneComment
        @Flag(help: "Also from somebody who reads it.") var takeOver = false

        func run() throws {
            let (key, _, queue, person) = try target.opened(to: .review)
            let now = Date()
            let claim = try queue.claim(key, by: person, takesOver: takeOver, now: now)
            let minutes = Int(claim.until.timeIntervalSince(now) / 60)
            Terminal.tell("\(claim.comment) is yours for \(minutes) minutes")
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

        @OptionGroup var target: OneComment

        func run() throws {
            let (key, _, queue, person) = try target.opened(to: .review)
            let wasYours = try queue.release(key, by: person, now: Date())
            Terminal.tell(wasYours ? "gave \(key) back" : "nobody reads \(key)")
        }
    }
}
