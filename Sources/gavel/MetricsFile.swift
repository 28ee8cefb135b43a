import Foundation
import Moderation
import Reports
import ReviewQueue

/// `--metrics FILE`: what a monitoring system asks, written whole after each run, also one that failed,
/// so that silence can be alarmed on.
struct MetricsFile {
    let path: String
    let desk: Desk
    let started: Date

    /// - Parameter end: what the run came to; `nil` when it ended before that was known.
    /// - Throws: `Problem` E001.
    func write(_ status: ExitStatus, _ end: RunEnd? = nil) throws {
        let now = Date()
        let figures = IngestFigures(
            desk: desk.title, finishedAt: now,
            lastSuccess: LastIngest(path: desk.lastRunPath).succeededAt.flatMap {
                try? Date($0, strategy: .iso8601)
            }, seconds: now.timeIntervalSince(started), exitStatus: Int(status.rawValue),
            run: end?.summary, backlog: try? backlog(),
            sources: (end?.sources ?? []).map { name in
                (name, end?.failures.contains { $0.source == name } ?? false)
            })
        // Whoever collects them is another user, and nothing in them is private.
        try writeWhole(Array(metricsText(figures).utf8), to: path, mode: 0o644)
    }

    private func backlog() throws -> IngestFigures.Backlog {
        let queue = try desk.openQueue()
        let counts = try queue.counts()
        return IngestFigures.Backlog(
            routes: try queue.routeCounts(), setAside: counts.setAside, open: counts.open,
            held: counts.held, oldestOpen: counts.oldestOpen)
    }
}
