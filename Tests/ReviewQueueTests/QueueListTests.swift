import Foundation
import Moderation
import TestSupport
import Testing

@testable import ReviewQueue

@Suite struct QueueListTests {
    /// Ten comments of two sources, in every state.
    private func desk() throws -> TestDesk {
        let desk = try TestDesk()
        try desk.ingest(
            [
                judged("q-low", "Probe.", .queue, score: 0.3),
                judged("q-high", "Probe!", .queue, score: 0.9),
                judged("h-low", "Probe?", .hold, score: 0.2, category: "pii"),
                judged(
                    "q-tie", "Probe:", .queue, score: 0.9, rules: ["pii.phone"], category: "pii"),
                judged("r", "Probe;", .reject, score: 0.1, rules: ["spam.x", "attack.probe"]),
                judged("pass", "Fine.", .pass, score: 0),
            ], now: at(1))
        try desk.ingest([judged("l1", "Probe.", .hold, score: 0.7)], from: "letters", now: at(2))
        try desk.ingest(
            [judged("ok", "Pro."), judged("gone", "Prob."), judged("ad", "Be.")], now: at(3))
        try desk.decide(["ok"], .approve)
        try desk.decide(["gone"], .hide)
        try desk.decide(["ad"], .spam)
        return desk
    }

    private func ids(_ desk: TestDesk, _ change: (inout QueueFilter) -> Void) throws -> [String] {
        var filter = QueueFilter()
        change(&filter)
        return try desk.queue.items(filter).map(\.comment.id.rawValue)
    }

    @Test func `what the machine would hold stands first, then score, then age`() throws {
        let desk = try desk()
        #expect(try ids(desk) { _ in } == ["r", "l1", "h-low", "q-high", "q-tie", "q-low"])
    }

    @Test func `each list shows its own`() throws {
        let desk = try desk()
        let lists: [QueueFilter.Queue: [String]] = [
            .open: ["r", "l1", "h-low", "q-high", "q-tie", "q-low"],
            .queued: ["q-high", "q-tie", "q-low"], .held: ["r", "l1", "h-low"], .passed: ["pass"],
            .approved: ["ok"], .hidden: ["gone"], .spam: ["ad"], .reported: [], .appeals: [],
            .escalated: [], .second: [], .sample: [],
        ]
        for queue in QueueFilter.Queue.allCases {
            #expect(try ids(desk) { $0.queue = queue } == lists[queue], "\(queue)")
        }
    }

    @Test func `source, category and rule narrow a list, together too`() throws {
        let desk = try desk()
        #expect(try ids(desk) { $0.source = "letters" } == ["l1"])
        #expect(try ids(desk) { $0.category = "pii" } == ["h-low", "q-tie"])
        #expect(try ids(desk) { $0.rule = "pii.phone" } == ["q-tie"])
        #expect(
            try ids(desk) { $0.rule = "attack.probe" } == ["r", "l1", "h-low", "q-high", "q-low"])
        #expect(
            try ids(desk) { ($0.category, $0.rule, $0.queue) = ("pii", "attack.probe", .held) }
                == ["h-low"])
        #expect(try ids(desk) { $0.source = "nowhere" } == [])
        #expect(try ids(desk) { $0.category = "' OR 1 --" } == [])
    }

    @Test func `a limit takes from the top`() throws {
        let desk = try desk()
        #expect(try ids(desk) { $0.limit = 2 } == ["r", "l1"])
        #expect(try ids(desk) { $0.limit = 0 } == [])
    }

    @Test func `the counts are those of the lists`() throws {
        let desk = try desk()
        let counts = try desk.queue.counts()
        #expect((counts.comments, counts.open, counts.held, counts.setAside) == (10, 6, 3, 0))
        #expect(counts.oldestOpen == at(1))
        try desk.ingest([], setAside: [broken(1), broken(2)])
        #expect(try desk.queue.counts().setAside == 2)
        let other = try TestDesk()
        let empty = try other.queue.counts()
        #expect((empty.comments, empty.open, empty.held) == (0, 0, 0))
        #expect(empty.oldestOpen == nil)
    }

    @Test func `an item comes back with all that was kept of it`() throws {
        let desk = try TestDesk()
        var comment = judged(
            "a:b", "Du Schuft, “probe” 👍", .hold, score: 0.625,
            rules: ["attack.probe", "attack.second"], createdAt: at(-2),
            article: Article(url: "https://ledger.example/1", title: "Benches", body: "Wet."))
        comment.comment.parent = "p0"
        comment.comment.parentText = "Before."
        comment.assessment.labels = [
            Label(id: "question"), Label(id: "quotes-article", span: TextSpan(2, 9)),
        ]
        comment.assessment.inconclusive = ["pii.phone"]
        comment.assessment.signals[1].status = .shadow
        comment.assessment.signals[1].disguised = true
        comment.assessment.signals[0].scope = .quotedComment
        comment.assessment.signals[0].span = TextSpan(11, 21)
        comment.assessment.signals[0].text = String(comment.comment.text[span: TextSpan(11, 21)])
        comment.assessment.signals[1].text = "u"
        try desk.ingest([comment], now: at(1))
        let item = try desk.queue.item(CommentKey("news:a:b")!)
        #expect(item.assessment == comment.assessment)
        #expect(item.text == comment.comment.text)
        #expect(item.article == comment.comment.article)
        #expect((item.parent, item.parentText) == ("p0", "Before."))
        #expect((item.createdAt, item.ingestedAt) == (at(-2), at(1)))
        #expect((item.revision, item.state, item.queue) == (1, .open, "held"))
        let again = try desk.queue.comment(CommentKey("news:a:b")!)
        #expect(again.comment == comment.comment)
    }

    @Test func `a comment that is not there is a problem that names it`() throws {
        let desk = try TestDesk()
        for ask in [{ _ = try desk.queue.item($0) }, { _ = try desk.queue.comment($0) }]
            as [(CommentKey) throws -> Void]
        {
            let problem = #expect(throws: Problem.self) { try ask(CommentKey("news:c1")!) }
            #expect(problem?.code == "Q001")
            #expect(problem?.message == "there is no comment 'news:c1' on this desk")
        }
    }
}
