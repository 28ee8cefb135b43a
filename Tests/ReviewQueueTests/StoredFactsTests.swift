import Foundation
import GRDB
import Moderation
import TestSupport
import Testing

@testable import ReviewQueue

@Suite struct StoredFactsTests {
    private let ada = Author(name: "Ada")

    private var facts: AuthorFacts {
        var facts = AuthorFacts()
        (facts.seen, facts.approved, facts.refused) = (9, 3, 2)
        (facts.decidedLately, facts.refusedLately) = (4, 1)
        (facts.lastMinute, facts.lastHour, facts.lastDay) = (1, 5, 7)
        facts.repeats = 6
        facts.firstSeen = at(-3)
        return facts
    }

    private func desk(_ facts: AuthorFacts?) throws -> TestDesk {
        let desk = try TestDesk()
        var comment = judged("c1", "You probe.", createdAt: at(0), author: ada)
        comment.history = HistoryFacts(author: facts, nearDuplicates: facts.map { $0.seen })
        try desk.ingest([comment])
        return desk
    }

    @Test func `facts come back as they were kept, and none stays none`() throws {
        for facts in [facts, AuthorFacts(), nil] {
            let desk = try desk(facts)
            var archive = try desk.queue.archive()
            let history = HistoryFacts(author: facts, nearDuplicates: facts.map { $0.seen })
            let expected = CommentFacts(source: "news", history: history)
            #expect(try archive.next(upTo: 9).map(\.facts) == [expected])
            #expect(try desk.queue.recentComments(9).comments.map(\.facts) == [expected])
            #expect(try desk.queue.comment(CommentKey("news:c1")!).facts == expected)
            #expect(StoredFacts.history(StoredFacts.column(history)) == history)
        }
    }

    @Test(arguments: [
        #"UPDATE assessment SET facts = replace(facts, '"seen":9', '"seen":8')"#,
        "UPDATE assessment SET facts = NULL",
    ])
    func `facts that were altered are found`(sql: String) throws {
        let desk = try desk(facts)
        #expect(try desk.queue.verify().faults == [])
        try VerifyTests.tamper(desk, sql)
        #expect(try desk.queue.verify().faults == ["revisions 1 to 1 differ from audit row 3"])
    }

    @Test func `facts that were put where there were none are found`() throws {
        let desk = try desk(nil)
        try VerifyTests.tamper(desk, "UPDATE assessment SET facts = '{}'")
        #expect(try desk.queue.verify().faults == ["revisions 1 to 1 differ from audit row 3"])
    }

    @Test func `a column that cannot be read says nothing`() {
        for column in [nil, "", "{", "{}", #"{"author":{"seen":"1"}}"#] {
            #expect(StoredFacts.history(column) == HistoryFacts())
        }
    }
}
