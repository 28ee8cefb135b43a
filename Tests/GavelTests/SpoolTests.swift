import Foundation
import TestSupport
import Testing

@Suite struct SpoolTests {
    private func desk() throws -> ProbeDesk {
        let desk = try ProbeDesk()
        try desk.addSources("forms: {spool: incoming}")
        try FileManager.default.createDirectory(
            atPath: desk.path + "/incoming", withIntermediateDirectories: true)
        return desk
    }

    private func files(_ desk: ProbeDesk) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: desk.path + "/incoming").filter {
            name in
            var isFolder: ObjCBool = false
            return FileManager.default.fileExists(
                atPath: desk.path + "/incoming/" + name, isDirectory: &isFolder)
                && !isFolder.boolValue
        }.sorted()
    }

    @Test func `files are taken once, and those that are being written wait`() throws {
        let desk = try desk()
        for name in [".hidden.jsonl", "b.jsonl.tmp", "c.jsonl.part"] {
            try desk.folder.write("desk/incoming/" + name, line(9))
        }
        try desk.folder.write("desk/incoming/a.jsonl", lines(1...2))
        #expect(try desk.readSources() == [2, 2, 0, 0])
        #expect(
            try files(desk) == [".hidden.jsonl", "b.jsonl.tmp", "c.jsonl.part", "done/a.jsonl"])
        // The same name again is another file.
        try desk.folder.write("desk/incoming/a.jsonl", lines(2...3))
        try desk.rename("desk/incoming/b.jsonl.tmp", "desk/incoming/b.jsonl")
        #expect(try desk.readSources() == [3, 2, 0, 0])
        #expect(
            try files(desk) == [
                ".hidden.jsonl", "c.jsonl.part", "done/a-2.jsonl", "done/a.jsonl", "done/b.jsonl",
            ])
    }

    @Test func `a file that cannot be read is put apart with the reason, and said once`() throws {
        let desk = try desk()
        let bytes = Data((0..<4000).map { UInt8($0 % 7) }) + Data(canary.utf8)
        try desk.folder.write("desk/incoming/a.bin", bytes)
        try desk.folder.write("desk/incoming/b.jsonl", lines(1...2))
        let outcome = try desk.run("ingest")
        #expect(outcome.status == 66)
        #expect(outcome.errors.contains("incoming/a.bin: error[F004]"))
        #expect(
            try files(desk) == ["done/b.jsonl", "failed/a.bin", "failed/a.bin.problem.txt"])
        #expect(
            FileManager.default.contents(atPath: desk.path + "/incoming/failed/a.bin") == bytes)
        let reason = try String(
            contentsOfFile: desk.path + "/incoming/failed/a.bin.problem.txt", encoding: .utf8)
        #expect(reason.contains("error[F004]") && reason.contains("  source: 'forms'"))
        #expect(reason.contains("move it back to \(desk.path)/incoming"))
        #expect(!reason.contains("heliotrope"))
        #expect(try desk.run("ingest").status == 0)
        // Mended and moved back.
        try desk.folder.write("desk/incoming/failed/a.bin", lines(3...3))
        try desk.rename("desk/incoming/failed/a.bin", "desk/incoming/a.bin")
        #expect(try desk.readSources() == [1, 1, 0, 0])
    }

    @Test func `records that are set aside are no reason to put a file apart`() throws {
        let desk = try desk()
        try desk.folder.write("desk/incoming/a.jsonl", line(1) + "{broken\n")
        #expect(try desk.readSources(status: 3) == [2, 1, 0, 1])
        #expect(try files(desk) == ["done/a.jsonl"])
        #expect(
            try ask(desk.database, "SELECT input FROM setAside") == ["incoming/a.jsonl"],
            "where it was put, not where it lies")
    }

    @Test func `what a killed run had claimed the next run takes up`() throws {
        let desk = try desk()
        try desk.folder.write("desk/incoming/claimed/a.jsonl", lines(1...2))
        try desk.folder.write("desk/incoming/a.jsonl", lines(3...3))
        #expect(try desk.readSources() == [3, 3, 0, 0])
        #expect(try files(desk).count == 2)
        #expect(try files(desk).allSatisfy { $0.hasPrefix("done/a") })
    }

    @Test func `only plain files are taken`() throws {
        let desk = try desk()
        try desk.folder.write("elsewhere.jsonl", lines(1...1))
        try FileManager.default.createSymbolicLink(
            atPath: desk.path + "/incoming/link.jsonl",
            withDestinationPath: desk.folder.path + "/elsewhere.jsonl")
        try #require(mkfifo(desk.path + "/incoming/feed", 0o600) == 0)
        #expect(try desk.readSources() == [0, 0, 0, 0])
    }

    @Test func `a file whose name is no text is said, and holds up no other`() throws {
        let desk = try desk()
        let name = Array((desk.path + "/incoming/\u{1}").utf8.dropLast()) + [0xFF]
        let descriptor = (name + [0]).map { CChar(bitPattern: $0) }
            .withUnsafeBufferPointer { open($0.baseAddress!, O_WRONLY | O_CREAT, 0o644) }
        try #require(descriptor >= 0)
        close(descriptor)
        try desk.folder.write("desk/incoming/z.jsonl", lines(1...2))
        let outcome = try desk.run("ingest")
        #expect(outcome.status == 66 && outcome.errors.contains("not UTF-8"), "\(outcome.errors)")
        #expect(try desk.comments == 2)
    }

    @Test func `a spool that is not there is said`() throws {
        let desk = try ProbeDesk()
        try desk.addSources("forms: {spool: incomming}")
        let outcome = try desk.run("ingest")
        #expect(outcome.status == 66)
        #expect(outcome.errors.contains("mkdir \(desk.path)/incomming"))
    }
}
