import Foundation
import Moderation
import PolicyEngine
import TestSupport
import Testing

@Suite struct PolicyLockTests {
    private func lock(_ policy: ProbePolicy) throws -> PolicyLock {
        try policy.write { PolicyLock(try PolicyFolder(path: $0)) }
    }

    private func problems(_ policy: ProbePolicy, since old: ProbePolicy) throws -> [Problem] {
        let recorded = try lock(old)
        return try policy.write { path in
            let folder = try PolicyFolder(path: path)
            return PolicyLock(folder).problems(since: recorded, in: folder)
        }
    }

    private let plain = ProbePolicy(.phrases(["marble"]))

    @Test func `the same files give the same bytes, whose lines sha256sum reads`() throws {
        let text = try lock(plain).text
        #expect(try text == lock(plain).text)
        #expect(text.contains("# pack probe 1.0.0\n"))
        let lines = text.split(separator: "\n").filter { !$0.hasPrefix("#") }
        #expect(lines.count == 5)
        #expect(lines.allSatisfy { $0.contains(/^[0-9a-f]{64}  [a-z\/.-]+$/) })
        // The SHA-256 of nothing. **Source**: FIPS 180-4 with an empty message.
        var empty = plain
        empty.files["packs/probe/lists/none.txt"] = ""
        #expect(
            try lock(empty).text.contains(
                "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
                    + "  packs/probe/lists/none.txt\n"))
    }

    @Test func `what was written is read again`() throws {
        let lock = try lock(plain)
        #expect(try PolicyLock(text: lock.text, path: "packs.lock") == lock)
        #expect(throws: Problem.self) { try PolicyLock(text: "what is this\n", path: "packs.lock") }
    }

    @Test func `a changed pack needs a new version`() throws {
        var changed = plain
        changed.files["packs/probe/lists/names.txt"] = "goose\n"
        let problems = try problems(changed, since: plain)
        #expect(problems.map(\.code) == ["P034"])
        #expect(problems[0].message.contains("still 1.0.0, but it changed: lists/names.txt"))
        changed.files["packs/probe/pack.yaml"] = changed.files["packs/probe/pack.yaml"]!!
            .replacing("1.0.0", with: "1.1.0")
        let renewed = try self.problems(changed, since: plain)
        #expect(renewed.map(\.code) == ["P039"])
        #expect(renewed[0].message.contains("probe is 1.1.0 and was 1.0.0"))
        #expect(try self.problems(changed, since: changed).isEmpty)
    }

    @Test func `what all packs share, and packs that come and go, only need a new lock`() throws {
        var changed = plain
        changed.files["profiles/publisher.yaml"] = plain.files["profiles/publisher.yaml"]!! + "\n"
        changed.files["packs/probe/pack.yaml"] = .some(nil)
        changed.files["packs/other/pack.yaml"] = "pack: other\nversion: \"2.0\"\nrules: []\n"
        let problems = try problems(changed, since: plain)
        #expect(problems.map(\.code) == ["P039"])
        #expect(
            problems[0].message
                == "the lock is behind: other is new, probe is gone, profiles/publisher.yaml changed"
        )
    }

    @Test func `a pack without a version cannot be locked`() throws {
        var policy = plain
        policy.files["packs/probe/pack.yaml"] = "pack: probe\nrules: []\n"
        #expect(throws: Problems.self) { try lock(policy) }
    }
}
