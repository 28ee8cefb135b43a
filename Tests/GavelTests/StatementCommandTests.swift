import Foundation
import Moderation
import TestSupport
import Testing

@testable import gavel

@Suite struct StatementCommandTests {
    /// A desk in the European Union with two hidden comments, one of them without a day, and one of spam.
    private func desk(_ profile: String = "publisher-eu", settings: String = contact) throws
        -> ProbeDesk
    {
        let desk = try ProbeDesk()
        let file = desk.path + "/desk.yaml"
        let text = try String(contentsOfFile: file, encoding: .utf8)
        try text.replacing("profile: publisher\n", with: "profile: \(profile)\n")
            .write(toFile: file, atomically: true, encoding: .utf8)
        try desk.amendSettings(settings)
        try desk.ingestFive()
        for (id, words) in [
            ("q1", ["hide", "--reason", "attack", "--note", "ask Ben"]),
            ("p2", ["hide", "--reason", "attack"]), ("h1", ["spam"]), ("q2", ["approve"]),
            ("p1", ["hide", "--reason", "other", "--note", "rumour"]),
        ] {
            let outcome = try desk.run(["decide", "news:\(id)"] + words)
            try #require(outcome.status == 0, "\(outcome.errors)")
        }
        return desk
    }

    private static let contact =
        "statements: {contact: comments@ledger.example, policy_url: \(address)}\n"
    private static let address = "https://ledger.example/comments"

    private func text(_ desk: ProbeDesk, _ name: String) -> String {
        String(
            decoding: FileManager.default.contents(atPath: desk.folder.path + "/" + name)
                ?? Data(), as: UTF8.self)
    }

    private func files(_ desk: ProbeDesk, _ folder: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: desk.folder.path + "/" + folder))
            ?? [])
            .filter { !$0.hasPrefix(".") }.sorted()
    }

    private func batch(_ desk: ProbeDesk, _ name: String) throws -> [[String: Any]] {
        let data = FileManager.default.contents(atPath: desk.folder.path + "/" + name) ?? Data()
        let object = try JSONSerialization.jsonObject(with: data) as? [String: Any]
        return object?["statements"] as? [[String: Any]] ?? []
    }

    // MARK: - statement

    @Test func `a statement is printed for a comment or a decision, in either language`() throws {
        let desk = try desk()
        let english = try desk.run("statement", "news:q1")
        #expect(english.status == 0 && english.errors.isEmpty, "\(english.errors)")
        #expect(english.text.contains("Statement of reasons under Article 17"))
        #expect(english.text.contains("Personal attack") && !english.text.contains("Ben"))
        #expect(try desk.run("statement", "1").text == english.text)
        let spanish = try desk.run("statement", "1", "--language", "es")
        #expect(spanish.text.contains("Ataque personal"))
        let json = try desk.run("statement", "1", "--format", "json").object
        #expect(json["decision"] as? Int == 1 && json["kind"] as? String == "restriction")
        let spam = try desk.run("statement", "news:h1")
        #expect(spam.text.contains("Article 17(2)") && spam.text.contains("“snorkwaddle”"))
    }

    @Test func `a public body cites its rule and its appeal, and no regulation`() throws {
        let text = try desk("government").run("statement", "news:q1").text
        #expect(text.contains("How to appeal") && text.contains("comments@ledger.example"))
        #expect(!text.contains("Article"))
        // The policy of these desks finds advertising only; a person said that it is an attack.
        #expect(!text.contains("The published rule") && !text.contains("The rule"))
        #expect(text.contains("A person decided") && text.contains("Insults or harasses"))
        let spam = try desk("government").run("statement", "news:h1").text
        #expect(spam.contains("The published rule") && spam.contains("“snorkwaddle”"))
    }

    @Test func `what has no statement says so`() throws {
        let desk = try desk()
        let approved = try desk.run("statement", "news:q2")
        #expect(approved.status == 1)
        expectGolden(approved.errors, "problems/statement-none.txt")
        let other = try desk.run("statement", "news:p1")
        #expect(other.status == 64 && other.output.isEmpty)
        expectGolden(other.errors, "problems/statement-other.txt")
        let told = try desk.run("statement", "news:p1", "--tell", "It repeats a rumour.")
        #expect(told.status == 0 && told.text.contains("\nIt repeats a rumour.\n"))
        #expect(try desk.run("statement", "99").errors.contains("error[Q006]"))
        #expect(try desk.run("statement", "nonsense").errors.contains("error[Q010]"))
    }

    @Test func `without a contact the desk is told to name one`() throws {
        let desk = try desk(settings: "statements: {policy_url: \(Self.address)}\n")
        let outcome = try desk.run("statement", "1")
        #expect(outcome.status == 0 && outcome.text.contains("Answer the message"))
        let errors = outcome.errors.replacing(desk.folder.path, with: "/srv")
        expectGolden(errors, "problems/statement-no-contact.txt")
    }

    @Test func `without the address of its rules the desk is told to give it`() throws {
        let desk = try desk(settings: "statements: {contact: comments@ledger.example}\n")
        for words in [
            ["statement", "1"], ["export", "statements"],
            ["export", "dsa", "--out", "dsa"],
        ] {
            let outcome = try desk.run(words)
            #expect(
                outcome.errors.components(separatedBy: "warning[C086]").count == 2, "\(words)")
        }
        expectGolden(
            try desk.run("statement", "1").errors.replacing(desk.folder.path, with: "/srv"),
            "problems/statement-no-policy-url.txt")
    }

    @Test func `a letter in a file fits a page and says what the screen says`() throws {
        let desk = try desk()
        let shown = try desk.run("statement", "1")
        try desk.run("statement", "1", "--out", "letter.txt")
        let letter = text(desk, "letter.txt")
        let lines = letter.split(separator: "\n")
        #expect(lines.count > 20 && lines.allSatisfy { $0.count <= 78 || !$0.contains(" ") })
        #expect(
            letter.split(whereSeparator: \.isWhitespace)
                == shown.text.split(whereSeparator: \.isWhitespace))
        #expect(onPage("- a\n\n" + String(repeating: "ab ", count: 40)).contains("ab\nab"))
        #expect(onPage("- " + String(repeating: "ab ", count: 40)).contains("ab\n  ab"))
        #expect(onPage("a\n\nb\n") == "a\n\nb\n")
        let wide = onPage(String(repeating: "議会 ", count: 30)).split(separator: "\n")
        #expect(wide.map(\.count) == [44, 44], "two columns a sign")
    }

    @Test func `an answered appeal has a letter, one that waits has none`() throws {
        let desk = try desk()
        try desk.run("appeal", "open", "1", "--text", "I quoted Zed.", "--as", "ann")
        let early = try desk.run("appeal", "letter", "1")
        #expect(early.status == 1 && early.output.isEmpty)
        expectGolden(early.errors, "problems/appeal-unanswered.txt")
        let silent = try desk.run("appeal", "decide", "1", "uphold", "--as", "ben")
        #expect(silent.status == 64 && silent.output.isEmpty)
        expectGolden(silent.errors, "problems/appeal-without-why.txt")
        let answered = try desk.run(
            "appeal", "decide", "1", "uphold", "--note", "It insults her.", "--as", "ben")
        #expect(answered.status == 0, "\(answered.errors)")
        let letter = try desk.run("appeal", "letter", "1")
        #expect(letter.status == 0 && letter.errors.isEmpty, "\(letter.errors)")
        for part in [
            "Article 20", "decision 1", "Its reason: Personal attack.", "not granted",
            "who did not make the decision", "It insults her.", "(Article 21)", "Courts:",
            "comments@ledger.example",
        ] { #expect(letter.text.contains(part), "\(part)") }
        for name in ["ben", "ann", "Zed", "ask Ben"] { #expect(!letter.text.contains(name + " ")) }
        try desk.run("appeal", "letter", "1", "--out", "answer.txt")
        #expect(text(desk, "answer.txt").split(separator: "\n").allSatisfy { $0.count <= 78 })
        let json = try desk.run(
            "appeal", "letter", "1", "--format", "json", "--language", "es", "--tell", "Adiós."
        ).object
        #expect(json["outcome"] as? String == "uphold")
        #expect(json["why"] as? [String] == ["It insults her.", "Adiós."])
        #expect(try desk.run("appeal", "letter", "9").errors.contains("error[Q024]"))
    }

    @Test func `what is never a reason is refused with those that are`() throws {
        let desk = try desk()
        let outcome = try desk.run("decide", "news:q2", "hide", "--reason", "official-criticism")
        #expect(outcome.status == 64 && outcome.output.isEmpty)
        expectGolden(outcome.errors, "problems/decide-never-a-reason.txt")
        for never in ["style,", "campaign,", "official-criticism,", "question,"] {
            #expect(!outcome.errors.contains(" " + never), "\(never)")
        }
    }

    @Test func `a legal ground of no category is refused before anything is told`() throws {
        let desk = try desk(
            settings: "statements: {contact: x, legal_grounds: {defamaton: Section 186}}\n")
        let outcome = try desk.run("statement", "1")
        #expect(outcome.status == 65 && outcome.output.isEmpty)
        expectGolden(
            outcome.errors.replacing(desk.folder.path, with: "/srv"),
            "problems/statement-legal-ground.txt")
    }

    @Test func `a file gets the words as they are, a terminal what is harmless`() throws {
        let desk = try ProbeDesk()
        let hostile = "You grumblefex \u{1B}[2J\u{202E}."
        let record: [String: Any] = [
            "id": "x", "text": hostile, "article": "https://x.example/\u{1B}[2J",
        ]
        let file = try desk.folder.write(
            "in.jsonl", try JSONSerialization.data(withJSONObject: record))
        try desk.run("ingest", file, "--source", "news")
        try desk.run("decide", "news:x", "hide", "--reason", "spam")
        let shown = try desk.run("statement", "news:x", "--tell", "a\u{202E}b")
        #expect(shown.status == 0 && shown.text.contains("grumblefex"))
        #expect(!shown.text.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{202E}" })
        try desk.run("statement", "news:x", "--tell", "a\u{202E}b", "--out", "letter.txt")
        let letter =
            FileManager.default.contents(atPath: desk.folder.path + "/letter.txt") ?? Data()
        #expect(String(decoding: letter, as: UTF8.self).contains("a\u{202E}b"))
    }

    // MARK: - export statements

    @Test func `statements are streamed from where the last export ended`() throws {
        let desk = try desk()
        let first = try desk.run("export", "statements", "--cursor", "c")
        #expect(first.status == 0, "\(first.errors)")
        func seqs(_ outcome: Outcome) throws -> [Int] {
            try outcome.lines.compactMap {
                (try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])?["seq"]
                    as? Int
            }
        }
        #expect(try seqs(first) == [1, 2, 3, 5])
        #expect(try desk.run("export", "statements", "--cursor", "c").output.isEmpty)
        try desk.run("undo", "1")
        let later = try desk.run("export", "statements", "--cursor", "c")
        #expect(try seqs(later) == [6] && later.text.contains(#""kind":"reinstatement""#))
        #expect(try seqs(desk.run("export", "statements", "--since", "2")) == [3, 5, 6])
        #expect(!first.text.contains("ask Ben") && !first.text.contains("rumour"))
    }

    // MARK: - export dsa

    @Test func `a batch is written and sound, and what cannot be told is named`() throws {
        let desk = try desk()
        let outcome = try desk.run("export", "dsa", "--out", "dsa", "--cursor", "c")
        #expect(outcome.status == 3)
        #expect(files(desk, "dsa") == ["dsa-000001.json"])
        #expect(
            outcome.errors == """
                gavel: decision 2 is not told: its source does not say when the comment was written
                gavel: decision 5 is not told: its reason has no category of the transparency database

                """)
        #expect(outcome.output.isEmpty, "stdout is for answers")
        let told = try batch(desk, "dsa/dsa-000001.json")
        let puid = try #require(told.first?["puid"] as? String)
        #expect(puid.contains(/^gavel-[0-9a-f]{12}-1$/))
        #expect(told[0]["content_date"] as? String == "2026-11-02")
        let check = try desk.run("export", "dsa", "--check", "dsa/dsa-000001.json")
        #expect(
            check.status == 0 && check.text == "dsa/dsa-000001.json: sound\n", "\(check.errors)")

        // Again: nothing new, and what was written stays. From the beginning: the same puid.
        #expect(try desk.run("export", "dsa", "--out", "dsa", "--cursor", "c").status == 3)
        #expect(files(desk, "dsa") == ["dsa-000001.json"])
        try desk.run("export", "dsa", "--out", "dsa")
        #expect(files(desk, "dsa") == ["dsa-000001.json", "dsa-000002.json"])
        #expect(try batch(desk, "dsa/dsa-000002.json").first?["puid"] as? String == puid)
    }

    @Test func `what was told and taken back is named, what was never told is not`() throws {
        let desk = try desk()
        try desk.run("export", "dsa", "--out", "dsa", "--cursor", "c")
        for decision in ["1", "2", "3"] { try desk.run("undo", decision) }
        try desk.run("decide", "news:q1", "hide", "--reason", "pii")
        try desk.run("undo", "--last", "1")
        let outcome = try desk.run("export", "dsa", "--out", "dsa", "--cursor", "c")
        #expect(outcome.status == 3)
        #expect(
            outcome.errors.split(separator: "\n").map(String.init) == [
                "gavel: 1 decision is still not told (5): its reason has no category of the transparency database",
                "gavel: decision 1 was told and is taken back since; the database cannot withdraw it, write to the Commission",
            ])
        #expect(files(desk, "dsa") == ["dsa-000001.json"])
    }

    @Test func `what is not told is missing until it can be told, and then it is`() throws {
        let desk = try desk()
        func cursor() -> [String] {
            content(desk, "c").split(separator: "\n").map {
                String($0).replacing(/-[0-9a-f]{12}/, with: "-HASH")
            }
        }
        let missing = [
            "gavel: 1 decision is still not told (5): its reason has no category of the transparency database",
            "gavel: 1 decision is still not told (2): its source does not say when the comment was written",
        ]
        func again(_ words: String...) throws -> (status: Int32, said: [String]) {
            let outcome = try desk.run(["export", "dsa", "--out", "dsa"] + words)
            return (outcome.status, outcome.errors.split(separator: "\n").map(String.init).sorted())
        }
        try desk.run("export", "dsa", "--out", "dsa", "--cursor", "c")
        #expect(cursor() == ["5-HASH", "untold: 2 5"])
        for words in [["--cursor", "c"], ["--since", "5"], ["--cursor", "c"]] {
            let outcome = try desk.run(["export", "dsa", "--out", "dsa"] + words)
            #expect(outcome.status == 3)
            #expect(
                outcome.errors.split(separator: "\n").map(String.init).sorted() == missing.sorted())
            #expect(cursor() == ["5-HASH", "untold: 2 5"])
        }
        // A cursor of an older version does not say what it could not tell.
        try desk.folder.write("old", content(desk, "c").split(separator: "\n")[0] + "\n")
        #expect(try again("--cursor", "old").said == missing.sorted())
        #expect(content(desk, "old") == content(desk, "c"))

        _ = try ask(
            desk.database,
            "UPDATE comment SET createdAt = 1793600000000 WHERE externalID = 'p2' RETURNING 1")
        let told = try again("--cursor", "c")
        #expect(told.status == 3 && told.said == [missing[0]], "\(told.said)")
        #expect(try batch(desk, "dsa/dsa-000002.json").count == 1)
        #expect(
            (try batch(desk, "dsa/dsa-000002.json").first?["puid"] as? String)?.hasSuffix("-2")
                == true)
        #expect(cursor() == ["5-HASH", "untold: 5"])
        try desk.run("undo", "5")
        let done = try again("--cursor", "c")
        #expect(done.status == 0 && done.said.isEmpty, "what was never told cannot be withdrawn")
        try desk.folder.write("bad", "5\nuntold: x\n")
        #expect(try desk.run("export", "dsa", "--out", "dsa", "--cursor", "bad").status == 64)
    }

    @Test func `exports into one folder at once take turns: no batch is lost or told twice`() throws
    {
        let desk = try desk()
        func runs(_ words: [String]) throws -> [Outcome] {
            let outputs = try (0..<6).map { _ in try TemporaryFolder() }
            let started = try outputs.map {
                try Program.start(
                    ["export", "dsa", "--out", "dsa", "--desk", desk.path] + words, outputs: $0,
                    in: desk.folder.path)
            }
            return zip(started, outputs).map(Program.finish)
        }
        for outcome in try runs([]) { #expect(outcome.status == 3, "\(outcome.errors)") }
        #expect(files(desk, "dsa") == (1...6).map { "dsa-00000\($0).json" })
        for name in files(desk, "dsa") { #expect(try batch(desk, "dsa/" + name).count == 1) }
        for outcome in try runs(["--cursor", "c"]) {
            #expect(outcome.status == 3, "\(outcome.errors)")
        }
        #expect(files(desk, "dsa").count == 7, "the cursor of the first is that of the others")
        let left = try FileManager.default.contentsOfDirectory(atPath: desk.folder.path + "/dsa")
        #expect(left.filter { $0.hasPrefix(".") } == [".dsa.lock"])
        try desk.folder.write("bad", "x\n")
        #expect(try desk.run("export", "dsa", "--out", "new", "--cursor", "bad").status == 64)
        #expect(!files(desk, "").contains("new"))
    }

    private func content(_ desk: ProbeDesk, _ name: String) -> String {
        let path = desk.folder.path + "/" + name
        return String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
    }

    @Test func `the folder that was written is checked batch by batch`() throws {
        let desk = try desk()
        try desk.run("export", "dsa", "--out", "dsa")
        try desk.run("export", "dsa", "--out", "dsa")
        let sound = try desk.run("export", "dsa", "--check", "dsa")
        #expect(
            sound.status == 0
                && sound.text == "dsa/dsa-000001.json: sound\ndsa/dsa-000002.json: sound\n")
        try desk.folder.write("dsa/dsa-000003.json", "{")
        let broken = try desk.run("export", "dsa", "--check", "dsa")
        #expect(broken.status == 1 && broken.text == sound.text)
        #expect(broken.errors.contains("dsa/dsa-000003.json: error[E015]"))
        try FileManager.default.createDirectory(
            atPath: desk.folder.path + "/empty", withIntermediateDirectories: true)
        let empty = try desk.run("export", "dsa", "--check", "empty")
        #expect(empty.status == 1 && empty.errors.contains("the folder holds no batch"))
    }

    @Test func `what is missing in statements is said with statements, not in vain`() throws {
        let desk = try desk(settings: "")
        let words = ["export", "statements", "--cursor", "s", "--out", "new.jsonl"]
        #expect(try desk.run(words).errors.contains("warning[C085]"))
        let nothing = try desk.run(words)
        #expect(nothing.status == 0 && nothing.errors.isEmpty && nothing.output.isEmpty)
        let page = ["policy", "publish", "--out", "policy.md"]
        #expect(try desk.run(page).errors.contains("warning[C085]"))
        let same = try desk.run(page)
        #expect(same.status == 0 && same.errors.isEmpty && same.output.isEmpty)
    }

    @Test func `batches hold a hundred, and one file no more`() throws {
        let desk = try ProbeDesk()
        try desk.amendSettings(Self.contact)
        let lines = (1...205).map {
            #"{"id":"n\#($0)","text":"Number \#($0) snorkwaddle.","created_at":"2026-11-02T10:00:00Z"}"#
        }
        let file = try desk.folder.write("many.jsonl", lines.joined(separator: "\n"))
        try desk.run("ingest", file, "--source", "news")
        let keys = (1...205).map { "news:n\($0)" }
        #expect(try desk.run(["decide"] + keys + ["hide", "--reason", "scam"]).status == 0)
        let refused = try desk.run("export", "dsa", "--out", "all.json", "--anyway")
        #expect(refused.status == 64 && files(desk, "").filter { $0 == "all.json" }.isEmpty)
        expectGolden(refused.errors, "problems/dsa-too-many.txt")
        #expect(try desk.run("export", "dsa", "--out", "dsa", "--anyway").status == 0)
        let counts = try files(desk, "dsa").map { try batch(desk, "dsa/" + $0).count }
        #expect(counts == [100, 100, 5])
        let puids = try files(desk, "dsa").flatMap { name in
            try batch(desk, "dsa/" + name).compactMap { $0["puid"] as? String }
        }
        #expect(Set(puids).count == 205)
        for name in files(desk, "dsa") {
            #expect(try desk.run("export", "dsa", "--check", "dsa/" + name).status == 0)
        }
    }

    @Test func `a desk that the act does not bind files nothing unless it is told to`() throws {
        let desk = try desk("publisher")
        let outcome = try desk.run("export", "dsa", "--out", "dsa")
        #expect(outcome.status == 64 && files(desk, "dsa").isEmpty)
        expectGolden(outcome.errors, "problems/dsa-other-profile.txt")
        #expect(try desk.run("export", "dsa", "--out", "one.json", "--anyway").status == 3)
        #expect(try batch(desk, "one.json").count == 1)
    }

    @Test func `a file that the database would refuse is told field by field`() throws {
        let desk = try ProbeDesk()
        try desk.folder.write(
            "bad.json", #"{"statements":[{"puid":"a b","category":"STATEMENT_CATEGORY_VIOLENC"}]}"#)
        let bad = try desk.run("export", "dsa", "--check", "bad.json")
        #expect(bad.status == 1 && bad.output.isEmpty)
        expectGolden(bad.errors, "problems/dsa-faulty.txt")
        try desk.folder.write("no.json", "{")
        #expect(try desk.run("export", "dsa", "--check", "no.json").errors.contains("error[E015]"))
        #expect(try desk.run("export", "dsa", "--check", "missing.json").status == 66)
        #expect(try desk.run("export", "dsa").status == 64)
    }

    @Test func `a batch of ours that the database would refuse is never written`() throws {
        let problem = Problem.statement(
            .refusedBatch, "gavel-0123456789ab-7, category: is required",
            help: "this is a defect of gavel; report it with the line above")
        expectGolden(problem.description + "\n", "problems/dsa-refused-batch.txt")
        #expect(ExitStatus(problem) == .failed)
    }

    // MARK: - packet, policy

    @Test func `a packet is written for the one who answers`() throws {
        let desk = try desk()
        try desk.run("appeal", "open", "1", "--text", "I quoted.", "--contact", "lee@mail.example")
        let outcome = try desk.run("appeal", "packet", "1", "--out", "packet.md")
        #expect(outcome.status == 0 && outcome.output.isEmpty && outcome.errors.isEmpty)
        let page = text(desk, "packet.md")
        for part in [
            "# Appeal 1 against decision 1", "    You grumblefex", "Pack: probe 1.0.0",
            "    I quoted.",
            "lee@mail.example",
        ] { #expect(page.contains(part), "\(part)") }
        #expect(!page.contains("ask Ben"))
        try desk.run(
            "appeal", "packet", "1", "--out", "packet.json", "--format", "json", "--with-notes")
        #expect(text(desk, "packet.json").contains("ask Ben"))
        #expect(
            try JSONSerialization.jsonObject(with: Data(text(desk, "packet.json").utf8))
                is [String: Any])
        #expect(
            try desk.run("appeal", "packet", "9", "--out", "x.md").errors.contains("error[Q024]"))
    }

    @Test func `a packet is shown without what steers a terminal, or is a file of its owner's`()
        throws
    {
        let desk = try desk()
        try desk.run("appeal", "open", "1", "--text", "I quoted \u{1B}[2J\u{202E}.")
        let shown = try desk.run("appeal", "packet", "1")
        #expect(shown.status == 0 && shown.errors.isEmpty, "\(shown.errors)")
        #expect(shown.text.hasPrefix("# Appeal 1 against decision 1\n"))
        #expect(shown.text.contains("I quoted "))
        #expect(!shown.text.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{202E}" })
        let json = try desk.run("appeal", "packet", "1", "--format", "json")
        #expect(json.object["appeal"] != nil && !json.text.contains("\u{1B}"), "\(json.text)")
        for (format, whole) in [("md", "# Appeal 1"), ("json", json.text)] {
            // In the place of one that others could read.
            try desk.folder.write("packet", "")
            try desk.run("appeal", "packet", "1", "--format", format, "--out", "packet")
            let packet = text(desk, "packet")
            #expect(packet.hasPrefix(whole) && packet.contains("\u{202E}"))
            let path = desk.folder.path + "/packet"
            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
            #expect(mode as? Int == 0o600)
        }
    }

    @Test func `the policy is published with every rule, the same each time`() throws {
        let desk = try desk()
        let page = try desk.run("policy", "publish")
        #expect(page.status == 0 && page.text.hasPrefix("# Comment policy of Alder Falls Ledger\n"))
        #expect(
            page.text.contains("`spam.grumblefex`: Says grumblefex. Please leave the word out."))
        #expect(try desk.run("policy", "publish").text == page.text)
        #expect(!page.errors.contains("C085"))
        #expect(!page.text.contains("…") && !page.text.contains("Says \""))
        let lines = page.text.split(separator: "\n")
        #expect(
            !zip(lines, lines.dropFirst()).contains { $0.hasPrefix("###") && $1.hasPrefix("#") })
        let spanish = try desk.run("policy", "publish", "--language", "es").text
        #expect(spanish.contains("### Cita la noticia (`quotes-article`)"))
        #expect(spanish.components(separatedBy: "no están traducidos").count == 2)
        let silent = try self.desk(settings: "").run("policy", "publish")
        #expect(silent.status == 0 && silent.errors.contains("warning[C085]"))
        let object = try desk.run("policy", "publish", "--format", "json", "--language", "es")
            .object
        let categories = object["categories"] as? [[String: Any]] ?? []
        #expect(categories.count == 22 && categories[0]["title"] as? String == "Amenaza de daño")
        try desk.run("policy", "publish", "--out", "policy.md")
        #expect(
            FileManager.default.contents(atPath: desk.folder.path + "/policy.md")
                == Data(page.text.utf8))
    }

    @Test func `README has every code of a statement with its meaning`() throws {
        let text = try String(
            contentsOf: repository.appendingPathComponent("README.md"), encoding: .utf8)
        for code in StatementCode.allCases {
            #expect(text.contains("| \(code.rawValue) | \(code.meaning) |"), "\(code)")
        }
    }
}
