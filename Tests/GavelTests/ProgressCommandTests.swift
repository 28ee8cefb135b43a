import Foundation
import TestSupport
import Testing

private let script = "/usr/bin/script"

@Suite(.enabled(if: access(script, X_OK) == 0, "needs script, which makes a terminal"))
struct ProgressCommandTests {
    /// What a terminal shows of a command, which is a run over the sources unless another is given.
    private func show(
        _ desk: ProbeDesk, _ environment: [String: String], _ command: String = "ingest"
    ) throws -> String {
        let outputs = try TemporaryFolder()
        let process = try Program.start(
            [
                "-qec", "GAVEL_DESK='\(desk.path)' '\(Program.url.path)' \(command)", "/dev/null",
            ],
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

    @Test func `a terminal is told where the next export begins, where no file keeps it`() throws {
        let desk = try ProbeDesk()
        try desk.ingestFive()
        let out = "'\(desk.folder.path)/out'"
        func told(_ words: String) throws -> String {
            try show(desk, ["TERM": "dumb"], "export " + words)
        }
        for (words, next) in [
            ("comments --out \(out)", /^wrote [^\n]+out\nnext --since c1-[-0-9a-f]+\n$/),
            ("comments > \(out)", /^next --since c1-[-0-9a-f]+\n$/),
            ("comments --out \(out) 2> /dev/null", /^next --since c1-[-0-9a-f]+\n$/),
            ("writeback --target coral --out \(out)", /^wrote [^\n]+out\nnext --since 0\n$/),
        ] { #expect(try told(words).contains(next), "\(words)") }
        let kept = try told("comments --out \(out) --cursor \(out).cursor")
        #expect(kept == "wrote \(desk.folder.path)/out\n")
        let piped = try desk.run("export", "comments", "--out", desk.folder.path + "/out")
        #expect(piped.output.isEmpty && piped.errors.isEmpty)
        // Rows are followed by nothing.
        #expect(try told("decisions 2> /dev/null") == "")
    }

    @Test func `a terminal is told of each file that was written, and cron of none`() throws {
        let desk = try ProbeDesk()
        try desk.amendSettings(
            "statements: {contact: a@ledger.example, policy_url: https://ledger.example/p}\n")
        try desk.ingestFive()
        for words in [
            ["decide", "news:q1", "hide", "--reason", "attack"],
            ["appeal", "open", "1", "--text", "I quoted."],
            ["appeal", "decide", "1", "uphold", "--note", "It insults.", "--as", "ben"],
        ] {
            let outcome = try desk.run(words)
            #expect(outcome.status == 0, "\(outcome.errors)")
        }
        let commands = [
            "report summary --out", "report moderators --format csv --out",
            "statement news:q1 --out", "statement news:q1 --format json --out",
            "appeal letter 1 --out", "appeal packet 1 --out", "appeal packet 1 --format json --out",
            "policy publish --out", "policy publish --format json --out",
            "export writeback --target coral --since 1 --out", "backup",
        ]
        for (number, command) in commands.enumerated() {
            let out = desk.folder.path + "/\(number)"
            let shown = try show(desk, ["TERM": "dumb"], "\(command) '\(out)'")
            #expect(shown.hasPrefix("wrote \(out)\n"), "\(command): \(shown)")
            #expect(FileManager.default.fileExists(atPath: out), "\(command)")
            let words = command.split(separator: " ").map(String.init)
            let piped = try desk.run(words + [out + ".cron"])
            #expect(piped.status == 0 && piped.output.isEmpty, "\(command)")
            #expect(piped.errors.isEmpty, "\(command): \(piped.errors)")
        }
    }
}
