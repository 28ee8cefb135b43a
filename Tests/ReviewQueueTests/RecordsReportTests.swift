import Foundation
import GRDB
import Moderation
import Testing

@testable import ReviewQueue

/// The figures of the report on records.
@Suite struct RecordsReportTests {
    private func records(
        _ desk: TestDesk, from: Date? = nil, to: Date = today,
        _ classes: [SourceName: RetentionClass] = ["news": .transitory]
    ) throws -> RecordsFigures {
        try desk.queue.records(
            ReportScope(
                desk: "Ledger", profile: .publisher, policy: "aaaabbbbcccc", from: from, to: to,
                timeZone: "UTC")
        ) { classes[$0] ?? .permanent }
    }

    private func held(_ figures: RecordsFigures) -> [RecordsFigures.Kind: [Int]] {
        Dictionary(
            uniqueKeysWithValues: figures.holdings.map { ($0.kind, [$0.kept, $0.emptied]) })
    }

    @Test func `what is kept, what is past its time and what keeps it, by hand`() throws {
        let desk = try recordsDesk()
        let figures = try records(desk)
        #expect(
            figures.sources == [
                .init(
                    source: "letters", retentionClass: .permanent, comments: 1, texts: 1,
                    oldest: at(0)),
                // late, q (two texts), r, w and new; w waits, and new is young.
                .init(
                    source: "news", retentionClass: .transitory, comments: 5, texts: 6,
                    oldest: at(0), past: 4, held: 0, waiting: 1),
            ])
        #expect(figures.sources[1].due == 3)
        let kept = held(figures)
        #expect(kept[.comments] == [6, 0] && kept[.texts] == [7, 0])
        #expect(kept[.originals] == [7, 0] && kept[.setAside] == [1, 0])
        #expect(kept[.decisions] == [1, 0] && kept[.appeals] == [0, 0])
        #expect(figures.holdings.map(\.kind) == RecordsFigures.Kind.allCases)
        #expect(figures.checkpoint == "\(try desk.queue.verify().checkpoint!)")
        #expect(kept[.auditRows] == [try desk.count("audit"), 0])
        #expect(figures.lastBackup == nil)
    }

    @Test func `what could be purged is what a purge counts`() throws {
        let desk = try recordsDesk()
        _ = try desk.queue.hold(
            .comment(CommentKey(source: "news", id: "r")), reason: "suit", by: "lee", now: at(9))
        for classes: [SourceName: RetentionClass] in [
            ["news": .transitory], ["news": .none, "letters": .none], ["news": .correspondence3y],
            [:],
        ] {
            for row in try records(desk, classes).sources
            where row.retentionClass.leastDays != nil {
                let preview = try desk.queue.purgePreview(
                    PurgeRequest(
                        retentionClass: row.retentionClass, sources: [row.source], before: today,
                        by: "lee"), now: today)
                #expect(row.due == preview.going.comments)
                #expect(row.held == preview.held && row.waiting == preview.waiting)
                #expect(row.comments - row.past == preview.young)
            }
        }
    }

    @Test func `a purge moves what it takes from kept to emptied, and only from then on`() throws {
        let desk = try recordsDesk()
        let before = try records(desk, to: at(1000))
        let count = try desk.purge()
        let figures = try records(desk, from: at(1), to: today + 1)
        let purge = try #require(figures.purges.first)
        #expect(figures.purges.count == 1 && purge.ground == .retention(.transitory))
        #expect(purge.count.texts == count.texts && purge.count.originals == count.originals)
        #expect(
            try desk.rows("SELECT lower(hex(contents)) AS seal FROM purge") == [
                "[seal:\"\(purge.seal)\"]"
            ])
        let kept = held(figures)
        #expect(kept[.comments] == [6, 3] && kept[.texts] == [7, 4])
        #expect(kept[.originals] == [7, count.originals] && kept[.setAside] == [1, 1])
        let news = figures.sources[1]
        #expect((news.comments, news.texts, news.past, news.due) == (2, 2, 1, 0))
        // The same period tells the same, whatever went later.
        #expect(try records(desk, to: at(1000)).holdings == before.holdings)
        #expect(try records(desk, to: at(1000)).sources.map(\.texts) == before.sources.map(\.texts))
        #expect(try records(desk, from: at(1), to: today).purges == [])
    }

    @Test func `an erasure is told by its reason and never by whom it was about`() throws {
        let desk = try recordsDesk()
        _ = try desk.decide(["w"], .approve)
        _ = try desk.erase("r", .transitory, despite: "asked")
        let figures = try records(desk, to: today + 1)
        #expect(figures.purges.map(\.ground) == [.erasure])
        #expect(figures.purges.map(\.count.authors) == [1])
    }

    @Test func `legal holds are those that stood at the end`() throws {
        let desk = try recordsDesk()
        let key = CommentKey(source: "news", id: "q")
        _ = try desk.queue.hold(.comment(key), reason: "suit", by: "lee", now: at(10))
        _ = try desk.queue.hold(.author(of: key), reason: "request", by: "lee", now: at(20))
        _ = try desk.queue.hold(
            .article("https://ledger.example/1"), reason: "audit", by: "lee", now: at(30))
        _ = try desk.queue.release(hold: 1, reason: "settled", by: "lee", now: at(25))
        func ids(_ hours: Double) throws -> [Int64] {
            try records(desk, to: at(hours)).holds.map(\.id)
        }
        #expect(
            try [ids(10), ids(11), ids(21), ids(26), ids(31)] == [[], [1], [1, 2], [2], [2, 3]])
        let holds = try records(desk).holds
        #expect(holds.map(\.subject) == [.author(of: key), .article("https://ledger.example/1")])
        #expect(holds.map(\.reason) == ["request", "audit"] && holds[0].since == at(20))
        #expect(try records(desk).sources[1].held == 1)
        let listed = try desk.queue.legalHolds()
        #expect(
            listed.map(\.id) == holds.map(\.id) && listed.map(\.subject) == holds.map(\.subject))
    }

    @Test func `who looked and what was taken out is told from the log`() throws {
        let desk = try recordsDesk()
        let key = CommentKey(source: "news", id: "q")
        _ = try desk.queue.authorDetails(of: key, by: "ann", now: at(40))
        try desk.queue.backup(to: desk.folder.path + "/copy.db", by: "root", now: at(50))
        let scope = try records(desk).scope
        _ = try desk.queue.moderators(scope, only: nil, by: "lee", now: at(60))
        let figures = try records(desk, from: at(40), to: at(60))
        #expect(figures.accesses.map(\.kind) == [.author, .backup])
        #expect(figures.accesses.map(\.by) == ["ann", "root"])
        #expect(figures.accesses.map(\.subject) == ["comment news:q", "copy.db"])
        #expect(figures.lastBackup == at(50))
        let later = try records(desk, from: at(55))
        #expect(later.accesses.map(\.kind) == [.moderators])
        #expect(later.lastBackup == at(50), "the last one, of whatever period")
        let early = try #require(try records(desk, to: at(45)).checkpoint)
        let checkpoint = try #require(AuditCheckpoint(early))
        #expect(try desk.queue.verify(expecting: checkpoint).faults == [])
    }
}
