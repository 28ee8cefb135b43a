import Foundation
import Moderation
import PolicyEngine
import TestSupport
import Testing

/// What is refused, and what people read then: a fixture and a golden each.
///
/// **Shape**: `Fixtures/problems/NAME.yaml` is the pack of a policy that is fine but for it; a folder
/// is laid over such a policy.
struct ProblemTests {
    private static let fixtures = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("Fixtures")

    private static func names(_ folder: String) -> [String] {
        let url = fixtures.appendingPathComponent(folder)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []
        return names.filter { !$0.hasPrefix(".") }.sorted()
    }

    /// The least good policy, with the fixture laid over it.
    private func policy(_ name: String) throws -> ProbePolicy {
        var policy = ProbePolicy(.phrases(["clown"]))
        let url = Self.fixtures.appendingPathComponent("problems/\(name)")
        if name.hasSuffix(".yaml") {
            policy.files["packs/probe/pack.yaml"] = try String(contentsOf: url, encoding: .utf8)
            return policy
        }
        for path in try FileManager.default.subpathsOfDirectory(atPath: url.path) {
            let file = url.appendingPathComponent(path)
            guard let data = try? Data(contentsOf: file) else { continue }
            policy.files[path] = String(decoding: data, as: UTF8.self)
        }
        return policy
    }

    @Test func `the policy that fixtures are laid over is fine`() throws {
        for profile in Profile.allCases {
            #expect(try ProbePolicy(.phrases(["clown"])).problems(profile) == "")
        }
    }

    @Test(arguments: names("problems"))
    func `a faulty policy is refused with the place and the next thing to do`(name: String) throws {
        let profile: Profile = name.hasPrefix("government-") ? .government : .publisher
        let problems = try policy(name).problems(profile, isThorough: true)
        guard !problems.isEmpty else {
            Issue.record("it loads")
            return
        }
        let golden = name.hasSuffix(".yaml") ? String(name.dropLast(5)) : name
        expectGolden(problems, "problems/\(golden).txt")
    }

    @Test func `a missing file and an unknown pack are refused`() throws {
        for path in ["categories.yaml", "profiles/publisher.yaml"] {
            var policy = ProbePolicy(.phrases(["clown"]))
            policy.files.updateValue(nil, forKey: path)
            expectGolden(
                try policy.problems(), "problems/missing-\(path.split(separator: "/").last!).txt")
        }
        let policy = ProbePolicy(.phrases(["clown"]))
        for (name, pin) in [
            ("unknown-pack", PackPin(name: "prob")), ("pack-far-from-any", PackPin(name: "zebra")),
            ("pack-in-another-version", PackPin(name: "probe", version: "2.0.0")),
        ] {
            expectGolden(try policy.problems(packs: [pin]), "problems/\(name).txt")
        }
        #expect(try policy.problems(packs: [PackPin(name: "probe", version: "1.0.0")]) == "")
    }

    @Test func `a policy without a pack is refused, and a folder that holds none`() throws {
        var policy = ProbePolicy(.phrases(["clown"]))
        policy.files["packs/other/pack.yml"] = "pack: other"
        policy.files["packs/.trash/notes.txt"] = ""
        policy.files["packs/README.md"] = "What is here."
        expectGolden(try policy.problems(), "problems/folder-without-a-pack.txt")
        #expect(try policy.problems(packs: [PackPin(name: "probe")]) == "")
        for files in [["packs/README.md"], []] {
            policy.files = policy.files.filter {
                !$0.key.hasPrefix("packs/") || files.contains($0.key)
            }
            expectGolden(try policy.problems(), "problems/no-pack.txt")
        }
    }

    @Test func `a file that cannot be read says what to do`() throws {
        for path in ["packs/probe/pack.yaml", "packs/probe/lists/names.txt"] {
            var policy = ProbePolicy(.phrases(["clown"]))
            policy.files.removeValue(forKey: path)
            policy.files[path + "/inside"] = ""
            expectGolden(
                try policy.problems(),
                "problems/folder-named-\(path.split(separator: "/").last!).txt")
        }
    }

    @Test func `a file that is not UTF-8 is refused`() throws {
        let root = FileManager.default.temporaryDirectory
            .appendingPathComponent("gavel-probe-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: root) }
        try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
        try Data([0x63, 0xFF]).write(to: root.appendingPathComponent("categories.yaml"))
        do {
            _ = try Policy.load(from: root.path, profile: .publisher)
            Issue.record("it loads")
        } catch {
            #expect(error.all.map(\.code) == ["P001"])
        }
    }

    @Test func `an override may only tame a rule that is there`() throws {
        let place = Problem.Place(file: "desk.yaml", line: 4, column: 3)
        let policy = ProbePolicy(.phrases(["clown"]))
        for (name, override) in [
            (
                "override-of-an-unknown-rule",
                RuleOverride(rule: "probe.rul", isOff: true, place: place)
            ),
            (
                "override-of-a-rule-like-no-other",
                RuleOverride(rule: "weather.rain", isOff: true, place: place)
            ),
            (
                "override-that-hardens",
                RuleOverride(rule: "probe.rule", points: 5, place: place)
            ),
        ] {
            expectGolden(try policy.problems(overrides: [override]), "problems/\(name).txt")
        }
        let softer = RuleOverride(rule: "probe.rule", points: 1, place: place)
        #expect(try policy.problems(overrides: [softer]) == "")
    }

    @Test func `an override takes away nothing that keeps other rules from acting`() throws {
        let place = Problem.Place(file: "desk.yaml", line: 4, column: 3)
        func rule(_ word: String, _ strength: String = "hint", label: String? = nil) -> ProbeRule {
            ProbeRule(
                id: "probe.\(word)", label: label, strength: strength,
                find: "{phrases: [\(word)]}", match: word, more: ["formerly: [probe.old-\(word)]"])
        }
        func combined(_ word: String, _ unseen: String, _ status: String) -> ProbeRule {
            ProbeRule(
                id: "probe.all-\(word)",
                find: "{combine: {all_of: [probe.\(word)], none_of: [probe.\(unseen)]}}",
                match: word, more: ["status: \(status)"])
        }
        let policy = ProbePolicy(
            rule("credit", "{credit: 2}"), rule("label", label: "counterspeech"),
            rule("asks", label: "question"), rule("unseen"), rule("part"),
            combined("part", "old-unseen", "active"), combined("unseen", "part", "draft"))
        #expect(try policy.problems() == "")
        for id: RuleID in ["probe.credit", "probe.label", "probe.old-label", "probe.unseen"] {
            for override in [
                RuleOverride(rule: id, isOff: true, place: place),
                RuleOverride(rule: id, exceptions: ["a clown"], place: place),
            ] {
                expectGolden(
                    try policy.problems(overrides: [override]),
                    "problems/override-of-\(id.rawValue.dropFirst(6)).txt")
            }
        }
        for id: RuleID in ["probe.asks", "probe.part"] {
            for override in [
                RuleOverride(rule: id, isOff: true, place: place),
                RuleOverride(rule: id, exceptions: ["clown college"], place: place),
            ] { #expect(try policy.problems(overrides: [override]) == "", "\(id)") }
        }
        let off = RuleOverride(rule: "probe.all-part", isOff: true, place: place)
        #expect(try policy.problems(overrides: [off]) == "")
        expectGolden(
            try policy.problems(overrides: [
                RuleOverride(rule: "probe.part", exceptions: ["cl*wn", "--"], place: place)
            ]), "problems/override-with-odd-exceptions.txt")
    }

    @Test func `a pattern that every comment pays for is warned of`() throws {
        let policy = ProbePolicy(
            ProbeRule(
                find: "{regex: {pattern: '[0-9a-f]{12}', reach: 12}}", match: "0123456789ab",
                twin: "twelve"))
        expectGolden(
            try policy.problems(isThorough: true), "problems/pattern-without-a-literal.txt")
    }

    @Test func `every code has a golden`() throws {
        let folders = ["PolicyEngineTests/Goldens/problems", "GavelTests/Goldens"]
        let goldens = try folders.flatMap { name in
            let folder = repository.appendingPathComponent("Tests/\(name)")
            let files = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
            return files.compactMap {
                try? String(contentsOf: folder.appendingPathComponent($0), encoding: .utf8)
            }
        }
        for code in PolicyCode.allCases {
            #expect(
                goldens.contains {
                    $0.contains("[\(code.rawValue)]")
                        || $0.contains("[C\(code.rawValue.dropFirst())]")
                },
                "\(code.rawValue): \(code.meaning)")
        }
    }

    @Test func `every problem shows where it is or what to do`() throws {
        for name in Self.names("problems") {
            let lines = try policy(name).problems().split(separator: "\n")
            for (line, next) in zip(lines, lines.dropFirst() + [""]) where line.contains("error[") {
                #expect(next.hasPrefix("  "), "\(name): \(line)")
            }
        }
    }

    @Test(arguments: ["\r\n", "\n"])
    func `line ends of any system are fine`(ends: String) throws {
        var policy = ProbePolicy(.phrases(["clown"]))
        policy.files = policy.files.mapValues { $0?.replacing("\n", with: ends) }
        #expect(try policy.problems() == "")
    }

    // MARK: - Settings of a desk

    @Test(arguments: names("settings"))
    func `settings are read as strictly`(name: String) throws {
        let url = Self.fixtures.appendingPathComponent("settings/\(name)")
        let text = try String(contentsOf: url, encoding: .utf8)
        var read: String
        let isGood = ["good.yaml", "windows-line-ends.yaml", "sources.yaml", "retention.yaml"]
            .contains(name)
        do {
            let settings = try DeskSettings.read(path: "desk.yaml", text: text)
            read = "\(settings.profile), \(settings.title ?? "-"), \(settings.timeZone ?? "-")\n"
            for pack in settings.packs ?? [] { read += "\(pack)\n" }
            for source in settings.sources {
                read += "\(source.name): \(source.files), \(source.format ?? "-"), "
                read += "\(source.article ?? "-"), \(source.map), \(source.place)\n"
            }
            for (source, kept) in settings.retention.sorted(by: { $0.key < $1.key }) {
                read += "\(source): kept as \(kept.rawValue)\n"
            }
            guard isGood else {
                Issue.record("it is read: \(read)")
                return
            }
        } catch {
            read = error.description + "\n"
            #expect(error.all.allSatisfy { $0.code.hasPrefix("C0") })
        }
        expectGolden(read, "settings/\(name.dropLast(5)).txt")
    }

    @Test func `what init writes is read back`() throws {
        for profile in Profile.allCases {
            let policy = try Shipped.policy(profile)
            let text = DeskSettings.template(policy, title: "Port Alder")
            let settings = try DeskSettings.read(path: "desk.yaml", text: text)
            #expect(settings.profile == profile)
            #expect(settings.title == "Port Alder")
            #expect(settings.packs == policy.packs)
            #expect(settings.policies == nil)
        }
    }

    @Test(arguments: ["A \"quoted\" town", "back\\slash", "a: b # c", "{x}"])
    func `a title of any characters is read back`(title: String) throws {
        let text = DeskSettings.template(try Shipped.policy(.publisher), title: title)
        #expect(try DeskSettings.read(path: "desk.yaml", text: text).title == title)
    }
}
