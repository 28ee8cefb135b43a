import Foundation
import TestSupport
import Testing

@Suite struct AuthorFactsCommandTests {
    private func line(_ id: String, _ author: String, _ minute: Int) -> String {
        let time = String(format: "2026-11-02T%02d:%02d:00Z", 10 + minute / 60, minute % 60)
        return #"{"id":"\#(id)","text":"Remark \#(id), \#(canary).","#
            + #""author":{"name":"\#(author)","email":"\#(author)@quill.example"},"#
            + #""created_at":"\#(time)"}"#
    }

    /// 1,200 comments of few authors: three batches, in which many come before they are kept.
    private var long: [String] {
        (0..<1200).map { line("c\($0)", "Quill\($0 % 7)", $0 / 4) }
    }

    private func stored(_ desk: ProbeDesk) throws -> [String] {
        try ask(
            desk.database,
            """
            SELECT externalID || facts FROM comment JOIN assessment
            ON revisionID = latestRevisionID ORDER BY externalID
            """)
    }

    @Test func `how many work at once changes no facts, and each follows from the desk`() throws {
        let desks = [try ProbeDesk(), try ProbeDesk()]
        for (desk, jobs) in zip(desks, ["1", "4"]) {
            let file = try desk.folder.write("in.jsonl", long.joined(separator: "\n"))
            #expect(try desk.run("ingest", file, "--source", "news", "--jobs", jobs).status == 0)
        }
        #expect(try stored(desks[0]) == stored(desks[1]))
        let last = try desks[0].run("queue", "show", "news:c1199", "--format", "json").object
        let author = try #require(last["author"] as? [String: Any])
        // Every seventh of 1,200, and four a minute: 34 in the hour before.
        #expect(author["seen"] as? Int == 171)
        #expect(author["lastHour"] as? Int == 34)
        let facts = try ask(
            desks[0].database,
            """
            SELECT facts ->> '$.author.lastHour' FROM assessment JOIN comment
            ON revisionID = latestRevisionID WHERE externalID = 'c1199'
            """)
        #expect(facts == ["34"])
    }

    @Test func `a comment is shown with its author's facts and never with a name`() throws {
        let desk = try ProbeDesk()
        let file = try desk.folder.write(
            "in.jsonl", (0..<3).map { line("c\($0)", "Quill", $0) }.joined(separator: "\n"))
        _ = try desk.run("ingest", file, "--source", "news")
        let text = try desk.run("queue", "show", "news:c2").text
        #expect(text.contains("author: 3rd comment; 1 in the last minute; 2 in the last hour"))
        #expect(try desk.run("queue", "show", "news:c0").text.contains("author: first comment"))
        for format in ["text", "json"] {
            let shown = try desk.run("queue", "show", "news:c2", "--format", format).text
            #expect(!shown.lowercased().contains("quill"))
        }
    }

    /// A desk with the shipped policy, some lines in its settings, and 24 comments of one author.
    private func routes(_ profile: String, _ settings: String) throws -> (Outcome, [String]) {
        let folder = try TemporaryFolder()
        _ = try Program.run("init", "desk", "--profile", profile, in: folder.path)
        let path = folder.path + "/desk/desk.yaml"
        let text = String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
        try folder.write("desk/desk.yaml", text + settings)
        let file = try folder.write(
            "in.jsonl", (0..<24).map { line("c\($0)", "Quill", $0 * 2) }.joined(separator: "\n"))
        let outcome = try Program.run(
            "ingest", file, "--source", "news", "--desk", "desk", in: folder.path)
        let routes = try ask(
            folder.path + "/desk/gavel.db", "SELECT route FROM assessment ORDER BY assessmentID")
        return (outcome, routes)
    }

    @Test(arguments: ["government", "publisher", "publisher-eu"])
    func `a burst waits in the queue, and a newcomer is not held unless the desk says so`(
        profile: String
    ) throws {
        let (outcome, routes) = try routes(profile, "")
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(
            routes == Array(repeating: "pass", count: 20) + Array(repeating: "queue", count: 4))
    }

    @Test func `a publisher's desk may hold the first comments of an author`() throws {
        for count in [1, 2, 5] {
            let (outcome, routes) = try routes("publisher", "first_comments: \(count)\n")
            #expect(outcome.status == 0, "\(outcome.errors)")
            #expect(routes.prefix(while: { $0 == "hold" }).count == count)
            #expect(routes.count { $0 == "hold" } == count)
        }
    }

    @Test(arguments: [("government", "2"), ("publisher", "0"), ("publisher", "21")])
    func `a public body may not, and no desk may for ever`(profile: String, count: String) throws {
        let (outcome, routes) = try routes(profile, "first_comments: \(count)\n")
        #expect(outcome.status == 65)
        #expect(outcome.errors.contains("error[C004]"), "\(outcome.errors)")
        #expect(routes == [])
    }
}
