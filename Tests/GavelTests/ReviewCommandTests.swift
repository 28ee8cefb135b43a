import Foundation
import TestSupport
import Testing

/// A desk with people of several roles, at the command line.
@Suite struct ReviewCommandTests {
    /// A desk of five comments where ann moderates, lee leads and eve looks.
    private func desk() throws -> ProbeDesk {
        let desk = try ProbeDesk()
        try desk.ingestFive()
        try desk.amendSettings(
            "people: {ann: moderator, ben: moderator, lee: lead, eve: reader}\n")
        return desk
    }

    @Test func `roles say what each may do, and a name that nobody has is refused`() throws {
        let desk = try desk()
        let reader = try desk.run("decide", "news:q1", "approve", "--as", "eve")
        #expect(reader.status == 1)
        #expect(
            reader.errors.contains(
                "error[Q027]: 'eve' is a reader here; only a moderator may review comments"))
        let slip = try desk.run("decide", "news:q1", "approve", "--as", "an")
        #expect(slip.errors.contains("Q026") && slip.errors.contains("did you mean 'ann'?"))
        #expect(try desk.run("queue", "list").status == 0)
        #expect(try desk.run("decide", "news:q1", "approve", "--as", "ann").status == 0)
        let rehearsal = try desk.run(
            "decide", "news:q2", "news:q1", "spam", "--dry-run", "--as", "ben")
        #expect(rehearsal.status == 3 && rehearsal.lines == ["would spam news:q2"])
        #expect(try desk.run("queue", "list").text.contains("news:q2"))
        let others = try desk.run("undo", "1", "--as", "ben")
        #expect(others.status == 1 && others.errors.contains("Q027"))
        #expect(try desk.run("undo", "1", "--as", "lee").status == 0)
    }

    @Test func `a comment goes from skipped to escalated to a lead's answer`() throws {
        let desk = try desk()
        #expect(try desk.run("queue", "skip", "news:h1", "--as", "ann").status == 0)
        let escalated = try desk.run(
            "queue", "escalate", "news:h1", "--note", "is it one?", "--as", "ben")
        #expect(escalated.lines == ["news:h1 waits for a lead"])
        #expect(
            try desk.run("queue", "next", "--queue", "escalated", "--as", "ann").errors.contains(
                "Q027"))
        let next = try desk.run("queue", "next", "--queue", "escalated", "--as", "lee")
        #expect(next.text.contains("is it one?") && next.text.contains("for a lead"))
        #expect(
            try desk.run("decide", "news:h1", "hide", "--reason", "threat", "--as", "lee").status
                == 0)
        let list = try desk.run("queue", "list", "--queue", "escalated")
        #expect(list.text.contains("no comment fits"))
        #expect(try desk.run("verify").status == 0)
    }

    @Test func `ids and names from outside cannot reach the terminal raw`() throws {
        let desk = try desk()
        let file = try desk.folder.write(
            "odd.jsonl", #"{"id":"e\u001b[31mx\u202e","text":"You grumblefex."}"#)
        #expect(try desk.run("ingest", file, "--source", "news").status == 0)
        let id = "news:e\u{1B}[31mx\u{202E}"
        for words in [
            ["claim", id], ["release", id], ["note", id, "odd"], ["skip", id], ["escalate", id],
        ] {
            let outcome = try desk.run(["queue"] + words + ["--as", "ann"])
            #expect(outcome.status == 0 && !outcome.text.isEmpty)
            #expect(!outcome.text.contains("\u{1B}") && !outcome.text.contains("\u{202E}"))
        }
        let hidden = try desk.run("decide", "news:q1", "approve", "--as", "a\u{200B}nn")
        #expect(hidden.status == 64 && hidden.errors.contains("Q026"))
        #expect(try desk.run("decide", "news:q1", "approve", "--as", " Ann ").status == 0)
        #expect(try desk.run("queue", "show", "news:q1").text.contains("by ann"))
    }

    @Test func `who is not named, or only looks, is not shown who appealed or gave notice`() throws
    {
        let desk = try desk()
        #expect(
            try desk.run(
                "notice", "open", "news:q1", "--text", "mine", "--email", "roe@mail.example",
                "--as",
                "ann"
            ).status == 0)
        #expect(try desk.run("notice", "list", "--as", "stranger").errors.contains("Q026"))
        #expect(try desk.run("notice", "list", "--as", "eve").errors.contains("Q027"))
        #expect(try desk.run("queue", "list", "--as", "stranger").status == 64)
        #expect(!(try desk.run("queue", "show", "news:q1", "--as", "eve").text.contains("roe@")))
        #expect(try desk.run("queue", "show", "news:q1", "--as", "ann").text.contains("roe@"))
    }

    @Test func `an appeal goes from the letter to somebody else's answer`() throws {
        let desk = try desk()
        #expect(
            try desk.run("decide", "news:q1", "hide", "--reason", "attack", "--as", "lee").status
                == 0)
        let opened = try desk.run(
            "appeal", "open", "1", "--text", "I quoted\u{1B}[31m the mayor", "--as", "ann")
        #expect(opened.text.hasPrefix("appeal 1 on news:q1 is due "))
        let shown = try desk.run("appeal", "show", "1")
        #expect(shown.text.contains("the mayor") && !shown.text.contains("\u{1B}"))
        #expect(shown.text.contains("somebody else than lee answers"))
        #expect(try desk.run("appeal", "list").text.contains("appeal 1: news:q1, due "))
        #expect(
            try desk.run("appeal", "decide", "1", "restore", "--as", "ann").errors.contains("Q027"))
        let own = try desk.run("appeal", "decide", "1", "restore", "--as", "lee")
        #expect(own.status == 1 && own.errors.contains("error[Q020]"))
        let json = try desk.run("appeal", "list", "--format", "json").json as? [[String: Any]]
        #expect((json?.first?["decision"] as? [String: Any])?["decision"] as? Int == 1)
        let none = try desk.run("appeal", "open", "1", "--as", "ann")
        #expect(none.status == 64 && none.errors.contains("--text or --file"))
    }

    @Test func `a notice says what it lacks and is answered with the decision`() throws {
        let desk = try desk()
        let opened = try desk.run(
            "notice", "open", "news:q1", "--text", "names my street", "--as", "ann")
        #expect(opened.text.contains("notice 1 on news:q1 is taken in; it lacks fields"))
        let list = try desk.run("notice", "list").text
        #expect(list.contains("it lacks the address, a name, an e-mail address"))
        #expect(try desk.run("queue", "list", "--queue", "reported").text.contains("news:q1"))
        #expect(try desk.run("decide", "news:q1", "approve", "--as", "ann").status == 0)
        #expect(try desk.run("notice", "list").text.contains("no notice waits"))
        let csv = try desk.run("notice", "list", "--all", "--format", "csv").text
        #expect(csv.contains("names my street") && csv.contains("disagree,ann,"))
    }

    @Test func `words find comments, and conditions narrow lists`() throws {
        let desk = try desk()
        let found = try desk.run("queue", "search", "grumblefex", "--format", "json").json
        #expect((found as? [[String: Any]])?.compactMap { $0["id"] as? String } == ["q2", "q1"])
        #expect(try desk.run("queue", "search", "\u{2014}").errors.contains("Q028"))
        #expect(try desk.run("queue", "search", "zebra").lines == ["no comment has these words"])
        let language = try desk.run("queue", "list", "--language", "klingon")
        #expect(language.status == 64 && language.errors.contains("Q011"))
        #expect(try desk.run("queue", "list", "--label", "petitoin").errors.contains("petition"))
        let own = try desk.run("queue", "list", "--author", "news:nowhere")
        #expect(own.errors.contains("Q001"))
        #expect(
            try desk.run("queue", "list", "--to", "2001-01-01").text.contains("no comment fits"))
    }

    @Test func `second opinions are asked for as often as the desk says`() throws {
        let desk = try desk()
        try desk.amendSettings("second_opinions: 100\n")
        #expect(try desk.run("decide", "news:q1", "approve", "--as", "ann").status == 0)
        let next = try desk.run("queue", "next", "--queue", "second", "--as", "ben").text
        #expect(next.contains("news:q1") && !next.contains("ann"))
        let given = try desk.run("decide", "news:q1", "spam", "--as", "ben")
        #expect(given.text.contains("second opinion on decision 1"))
        #expect(given.text.contains("ann said approve; a lead will look"))
    }

    @Test func `whoever is asked for the second opinion meets the first nowhere`() throws {
        let desk = try desk()
        try desk.amendSettings("second_opinions: 100\n")
        let file = try desk.folder.write(
            "two.jsonl",
            #"{"id":"s1","text":"You grumblefex, sir.","author":{"name":"R"}}"# + "\n"
                + #"{"id":"s2","text":"A grumblefex, sir?","author":{"name":"R"},"parent":"s1"}"#)
        #expect(try desk.run("ingest", file, "--source", "news").status == 0)
        #expect(
            try desk.run("decide", "news:s1", "hide", "--reason", "spam", "--as", "ann").status == 0
        )
        #expect(try desk.run("queue", "note", "news:s1", "I hid it", "--as", "ann").status == 0)
        func told(_ words: String..., as name: String) throws -> String {
            try desk.run(words + ["--as", name]).text
        }
        // In a search: the answer to it with the conversation, then itself with all its pages.
        let script = [
            "search sir", "conversation", "", "next", "history", "", "author", "",
            "conversation", "", "quit",
        ]
        func reviewed(by name: String) throws -> String {
            try desk.run(
                "review", "--plain", "--read-only", "--as", name,
                input: Data(script.joined(separator: "\n").utf8)
            ).text
        }
        for name in ["ben", "lee"] {
            let sees = name == "lee"
            #expect(try told("queue", "show", "news:s1", as: name).contains("by ann") == sees)
            #expect(try told("queue", "show", "news:s1", as: name).contains("I hid it") == sees)
            #expect(
                try told("queue", "show", "news:s1", "--format", "json", as: name)
                    .contains(#""hidden""#) == sees)
            #expect(
                try told("queue", "list", "--queue", "hidden", as: name).contains("news:s1") == sees
            )
            let text = try reviewed(by: name)
            #expect(text.contains("history of news:s1") && text.contains("their newest comments"))
            #expect(text.contains("› news:s1, ") && text.contains("  news:s1, "))
            #expect(text.contains("hidden") == sees, "\(text)")
            #expect(text.contains("by ann") == sees, "\(text)")
        }
        // Taking it over shows no more, and what is then decided is the opinion.
        #expect(try told("queue", "claim", "news:s1", "--take-over", as: "ben").contains("yours"))
        let given = try desk.run(
            "review", "--plain", "--as", "ben",
            input: Data("search s1\napprove\nhistory\nquit\n".utf8))
        #expect(given.text.contains("your opinion is kept"))
        #expect(try desk.run("queue", "show", "news:s1", "--as", "ben").text.contains("by ann"))
        #expect(try desk.run("verify").status == 0)
    }

    @Test func `a lead is asked only where no moderator is left, and is then as blind`() throws {
        let desk = try desk()
        try desk.amendSettings("second_opinions: 100\n")
        #expect(try desk.run("decide", "news:q1", "approve", "--as", "ann").status == 0)
        let next = try desk.run("queue", "next", "--queue", "second", "--as", "lee")
        #expect(next.text.isEmpty && next.errors.contains("asked of moderators"))
        let decided = try desk.run("decide", "news:q1", "spam", "--as", "lee")
        #expect(decided.status == 1 && decided.errors.contains("Q003"))
        let settings = desk.path + "/desk.yaml"
        let text = try String(contentsOfFile: settings, encoding: .utf8)
        try text.replacing("ben: moderator, ", with: "").write(
            toFile: settings, atomically: true, encoding: .utf8)
        let alone = try desk.run("queue", "next", "--queue", "second", "--as", "lee").text
        #expect(alone.contains("news:q1") && !alone.contains("ann"))
        #expect(!(try desk.run("queue", "show", "news:q1", "--as", "lee").text.contains("by ann")))
        let given = try desk.run("decide", "news:q1", "spam", "--as", "lee")
        #expect(given.text.contains("ann said approve; a lead will look"))
    }

    @Test func `all that is wrong with the settings is told at once, in the order of the file`()
        throws
    {
        let desk = try ProbeDesk()
        let settings = desk.path + "/desk.yaml"
        let text = try String(contentsOfFile: settings, encoding: .utf8)
        try
            (text.replacing("profile: publisher", with: "profile: publishr") + """
                review: {preset: emacs, keys: {aprove: y, hide: F1}}
                people: {ann: boss}
                sources:
                  letters: {path: in.csv, format: cvs}
                appeals: {answer_within: 0}

                """).write(toFile: settings, atomically: true, encoding: .utf8)
        let result = try desk.run("status")
        #expect(result.status == 65)
        let places = result.errors.split(separator: "\n").filter { $0.contains(": error[") }
        let words = ["publishr", "emacs", "aprove", "F1", "boss", "cvs", "answer_within"]
        #expect(places.count == words.count, "\(result.errors)")
        for (place, word) in zip(places, words) { #expect(place.contains(word), "\(place)") }
    }

    @Test(arguments: [
        ("people: [ann]\n", "C"), ("people: {ann: boss}\n", "C"),
        ("second_opinions: many\n", "C"), ("appeals: {open_within: 0}\n", "C"),
        ("appeals: {within: 3}\n", "C"),
    ])
    func `settings of people that make no sense are refused with their line`(
        lines: String, code: String
    ) throws {
        let desk = try ProbeDesk()
        try desk.amendSettings(lines)
        let result = try desk.run("status")
        #expect(result.status == 65)
        #expect(result.errors.contains("desk.yaml:") && result.errors.contains("error[\(code)"))
    }
}
