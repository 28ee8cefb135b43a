public import ArgumentParser
import Foundation
import Moderation
import PolicyEngine
public import Reports
import ReviewQueue

struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Write a report: \(Name.list).",
        discussion: """
            The HTML report is one file without scripts. The same period gives the same figures in
            every format; definitions stand in the report.

            tonight tells what waits and what changed since yesterday, or since the last one with
            --cursor. transparency is for everybody: a whole month, the last one unless --month says
            which, and without counts that could point to somebody.

            Example:
              gavel report summary --from 2026-11-01 --format html --out report.html
              gavel report tonight --cursor /var/lib/gavel/tonight | mail -s Tonight desk@city.example
              gavel report transparency --month 2026-10 --format html --out october.html
              gavel report campaigns --format html --out campaigns.html
              gavel report rules --from 2026-11-01 --to 2026-12-01
              gavel report moderators --as lee --from 2026-11-01
            """)

    enum Name: String, ExpressibleByArgument, CaseIterable {
        case tonight, summary, transparency, rules, neutrality, campaigns, agreement
        case moderators, records

        /// Whether it names people of the desk, so that a file of it is its owner's only.
        var tellsOfPeople: Bool { self == .moderators || self == .records }

        /// `tonight, summary or campaigns`.
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
    @Option(help: ArgumentHelp("A whole month, such as 2026-10.", valueName: "month"))
    var month: String?
    @Option(
        help: ArgumentHelp(
            "With tonight: a file that keeps when it was last told.", valueName: "file"))
    var cursor: String?
    @Option(help: "html, md, csv or json.") var format: ReportFormat = .md
    @Option(help: ArgumentHelp("Write to a file.", valueName: "file")) var out: String?

    func validate() throws {
        if month != nil, from != nil || to != nil {
            throw ValidationError("give --month, or --from and --to")
        }
        if cursor != nil, name != .tonight || from != nil || month != nil {
            throw ValidationError("--cursor goes with tonight, and instead of --from")
        }
        if name == .campaigns, from != nil || to != nil || month != nil {
            throw ValidationError("a campaign is told whole; leave out the period")
        }
    }

    func run() throws {
        // To the millisecond, as everything on the desk is kept, so that nothing is told twice.
        let now = Date(
            timeIntervalSince1970: (Date().timeIntervalSince1970 * 1000).rounded(.down) / 1000)
        let desk = try deskOption.open()
        let policy = try desk.loadPolicy()
        var (from, to) = try period(in: desk.timeZone, now: now)
        if let from, from >= to {
            throw ValidationError("the period is empty: --from must be before --to")
        }
        // A month that is not over is told as of now; the public one is refused as such.
        if name != .transparency { to = min(to, now) }
        if let from, from >= to {
            throw ValidationError("the period has not begun: --from must be before now")
        }
        let request = ReportRequest(
            desk: desk, policy: policy,
            scope: try desk.openQueue().withPoliciesUsed(
                ReportScope(
                    desk: desk.title, profile: policy.profile.profile, policy: policy.digest,
                    from: from, to: to, timeZone: desk.timeZone.identifier)),
            format: format, now: now)
        let text = try text(of: request)
        if let out {
            let file = try AtomicFile(out, mode: name.tellsOfPeople ? modeOfNames : 0o644)
            try file.write(text.utf8)
            try file.commit()
            Terminal.tellWritten(out)
        } else {
            Terminal.print(text)
        }
        if let cursor {
            try writeWhole(Array("\(to.formatted(Self.exact))\n".utf8), to: cursor)
        }
    }

    private func text(of request: ReportRequest) throws -> String {
        switch name {
        case .tonight: try request.tonight()
        case .summary: try request.summary()
        case .transparency: try request.transparency()
        case .rules: try request.rules()
        case .neutrality: try request.neutrality()
        case .campaigns: try request.campaigns()
        case .agreement: try request.agreement()
        case .moderators: try request.moderators(moderator)
        case .records: try request.records(moderator)
        }
    }

    private static let exact = Date.ISO8601FormatStyle(includingFractionalSeconds: true)

    /// What was asked for, else what the report is usually about.
    private func period(in zone: TimeZone, now: Date) throws -> (from: Date?, to: Date) {
        if let month {
            let interval = try gavel.month(month, of: "--month", in: zone)
            return (interval.start, interval.end)
        }
        if name == .transparency, from == nil, to == nil,
            let interval = lastMonth(before: now, in: zone)
        {
            return (interval.start, interval.end)
        }
        let end = try to.map { try moment($0, of: "--to", in: zone) } ?? now
        if let from { return (try moment(from, of: "--from", in: zone), end) }
        guard name == .tonight else { return (nil, end) }
        return (try lastTold() ?? end.addingTimeInterval(-86_400), end)
    }

    /// When the report was last told; `nil` where it never was.
    private func lastTold() throws -> Date? {
        guard let cursor, FileManager.default.fileExists(atPath: cursor) else { return nil }
        let text = FileManager.default.contents(atPath: cursor).map {
            String(decoding: $0, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        }
        guard let text, let date = try? Date(text, strategy: Self.exact) else {
            throw Problem.report(
                .neverTold, "the file does not tell when the report was last told", at: cursor,
                help: "name another file, or remove this one to begin with the last day")
        }
        return date
    }
}

extension ReportFormat: ExpressibleByArgument {}
