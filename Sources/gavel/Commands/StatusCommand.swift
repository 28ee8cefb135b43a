import ArgumentParser
import Foundation
import Moderation
import PolicyEngine
import Reports
import ReviewQueue
import ReviewScreen

struct StatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "One screen: desk, policy, backlog, oldest item, last ingest.",
        discussion: """
            Example:
              gavel status --json
            """)

    @OptionGroup var deskOption: DeskOption
    @Flag(help: "Print as JSON.") var json = false

    func run() throws {
        let desk = try deskOption.open()
        let policy = try desk.knownPolicy()
        let queue = try desk.openQueue()
        let counts = try queue.counts()
        let last = LastIngest(path: desk.lastRunPath)
        var status = DeskStatus(
            desk: desk.title, profile: desk.settings.profile, policy: policy,
            comments: counts.comments, open: counts.open, held: counts.held,
            waitingComments: counts.waitingComments,
            oldestOpen: counts.oldestOpen?.formatted(.iso8601), lastIngest: last.finishedAt,
            lastSuccess: last.succeededAt, setAside: counts.setAside,
            shadowed: try queue.shadowedRules())
        status.hasSources = !desk.settings.sources.isEmpty
        if desk.settings.secondOpinions > 0 { status.agreement = try queue.agreement() }
        status.besides = try queue.waitingBesides(now: Date())
        if json {
            Terminal.print(json: { $0.deskStatus(status) })
            return
        }
        Terminal.print(
            statusView(
                status, now: Date(), width: Terminal.width,
                style: Terminal.style))
        if let cut = try queue.unfinishedRun() {
            let place = cut.input.map { " after \(cut.records) records of \($0)" } ?? ""
            say("an ingest was cut off\(place); the same command goes on where it stopped")
        }
    }
}
