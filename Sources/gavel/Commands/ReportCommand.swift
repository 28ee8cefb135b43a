public import ArgumentParser
import Foundation
import Moderation
import PolicyEngine
public import Reports

struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Write a report: \(Name.list).",
        discussion: """
            The HTML report is one file without scripts. The same period gives the same figures in
            every format; definitions stand in the report.

            Example:
              gavel report summary --from 2026-11-01 --format html --out report.html
              gavel report campaigns --format html --out campaigns.html
              gavel report moderators --as lee --from 2026-11-01
            """)

    enum Name: String, ExpressibleByArgument, CaseIterable {
        case summary, campaigns, agreement, moderators, records

        /// `summary, rules or campaigns`.
        static let list: String = {
            let names = allCases.map(\.rawValue)
            return names.dropLast().joined(separator: ", ") + " or \(names.last!)"
        }()
    }

    @Argument(help: "Which report.") var name: Name
    @OptionGroup var deskOption: DeskOption
    @OptionGroup var moderator: ModeratorOption
    @Option(help: "The first day or moment; else since the first comment.") var from: String?
    @Option(help: "The day or moment it ends before; else now.") var to: String?
    @Option(help: "html, md, csv or json.") var format: ReportFormat = .md
    @Option(help: ArgumentHelp("Write to a file.", valueName: "file")) var out: String?

    func run() throws {
        if name == .campaigns, from != nil || to != nil {
            throw ValidationError("a campaign is told whole; leave out --from and --to")
        }
        let desk = try deskOption.open()
        let policy = try desk.loadPolicy()
        let request = ReportRequest(
            desk: desk, policy: policy, scope: try scope(desk, policy), format: format)
        let text =
            switch name {
            case .summary: try request.summary()
            case .campaigns: try request.campaigns()
            case .agreement: try request.agreement()
            case .moderators: try request.moderators(moderator)
            case .records: try request.records(moderator)
            }
        guard let out else { return Terminal.print(text) }
        try writeWhole(Array(text.utf8), to: out)
        Terminal.print(["wrote \(out)"])
    }

    private func scope(_ desk: Desk, _ policy: Policy) throws -> ReportScope {
        let scope = ReportScope(
            desk: desk.title, profile: policy.profile.profile, policy: policy.digest,
            from: try from.map { try moment($0, in: desk.timeZone) },
            to: try to.map { try moment($0, in: desk.timeZone) } ?? Date(),
            timeZone: desk.timeZone.identifier)
        if let from = scope.from, from >= scope.to {
            throw ValidationError("the period is empty: --from must be before --to")
        }
        return scope
    }
}

extension ReportFormat: ExpressibleByArgument {}
