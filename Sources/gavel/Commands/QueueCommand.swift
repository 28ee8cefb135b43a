public import ArgumentParser
import Foundation
import Moderation
import PolicyEngine
import Reports
import ReviewQueue
import ReviewScreen

struct QueueCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "queue",
        abstract: "See what waits for a person.",
        discussion: """
            Example:
              gavel queue list
              gavel queue show news:c07
            """,
        subcommands: [
            ListCommand.self, ShowCommand.self, NextCommand.self, ClaimCommand.self,
            ReleaseCommand.self, NoteCommand.self, EscalateCommand.self, SkipCommand.self,
            AnswerCommand.self, SearchCommand.self,
        ], defaultSubcommand: ListCommand.self)

    struct ListCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list",
            abstract: "List comments: held first, then the gravest, then by score and age.",
            discussion: """
                An author's comments that wait with the same words are one item: ×10 is ten.

                Example:
                  gavel queue list --queue held
                  gavel queue list --campaigns
                  gavel queue list --category attack --format csv > attacks.csv
                """)

        @OptionGroup var deskOption: DeskOption
        @OptionGroup var moderator: ModeratorOption
        @Option(
            help: """
                open, queued, held, reported, appeals, escalated, second, sample, passed, approved, \
                hidden or spam.
                """)
        var queue: QueueFilter.Queue = .open
        @OptionGroup var conditions: QueueConditionOptions
        @Option(
            help: ArgumentHelp(
                "Only letters of this campaign, by its id or how that begins.", valueName: "id"))
        var campaign: String?
        @Flag(help: "List the campaigns that have letters waiting instead.") var campaigns = false
        @Option(help: "How many at most.") var limit = 50
        @Option(help: "table, json or csv.") var format: ListFormat = .table

        private var isFiltered: Bool {
            conditions.areAny || campaign != nil || queue != .open
        }

        func validate() throws {
            if campaigns, isFiltered {
                throw ValidationError(
                    "--campaigns lists every campaign that waits; of the other options it takes"
                        + " --limit and --format")
            }
        }

        func run() throws {
            if campaigns { return try listCampaigns() }
            let desk = try deskOption.open()
            let person = try moderator.moderator(at: desk, to: .look)
            var filter = try conditions.filter(at: desk)
            filter.queue = queue
            filter.campaign = campaign
            filter.limit = max(0, limit)
            let queue = try desk.openQueue()
            let blindness = Blindness(queue, of: person, desk.settings.staff)
            // That it is in a list of decided ones tells what the first decided.
            let isTelling = !self.queue.isForReview
            var items = try queue.items(filter, where: conditions.languageCondition())
                .filter { try !isTelling || !blindness.hides($0.comment) }.map(blindness.seen)
            let readers = Dictionary(
                uniqueKeysWithValues: try queue.claims(now: Date()).map { ($0.comment, $0.by) })
            for index in items.indices { items[index].claimedBy = readers[items[index].comment] }
            if items.isEmpty { try conditions.refuseUnknownNames(desk, queue) }
            if items.isEmpty, format == .table, isFiltered || limit < 1 {
                Terminal.print(["no comment fits; gavel queue list shows what waits"])
                return
            }
            Self.show(items, as: format)
        }

        static func show(_ items: [QueueItem], as format: ListFormat) {
            let now = Date()
            format.print(
                queueTable(items, now: now, width: Terminal.width, style: Terminal.style),
                csv: CSVWriter.queueList(items, now: now)
            ) { $0.queueList(items, now: now) }
        }

        private func listCampaigns() throws {
            let desk = try deskOption.open()
            try moderator.moderator(at: desk, to: .look)
            let campaigns = try desk.openQueue().waitingCampaigns(limit: max(0, limit))
            format.print(
                campaignTable(campaigns, width: Terminal.width, style: Terminal.style),
                csv: CSVWriter.waitingCampaigns(campaigns)
            ) { $0.waitingCampaigns(campaigns) }
        }
    }

    struct ShowCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show",
            abstract: "Show one comment with all that is known about it.",
            discussion: """
                Example:
                  gavel queue show news:c07
                """)

        @OptionGroup var target: OneComment
        @Option(help: "text or json.") var format: ViewFormat = .text

        func run() throws {
            let (key, desk, queue, person) = try target.opened(to: .look)
            let staff = desk.settings.staff
            try Self.show(
                key, queue, as: format, Blindness(queue, of: person, staff),
                seesDetails: staff.role(of: person)?.may(.seeAuthorDetails) ?? false)
        }

        /// - Throws: `Problem` Q001.
        /// - Parameter seesDetails: with who gave notice, and how to reach who appealed.
        static func show(
            _ key: CommentKey, _ queue: ReviewQueue, as format: ViewFormat,
            _ blindness: Blindness, seesDetails: Bool = true
        ) throws {
            let now = Date()
            var item = try queue.item(key)
            try queue.addActs(to: &item)
            if !seesDetails { item.hideDetails() }
            item = try blindness.seen(item)
            item.claimedBy = try queue.claims(now: now).first { $0.comment == key }?.by
            if item.isOfCampaign { item.letter = try CampaignLetter(of: key, in: queue) }
            format.print(
                itemView(item, now: now, width: Terminal.width, style: Terminal.style)
            ) { $0.queueItem(item, now: now) }
        }
    }
}

extension CampaignLetter {
    /// A comment held against the form of its campaign; `nil` where it is of none.
    init?(of key: CommentKey, in queue: ReviewQueue) throws {
        guard let campaign = try queue.campaign(of: key) else { return nil }
        let form = try queue.comment(campaign.representative).comment
        self.init(
            campaign: campaign, added: FormLetter(form).added(by: try queue.comment(key).comment))
    }
}

extension QueueFilter.Queue: ExpressibleByArgument {}
