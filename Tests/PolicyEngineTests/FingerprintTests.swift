import Moderation
import PolicyEngine
import TestSupport
import Testing

@Suite struct FingerprintTests {
    private static let base = ProbeRule(
        id: "probe.a", find: "{phrases: [marble, \"{names}\"]}", match: "marble")

    private func fingerprint(
        _ rule: ProbeRule = base, names: String = "goose\nloon\n", overrides: [RuleOverride] = []
    ) throws -> String? {
        var policy = ProbePolicy(rule)
        policy.files["packs/probe/lists/names.txt"] = names
        return try policy.load(overrides: overrides).ruleFingerprints["probe.a"]
    }

    private func changed(_ change: (inout ProbeRule) -> Void) -> ProbeRule {
        var rule = Self.base
        change(&rule)
        return rule
    }

    @Test func `a fingerprint is 16 digits and the same every time`() throws {
        let one = try #require(try fingerprint())
        #expect(one.wholeMatch(of: /[0-9a-f]{16}/) != nil)
        #expect(try fingerprint() == one)
    }

    @Test func `what people are told, shown and called changes no fingerprint`() throws {
        let told = changed {
            $0.more = ["tell_author: Leave it out.", "because: It was asked.", "owner: the clerk"]
            $0.match = "a marble"
        }
        #expect(try fingerprint(told) == fingerprint())
        var renamed = ProbePolicy(changed { $0.id = "probe.b" })
        renamed.files["packs/probe/lists/names.txt"] = "# birds\nloon\ngoose # grey\n"
        #expect(try renamed.load().ruleFingerprints["probe.b"] == fingerprint())
    }

    @Test(arguments: [
        "find: {phrases: [marble]}", "find: {phrases: [marble, slate, \"{names}\"]}",
        "find: {count: {phrases: [marble, \"{names}\"], at_least: 1}}",
        "find: {count: {phrases: [marble, \"{names}\"], at_least: 1, at_most: 2}}",
        "find: {near: {first: [marble], then: [hall], within_words: 1}}",
        "find: {near: {first: [marble], then: [hall], within_words: 2}}",
        "find: {near: {first: [marble], then: [hall], within_words: 2, either_order: true}}",
        "find: {near: {first: [marble], then: [hall], within_words: 2, same_sentence: false}}",
        "find: {near: {first: [marble], then: [hall], within_words: 2, between_only: [a]}}",
        "find: {regex: {pattern: 'marble', reach: 9}}",
        "find: {regex: {pattern: 'marble', reach: 8}}",
        "find: {regex: {pattern: 'marbles?', reach: 9}}",
        "find: {measure: {name: length, at_most: 20}}",
        "find: {measure: {name: length, at_most: 21}}",
        "find: {measure: {name: length, at_least: 3, at_most: 20}}",
        "strength: weak", "strength: {credit: 3}", "category: attack", "family: stone",
        "status: shadow", "skip: [quoted]", "see_through: [accents]",
        "except: {overlapping: [marble floor]}", "except: {overlapping: [marble stairs]}",
        "except: {after_words: {words: [no], within: 2}}",
        "except: {after_words: {words: [no], within: 3}}",
        "except: {before_words: {words: [no], within: 2}}",
        "except: {before_words: {words: [no], within: 3}}", "only: {source: [letters]}",
        "only: {section: [letters]}", "only: {language: [es]}", "only: {place: top}",
        "from: 2026-11-03", "until: 2026-11-03",
    ])
    func `what changes a hit or its points changes the fingerprint`(line: String) throws {
        #expect(try fingerprint(Self.with(line)) != fingerprint())
    }

    @Test func `no two of those changes have one fingerprint`() throws {
        let lines = [
            "find: {phrases: [marble]}", "except: {overlapping: [no]}",
            "except: {after_words: {words: [no], within: 1}}",
            "except: {before_words: {words: [no], within: 1}}", "only: {source: [no]}",
            "only: {section: [no]}", "only: {language: [no]}", "family: \"no\"",
            "from: 2026-11-03", "until: 2026-11-03",
        ]
        #expect(Set(try lines.map { try fingerprint(Self.with($0)) }).count == lines.count)
    }

    /// The base rule with one line more, or another check.
    private static func with(_ line: String) -> ProbeRule {
        var rule = base
        rule.match = "marble hall!!!!!"
        if line.hasPrefix("find: ") {
            rule.find = String(line.dropFirst(6))
        } else if line.hasPrefix("strength: ") {
            rule.strength = String(line.dropFirst(10))
        } else if line.hasPrefix("category: ") {
            rule.category = String(line.dropFirst(10))
        } else {
            rule.more = [line]
        }
        return rule
    }

    @Test func `a phrase more in a list changes the rules that use it`() throws {
        #expect(try fingerprint(names: "goose\nloon\nteal\n") != fingerprint())
        #expect(try fingerprint(names: "goose\n") != fingerprint())
    }

    @Test func `what the desk overrides is in it, and a rule that is off has none`() throws {
        func override(_ change: (inout RuleOverride) -> Void) throws -> String? {
            var override = RuleOverride(rule: "probe.a", place: Problem.Place(file: "desk.yaml"))
            change(&override)
            return try fingerprint(overrides: [override])
        }
        #expect(try override { $0.points = 1 } == fingerprint(changed { $0.strength = "hint" }))
        #expect(
            try override { $0.exceptions = ["marble hall"] }
                == fingerprint(changed { $0.more = ["except: {overlapping: [marble hall]}"] }))
        #expect(try override { $0.isOff = true } == nil)
    }

    @Test func `a combination changes with its parts`() throws {
        func both(_ part: ProbeRule) throws -> [RuleID: String] {
            try ProbePolicy(
                part, ProbeRule(id: "probe.b", find: "{phrases: [hall]}", match: "hall"),
                ProbeRule(
                    id: "probe.c", find: "{combine: {all_of: [probe.a, probe.b]}}",
                    match: "marble hall", twin: "a hall")
            ).load().ruleFingerprints
        }
        let plain = ProbeRule(id: "probe.a", find: "{phrases: [marble]}", match: "marble")
        var wider = plain
        wider.find = "{phrases: [marble, slate]}"
        let (before, after) = (try both(plain), try both(wider))
        #expect(before["probe.b"] == after["probe.b"])
        #expect(before["probe.c"] != after["probe.c"])
    }

    @Test func `labels have one, rules in shadow and drafts have none`() throws {
        let rules = [
            ("probe.l", "question", "active"), ("probe.s", nil, "shadow"),
            ("probe.d", nil, "draft"),
        ].map { id, label, status in
            ProbeRule(
                id: id, label: label, find: "{phrases: [marble]}", match: "marble",
                more: ["status: \(status)"])
        }
        #expect(try Array(ProbePolicy(rules).load().ruleFingerprints.keys) == ["probe.l"])
    }
}
