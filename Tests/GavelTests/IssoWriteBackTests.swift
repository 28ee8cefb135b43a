import Foundation
import TestSupport
import Testing

/// A real Isso with its own server, told by a script beside it.
@Suite(
    .enabled(
        if: Tool.hasPython("isso") && Tool.path("sqlite3") != nil && Tool.path("curl") != nil,
        "no Isso, sqlite3 or curl"))
struct IssoWriteBackTests {
    private static let server = """
        import sys
        import isso

        folder, port = sys.argv[1], sys.argv[2]
        with open(folder + "/isso.cfg", "w") as file:
            file.write(f'''[general]
        dbpath = {folder}/comments.db
        host = http://localhost:{port}/
        [server]
        listen = http://127.0.0.1:{port}
        [moderation]
        enabled = true
        [guard]
        enabled = false
        ''')
        sys.argv = ["isso", "-c", folder + "/isso.cfg", "run"]
        isso.main()
        """

    private let desk: ProbeDesk
    private let site: PythonServer

    init() throws {
        desk = try ProbeDesk()
        site = try PythonServer(Self.server, [desk.folder.path], isReadyAt: "/")
        for number in 1...4 {
            let parent = number == 4 ? "1" : "null"
            let reply = try site.post(
                "/new?uri=/council",
                json:
                    #"{"title":"Council","author":"A\#(number)","email":null,"website":null,"text":"Number \#(number), \#(canary)","parent":\#(parent)}"#
            )
            try #require(reply.contains(#""id": \#(number)"#), "\(reply)")
        }
    }

    /// What readers see: numbers and words, replies after what they answer.
    private func thread() throws -> [String] {
        struct Thread: Decodable {
            struct Entry: Decodable {
                var id: Int
                var mode: Int
                var text: String
                var author: String?
                var replies: [Entry]?
            }
            var replies: [Entry]
        }
        let thread = try JSONDecoder().decode(
            Thread.self, from: Data(site.get("/?uri=/council").utf8))
        return thread.replies.flatMap { [$0] + ($0.replies ?? []) }.map {
            "\($0.id) \($0.text.contains(canary) ? "words" : "empty") by \($0.author ?? "nobody")"
        }
    }

    private func database(_ sql: String) throws -> String {
        try Tool.run("sqlite3", [desk.folder.path + "/comments.db", sql], in: desk.folder.path).text
    }

    private func decide(_ ids: [Int], _ verdict: String...) throws {
        let outcome = try desk.run(["decide"] + ids.map { "isso:\($0)" } + verdict)
        try #require(outcome.status == 0, "\(outcome.errors)")
    }

    private func ingest() throws {
        let outcome = try desk.run(
            "ingest", desk.folder.path + "/comments.db", "--format", "isso", "--source", "isso")
        try #require(outcome.status == 0, "\(outcome.errors)")
    }

    private func export() throws -> String {
        let script = desk.folder.path + "/isso.sh"
        let outcome = try desk.run("export", "writeback", "--target", "isso", "--out", script)
        try #require(outcome.status == 0, "\(outcome.errors)")
        return script
    }

    private func run(_ script: String, _ words: String...) throws -> Outcome {
        try Tool.run(
            "bash", [script] + words + [desk.folder.path + "/comments.db"], in: desk.folder.path)
    }

    private func receive() throws -> String {
        let file = desk.folder.path + "/writeback-results.jsonl"
        let outcome = try desk.run("writeback", "results", file)
        #expect(outcome.status == 0, "\(outcome.errors)")
        return outcome.text
    }

    @Test func `the site shows what was decided, and again what was taken back`() throws {
        try ingest()
        #expect(try thread() == [], "all wait")
        try decide([1, 3, 4], "approve")
        try decide([2], "hide", "--reason", "attack")
        let script = try export()
        let dry = try run(script)
        #expect(dry.status == 0, "\(dry.errors)")
        #expect(dry.lines.contains("would hide 2, now mode 2"), "\(dry.text)")
        #expect(try thread() == [])

        let applied = try run(script, "--apply")
        #expect(applied.status == 0, "\(applied.errors)")
        #expect(
            try thread() == [
                "1 words by A1", "4 words by A4", "2 empty by nobody", "3 words by A3",
            ])
        #expect(try receive() == "4 new, 0 known, 0 set aside\n")
        let before = try database("SELECT * FROM comments")
        #expect(try run(script, "--apply").status == 0)
        #expect(try database("SELECT * FROM comments") == before)
        _ = try receive()

        // Of a comment that has answers the words go and the place stays.
        try desk.run("undo", "1")
        try decide([1], "spam")
        try desk.run("undo", "4")
        #expect(try run(try export(), "--apply").status == 0)
        #expect(
            try thread() == ["1 empty by nobody", "4 words by A4", "3 words by A3"],
            "2 waits again, as it did")
        #expect(
            try database("SELECT mode, author, length(text) > 0 FROM comments WHERE id = 2")
                == "2|A2|1\n")
        _ = try receive()

        // Isso sweeps a deleted comment once nothing answers it; it comes back whole.
        try desk.run("undo", "6")
        try decide([1], "approve")
        _ = try database("DELETE FROM comments WHERE id IN (1, 4)")
        let back = try run(try export(), "--apply")
        #expect(back.status == 0, "\(back.errors)")
        #expect(try thread() == ["1 words by A1", "3 words by A3"])
        _ = try receive()
        let status = try desk.run("writeback", "status", "--format", "json").json
        let summary = try #require((status as? [[String: Any]])?.first)
        #expect(summary["applied"] as? Int == 4, "\(summary)")
        #expect(summary["disagreeing"] as? [String] == [])
        #expect(try desk.run("verify").status == 0)
        #expect(try desk.run("queue", "show", "isso:1").text.contains("isso: shown (applied, "))
    }

    @Test func `a text that was edited since, and another schema, are left alone`() throws {
        try ingest()
        try decide([1, 2], "hide", "--reason", "attack")
        let script = try export()
        _ = try database("UPDATE comments SET text = 'Edited.', mode = 1 WHERE id = 1")
        let outcome = try run(script, "--apply")
        #expect(outcome.status == 3)
        #expect(try database("SELECT mode, text FROM comments WHERE id = 1") == "1|Edited.\n")
        #expect(try database("SELECT mode, text FROM comments WHERE id = 2") == "4|\n")
        _ = try receive()
        let status = try desk.run("writeback", "status", "--format", "json").json
        #expect(
            (status as? [[String: Any]])?.first?["disagreeing"] as? [String] == ["isso:1"])

        _ = try database("PRAGMA user_version = 6; UPDATE comments SET mode = 1")
        let before = try database("SELECT * FROM comments")
        let refused = try run(try export(), "--apply")
        #expect(refused.status != 0 && refused.status != 3)
        #expect(try database("SELECT * FROM comments") == before)
    }
}
