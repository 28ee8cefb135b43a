import Foundation
import TestSupport
import Testing

@Suite struct ReplayCommandTests {
    /// The desk's five comments, of which q1 is hidden, q2 approved, and h1's decision undone.
    private func desk() throws -> ProbeDesk {
        let desk = try ProbeDesk()
        try desk.ingestFive()
        for words in [
            ["decide", "news:q1", "hide", "--reason", "spam"], ["decide", "news:q2", "approve"],
            ["decide", "news:h1", "spam"], ["undo", "--last", "1"],
        ] { try #require(try desk.run(words).status == 0) }
        return desk
    }

    private func counts(_ value: Any?) -> [Int] {
        let counts = value as? [String: Int] ?? [:]
        return ["approved", "hidden", "spam", "undecided"].map { counts[$0] ?? -1 }
    }

    @Test func `both policies judge the desk's comments beside what people decided`() throws {
        let desk = try desk()
        let new = try desk.variant(
            "new", ("strength: medium", "strength: weak"), (firstRule, benchRule + firstRule))
        let before = try desk.dump()
        let outcome = try desk.run("policy", "replay", new, "--format", "json")
        #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
        let replay = outcome.object
        #expect(counts(replay["comments"]) == [1, 1, 0, 3])
        #expect(counts((replay["old"] as? [String: Any])?["sent"]) == [1, 1, 0, 1])
        #expect(counts((replay["new"] as? [String: Any])?["sent"]) == [0, 0, 0, 2])
        #expect(counts(replay["newlySent"]) == [0, 0, 0, 1])
        #expect(counts(replay["noLongerSent"]) == [1, 1, 0, 0])
        #expect(replay["changed"] as? Int == 3 && replay["rerouted"] as? Int == 3)
        let rules = try #require(replay["rules"] as? [[String: Any]])
        #expect(rules.map { $0["rule"] as? String } == ["spam.bench"], "grumblefex hits as before")
        #expect(rules[0]["before"] as? Int == 0 && rules[0]["newlyMatched"] as? Int == 1)
        let changes = try #require(replay["changes"] as? [[String: Any]])
        #expect(changes.map { $0["id"] as? String } == ["p1", "q1", "q2"])
        #expect(changes.map { $0["verdict"] as? String } == [nil, "hide", "approve"])
        #expect(try desk.dump() == before, "nothing is written")
    }

    @Test func `the text says what changes and what to do next`() throws {
        let desk = try desk()
        let new = try desk.variant("new", (firstRule, benchRule + firstRule))
        let text = try desk.run("policy", "replay", new, "--limit", "5").text
        #expect(text.hasPrefix("5 comments replayed under publisher: policy "))
        #expect(text.contains("\n- news:p1: pass to queue; now spam.bench\n"))
        #expect(text.hasSuffix("\nnext: gavel explain --id news:p1 --policy \(new)\n"))
        #expect(!text.contains("heliotrope"), "a replay holds no comment")
        let none = try desk.run("policy", "replay", new, "--limit", "0")
        #expect(none.text.contains("next: gavel policy diff ") && !none.text.contains("news:"))
    }

    @Test func `what would not change is said in so many words`() throws {
        let desk = try desk()
        let told = try desk.variant("told", ("title: Says grumblefex", "title: Grumblefex"))
        let renamed = try desk.variant(
            "renamed", ("id: spam.grumblefex", "id: spam.fex\n    formerly: [spam.grumblefex]"))
        for (new, against) in [(told, "policies"), (renamed, "policies"), ("policies", renamed)] {
            let outcome = try desk.run("policy", "replay", new, "--against", against)
            #expect(outcome.status == 0)
            #expect(
                outcome.text.contains(
                    "nothing would change: every route stays, and the same rules speak\n"),
                "\(new) \(outcome.text)")
        }
        let empty = try ProbeDesk()
        let nothing = try empty.run("policy", "replay", empty.folder.path + "/policies")
        #expect(nothing.status == 0 && nothing.text.hasPrefix("0 comments replayed"))
        #expect(nothing.text.hasSuffix("next: gavel ingest FILE --source NAME\n"))
    }

    @Test func `a policy that does not load is 65 with its problems`() throws {
        let desk = try desk()
        let broken = try desk.variant("broken", ("\"You snorkwaddle.\"", "\"No such word.\""))
        let outcome = try desk.run("policy", "replay", broken)
        #expect(outcome.status == 65 && outcome.output.isEmpty)
        #expect(outcome.errors.contains(/broken\/packs\/probe\/pack.yaml:\d+:\d+: error\[P014\]/))
        #expect(try desk.run("policy", "replay", "nowhere").errors.contains("error[P022]"))
        let sound = desk.folder.path + "/policies"
        #expect(try desk.run("policy", "replay", sound, "--against", broken).status == 65)
    }

    @Test func `the new policy is read as the desk would read it`() throws {
        let desk = try desk()
        try desk.addSettings("packs: [probe 1.0.0]\noverrides:\n  spam.snorkwaddle: off\n")
        let new = try desk.variant(
            "new", ("version: \"1.0.0\"", "version: \"2.0.0\""),
            (firstRule, benchRule + firstRule))
        try FileManager.default.copyItem(
            atPath: new + "/packs/probe", toPath: new + "/packs/other")
        let other = new + "/packs/other/pack.yaml"
        let text = try String(contentsOfFile: other, encoding: .utf8)
        try Data(
            text.replacing("pack: probe", with: "pack: other").replacing("spam.", with: "o.").utf8
        )
        .write(to: URL(fileURLWithPath: other))
        let outcome = try desk.run("policy", "replay", new, "--format", "json")
        #expect(outcome.status == 0)
        #expect(
            outcome.errors == """
                gavel: pack 'other' did not judge: the desk does not use it; add it to 'packs:' in \
                desk.yaml

                """)
        let replay = outcome.object
        #expect(
            (replay["rules"] as? [[String: Any]])?.map { $0["rule"] as? String } == ["spam.bench"])
        let sent = (replay["new"] as? [String: Any])?["sent"] as? [String: Int]
        #expect(sent?["all"] == 3, "the rule that the desk switched off stays off")
    }

    @Test func `files are read without a desk, and a record without an id has its line`() throws {
        let desk = try ProbeDesk()
        let new = try desk.variant("new", (firstRule, benchRule + firstRule))
        try desk.folder.write(
            "letters.jsonl",
            "{\"text\":\"A bench.\"}\n{broken\n{\"id\":\"b\",\"text\":\"A bus.\"}\n")
        let outcome = try Program.run(
            [
                "policy", "replay", new, "letters.jsonl", "--against", "policies", "--format",
                "csv", "--profile", "publisher",
            ], in: desk.folder.path)
        #expect(outcome.status == 3)
        #expect(
            outcome.errors.hasPrefix(
                "gavel: 1 record could not be read; first: letters.jsonl line 2, F102: "))
        #expect(
            outcome.text
                == "source,id,old,new,gained,lost,verdict\r\nletters,line-1,pass,queue,spam.bench,,\r\n"
        )
        let missing = try Program.run(
            ["policy", "replay", new, "missing.jsonl", "--against", "policies"],
            in: desk.folder.path)
        #expect(missing.status == 66)
        #expect(try Program.run(["policy", "replay", new], in: desk.folder.path).status == 65)
    }

    @Test func `a period chooses comments of the desk, and only of the desk`() throws {
        let desk = try desk()
        let new = try desk.variant("new", (firstRule, benchRule + firstRule))
        func comments(_ words: String...) throws -> Int? {
            let replay = try desk.run(["policy", "replay", new, "--format", "json"] + words).object
            return (replay["comments"] as? [String: Int])?["all"]
        }
        // Midnight of the desk: h1 is written at 23:30 of Monday in Denver, q2 on Tuesday.
        #expect(try comments("--from", "2026-11-02", "--to", "2026-11-03") == 3)
        #expect(try comments("--from", "2026-11-03", "--to", "2026-11-04") == 1)
        let file = try desk.folder.write("five.jsonl", fiveComments)
        for words in [[file, "--from", "2026-11-02"], ["--limit", "-1"], ["--jobs", "0"]] {
            #expect(try desk.run(["policy", "replay", new] + words).status == 64, "\(words)")
        }
    }

    @Test func `how many work at once changes no byte of the answer`() throws {
        let desk = try ProbeDesk()
        let file = try desk.folder.write("news.jsonl", manyComments(1700))
        try #require(try desk.run("ingest", file, "--source", "news").status == 0)
        let new = try desk.variant("new", (firstRule, benchRule + firstRule))
        for words in [["--format", "csv"], ["--format", "json", "--limit", "7"], [file]] {
            let answers = try ["1", "2"].map {
                try desk.run(["policy", "replay", new] + words + ["--jobs", $0])
            }
            #expect(answers[0].status == 0)
            #expect(answers[0].output == answers[1].output, "\(words)")
        }
        let text = try desk.run("policy", "replay", new, "--format", "csv").text
        // Some of the replies repeat their parent's words, and those are not theirs.
        #expect(text.split(whereSeparator: \.isNewline).count > 1000)
    }
}
