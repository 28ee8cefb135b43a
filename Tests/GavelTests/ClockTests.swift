import Foundation
import Logging
import Moderation
import PolicyEngine
import ReviewQueue
import Testing

@testable import gavel

@Suite struct ClockTests {
    /// One run over the sources of a desk, at the times given, the last one for ever.
    private func run(_ desk: Desk, at times: [Date]) async throws -> RunSummary {
        let policy = try desk.loadPolicy()
        let queue = try desk.keyAuthors(of: desk.openQueue(), isDryRun: false, now: times[0])
        var left = times[...]
        var pipeline = IngestPipeline(
            queue: queue, policy: policy,
            run: IngestRun(startedAt: times[0], actor: "ingest", policy: PolicyRecord(policy)),
            jobs: 1, isDryRun: false, logger: Logger(label: "test"),
            clock: { left.count > 1 ? left.removeFirst() : left[left.startIndex] },
            progress: { _, _ in }, setAside: { _ in })
        var sources = SourceRun(desk: desk, queue: queue, isDryRun: false, begin: { _ in })
        try await sources.read(desk.settings.sources, into: &pipeline)
        #expect(sources.failures.isEmpty)
        try pipeline.judgeLate()
        return try pipeline.finish(now: times[times.count - 1])
    }

    @Test func `a clock that is set back within runs and between them loses and doubles nothing`()
        async throws
    {
        let probe = try ProbeDesk()
        try probe.addSources("news: {path: news.jsonl}\nforms: {spool: incoming}")
        let desk = try Desk(folder: probe.path)
        let year2030 = Date(timeIntervalSince1970: 1_893_456_000)
        let year1970 = Date(timeIntervalSince1970: 60)
        try probe.folder.write("desk/news.jsonl", lines(1...1200))
        try probe.folder.write("desk/incoming/a.jsonl", lines(1...3))
        #expect(try await run(desk, at: [year2030, year1970, year2030]).new == 1203)
        // Written by a machine whose clock is set back: older than when it was read before.
        try probe.append("desk/news.jsonl", lines(1201...1202))
        try FileManager.default.setAttributes(
            [.modificationDate: year1970], ofItemAtPath: probe.path + "/news.jsonl")
        #expect(try await run(desk, at: [year1970]).new == 2)
        #expect(try await run(desk, at: [year1970]).read == 0)
        #expect(try probe.comments == 1205)
        #expect(try probe.run("verify").status == 0)
        #expect(try probe.run("queue", "list").status == 0)
    }
}
