import Foundation
import TestSupport
import Testing

@Suite struct SafeOutputTests {
    /// What a terminal would obey: ESC, a title sequence, bell, backspace, C1, bidi, a joiner.
    private let hostile =
        "grumblefex \u{1B}[2J\u{1B}]0;owned\u{7} a\u{8}b \u{9B}31m \u{202E}desrever\u{2066} \u{200B}x"

    private func isSafe(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { scalar in
            switch scalar.value {
            case 0x0A: true
            case 0..<0x20, 0x7F...0x9F, 0x202A...0x202E, 0x2066...0x2069, 0x200B: false
            default: true
            }
        }
    }

    private func desk() throws -> ProbeDesk {
        let desk = try ProbeDesk()
        let record: [String: Any] = [
            "id": "x\u{1B}[31m", "text": hostile, "author": hostile,
            "article": ["title": hostile, "url": hostile, "body": hostile],
        ]
        let data = try JSONSerialization.data(withJSONObject: record)
        let file = try desk.folder.write("in.jsonl", data)
        #expect(try desk.run("ingest", file, "--source", "news").status == 0)
        return desk
    }

    @Test func `what a terminal would obey never reaches it from a comment`() throws {
        let desk = try desk()
        let key = "news:x\u{1B}[31m"
        for arguments in [
            ["queue", "list"], ["queue", "show", key], ["explain", "--id", key],
            ["explain", hostile],
            ["decide", key, "hide", "--reason", "other", "--note", hostile, "--as", hostile],
            ["decide", key, "hide", "--reason", "other", "--note", hostile],
            ["queue", "show", key], ["decide", key, "approve"], ["undo", "1"], ["undo", "1"],
            ["report", "summary", "--format", "md"], ["status"],
        ] {
            let outcome = try desk.run(arguments)
            #expect(!outcome.output.isEmpty || [1, 64].contains(outcome.status), "\(arguments)")
            #expect(isSafe(outcome.text), "\(arguments): \(outcome.text.debugDescription)")
            #expect(isSafe(outcome.errors), "\(arguments): \(outcome.errors.debugDescription)")
        }
    }

    @Test func `formats for programs keep every character`() throws {
        let desk = try desk()
        let object = try desk.run("queue", "show", "news:x\u{1B}[31m", "--format", "json").object
        #expect(object["text"] as? String == hostile)
        let line = try desk.run(
            "classify", input: try JSONSerialization.data(withJSONObject: ["text": hostile]))
        #expect(!line.text.contains("\u{1B}"), "JSON escapes control characters")
    }

    @Test func `a table cell never begins a formula`() throws {
        let desk = try ProbeDesk()
        let data = try JSONSerialization.data(
            withJSONObject: ["id": "=1+1", "text": "=cmd() grumblefex"])
        #expect(try desk.run("ingest", "--source", "news", input: data).status == 0)
        let rows = try desk.run("queue", "list", "--format", "csv").text
        for cell in rows.components(separatedBy: "\r\n").joined(separator: ",")
            .split(separator: ",")
        { #expect(!cell.hasPrefix("=") && !cell.hasPrefix("\"="), "\(cell)") }
    }

    @Test func `no width breaks a view`() throws {
        let desk = try desk()
        for columns in ["0", "-5", "1", "19", "20", "100000", "x", "99999999999999999999"] {
            let outcome = try Program.run(
                ["queue", "list", "--desk", desk.path], environment: ["COLUMNS": columns])
            #expect(outcome.status == 0, "COLUMNS=\(columns)")
        }
    }
}
