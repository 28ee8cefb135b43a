import Foundation
import TestSupport
import Testing

@Suite struct IngestCommandTests {
    @Test func `cron hears nothing when all is well`() throws {
        let desk = try ProbeDesk()
        let file = try desk.folder.write("news.jsonl", fiveComments)
        for _ in 0..<2 {
            let outcome = try desk.run("ingest", file)
            #expect(outcome.status == 0)
            #expect(outcome.output.isEmpty)
            #expect(outcome.errors.isEmpty)
        }
        #expect(
            try ask(desk.database, "SELECT name FROM source") == ["news"], "from the file's name")
    }

    @Test func `a file of another name is another source, and the run says so once`() throws {
        let desk = try ProbeDesk()
        let monday = try desk.folder.write("monday.jsonl", fiveComments)
        let tuesday = try desk.folder.write("tuesday.jsonl", fiveComments)
        #expect(try desk.run("ingest", monday).errors.isEmpty)
        let notice = """
            gavel: 'tuesday' is a new source, after a file's name; this desk has 'monday'
              help: give --source the name of the place that the comments come from

            """
        let dry = try desk.run("ingest", tuesday, "--dry-run")
        #expect(dry.status == 0 && dry.errors == notice)
        let outcome = try desk.run("ingest", monday, tuesday, tuesday, "--json")
        #expect(outcome.status == 0 && outcome.errors == notice)
        #expect(outcome.object["new"] as? Int == 5)
        #expect(try desk.run("ingest", tuesday).errors.isEmpty)
        let named = try desk.run("ingest", tuesday, "--source", "news", "--json")
        #expect(named.errors.isEmpty && named.object["new"] as? Int == 5)
    }

    @Test func `a second run over the same input changes no row`() throws {
        let desk = try ProbeDesk()
        let file = try desk.folder.write("news.jsonl", fiveComments + "\n{broken\n")
        #expect(try desk.run("ingest", file).status == 3)
        let before = try desk.dump()
        let again = try desk.run("ingest", file, "--json")
        #expect(again.status == 3)
        #expect(try desk.dump() == before)
        #expect(again.object["run"] is NSNull)
        #expect(again.object["known"] as? Int == 5)
    }

    @Test func `the summary as JSON has the members of the contract`() throws {
        let desk = try ProbeDesk()
        let file = try desk.folder.write("news.jsonl", fiveComments)
        let outcome = try desk.run("ingest", file, "--json")
        #expect(outcome.lines.count == 1)
        let object = outcome.object
        #expect(
            object.keys.sorted() == [
                "edited", "judgedAgain", "known", "new", "passedOver", "policy", "read", "repaired",
                "routes", "run", "seconds", "setAside", "shadowed",
            ])
        for (key, value) in [
            "run": 1, "read": 5, "new": 5, "edited": 0, "known": 0, "setAside": 0,
        ] { #expect(object[key] as? Int == value, "\(key)") }
        #expect(
            object["routes"] as? [String: Int] == ["pass": 2, "queue": 2, "hold": 1, "reject": 0])
        #expect((object["policy"] as? String)?.utf8.count == 12)
    }

    @Test func `an edit, and an edit back in one file with it, end the same however often read`()
        throws
    {
        let desk = try ProbeDesk()
        let original = #"{"id":"a","text":"A bench.","edited_at":1}"#
        let back = #"{"id":"a","text":"A bench.","edited_at":3}"#
        let edit = #"{"id":"a","text":"A grumblefex.","edited_at":2}"#
        let first = try desk.folder.write("one.jsonl", original)
        let second = try desk.folder.write("two.jsonl", edit + "\n" + back)
        #expect(try desk.run("ingest", first, "--source", "news").status == 0)
        let outcome = try desk.run("ingest", second, "--source", "news", "--json")
        #expect(outcome.object["edited"] as? Int == 2)
        let before = try desk.dump()
        let again = try desk.run("ingest", second, "--source", "news", "--json")
        #expect(again.object["known"] as? Int == 2)
        #expect(try desk.dump() == before)
    }

    @Test func `a dry run judges and keeps nothing`() throws {
        let desk = try ProbeDesk()
        let file = try desk.folder.write("news.jsonl", fiveComments)
        let before = try desk.dump()
        let outcome = try desk.run("ingest", file, "--dry-run", "--json")
        #expect(outcome.object["new"] as? Int == 5)
        #expect(try desk.dump() == before)
        #expect(try desk.run("ingest", file).status == 0)
        let edited = try desk.folder.write(
            "news.jsonl",
            fiveComments.split(separator: "\n").dropLast().joined(separator: "\n")
                + "\n{\"id\":\"p2\",\"text\":\"Written anew.\"}\n{\"id\":\"q6\",\"text\":\"New.\"}\n"
        )
        let again = try desk.run("ingest", edited, "--dry-run", "--json").object
        #expect(["new", "edited", "known"].map { again[$0] as? Int } == [1, 1, 4])
    }

    @Test func `an edit back to an older wording is an edit, and read again it is known`() throws {
        let desk = try ProbeDesk()
        func read(_ texts: String...) throws -> [Int?] {
            let lines = texts.map { "{\"id\":\"e1\",\"text\":\"\($0)\"}\n" }.joined()
            let file = try desk.folder.write("news.jsonl", lines)
            let summary = try desk.run("ingest", file, "--json").object
            return ["new", "edited", "known"].map { summary[$0] as? Int }
        }
        #expect(try read("You grumblefex.") == [1, 0, 0])
        #expect(try read("Nice.") == [0, 1, 0])
        #expect(try read("You grumblefex.") == [0, 1, 0])
        #expect(try read("You grumblefex.") == [0, 0, 1])
        // A file that holds both wordings ends with the newest: nothing is new however often.
        #expect(try read("Nice.", "You grumblefex.") == [0, 0, 2])
        #expect(try read("You grumblefex.", "Nice.") == [0, 1, 1])
        #expect(try read("You grumblefex.", "Nice.") == [0, 0, 2])
        #expect(try desk.run("verify").status == 0)
    }

    @Test func `an edit of a hidden comment is asked again and shows what was decided`() throws {
        let desk = try ProbeDesk()
        let first = try desk.folder.write(
            "news.jsonl", "{\"id\":\"e1\",\"text\":\"You grumblefex.\"}\n")
        #expect(try desk.run("ingest", first).status == 0)
        #expect(
            try desk.run("decide", "news:e1", "hide", "--reason", "spam", "--as", "ann").status == 0
        )
        let edit = try desk.folder.write("news.jsonl", "{\"id\":\"e1\",\"text\":\"Good day.\"}\n")
        #expect(try desk.run("ingest", edit).status == 0)
        #expect(try desk.run("queue", "list").text.contains("news:e1"))
        let shown = try desk.run("queue", "show", "news:e1").text
        #expect(shown.contains("hide for spam, by ann"))
        #expect(try desk.run("verify").status == 0)
    }

    @Test func `what a person decided stands, whatever another policy says of the same text`()
        throws
    {
        let desk = try ProbeDesk()
        try desk.ingestFive()
        let file = desk.folder.path + "/five.jsonl"
        #expect(try desk.run("decide", "news:h1", "approve", "--as", "ann").status == 0)
        #expect(
            try desk.run("decide", "news:p1", "hide", "--reason", "spam", "--as", "ann").status == 0
        )
        let before = try desk.dump(contents: true)
        // Now what was approved is worse, and what was hidden is still nothing.
        try desk.changePack("phrases: [snorkwaddle]", "phrases: [snorkwaddle, you]")
        for arguments in [
            ["ingest", file, "--source", "news"], ["ingest", file, "--source", "news"],
        ] {
            #expect(try desk.run(arguments).status == 0)
        }
        #expect(try desk.dump(contents: true) == before)
        let open = try desk.run("queue", "list").text
        #expect(!open.contains("news:h1") && !open.contains("news:p1"))
    }

    @Test func `a table whose text column is not known is no single comment`() throws {
        let desk = try ProbeDesk()
        let file = try desk.folder.write(
            "table.csv", "id,remarks,author\n1,\"hello, there\",x\n2,bye,y\n")
        let refused = try desk.run("ingest", file)
        #expect(refused.status == 66 && refused.errors.contains("error[F006]"))
        let mistyped = try desk.run("ingest", file, "--map", "text=remark")
        #expect(mistyped.status == 64 && mistyped.errors.contains("remarks"))
        #expect(try desk.run("ingest", file, "--map", "text=remarks").status == 0)
    }

    @Test func `how many work at once changes nothing that is kept`() throws {
        let one = try ProbeDesk()
        let two = try ProbeDesk()
        let text = manyComments(1700)
        for (desk, jobs) in [(one, "1"), (two, "2")] {
            let file = try desk.folder.write("news.jsonl", text)
            #expect(try desk.run("ingest", file, "--jobs", jobs).status == 0)
            #expect(try desk.run("verify").status == 0)
        }
        #expect(
            try one.dump(contents: true) == two.dump(contents: true).map { $0 })
    }

    @Test func `the founding article file gives one comment whose id is its content`() throws {
        let sample = repository.path + "/samples/denver-ordinance.txt"
        var ids: [[String]] = []
        for _ in 0..<2 {
            let desk = try ProbeDesk()
            #expect(try desk.run("ingest", sample, "--source", "news").status == 0)
            #expect(try desk.run("ingest", sample, "--source", "news").status == 0)
            ids.append(try ask(desk.database, "SELECT externalID FROM comment"))
            #expect(
                try ask(desk.database, "SELECT title FROM article")
                    == [
                        "Council limits city's role in federal immigration arrests after long night of testimony"
                    ])
        }
        #expect(ids[0].count == 1)
        #expect(ids[0] == ids[1])
        #expect(ids[0][0].hasPrefix("t-"))
    }

    @Test func `standard input is read where no file is named`() throws {
        let desk = try ProbeDesk()
        let outcome = try desk.run("ingest", input: Data(fiveComments.utf8))
        #expect(outcome.status == 0 && outcome.errors.isEmpty)
        #expect(try ask(desk.database, "SELECT name FROM source") == ["stdin"])
    }

    @Test func `an article file and mapped columns are read`() throws {
        let desk = try ProbeDesk()
        let article = try desk.folder.write("a.txt", "Benches\n\nThe town has new benches.\n")
        let csv = try desk.folder.write("c.csv", "no,remark\n7,\"A grumblefex, yes\"\n")
        let outcome = try desk.run(
            "ingest", csv, "--map", "id=no", "--map", "text=remark", "--article", article)
        #expect(outcome.status == 0, "\(outcome.errors)")
        let item = try desk.run("queue", "show", "c:7", "--format", "json").object
        #expect(item["text"] as? String == "A grumblefex, yes")
        #expect((item["article"] as? [String: Any])?["title"] as? String == "Benches")
    }

    @Test func `a log that was asked for goes to stderr and holds no comment`() throws {
        let desk = try ProbeDesk()
        let file = try desk.folder.write("news.jsonl", fiveComments)
        let outcome = try desk.run("ingest", file, "--verbose")
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors.contains("reading"))
    }
}
