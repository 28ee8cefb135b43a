import Foundation
import GRDB
import Moderation
import TestSupport
import Testing

@testable import ReviewQueue

@Suite struct IngestTests {
    private let three = [
        judged("c1", "The bench is wet.", .pass, author: Author(id: "u1", name: "Reader")),
        judged(
            "c2", "You probe.", .queue,
            article: Article(url: "https://ledger.example/1", title: "Benches", body: "Wet.")),
        judged("c3", "You probe twice.", .hold, rules: ["attack.probe", "attack.twice"]),
    ]

    @Test func `a comment that passes waits for nobody and others wait`() throws {
        let desk = try TestDesk()
        let summary = try desk.ingest(three)
        #expect((summary.new, summary.edited, summary.known) == (3, 0, 0))
        #expect(summary.routes == [.pass: 1, .queue: 1, .hold: 1])
        #expect(try desk.state("c1") == .passed)
        #expect(try desk.state("c2") == .open)
        #expect(try desk.state("c3") == .open)
    }

    @Test func `reading twice is reading once, to the last byte of every row`() throws {
        let desk = try TestDesk()
        try desk.ingest(three, setAside: [broken(4), broken(5)])
        let before = try desk.dump()
        #expect(before.contains { $0.hasPrefix("signal ") })
        let again = try desk.ingest(three, setAside: [broken(4), broken(5)], now: at(9))
        #expect(try desk.dump() == before)
        #expect((again.new, again.edited, again.known, again.setAside) == (0, 0, 3, 2))
        #expect(again.run == nil)
    }

    @Test func `what a desk has is recognised before it is judged`() throws {
        let desk = try TestDesk()
        try desk.ingest(three)
        let reply = Comment(text: "No.", parent: "c2")
        let asked = [three[0], judged("c2", "You probed."), judged("c9", "New.")]
        let found = try desk.queue.recognise(
            asked.map { ($0.id, $0.comment) } + [("c10", reply)], source: "news")
        #expect(found.isKnown == [true, false, false, false])
        #expect(found.parents == ["c2": KnownParent(text: "You probe.", article: nil)])
        let elsewhere = try desk.queue.recognise([("c1", three[0].comment)], source: "letters")
        #expect(elsewhere.isKnown == [false])
    }

    @Test func `an edited comment is asked again and its old wording is kept`() throws {
        let desk = try TestDesk()
        try desk.ingest(three)
        try desk.decide(["c2"], .approve)
        let summary = try desk.ingest([judged("c2", "You clown probe.")], now: at(4))
        #expect((summary.new, summary.edited) == (0, 1))
        let item = try desk.queue.item(CommentKey(source: "news", id: "c2"))
        #expect((item.revision, item.state, item.text) == (2, .open, "You clown probe."))
        #expect(try desk.count("revision") == 4)
        try desk.ingest([judged("c3", "Mild.", .pass)], now: at(5))
        try desk.ingest([judged("c1", "The probe is wet.")], now: at(6))
        #expect(
            try desk.rows(
                "SELECT state FROM item JOIN revision USING (revisionID) ORDER BY revisionID"
            )
            .map { $0.split(separator: "\"")[1] }
                == ["known", "approved", "known", "open", "new", "open"])
    }

    @Test func `an edit back counts when its time is later than every other`() throws {
        for firstEdit in [nil, at(0.5)] {
            let desk = try TestDesk()
            try desk.ingest([judged("c1", "Old.", editedAt: firstEdit)])
            try desk.ingest([judged("c1", "New.", editedAt: firstEdit.map { _ in at(1) })])
            #expect(try desk.ingest([judged("c1", "Old.", editedAt: firstEdit)]).known == 1)
            #expect(try desk.queue.item(CommentKey("news:c1")!).text == "New.")
            let back = [judged("c1", "Old.", editedAt: at(2))]
            #expect(try desk.ingest(back).edited == 1)
            let item = try desk.queue.item(CommentKey("news:c1")!)
            #expect((item.revision, item.text) == (3, "Old."))
            #expect(try desk.ingest(back).known == 1)
        }
    }

    @Test func `a file that holds the newer wording first is read twice without change`() throws {
        let desk = try TestDesk()
        let file = [
            judged("c1", "Newer.", editedAt: at(5)), judged("c1", "Older.", editedAt: at(3)),
        ]
        #expect(try desk.ingest(file).edited == 1)
        let before = try desk.dump()
        #expect(try desk.ingest(file, now: at(9)).known == 2)
        #expect(try desk.dump() == before)
    }

    @Test func `the same text under two sources is two comments and one article`() throws {
        let desk = try TestDesk()
        try desk.ingest(three, from: "news")
        let summary = try desk.ingest(three, from: "letters")
        #expect(summary.new == 3)
        #expect(try desk.count("comment") == 6)
        #expect(try desk.count("snapshot") == 3, "the same bytes are kept once")
        #expect(try desk.count("article") == 1)
        #expect(try desk.queue.verify().faults == [])
    }

    @Test func `the format belongs to the wording`() throws {
        let desk = try TestDesk()
        var html = three[1]
        html.comment.format = .html
        try desk.ingest([three[1]])
        #expect(try desk.ingest([html]).edited == 1)
    }

    @Test func `set-aside records keep their bytes and are kept once`() throws {
        let desk = try TestDesk()
        try desk.ingest([], setAside: [broken(1, "{\u{0}é"), broken(2)])
        let bytes = try desk.queue.database.read {
            try Data.fetchAll($0, sql: "SELECT bytes FROM setAside ORDER BY line")
        }
        #expect(bytes == [Data("{\u{0}é".utf8), Data("{broken".utf8)])
        let before = try desk.dump()
        #expect(try desk.ingest([], setAside: [broken(2), broken(1, "{\u{0}é")]).setAside == 2)
        #expect(try desk.dump() == before)
        try desk.ingest([], setAside: [broken(3), broken(1, "{\u{0}é")], now: at(7))
        #expect(try desk.count("setAside") == 3)
    }

    @Test func `a run that ends is closed and one that is cut off shows`() throws {
        let desk = try TestDesk()
        var run = IngestRun(startedAt: at(1), actor: "ingest", policy: testPolicy)
        var batch = IngestBatch(
            source: "news", input: "in", next: RecordPlace(input: "in", line: 1, offset: 0))
        batch.comments = three
        _ = try desk.queue.keep(batch, in: &run, now: at(1))
        #expect(try desk.queue.unfinishedRun()?.input == "in")
        try desk.ingest([judged("c4", "Another.")])
        #expect(try desk.queue.unfinishedRun() == nil)
    }

    @Test func `a fault in the middle of a batch leaves nothing of it`() throws {
        let desk = try TestDesk()
        try desk.ingest([three[0]])
        let before = try desk.dump()
        var bad = three[2]
        bad.assessment.score = 2  // above 1: refused by the table
        for batch in [[three[1], bad], [bad, three[1]], [three[1], bad, three[2]]] {
            #expect(throws: QueueError.self) { try desk.ingest(batch, setAside: [broken(1)]) }
            #expect(try desk.dump() == before)
        }
        #expect(throws: QueueError.self) {
            try desk.ingest([three[1]], from: "letters", now: .now, batches: [1]);
            try desk.ingest([bad])
        }
        #expect(try desk.count("comment") == 2, "the batch before it stays")
    }
}
