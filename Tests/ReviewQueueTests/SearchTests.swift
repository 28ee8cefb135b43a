import Foundation
import GRDB
import Moderation
import Testing

@testable import ReviewQueue

@Suite struct SearchTests {
    private func desk() throws -> TestDesk {
        let desk = try TestDesk()
        try desk.ingest([
            judged("c1", "Define our people, please."), judged("c2", "People of our town.", .pass),
            judged("c3", "El alcalde habló de inmigración."),
        ])
        return desk
    }

    private func found(_ desk: TestDesk, _ question: String, limit: Int = 10) throws -> [String] {
        try desk.queue.search(question, limit: limit).map(\.comment.id.rawValue)
    }

    @Test func `all words have to be there, in any order and case, newest first`() throws {
        let desk = try desk()
        #expect(try found(desk, "people our") == ["c2", "c1"])
        #expect(try found(desk, "\"our people\"") == ["c1"])
        #expect(try found(desk, "“OUR PEOPLE” define") == ["c1"])
        #expect(try found(desk, "inmigracion") == ["c3"], "accents do not matter")
        #expect(try found(desk, "inmigra*") == ["c3"])
        #expect(try found(desk, "people", limit: 1) == ["c2"])
        #expect(try found(desk, "nothing") == [])
    }

    @Test func `a comment is found by its id, before those that say it`() throws {
        let desk = try desk()
        try desk.ingest([judged("c9", "See c1 above.")], now: at(2))
        #expect(try found(desk, "c1") == ["c1", "c9"])
        #expect(try found(desk, "news:c1").first == "c1")
    }

    @Test(arguments: [
        "our AND people", "text:our", "NEAR(our people)", "-our", "our OR", "(our", "^our", "a\"b",
        "our'", "{our people}", "\"", "\u{0}our",
    ])
    func `nothing that is typed is an operator`(question: String) throws {
        let desk = try desk()
        do {
            _ = try desk.queue.search(question, limit: 10)
        } catch let problem as Problem {
            #expect(problem.code == "Q028")
        }
    }

    @Test func `what came, or was edited, since the last search is found by its new words`() throws
    {
        let desk = try desk()
        #expect(try found(desk, "define") == ["c1"])
        try desk.ingest([judged("c1", "Changed words."), judged("c4", "Define!")], now: at(2))
        #expect(try found(desk, "define") == ["c4"])
        #expect(try found(desk, "changed") == ["c1"])
        #expect(try desk.queue.verify().faults == [])
    }

    @Test func `an index that does not follow from the texts is found`() throws {
        let desk = try desk()
        _ = try found(desk, "people")
        try desk.queue.database.write {
            try $0.execute(sql: "DELETE FROM searchIndex_data WHERE id > 10")
        }
        #expect(
            try desk.queue.verify().faults == ["the index of words does not follow from the texts"])
    }
}
