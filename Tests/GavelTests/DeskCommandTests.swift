import Foundation
import TestSupport
import Testing

@Suite struct DeskCommandTests {
    @Test func `init makes a desk that works, and refuses to make it twice`() throws {
        let folder = try TemporaryFolder()
        let made = try Program.run("init", "desk", "--profile", "publisher-eu", in: folder.path)
        #expect(made.status == 0, "\(made.errors)")
        let settings = FileManager.default.contents(atPath: folder.path + "/desk/desk.yaml")
        let text = String(decoding: settings ?? Data(), as: UTF8.self)
        #expect(text.contains("profile: publisher-eu") && text.contains("title: \"desk\""))
        let status = try Program.run("status", "--json", in: folder.path + "/desk")
        #expect(status.object["profile"] as? String == "publisher-eu")
        #expect(status.object["desk"] as? String == "desk")
        let before = try tableDump(folder.path + "/desk/gavel.db")
        let again = try Program.run("init", "desk", "--profile", "publisher", in: folder.path)
        #expect(again.status == 65)
        #expect(again.errors.contains("error[C029]"))
        #expect(FileManager.default.contents(atPath: folder.path + "/desk/desk.yaml") == settings)
        #expect(try tableDump(folder.path + "/desk/gavel.db") == before)
    }

    @Test func `a desk without a profile named is the narrowest`() throws {
        let folder = try TemporaryFolder()
        #expect(try Program.run("init", "desk", in: folder.path).text.contains("government"))
    }

    @Test func `the desk is the option, else the environment, else the folder or one above`() throws
    {
        let desk = try ProbeDesk()
        try FileManager.default.createDirectory(
            atPath: desk.path + "/a/b", withIntermediateDirectories: true)
        #expect(try Program.run("status", in: desk.path + "/a/b").status == 0)
        let elsewhere = try Program.run(
            ["status"], in: desk.folder.path, environment: ["GAVEL_DESK": desk.path])
        #expect(elsewhere.status == 0)
        let option = try Program.run(
            ["status", "--desk", desk.path], in: desk.folder.path,
            environment: ["GAVEL_DESK": "/nowhere"])
        #expect(option.status == 0)
    }

    @Test func `the status as JSON has the members of the contract`() throws {
        let desk = try ProbeDesk()
        #expect(try desk.run("status", "--json").object["lastIngest"] is NSNull)
        try desk.ingestFive()
        let object = try desk.run("status", "--json").object
        for key in [
            "desk", "profile", "policy", "comments", "open", "held", "oldestOpen", "lastIngest",
            "lastSuccess",
        ] { #expect(object[key] != nil && !(object[key] is NSNull), "\(key)") }
        #expect(object["desk"] as? String == "Alder Falls Ledger")
        #expect((object["comments"] as? Int, object["open"] as? Int) == (5, 3))
        #expect(object["held"] as? Int == 1)
        let success = object["lastSuccess"] as? String
        _ = try desk.run("ingest", "missing.jsonl")
        #expect(try desk.run("status", "--json").object["lastSuccess"] as? String == success)
        #expect(try desk.run("status").text.contains("Alder Falls Ledger"))
    }

    @Test func `an explanation says the rule, the words and what would change it`() throws {
        let desk = try ProbeDesk()
        try desk.ingestFive()
        let text = try desk.run("explain", "--id", "news:q1").text
        for part in ["route: queue", "spam.grumblefex", "grumblefex"] {
            #expect(text.contains(part), "\(part)")
        }
        let object = try desk.run("explain", "--id", "news:q1", "--json").object
        #expect(
            object.keys.sorted() == [
                "article", "assessment", "categories", "excepted", "language", "languages",
                "segments", "shadow", "text", "whatWouldChange",
            ])
        let typed = try desk.run("explain", "You snorkwaddle.", "--json").object
        #expect((typed["assessment"] as? [String: Any])?["route"] as? String == "hold")
        let piped = try desk.run("explain", "-", "--json", input: Data("Fine.".utf8)).object
        #expect((piped["assessment"] as? [String: Any])?["route"] as? String == "pass")
    }

    @Test func `a report comes in four formats and goes to a file`() throws {
        let desk = try ProbeDesk()
        try desk.ingestFive()
        for (format, start) in [
            ("html", "<!doctype html>"), ("md", "# "), ("csv", ""), ("json", "{"),
        ] {
            let arguments = ["report", "summary", "--format", format, "--to", "2031-01-01"]
            let printed = try desk.run(arguments)
            #expect(printed.status == 0)
            #expect(printed.text.lowercased().hasPrefix(start), "\(format)")
            let path = desk.folder.path + "/report." + format
            let written = try desk.run(arguments + ["--out", path])
            #expect(written.output.isEmpty && written.errors.isEmpty, "cron is told nothing")
            #expect(FileManager.default.contents(atPath: path).map(\.isEmpty) == false)
            #expect(!printed.text.contains("heliotrope"), "a report holds no comment")
        }
        let bad = try desk.run("report", "summary", "--out", "/nowhere/at/all.md")
        #expect(bad.status == 74 && bad.errors.contains("error[E001]"))
    }

    @Test func `a day of a report begins at midnight of the desk`() throws {
        let desk = try ProbeDesk()
        try desk.ingestFive()
        // h1 is written at 23:30 of Monday in Denver, q2 at 00:30 of Tuesday.
        func received(_ from: String, _ to: String) throws -> Int? {
            let text = try desk.run(
                "report", "summary", "--format", "json", "--from", from, "--to", to
            ).text
            return text.firstMatch(of: /"received":\s*(\d+)/).flatMap { Int($0.1) }
        }
        #expect(try received("2026-11-02", "2026-11-03") == 3)
        #expect(try received("2026-11-03", "2026-11-04") == 1)
        #expect(try received("2026-11-02T11:00:00Z", "2026-11-03T06:30:00Z") == 1)
    }

    @Test func `verify proves, prints a checkpoint and finds what was altered`() throws {
        let desk = try ProbeDesk()
        try desk.ingestFive()
        let sound = try desk.run("verify")
        #expect(sound.status == 0 && sound.errors.isEmpty)
        let checkpoint = try #require(sound.lines.last?.split(separator: " ").last).description
        #expect(try desk.run("verify", "--expect", checkpoint).status == 0)
        let other = try ProbeDesk()
        #expect(try other.run("verify", "--expect", checkpoint).status == 1)
        _ = try ask(
            desk.database, "UPDATE item SET state = 'approved' WHERE revisionID = 2 RETURNING 1")
        let altered = try desk.run("verify")
        #expect(altered.status == 1)
        #expect(altered.errors.contains("item 2 says approved"))
    }

    @Test func `a backup is a desk's database and is not written over`() throws {
        let desk = try ProbeDesk()
        try desk.ingestFive()
        let copy = desk.folder.path + "/copy.db"
        #expect(try desk.run("backup", copy).status == 0)
        #expect(try tableDump(copy) == desk.dump())
        let again = try desk.run("backup", copy)
        #expect(again.status == 64)
        #expect(
            again.errors == """
                gavel: \(copy): the file exists already and was not touched
                  help: name another file

                """)
        #expect(try desk.run("backup", desk.folder.path + "/none/copy.db").status == 74)
    }
}
