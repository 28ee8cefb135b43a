import Foundation
import TestSupport
import Testing

/// What cron, power and disks do to a desk: nothing is lost, nothing is doubled.
@Suite struct OverlapTests {
    private static let yaml = """
        news: {path: news.jsonl}
        letters: {glob: "letters/*.jsonl"}
        forms: {spool: incoming}
        """

    private func desk() throws -> ProbeDesk {
        let desk = try ProbeDesk()
        try desk.addSources(Self.yaml)
        try desk.folder.write("desk/news.jsonl", lines(1...1200))
        for number in 1...3 {
            try desk.folder.write(
                "desk/letters/\(number).jsonl", lines((number * 10_000)...(number * 10_000 + 200)))
            try desk.folder.write(
                "desk/incoming/\(number).jsonl",
                lines((number * 50_000)...(number * 50_000 + 200)) + "{broken \(number)\n")
        }
        return desk
    }

    /// What a desk holds, but for the order in which it came and which run brought it.
    private func contents(_ desk: ProbeDesk) throws -> [String] {
        try ask(
            desk.database,
            """
            SELECT name || ' ' || externalID || ' ' || number || ' ' || text || ' ' || state || ' '
            || route FROM comment JOIN source USING (sourceID) JOIN revision USING (commentID)
            JOIN item USING (revisionID) JOIN assessment USING (assessmentID) ORDER BY 1
            """)
            + ask(
                desk.database,
                "SELECT input || ' ' || line || ' ' || hex(bytes) FROM setAside ORDER BY 1")
    }

    private func appendings(_ round: Int) -> String {
        lines((1201 + round * 10)...(1210 + round * 10))
    }

    @Test func `ten overlapping runs that are killed at random lose nothing and double nothing`()
        throws
    {
        var random = SeededGenerator()
        let desk = try desk()
        let whole = try self.desk()
        var statuses: Set<Int32> = []
        for round in 0..<3 {
            let outputs = try (0..<10).map { _ in try TemporaryFolder() }
            let runs = try outputs.enumerated().map { index, folder in
                let ifLocked = [[], ["--if-locked", "skip"], ["--if-locked", "wait"]][index % 3]
                return try Program.start(
                    ["ingest", "--desk", desk.path] + ifLocked, outputs: folder)
            }
            // While they run the file grows, once by half a record.
            let more = appendings(round)
            try desk.append("desk/news.jsonl", String(more.prefix(700)))
            var alive = Array(runs.indices)
            for _ in 0..<5 {
                usleep(UInt32.random(in: 0...200_000, using: &random))
                let index = alive.remove(at: Int.random(in: alive.indices, using: &random))
                kill(runs[index].processIdentifier, SIGKILL)
            }
            try desk.append("desk/news.jsonl", String(more.dropFirst(700)))
            for (run, folder) in zip(runs, outputs) {
                statuses.insert(Program.finish(run, folder).status)
            }
            #expect(try desk.run("verify").status == 0)
        }
        #expect(statuses.isSubset(of: [0, 3, 75, 137]), "\(statuses), \(random)")
        #expect([0, 3].contains(try desk.run("ingest").status))
        #expect(try desk.readSources() == [0, 0, 0, 0])
        for round in 0..<3 { try whole.append("desk/news.jsonl", appendings(round)) }
        #expect(try whole.run("ingest").status == 3)
        #expect(try contents(desk) == contents(whole), "\(random)")
        let left = { (name: String) in
            (try? FileManager.default.contentsOfDirectory(
                atPath: desk.path + "/incoming/" + name)) ?? []
        }
        #expect(left("claimed") == [] && left("failed") == [])
        #expect(left("done").sorted() == ["1.jsonl", "2.jsonl", "3.jsonl"])
        #expect(try desk.run("verify").status == 0)
    }

    @Test func `a run that is killed goes on in the file where its last batch ended`() throws {
        let desk = try ProbeDesk()
        try desk.addSources("news: {path: news.jsonl}")
        try desk.folder.write("desk/news.jsonl", lines(1...6000))
        let outputs = try TemporaryFolder()
        let process = try Program.start(["ingest", "--desk", desk.path], outputs: outputs)
        #expect(try eventually { try desk.comments >= 500 })
        kill(process.processIdentifier, SIGKILL)
        #expect(Program.finish(process, outputs).status == 137)
        let kept = try desk.comments
        #expect(kept < 6000 && kept % 500 == 0)
        #expect(
            try ask(desk.database, "SELECT offset FROM fileCheckpoint")
                == ["\(lines(1...kept).utf8.count)"])
        #expect(try desk.readSources() == [6000 - kept, 6000 - kept, 0, 0])
        #expect(try desk.run("verify").status == 0)
    }

    @Test func `74 when the disk is full, the metrics say so, and the next run completes it`()
        throws
    {
        let desk = try desk()
        // A file of this shell's children may hold 512 KiB: writing beyond fails as on a full disk.
        let outputs = try TemporaryFolder()
        let process = try Program.start(
            [
                "-c", "trap '' XFSZ; ulimit -f 1024; exec \"$0\" \"$@\"", Program.url.path,
                "ingest", "--desk", desk.path, "--metrics", desk.folder.path + "/gavel.prom",
            ], outputs: outputs, program: "/bin/sh")
        let outcome = Program.finish(process, outputs)
        #expect(outcome.status == 74, "\(outcome.errors)")
        #expect(outcome.errors.contains("the database failed"))
        let metrics = try String(contentsOfFile: desk.folder.path + "/gavel.prom", encoding: .utf8)
        #expect(metrics.contains(#"last_run_exit_status{desk="Alder Falls Ledger"} 74"#))
        #expect(try desk.run("verify").status == 0)
        #expect(try desk.run("ingest").status == 3)
        let whole = try self.desk()
        #expect(try whole.run("ingest").status == 3)
        #expect(try contents(desk) == contents(whole))
    }

    @Test(.enabled(if: SmallDisk.canMount, "needs the right to mount a small tmpfs"))
    func `a disk that is full loses nothing, whatever is to be written to it`() throws {
        let whole = try desk()
        #expect(try whole.run("ingest").status == 3)
        let source = try desk()
        for megabytes in [1, 2] {
            let disk = try SmallDisk(megabytes)
            for name in [
                "desk.yaml", "gavel.db", "author.key", "news.jsonl", "letters", "incoming",
            ] {
                try FileManager.default.copyItem(
                    atPath: source.path + "/" + name, toPath: disk.path + "/" + name)
            }
            let arguments = ["ingest", "--desk", disk.path, "--metrics", disk.path + "/m.prom"]
            let outcome = try Program.run(arguments)
            #expect(outcome.status == 74, "\(outcome.status) \(outcome.errors)")
            try disk.grow(to: 60)
            #expect(try Program.run(["verify", "--desk", disk.path]).status == 0)
            #expect([0, 3].contains(try Program.run(arguments).status))
            #expect(try ask(disk.path + "/gavel.db", "SELECT COUNT(*) FROM comment") == ["2406"])
            #expect(try ask(disk.path + "/gavel.db", "SELECT COUNT(*) FROM setAside") == ["3"])
            #expect(try Program.run(["verify", "--desk", disk.path]).status == 0)
        }
    }
}

/// A disk of a few megabytes, where it may be mounted.
final class SmallDisk {
    let path: String
    private let folder: TemporaryFolder

    static let canMount = getuid() == 0 && (try? SmallDisk(1)) != nil

    init(_ megabytes: Int) throws {
        folder = try TemporaryFolder()
        path = folder.path + "/disk"
        mkdir(path, 0o755)
        try Self.mount(["-t", "tmpfs", "-o", "size=\(megabytes)m", "tmpfs", path])
    }

    func grow(to megabytes: Int) throws {
        try Self.mount(["-o", "remount,size=\(megabytes)m", path])
    }

    deinit { _ = try? Self.run("/bin/umount", ["-l", path]) }

    private struct Refused: Error {}

    private static func mount(_ arguments: [String]) throws {
        if try run("/bin/mount", arguments) != 0 { throw Refused() }
    }

    private static func run(_ program: String, _ arguments: [String]) throws -> Int32 {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus
    }
}
