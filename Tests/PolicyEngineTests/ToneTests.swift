import Moderation
import PolicyEngine
import Testing

/// Tone is never a verdict: by itself it holds nothing, and at a public body it queues nothing.
struct ToneTests {
    private static let loud = "READ THE WHOLE MEMO TODAYYYYY!!!!!"

    private func measure(_ name: String, _ category: String, _ strength: String) -> ProbeRule {
        ProbeRule(
            id: "probe.\(name.prefix { $0 != "_" })", category: category, strength: strength,
            find: "{measure: {name: \(name), at_least: \(name == "capitals_share" ? "0.8" : "4")}}",
            match: Self.loud, twin: "so calm")
    }

    private func combined(_ combine: String, in category: String = "spam") -> [ProbeRule] {
        [
            measure("capitals_share", "style", "hint"), measure("exclamation_run", "style", "hint"),
            ProbeRule(
                id: "probe.swears", category: "style", strength: "hint",
                find: "{phrases: [memo]}", match: "memo"),
            ProbeRule(
                id: "probe.sells", strength: "hint", find: "{phrases: [today*]}", match: "today"),
            ProbeRule(
                id: "probe.all", category: category, strength: "strong",
                find: "{combine: {\(combine)}}", match: Self.loud, twin: "so calm"),
        ]
    }

    @Test(arguments: ["capitals_share", "exclamation_run", "repeated_run"], Profile.allCases)
    func `a measure of tone counts towards nothing that could be held`(
        name: String, profile: Profile
    ) throws {
        for category in ["spam", "pii", "threat"] {
            let problems = try ProbePolicy(measure(name, category, "hint")).problems(profile)
            #expect(problems.contains("error[P025]: rule probe."), "\(category): \(problems)")
        }
        // A label at a public body, and a queue elsewhere.
        for category in ["style", "attack"] {
            let policy = ProbePolicy(measure(name, category, "strong"))
            #expect(try policy.problems(profile) == "")
            let route = try policy.classifier(profile).assess(Comment(text: Self.loud)).route
            let most = profile == .government || category == "style" ? Route.pass : .queue
            #expect(route == most, "\(category)")
        }
    }

    @Test(arguments: [
        ("all_of: [probe.capitals, probe.exclamation]", false),
        ("all_of: [probe.capitals, probe.swears]", false),
        ("any_of: [probe.capitals, probe.sells]", false),
        ("any_of: [probe.capitals, probe.swears, probe.sells], at_least: 2", false),
        ("all_of: [probe.capitals, probe.sells]", true),
        ("all_of: [probe.capitals], any_of: [probe.sells]", true),
        ("any_of: [probe.capitals, probe.sells], at_least: 2", true),
    ])
    func `a combination asks for more than tone`(combine: String, loads: Bool) throws {
        let problems = try ProbePolicy(combined(combine)).problems()
        #expect(problems.contains("P025") != loads, "\(problems)")
        #expect(try ProbePolicy(combined(combine, in: "attack")).problems() == "")
    }

    @Test(arguments: ["style", "profanity"], Profile.allCases)
    func `a category of tone is never held`(category: String, profile: Profile) throws {
        for (ceiling, isAllowed) in [
            ("label", true), ("queue", profile != .government), ("hold", false),
        ] {
            var policy = ProbePolicy(.phrases(["clown"]))
            var ceilings = ["government": "label", "publisher": "label", "publisher-eu": "label"]
            ceilings[profile.rawValue] = ceiling
            let line = ceilings.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
                .joined(separator: ", ")
            policy.files["categories.yaml"] = policy.files["categories.yaml"]!!
                .replacing(
                    "labels:",
                    with: """
                          - id: \(category)2
                            title: Tone
                            definition: What a test calls tone.
                            severity: S0
                            viewpoint_sensitive: false
                            ceiling: {\(line)}
                        labels:
                        """
                )
                .replacing("id: style\n", with: "id: style3\n")
                .replacing("id: \(category)2", with: "id: \(category)")
            let problems = try policy.problems(profile)
            #expect(
                problems.contains("'\(category)' is tone") != isAllowed, "\(ceiling) \(problems)")
        }
    }
}
