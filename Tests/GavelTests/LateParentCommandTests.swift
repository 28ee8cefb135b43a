import Foundation
import TestSupport
import Testing

/// Replies and articles that come apart, in one file or in several.
@Suite struct LateParentCommandTests {
    private let parent = """
        {"id":"a","text":"You grumblefex of a town council, \(canary), read what the neighbors wrote."}
        """
    /// Quotes the parent without a mark that says so.
    private let reply = """
        {"id":"b","parent":"a","text":"You grumblefex of a town council, \(canary), read what \
        the neighbors wrote. Is that how we talk here?"}
        """

    private func ingest(_ desk: ProbeDesk, _ lines: String..., name: String = "in") throws
        -> [String: Any]
    {
        let file = try desk.folder.write(
            "\(name).jsonl", lines.map { $0 + "\n" }.joined())
        let outcome = try desk.run("ingest", file, "--source", "news", "--json")
        #expect(outcome.status == 0, "\(outcome.errors)")
        return outcome.object
    }

    private func routes(_ desk: ProbeDesk) throws -> [String] {
        try ask(
            desk.database,
            """
            SELECT externalID || ' ' || route || ' ' || state FROM comment
            JOIN item ON item.revisionID = latestRevisionID JOIN assessment USING (assessmentID)
            ORDER BY externalID
            """)
    }

    @Test func `a reply in the same file is judged by the text it answers, in either order`() throws
    {
        let inOrder = try ProbeDesk()
        #expect(try ingest(inOrder, parent, reply)["judgedAgain"] as? Int == 0)
        #expect(try routes(inOrder) == ["a queue open", "b pass new"])
        let turned = try ProbeDesk()
        #expect(try ingest(turned, reply, parent)["judgedAgain"] as? Int == 1)
        #expect(try routes(turned) == routes(inOrder))
        #expect(try turned.run("verify").status == 0)
    }

    @Test func `a reply that came a run before is judged again, once`() throws {
        let desk = try ProbeDesk()
        let first = try ingest(desk, reply)
        #expect(
            first["routes"] as? [String: Int] == ["pass": 0, "queue": 1, "hold": 0, "reject": 0])
        #expect(try routes(desk) == ["b queue open"])
        let second = try ingest(desk, parent, name: "later")
        #expect(second["judgedAgain"] as? Int == 1)
        #expect(try routes(desk) == ["a queue open", "b pass new"])
        let shown = try desk.run("queue", "show", "news:b", "--format", "json").object
        #expect((shown["parentText"] as? String)?.contains("town council") == true)
        let dump = try desk.dump()
        #expect(try ingest(desk, parent, reply)["judgedAgain"] as? Int == 0)
        #expect(try desk.dump() == dump)
        #expect(try ask(desk.database, "SELECT COUNT(*) FROM assessment") == ["3"])
        #expect(try desk.run("verify").status == 0)
    }

    @Test func `what a late parent said is sealed with the judgement`() throws {
        let desk = try ProbeDesk()
        _ = try ingest(desk, reply)
        _ = try ingest(desk, parent, #"{"id":"c","parent":"none","text":"A bench, \#(canary)."}"#)
        #expect(try desk.run("verify").status == 0)
        for (change, back) in [
            (
                "UPDATE lateParent SET parentRevisionID = 1",
                "UPDATE lateParent SET parentRevisionID = 2"
            ),
            (
                "INSERT INTO awaitedParent VALUES (1, 'x', 1)",
                "DELETE FROM awaitedParent WHERE parent = 'x'"
            ),
            (
                "DELETE FROM awaitedParent",
                "INSERT INTO awaitedParent VALUES (1, 'none', 3)"
            ),
        ] {
            _ = try ask(desk.database, change)
            #expect(try desk.run("verify").status == 1, "\(change)")
            _ = try ask(desk.database, back)
            #expect(try desk.run("verify").status == 0, "\(back)")
        }
    }

    @Test func `an edit that comes with its parent is judged with it, and nothing waits`() throws {
        let desk = try ProbeDesk()
        _ = try ingest(desk, reply)
        let edited = reply.replacingOccurrences(of: "talk here?", with: "talk in this town?")
        _ = try ingest(desk, parent, edited, name: "both")
        #expect(try routes(desk) == ["a queue open", "b pass new"])
        #expect(try ask(desk.database, "SELECT COUNT(*) FROM awaitedParent") == ["0"])
        #expect(try ingest(desk, parent, name: "again")["judgedAgain"] as? Int == 0)
        #expect(try desk.run("verify").status == 0)
    }

    @Test func `a decided reply stays decided`() throws {
        let desk = try ProbeDesk()
        _ = try ingest(desk, reply)
        #expect(try desk.run("decide", "news:b", "hide", "--reason", "spam").status == 0)
        #expect(try ingest(desk, parent, name: "later")["judgedAgain"] as? Int == 1)
        #expect(try routes(desk) == ["a queue open", "b pass hidden"])
        #expect(try desk.run("verify").status == 0)
    }

    @Test func `an article's text is found by its url, and a reply's article by its parent`() throws
    {
        let desk = try ProbeDesk()
        let body = "The mayor called the plan a grumblefex of a scheme and left the room early."
        _ = try ingest(
            desk,
            """
            {"id":"a","text":"Read it, \(canary).","article":{"url":"https://ledger.example/7",\
            "title":"Plan","body":"\(body)"}}
            """)
        let quotation =
            "The mayor called the plan a grumblefex of a scheme and left. Why, \(canary)?"
        _ = try ingest(
            desk,
            #"{"id":"b","text":"\#(quotation)","article":"https://ledger.example/7"}"#,
            #"{"id":"c","parent":"a","text":"\#(quotation)"}"#,
            #"{"id":"d","text":"\#(quotation)"}"#, name: "later")
        #expect(
            try routes(desk) == ["a pass new", "b pass new", "c pass new", "d queue open"])
        #expect(
            try ask(
                desk.database,
                """
                SELECT externalID || ' ' || coalesce(title, '-') FROM comment
                JOIN revision ON revisionID = latestRevisionID LEFT JOIN article USING (articleID)
                ORDER BY externalID
                """) == ["a Plan", "b Plan", "c Plan", "d -"])
    }
}
