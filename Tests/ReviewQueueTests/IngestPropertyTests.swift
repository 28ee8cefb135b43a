import Foundation
import Moderation
import TestSupport
import Testing

@testable import ReviewQueue

@Suite struct IngestPropertyTests {
    /// A file of few ids with few wordings each, so that they meet often; each wording has one time.
    private func file(_ random: inout SeededGenerator) -> [JudgedComment] {
        let times = (0..<9).map { _ in
            Bool.random(using: &random) ? at(Double(Int.random(in: 1...4, using: &random))) : nil
        }
        return (0..<Int.random(in: 0...14, using: &random)).map { _ in
            let id = Int.random(in: 0..<3, using: &random)
            let wording = Int.random(in: 0..<3, using: &random)
            return judged(
                CommentID("c\(id)"), "Wording \(wording) of a probe.",
                Route.allCases[(id + wording) % 4], score: Double(wording) / 4,
                editedAt: times[id * 3 + wording],
                author: wording == 0 ? nil : Author(name: "Reader \(id)"))
        }
    }

    @Test func `any file with any wordings is read twice without change`() throws {
        var random = SeededGenerator()
        for _ in 0..<30 {
            let desk = try TestDesk()
            let file = file(&random)
            try desk.ingest(file, setAside: file.isEmpty ? [] : [broken(1)])
            let before = try desk.dump()
            let again = try desk.ingest(file, setAside: file.isEmpty ? [] : [broken(1)], now: at(8))
            #expect(try desk.dump() == before, "\(random)")
            #expect(again.known == file.count, "\(random)")
        }
    }

    @Test func `any split into batches gives the same tables`() throws {
        var random = SeededGenerator()
        for _ in 0..<25 {
            let file = file(&random)
            let whole = try TestDesk()
            let split = try TestDesk()
            let sizes = (0..<4).map { _ in Int.random(in: 1...5, using: &random) }
            let first = try whole.ingest(file)
            let second = try split.ingest(file, batches: sizes)
            #expect(
                try whole.dump(contents: true) == split.dump(contents: true), "\(random) \(sizes)")
            #expect(
                (first.new, first.edited, first.known) == (second.new, second.edited, second.known))
            #expect(try split.queue.verify().faults == [], "\(random)")
        }
    }

    @Test func `a run that stops anywhere is completed by the same command`() throws {
        var random = SeededGenerator()
        for _ in 0..<15 {
            let file = file(&random)
            let whole = try TestDesk()
            let stopped = try TestDesk()
            try whole.ingest(file)
            try stopped.ingest(Array(file.prefix(Int.random(in: 0...file.count, using: &random))))
            try stopped.ingest(file)
            #expect(try whole.dump(contents: true) == stopped.dump(contents: true), "\(random)")
        }
    }
}
