import Foundation
import Moderation
import Testing

@testable import ReviewQueue

@Suite struct WriteBackTests {
    private func key(_ id: CommentID) -> CommentKey { CommentKey(source: "news", id: id) }

    /// Four comments that wait, the first one at its site too.
    private func desk() throws -> TestDesk {
        let desk = try TestDesk()
        var comments = (1...4).map { judged(CommentID("\($0)"), "Probe \($0).") }
        comments[0].comment.status = "hold"
        try desk.ingest(comments)
        return desk
    }

    /// What the site is told, with the tellings written down.
    @discardableResult
    private func told(
        _ desk: TestDesk, to target: SiteTarget = .wordpress, after: Int64 = 0
    ) throws -> [WriteBackAction] {
        var plan = try desk.queue.planWriteBack(to: target, of: "news", after: after)
        var all: [WriteBackAction] = []
        while let actions = try desk.queue.next(&plan, limit: 2) {
            try desk.queue.tell(actions, of: plan, by: "ann", now: at(3))
            all += actions
        }
        return all
    }

    private func result(
        _ action: WriteBackAction, _ outcome: SiteResult.Outcome = .applied, hours: Double = 4
    ) -> SiteResult {
        SiteResult(
            comment: action.comment, target: .wordpress, decision: action.decision,
            action: action.action, outcome: outcome, detail: "trash", at: at(hours))
    }

    private func words(_ actions: [WriteBackAction]) -> [String] {
        actions.map { "\($0.action.rawValue) \($0.comment.id) for \($0.decision)" }
    }

    @Test func `only what decisions come to is told`() throws {
        let desk = try desk()
        try desk.decide(["1"], .approve)
        try desk.decide(["2"], .hide)
        try desk.decide(["3"], .hide)
        try desk.decide(["4"], .spam)
        try desk.undo([3])
        let all = try told(desk)
        #expect(words(all) == ["approve 1 for 1", "hide 2 for 2", "spam 4 for 4"])
        #expect(all[0].earlierStatus == "hold")
        #expect(all[1].reason == "attack" && all[1].text == "Probe 2.")
        #expect(try desk.queue.verify().faults == [])
    }

    @Test func `what is answered is not told again, what failed or was not answered is`() throws {
        let desk = try desk()
        try desk.decide(["1", "2", "3"], .hide)
        let all = try told(desk)
        let orders = try desk.count("siteOrder")
        _ = try desk.queue.receive(
            [result(all[0]), result(all[1], .failed)], by: "ann", now: at(4))
        #expect(words(try told(desk)) == ["hide 2 for 2", "hide 3 for 3"])
        #expect(try desk.count("siteOrder") == orders, "an order is written down once")
        #expect(words(try told(desk, after: 3)) == ["hide 2 for 2", "hide 3 for 3"])
        #expect(try desk.queue.planWriteBack(to: .isso, of: "news", after: 0).end == 3)
        #expect(words(try told(desk, to: .isso, after: 3)) == [], "from the cursor on")
        #expect(try told(desk, to: .isso).count == 3, "another site knows nothing of it")
    }

    @Test func `what is settled is not looked at again until something happens`() throws {
        let desk = try desk()
        func looked() throws -> Int {
            try desk.queue.planWriteBack(to: .wordpress, of: "news", after: 3).rest.count
        }
        try desk.decide(["1", "2", "3"], .hide)
        let all = try told(desk)
        #expect(try looked() == 3, "nobody answered")
        let answers = [result(all[0]), result(all[1], .failed), result(all[2], .skipped)]
        _ = try desk.queue.receive(answers, by: "ann", now: at(4))
        #expect(try looked() == 1, "what failed")
        _ = try desk.queue.receive([result(all[1], hours: 5)], by: "ann", now: at(5))
        #expect(try looked() == 0)
        var seen = judged("1", "Probe 1.")
        seen.comment.status = "approved"
        try desk.ingest([seen], now: at(6))
        #expect(try looked() == 1, "what its source says otherwise")
        _ = try desk.queue.receive([result(all[0], hours: 7)], by: "ann", now: at(7))
        #expect(try looked() == 0)
        try desk.undo([2], now: at(8))
        let restored = try told(desk)
        #expect(try words(told(desk, after: 4)) == ["restore 2 for 4"])
        _ = try desk.queue.receive([result(restored[0], hours: 9)], by: "ann", now: at(9))
        _ = try desk.queue.receive([result(all[1], hours: 10)], by: "ann", now: at(10))
        #expect(words(try told(desk, after: 4)) == ["restore 2 for 4"], "its answer is to another")
    }

    @Test func `a decision that is taken back restores what the site hid, and an edit nothing`()
        throws
    {
        let desk = try desk()
        try desk.decide(["1", "2"], .hide)
        let all = try told(desk)
        _ = try desk.queue.receive(all.map { result($0) }, by: "ann", now: at(4))
        try desk.ingest([judged("2", "Edited probe.")], now: at(5))
        try desk.undo([1])
        let restored = try told(desk)
        #expect(words(restored) == ["restore 1 for 3"])
        _ = try desk.queue.receive([result(restored[0], hours: 6)], by: "ann", now: at(6))
        #expect(try told(desk) == [])
        try desk.decide(["1"], .approve, now: at(7))
        #expect(words(try told(desk)) == ["approve 1 for 4"])
        try desk.undo([2], now: at(8))
        #expect(words(try told(desk)) == ["approve 1 for 4", "restore 2 for 5"])
    }

    @Test func `an undone decision on an edit does not show what another hid`() throws {
        let desk = try desk()
        try desk.decide(["1"], .hide)
        _ = try desk.queue.receive(try told(desk).map { result($0) }, by: "ann", now: at(4))
        try desk.ingest([judged("1", "Edited probe.")], now: at(5))
        try desk.decide(["1"], .approve, now: at(6))
        try desk.undo([2], now: at(7))
        #expect(try told(desk) == [])
    }

    @Test func `a result is taken in once, and a strange one not at all`() throws {
        let desk = try desk()
        try desk.decide(["1", "2"], .hide)
        let all = try told(desk)
        let one = result(all[0])
        #expect(try desk.queue.receive([one, one], by: "ann", now: at(4)) == [.new, .known])
        let before = try desk.dump()
        var strangers = [one, one]
        strangers[0].comment = key("nowhere")
        strangers[1].decision = all[1].decision
        #expect(
            try desk.queue.receive([one] + strangers, by: "ben", now: at(5))
                == [.known, .unknownComment, .unknownDecision])
        #expect(try desk.dump() == before)
    }

    @Test func `a summary counts by the newest answer and names who disagrees`() throws {
        let desk = try desk()
        try desk.decide(["1", "2", "3", "4"], .hide)
        let all = try told(desk)
        _ = try desk.queue.receive(
            [
                result(all[0]), result(all[1], .failed), result(all[2], .failed),
                result(all[2], .skipped, hours: 5),
            ], by: "ann", now: at(5))
        let summary = try #require(try desk.queue.siteSummaries().first)
        #expect(summary.source == "news" && summary.target == .wordpress)
        #expect(summary.told == 4 && summary.applied == 2)
        #expect(summary.failed == 1 && summary.pending == 1)
        #expect(summary.disagreeing == [key("2")])
        try desk.undo([1])
        #expect(try desk.queue.siteSummaries().first?.disagreeing == [key("1"), key("2")])
        var item = try desk.queue.item(key("3"))
        try desk.queue.addActs(to: &item)
        #expect(item.sites.map(\.shown?.outcome) == [.skipped])
    }

    @Test func `what a source says later is held against the site, and reading it again is not`()
        throws
    {
        let desk = try desk()
        try desk.decide(["1"], .hide)
        _ = try desk.queue.receive(try told(desk).map { result($0) }, by: "ann", now: at(4))
        var seen = judged("1", "Probe 1.")
        seen.comment.status = "trash"
        try desk.ingest([seen], now: at(5))
        #expect(try told(desk) == [])
        seen.comment.status = "approved"
        try desk.ingest([seen], now: at(6))
        let before = try desk.dump(contents: true)
        try desk.ingest([seen], now: at(7))
        #expect(try desk.dump(contents: true) == before)
        #expect(words(try told(desk)) == ["hide 1 for 1"])
        #expect(try desk.queue.siteSummaries().first?.disagreeing == [key("1")])
        #expect(try desk.queue.verify().faults == [])
    }

    @Test func `what a source said is old only once the site did something after it`() throws {
        let desk = try desk()
        try desk.decide(["1"], .hide)
        let order = try told(desk)[0]
        _ = try desk.queue.receive([result(order)], by: "ann", now: at(4))
        var seen = judged("1", "Probe 1.")
        seen.comment.status = "approved"
        try desk.ingest([seen], now: at(6))
        _ = try desk.queue.receive(
            [result(order, .failed, hours: 7), result(order, .skipped, hours: 5)], by: "ann",
            now: at(8))
        #expect(words(try told(desk, after: 1)) == ["hide 1 for 1"])
        _ = try desk.queue.receive([result(order, hours: 9)], by: "ann", now: at(9))
        #expect(try told(desk, after: 1) == [])
        // A script tells whole seconds: what its source said within the same one came before.
        try desk.ingest([seen], now: at(10).addingTimeInterval(0.4))
        #expect(words(try told(desk, after: 1)) == ["hide 1 for 1"])
        _ = try desk.queue.receive([result(order, hours: 10)], by: "ann", now: at(11))
        #expect(try told(desk, after: 1) == [])
    }
}
