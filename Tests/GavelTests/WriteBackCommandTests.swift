import Foundation
import TestSupport
import Testing

@testable import gavel

/// The loop from a decision to a site and back, against stand-ins of the sites.
@Suite struct WriteBackCommandTests {
    /// A desk whose source `wp` has comments 1 to 4: hidden, approved, spam, and not decided.
    private func desk(
        ids: [String] = ["1", "2", "3", "4"], source: String = "wp", status: String = "hold"
    ) throws -> ProbeDesk {
        let desk = try ProbeDesk()
        let lines = ids.map {
            #"{"id":"\#($0)","text":"You grumblefex \#($0), \#(canary).","status":"\#(status)","revision":{"id":"r\#($0)"}}"#
        }
        let file = try desk.folder.write("in.jsonl", lines.joined(separator: "\n"))
        try #require(try desk.run("ingest", file, "--source", source).status == 0)
        for (id, verdict) in zip(ids, [["hide", "--reason", "attack"], ["approve"], ["spam"]]) {
            try #require(try desk.run(["decide", "\(source):\(id)"] + verdict).status == 0)
        }
        return desk
    }

    /// The script of an export, executable text without a word of a comment.
    private func export(_ desk: ProbeDesk, _ target: String, status: Int32 = 0) throws -> String {
        let path = desk.folder.path + "/\(target).sh"
        let outcome = try desk.run("export", "writeback", "--target", target, "--out", path)
        #expect(outcome.status == status, "\(outcome.errors)")
        let text = try String(contentsOfFile: path, encoding: .utf8)
        #expect(!text.contains("heliotrope"))
        return path
    }

    private func bash(
        _ script: String, _ arguments: String..., at desk: ProbeDesk,
        _ environment: [String: String] = [:]
    ) throws -> Outcome {
        try Tool.run(
            "bash", [script] + arguments, in: desk.folder.path, environment: environment)
    }

    private func results(_ desk: ProbeDesk) throws -> [[String: Any]] {
        let path = desk.folder.path + "/writeback-results.jsonl"
        return try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map {
            try #require(
                try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any], "\($0)")
        }
    }

    /// Reads results in, twice, and gives the desk's summary of the site.
    private func receive(_ desk: ProbeDesk) throws -> [String: Any] {
        let count = try results(desk).count
        let path = desk.folder.path + "/writeback-results.jsonl"
        let first = try desk.run("writeback", "results", path)
        #expect(first.status == 0 && first.text.hasSuffix(" 0 set aside\n"), "\(first.errors)")
        let again = try desk.run("writeback", "results", path)
        #expect(again.text == "0 new, \(count) known, 0 set aside\n")
        try FileManager.default.removeItem(atPath: path)
        let status = try desk.run("writeback", "status", "--format", "json")
        #expect(try desk.run("verify").status == 0)
        return try #require((status.json as? [[String: Any]])?.first)
    }

    /// A `wp` in front of comments 1 to 3, and the environment in which it is found.
    private func wp(at desk: ProbeDesk) throws -> [String: String] {
        let bin = try desk.folder.write("bin/wp", fakeWP)
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o755], ofItemAtPath: bin)
        for (id, state) in [("1", "1"), ("2", "0"), ("3", "0")] {
            try desk.folder.write("state/\(id)", state)
        }
        return [
            "PATH": desk.folder.path + "/bin:" + Tool.inheritedPath,
            "WP_STATE": desk.folder.path + "/state",
        ]
    }

    @Test func `wp is asked before and after, and a second time changes nothing`() throws {
        let desk = try desk()
        let environment = try wp(at: desk)
        func state(_ id: String) throws -> String {
            try String(contentsOfFile: desk.folder.path + "/state/\(id)", encoding: .utf8)
        }
        let script = try export(desk, "wp-cli")

        let dry = try bash(script, at: desk, environment)
        #expect(dry.status == 0, "\(dry.errors)")
        #expect(
            dry.lines == [
                "would approve 2, now hold", "would hide 1, now approved", "would spam 3, now hold",
            ])
        #expect(try [state("1"), state("2"), state("3")] == ["1", "0", "0"])
        #expect(
            !FileManager.default.fileExists(atPath: desk.folder.path + "/writeback-results.jsonl"))

        let applied = try bash(script, "--apply", at: desk, environment)
        #expect(applied.status == 0, "\(applied.errors)")
        #expect(try [state("1"), state("2"), state("3")] == ["trash", "1", "spam"])
        #expect(
            try results(desk).map { $0["outcome"] as? String }
                == .init(repeating: "applied", count: 3))
        let snapshot = try String(
            contentsOfFile: desk.folder.path + "/writeback-snapshot.jsonl", encoding: .utf8)
        #expect(
            snapshot.contains(#""comment_ID":"1""#) && snapshot.contains(#""comment_approved":"1""#)
        )

        let again = try bash(script, "--apply", at: desk, environment)
        #expect(again.status == 0)
        #expect(
            try results(desk).suffix(3).map { $0["outcome"] as? String }
                == .init(repeating: "skipped", count: 3))
        let calls = try String(contentsOfFile: desk.folder.path + "/state/calls", encoding: .utf8)
        let changes = calls.split(separator: "\n").filter { !$0.hasPrefix("comment get") }
        #expect(changes == ["comment approve 2", "comment trash 1", "comment spam 3"])

        let summary = try receive(desk)
        #expect(summary["applied"] as? Int == 3 && summary["pending"] as? Int == 0)
        let shown = try desk.run("queue", "show", "wp:1")
        #expect(shown.text.contains("wp-cli: hidden ("), "\(shown.text)")
        #expect(
            !(try String(contentsOfFile: export(desk, "wp-cli"), encoding: .utf8)).contains(
                "\norder "))

        // What is taken back is put back, and a comment that the site has not fails and is told again.
        try desk.run("undo", "--last", "3")
        try FileManager.default.removeItem(atPath: desk.folder.path + "/state/3")
        let back = try export(desk, "wp-cli")
        let undone = try bash(back, "--apply", at: desk, environment)
        #expect(undone.status == 3)
        #expect(undone.errors.contains("restore 3: wp cannot read the comment"))
        #expect(try [state("1"), state("2")] == ["1", "0"])
        let after = try receive(desk)
        #expect(after["disagreeing"] as? [String] == ["wp:3"])
        #expect(after["failed"] as? Int == 1)
    }

    @Test func `what a site may have done waits for an answer, and is taken back`() throws {
        let desk = try desk()
        var environment = try wp(at: desk)
        environment["WP_SILENT"] = "1"
        let outcome = try bash(try export(desk, "wp-cli"), "--apply", at: desk, environment)
        #expect(outcome.status == 3)
        #expect(
            outcome.errors.contains(
                "hide 1: not known whether it was done: wp cannot read the comment"))
        #expect(
            !FileManager.default.fileExists(atPath: desk.folder.path + "/writeback-results.jsonl"))
        let status = try desk.run("writeback", "status", "--format", "json")
        let summary = try #require((status.json as? [[String: Any]])?.first)
        #expect(summary["pending"] as? Int == 3 && summary["failed"] as? Int == 0)
        try desk.run("undo", "1")
        let back = try String(contentsOfFile: export(desk, "wp-cli"), encoding: .utf8)
        #expect(back.contains("\norder restore 1:4\n"), "the undo is decision 4")
    }

    @Test(
        .enabled(if: Tool.path("python3") != nil && Tool.path("curl") != nil, "no Python or curl"),
        arguments: ["wordpress", "disqus", "coral", "discourse", "facebook"])
    func `a site that is called does what was decided, once`(target: String) throws {
        let desk = try desk(status: "approved")
        let server = try PythonServer(fakeSites, isReadyAt: "/states")
        let environment = [
            "WP_URL": server.url + "/", "WP_USER": "ann", "WP_APP_PASSWORD": #"a "b" \c"#,
            "DISQUS_URL": server.url, "DISQUS_SECRET": "s&1", "DISQUS_TOKEN": "t",
            "CORAL_URL": server.url, "CORAL_TOKEN": "t", "DISCOURSE_URL": server.url,
            "DISCOURSE_KEY": "k", "DISCOURSE_USER": "ann", "FACEBOOK_URL": server.url,
            "FACEBOOK_TOKEN": "t", "WRITEBACK_PAUSE": "0",
        ]
        func states() throws -> [String: String] {
            try JSONDecoder().decode([String: String].self, from: Data(server.get("/states").utf8))
        }
        let script = try export(desk, target)
        let text = try String(contentsOfFile: script, encoding: .utf8)
        #expect(!text.contains("s&1") && !text.contains(#""b""#))
        #expect(try bash(script, at: desk).status == 64, "without a word of credentials")

        let before = try states()
        #expect(before.count == 3)
        let dry = try bash(script, at: desk, environment)
        #expect(dry.status == 0, "\(dry.errors)")
        #expect(dry.text.contains("would hide 1, now "), "\(dry.text)")
        #expect(try states() == before)

        let applied = try bash(script, "--apply", at: desk, environment)
        #expect(applied.status == 0, "\(applied.errors)")
        let expected: [String: [String]] = [
            "wordpress": ["trash", "approved", "spam"], "disqus": ["removed", "approved", "spam"],
            "coral": ["REJECTED", "APPROVED", "REJECTED"],
            "discourse": ["deleted", "visible", "deleted flag8"],
            "facebook": ["hidden", "hold", "hidden"],
        ]
        let found = try states()
        #expect(["1", "2", "3"].compactMap { found[$0] } == expected[target])
        let outcomes = try results(desk).map { $0["outcome"] as? String }
        #expect(outcomes.allSatisfy { $0 == "applied" || $0 == "skipped" } && outcomes.count == 3)

        #expect(try bash(script, "--apply", at: desk, environment).status == 0)
        #expect(try states() == found)
        #expect(try results(desk).suffix(3).allSatisfy { $0["outcome"] as? String == "skipped" })
        let summary = try receive(desk)
        #expect(summary["applied"] as? Int == 3 && summary["target"] as? String == target)

        try desk.run("undo", "1")
        let back = try bash(try export(desk, target), "--apply", at: desk, environment)
        #expect(back.status == 0, "\(back.errors)")
        #expect(try states()["1"] != found["1"])
    }

    @Test(
        .enabled(if: Tool.path("python3") != nil && Tool.path("curl") != nil, "no Python or curl"))
    func `a site that refuses is told of as failed`() throws {
        let desk = try desk()
        let server = try PythonServer(fakeSites, isReadyAt: "/states")
        let environment = ["WP_URL": server.url, "WP_USER": "ann", "WP_APP_PASSWORD": "wrong"]
        let outcome = try bash(try export(desk, "wordpress"), "--apply", at: desk, environment)
        #expect(outcome.status == 3)
        #expect(!outcome.errors.contains("wrong"))
        #expect(try receive(desk)["failed"] as? Int == 3)
    }

    @Test(.enabled(if: Tool.path("shellcheck") != nil, "no shellcheck"))
    func `a linter of shells finds nothing in any script`() throws {
        let desk = try ProbeDesk()
        let source = "o'b $(touch pwned) `touch pwned` \"x\""
        let ids = ["1", "2", "3", "$(touch pwned)", "4; touch pwned", "t-78b07164d2272e53"]
        let lines = ids.map {
            #"{"id":"\#($0)","text":"Words of \#($0).","revision":{"id":"r1"}}"#
        }
        let file = try desk.folder.write("in.jsonl", lines.joined(separator: "\n"))
        try desk.run("ingest", file, "--source", source)
        for (id, verdict) in zip(ids, ["approve", "spam", "spam", "spam", "approve", "spam"]) {
            try #require(try desk.run("decide", "\(source):\(id)", verdict).status == 0)
        }
        for target in ["wp-cli", "wordpress", "disqus", "isso", "coral", "discourse", "facebook"] {
            let script = try export(desk, target, status: 3)
            let lint = try Tool.run("shellcheck", [script], in: desk.folder.path)
            #expect(lint.status == 0, "\(target): \(lint.text)")
            _ = try bash(script, "--apply", at: desk)
        }
        #expect(!FileManager.default.fileExists(atPath: desk.folder.path + "/pwned"))
    }

    @Test func `which site it is is never guessed`() throws {
        let desk = try desk()
        try desk.ingestFive()
        let several = try desk.run("export", "writeback", "--target", "wp-cli")
        #expect(several.status == 64 && several.output.isEmpty)
        expectGolden(several.errors, "problems/writeback-several-sources.txt")
        let unknown = try desk.run(
            "export", "writeback", "--target", "wp-cli", "--source", "pw")
        #expect(unknown.status == 64)
        expectGolden(unknown.errors, "problems/writeback-unknown-source.txt")
        let unfit = try desk.run(
            "export", "writeback", "--target", "wp-cli", "--source", "news")
        #expect(unfit.status == 0, "nothing is decided there")
        try desk.run("decide", "news:q1", "approve")
        let strange = try desk.run(
            "export", "writeback", "--target", "wp-cli", "--source", "news")
        #expect(strange.status == 3)
        expectGolden(strange.errors, "problems/writeback-unfit-id.txt")
        let many = (1...600).map { #"{"id":"m\#($0)","text":"Number \#($0)."}"# }
        let file = try desk.folder.write("many.jsonl", many.joined(separator: "\n"))
        try desk.run("ingest", file, "--source", "many")
        try desk.run(["decide"] + (1...600).map { "many:m\($0)" } + ["approve"])
        let once = try desk.run("export", "writeback", "--target", "wp-cli", "--source", "many")
        #expect(once.status == 3)
        expectGolden(once.errors, "problems/writeback-unfit-ids.txt")
        #expect(try ask(desk.database, "SELECT COUNT(*) FROM siteOrder") == ["0"])
        let coral = try desk.run(
            "export", "writeback", "--target", "coral", "--source", "news")
        #expect(coral.status == 3)
        expectGolden(coral.errors, "problems/writeback-cannot-tell.txt")
        // More than are planned at once, and one mail of cron.
        let all = try desk.run("export", "writeback", "--target", "coral", "--source", "many")
        #expect(all.status == 3)
        expectGolden(all.errors, "problems/writeback-cannot-tell-many.txt")
    }

    @Test func `a line of results that cannot be read is set aside with its number`() throws {
        let desk = try desk()
        let good =
            #"{"source":"wp","id":"1","target":"wp-cli","decision":1,"action":"hide","outcome":"applied","at":"2026-10-05T14:03:09Z"}"#
        let file = try desk.folder.write(
            "results.jsonl",
            [
                good, "", "{broken \(canary)", good.replacing("applied", with: "done"),
                good.replacing(#""target":"wp-cli","#, with: ""),
                good.replacing("2026-10-05T14:03:09Z", with: "yesterday"),
                good.replacing(
                    #""at""#, with: #""detail":"\#(String(repeating: "x", count: 121))","at""#),
                good.replacing(#""id":"1""#, with: #""id":"9""#),
                good.replacing(#""decision":1"#, with: #""decision":2"#),
            ].joined(separator: "\n"))
        let outcome = try desk.run("writeback", "results", file)
        #expect(outcome.status == 3)
        #expect(outcome.text == "1 new, 0 known, 7 set aside\n")
        expectGolden(
            outcome.errors.replacing(desk.folder.path + "/", with: ""),
            "problems/writeback-results.txt")
        let named = try desk.run("writeback", "results", file, "--target", "isso")
        #expect(named.text == "1 new, 1 known, 6 set aside\n")
        let missing = try desk.run("writeback", "results", "nowhere.jsonl")
        #expect(missing.status == 66 && missing.errors.contains("error[F001]"))
    }

    @Test func `results are read in pieces, whatever ends a line`() throws {
        let desk = try desk()
        // More than one piece of 65,536 bytes and more than one transaction.
        let lines = (0..<1_500).map { second in
            let (minute, rest) = second.quotientAndRemainder(dividingBy: 60)
            let time = String(format: "2026-10-05T14:%02d:%02dZ", minute, rest)
            return
                #"{"source":"wp","id":"1","target":"wp-cli","decision":1,"action":"hide","outcome":"applied","at":"\#(time)"}"#
        }
        let broken = lines.count + 2
        let text = lines.joined(separator: "\r\n") + "\n\n{broken\n" + lines[0]
        let outcome = try desk.run("writeback", "results", "-", input: Data(text.utf8))
        #expect(outcome.text == "1500 new, 1 known, 1 set aside\n")
        #expect(outcome.errors.contains(":\(broken): error[E024]"), "\(outcome.errors)")
    }

    @Test func `a line of results without an end is set aside and never held`() throws {
        let desk = try desk()
        func result(_ second: Int) -> String {
            #"{"source":"wp","id":"1","target":"wp-cli","decision":1,"action":"hide","outcome":"applied","at":"2026-10-05T14:00:0\#(second)Z"}"#
        }
        let long = String(repeating: "x", count: 3_000_000)
        let blank = String(repeating: " ", count: 70_000)
        let text = [result(1), long, result(2), blank + result(3), blank, result(4), long]
            .joined(separator: "\n")
        let outcome = try desk.run("writeback", "results", "-", input: Data(text.utf8))
        #expect(outcome.status == 3 && outcome.text == "3 new, 0 known, 4 set aside\n")
        #expect(
            outcome.errors.matches(
                of: /-:([0-9]+): error\[E024\]: the line is longer than 64 KiB/
            ).map { $0.output.1 } == ["2", "4", "5", "7"], "\(outcome.errors)")
        // The program needs 130 MB of addresses; what is left holds no array that grew to this line.
        let script = """
            ulimit -v 270000
            head -c 60000000 /dev/zero | "$1" writeback results - --desk "$2"
            """
        let endless = try Tool.run(
            "bash", ["-c", script, "bash", Program.url.path, desk.path], in: desk.folder.path)
        #expect(endless.status == 3 && endless.text == "0 new, 0 known, 1 set aside\n")
    }

    @Test func `a cursor keeps what was decided long ago out of an export`() throws {
        let desk = try desk()
        let cursor = desk.folder.path + "/cursor"
        let words = ["export", "writeback", "--target", "decidim", "--cursor", cursor]
        let first = try desk.run(words)
        #expect(first.text.split(separator: "\r\n").count == 3, "a head, one hidden and one spam")
        let kept = try String(contentsOfFile: cursor, encoding: .utf8)
        #expect(kept.contains(/^3-[0-9a-f]{12}\n$/), "\(kept)")
        let isso = try desk.run(
            "export", "writeback", "--target", "isso", "--since", "2")
        #expect(isso.text.contains("VALUES (3, 3, 'spam'") && !isso.text.contains("VALUES (1,"))
        #expect(try desk.run(words).text == first.text, "told again until it is answered")
    }
}
