import Moderation
import PolicyEngine
import TestSupport
import Testing

/// What a desk gives to rules of packs that it does not edit.
struct DeskListTests {
    private static let place = Problem.Place(file: "desk.yaml", line: 7, column: 3)

    private func policy(_ rules: ProbeRule..., sample: String = "mayor sample\n") -> ProbePolicy {
        var policy = ProbePolicy(rules)
        policy.files["packs/probe/desk/officials.txt"] = "# a sample\n" + sample
        return policy
    }

    private func rule(_ id: String = "probe.rule", only: Bool = false) -> ProbeRule {
        ProbeRule(
            id: id, find: "{phrases: [\"{desk.officials}\"]}", match: "mayor sample spoke",
            more: only ? ["only: {desk_list: officials}"] : [])
    }

    private func list(_ phrases: String..., name: String = "officials") -> DeskList {
        DeskList(name: name, phrases: phrases, place: Self.place)
    }

    private func load(_ policy: ProbePolicy, _ lists: [DeskList]) throws -> Policy {
        try policy.write { folder in
            try Policy.load(from: folder, profile: .publisher, lists: lists)
        }
    }

    @Test func `examples see the pack's sample and comments what the desk gives`() throws {
        let silent = Classifier(policy: try load(policy(rule()), []))
        #expect(silent.found("mayor sample and mayor lund") == [])
        let given = Classifier(
            policy: try load(policy(rule()), [list("mayor lund", "clerk ortega")]))
        #expect(
            given.found("mayor sample, mayor lund, Clerk Ortega") == ["mayor lund", "Clerk Ortega"])
    }

    @Test func `a rule waits for the list it asks a desk for`() throws {
        let opinion = ProbeRule(
            find: "{phrases: [polls close]}", match: "polls close at six",
            more: [
                "only: {desk_list: officials}", "except: {overlapping: [\"{desk.officials}\"]}",
            ])
        let probe = policy(opinion, sample: "polls close late\n")
        #expect(Classifier(policy: try load(probe, [])).found("polls close at nine") == [])
        let given = Classifier(policy: try load(probe, [list("polls close at seven")]))
        #expect(given.found("polls close at nine") == ["polls close"])
        #expect(given.found("polls close at seven") == [])
    }

    @Test func `an exception of the desk's list takes a hit back`() throws {
        let digits = ProbeRule(
            find: "{regex: {pattern: '[0-9]{3}-[0-9]{4}', reach: 8}}", match: "call 555-0142",
            more: ["except: {overlapping: [\"{desk.officials}\"]}"])
        let probe = policy(digits, sample: "555-0100\n")
        let given = Classifier(policy: try load(probe, [list("555-0199")]))
        #expect(given.found("555-0142 or 555-0199") == ["555-0142"])
    }

    @Test func `what a desk gives is part of the policy's name and of the rule's fingerprint`()
        throws
    {
        let none = try load(policy(rule()), [])
        let one = try load(policy(rule()), [list("mayor lund")])
        let two = try load(policy(rule()), [list("mayor ortega")])
        #expect(Set([none.digest, one.digest, two.digest]).count == 3)
        #expect(Set([none, one, two].map { $0.ruleFingerprints["probe.rule"] }).count == 3)
    }

    @Test func `a list that no rule asks for is refused, with the nearest name`() throws {
        let probe = policy(rule())
        expectGolden(
            try probe.problems(lists: [list("x", name: "oficials")]),
            "problems/desk-list-nobody-asks-for.txt")
        #expect(try ProbePolicy(.phrases(["clown"])).problems(lists: [list("x")]).contains("C040"))
    }

    @Test func `a rule that asks for a list without a sample is refused`() throws {
        var probe = ProbePolicy(rule())
        expectGolden(try probe.problems(), "problems/desk-list-without-a-sample.txt")
        probe = ProbePolicy(
            ProbeRule(
                find: "{phrases: [polls]}", match: "polls", more: ["only: {desk_list: hours}"]))
        expectGolden(try probe.problems(), "problems/condition-on-a-list-without-a-sample.txt")
    }

    @Test func `a public body's acting rule may not get a side from its desk either`() throws {
        var probe = policy(rule())
        probe.files["neutrality/refused.yaml"] = "names: [whigs]\nbare: [monkeys]\n"
        for phrase in ["the whigs", "monkeys"] {
            let problems = try probe.problems(.government, lists: [list(phrase)])
            #expect(problems.contains("P032") || problems.contains("C032"), "\(problems)")
        }
        #expect(try probe.problems(.government, lists: [list("mayor lund")]) == "")
    }

    @Test func `a rule says in words what it asks a desk for`() throws {
        let detail = try load(policy(rule(only: true)), [list("mayor lund")]).details[0]
        #expect(detail.looksFor == ["any phrase that the desk gives as officials"])
        #expect(detail.conditions.first == "only on a desk that gives the list officials")
    }

    @Test func `a desk's settings hold its lists`() throws {
        let settings = try DeskSettings.read(
            path: "desk.yaml", text: "profile: publisher\nlists:\n  officials: [mayor lund, no]\n")
        #expect(
            settings.lists == [
                DeskList(
                    name: "officials", phrases: ["mayor lund", "no"],
                    place: Problem.Place(file: "desk.yaml", line: 3, column: 3))
            ])
        #expect(throws: Problems.self) {
            try DeskSettings.read(path: "desk.yaml", text: "profile: publisher\nlists: [a]\n")
        }
    }

    @Test(arguments: [
        ("--", "C024"), ("ma*or", "C004"), ("{clerks}", "C004"),
        ("one two three four five six seven eight nine ten eleven twelve thirteen", "C018"),
    ])
    func `a phrase that would be read as something else is refused`(
        phrase: String, code: String
    ) throws {
        do {
            _ = try load(policy(rule()), [list("mayor lund", phrase)])
            Issue.record("it loads")
        } catch let error as Problems {
            #expect(error.all.map(\.code) == [code])
            #expect(error.all.allSatisfy { $0.place == Self.place && $0.help != nil })
        }
    }
}
