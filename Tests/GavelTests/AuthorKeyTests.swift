import Foundation
import TestSupport
import Testing

@Suite struct AuthorKeyTests {
    private func mode(_ path: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }

    private func key(_ path: String) -> Data? { FileManager.default.contents(atPath: path) }

    @Test func `init makes a key of 32 bytes that only its owner may read`() throws {
        let folder = try TemporaryFolder()
        for name in ["one", "two"] {
            #expect(try Program.run("init", name, in: folder.path).status == 0)
            #expect(try mode(folder.path + "/\(name)/author.key") == 0o600)
            #expect(key(folder.path + "/\(name)/author.key")?.count == 32)
        }
        #expect(key(folder.path + "/one/author.key") != key(folder.path + "/two/author.key"))
    }

    @Test func `a desk without a key gets one with its next ingest, and keeps it`() throws {
        let desk = try ProbeDesk(hasKey: false)
        let path = desk.path + "/author.key"
        try desk.ingestFive()
        #expect(try mode(path) == 0o600)
        let made = key(path)
        try desk.ingestFive()
        #expect(key(path) == made)
        #expect(try desk.run("verify").status == 0)
        #expect(!(try desk.dump()).contains { $0.hasPrefix("author ") && $0.contains("Reader") })
    }

    @Test func `a dry run makes no key`() throws {
        let desk = try ProbeDesk(hasKey: false)
        let file = try desk.folder.write("five.jsonl", fiveComments)
        #expect(try desk.run("ingest", file, "--dry-run").status == 0)
        #expect(key(desk.path + "/author.key") == nil)
    }

    @Test func `a key that others may read is refused with what to type`() throws {
        let desk = try ProbeDesk()
        try desk.ingestFive()
        let path = desk.path + "/author.key"
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
        let outcome = try desk.run("ingest", desk.folder.path + "/five.jsonl")
        #expect(outcome.status == 65)
        #expect(outcome.errors.contains("error[C060]") && outcome.errors.contains("chmod 600"))
    }

    @Test func `a key of another length, or of another desk, is refused and not changed`() throws {
        let desk = try ProbeDesk()
        try desk.ingestFive()
        let path = desk.path + "/author.key"
        for (bytes, code) in [
            (Data(count: 31), "C061"), (Data(count: 33), "C061"), (Data(count: 32), "C062"),
        ] {
            try bytes.write(to: URL(fileURLWithPath: path))
            let before = try desk.dump()
            let outcome = try desk.run("ingest", desk.folder.path + "/five.jsonl")
            #expect(outcome.status == 65)
            #expect(outcome.errors.contains("error[\(code)]"), "\(outcome.errors)")
            #expect(outcome.errors.contains("count as new"))
            #expect(key(path) == bytes)
            #expect(try desk.dump() == before)
        }
    }

    @Test func `a desk that lost its key begins with a new one and stays sound`() throws {
        let desk = try ProbeDesk()
        try desk.ingestFive()
        try FileManager.default.removeItem(atPath: desk.path + "/author.key")
        let more = try desk.folder.write(
            "more.jsonl", #"{"id":"p9","text":"Fine.","author":{"name":"Reader One"}}"#)
        #expect(try desk.run("ingest", more, "--source", "news").status == 0)
        #expect(try desk.dump().count { $0.hasPrefix("author ") } == 2)
        #expect(try desk.run("verify").status == 0)
    }
}
