import Foundation
import TestSupport
import Testing

/// The terminal queue in a real terminal.
@Suite(.enabled(if: TerminalPane.isThere, "tmux is not there; make test installs it"))
struct ReviewTerminalTests {
    /// A desk on which twelve comments of one rule wait, `w1` first.
    private func desk() throws -> ProbeDesk {
        let desk = try ProbeDesk()
        let lines = (1...12).map { number in
            #"{"id":"w\#(number)","text":"Number \#(number): you grumblefex.","#
                + #""created_at":"2026-11-02T10:00:00Z"}"#
        }
        let file = try desk.folder.write("twelve.jsonl", lines.joined(separator: "\n"))
        #expect(try desk.run("ingest", file, "--source", "news").status == 0)
        return desk
    }

    private func review(_ desk: ProbeDesk, _ options: String = "", as name: String = "ann")
        -> String
    {
        "\(Program.url.path) review --desk '\(desk.path)' --as \(name) \(options)"
    }

    private func decisions(_ desk: ProbeDesk) throws -> [String] {
        try ask(
            desk.database,
            """
            SELECT verdict || ' ' || externalID || ' ' || moderator FROM decision
            JOIN revision USING (revisionID) JOIN comment USING (commentID) ORDER BY decisionID
            """)
    }

    @Test func `ten comments are decided by their keys, and undone after a restart`() throws {
        let desk = try desk()
        let pane = TerminalPane()
        try pane.run(review(desk))
        try pane.wait(for: "open 1 of 12")
        for number in 1...10 {
            try pane.wait(for: "Number \(number):")
            try pane.press(number % 3 == 0 ? "s" : "f")
        }
        try pane.wait(for: "Number 11:")
        try pane.press("d", "1")
        try pane.wait(for: "hid news:w11 for attack (decision 11)")
        try pane.press("q")
        try pane.wait(for: "12 comments read")
        try pane.type("echo the shell is back")
        try pane.press("Enter")
        try pane.wait(for: "\nthe shell is back")
        #expect(try decisions(desk).count == 11)
        #expect(try decisions(desk)[10] == "hide w11 ann")

        try pane.type("clear; \(review(desk))")
        try pane.press("Enter")
        try pane.wait(for: "Number 12:")
        try pane.press("u")
        try pane.wait(for: "took back the decision on news:w11")
        try pane.wait(for: "Number 11:")
        #expect(try decisions(desk).last == "undo w11 ann")
        try pane.press("f")
        try pane.wait(for: "approved news:w11")
        #expect(try desk.run("verify").status == 0)
    }

    @Test func `a key that was pressed too soon decides nothing and is told`() throws {
        let desk = try desk()
        let pane = TerminalPane()
        try pane.run(review(desk))
        try pane.wait(for: "Number 1:")
        // At once, as a held key sends it.
        try pane.type("fff")
        try pane.wait(for: "not taken")
        #expect(try pane.screen().contains("approved news:w1 (decision 1)"))
        #expect(try decisions(desk) == ["approve w1 ann"])
    }

    @Test func `two moderators in two panes never have the same comment`() throws {
        let desk = try desk()
        let (ann, bo) = (TerminalPane(), TerminalPane(columns: 100, rows: 30))
        try ann.run(review(desk))
        try ann.wait(for: "Number 1:")
        try bo.run(review(desk, as: "bo"))
        try bo.wait(for: "Number 2:")
        try bo.wait(for: "also here: ann")
        try ann.wait(for: "also here: bo")
        try ann.press("f")
        // The second is bo's.
        try ann.wait(for: "Number 3:")
        try bo.press("s")
        try bo.wait(for: "Number 4:")
        #expect(try decisions(desk) == ["approve w1 ann", "spam w2 bo"])
        // Somebody decides at the command line what ann reads.
        #expect(try desk.run("decide", "news:w3", "spam", "--as", "cy").status == 0)
        let screen = try ann.wait(for: "cy decided: spam (decision 3)")
        #expect(screen.contains("Number 3:"))
        try ann.press("f")
        usleep(500_000)
        #expect(try decisions(desk).count == 3)
        try ann.press("j")
        try ann.wait(for: "Number 5:")
    }

    @Test func `a new revision is told and never put under the cursor`() throws {
        let desk = try desk()
        let pane = TerminalPane()
        try pane.run(review(desk))
        try pane.wait(for: "Number 1:")
        let edit = try desk.folder.write(
            "edit.jsonl",
            #"{"id":"w1","text":"Edited: you grumblefex.","created_at":"2026-11-02T10:00:00Z"}"#)
        #expect(try desk.run("ingest", edit, "--source", "news").status == 0)
        let screen = try pane.wait(for: "it was edited")
        #expect(screen.contains("Number 1:"))
        try pane.press("f")
        usleep(300_000)
        #expect(try decisions(desk).isEmpty)
        try pane.press("Enter")
        try pane.wait(for: "Edited:")
    }

    @Test func `the screen follows a resize, small and large`() throws {
        let desk = try desk()
        let pane = TerminalPane()
        try pane.run(review(desk))
        try pane.wait(for: "Number 1:")
        try pane.resize(columns: 40, rows: 12)
        try pane.wait(for: "f ok d hide e lead u undo s spam ? help")
        try pane.resize(columns: 200, rows: 50)
        let screen = try pane.wait(for: "D marked")
        #expect(screen.contains("Number 12:"), "the list stands beside the comment")
        try pane.resize(columns: 80, rows: 24)
        try pane.wait(for: "Number 12:", gone: true)
    }

    @Test(arguments: ["TERM", "INT", "HUP", "KILL"])
    func `the terminal is as it was after a signal`(signal: String) throws {
        let desk = try desk()
        let pane = TerminalPane()
        try pane.run(review(desk))
        try pane.wait(for: "Number 1:")
        // The queue itself, below the process that keeps the terminal.
        try kill(signal, desk, inner: true)
        try pane.wait(for: "Number 1:", gone: true)
        try pane.type("stty -a | tr ' ' '\\n' | grep -c '^-echo$\\|^-icanon$\\|^-isig$'")
        try pane.press("Enter")
        try pane.wait(for: "\n0\n")
        #expect(try desk.run("verify").status == 0)
    }

    @Test func `whoever kills the keeper leaves no queue behind`() throws {
        let desk = try desk()
        let pane = TerminalPane()
        try pane.run(review(desk))
        try pane.wait(for: "Number 1:")
        try kill("TERM", desk, inner: false)
        try pane.wait(for: "Number 1:", gone: true)
        #expect(try inner(desk).isEmpty)
    }

    @Test func `control-z pauses, and fg comes back to the same comment`() throws {
        let desk = try desk()
        let pane = TerminalPane()
        try pane.run(review(desk))
        try pane.wait(for: "Number 1:")
        try pane.press("C-z")
        try pane.wait(for: "Stopped")
        try pane.type("clear; fg")
        try pane.press("Enter")
        try pane.wait(for: "open 1 of 12")
        try pane.press("f")
        try pane.wait(for: "approved news:w1")
    }

    @Test func `no colour and a dumb terminal are honoured`() throws {
        let desk = try desk()
        let pane = TerminalPane()
        try pane.run(review(desk), environment: ["NO_COLOR": "1"])
        try pane.wait(for: "Number 1:")
        #expect(try !pane.screen(colours: true).contains("\u{1B}["))
        let coloured = TerminalPane()
        try coloured.run(review(desk, as: "bo"))
        try coloured.wait(for: "Number 2:")
        #expect(try coloured.screen(colours: true).contains("\u{1B}["))
        let dumb = TerminalPane()
        try dumb.run(review(desk, as: "cy"), environment: ["TERM": "dumb"])
        try dumb.wait(for: "help or quit>")
        try dumb.type("approve")
        try dumb.press("Enter")
        try dumb.wait(for: "approved news:w3")
        try dumb.type("quit")
        try dumb.press("Enter")
        try dumb.wait(for: "1 approved")
    }

    @Test func `keys that come in pieces and late are the same keys`() throws {
        let desk = try desk()
        let pane = TerminalPane()
        try pane.run(review(desk))
        try pane.wait(for: "Number 1:")
        // A byte at a time, as a slow line brings them; on a machine that stands still for longer than
        // any line does they are three keys that do nothing, so that it is tried again.
        for (final, words) in [("42", "Number 2:"), ("41", "Number 1:")] {
            for _ in 0..<40 where try !pane.screen().contains(words) {
                for byte in ["1b", "5b", final] { try pane.tmux("send-keys", "-H", byte) }
                usleep(300_000)
            }
            try pane.wait(for: words)
        }
        #expect(try decisions(desk).isEmpty)
    }

    @Test func `plain mode takes its answers from a pipe`() throws {
        let desk = try desk()
        let outcome = try desk.run(
            "review", "--plain", "--as", "ann",
            input: Data("approve\nhide attack\nundo\nquit\n".utf8))
        #expect(outcome.status == 0)
        #expect(outcome.text.contains("hid news:w2 for attack (decision 2)"))
        #expect(outcome.lines.last?.contains("1 approved, 1 hidden, 1 taken back") == true)
        #expect(
            try decisions(desk) == ["approve w1 ann", "hide w2 ann", "undo w2 ann"])
    }

    @Test func `a reader looks and changes nothing`() throws {
        let desk = try desk()
        try desk.amendSettings("people: {ann: moderator, eve: reader}\n")
        let refused = try desk.run("review", "--plain", "--as", "eve")
        #expect(refused.status == 1 && refused.errors.contains("Q027"))
        #expect(refused.errors.contains("--read-only looks and changes nothing"))
        let before = try desk.dump()
        let outcome = try desk.run(
            "review", "--plain", "--read-only", "--as", "eve",
            input: Data("next\nrules\n\napprove\nskip\nquit\n".utf8))
        #expect(outcome.status == 0 && outcome.text.contains("'approve' is no answer"))
        #expect(try desk.dump() == before)
    }

    @Test func `a desk's keys are its own, and a wrong one is refused with its line`() throws {
        let desk = try desk()
        try desk.amendSettings("review: {preset: vim, keys: {approve: [Y, space], skip: w}}\n")
        let pane = TerminalPane()
        try pane.run(review(desk))
        try pane.wait(for: "Y approve")
        try pane.press("Y")
        try pane.wait(for: "approved news:w1")
        try desk.amendSettings("# end\n")
        let settings = desk.path + "/desk.yaml"
        let text = try String(contentsOfFile: settings, encoding: .utf8)
        try text.replacing("skip: w", with: "skip: F1").write(
            toFile: settings, atomically: true, encoding: .utf8)
        let refused = try desk.run("review", "--plain")
        #expect(refused.status == 65)
        #expect(
            refused.errors.contains("desk.yaml:5:") && refused.errors.contains("'F1' is no key"))
    }

    // MARK: - Processes

    private func inner(_ desk: ProbeDesk) throws -> [Int32] {
        try processes(desk).filter(\.isInner).map(\.id)
    }

    private func kill(_ signal: String, _ desk: ProbeDesk, inner: Bool) throws {
        let numbers = ["TERM": SIGTERM, "INT": SIGINT, "HUP": SIGHUP, "KILL": SIGKILL]
        let id = try #require(try processes(desk).first { $0.isInner == inner }?.id)
        Foundation.kill(id, numbers[signal]!)
    }

    private func processes(_ desk: ProbeDesk) throws -> [(id: Int32, isInner: Bool)] {
        try FileManager.default.contentsOfDirectory(atPath: "/proc").compactMap { Int32($0) }
            .compactMap { id in
                guard
                    let line = FileManager.default.contents(atPath: "/proc/\(id)/cmdline")
                else { return nil }
                let words = line.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
                guard words.contains("review"), words.contains(desk.path),
                    words[0].hasSuffix("/gavel")
                else { return nil }
                return (id, words.contains("--inner"))
            }
    }
}
