import Foundation
import TestSupport
import Testing

@testable import gavel

@Suite struct ExitStatusTests {
    private func desk() throws -> (ProbeDesk, String) {
        let desk = try ProbeDesk()
        return (desk, try desk.folder.write("five.jsonl", fiveComments))
    }

    @Test func `the table in code is the one of the contract`() {
        #expect(ExitStatus.allCases.map(\.rawValue) == [0, 1, 3, 64, 65, 66, 74, 75, 130, 143])
    }

    @Test func `of several statuses the worst is told`() {
        let order: [gavel.ExitStatus] = [.done, .partly, .input, .settings, .failed, .database]
        for (index, status) in order.enumerated() {
            #expect(gavel.ExitStatus.worst(order.prefix(index + 1).reversed()) == status)
        }
        #expect(gavel.ExitStatus.worst([]) == .done)
    }

    @Test func `0 when all went well`() throws {
        let (desk, file) = try desk()
        for arguments in [
            ["ingest", file, "--source", "news"], ["status"], ["verify"], ["queue", "list"],
            ["decide", "news:q1", "approve"], ["undo", "--last", "1"], ["report", "summary"],
        ] { #expect(try desk.run(arguments).status == 0, "\(arguments)") }
        #expect(try Program.run("--version").status == 0)
    }

    @Test func `1 when what was asked failed`() throws {
        let (desk, _) = try desk()
        try desk.ingestFive()
        // What was typed wrong is 64; what is not there, or not any more, is 1.
        for (arguments, code, status) in [
            (["decide", "news:nowhere", "approve"], "Q001", 1),
            (["decide", "news:q1", "hide"], "Q004", 64),
            (["decide", "news:q1", "hide", "--reason", "other"], "Q005", 64),
            (["decide", "news:q1", "hide", "--reason", "spma"], "Q009", 64),
            (["decide", "news:q1", "hide", "--reason", "style"], "Q041", 64),
            (["decide", "news:q1", "spam", "--reason", "question"], "Q041", 64),
            (["decide", "q1", "approve"], "Q010", 64), (["undo", "7"], "Q006", 1),
            (["queue", "show", "news:nowhere"], "Q001", 1),
            (["explain", "--id", "q1"], "Q010", 64),
        ] {
            let outcome = try desk.run(arguments)
            #expect(outcome.status == status, "\(arguments)")
            #expect(outcome.output.isEmpty, "\(arguments)")
            #expect(outcome.errors.contains("error[\(code)]: "), "\(outcome.errors)")
        }
        let near = try desk.run("decide", "news:q1", "hide", "--reason", "spamm")
        #expect(near.errors.contains("did you mean 'spam'?"))
    }

    @Test func `3 when a record was set aside or a part of a bulk refused`() throws {
        let (desk, _) = try desk()
        try desk.ingestFive()
        let file = try desk.folder.write("bad.jsonl", fiveComments + "\n{broken\n")
        #expect(try desk.run("ingest", file, "--source", "news").status == 3)
        #expect(try desk.run("classify", file).status == 3)
        #expect(try desk.run("decide", "news:q1", "news:nowhere", "approve").status == 3)
    }

    @Test(arguments: [
        ["nonsense"], ["ingest", "--sorce", "news"], ["ingest", "--format", "jsonk"],
        ["ingest", "--jobs", "0"], ["ingest", "--source", ""], ["ingest", "--source", "a:b"],
        ["ingest", ".jsonl"], ["decide", "news:q1"], ["decide", "news:q1", "undo"], ["undo"],
        ["undo", "1", "--last", "1"], ["undo", "--last", "0"], ["undo", "--from", "yesterday"],
        ["report", "summary", "--from", "2026-11-02", "--to", "2026-11-02"],
        ["report", "summary", "--from", "2026-02-30"], ["explain"], ["verify", "--expect", "7"],
        ["queue", "list", "--queue", "opne"], ["init"],
    ])
    func `64 when the words are wrong, and the next words are shown`(arguments: [String]) throws {
        let desk = try ProbeDesk()
        let before = try desk.dump()
        let outcome = try Program.run(
            arguments, in: desk.folder.path, environment: ["GAVEL_DESK": desk.path])
        #expect(outcome.status == 64, "\(outcome.errors)")
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors.contains("Usage: gavel") || outcome.errors.contains("--help"))
        #expect(try desk.dump() == before)
    }

    @Test func `65 when a policy or the settings are wrong, before any input is looked for`() throws
    {
        for (file, text, code) in [
            ("desk/desk.yaml", "profile: publishr\n", "error[C0"),
            ("desk/desk.yaml", "profile: publisher\nprofle: x\n", "error[C0"),
            ("desk/desk.yaml", "{", "error[C0"),
            ("desk/desk.yaml", "profile: publisher\ntime_zone: America/Denvr\n", "error[C004]"),
            ("policies/packs/probe/pack.yaml", "pack: probe\n", "error[P003]"),
            ("policies/categories.yaml", ": :", "error[P0"),
        ] {
            let desk = try ProbeDesk()
            try desk.folder.write(file, text)
            // A missing input would be 66: it was not even looked for.
            let outcome = try desk.run("ingest", "missing.jsonl")
            #expect(outcome.status == 65, "\(file) \(text)")
            #expect(outcome.errors.contains(code), "\(outcome.errors)")
            #expect(outcome.errors.contains(desk.folder.path), "the file is named")
        }
    }

    @Test func `65 where no desk is, and nothing is made there`() throws {
        let folder = try TemporaryFolder()
        for arguments in [["status"], ["ingest"], ["status", "--desk", "nowhere"]] {
            let outcome = try Program.run(arguments, in: folder.path)
            #expect(outcome.status == 65)
            #expect(outcome.errors.contains("gavel init DIR"))
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
    }

    @Test func `66 when an input is missing, a folder, or no text`() throws {
        let (desk, file) = try desk()
        let binary = try desk.folder.write("binary", Data((0..<4000).map { UInt8($0 % 7) }))
        for (path, code) in [
            ("missing.jsonl", "F001"), (desk.folder.path, "F002"), (binary, "F004"),
        ] {
            for command in [["ingest", path, "--source", "news"], ["classify", path]] {
                let outcome = try desk.run(command)
                #expect(outcome.status == 66, "\(command)")
                #expect(outcome.errors.contains("error[\(code)]: "), "\(outcome.errors)")
            }
        }
        #expect(try desk.run("ingest", file, "missing.jsonl", "--source", "news").status == 66)
        #expect(try ask(desk.database, "SELECT COUNT(*) FROM comment") == ["5"], "the first stays")
    }

    @Test func `74 when the database is no database`() throws {
        let (desk, file) = try desk()
        for text in ["", String(repeating: "A shopping list. ", count: 500)] {
            try desk.folder.write("desk/gavel.db", text)
            let outcome = try desk.run("ingest", file)
            #expect(outcome.status == 74, "\(outcome.errors)")
            #expect(FileManager.default.contents(atPath: desk.database) == Data(text.utf8))
        }
    }

    @Test func `74 when the disk is full, and the next run completes what is missing`() throws {
        let desk = try ProbeDesk()
        let file = try desk.folder.write("many.jsonl", manyComments(4000))
        // A file of this shell's children may hold 1 MiB: writing beyond fails as on a full disk.
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = [
            "-c", "trap '' XFSZ; ulimit -f 2048; exec \"$0\" \"$@\"", Program.url.path, "ingest",
            file, "--source", "news", "--desk", desk.path,
        ]
        let errors = Pipe()
        process.standardError = errors
        try process.run()
        let said = String(
            decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 74, "\(said)")
        #expect(said.contains("the database failed") && !said.contains("heliotrope"))
        #expect(try desk.run("verify").status == 0)
        #expect(try Int(ask(desk.database, "SELECT COUNT(*) FROM comment")[0])! % 500 == 0)
        #expect(try desk.run("ingest", file, "--source", "news").status == 0)
        #expect(try ask(desk.database, "SELECT COUNT(*) FROM comment") == ["4000"])
        #expect(try desk.run("verify").status == 0)
    }

    @Test(.enabled(if: getuid() != 0, "root may write everywhere"))
    func `74 when the database may not be written`() throws {
        let (desk, file) = try desk()
        let attributes = { (mode: Int) in [FileAttributeKey.posixPermissions: mode] }
        try FileManager.default.setAttributes(attributes(0o444), ofItemAtPath: desk.database)
        try FileManager.default.setAttributes(attributes(0o555), ofItemAtPath: desk.path)
        #expect(try desk.run("ingest", file).status == 74)
        try FileManager.default.setAttributes(attributes(0o755), ofItemAtPath: desk.path)
    }
}

/// Invented comments, each its own, one in five for the queue.
func manyComments(_ count: Int) -> String {
    (0..<count).map { number in
        let word = number % 5 == 0 ? "grumblefex" : "bench"
        let parent = number % 3 == 2 ? #","parent":"c\#(number - 2)""# : ""
        return
            #"{"id":"c\#(number)","text":"Number \#(number) about a \#(word) in the square, \#(canary).","author":{"id":"u\#(number % 97)"},"created_at":\#(1_793_600_000 + number)\#(parent)}"#
            + "\n"
    }.joined()
}
