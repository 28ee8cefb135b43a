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

    /// Texts that were edited, undone, hidden and reported, in slices of which each cuts one of those apart.
    @Test func `slices of any size make one and the same ledger`() throws {
        let desk = try TestDesk()
        let ids = (0..<20).map { CommentID("c\($0)") }
        let marked: [CommentID] = ["c3", "c7", "c12"]
        try desk.ingest(
            ids.map {
                judged($0, "Probe \($0.rawValue).", marked.contains($0) ? .queue : .pass)
            })
        let approved = try desk.decide(["c1", "c7"], .approve)
        try desk.decide(["c3", "c12"], .hide, reason: "probe")
        try desk.ingest(["c3", "c5", "c12"].map { judged($0, "Another \($0.rawValue).", .pass) })
        try desk.undo([approved.decisions[1].id])
        try desk.decide(["c7"], .spam)
        let whole = try desk.queue.read {
            try desk.queue.ledger($0, scope, withFindings: true, withLabels: true)
        }
        #expect(whole.texts.count == 23 && whole.decisions.count == 6)
        #expect(whole.texts.filter(\.isReplaced).count == 3)
        #expect(whole.findings.map(\.texts) == [[3, 7, 12]])
        #expect(zip(whole.decisions, whole.decisions.dropFirst()).allSatisfy { $0.id < $1.id })
        for size in [1, 2, 3, 7, 22, 23, 24] {
            let sliced = try desk.queue.read {
                try desk.queue.ledger(
                    $0, scope, withFindings: true, withLabels: true, slice: size)
            }
            #expect(sliced == whole, "slices of \(size)")
        }
    }
}

@Suite struct SharedWorkTests {
    private struct Broken: Error {}

    @Test func `pieces of two threads come each once and in their order`() throws {
        let work = SharedWork<Int>(count: 500)
        DispatchQueue.global().async { work.help { $0 } }
        var used: [Int] = []
        try work.finish({ $0 }, { used.append($0) })
        #expect(used == Array(0..<500))
    }

    @Test func `what the helper cannot make the other makes`() throws {
        let work = SharedWork<Int>(count: 3)
        // It takes all three before the other begins.
        work.help { number in
            guard number != 1 else { throw Broken() }
            return number
        }
        var used: [Int] = []
        try work.finish({ $0 * 100 }, { used.append($0) })
        #expect(used == [0, 100, 2])
    }

    @Test func `without a helper one makes all, and of no pieces none`() throws {
        var used: [Int] = []
        try SharedWork<Int>(count: 20).finish({ $0 }, { used.append($0) })
        try SharedWork<Int>(count: 0).finish({ $0 }, { used.append($0) })
        #expect(used == Array(0..<20))
    }

    @Test func `a few are made early at most, and none for one who went away`() throws {
        let work = SharedWork<Int>(count: 1_000)
        let (ended, isFull) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        let made = Mutex(0)
        DispatchQueue.global().async {
            work.help { number in
                if made.withLock({
                    $0 += 1; return $0
                }) == 8 {
                    isFull.signal()
                }
                return number
            }
            ended.signal()
        }
        isFull.wait()
        var used = 0
        #expect(throws: Broken.self) {
            try work.finish({ $0 }) { _ in
                used += 1
                // Of the helper's alone; so many wait, one is being made, and one was just used.
                #expect(made.withLock { $0 } <= used + 8 + 1)
                if used == 50 { throw Broken() }
            }
        }
        ended.wait()
        #expect(made.withLock { $0 } <= 50 + 8 + 1)
    }

    /// What it is made of must not mind what was never used.
    @Test func `one who goes away at once leaves what was made behind`() throws {
        var work: SharedWork<Int>? = SharedWork(count: 20)
        let isEmpty = DispatchSemaphore(value: 0)
        DispatchQueue.global().async { [work] in
            work!.help { $0 }
            isEmpty.signal()
        }
        var used = 0
        #expect(throws: Broken.self) {
            try work!.finish({ number in number }) { _ in
                used += 1
                throw Broken()
            }
        }
        isEmpty.wait()
        work = nil
        #expect(used == 1)
    }
}
