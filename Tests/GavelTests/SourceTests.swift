import Foundation
import TestSupport
import Testing

/// A comment as a line of JSON, for the queue if its number is even.
func line(_ number: Int, _ text: String? = nil) -> String {
    let words = text ?? (number % 2 == 0 ? "A grumblefex" : "A bench")
    return
        #"{"id":"c\#(number)","text":"\#(words) of \#(number), \#(canary).","created_at":\#(1_793_600_000 + number)}"#
        + "\n"
}

func lines(_ numbers: ClosedRange<Int>) -> String { numbers.map { line($0) }.joined() }

extension ProbeDesk {
    /// Adds `sources:` to the settings.
    func addSources(_ yaml: String) throws {
        let settings = try String(contentsOfFile: path + "/desk.yaml", encoding: .utf8)
        let indented = yaml.split(separator: "\n").map { "  \($0)\n" }.joined()
        try folder.write("desk/desk.yaml", settings + "sources:\n" + indented)
    }

    func append(_ name: String, _ text: String) throws {
        let handle = try #require(FileHandle(forWritingAtPath: folder.path + "/" + name))
        try handle.seekToEnd()
        try handle.write(contentsOf: Data(text.utf8))
        try handle.close()
    }

    /// Reads the sources; what the summary says was read, new, edited and set aside.
    func readSources(_ arguments: String..., status: Int32 = 0) throws -> [Int] {
        let outcome = try run(["ingest", "--json"] + arguments)
        #expect(outcome.status == status, "\(outcome.errors)")
        return ["read", "new", "edited", "setAside"].compactMap { outcome.object[$0] as? Int }
    }

    var comments: Int {
        get throws { Int(try ask(database, "SELECT COUNT(*) FROM comment")[0])! }
    }

    func rename(_ from: String, _ to: String) throws {
        try FileManager.default.moveItem(
            atPath: folder.path + "/" + from, toPath: folder.path + "/" + to)
    }
}

@Suite struct SourceTests {
    @Test func `all sources are read without a path, in silence, and a second run changes no row`()
        throws
    {
        let desk = try ProbeDesk()
        try desk.addSources(
            """
            news: {path: \(desk.folder.path)/news.jsonl}
            letters: {glob: "letters/*.csv", map: {text: remarks}}
            forms: {spool: incoming, article: story.txt}
            """)
        try desk.folder.write("news.jsonl", lines(1...3))
        try desk.folder.write("desk/letters/a.csv", "id,remarks\n1,A \(canary) bench.\n")
        try desk.folder.write("desk/letters/b.csv", "id,remarks\n2,Two \(canary) benches.\n")
        try desk.folder.write("desk/incoming/x.txt", "One \(canary) block.\n\nAnother block.\n")
        try desk.folder.write("desk/story.txt", "A story\n\nIts words.\n")
        let outcome = try desk.run("ingest")
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.output.isEmpty && outcome.errors.isEmpty)
        #expect(
            try ask(
                desk.database,
                "SELECT name || COUNT(*) FROM comment JOIN source USING (sourceID) GROUP BY name")
                == ["forms2", "letters2", "news3"])
        #expect(
            try ask(desk.database, "SELECT title FROM article") == ["A story"], "the spool's own")
        #expect(
            FileManager.default.fileExists(atPath: desk.path + "/incoming/done/x.txt"),
            "taken once")
        let before = try desk.dump()
        #expect(try desk.readSources() == [0, 0, 0, 0])
        #expect(try desk.dump() == before)
        #expect(try desk.run("verify").status == 0)
    }

    @Test func `of a file that grows the next run reads what is new`() throws {
        let desk = try ProbeDesk()
        let whole = try ProbeDesk()
        try desk.addSources("news: {path: \(desk.folder.path)/news.jsonl}")
        let file = try desk.folder.write("news.jsonl", lines(1...3))
        #expect(try desk.readSources() == [3, 3, 0, 0])
        try desk.append("news.jsonl", lines(4...5) + "{broken\n" + lines(6...6))
        #expect(try desk.readSources(status: 3) == [4, 3, 0, 1])
        let place = try ask(desk.database, "SELECT line || ' ' || offset FROM setAside")
        #expect(place == ["6 \(lines(1...5).utf8.count)"], "the place in the whole file")
        #expect(try desk.readSources() == [0, 0, 0, 0], "said once")
        #expect(try whole.run("ingest", file, "--source", "news").status == 3)
        // How keys and hashes are spread over runs tells of the batches.
        func contents(_ desk: ProbeDesk) throws -> [String] {
            try desk.dump(contents: true).filter {
                !["setAside", "keyRun", "snapshotRun"].contains($0.prefix { $0 != " " })
            }
        }
        #expect(try contents(desk) == contents(whole))
    }

    @Test
    func `a record that is being written waits for its end, or for a run that finds it still`()
        throws
    {
        let desk = try ProbeDesk()
        try desk.addSources(
            """
            news: {path: \(desk.folder.path)/news.jsonl}
            letters: {path: \(desk.folder.path)/letters.csv}
            """)
        let (start, rest) = (line(2).prefix(30), line(2).dropFirst(30))
        try desk.folder.write("news.jsonl", String(line(1).prefix(20)))
        try desk.folder.write("letters.csv", "id,te")
        #expect(try desk.readSources() == [0, 0, 0, 0], "not even a whole line")
        try desk.folder.write("news.jsonl", line(1) + start)
        try desk.folder.write("letters.csv", "id,text\n1,\"A bench\n")
        #expect(try desk.readSources() == [1, 1, 0, 0])
        try desk.append("news.jsonl", String(rest))
        try desk.append("letters.csv", "in two lines\"\n2,Tw")
        #expect(try desk.readSources() == [2, 2, 0, 0])
        #expect(try desk.readSources() == [0, 0, 0, 0], "its writer may be held up")
        for name in ["news.jsonl", "letters.csv"] {
            try FileManager.default.setAttributes(
                [.modificationDate: Date(timeIntervalSinceNow: -90)],
                ofItemAtPath: "\(desk.folder.path)/\(name)")
        }
        #expect(try desk.readSources() == [0, 0, 0, 0], "somebody touched it")
        #expect(try desk.readSources() == [1, 1, 0, 0], "nobody writes it any more")
        #expect(
            try ask(desk.database, "SELECT text FROM revision ORDER BY revisionID").suffix(2)
                == ["A bench\nin two lines", "Tw"])
        #expect(try ask(desk.database, "SELECT COUNT(*) FROM setAside") == ["0"])
    }

    @Test func `a file that begins otherwise is read from its beginning`() throws {
        let desk = try ProbeDesk()
        try desk.addSources("news: {path: \(desk.folder.path)/news.jsonl}")
        let file = try desk.folder.write("news.jsonl", lines(1...400))
        #expect(try desk.readSources() == [400, 400, 0, 0])
        // Written anew in place, as long as before: an edit far from both ends.
        let edited = lines(1...199) + line(200, "B grumblefex") + lines(201...401)
        let handle = try #require(FileHandle(forWritingAtPath: file))
        try handle.write(contentsOf: Data(edited.utf8))
        try handle.close()
        #expect(try desk.readSources() == [401, 1, 1, 0])
        try desk.folder.write("news.jsonl", lines(402...402))
        #expect(try desk.readSources() == [1, 1, 0, 0], "shorter")
        // Another file under the same name.
        try desk.rename("news.jsonl", "other")
        try desk.folder.write("news.jsonl", lines(402...403))
        #expect(try desk.readSources() == [1, 1, 0, 0], "it goes on with what was read")
    }

    @Test func `a touched file is not read again, and one read in another way is`() throws {
        let desk = try ProbeDesk()
        let settings = try String(contentsOfFile: desk.path + "/desk.yaml", encoding: .utf8)
        try desk.addSources("letters: {path: \(desk.folder.path)/l.csv, map: {text: note}}")
        let file = try desk.folder.write("l.csv", "id,note,remarks\n1,,A bench.\n")
        #expect(try desk.readSources(status: 3) == [1, 0, 0, 1])
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSince1970: 1)], ofItemAtPath: file)
        #expect(try desk.readSources() == [0, 0, 0, 0])
        try desk.folder.write("desk/desk.yaml", settings)
        try desk.addSources("letters: {path: \(desk.folder.path)/l.csv, map: {text: remarks}}")
        #expect(try desk.readSources() == [1, 1, 0, 0])
    }

    @Test func `a format whose records do not stand alone is read whole when it changed`() throws {
        let desk = try ProbeDesk()
        try desk.addSources("letters: {glob: \"*.txt\", format: text}")
        try desk.folder.write("desk/a.txt", "One block.\n\nAnother block.\n")
        #expect(try desk.readSources() == [2, 2, 0, 0])
        #expect(try desk.readSources() == [0, 0, 0, 0])
        try desk.append("desk/a.txt", "\nA third.\n")
        #expect(try desk.readSources() == [3, 1, 0, 0])
        #expect(try desk.readSources() == [0, 0, 0, 0])
    }

    @Test(arguments: ["news.jsonl.1", "news.jsonl-20261129"])
    func `what was written before a rotation is read after it`(rotated: String) throws {
        let desk = try ProbeDesk()
        try desk.addSources("news: {path: \(desk.folder.path)/news.jsonl}")
        try desk.folder.write("news.jsonl", lines(1...3))
        // Never a part of this source.
        try desk.folder.write("news.jsonl.bak", lines(90...91))
        #expect(try desk.readSources() == [3, 3, 0, 0])
        try desk.append("news.jsonl", lines(4...5))
        try desk.rename("news.jsonl", rotated)
        #expect(try desk.readSources() == [2, 2, 0, 0], "not made anew yet")
        try desk.folder.write("news.jsonl", lines(6...6))
        #expect(try desk.readSources() == [1, 1, 0, 0])
        // The writer had it open still.
        try desk.append(rotated, lines(7...7))
        #expect(try desk.readSources() == [1, 1, 0, 0])
        #expect(try desk.comments == 7)
        let before = try desk.dump()
        #expect(try desk.readSources() == [0, 0, 0, 0])
        #expect(try desk.dump() == before)
    }

    @Test func `a writer that has a rotated file open still is heard, days later too`() throws {
        let desk = try ProbeDesk()
        try desk.addSources("news: {path: \(desk.folder.path)/news.jsonl}")
        try desk.folder.write("news.jsonl", lines(1...3))
        #expect(try desk.readSources() == [3, 3, 0, 0])
        try desk.rename("news.jsonl", "news.jsonl.1")
        try desk.folder.write("news.jsonl", lines(4...4))
        #expect(try desk.readSources() == [1, 1, 0, 0], "nothing was left in the old one")
        try desk.append("news.jsonl.1", lines(5...5))
        #expect(try desk.readSources() == [1, 1, 0, 0])
        try desk.rename("news.jsonl.1", "news.jsonl.2")
        try desk.rename("news.jsonl", "news.jsonl.1")
        try desk.folder.write("news.jsonl", lines(6...6))
        #expect(try desk.readSources() == [1, 1, 0, 0])
        try desk.append("news.jsonl.2", lines(7...7))
        try desk.append("news.jsonl.1", lines(8...8))
        #expect(try desk.readSources() == [2, 2, 0, 0])
        #expect(try desk.readSources() == [0, 0, 0, 0])
    }

    @Test func `a time centuries from now is a time`() throws {
        let desk = try ProbeDesk()
        try desk.addSources("news: {path: news.jsonl}")
        let file = try desk.folder.write("desk/news.jsonl", lines(1...1))
        for seconds in [253_402_300_799, -62_135_596_800] as [Double] {
            try FileManager.default.setAttributes(
                [.modificationDate: Date(timeIntervalSince1970: seconds)], ofItemAtPath: file)
            #expect(try desk.run("ingest").status == 0)
        }
        #expect(try desk.comments == 1)
    }

    @Test func `what a file held before it was copied and emptied is read from the copy`() throws {
        let desk = try ProbeDesk()
        try desk.addSources("news: {path: \(desk.folder.path)/news.jsonl}")
        let file = try desk.folder.write("news.jsonl", lines(1...3))
        #expect(try desk.readSources() == [3, 3, 0, 0])
        try desk.append("news.jsonl", lines(4...5))
        try FileManager.default.copyItem(atPath: file, toPath: file + ".1")
        truncate(file, 0)
        try desk.append("news.jsonl", lines(6...9))
        #expect(try desk.readSources() == [6, 6, 0, 0])
        #expect(try desk.readSources() == [0, 0, 0, 0])
        #expect(try desk.comments == 9)
    }

    @Test func `a file that is named by hand is read whole, and where the timer stands stays`()
        throws
    {
        let desk = try ProbeDesk()
        try desk.addSources("news: {path: \(desk.folder.path)/news.jsonl}")
        let file = try desk.folder.write("news.jsonl", lines(1...3))
        #expect(try desk.readSources() == [3, 3, 0, 0])
        try desk.append("news.jsonl", lines(4...4))
        #expect(try desk.readSources(file, "--source", "news") == [4, 1, 0, 0])
        #expect(try desk.readSources() == [1, 0, 0, 0])
    }

    @Test func `an edit back is kept although the run that met it was cut`() throws {
        let desk = try ProbeDesk()
        try desk.addSources("news: {path: \(desk.folder.path)/news.jsonl}")
        try desk.folder.write("news.jsonl", line(1, "Old") + line(1, "New"))
        #expect(try desk.readSources() == [2, 1, 1, 0])
        try desk.append("news.jsonl", line(1, "Old"))
        #expect(try desk.readSources() == [1, 0, 1, 0])
        #expect(try desk.readSources() == [0, 0, 0, 0])
    }

    @Test func `a dry run moves nothing and notes nothing`() throws {
        let desk = try ProbeDesk()
        try desk.addSources(
            """
            news: {path: \(desk.folder.path)/news.jsonl}
            forms: {spool: incoming}
            """)
        try desk.folder.write("news.jsonl", lines(1...2))
        try desk.folder.write("desk/incoming/x.jsonl", lines(3...3))
        let before = try desk.dump()
        #expect(try desk.readSources("--dry-run") == [3, 3, 0, 0])
        #expect(try desk.dump() == before)
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: desk.path + "/incoming")
                == ["x.jsonl"])
    }
}
