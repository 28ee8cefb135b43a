import Moderation
import PolicyEngine
import Testing

/// From findings to points, and from points to one route.
struct ScoringTests {
    private func rule(
        _ word: String, _ strength: String, in category: String = "spam", more: [String] = []
    ) -> ProbeRule {
        ProbeRule(
            id: "probe.\(word)", category: category, strength: strength,
            find: "{phrases: [\(word)]}", match: word, more: more)
    }

    private func assess(
        _ text: String, _ rules: [ProbeRule], _ profile: Profile = .publisher
    ) throws -> Assessment {
        try ProbePolicy(rules).classifier(profile).assess(Comment(text: text))
    }

    private func points(_ assessment: Assessment) -> [String: Int] {
        Dictionary(
            uniqueKeysWithValues: assessment.categories.map { ($0.category.rawValue, $0.points) })
    }

    @Test func `a rule gives its points once, however often it speaks`() throws {
        let assessment = try assess("one one one", [rule("one", "medium")])
        #expect(points(assessment) == ["spam": 3])
        #expect(assessment.signals.map(\.points) == [3, 0, 0])
        #expect(assessment.route == .queue)
    }

    @Test(arguments: [("hint", 1), ("weak", 2), ("medium", 3), ("strong", 5)])
    func `a strength is so many points`(strength: String, count: Int) throws {
        #expect(points(try assess("one", [rule("one", strength)])) == ["spam": count])
    }

    @Test func `one loud family gives no more than its cap`() throws {
        let family = ["family: loud"]
        let rules = ["one", "two", "three"].map { rule($0, "medium", more: family) }
        #expect(points(try assess("one two three", rules)) == ["spam": 5])
        #expect(points(try assess("one two three", rules + [rule("four", "weak")])) == ["spam": 5])
        #expect(
            points(try assess("one two three four", rules + [rule("four", "weak")])) == ["spam": 7])
        let explained = try ProbePolicy(rules).classifier().explain(Comment(text: "one two three"))
        #expect(explained.categories.map(\.pointsBeforeCaps) == [9])
        #expect(explained.categories.map(\.pointsAfterCaps) == [5])
    }

    @Test func `a credit lowers its own category and never below nothing`() throws {
        let rules = [
            rule("one", "medium"), rule("two", "{credit: 2}"), rule("three", "{credit: 9}"),
            rule("other", "weak", in: "pii"),
        ]
        #expect(points(try assess("one two", rules)) == ["spam": 1])
        #expect(points(try assess("one three other", rules)) == ["pii": 2])
        #expect(try assess("one three other", rules).route == .pass)
        #expect(try assess("three", rules).score == 0)
    }

    @Test(arguments: [
        ("one", Route.pass, 2), ("two", .queue, 3), ("one two", .hold, 5),
        ("one two four", .reject, 10),
    ])
    func `points lead to the route of the threshold they reach`(
        text: String, route: Route, count: Int
    )
        throws
    {
        let rules = [
            rule("one", "weak"), rule("two", "medium"),
            rule("four", "strong", more: ["family: far"]),
        ]
        let assessment = try assess(text, rules)
        #expect(points(assessment) == ["spam": count])
        #expect(assessment.route == route)
        #expect(assessment.leadingCategory == "spam")
    }

    @Test(arguments: [
        (Profile.government, "spam", Route.hold), (.publisher, "spam", .reject),
        (.government, "pii", .hold), (.government, "threat", .queue), (.publisher, "threat", .hold),
        (.government, "attack", .pass), (.publisher, "attack", .queue),
        (.publisherEU, "attack", .queue),
        (.government, "style", .pass), (.publisher, "style", .pass),
    ])
    func `no points carry a category beyond its ceiling`(
        profile: Profile, category: String, most: Route
    )
        throws
    {
        let rules = ["one", "two", "three"].map {
            rule($0, "strong", in: category, more: ["family: \($0)"])
        }
        let assessment = try assess("one two three", rules, profile)
        #expect(points(assessment) == [category: 15])
        #expect(assessment.route == most)
        let speaksAsLabel = assessment.labels.contains { $0.id.rawValue == category }
        #expect(speaksAsLabel == (most == .pass))
        let ceiling = try ProbePolicy(rules).classifier(profile)
            .explain(Comment(text: "one")).categories[0].ceiling
        #expect(ceiling == (most == .pass ? nil : most))
    }

    @Test func `the worst category decides`() throws {
        let rules = [rule("one", "medium"), rule("two", "strong", in: "pii")]
        let assessment = try assess("one two", rules)
        #expect(assessment.categories.map(\.route) == [.hold, .queue])
        #expect(assessment.route == .hold)
        #expect(assessment.leadingCategory == "pii")
    }

    @Test func `a protective label lowers what turns on a view and nothing else`() throws {
        var credit = rule("told", "medium")
        credit.label = "counterspeech"
        let rules =
            [credit]
            + ["attack", "spam", "pii", "threat"].map { rule("in\($0)", "medium", in: $0) }
        let loud = try assess("inattack inspam inpii inthreat", rules)
        let told = try assess("told inattack inspam inpii inthreat", rules)
        #expect(points(loud) == ["attack": 3, "pii": 3, "spam": 3, "threat": 3])
        // Who tells of a threat may also make one: the gravest takes no credit.
        #expect(points(told) == ["pii": 3, "spam": 3, "threat": 3])
        #expect(told.labels.map(\.id) == ["counterspeech"])
        #expect(try assess("told", rules).route == .pass)
        let plain = try assess("told inattack", rules)
        #expect(plain.route == .pass)
        #expect(try assess("“told” inattack", rules).route == .queue)
    }

    @Test func `more evidence never makes a comment less urgent`() throws {
        let words = ["a1", "a2", "a3", "b1", "b2", "c1"]
        let rules = words.map {
            rule($0, "medium", in: $0.hasPrefix("a") ? "spam" : $0.hasPrefix("b") ? "pii" : "style")
        }
        let classifier = try ProbePolicy(rules).classifier()
        for chosen in 0..<64 {
            let text = words.indices.filter { chosen & 1 << $0 != 0 }.map { words[$0] }
            let here = classifier.assess(Comment(text: text.joined(separator: " ")))
            #expect(here.score >= 0 && here.score < 1)
            #expect((here.score == 0) == (chosen == 0))
            for (index, word) in words.enumerated() where chosen & 1 << index == 0 {
                let more = classifier.assess(Comment(text: (text + [word]).joined(separator: " ")))
                #expect(more.score >= here.score, "\(text) + \(word)")
                #expect(more.route >= here.route, "\(text) + \(word)")
            }
        }
    }

    @Test func `an explanation says what would change the route`() throws {
        let explained = try ProbePolicy([rule("one", "medium"), rule("two", "weak")]).classifier()
        #expect(
            explained.explain(Comment(text: "one two")).whatWouldChange
                == [
                    "without probe.one the route would be pass",
                    "without probe.two the route would be queue",
                    "4 more points in spam would make it reject",
                ])
        #expect(
            explained.explain(Comment(text: "two")).whatWouldChange
                == ["1 more point in spam would make it queue"])
        #expect(
            explained.explain(Comment(text: "nothing")).whatWouldChange
                == ["a finding of 3 points or more in one category would make it queue"])
    }

    @Test func `a desk may take back what a rule's own examples show`() throws {
        let place = Problem.Place(file: "desk.yaml", line: 4, column: 3)
        let rules = [
            rule("one", "medium"), rule("two", "hint"),
            ProbeRule(
                id: "probe.all", find: "{combine: {all_of: [probe.one, probe.two]}}",
                match: "one two", twin: "one"),
        ]
        func found(_ text: String, _ override: RuleOverride) throws -> [RuleID] {
            let policy = try ProbePolicy(rules).load(overrides: [override])
            return Classifier(policy: policy).assess(Comment(text: text)).signals.map(\.rule)
        }
        let excepted = RuleOverride(rule: "probe.one", exceptions: ["one"], place: place)
        #expect(try found("one two", excepted) == ["probe.two"])
        let off = RuleOverride(rule: "probe.one", isOff: true, place: place)
        #expect(try found("one two", off) == ["probe.two"])
        let elsewhere = RuleOverride(rule: "probe.one", exceptions: ["one day"], place: place)
        #expect(
            try found("one two one day", elsewhere) == ["probe.all", "probe.one", "probe.two"])
    }

    @Test func `signals come in the order of their place, then their rule`() throws {
        let rules = [rule("zed", "hint"), rule("abc", "hint", more: [])]
        var twin = rule("abc", "hint")
        twin.id = "probe.aaa"
        let assessment = try assess("zed abc zed", rules + [twin])
        #expect(
            assessment.signals.map { "\($0.span.start) \($0.rule)" }
                == ["0 probe.zed", "4 probe.aaa", "4 probe.abc", "8 probe.zed"])
        #expect(assessment.signals[0].message == "Found \"zed\".")
    }
}
