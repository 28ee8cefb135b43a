import Foundation
import Moderation
import PolicyEngine
import TestSupport
import Testing

@Suite struct PolicyComparingTests {
    private func compare(_ old: ProbePolicy, _ new: ProbePolicy) throws -> PolicyComparison {
        try old.write { old in
            try new.write { new in
                try PolicyComparison(old: PolicyFolder(path: old), new: PolicyFolder(path: new))
            }
        }
    }

    private func rule(_ id: String, _ phrase: String, more: [String] = []) -> ProbeRule {
        var rule = ProbeRule.phrases([phrase, "{names}"], match: phrase, more: more)
        rule.id = id
        return rule
    }

    private func policy(_ rules: ProbeRule..., names: String = "goose\n") -> ProbePolicy {
        var policy = ProbePolicy(rules)
        policy.files["packs/probe/lists/names.txt"] = names
        return policy
    }

    @Test func `a policy is the same as itself`() throws {
        let same = policy(rule("probe.a", "marble"))
        let comparison = try compare(same, same)
        #expect(comparison.changesNothing && comparison.files.isEmpty)
    }

    @Test func `a remark changes a file and nothing else`() throws {
        var remarked = policy(rule("probe.a", "marble"))
        remarked.files["packs/probe/lists/names.txt"] = "# birds\ngoose\n"
        let comparison = try compare(policy(rule("probe.a", "marble")), remarked)
        #expect(comparison.changesNothing)
        #expect(comparison.files.map(\.path) == ["packs/probe/lists/names.txt"])
        #expect(comparison.files[0].old?.count == 64 && comparison.files[0].new?.count == 64)
    }

    @Test func `rules come, go and change, and a new name is a change`() throws {
        let comparison = try compare(
            policy(rule("probe.a", "marble"), rule("probe.b", "pebble"), rule("probe.c", "shale")),
            policy(
                rule("probe.a", "marble"), rule("probe.d", "slate"),
                rule("probe.e", "granite", more: ["formerly: probe.b", "status: shadow"])))
        #expect(comparison.added.map(\.id) == ["probe.d"])
        #expect(comparison.removed.map(\.id) == ["probe.c"])
        #expect(comparison.changed.map(\.rule) == ["probe.e"])
        let changes = try #require(comparison.changed.first).changes
        #expect(
            changes.map(\.what) == [
                "id", "status", "what it looks for", "example match", "example match",
                "example no_match", "example no_match",
            ])
        #expect(
            changes[2]
                == PolicyComparison.Change(
                    what: "what it looks for",
                    old: "the words “pebble” or any phrase of the list names",
                    new: "the words “granite” or any phrase of the list names"))
    }

    @Test func `a longer list is told once, not at every rule that uses it`() throws {
        let comparison = try compare(
            policy(rule("probe.a", "marble"), names: "goose\nloon\n"),
            policy(rule("probe.a", "marble"), names: "goose\nteal\nheron\n"))
        #expect(comparison.changed.isEmpty)
        #expect(
            comparison.lists == [
                PolicyComparison.ListChange(
                    list: "probe/names", added: ["teal", "heron"], removed: ["loon"])
            ])
    }

    @Test func `thresholds, ceilings and versions are told`() throws {
        let old = policy(rule("probe.a", "marble"))
        var new = old
        func change(_ path: String, _ from: String, _ to: String) {
            new.files[path] = new.files[path]!!.replacing(from, with: to)
        }
        change("profiles/publisher.yaml", "hold: 5", "hold: 4")
        change("categories.yaml", "publisher: reject", "publisher: hold")
        change("packs/probe/pack.yaml", "1.0.0", "1.1.0")
        let settings = try compare(old, new).settings
        #expect(
            settings.map { "\($0.what): \($0.old ?? "") \($0.new ?? "")" } == [
                "version of probe: 1.0.0 1.1.0", "threshold of hold, publisher: 5 4",
                "ceiling of spam, publisher: reject hold",
            ])
    }

    @Test func `both policies must be sound`() {
        let broken = ProbePolicy(ProbeRule(find: "{phrases: [marble]}", match: "no such word"))
        #expect(throws: Problems.self) { try compare(broken, policy(rule("probe.a", "marble"))) }
    }
}
