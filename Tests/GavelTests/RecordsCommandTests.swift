import Foundation
import TestSupport
import Testing

/// What lets records go, what keeps them, and what is said of both.
@Suite struct RecordsCommandTests {
    /// A desk of five comments whose source's class keeps them no longer than they are.
    private func desk(_ retention: String = "news: none") throws -> ProbeDesk {
        let desk = try ProbeDesk()
        let settings = try String(contentsOfFile: desk.path + "/desk.yaml", encoding: .utf8)
        try desk.folder.write("desk/desk.yaml", settings + "retention: {\(retention)}\n")
        try desk.ingestFive()
        return desk
    }

    private func traces(_ words: String, in desk: ProbeDesk) -> Int {
        ["", "-wal"].reduce(0) { count, suffix in
            let bytes = FileManager.default.contents(atPath: desk.database + suffix) ?? Data()
            return count + bytes.ranges(of: Data(words.utf8)).count
        }
    }

    @Test func `a purge is shown first, and a script has to say yes`() throws {
        let desk = try desk()
        let before = try desk.dump()
        for more in [["--dry-run"], []] {
            let outcome = try desk.run(
                ["purge", "--before", "2100-01-01", "--class", "none"] + more)
            #expect(outcome.status == 0)
            #expect(outcome.text.contains("would be emptied: 2 comments"))
            #expect(outcome.text.contains("left as they are: 3 comments waiting for a person"))
            #expect(outcome.errors.contains("nothing was changed"))
            #expect(try desk.dump() == before)
        }
    }

    @Test func `what went is told of, proved, and not brought back by an old file`() throws {
        let desk = try desk()
        for id in ["q1", "q2", "h1"] { try desk.run("decide", "news:\(id)", "approve") }
        #expect(traces(canary, in: desk) > 0)
        let purge = try desk.run("purge", "--before", "2100-01-01", "--class", "none", "--yes")
        #expect(purge.status == 0, "\(purge.errors)")
        #expect(
            purge.text.contains(
                "emptied: 5 comments, 5 originals, 1 copy in a reply, 1 author's details"))
        #expect(traces(canary, in: desk) == 0)
        #expect(try desk.run("verify").status == 0)
        let shown = try desk.run("queue", "show", "news:q1")
        #expect(shown.text.contains(/purged on \d{4}-\d\d-\d\d under none, SHA-256/))
        let object = try desk.run("queue", "show", "news:q1", "--format", "json").object
        #expect((object["purged"] as? [String: Any])?["class"] as? String == "none")
        let again = try desk.run(
            "ingest", desk.folder.path + "/five.jsonl", "--source", "news", "--json")
        #expect(again.object["known"] as? Int == 5)
        #expect(again.object["new"] as? Int == 0)
        #expect(traces(canary, in: desk) == 0)
        let replay = try desk.run(
            "policy", "replay", desk.folder.path + "/policies", "--format", "json")
        #expect(replay.status == 0, "\(replay.errors)")
        #expect(try desk.run("report", "summary").status == 0)
        #expect(try desk.run("verify").status == 0)
    }

    @Test func `an author is erased, and the request stands where the time does not`() throws {
        let desk = try desk("news: correspondence-3y")
        let refused = try desk.run("erase-author", "news:p1")
        #expect(refused.status == 1)
        expectGolden(refused.errors, "problems/records-retained.txt")
        let words = ["erase-author", "news:p1", "--despite-retention", "they asked"]
        let before = try desk.dump()
        #expect(try desk.run(words + ["--dry-run"]).status == 0)
        #expect(try desk.run(words).status == 0)
        #expect(try desk.dump() == before)
        let erased = try desk.run(words + ["--yes"])
        #expect(erased.status == 0, "\(erased.errors)")
        #expect(traces("Reader One", in: desk) == 0)
        let explained = try desk.run("explain", "--id", "news:p1")
        #expect(explained.status == 1)
        let errors = explained.errors.replacing(/\d{4}-\d\d-\d\d/, with: "DAY")
        expectGolden(errors, "problems/records-purged.txt")
        #expect(try desk.run("verify").status == 0)
        let again = try desk.run(words + ["--yes"])
        #expect(again.errors.contains("nothing of the author is left"))
    }

    @Test func `who looks at an author stands in the log`() throws {
        let desk = try desk()
        let seen = try desk.run("author", "news:p1", "--as", "cy")
        #expect(seen.text.contains("name: Reader One"))
        let object = try desk.run("author", "news:p1", "--format", "json").object
        #expect(object["name"] as? String == "Reader One")
        #expect(object["email"] is NSNull)
        let log = try desk.dump().filter { $0.contains("author-details") }
        #expect(log.count == 2)
        #expect(log.contains { $0.contains("cy") })
        let unknown = try desk.run("author", "news:q1")
        #expect(unknown.status == 1)
        expectGolden(unknown.errors, "problems/records-author-unknown.txt")
    }

    @Test func `a legal hold keeps what a purge and a request would take`() throws {
        let desk = try desk()
        let hostile = "Doe v. \u{1B}[31mCity"
        let added = try desk.run("legal-hold", "add", "news:p1", "--reason", hostile)
        #expect(added.status == 0)
        #expect(!added.text.contains("\u{1B}"))
        #expect(added.text.contains("legal hold 1: comment news:p1, 1 comment"))
        try desk.run("legal-hold", "add", "--source", "news", "--reason", "=1+1")
        try desk.run("legal-hold", "release", "2", "--reason", "settled")
        let list = try desk.run("legal-hold", "list", "--format", "json").json as? [[String: Any]]
        #expect(list?.map { $0["kind"] as? String } == ["comment"])
        let all = try desk.run("legal-hold", "list", "--all", "--format", "csv")
        #expect(all.text.split(separator: "\r\n").count == 3)
        #expect(!all.text.contains(",=1"))
        let purge = try desk.run("purge", "--before", "2100-01-01", "--class", "none", "--yes")
        #expect(purge.text.contains("left as they are: 1 comment on legal hold"))
        #expect(traces("Reader One", in: desk) > 0)
        let erase = try desk.run("erase-author", "news:p1", "--despite-retention", "asked", "--yes")
        #expect(erase.status == 1)
        expectGolden(erase.errors, "problems/records-held.txt")
        let gone = try desk.run("legal-hold", "release", "2", "--reason", "again")
        expectGolden(gone.errors, "problems/records-released.txt")
        #expect(gone.status == 1)
    }

    @Test(arguments: [
        (["purge", "--before", "2026-01-01", "--class", "permanent"], 64, "class-permanent"),
        (["purge", "--before", "2026-01-01", "--class", "transitory"], 1, "class-without-source"),
        (["legal-hold", "add", "--source", "nws", "--reason", "x"], 1, "nothing-to-hold"),
        (["legal-hold", "release", "7", "--reason", "x"], 1, "hold-unknown"),
    ])
    func `what cannot be done is said with the next step`(
        words: [String], status: Int32, name: String
    ) throws {
        let desk = try desk()
        let before = try desk.dump()
        let outcome = try desk.run(words)
        #expect(outcome.status == status)
        expectGolden(
            outcome.errors.replacing(desk.path, with: "DESK"), "problems/records-\(name).txt")
        #expect(try desk.dump() == before)
    }

    @Test func `an author of whom a comment waits is not erased`() throws {
        let desk = try ProbeDesk()
        let file = try desk.folder.write(
            "one.jsonl", #"{"id":"a","text":"You grumblefex.","author":"Reader Two"}"#)
        try desk.run("ingest", file, "--source", "news")
        let outcome = try desk.run("erase-author", "news:a", "--despite-retention", "asked")
        #expect(outcome.status == 1)
        expectGolden(outcome.errors, "problems/records-waiting.txt")
    }

    @Test func `what is not as it was sealed is not purged`() throws {
        let desk = try desk()
        for sql in [
            "DROP TRIGGER revisionRefusesUpdate",
            "UPDATE revision SET text = 'Kind.' WHERE revisionID = 1",
        ] { _ = try ask(desk.database, sql) }
        let outcome = try desk.run("purge", "--before", "2100-01-01", "--class", "none", "--yes")
        #expect(outcome.status == 1)
        expectGolden(outcome.errors, "problems/records-broken-seal.txt")
    }

    @Test(arguments: [
        ["purge"], ["purge", "--before", "2026-01-01"], ["purge", "--class", "none"],
        ["purge", "--before", "yesterday", "--class", "none"],
        ["purge", "--before", "2026-01-01", "--class", "transitry"],
        ["purge", "--before", "2026-01-01", "--class", "none", "--yes", "--dry-run"],
        ["erase-author"], ["erase-author", "p1"],
        ["erase-author", "news:p1", "--despite-retention", " "],
        ["legal-hold", "add", "news:p1"], ["legal-hold", "add", "--reason", "x"],
        ["legal-hold", "add", "news:p1", "--source", "news", "--reason", "x"],
        ["legal-hold", "add", "news:p1", "--reason", ""], ["legal-hold", "release", "one"],
        ["author"], ["backup"],
    ])
    func `64 when the words are wrong`(words: [String]) throws {
        let desk = try desk()
        let before = try desk.dump()
        #expect(try desk.run(words).status == 64)
        #expect(try desk.dump() == before)
    }
}
