import Foundation
import TestSupport
import Testing

@Suite struct PolicyStampTests {
    private func digest(_ desk: ProbeDesk) throws -> String? {
        try desk.run("status", "--json").object["policy"] as? String
    }

    @Test func `status knows a changed policy, and a broken one, at once`() throws {
        let desk = try ProbeDesk()
        let first = try #require(try digest(desk))
        #expect(try digest(desk) == first)
        let pack = desk.folder.path + "/policies/packs/probe/pack.yaml"
        let text = try String(contentsOfFile: pack, encoding: .utf8)
        let softer = text.replacing("version: \"1.0.0\"", with: "version: \"1.0.1\"")
        try softer.write(toFile: pack, atomically: true, encoding: .utf8)
        let second = try #require(try digest(desk))
        #expect(second != first)
        try (softer + "\nnonsense: [").write(toFile: pack, atomically: true, encoding: .utf8)
        for _ in 0..<2 { #expect(try desk.run("status").status == 65) }
        try text.write(toFile: pack, atomically: true, encoding: .utf8)
        #expect(try digest(desk) == first)
        // A key of the desk's own settings is part of it too.
        try desk.amendSettings("reads: [en]\n")
        #expect(try digest(desk) != first)
    }

    @Test func `status works where nothing may be written`() throws {
        let desk = try ProbeDesk()
        try FileManager.default.createDirectory(
            atPath: desk.path + "/policy-read.json", withIntermediateDirectories: false)
        #expect(try digest(desk) != nil)
        #expect(try digest(desk) != nil)
    }
}
