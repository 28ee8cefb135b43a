import Foundation
import GRDB
import Moderation
import TestSupport
import Testing

@testable import ReviewQueue

/// What another program has after it took some exports: the last line about each revision.
private struct Mirror: Equatable {
    var lines: [String: ExportedComment] = [:]
    var cursor: CommentCursor?
    private let conditions: ExportConditions

    init(_ conditions: ExportConditions = ExportConditions()) { self.conditions = conditions }

    /// - Returns: what the export told, in its order.
    @discardableResult
    mutating func take(_ desk: TestDesk) throws -> [String] {
        var told: [String] = []
        cursor = try desk.queue.exportComments(conditions, since: cursor) { comment in
            let name =
                "\(comment.comment)" + (conditions.includesOlder ? " \(comment.revision)" : "")
            lines[name] = comment
            told.append(name)
        }
        #expect(Set(told).count == told.count, "nothing comes twice")
        return told
    }
}

@Suite struct ExportTests {
    private let older = ExportConditions(includesOlder: true)

    @Test func `the first export has every comment once, and the next only what is new`() throws {
        let desk = try TestDesk()
        try desk.ingest([judged("a", "One."), judged("b", "Two.", .pass)])
        var mirror = Mirror()
        #expect(try mirror.take(desk) == ["news:a", "news:b"])
        #expect(try mirror.take(desk) == [])
        try desk.ingest([judged("a", "One."), judged("c", "Three.")], now: at(2))
        #expect(try mirror.take(desk) == ["news:c"])
        #expect(mirror.lines["news:b"]?.state == .passed)
        #expect(mirror.lines["news:c"]?.text == "Three.")
    }

    @Test func `an edit, a decision, an undo and a purge each bring the comment again`() throws {
        let desk = try recordsDesk()
        var mirror = Mirror()
        #expect(try mirror.take(desk).count == 6)
        #expect(mirror.lines["news:q"]?.state == .hidden)
        #expect(mirror.lines["news:q"]?.revision == 2)
        #expect(mirror.lines["news:q"]?.decision?.verdict == .hide)
        try desk.undo(last: 1)
        #expect(try mirror.take(desk) == ["news:q"])
        #expect(mirror.lines["news:q"]?.state == .open)
        #expect(mirror.lines["news:q"]?.decision == nil)
        try desk.decide(["w"], .approve, now: at(4))
        try desk.decide(["q"], .hide, now: at(4))
        #expect(try mirror.take(desk) == ["news:q", "news:w"])
        let went = try desk.purge()
        #expect(went.comments == 4)
        #expect(try mirror.take(desk) == ["news:late", "news:r", "news:q", "news:w"])
        let left = try #require(mirror.lines["news:q"])
        #expect(left.text == nil)
        #expect(left.purged?.ground == .retention(.transitory))
        #expect(left.purged?.hash == left.contentHash)
        #expect(left.isOriginalPurged)
        #expect(try mirror.take(desk) == [])
    }

    @Test func `older revisions come where they are wanted, and again when they are replaced`()
        throws
    {
        let desk = try TestDesk()
        try desk.ingest([judged("a", "One."), judged("b", "Two.")])
        var (all, newest) = (Mirror(older), Mirror())
        #expect(try all.take(desk) == ["news:a 1", "news:b 1"])
        try newest.take(desk)
        try desk.decide(["b"], .hide)
        try desk.ingest(
            [judged("a", "One!", editedAt: at(3)), judged("b", "Two!", editedAt: at(3))],
            now: at(4))
        #expect(try all.take(desk) == ["news:a 1", "news:b 1", "news:a 2", "news:b 2"])
        #expect(all.lines["news:a 1"]?.state == .known)
        #expect(all.lines["news:b 1"]?.state == .hidden)
        #expect(try newest.take(desk) == ["news:a", "news:b"])
        #expect(newest.lines["news:a"]?.text == "One!")
        try desk.undo(last: 1, now: at(5))
        #expect(try all.take(desk) == ["news:b 1"])
        #expect(all.lines["news:b 1"]?.state == .known)
        #expect(try newest.take(desk) == [])
    }

    @Test func `what is written while an export runs is in the next one alone`() throws {
        let desk = try TestDesk()
        try desk.ingest((0..<20).map { judged(CommentID("c\($0)"), "Probe \($0).") })
        var told: [String] = []
        var isFirst = true
        let other = try ReviewQueue.open(at: desk.path)
        var run = IngestRun(startedAt: at(3), actor: "ingest", policy: testPolicy)
        let writer = other.keyingAuthors(with: testSecret)
        let cursor = try desk.queue.exportComments(ExportConditions()) { comment in
            told.append("\(comment.comment.id) \(comment.state)")
            guard isFirst else { return }
            isFirst = false
            _ = try other.decide(
                DecisionRequest(
                    comments: [
                        CommentKey(source: "news", id: "c0"), CommentKey(source: "news", id: "c9"),
                    ],
                    verdict: .spam, by: "ben"), policy: testPolicy, now: at(3))
            var batch = IngestBatch(
                source: "news", input: "in", next: RecordPlace(input: "in", line: 1, offset: 0))
            batch.comments = [judged("c20", "Probe 20.")]
            _ = try writer.keep(batch, in: &run, now: at(3))
        }
        #expect(told == (0..<20).map { "c\($0) open" })
        var next: [String] = []
        _ = try desk.queue.exportComments(ExportConditions(), since: cursor) {
            next.append("\($0.comment.id) \($0.state)")
        }
        #expect(next == ["c0 spam", "c9 spam", "c20 open"])
    }

    @Test(arguments: 0..<6)
    func `exports one after the other come to what one export of the end has`(seed: Int) throws {
        var generator = SeededGenerator(seed: UInt64(seed))
        let desk = try TestDesk()
        // A source that never was is refused.
        try desk.ingest([judged("c0", "Probe.")], now: at(1))
        var mirrors = [Mirror(), Mirror(older), Mirror(ExportConditions(source: "news"))]
        var edits = 0
        for step in 0..<30 {
            let now = Double(step + 2)
            let ids = (0..<3).map { _ in CommentID("c\(Int.random(in: 0..<12, using: &generator))")
            }
            switch Int.random(in: 0..<7, using: &generator) {
            case 0, 1:
                edits += 1
                try desk.ingest(
                    Set(ids).sorted().map {
                        judged(
                            $0, "Probe \($0) \(edits).",
                            Bool.random(using: &generator) ? .queue : .pass, editedAt: at(now))
                    }, from: Bool.random(using: &generator) ? "news" : "letters", now: at(now))
            case 2: _ = try desk.decide(ids, .hide, now: at(now))
            case 3: _ = try desk.undo(last: 1, now: at(now))
            case 4: try desk.purge()
            default:
                for index in mirrors.indices where Bool.random(using: &generator) {
                    try mirrors[index].take(desk)
                }
            }
        }
        for (index, conditions) in [
            ExportConditions(), older, ExportConditions(source: "news"),
        ].enumerated() {
            try mirrors[index].take(desk)
            var whole = Mirror(conditions)
            try whole.take(desk)
            #expect(mirrors[index] == whole, "\(generator)")
        }
    }

    @Test func `conditions choose by source, time and state`() throws {
        let desk = try TestDesk()
        try desk.ingest(
            [
                judged("a", "One.", createdAt: at(-5)), judged("b", "Two.", createdAt: at(5)),
                judged("c", "Three."),
            ], now: at(1))
        try desk.ingest([judged("a", "Four.")], from: "letters", now: at(6))
        try desk.decide(["b"], .hide)
        func told(_ conditions: ExportConditions) throws -> [String] {
            var mirror = Mirror(conditions)
            return try mirror.take(desk)
        }
        #expect(try told(ExportConditions(source: "letters")) == ["letters:a"])
        #expect(try told(ExportConditions(from: at(1), to: at(5))) == ["news:c"])
        #expect(try told(ExportConditions(state: .hidden)) == ["news:b"])
        #expect(code { try told(ExportConditions(source: "leters")) } == "E006")
        #expect(throws: Problem.self) { try told(ExportConditions(article: "/nowhere")) }
    }

    @Test func `authors are a hash unless they are asked for by name`() throws {
        let desk = try TestDesk()
        let author = Author(id: "7", name: "Ada Pell", email: "ada@mail.example")
        try desk.ingest([
            judged("a", "One.", author: author), judged("b", "Two.", author: author),
            judged("c", "Three."),
        ])
        var (plain, named) = (Mirror(), Mirror(ExportConditions(namesAuthors: true)))
        try plain.take(desk)
        try named.take(desk)
        let key = try #require(plain.lines["news:a"]?.author)
        #expect(key == plain.lines["news:b"]?.author)
        #expect(key.key == testSecret.key(of: author, in: "news")?.digits)
        #expect(key.details == nil && plain.lines["news:c"]?.author == nil)
        #expect(named.lines["news:a"]?.author?.details?.email == "ada@mail.example")
    }

    @Test func `a cursor of another desk, of an older copy or of other conditions is refused`()
        throws
    {
        let (desk, other) = (try TestDesk(), try TestDesk())
        for each in [desk, other] { try each.ingest([judged("a", "One.")]) }
        let backup = desk.folder.path + "/copy.db"
        try desk.queue.copy(to: backup)
        try other.ingest([judged("b", "Two.")], now: at(7))
        try desk.decide(["a"], .hide)
        var mirror = Mirror()
        try mirror.take(desk)
        let cursor = try #require(mirror.cursor)
        #expect(CommentCursor(cursor.description) == cursor)
        func refusal(of queue: ReviewQueue, _ conditions: ExportConditions) -> String? {
            code { try queue.exportComments(conditions, since: cursor) { _ in } }
        }
        #expect(refusal(of: desk.queue, ExportConditions()) == nil)
        #expect(refusal(of: other.queue, ExportConditions()) == "E004")
        #expect(refusal(of: desk.queue, older) == "E005")
        let copy = try ReviewQueue.open(at: backup)
        #expect(refusal(of: copy, ExportConditions()) == "E004")
        // The copy has given the numbers a second time.
        let again = DecisionRequest(
            comments: [CommentKey(source: "news", id: "a")], verdict: .spam, by: "ben")
        _ = try copy.decide(again, policy: testPolicy, now: at(9))
        #expect(refusal(of: copy, ExportConditions()) == "E004")
        func refused(after words: String) throws -> String? {
            let cursor = try #require(DecisionCursor(words))
            return code { try copy.check(cursor) }
        }
        #expect(try refused(after: "2") == "E004")
        #expect(try refused(after: "1") == nil)
        #expect(try refused(after: "0") == nil)
        let (of, ofCopy) = (
            try desk.queue.decisionCursor(after: 1), try copy.decisionCursor(after: 1)
        )
        #expect(of.description.contains(/^1-[0-9a-f]{12}$/))
        #expect(try refused(after: of.description) == "E004")
        #expect(try refused(after: ofCopy.description) == nil)
        #expect(try copy.decisionCursor(after: 0).description == "0")
    }

    @Test(arguments: ["", "-1", "x", "1-", "1-0123456789a", "1-0123456789aB", "1-0123456789ab-"])
    func `what is no cursor of decisions is read as none`(text: String) {
        #expect(DecisionCursor(text) == nil)
    }

    @Test(arguments: [
        "", "7", "c1", "c1-1-1-1-1-0123456789ab", "c2-1-1-1-1-0123456789ab-01234567",
        "c1-1-1-1-x-0123456789ab-01234567", "c1-1-1-1-1-0123456789aB-01234567",
        "c1-1-1-1-1-0123456789ab-0123456", "c1-1-1-1-1-0123456789ab-01234567-",
        "c1-99999999999999999999-1-1-1-0123456789ab-01234567",
    ])
    func `what is no cursor is read as none`(text: String) { #expect(CommentCursor(text) == nil) }

    @Test func `decisions come by source and time, and the log of exports keeps verify sound`()
        throws
    {
        let desk = try TestDesk()
        try desk.ingest([judged("a", "One."), judged("b", "Two.")])
        try desk.ingest([judged("a", "Three.")], from: "letters")
        try desk.decide(["a"], .hide, now: at(2))
        try desk.decide(["b"], .hide, now: at(4))
        func ids(_ conditions: ExportConditions) throws -> [Int64] {
            try desk.queue.decisions(after: 0, limit: 10, conditions).map(\.id)
        }
        #expect(try ids(ExportConditions()) == [1, 2])
        #expect(try ids(ExportConditions(source: "letters")) == [])
        #expect(try ids(ExportConditions(from: at(2), to: at(4))) == [1])
        #expect(code { try ids(ExportConditions(source: "leters")) } == "E006")
        try desk.queue.log(
            ExportAct(
                what: "decisions", conditions: ExportConditions(source: "news"), rows: 2,
                cursor: "2"),
            by: "ann", now: at(5))
        let logged = try desk.queue.database.read { db in
            try String.fetchOne(
                db,
                sql: "SELECT actor || ' ' || subject || ' ' || detail FROM audit ORDER BY seq DESC")
        }
        #expect(logged == "ann decisions cursor=2\nrows=2\nsource=news")
        #expect(try desk.queue.verify().faults == [])
    }
}
