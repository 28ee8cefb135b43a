import Foundation
import GRDB
import Moderation
import Testing

@testable import ReviewQueue

@Suite struct PurgeTests {
    @Test func `what is old and waits for nobody is emptied, the rest stays`() throws {
        let desk = try recordsDesk()
        let preview = try desk.queue.purgePreview(
            PurgeRequest(
                retentionClass: .transitory, sources: ["news"], before: today, by: "clerk"),
            now: today)
        #expect(preview.going.comments == 3)
        #expect(preview.going.texts == 4)
        #expect(preview.going.setAside == 1)
        #expect((preview.held, preview.waiting, preview.young) == (0, 1, 1))
        let count = try desk.purge()
        #expect(count.comments == 3)
        #expect((count.texts, count.answered, count.originals) == (4, 1, 4))
        #expect((count.setAside, count.authors) == (1, 2))
        #expect(
            try desk.texts() == [
                "q 1": "", "q 2": "", "r 1": "", "late 1": "", "w 1": "Wait.", "new 1": "Fresh.",
                "l 1": "Dear all.",
            ])
        #expect(try desk.queue.verify().faults == [])
    }

    @Test func `decisions, judgements and hashes stay`() throws {
        let desk = try recordsDesk()
        let kept = [
            "SELECT * FROM decision", "SELECT * FROM assessment", "SELECT * FROM item",
            "SELECT contentHash FROM revision", "SELECT hash FROM snapshot",
            "SELECT assessmentID, rule, spanStart, spanEnd, points FROM signal",
            "SELECT authorID, key FROM author",
        ]
        let before = try kept.map(desk.rows)
        let question = CommentKey(source: "news", id: "q")
        #expect(try desk.queue.statement(on: question)?.isPurged == false)
        try desk.purge()
        #expect(try kept.map(desk.rows) == before)
        #expect(try desk.state("q") == .hidden)
        let statement = try #require(try desk.queue.statement(on: question))
        #expect(statement.isPurged && statement.findings.allSatisfy { $0.words.isEmpty })
    }

    @Test func `no byte of what went is left in the file or its log`() throws {
        let desk = try recordsDesk()
        for word in [Trace.question, Trace.reply, Trace.finding, Trace.broken] {
            #expect(try desk.traces(word) > 0, "\(word)")
        }
        try desk.purge()
        for word in [Trace.question, Trace.reply, Trace.finding, Trace.broken] {
            #expect(try desk.traces(word) == 0, "\(word)")
        }
        // The author wrote a letter too, which is of another source and so another author.
        #expect(try desk.rows("SELECT name FROM authorDetail ORDER BY name").count == 2)
    }

    @Test func `a word that no other comment has leaves its wording, and another does not`() throws
    {
        let desk = try TestDesk()
        let wording = Wording(hash: 42, words: 5, shingles: [1, 2, 3], keys: [])
        var (first, second) = (
            judged("a", "One.", .pass, createdAt: at(0)), judged("b", "One.", .pass)
        )
        (first.wording, second.wording) = (wording, wording)
        try desk.ingest([first])
        try desk.ingest([second], now: today)
        try desk.purge()
        #expect(try desk.rows("SELECT hash FROM wording") == ["[hash:42]"])
        #expect(try desk.count("commentWording") == 1)
        try desk.purge(.none, before: at(3 * 365 * 24), now: at(3 * 365 * 24))
        #expect(try desk.rows("SELECT words, length(shingles) FROM wording").count == 1)
        #expect(try desk.count("wording WHERE hash = 42 OR length(shingles) > 0") == 0)
        var third = judged("c", "One.", .pass)
        third.wording = wording
        try desk.ingest([third], now: today)
        #expect(try desk.count("wording WHERE hash = 42") == 1)
        #expect(try desk.queue.verify().faults == [])
    }

    @Test(arguments: [
        (RetentionClass.none, 3), (.transitory, 3), (.correspondence3y, 0),
    ])
    func `a class keeps for its time, whatever day is asked`(
        retentionClass: RetentionClass, comments: Int
    ) throws {
        let desk = try recordsDesk()
        #expect(try desk.purge(retentionClass, before: yesterday).comments == comments)
    }

    @Test func `permanent never goes, and no source is another's`() throws {
        let desk = try recordsDesk()
        let before = try desk.dump()
        #expect(code { try desk.purge(.permanent) } == "Q031")
        #expect(try desk.purge(.transitory, ["letter"]).isEmpty)
        #expect(try desk.dump() == before)
    }

    @Test func `a comment that was read since is not old`() throws {
        let desk = try TestDesk()
        try desk.ingest([judged("a", "Old.", .pass, createdAt: at(0))], now: yesterday)
        #expect(try desk.purge().isEmpty)
    }

    @Test func `a purge of nothing writes nothing, and one again neither`() throws {
        let desk = try recordsDesk()
        try desk.purge()
        let before = try desk.dump()
        #expect(try desk.purge().isEmpty)
        #expect(try desk.dump() == before)
    }

    @Test func `the same old file brings nothing back`() throws {
        let desk = try recordsDesk()
        try desk.purge()
        let texts = try desk.texts()
        let first = judged("q", "The \(Trace.question) bench?", .queue, createdAt: at(0))
        var summary = try desk.ingest(
            [judged("r", "It is \(Trace.reply).", .pass), first],
            setAside: [broken(3, Trace.broken)], now: today)
        #expect((summary.new, summary.edited, summary.known) == (0, 0, 2))
        // Nor as an edit back to the first of two wordings.
        var back = first
        back.isEditBack = true
        summary = try desk.ingest([back], now: today)
        #expect(summary.known == 1)
        #expect(try desk.texts() == texts)
        #expect(try desk.traces(Trace.question) == 0)
        #expect(try desk.traces(Trace.broken) == 0)
    }

    @Test func `the same record from another source keeps its original again`() throws {
        let desk = try recordsDesk()
        let record = judged("r", "It is \(Trace.reply).", .pass)
        try desk.purge()
        try desk.ingest([record], from: "elsewhere", now: today)
        #expect(try desk.traces(Trace.reply) > 0)
        #expect(try desk.queue.verify().faults == [])
        #expect(
            try desk.count(
                "revision JOIN snapshot USING (snapshotID) WHERE length(text) > 0 AND length(bytes) = 0"
            )
                == 0)
    }

    @Test func `an original that a text which stays is from stays`() throws {
        let desk = try TestDesk()
        let record = judged("a", "Twice.", .pass, createdAt: at(0))
        try desk.ingest([record])
        try desk.ingest([record], from: "letters")
        #expect(try desk.purge().originals == 0)
        #expect(try desk.traces("a|Twice.") > 0)
        #expect(try desk.purge(.transitory, ["letters"]).originals == 1)
        #expect(try desk.traces("a|Twice.") == 0)
        #expect(try desk.queue.verify().faults == [])
    }

    @Test func `a purged text is told of, and never judged again`() throws {
        let desk = try recordsDesk()
        try desk.purge()
        let item = try desk.queue.item(CommentKey(source: "news", id: "q"))
        #expect(item.text.isEmpty)
        #expect(item.purged?.ground == .retention(.transitory))
        #expect(item.purged?.hash == hex(contentHash("The \(Trace.question) bench!", .plain)))
        #expect(item.assessment.signals.allSatisfy { $0.text.isEmpty && $0.message.isEmpty })
        #expect(
            code { try desk.queue.comment(CommentKey(source: "news", id: "q")) } == "Q033")
        var archive = try desk.queue.archive()
        #expect(
            try archive.next(upTo: 100).map(\.key.id.rawValue).sorted() == ["l", "new", "w"])
        #expect(try desk.queue.recentComments(100).comments.count == 3)
        try desk.queue.regroup(by: { _ in nil }, progress: { _ in })
        #expect(try desk.queue.verify().faults == [])
    }

    @Test func `a reply to a purged comment is judged without its text and awaits nothing`() throws
    {
        let desk = try recordsDesk()
        try desk.purge()
        let asked = judged("after", "And you?", .pass).comment
        var reply = asked
        reply.parent = "q"
        let found = try desk.queue.recognise([("after", reply)], source: "news")
        #expect(found.parents["q"] == KnownParent(text: nil, article: nil))
        var judgement = judged("after", "And you?", .pass)
        judgement.comment.parent = "q"
        try desk.ingest([judgement], now: today)
        #expect(try desk.count("awaitedParent") == 0)
        #expect(try desk.queue.verify().faults == [])
    }

    @Test func `a reply that stays loses its copy, and keeps its own words`() throws {
        let desk = try TestDesk()
        var reply = judged("r", "Mine.", .queue, createdAt: at(0))
        (reply.comment.parent, reply.comment.parentText) = ("q", Trace.question)
        try desk.ingest([judged("q", Trace.question, .pass, createdAt: at(0)), reply])
        #expect(try desk.purge().answered == 1)
        let item = try desk.queue.item(CommentKey(source: "news", id: "r"))
        #expect(item.text == "Mine.")
        #expect(item.parentText == nil)
        #expect(try desk.traces(Trace.question) == 0)
        #expect(try desk.queue.verify().faults == [])
        // The rest goes when the reply has its turn.
        try desk.decide(["r"], .approve)
        #expect(try desk.purge().texts == 1)
        #expect(try desk.queue.verify().faults == [])
    }

    @Test func `many comments go in steps, each of which is told of`() throws {
        let desk = try TestDesk()
        try desk.ingest(
            (0..<5_001).map { judged(CommentID("\($0)"), "Text \($0).", .pass) }, batches: [500])
        var told: [Int] = []
        let count = try desk.queue.purge(
            PurgeRequest(
                retentionClass: .transitory, sources: ["news"], before: today, by: "clerk"),
            now: today
        ) { told.append($0) }
        #expect(count.comments == 5_001)
        #expect(told == [5_000, 5_001])
        #expect(try desk.count("purge") == 2)
        #expect(try desk.queue.verify().faults == [])
    }

    @Test func `replies to what goes are found by an index`() throws {
        let desk = try TestDesk()
        let plan = try desk.queue.database.read {
            try Row.fetchAll(
                $0, sql: "EXPLAIN QUERY PLAN " + PurgeParts.selectReplies, arguments: ["[1]"])
        }.map { $0["detail"] as String }
        #expect(plan.contains { $0.hasPrefix("SEARCH reply USING INDEX commentParent") }, "\(plan)")
    }
}
