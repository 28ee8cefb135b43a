public import ArgumentParser
import Foundation
import Moderation
import PolicyEngine
import Reports
public import ReviewQueue
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
            ReleaseCommand.self,
        ], defaultSubcommand: ListCommand.self)

    struct ListCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list",
            abstract: "List comments: held ones first, then by score, then by age.",
            discussion: """
                An author's comments that wait with the same words are one item: ×10 is ten.

                Example:
                  gavel queue list --queue held
                  gavel queue list --campaigns
                  gavel queue list --category attack --format csv > attacks.csv
                """)

        enum Format: String, ExpressibleByArgument, CaseIterable { case table, json, csv }

        @OptionGroup var deskOption: DeskOption
        @Option(help: "open, queued, held, passed, approved, hidden or spam.")
        var queue: QueueFilter.Queue = .open
        @Option(help: "Only comments of this source.") var source: String?
        @Option(help: "Only comments with points in this category.") var category: String?
        @Option(help: "Only comments that this rule spoke about.") var rule: String?
        @Option(
            help: ArgumentHelp(
                "Only letters of this campaign, by its id or how that begins.", valueName: "id"))
        var campaign: String?
        @Flag(help: "List the campaigns that have letters waiting instead.") var campaigns = false
        /// An empty list then says nothing about what waits.
        private var isNarrowed: Bool {
            source != nil || category != nil || rule != nil || campaign != nil || queue != .open
                || limit < 1
        }

        @Option(help: "How many at most.") var limit = 50
        @Option(help: "table, json or csv.") var format: Format = .table

        func validate() throws {
            let isFiltered =
                source != nil || category != nil || rule != nil || campaign != nil || queue != .open
            if campaigns, isFiltered {
                throw ValidationError(
                    "--campaigns lists every campaign that waits; of the other options it takes"
                        + " --limit and --format")
            }
        }

        func run() throws {
            if campaigns { return try listCampaigns() }
            var filter = QueueFilter()
            filter.queue = queue
            filter.source = source.map { SourceName($0) }
            filter.category = category.map { CategoryID($0) }
            filter.rule = rule.map { RuleID($0) }
            filter.campaign = campaign
            filter.limit = max(0, limit)
            let desk = try deskOption.open()
            let queue = try desk.openQueue()
            var items = try queue.items(filter)
            let readers = Dictionary(
                uniqueKeysWithValues: try queue.claims(now: Date()).map { ($0.comment, $0.by) })
            for index in items.indices { items[index].claimedBy = readers[items[index].comment] }
            if items.isEmpty {
                try refuseUnknownNames(category: category, rule: rule, desk, queue)
            }
            switch format {
            case .table where items.isEmpty && isNarrowed:
                Terminal.print(["no comment fits; gavel queue list shows what waits"])
            case .table:
                Terminal.print(
                    queueTable(
                        items, now: Date(), width: Terminal.width, style: Terminal.style))
            case .json:
                var writer = JSONWriter(layout: .pretty)
                writer.queueList(items, now: Date())
                writer.endLine()
                Terminal.print(writer.bytes)
            case .csv: Terminal.print(CSVWriter.queueList(items, now: Date()).bytes)
            }
        }

        private func listCampaigns() throws {
            let campaigns = try deskOption.open().openQueue().waitingCampaigns(
                limit: max(0, limit))
            switch format {
            case .table:
                Terminal.print(
                    campaignTable(campaigns, width: Terminal.width, style: Terminal.style))
            case .json:
                var writer = JSONWriter(layout: .pretty)
                writer.waitingCampaigns(campaigns)
                writer.endLine()
                Terminal.print(writer.bytes)
            case .csv: Terminal.print(CSVWriter.waitingCampaigns(campaigns).bytes)
            }
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

        enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

        @Argument(help: ArgumentHelp("The comment.", valueName: "source:id")) var comment: String
        @OptionGroup var deskOption: DeskOption
        @Option(help: "text or json.") var format: Format = .text

        func run() throws {
            let desk = try deskOption.open()
            let queue = try desk.openQueue()
            try Self.show(try commentKey(comment), queue, as: format)
        }

        /// - Throws: `Problem` Q001.
        static func show(_ key: CommentKey, _ queue: ReviewQueue, as format: Format) throws {
            let now = Date()
            var item = try queue.item(key)
            item.claimedBy = try queue.claims(now: now).first { $0.comment == key }?.by
            if item.isOfCampaign { item.letter = try letter(item.comment, queue) }
            switch format {
            case .text:
                Terminal.print(
                    itemView(item, now: now, width: Terminal.width, style: Terminal.style))
            case .json:
                var writer = JSONWriter(layout: .pretty)
                writer.queueItem(item, now: now)
                writer.endLine()
                Terminal.print(writer.bytes)
            }
        }

        /// The comment held against the form of its campaign.
        private static func letter(
            _ key: CommentKey, _ queue: ReviewQueue
        ) throws -> CampaignLetter? {
            try queue.campaign(of: key).map { campaign in
                let form = try queue.comment(campaign.representative).comment
                let added = FormLetter(form).added(by: try queue.comment(key).comment)
                return CampaignLetter(campaign: campaign, added: added)
            }
        }
    }
}

extension QueueFilter.Queue: ExpressibleByArgument {}

/// A list is not empty because of a slip of the pen: what a name finds nothing by must be known
/// to the policy, or to the desk from an older one.
func refuseUnknownNames(
    category: String?, rule: String?, _ desk: Desk, _ queue: ReviewQueue
) throws {
    guard category != nil || rule != nil else { return }
    let policy = try desk.loadPolicy()
    if let category, try !queue.hasSpoken(CategoryID(category)) {
        let names = policy.categories.map(\.id.rawValue)
        try refuse(
            category, "category", unlessAmong: names,
            or: "one of: \(names.joined(separator: ", "))")
    }
    if let rule, try !queue.hasSpoken(RuleID(rule)) {
        let names = policy.details.flatMap { [$0.id] + $0.formerly }.map(\.rawValue)
        try refuse(
            rule, "rule", unlessAmong: names, or: "'gavel policy list' shows every rule")
    }
}

private func refuse(
    _ name: String, _ kind: String, unlessAmong names: [String], or help: String
) throws {
    guard !names.contains(name) else { return }
    throw Problem.queue(
        .unknownFilter, "there is no \(kind) '\(name)'",
        help: nearestName(to: name, among: names).map { "did you mean '\($0)'?" } ?? help)
}
