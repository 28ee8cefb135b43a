import Dispatch
import Foundation
import Moderation
import Synchronization
import Testing

@testable import ReviewQueue

@Suite struct LedgerReadingTests {
    private let scope = ReportScope(
        desk: "Ledger", profile: .publisher, policy: "aaaabbbbcccc", from: nil, to: at(1000),
        timeZone: "UTC")

    @Test func `decisions of another thread are those of the transaction, too`() throws {
        let desk = try TestDesk()
        try desk.ingest((0..<9).map { judged(CommentID("c\($0)"), "Probe \($0).") })
        try desk.decide(["c1"], .approve)
        let before = try desk.queue.ledger(scope, withFindings: true)
        #expect(before.decisions.count == 1 && before.texts[1].decision == 0)
        let other = try ReviewQueue.open(at: desk.path)
        let within = try desk.queue.read { db in
            // From here on the transaction sees the desk as it was now.
            let seen = try desk.queue.ledger(db, scope, withFindings: true)
            #expect(seen == before)
            _ = try other.decide(
                DecisionRequest(
                    comments: [CommentKey(source: "news", id: "c2")], verdict: .spam, by: "bo"),
                policy: testPolicy, now: at(30))
            return try desk.queue.ledger(db, scope, withFindings: true)
        }
        #expect(within == before)
        let after = try desk.queue.ledger(scope, withFindings: true)
        #expect(after.decisions.map(\.verdict) == [.approve, .spam])
        #expect(after.moderators.contains("bo") && after.texts[2].decision == 1)
    }

    @Test func `more decisions than a batch holds come once each and in order`() throws {
        let desk = try TestDesk()
        let ids = (0..<60).map { CommentID("c\($0)") }
        try desk.ingest(ids.map { judged($0, "Probe \($0.rawValue).") })
        let keys = ids.map { CommentKey(source: "news", id: $0) }
        for round in 0..<80 {
            let outcome = try desk.queue.decide(
                DecisionRequest(
                    comments: keys, verdict: round % 2 == 0 ? .spam : .approve, by: "bo"),
                policy: testPolicy, now: at(Double(round)))
            var selection = UndoSelection()
            selection.decisions = outcome.decisions.map(\.id)
            _ = try desk.queue.undo(selection, by: "bo", now: at(Double(round) + 0.5))
        }
        let ledger = try desk.queue.ledger(scope, withFindings: false)
        #expect(ledger.decisions.count == 60 * 160)
        #expect(zip(ledger.decisions, ledger.decisions.dropFirst()).allSatisfy { $0.id < $1.id })
        #expect(ledger.decisions.allSatisfy { $0.verdict == .undo || $0.undoneAt != nil })
        for decision in ledger.decisions.prefix(60) {
            #expect(ledger.texts[decision.text].id == Int64(decision.text + 1))
        }
    }
}

@Suite struct ReadAheadTests {
    private struct Broken: Error {}

    @Test func `elements come in their order, then the error`() throws {
        let ahead = ReadAhead<Int> { handOver in
            for number in 0..<100 { _ = handOver(number) }
            throw Broken()
        }
        for number in 0..<100 { #expect(try ahead.next() == number) }
        #expect(throws: Broken.self) { try ahead.next() }
    }

    @Test func `a few wait at most, and nothing is made for one who went away`() throws {
        let ended = DispatchSemaphore(value: 0)
        let made = Mutex(0)
        let ahead = ReadAhead<Int> { handOver in
            repeat { made.withLock { $0 += 1 } } while handOver(0)
            ended.signal()
        }
        for taken in 1...50 {
            _ = try ahead.next()
            #expect(made.withLock { $0 } <= taken + 6)
        }
        ahead.abandon()
        ended.wait()
        #expect(made.withLock { $0 } <= 57)
    }
}
