import Foundation
import GRDB
import Moderation
import Testing

@testable import ReviewQueue

@Suite struct StatementTests {
    private func desk() throws -> TestDesk {
        let desk = try TestDesk()
        try desk.ingest([
            judged(
                "c1", "One probe.", createdAt: at(0), article: Article(url: "https://x.example/1")),
            judged("c2", "Two probes.", category: "style"), judged("c3", "Three.", .pass),
            judged("c4", "Four probes."),
        ])
        return desk
    }

    private func all(
        _ desk: TestDesk, after start: Int64 = 0, through end: Int64 = .max, limit: Int = 500
    ) throws -> [StatementOfReasons] {
        var last = start
        var found: [StatementOfReasons] = []
        while let batch = try desk.queue.statements(after: last, through: end, limit: limit) {
            #expect(batch.last > last && batch.statements.count <= limit)
            found += batch.statements
            last = batch.last
        }
        return found
    }

    private func key(_ id: CommentID) -> CommentKey { CommentKey(source: "news", id: id) }

    @Test func `a statement has the decision, the article, the day and the author's own words`()
        throws
    {
        let desk = try desk()
        try desk.decide(["c1"], .hide, reason: "attack", note: "private")
        let statement = try #require(try desk.queue.statement(ofDecision: 1))
        #expect(statement.kind == .restriction && statement.seq == 1)
        #expect(statement.articleURL == "https://x.example/1" && statement.writtenAt == at(0))
        #expect(
            statement.findings == [
                .init(rule: "attack.probe", title: "A probe", words: ["O"])
            ])
        #expect(statement.wasDetectedByRule && statement.origin == .ownInitiative)
        #expect(try desk.queue.statement(on: key("c1")) == statement)
        #expect(try all(desk) == [statement])
    }

    @Test func `only what the decision names is cited, and only the author's own words`() throws {
        let desk = try TestDesk()
        var comment = judged("c1", "“Fool”, he said. You goose.")
        comment.assessment.signals = [
            ("attack", SegmentScope.quotedOther, Signal.Status.active, 3, TextSpan(3, 7)),
            ("style", .own, .active, 1, TextSpan(21, 24)),
            ("attack", .own, .shadow, 3, TextSpan(21, 24)),
            ("attack", .own, .active, 0, TextSpan(25, 30)),
        ].enumerated().map { index, signal in
            Signal(
                rule: RuleID("r.\(index)"), category: CategoryID(signal.0), title: "T\(index)",
                message: "", span: signal.4, text: "", scope: signal.1, disguised: false,
                points: signal.3, status: signal.2)
        }
        try desk.ingest([comment])
        try desk.decide(["c1"], .hide, reason: "attack")
        let statement = try #require(try desk.queue.statement(ofDecision: 1))
        #expect(statement.findings == [])
        #expect(statement.wasDetectedByRule, "its route put it before a person")
    }

    @Test func `what nobody's rule found was not detected by one`() throws {
        let desk = try desk()
        try desk.decide(["c3"], .hide)
        #expect(try desk.queue.statement(ofDecision: 1)?.wasDetectedByRule == false)
    }

    @Test func `an approval and what was taken back give none, what took it back gives one`() throws
    {
        let desk = try desk()
        try desk.decide(["c1"], .hide)
        try desk.decide(["c2"], .approve)
        try desk.undo([1])
        try desk.undo([2])
        #expect(try desk.queue.statement(ofDecision: 1) == nil)
        #expect(try desk.queue.statement(ofDecision: 2) == nil)
        let shown = try #require(try desk.queue.statement(ofDecision: 3))
        #expect(shown.kind == .reinstatement && shown.decision.id == 1 && shown.undo?.id == 3)
        #expect(try desk.queue.statement(ofDecision: 4) == nil)
        #expect(try all(desk).map(\.seq) == [3])
        #expect(try desk.queue.statement(on: key("c1")) == shown)
        #expect(try desk.queue.statement(on: key("c2")) == nil)
        let missing = #expect(throws: Problem.self) { try desk.queue.statement(ofDecision: 9) }
        #expect(missing?.code == "Q006")
        let nowhere = #expect(throws: Problem.self) { try desk.queue.statement(on: key("x")) }
        #expect(nowhere?.code == "Q001")
    }

    @Test func `an export sees the desk as it stood, however it is cut`() throws {
        let desk = try desk()
        try desk.decide(["c1", "c2"], .hide)
        try desk.decide(["c4"], .spam)
        let end = try desk.queue.newestDecision()
        try desk.undo([1])
        let whole = try all(desk, through: end)
        #expect(whole.map(\.decision.id) == [1, 2, 3])
        for limit in 1...3 { #expect(try all(desk, through: end, limit: limit) == whole) }
        #expect(try all(desk, after: end).map(\.seq) == [4])
        #expect(try all(desk).map(\.seq) == [2, 3, 4])
        #expect(try desk.queue.newestDecision() == 4)
        let fresh = try TestDesk()
        #expect(try fresh.queue.newestDecision() == 0)
    }

    @Test func `the origin is what the decision answered, and never who`() throws {
        let desk = try desk()
        _ = try desk.queue.receive(
            Notice(
                explanation: "Defames me", name: "L. Roe", email: "roe@mail.example",
                isInGoodFaith: true), on: key("c1"), by: "ann", now: at(1))
        try desk.decide(["c1"], .hide)
        try desk.decide(["c2"], .hide)
        // What comes later changes nothing about what was decided.
        _ = try desk.queue.receive(
            Notice(explanation: "Late", isInGoodFaith: true), on: key("c2"), by: "ann", now: at(4))
        #expect(try all(desk).map(\.origin) == [.notice, .ownInitiative])
        #expect(!"\(try all(desk))".contains("Roe"))
    }

    @Test func `readers' reports are told as such`() throws {
        let desk = try TestDesk()
        var comment = judged("c1", "One probe.")
        comment.comment.flags = ["rude", "rude"]
        try desk.ingest([comment])
        try desk.decide(["c1"], .hide)
        #expect(try desk.queue.statement(ofDecision: 1)?.origin == .readerReports)
    }

    @Test func `a desk's id stays, and is its own`() throws {
        let one = try desk()
        let other = try ReviewQueue.create(
            at: one.folder.path + "/other.db", profile: .publisher, secret: testSecret, by: "ann",
            now: at(5))
        let id = try one.queue.deskID()
        #expect(try other.deskID() != id)
        #expect(id.contains(/^[0-9a-f]{12}$/))
        try one.decide(["c1"], .hide)
        #expect(try one.queue.deskID() == id)
    }
}

@Suite struct AppealPacketTests {
    @Test func `a packet is about the revision that was decided, and names no notifier`() throws {
        let desk = try TestDesk()
        try desk.ingest([
            judged("c1", "One probe.", article: Article(url: "https://x.example/1", title: "T"))
        ])
        let key = CommentKey(source: "news", id: "c1")
        _ = try desk.queue.receive(
            Notice(
                explanation: "Defames me", url: "https://x.example/1#c1", name: "L. Roe",
                email: "roe@mail.example", isInGoodFaith: true), on: key, by: "ann", now: at(1))
        _ = try desk.queue.note(key, "hm", by: "ann", now: at(1))
        try desk.decide(["c1"], .hide, note: "private")
        _ = try desk.queue.openAppeal(
            against: 1, text: "I quoted.", contact: "lee@mail.example", terms: .usual, by: "ann",
            now: at(3))
        try desk.ingest([judged("c1", "Edited.", .pass, editedAt: at(4))], now: at(4))
        var packet = try desk.queue.appealPacket(1)
        #expect(packet.text.body == "One probe." && packet.text.revision == 1)
        #expect(packet.text.newestRevision == 2 && packet.text.article?.title == "T")
        #expect(packet.assessment.signals.map(\.rule) == ["attack.probe"])
        #expect(packet.history.map(\.id) == [1] && packet.acts.map(\.note) == ["hm"])
        #expect(packet.reports.map { $0.notice?.explanation } == ["Defames me"])
        #expect(packet.reports.allSatisfy { $0.notice?.name == nil && $0.notice?.email == nil })
        let hashes = try desk.queue.database.read { db in
            try Row.fetchOne(
                db,
                sql: """
                    SELECT lower(hex(snapshot.hash)), lower(hex(contentHash)) FROM revision
                    JOIN snapshot USING (snapshotID) WHERE number = 1
                    """)!
        }
        #expect(packet.text.snapshotHash == hashes[0] as String)
        #expect(packet.text.contentHash == hashes[1] as String)
        packet.hideNotes()
        #expect(packet.acts == [] && packet.history[0].note == nil)
        #expect(packet.appeal.decision.note == nil)
        let missing = #expect(throws: Problem.self) { try desk.queue.appealPacket(2) }
        #expect(missing?.code == "Q024")
    }
}
