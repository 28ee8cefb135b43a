import Foundation
import TestSupport
import Testing

@Suite struct SourceFaultTests {
    @Test func `one source that fails stops no other, and the mail names it with the next step`()
        throws
    {
        let desk = try ProbeDesk()
        try desk.addSources(
            """
            gone: {path: gone.jsonl}
            table: {path: table.csv, format: csv}
            nowhere: {glob: "leters/*.jsonl"}
            news: {path: news.jsonl}
            """)
        try desk.folder.write("desk/table.csv", "id,remark\n1,\(canary)\n")
        try desk.folder.write("desk/news.jsonl", lines(1...3))
        let outcome = try desk.run("ingest")
        #expect(outcome.status == 66)
        #expect(outcome.output.isEmpty)
        #expect(
            outcome.errors.replacing(desk.path, with: "DESK") == """
                gone.jsonl: error[F001]: there is no such file
                  source: 'gone' at DESK/desk.yaml:6:3
                  help: check the name
                table.csv:1: error[F006]: no column holds the comment text: none of 'text', 'body', 'comment', 'content', 'comment_text', 'message'
                  source: 'table' at DESK/desk.yaml:7:3
                  help: name it: map: {text: COLUMN}
                leters/*.jsonl: error[F001]: there is no 'leters'
                  source: 'nowhere' at DESK/desk.yaml:8:3
                  help: check the pattern, or make the folder
                gavel: 3 of 4 sources could not be read in full; what was read is kept

                """)
        #expect(try desk.comments == 3)
    }

    @Test func `the exit status is that of the worst`() throws {
        let desk = try ProbeDesk()
        try desk.addSources(
            """
            bad: {path: bad.jsonl}
            table: {path: table.csv, map: {text: remrk}}
            """)
        try desk.folder.write("desk/bad.jsonl", lines(1...1) + "{broken\n")
        try desk.folder.write("desk/table.csv", "id,remark\n1,\(canary)\n")
        let outcome = try desk.run("ingest")
        #expect(outcome.status == 65, "settings before what is set aside")
        #expect(outcome.errors.contains("set aside") && outcome.errors.contains("'remrk'"))
        #expect(try desk.run("ingest", "--source", "bad").status == 0, "it was said once")
    }

    @Test func `a source that desk yaml does not have is wrong usage`() throws {
        let desk = try ProbeDesk()
        try desk.addSources("news: {path: news.jsonl}")
        let misspelt = try desk.run("ingest", "--source", "nws")
        #expect(misspelt.status == 64 && misspelt.errors.contains("did you mean 'news'?"))
        let mapped = try desk.run("ingest", "--map", "text=a")
        #expect(mapped.status == 64 && mapped.errors.contains("desk.yaml"))
        #expect(try desk.run("ingest", "--dry-run", "--metrics", "m").status == 64)
    }

    @Test func `without sources and without input there is nothing to read`() throws {
        let desk = try ProbeDesk()
        let outputs = try TemporaryFolder()
        let process = try Program.start(["ingest", "--desk", desk.path], outputs: outputs)
        let outcome = Program.finish(process, outputs)
        #expect(outcome.status == 64 && outcome.errors.contains("sources:"))
        #expect(
            try desk.run(["ingest", "--source", "news"], input: Data(line(1).utf8)).status == 0,
            "what is piped in is read as ever")
        #expect(try desk.comments == 1)
    }

    @Test(arguments: [
        ("news: {path: a.jsonl, format: jsonk}", "did you mean 'jsonl'?"),
        ("news: {path: a.jsonl, map: {txt: b}}", "did you mean 'text'"),
        ("news: {pth: a.jsonl}", "did you mean 'path'?"),
    ])
    func `65 when a source is described wrongly, before any is read`(
        yaml: String, help: String
    ) throws {
        let desk = try ProbeDesk()
        try desk.addSources("good: {path: good.jsonl}\n" + yaml)
        try desk.folder.write("desk/good.jsonl", lines(1...1))
        for command in ["ingest", "status"] {
            let outcome = try desk.run(command)
            #expect(outcome.status == 65)
            #expect(outcome.errors.contains("desk.yaml:7:") && outcome.errors.contains("error[C0"))
            #expect(outcome.errors.contains(help), "\(outcome.errors)")
        }
        #expect(try desk.comments == 0)
    }

    @Test func `a pipe is no file of a source`() throws {
        let desk = try ProbeDesk()
        try desk.addSources("news: {path: feed}")
        try #require(mkfifo(desk.path + "/feed", 0o600) == 0)
        let outcome = try desk.run("ingest")
        #expect(outcome.status == 66 && outcome.errors.contains("no plain file"))
    }

    @Test(.enabled(if: Nobody.canRun, "needs root, setpriv and a program that nobody may run"))
    func `66 for a file that may not be read, 74 for a folder that may not be written`() throws {
        let desk = try ProbeDesk()
        try desk.addSources(
            """
            news: {path: news.jsonl}
            forms: {spool: incoming}
            """)
        try desk.folder.write("desk/news.jsonl", lines(1...2))
        try desk.folder.write("desk/incoming/x.jsonl", lines(3...4))
        try Nobody.own(desk.folder.path)
        chmod(desk.path + "/news.jsonl", 0)
        let unreadable = try Nobody.run(["ingest", "--desk", desk.path])
        #expect(unreadable.status == 66)
        #expect(unreadable.errors.contains("news.jsonl: error[F003]: it cannot be opened"))
        #expect(try desk.comments == 2, "the other was read")
        chmod(desk.path + "/news.jsonl", 0o644)
        try desk.rename("desk/incoming/done/x.jsonl", "desk/incoming/y.jsonl")
        try desk.append("desk/incoming/y.jsonl", line(5))
        chmod(desk.path + "/incoming", 0o555)
        let spool = try Nobody.run(["ingest", "--desk", desk.path])
        #expect(spool.status == 74 && spool.errors.contains("error[E001]"), "\(spool.errors)")
        #expect(try desk.comments == 4, "news was read")
        chmod(desk.path + "/incoming", 0o755)
        chmod(desk.path, 0o555)
        let before = try desk.dump()
        #expect(try Nobody.run(["ingest", "--desk", desk.path]).status == 74)
        chmod(desk.path, 0o755)
        #expect(try desk.dump() == before)
        #expect(try Nobody.run(["ingest", "--desk", desk.path]).status == 0)
        #expect(try desk.comments == 5)
        #expect(try desk.run("verify").status == 0)
    }
}

/// Runs the program as a user whom modes of files bind, where the tests run as root.
enum Nobody {
    private static let setpriv = "/usr/bin/setpriv"
    private static let user = ["--reuid=65534", "--regid=65534", "--clear-groups"]

    static var canRun: Bool {
        guard getuid() == 0, access(setpriv, X_OK) == 0 else { return false }
        return (try? run(["--version"]).status) == 0
    }

    static func own(_ folder: String) throws {
        let names = try FileManager.default.subpathsOfDirectory(atPath: folder)
        for name in [""] + names { chown(folder + "/" + name, 65534, 65534) }
    }

    static func run(_ arguments: [String]) throws -> Outcome {
        let outputs = try TemporaryFolder()
        let process = try Program.start(
            user + [Program.url.path] + arguments, outputs: outputs, program: setpriv)
        return Program.finish(process, outputs)
    }
}
