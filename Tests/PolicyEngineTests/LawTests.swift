import Moderation
import PolicyEngine
import Testing

/// What a profile allows a machine, whatever the files of a policy say.
struct LawTests {
    private static let ids = [
        "threat", "incite", "minors", "selfharm", "pii", "scam", "spam", "flood", "campaign",
        "impersonation", "obscene", "vote-facts", "sighting", "hate", "attack",
        "official-criticism", "defamation", "copyright", "off-topic", "profanity", "style",
        "unreadable", "something-new",
    ]

    /// The furthest a category may go.
    private func most(_ id: String, _ profile: Profile, isSensitive: Bool) -> String {
        if ["style", "profanity"].contains(id) {
            return profile == .government ? "label" : "queue"
        }
        guard profile == .government else {
            return ["spam", "scam"].contains(id) ? "reject" : "hold"
        }
        if ["hate", "attack"].contains(id) { return "label" }
        let mayBeHeld = ["pii", "spam", "scam", "flood", "minors"].contains(id) && !isSensitive
        return mayBeHeld ? "hold" : "queue"
    }

    private func problems(
        _ id: String, _ ceiling: String, _ profile: Profile, isSensitive: Bool
    ) throws -> String {
        var ceilings = ["government": "label", "publisher": "label", "publisher-eu": "label"]
        ceilings[profile.rawValue] = ceiling
        var policy = ProbePolicy(
            ProbeRule(category: id, find: "{phrases: [clown]}", match: "clown"))
        policy.files["categories.yaml"] = """
            categories:
              - id: \(id)
                title: A category of a test
                definition: What a test calls so.
                severity: S2
                viewpoint_sensitive: \(isSensitive)
                ceiling: {\(ceilings.map { "\($0): \($1)" }.sorted().joined(separator: ", "))}
            labels:
              - {id: question, title: Asks}

            """
        return try policy.problems(profile)
    }

    @Test(arguments: ids, Profile.allCases)
    func `a ceiling above what the law allows does not load`(id: String, profile: Profile) throws {
        let order = ["label", "queue", "hold", "reject"]
        for isSensitive in [true, false] {
            let most = most(id, profile, isSensitive: isSensitive)
            for ceiling in order {
                let isAllowed = order.firstIndex(of: ceiling)! <= order.firstIndex(of: most)!
                let problems = try problems(id, ceiling, profile, isSensitive: isSensitive)
                #expect(problems.contains("error[P025]") != isAllowed, "\(ceiling) \(problems)")
                if isAllowed { #expect(problems == "") }
            }
        }
    }

    @Test func `spam is rejected only where the profile switched it on by name`() throws {
        let rules = ["one", "two", "three"].map {
            ProbeRule(
                id: "probe.\($0)", strength: "strong", find: "{phrases: [\($0)]}", match: $0,
                more: ["family: \($0)"])
        }
        for profile in Profile.allCases {
            var policy = ProbePolicy(rules)
            let path = "profiles/\(profile).yaml"
            func route() throws -> Route {
                try policy.classifier(profile).assess(Comment(text: "one two three")).route
            }
            #expect(try route() == (profile == .government ? .hold : .reject))
            policy.files[path] = policy.files[path]!!.replacing(", reject: 9", with: "")
            #expect(try route() == .hold, "\(profile)")
        }
        for profile in Profile.allCases {
            let shipped = try Shipped.policy(profile)
            #expect(!shipped.profile.thresholds.contains { $0.route == .reject }, "\(profile)")
        }
    }
}
