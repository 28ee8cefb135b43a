import Foundation
import TestSupport
import Testing

@Suite struct BreakerCommandTests {
    private static let notice = """
        gavel: rule spam.bench hit 80 of the last 100 comments and ran in shadow: look at it with \
        'gavel policy show spam.bench', let it act with --trust-rules

        """

    /// A desk that has judged so many comments, every fifth of them with a `grumblefex`.
    private func desk(_ count: Int = 100) throws -> ProbeDesk {
        let desk = try ProbeDesk()
        let file = try desk.folder.write("first.jsonl", benches(count))
        try #require(try desk.run("ingest", file, "--source", "news").status == 0)
        return desk
    }

    private func addBenchRule(_ desk: ProbeDesk) throws {
        try desk.changePack(firstRule, benchRule + firstRule)
    }

    /// Reads the first comments again and those after them, up to a count.
    private func ingest(
        _ desk: ProbeDesk, upTo count: Int, _ words: String...
    ) throws -> Outcome {
        let file = try desk.folder.write("more.jsonl", benches(count))
        return try desk.run(["ingest", file, "--source", "news"] + words)
    }

    private func routes(_ outcome: Outcome) -> [String: Int] {
        outcome.object["routes"] as? [String: Int] ?? [:]
    }

    @Test func `a new rule that hits much runs in shadow, and the run says so`() throws {
        let desk = try desk()
        try addBenchRule(desk)
        let outcome = try ingest(desk, upTo: 150, "--json")
        #expect(outcome.status == 3)
        #expect(outcome.errors == Self.notice)
        let shadowed = try #require(outcome.object["shadowed"] as? [[String: Any]])
        #expect(shadowed.map { $0["rule"] as? String } == ["spam.bench"])
        #expect(shadowed.map { [$0["hits"] as? Int, $0["of"] as? Int] } == [[80, 100]])
        #expect(routes(outcome) == ["pass": 40, "queue": 10, "hold": 0, "reject": 0])
        #expect(
            try ask(
                desk.database,
                "SELECT DISTINCT status || points FROM signal WHERE rule = 'spam.bench'")
                == ["shadow0"])
        #expect(
            try ask(desk.database, "SELECT COUNT(*) FROM signal WHERE rule = 'spam.bench'")
                == ["40"])
        #expect(try desk.run("verify").status == 0)
    }

    @Test func `the status tells of the newest run's rules in shadow`() throws {
        let desk = try desk()
        #expect((try desk.run("status", "--json").object["shadowed"] as? [Any])?.isEmpty == true)
        try addBenchRule(desk)
        _ = try ingest(desk, upTo: 150)
        let shadowed = try desk.run("status", "--json").object["shadowed"] as? [[String: Any]]
        #expect(shadowed?.map { $0["rule"] as? String } == ["spam.bench"])
        let text = try desk.run("status").text
        #expect(text.contains("\nspam.bench ran in shadow: it hit 80 of 100 comments\n"))
        _ = try ingest(desk, upTo: 160, "--trust-rules")
        #expect(try !desk.run("status").text.contains("shadow"))
    }

    @Test func `a rule that the desk holds back is shown in shadow there, and nowhere else`() throws
    {
        let desk = try desk()
        try addBenchRule(desk)
        func status(_ words: String...) throws -> String? {
            try desk.run(["policy", "show", "spam.bench", "--format", "json"] + words)
                .object["status"] as? String
        }
        #expect(try status() == "active")
        _ = try ingest(desk, upTo: 150)
        #expect(try status() == "shadow")
        #expect(try status("--policy", desk.folder.path + "/policies") == "active")
        let text = try desk.run("policy", "show", "spam.bench").text
        #expect(text.contains("status: shadow, it hit 80 of 100 comments"))
        #expect(text.contains("gavel ingest --trust-rules"))
        let listed = try desk.run("policy", "list", "--format", "csv").text
            .components(separatedBy: "\r\n")
        #expect(listed.filter { $0.contains(",shadow,") }.map { $0.prefix(10) } == ["spam.bench"])
        _ = try ingest(desk, upTo: 160, "--trust-rules")
        #expect(try status() == "active")
    }

    @Test func `it trips again until it is trusted, also when nothing is new`() throws {
        let desk = try desk()
        try addBenchRule(desk)
        #expect(try ingest(desk, upTo: 400).errors == Self.notice)
        // By now all of the last 200 were judged with the rule in shadow.
        let again = try ingest(desk, upTo: 500)
        #expect(again.status == 3 && again.errors.contains("hit 160 of the last 200 comments"))
        let before = try desk.dump()
        #expect(try ingest(desk, upTo: 500).status == 3)
        #expect(try desk.dump() == before)
        let trusted = try ingest(desk, upTo: 550, "--trust-rules", "--json")
        #expect(trusted.status == 0 && trusted.errors.isEmpty)
        #expect(routes(trusted) == ["pass": 0, "queue": 50, "hold": 0, "reject": 0])
        #expect((trusted.object["shadowed"] as? [Any])?.isEmpty == true)
        let silent = try ingest(desk, upTo: 600)
        #expect(silent.status == 0 && silent.errors.isEmpty)
        #expect(try desk.run("verify").status == 0)
    }

    @Test func `trust holds although nothing was new, and is given once`() throws {
        let desk = try desk()
        try addBenchRule(desk)
        #expect(try ingest(desk, upTo: 100).status == 3)
        #expect(try ingest(desk, upTo: 100, "--trust-rules").status == 0)
        #expect(
            try ask(desk.database, "SELECT COUNT(*) FROM audit WHERE action = 'trust'") == ["1"])
        let before = try desk.dump()
        #expect(try ingest(desk, upTo: 100, "--trust-rules").status == 0)
        #expect(try ingest(desk, upTo: 100).status == 0)
        #expect(try desk.dump() == before)
        // Where no rule is new, there is nothing to trust.
        try desk.changePack("title: Says bench", "title: Bench")
        #expect(try ingest(desk, upTo: 100, "--trust-rules").status == 0)
        #expect(try desk.dump() == before)
    }

    @Test func `a rule that was narrowed acts`() throws {
        let desk = try desk()
        try addBenchRule(desk)
        #expect(try ingest(desk, upTo: 150).status == 3)
        try desk.changePack("phrases: [bench]", "phrases: [bench leg]")
        try desk.changePack("\"The bench.\"", "\"The bench leg.\"")
        let outcome = try ingest(desk, upTo: 200)
        #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
    }

    @Test func `what hit before, changed or not, acts on`() throws {
        for (from, to) in [
            ("title: Says snorkwaddle", "title: Utters snorkwaddle"),
            ("phrases: [snorkwaddle]", "phrases: [snorkwaddle, snork]"),
            ("strength: medium", "strength: strong"),
            ("id: spam.grumblefex", "id: spam.fex\n    formerly: [spam.grumblefex]"),
        ] {
            let desk = try desk()
            try desk.changePack(from, to)
            let outcome = try ingest(desk, upTo: 150)
            #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(to) \(outcome.errors)")
            let acting = try ask(
                desk.database,
                """
                SELECT COUNT(*) FROM signal JOIN assessment USING (assessmentID)
                WHERE revisionID > 100 AND status = 'active'
                """)
            #expect(acting == ["10"], "\(to)")
        }
    }

    @Test func `a first run, and fewer than 50 comments, hold nothing back`() throws {
        let fresh = try ProbeDesk()
        try addBenchRule(fresh)
        #expect(try ingest(fresh, upTo: 100).status == 0)
        let small = try desk(49)
        try addBenchRule(small)
        let outcome = try ingest(small, upTo: 100)
        #expect(outcome.status == 0 && outcome.errors.isEmpty)
        #expect(try ingest(small, upTo: 200).errors.isEmpty, "it was not new any more")
    }

    @Test func `a dry run says so and records nothing`() throws {
        let desk = try desk()
        try addBenchRule(desk)
        let before = try desk.dump()
        let outcome = try ingest(desk, upTo: 150, "--dry-run", "--json")
        #expect(outcome.status == 3 && outcome.errors == Self.notice)
        #expect(routes(outcome)["queue"] == 10)
        #expect((outcome.object["shadowed"] as? [Any])?.count == 1)
        #expect(try ingest(desk, upTo: 150, "--dry-run", "--trust-rules").status == 0)
        #expect(try desk.dump() == before)
    }

    @Test func `how many work at once changes nothing that is kept`() throws {
        var dumps: [[String]] = []
        for jobs in ["1", "2"] {
            let desk = try desk()
            try addBenchRule(desk)
            #expect(try ingest(desk, upTo: 1700, "--jobs", jobs).errors == Self.notice)
            dumps.append(try desk.dump(contents: true))
            #expect(dumps[dumps.count - 1].contains { $0.hasPrefix("shadowedRule ") })
        }
        // Each desk's policy stands in a folder of its own, but for its path it is the same.
        #expect(dumps[0] == dumps[1])
    }
}

/// Invented comments, each its own: a bench in four of five, a `grumblefex` in the fifth.
private func benches(_ count: Int) -> String {
    (0..<count).map { number in
        let word = number % 5 == 0 ? "grumblefex" : "bench"
        return "{\"id\":\"c\(number)\",\"text\":\"Number \(number) about a \(word), \(canary).\"}\n"
    }.joined()
}
