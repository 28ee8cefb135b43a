public import ArgumentParser
import Foundation
import Moderation
import PolicyEngine
public import Reports
import ReviewQueue

struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Write a report: summary or campaigns.",
        discussion: """
            The HTML report is one file without scripts. The same period gives the same figures in
            every format; definitions stand in the report.

            Example:
              gavel report summary --from 2026-11-01 --format html --out report.html
              gavel report campaigns --format html --out campaigns.html
            """)

    enum Name: String, ExpressibleByArgument, CaseIterable { case summary, campaigns }

    @Argument(help: "Which report: summary or campaigns.") var name: Name
    @OptionGroup var deskOption: DeskOption
    @Option(help: "The first day or moment; else since the first comment.") var from: String?
    @Option(help: "The day or moment it ends before; else now.") var to: String?
    @Option(help: "html, md, csv or json.") var format: ReportFormat = .md
    @Option(help: ArgumentHelp("Write to a file.", valueName: "file")) var out: String?

    func run() throws {
        switch name {
        case .summary: try summary()
        case .campaigns: try write(campaigns())
        }
    }

    private func summary() throws {
        let desk = try deskOption.open()
        let policy = try desk.loadPolicy()
        let text = try summaryReport(
            desk.openQueue().summary(
                scope(desk, policy),
                categoryTitles: Dictionary(
                    uniqueKeysWithValues: policy.categories.map { ($0.id, $0.title) })),
            as: format)
        try write(text)
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

    /// All campaigns, whenever they were: a petition has no period.
    private func campaigns() throws -> String {
        guard from == nil, to == nil else {
            throw ValidationError("a campaign is told whole; leave out --from and --to")
        }
        let desk = try deskOption.open()
        let policy = try desk.loadPolicy()
        let figures = CampaignFigures(
            desk: desk.title, profile: policy.profile.profile, policy: policy.digest,
            asOf: Date(), timeZone: desk.timeZone.identifier,
            campaigns: try desk.openQueue().campaigns())
        return try campaignReport(figures, as: format)
    }

    private func write(_ text: String) throws {
        guard let out else { return Terminal.print(text) }
        do {
            try Data(text.utf8).write(to: URL(fileURLWithPath: out), options: .atomic)
        } catch {
            throw Problem.cannotWrite(out)
        }
        Terminal.print(["wrote \(out)"])
    }
}

extension ReportFormat: ExpressibleByArgument {}
