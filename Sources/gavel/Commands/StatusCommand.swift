import ArgumentParser
import Foundation
import Moderation
import PolicyEngine
import Reports
import ReviewQueue
import ReviewScreen
import Synchronization

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
        let queue = try desk.openQueue()
        // Each takes as long as the other.
        let (policy, counts) = try atOnce({ try desk.loadPolicy() }, { try queue.counts() })
        let last = LastIngest(path: desk.lastRunPath)
        var status = DeskStatus(
            desk: desk.title, profile: policy.profile.profile, policy: policy.digest,
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

/// Does two things at the same time.
///
/// - Throws: what the first throws, else the second.
private func atOnce<First: Sendable, Second: Sendable>(
    _ first: @Sendable () throws -> First, _ second: @Sendable () throws -> Second
) throws -> (First, Second) {
    let results = Mutex<(Result<First, any Error>?, Result<Second, any Error>?)>((nil, nil))
    DispatchQueue.concurrentPerform(iterations: 2) { index in
        if index == 0 {
            let result = Result { try first() }
            results.withLock { $0.0 = result }
        } else {
            let result = Result { try second() }
            results.withLock { $0.1 = result }
        }
    }
    return try results.withLock { (try $0.0!.get(), try $0.1!.get()) }
}
