import Foundation
import TestSupport
import Testing

/// `export records`, checked by programs that are none of ours.
@Suite struct RecordsBundleTests {
    private static let python = ["/usr/bin/python3", "/usr/local/bin/python3"].first {
        FileManager.default.isExecutableFile(atPath: $0)
    }

    /// Five comments, one edited, one hidden, one taken back, and a record that could not be read.
    private func desk() throws -> ProbeDesk {
        let desk = try ProbeDesk()
        try desk.ingestFive()
        let file = try desk.folder.write(
            "more.jsonl",
            #"{"id":"q1","text":"You grumblefex! \#(canary)","edited_at":"2026-11-04T00:00:00Z","article":{"url":"https://ledger.example/1","title":"Benches"}}"#
                + "\n{broken\n")
        try desk.run("ingest", file, "--source", "news")
        try desk.run(
            "decide", "news:q1", "hide", "--reason", "other", "--note", "=cmd", "--as", "@eve")
        try desk.run("decide", "news:h1", "approve")
        try desk.run("undo", "--last", "1")
        return desk
    }

    private func shell(_ script: String, in folder: String) throws -> (status: Int32, said: String)
    {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/bash")
        process.arguments = ["-c", script]
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        let pipe = Pipe()
        (process.standardOutput, process.standardError) = (pipe, pipe)
        try process.run()
        let said = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return (process.terminationStatus, said)
    }

    /// Makes a bundle and unpacks it with `tar`.
    private func unpacked(
        _ desk: ProbeDesk, _ more: String..., name: String = "bundle"
    ) throws -> String {
        let tar = desk.folder.path + "/\(name).tar"
        let made = try desk.run(["export", "records", "--out", tar] + more)
        try #require(made.status == 0, "\(made.errors)")
        let folder = desk.folder.path + "/" + name
        let (status, said) = try shell(
            "mkdir \(name) && tar -xf \(name).tar -C \(name)", in: desk.folder.path)
        try #require(status == 0, "\(said)")
        return folder
    }

    private func content(_ path: String) -> String {
        String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
    }

    private func names(_ folder: String) throws -> [String] {
        try shell("find . -type f | sed 's,^./,,' | LC_ALL=C sort", in: folder).said
            .split(separator: "\n").map(String.init)
    }

    @Test func `sha256sum agrees with the manifest, and the log has the manifest's own`() throws {
        let desk = try desk()
        let folder = try unpacked(desk)
        let (status, said) = try shell("sha256sum --quiet -c manifest.sha256", in: folder)
        #expect(status == 0, "\(said)")
        let listed = content(folder + "/manifest.sha256").split(separator: "\n").map {
            String($0.split(separator: " ")[1])
        }
        #expect(try names(folder).filter { $0 != "manifest.sha256" } == listed.sorted())
        let manifest = try shell("sha256sum < manifest.sha256", in: folder).said.prefix(64)
        let logged = try ask(
            desk.database,
            "SELECT detail FROM audit WHERE action = 'export' AND subject = 'records'")
        #expect(logged == ["manifest=\(manifest)\nrows=6"])
        #expect(try desk.run("verify").status == 0)
    }

    @Test func `the number that is printed is named, and an empty bundle is warned of`() throws {
        let desk = try desk()
        let tar = desk.folder.path + "/b.tar"
        let made = try desk.run("export", "records", "--out", tar)
        #expect(made.errors.isEmpty)
        try FileManager.default.createDirectory(
            atPath: desk.folder.path + "/b", withIntermediateDirectories: true)
        _ = try shell("tar -xf b.tar -C b", in: desk.folder.path)
        let own = try shell("sha256sum < manifest.sha256", in: desk.folder.path + "/b").said
            .prefix(64)
        #expect(
            made.text.hasPrefix("manifest.sha256 has SHA-256 \(own) (the list in the archive, not"))
        let check = try #require(made.lines.last?.split(separator: ": ").last)
        #expect(try shell(String(check), in: desk.folder.path + "/b").status == 0)
        let empty = try desk.run(
            "export", "records", "--from", "2001-01-01", "--to", "2001-02-01", "--out", tar)
        #expect(empty.status == 0)
        #expect(empty.errors.hasPrefix("gavel: no comment fits what was asked for"))
        #expect(empty.errors.contains("America/Denver"))
    }

    @Test func `every text is the one of its content hash, by shell alone`() throws {
        let desk = try desk()
        let folder = try unpacked(desk)
        let (status, said) = try shell(
            """
            for file in texts/*.txt; do
              found=$({ printf 'plain\\0'; cat "$file"; } | sha256sum | cut -c1-64)
              [ "texts/$found.txt" = "$file" ] || { echo "$file"; exit 1; }
            done; ls texts | wc -l
            """, in: folder)
        #expect(
            status == 0 && said.trimmingCharacters(in: .whitespacesAndNewlines) == "6", "\(said)")
    }

    @Test(.enabled(if: python != nil, "no python3 here"))
    func `a program of others recomputes the log and finds in the index what the desk exports`()
        throws
    {
        let desk = try desk()
        let folder = try unpacked(desk, "--with-authors")
        let lines = try desk.run("export", "comments", "--all-revisions", "--with-authors").text
        try desk.folder.write("comments.jsonl", lines)
        try desk.folder.write("check.py", check)
        let script = "PYTHONIOENCODING=utf-8 \(Self.python!) ../check.py ../comments.jsonl"
        let (status, said) = try shell(script, in: folder)
        #expect(status == 0 && said == "6 revisions, 6 texts, 1 exact rows\n", "\(said)")
        // What README.txt says to run does the same.
        let own = "\(Self.python!) check.py"
        #expect(content(folder + "/README.txt").contains("python3 check.py"))
        let (sound, told) = try shell(own, in: folder)
        #expect(sound == 0 && told == "sound\n", "\(told)")
        // And finds an altered row, and rows that are missing at the end.
        let audit = content(folder + "/audit.csv")
        let rows = audit.split(separator: "\r\n")
        for altered in [
            audit.replacing(",ann,", with: ",bob,"),
            rows.dropLast().map { "\($0)\r\n" }.joined(),
        ] {
            #expect(altered != audit)
            try altered.write(toFile: folder + "/audit.csv", atomically: true, encoding: .utf8)
            #expect(try shell(own, in: folder).status != 0)
        }
        try audit.replacing(",ann,", with: ",bob,").write(
            toFile: folder + "/audit.csv", atomically: true, encoding: .utf8)
        #expect(try shell(script, in: folder).status != 0)
        #expect(try shell("sha256sum --quiet -c manifest.sha256", in: folder).status != 0)
    }

    @Test func `nobody is named unless that is asked for, and that is logged`() throws {
        let desk = try desk()
        let folder = try unpacked(desk)
        let every = try names(folder)
        #expect(!every.contains { $0.hasPrefix("snapshots/") || $0 == "authors.csv" })
        #expect(try shell("grep -rq 'Reader One' .", in: folder).status == 1)
        #expect(content(folder + "/README.txt").contains("authors:          not named"))
        let named = try unpacked(desk, "--with-authors", "--as", "cy", name: "named")
        #expect(content(named + "/authors.csv").contains("Reader One"))
        let originals = try names(named).filter { $0.hasPrefix("snapshots/") }
        #expect(originals.count == 6)
        for original in originals {
            // Nor by a hash that somebody could try names against.
            let hash = original.dropFirst("snapshots/".count)
            #expect(try shell("grep -rq \(hash) .", in: folder).status == 1)
        }
        let (status, said) = try shell(
            "cd snapshots && for f in *; do echo \"$f  $f\"; done | sha256sum --quiet -c -",
            in: named)
        #expect(status == 0, "\(said)")
        let looked = try ask(
            desk.database, "SELECT actor || subject FROM audit WHERE action = 'author-details'")
        #expect(looked == ["cyexport records"])
    }

    @Test func `the same records give the same bytes, whatever else the desk did`() throws {
        let desk = try desk()
        let words = ["--article", "https://ledger.example/1", "--out"]
        let (first, second) = (desk.folder.path + "/1.tar", desk.folder.path + "/2.tar")
        #expect(try desk.run(["export", "records"] + words + [first]).status == 0)
        let file = try desk.folder.write("late.jsonl", #"{"id":"z","text":"Late."}"#)
        try desk.run("ingest", file, "--source", "news")
        try desk.run("decide", "news:h1", "approve")
        #expect(try desk.run(["export", "records"] + words + [second]).status == 0)
        #expect(
            FileManager.default.contents(atPath: first)
                == FileManager.default.contents(atPath: second))
        try desk.run("undo", "--by", "@eve", "--as", "ann")
        #expect(try desk.run(["export", "records"] + words + [second]).status == 0)
        #expect(
            FileManager.default.contents(atPath: first)
                != FileManager.default.contents(atPath: second))
    }

    @Test func `a bundle holds what was asked for and the rules of that day`() throws {
        let desk = try desk()
        let folder = try unpacked(desk, "--article", "https://ledger.example/1")
        let index = content(folder + "/index.csv").split(separator: "\r\n")
        // A reply is on the article of what it answers.
        #expect(
            index.dropFirst().map { $0.prefix(9) } == ["news,q1,1", "news,q2,1", "news,q1,2"])
        #expect(content(folder + "/decisions.csv").contains(",'=cmd,'@eve,"))
        #expect(content(folder + "/set-aside.csv").split(separator: "\r\n").count == 1)
        let rules = try names(folder).filter { $0.hasPrefix("policy/") }
        #expect(rules.contains { $0.hasSuffix("-publisher/packs/probe/pack.yaml") })
        let whole = try unpacked(desk, "--source", "news", name: "whole")
        #expect(content(whole + "/set-aside.csv").contains("F102"))
        let author = try unpacked(desk, "--author-of", "news:p1", name: "author")
        #expect(content(author + "/index.csv").split(separator: "\r\n").count == 2)
        let day = try unpacked(desk, "--from", "2026-11-02", "--to", "2026-11-03", name: "day")
        #expect(content(day + "/index.csv").split(separator: "\r\n").count == 5)
        #expect(content(day + "/README.txt").contains("2026-11-02T00:00:00-07:00"))
    }

    @Test func `what was purged is listed with its hash, and its text is not there`() throws {
        let desk = try desk()
        try desk.amendSettings("retention: {news: none}\n")
        let purge = try desk.run("purge", "--before", "2100-01-01", "--class", "none", "--yes")
        #expect(purge.status == 0)
        let folder = try unpacked(desk, "--with-authors")
        let purged = content(folder + "/purged.csv").split(separator: "\r\n").dropFirst()
        #expect(purged.count == 4 && purged.allSatisfy { $0.contains("retention class none") })
        #expect(try names(folder).filter { $0.hasPrefix("texts/") }.count == 2)
        #expect(try shell("sha256sum --quiet -c manifest.sha256", in: folder).status == 0)
    }

    @Test func `what is not as it was logged is not handed out, nor is half a bundle left`() throws
    {
        let desk = try desk()
        for sql in [
            "DROP TRIGGER revisionRefusesUpdate",
            "UPDATE revision SET text = 'Kind.' WHERE revisionID = 1",
        ] { _ = try ask(desk.database, sql) }
        let tar = try desk.folder.write("old.tar", "old")
        let before = try desk.dump()
        let outcome = try desk.run("export", "records", "--out", tar)
        #expect(outcome.status == 1)
        let errors = outcome.errors.replacing(/[0-9a-f]{64}/, with: "HASH")
        expectGolden(errors, "problems/export-not-as-logged.txt")
        #expect(content(tar) == "old")
        let left = try FileManager.default.contentsOfDirectory(atPath: desk.folder.path)
        #expect(!left.contains { $0.hasSuffix(".part") })
        #expect(try desk.dump() == before)
    }
}

/// Knows the bundle by its README.txt alone.
private let check = """
    import csv, hashlib, json, os, sys

    def table(name):
        with open(name, encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def plain(cell):  # without the apostrophe that keeps a spreadsheet from running it
        return cell[1:] if cell[:2] in ("'=", "'+", "'-", "'@") else cell

    before, exact = "0" * 64, 0
    for number, row in enumerate(table("audit.csv"), 1):
        assert row["seq"] == str(number) and row["previous"] == before, row["seq"]
        if row["action"]:
            said = b""
            for name in ("seq", "at", "actor", "action", "subject", "detail"):
                field = row[name].encode("utf-8")
                said += str(len(field)).encode() + b":" + field
            if row["exact"]:
                said, exact = bytes.fromhex(row["exact"]), exact + 1
            hash = hashlib.sha256(bytes.fromhex(before) + said).hexdigest()
            assert hash == row["hash"], "row %s was altered" % row["seq"]
        before = row["hash"]

    lines = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
    exported = {(line["source"], line["id"], line["revision"]): line for line in lines}
    index = table("index.csv")
    assert len(index) == len(exported) == len(lines)
    decided = {row["decision"]: row for row in table("decisions.csv")}
    texts = set()
    for row in index:
        line = exported[(plain(row["source"]), plain(row["id"]), int(row["revision"]))]
        assert row["state"] == line["state"] and row["route"] == line["route"]
        assert row["createdAt"] == (line["createdAt"] or "")
        assert row["decision"] == str(line["decision"] or "")
        if row["decision"]:
            assert decided[row["decision"]]["verdict"] == row["verdict"]
            assert decided[row["decision"]]["at"] == row["decidedAt"]
        text = open(row["textFile"], "rb").read()
        texts.add(row["textFile"])
        assert text.decode("utf-8") == line["text"]
        found = hashlib.sha256(row["format"].encode() + b"\\0" + text).hexdigest()
        assert found == row["contentSHA256"]
        original = open(row["originalFile"], "rb").read()
        assert hashlib.sha256(original).hexdigest() == row["originalSHA256"]
        assert os.path.isdir("policy/%s-publisher" % row["policy"])
    print("%d revisions, %d texts, %d exact rows" % (len(index), len(texts), exact))
    """
