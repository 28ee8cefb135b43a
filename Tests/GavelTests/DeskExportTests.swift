import Foundation
import TestSupport
import Testing

/// `export decisions` and `export comments`, as cron runs them.
@Suite struct DeskExportTests {
    private func desk() throws -> ProbeDesk {
        let desk = try ProbeDesk()
        try desk.ingestFive()
        return desk
    }

    private func objects(_ text: String) throws -> [[String: Any]] {
        try text.split(separator: "\n").map { line in
            try #require(
                try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        }
    }

    private func content(_ path: String) -> String {
        String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
    }

    private func log(_ desk: ProbeDesk, _ action: String = "export") throws -> [String] {
        try ask(
            desk.database,
            """
            SELECT actor || ' ' || subject || ' ' || replace(detail, char(10), ' ') FROM audit
            WHERE action = '\(action)' ORDER BY seq
            """)
    }

    @Test func `decisions come once, oldest first, and a cron job takes what is new`() throws {
        let desk = try desk()
        let (out, cursor) = (desk.folder.path + "/out", desk.folder.path + "/cursor")
        let words = ["export", "decisions", "--cursor", cursor, "--out", out]
        #expect(try desk.run(words).status == 0)
        #expect(content(out) == "" && content(cursor) == "0\n")
        #expect(try log(desk) == [], "what took nothing is not logged")
        try desk.run("decide", "news:q1", "approve")
        try desk.run("decide", "news:h1", "hide", "--reason", "spam")
        #expect(try desk.run(words).output.isEmpty)
        #expect(try objects(content(out)).map { $0["verdict"] as? String } == ["approve", "hide"])
        #expect(content(cursor).contains(/^2-[0-9a-f]{12}\n$/))
        try desk.run("undo", "--last", "1")
        let text = try desk.run("export", "decisions", "--since", "2").text
        #expect(try desk.run(words).status == 0)
        #expect(content(out) == text)
        let undo = try #require(try objects(text).first)
        #expect(undo["seq"] as? Int == 3 && undo["revokes"] as? Int == 2)
        let csv = try desk.run("export", "decisions", "--format", "csv")
        #expect(csv.text.split(separator: "\r\n").count == 4)
        #expect(
            try log(desk).map { $0.replacing(/-[0-9a-f]{12}/, with: "-HASH") } == [
                "ann decisions cursor=2-HASH rows=2", "ann decisions cursor=3-HASH rows=1",
                "ann decisions cursor=3-HASH rows=1", "ann decisions cursor=3-HASH rows=3",
            ])
        #expect(try desk.run("verify").status == 0)
    }

    @Test(arguments: [
        ["decisions"], ["statements"], ["dsa", "--anyway", "--out", "dsa"],
        ["writeback", "--target", "decidim"],
    ])
    func `a desk that was put back and decided otherwise is noticed`(words: [String]) throws {
        let desk = try ProbeDesk()
        let file = try desk.folder.write(
            "two.jsonl",
            #"{"id":"1","text":"You grumblefex."}"# + "\n" + #"{"id":"2","text":"A grumblefex."}"#)
        try desk.run("ingest", file, "--source", "wp")
        let (backup, cursor) = (desk.folder.path + "/copy.db", desk.folder.path + "/cursor")
        try desk.run("backup", backup)
        try desk.run("decide", "wp:1", "spam")
        let export = ["export"] + words + ["--cursor", cursor]
        #expect(try desk.run(export).status == 0)
        #expect(content(cursor).hasPrefix("1-"))
        #expect(try desk.run(export).status == 0)
        for suffix in ["-wal", "-shm"] {
            try? FileManager.default.removeItem(atPath: desk.database + suffix)
        }
        try FileManager.default.removeItem(atPath: desk.database)
        try FileManager.default.copyItem(atPath: backup, toPath: desk.database)
        try desk.run("decide", "wp:2", "spam")
        let before = content(cursor)
        let refused = try desk.run(export)
        #expect(refused.status == 1 && refused.errors.contains("error[E004]"), "\(refused)")
        #expect(content(cursor) == before)
        // A number alone, as older cursors are, cannot tell.
        try desk.folder.write("cursor", "1\n")
        #expect(try desk.run(export).status == 0)
    }

    @Test func `decisions are chosen by source and by the day they were made`() throws {
        let desk = try desk()
        let file = try desk.folder.write("two.jsonl", #"{"id":"l","text":"A bench."}"#)
        try desk.run("ingest", file, "--source", "letters")
        try desk.run("decide", "news:q1", "letters:l", "approve")
        func ids(_ more: String...) throws -> [String?] {
            let outcome = try desk.run(["export", "decisions"] + more)
            #expect(outcome.status == 0, "\(outcome.errors)")
            return try objects(outcome.text).map { $0["id"] as? String }
        }
        #expect(try ids("--source", "letters") == ["l"])
        #expect(try ids("--from", "2001-01-01") == ["q1", "l"])
        #expect(try ids("--to", "2001-01-01") == [])
    }

    @Test func `comments come as the contract says, and then those that changed`() throws {
        let desk = try desk()
        try desk.run("decide", "news:h1", "hide", "--reason", "spam")
        let cursor = desk.folder.path + "/cursor"
        let words = ["export", "comments", "--cursor", cursor]
        let first = try desk.run(words)
        let lines = try objects(first.text)
        #expect(lines.map { $0["id"] as? String } == ["p1", "q1", "h1", "q2", "p2"])
        #expect(lines.map { $0["state"] as? String } == ["new", "open", "hidden", "open", "new"])
        for name in [
            "source", "id", "revision", "text", "author", "article", "createdAt", "route", "score",
            "state", "decision",
        ] { #expect(lines.allSatisfy { $0[name] != nil }, "\(name)") }
        #expect(lines[2]["decision"] as? Int == 1)
        #expect(
            (lines[1]["article"] as? [String: Any])?["url"] as? String == "https://ledger.example/1"
        )
        #expect(((lines[0]["author"] as? [String: Any])?["id"] as? String)?.count == 32)
        #expect(!first.text.contains("Reader One"))
        #expect(try desk.run(words).output.isEmpty)
        try desk.run("undo", "--last", "1")
        try desk.folder.write("five.jsonl", fiveComments + "\n" + #"{"id":"p3","text":"Wet."}"#)
        try desk.run("ingest", desk.folder.path + "/five.jsonl", "--source", "news")
        let next = try objects(try desk.run(words).text)
        #expect(next.map { $0["id"] as? String } == ["h1", "p3"])
        #expect(next.map { $0["state"] as? String } == ["open", "new"])
        #expect(try log(desk).map { $0.hasSuffix("rows=5") } == [true, false])
        #expect(try desk.run("verify").status == 0)
    }

    @Test func `a purged comment comes again without its words`() throws {
        let desk = try desk()
        try desk.amendSettings("retention: {news: none}\n")
        let cursor = desk.folder.path + "/cursor"
        let words = ["export", "comments", "--cursor", cursor]
        #expect(try desk.run(words).text.contains(canary))
        #expect(
            try desk.run("purge", "--before", "2100-01-01", "--class", "none", "--yes").status == 0)
        let outcome = try desk.run(words)
        let lines = try objects(outcome.text)
        #expect(lines.map { $0["id"] as? String } == ["p1", "p2"])
        #expect(lines.allSatisfy { $0["text"] is NSNull })
        #expect(
            lines.allSatisfy {
                (($0["purged"] as? [String: Any])?["sha256"] as? String)?.count == 64
            })
    }

    @Test func `names are for those who may see them, and are logged before they are shown`() throws
    {
        let desk = try desk()
        try desk.amendSettings("people: {ann: owner, rae: reader}\n")
        let words = ["export", "comments", "--with-authors"]
        let refused = try desk.run(words + ["--as", "rae"])
        #expect(refused.status == 1 && refused.errors.contains("error[Q027]"))
        #expect(refused.output.isEmpty)
        #expect(try desk.run("export", "comments", "--as", "rae").status == 0)
        let named = try desk.run(words)
        let author = try #require(try objects(named.text).first?["author"] as? [String: Any])
        #expect(author["name"] as? String == "Reader One")
        #expect(try log(desk, "author-details") == ["ann export comments authors=named"])
        #expect(try log(desk).last?.contains("authors=named") == true)
        #expect(try desk.run(words + ["--format", "csv"]).text.contains("Reader One"))
        for (more, mode) in [([], 0o644), (["--with-authors"], 0o600)] as [([String], Int)] {
            for (what, name) in [("comments", "out"), ("records", "out.tar")] {
                let path = try desk.folder.write(name, "old")
                let outcome = try desk.run(["export", what, "--out", path] + more)
                #expect(outcome.status == 0, "\(outcome.errors)")
                let found = try FileManager.default.attributesOfItem(atPath: path)
                #expect(found[.posixPermissions] as? Int == mode, "\(what)")
            }
        }
        #expect(try desk.run("verify").status == 0)
    }

    @Test func `states and older revisions are chosen`() throws {
        let desk = try desk()
        let file = try desk.folder.write(
            "edit.jsonl",
            #"{"id":"q1","text":"You grumblefex! \#(canary)","edited_at":"2026-11-04T00:00:00Z"}"#)
        try desk.run("ingest", file, "--source", "news")
        func told(_ more: String...) throws -> [String] {
            try objects(try desk.run(["export", "comments"] + more).text).map {
                "\($0["id"] as? String ?? "") \($0["revision"] as? Int ?? 0)"
            }
        }
        #expect(try told("--state", "open") == ["h1 1", "q2 1", "q1 2"])
        #expect(try told("--all-revisions", "--state", "known") == ["q1 1"])
        #expect(try told("--all-revisions").count == 6)
        #expect(try told("--from", "2026-11-02", "--to", "2026-11-03") == ["p1 1", "h1 1", "q1 2"])
    }

    @Test func `a spreadsheet runs nothing of an export`() throws {
        let desk = try ProbeDesk()
        let file = try desk.folder.write(
            "f.jsonl", #"{"id":"=id","text":"=HYPERLINK(\"x\") grumblefex","author":"@sum"}"#)
        try desk.run("ingest", file, "--source", "news")
        try desk.run("decide", "news:=id", "hide", "--reason", "other", "--note", "+cmd")
        for words in [["decisions"], ["comments", "--with-authors"]] {
            let rows = try desk.run(["export"] + words + ["--format", "csv"]).text
            #expect(rows.contains(",'=id,"))
            #expect(rows.firstMatch(of: /(^|[,\n"])[=+@-]/) == nil, "\(rows)")
        }
    }

    @Test(arguments: ["decisions", "comments"])
    func `a full disk leaves the old file and the old cursor`(name: String) throws {
        let desk = try ProbeDesk()
        let file = try desk.folder.write("many.jsonl", manyComments(3000))
        try desk.run("ingest", file, "--source", "news")
        _ = try desk.run(
            ["decide"] + stride(from: 0, to: 3000, by: 5).map { "news:c\($0)" } + ["approve"])
        let (out, cursor) = (
            try desk.folder.write("out", "old\n"), desk.folder.path + "/cursor"
        )
        let before = try desk.dump()
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        // 64 KiB a file: writing beyond fails as on a full disk.
        process.arguments = [
            "-c", "trap '' XFSZ; ulimit -f 128; exec \"$0\" \"$@\"", Program.url.path, "export",
            name, "--cursor", cursor, "--out", out, "--desk", desk.path, "--as", "ann",
        ]
        let errors = Pipe()
        process.standardError = errors
        try process.run()
        let said = String(
            decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 74, "\(said)")
        #expect(said.contains("error[E001]") && !said.contains("heliotrope"))
        #expect(content(out) == "old\n")
        let left = try FileManager.default.contentsOfDirectory(atPath: desk.folder.path)
        #expect(!left.contains("cursor") && !left.contains { $0.hasSuffix(".part") })
        #expect(try desk.dump() == before, "nothing left, and nothing is logged")
        #expect(
            try desk.run("export", name, "--cursor", cursor, "--out", out).status == 0)
        #expect(content(out).split(separator: "\n").count == (name == "decisions" ? 600 : 3000))
    }

    @Test func `what a reader took who left early is logged, and its cursor stays`() throws {
        let desk = try ProbeDesk()
        let file = try desk.folder.write("many.jsonl", manyComments(4000))
        try desk.run("ingest", file, "--source", "news")
        let cursor = desk.folder.path + "/cursor"
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = [
            "-c",
            "{ \"$0\" export comments --cursor \"$1\" --desk \"$2\" --as ann; echo \"status $?\" >&2; } | head -n 1",
            Program.url.path, cursor, desk.path,
        ]
        let (output, errors) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        let said = errors.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        #expect(String(decoding: said, as: UTF8.self) == "status 0\n")
        #expect(!FileManager.default.fileExists(atPath: cursor))
        let logged = try log(desk)
        #expect(logged.count == 1)
        let rows = logged.first?.firstMatch(of: /^ann comments rows=(\d+)$/).flatMap { Int($0.1) }
        #expect(rows.map { $0 > 0 && $0 < 4000 } == true, "\(logged)")
        #expect(output.fileHandleForReading.availableData.count > 10)
    }

    @Test func `what went to standard output before it failed is logged, and the cursor stays`()
        throws
    {
        let desk = try desk()
        let cursor = desk.folder.path + "/cursor"
        let outputs = try TemporaryFolder()
        let exporting = try Program.start(
            [
                "-c", "\"$0\" export comments --cursor \"$1\" --desk \"$2\" --as ann > /dev/full",
                Program.url.path, cursor, desk.path,
            ], outputs: outputs, program: "/bin/sh")
        let outcome = Program.finish(exporting, outputs)
        #expect(outcome.status == 74)
        #expect(outcome.errors.contains("error[E001]: standard output"), "\(outcome.errors)")
        #expect(!outcome.errors.contains("heliotrope"))
        #expect(!FileManager.default.fileExists(atPath: cursor))
        #expect(try log(desk) == ["ann comments rows=5"])
    }

    @Test func `a decision made while exports run is in exactly one of them`() throws {
        let desk = try ProbeDesk()
        let file = try desk.folder.write("many.jsonl", manyComments(400))
        try desk.run("ingest", file, "--source", "news")
        let cursor = desk.folder.path + "/cursor"
        let outputs = try TemporaryFolder()
        let deciding = try Program.start(
            [
                "-c",
                "for n in 0 5 10 15 20 25 30 35; do \"$0\" decide news:c$n approve --desk \"$1\"; done",
                Program.url.path, desk.path,
            ], outputs: outputs, program: "/bin/sh")
        var seen: [Int] = []
        var isRunning = true
        repeat {
            isRunning = deciding.isRunning
            let outcome = try desk.run("export", "decisions", "--cursor", cursor)
            #expect(outcome.status == 0, "\(outcome.errors)")
            seen += try objects(outcome.text).compactMap { $0["seq"] as? Int }
        } while isRunning
        #expect(Program.finish(deciding, outputs).status == 0)
        #expect(seen == Array(1...8))
    }

    @Test(arguments: [
        ("no-cursor", ["comments", "--since", "7"], 64),
        ("no-cursor-file", ["decisions", "--cursor", "CURSOR"], 64),
        ("unreadable-cursor", ["decisions", "--cursor", "FOLDER"], 66),
        ("other-desk", ["decisions", "--since", "7"], 1),
        ("other-conditions", ["comments", "--cursor", "COMMENTS", "--source", "news"], 1),
        ("nothing-of-source", ["comments", "--source", "nws"], 1),
        ("nothing-of-article", ["records", "--article", "/none", "--out", "FOLDER/x.tar"], 1),
        ("cannot-write", ["decisions", "--out", "/nowhere/at/all"], 74),
    ])
    func `what cannot be exported is said with the next step`(
        name: String, words: [String], status: Int32
    ) throws {
        let desk = try desk()
        let folder = desk.folder.path
        try desk.folder.write("CURSOR", "c1-wrong\n")
        try desk.run("export", "comments", "--cursor", folder + "/COMMENTS")
        let before = try desk.dump()
        let words = words.map {
            $0.hasPrefix("FOLDER")
                ? $0.replacing("FOLDER", with: folder)
                : ["CURSOR", "COMMENTS"].contains($0) ? folder + "/" + $0 : $0
        }
        let outcome = try desk.run(["export"] + words)
        #expect(outcome.status == status)
        #expect(outcome.output.isEmpty)
        expectGolden(
            outcome.errors.replacing(folder, with: "FOLDER"), "problems/export-\(name).txt")
        #expect(try desk.dump() == before)
    }

    @Test(arguments: [
        ["comments", "--state", "gone"], ["comments", "--state", "known"],
        ["comments", "--since", "1", "--cursor", "x"], ["decisions", "--from", "yesterday"],
        ["decisions", "--from", "2026-11-02", "--to", "2026-11-02"], ["records"],
        ["records", "--out", "x.zip"], ["records", "--out", "x.tar", "--author-of", "p1"],
        ["comment"],
    ])
    func `64 when the words are wrong`(words: [String]) throws {
        let desk = try desk()
        let before = try desk.dump()
        #expect(try desk.run(["export"] + words).status == 64)
        #expect(try desk.dump() == before)
    }
}
