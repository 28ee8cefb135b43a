import Foundation
import TestSupport
import Testing

private let script = "/usr/bin/script"

@Suite(.enabled(if: access(script, X_OK) == 0, "needs script, which makes a terminal"))
struct ProgressCommandTests {
    /// What a terminal shows of a run over the sources.
    private func show(_ desk: ProbeDesk, _ environment: [String: String]) throws -> String {
        let outputs = try TemporaryFolder()
        let process = try Program.start(
            ["-qec", "'\(Program.url.path)' ingest --desk '\(desk.path)'", "/dev/null"],
            outputs: outputs, environment: environment, program: script)
        let outcome = Program.finish(process, outputs)
        #expect(outcome.status == 0)
        #expect(!outcome.text.contains("heliotrope"))
        return outcome.text.replacing("\r\n", with: "\n")
    }

    @Test func `a terminal sees how far a run is, what it did and what to type next`() throws {
        let desk = try ProbeDesk()
        try desk.addSources("news: {path: news.jsonl}")
        try desk.folder.write("desk/news.jsonl", lines(1...1500))
        let shown = try show(desk, ["TERM": "xterm", "COLUMNS": "80", "NO_COLOR": "1"])
        #expect(shown.contains("% of news.jsonl"), "\(shown)")
        #expect(
            shown.hasSuffix(
                "\r1500 read: 1500 new, 0 edited, 0 known (750 pass, 750 queue)\n"
                    + "next: gavel queue list\n"))
        #expect(!shown.contains("\u{1B}"), "no code that a terminal has to know")
        try desk.append("desk/news.jsonl", lines(1501...2500))
        let dumb = try show(desk, ["TERM": "dumb"])
        #expect(
            dumb == """
                1000 read: 1000 new, 0 edited, 0 known (500 pass, 500 queue)
                next: gavel queue list

                """)
        #expect(try show(desk, ["TERM": "dumb"]) == "0 read: 0 new, 0 edited, 0 known\n")
    }
}
