import Foundation
import Moderation
import Testing

@testable import ReviewQueue

@Suite struct CheckpointTests {
    private func checkpoint(_ offset: Int, _ input: String = "in") -> FileCheckpoint {
        FileCheckpoint(
            input: input, offset: offset, line: 2, digest: Array(repeating: 1, count: 32),
            state: FileState(device: -1, inode: .max, size: 90, modifiedAt: .min), reading: "auto")
    }

    private func batch(_ comments: [JudgedComment], _ offset: Int) -> IngestBatch {
        var batch = IngestBatch(
            source: "news", input: "in", next: RecordPlace(input: "in", line: 1, offset: 0))
        batch.comments = comments
        batch.checkpoint = checkpoint(offset)
        return batch
    }

    private func run() -> IngestRun {
        IngestRun(startedAt: at(1), actor: "ingest", policy: testPolicy)
    }

    @Test
    func `a checkpoint is kept with its batch, or by itself, and the same one changes no row`()
        throws
    {
        let desk = try TestDesk()
        var run = run()
        #expect(try desk.queue.fileCheckpoints(of: "news") == [])
        _ = try desk.queue.keep(batch([judged("c1", "You probe.")], 40), in: &run, now: at(1))
        #expect(try desk.queue.fileCheckpoints(of: "news") == [checkpoint(40)])
        try desk.queue.keep(checkpoint(50), of: "news")
        try desk.queue.keep(checkpoint(7, "other"), of: "news")
        #expect(
            try desk.queue.fileCheckpoints(of: "news") == [checkpoint(50), checkpoint(7, "other")])
        #expect(try desk.queue.fileCheckpoints(of: "letters") == [])
        let before = try desk.dump()
        try desk.queue.keep(checkpoint(50), of: "news")
        #expect(try desk.dump() == before)
    }

    @Test func `a batch that fails leaves the checkpoint where it was`() throws {
        let desk = try TestDesk()
        var run = run()
        _ = try desk.queue.keep(batch([judged("c1", "You probe.")], 40), in: &run, now: at(1))
        // The database refuses an empty id, after another comment of the batch was written.
        let refused = batch([judged("c2", "You probe."), judged("", "You probe.")], 80)
        #expect(throws: QueueError.self) {
            _ = try desk.queue.keep(refused, in: &run, now: at(1))
        }
        #expect(try desk.queue.fileCheckpoints(of: "news") == [checkpoint(40)])
        #expect(try desk.count("comment") == 1)
    }

    @Test func `an older wording is not passed before the rest of the input settles it`() throws {
        let desk = try TestDesk()
        var run = run()
        let (old, new) = (judged("c1", "You probe."), judged("c1", "You probe, edited."))
        _ = try desk.queue.keep(batch([old, new], 40), in: &run, now: at(1))
        let outcome = try desk.queue.keep(
            batch([judged("c2", "Another."), old], 80), in: &run, now: at(2))
        #expect(outcome.older.map(\.id) == ["c1"] && outcome.new == 1)
        #expect(try desk.queue.fileCheckpoints(of: "news") == [checkpoint(40)])
    }

    @Test func `comments are counted by the route of their newest revision`() throws {
        let desk = try TestDesk()
        try desk.ingest([
            judged("c1", "You probe.", .hold), judged("c2", "Fine.", .pass),
            judged("c3", "You probe, too.", .hold),
        ])
        try desk.ingest([judged("c1", "Edited.", .pass)])
        #expect(try desk.queue.routeCounts() == [.pass: 2, .hold: 1])
    }
}
