import Moderation
import Testing

@testable import PolicyEngine

/// What could not be finished goes to a person: never open, never closed.
struct LimitTests {
    private static let hostile = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa "

    private func costly(
        _ id: String = "probe.costly", _ strength: String = "medium", in category: String = "spam"
    ) -> ProbeRule {
        ProbeRule(
            id: id, category: category, strength: strength,
            find: "{regex: {pattern: '(?:a+)+$', reach: 500}}", match: "so aa", twin: "a b")
    }

    @Test func `a rule that hits its limit sends the comment to a person and says so`() throws {
        for profile in Profile.allCases {
            let classifier = try ProbePolicy(costly()).classifier(profile)
            let assessment = classifier.assess(Comment(text: Self.hostile + "!"))
            #expect(assessment.route == .queue)
            #expect(assessment.inconclusive == ["probe.costly"])
            #expect(assessment.signals.isEmpty)
            #expect(
                classifier.explain(Comment(text: Self.hostile + "!")).whatWouldChange.contains(
                    "could not finish checking probe.costly; a person looks instead"))
        }
    }

    @Test(arguments: [true, false])
    func `a pattern that needs too much room is neither yes nor no`(usesJIT: Bool) throws {
        // Each letter leaves a place to come back to, far more than stack and heap have room for.
        let pattern = try Pattern("(?:(a)|(b)|a(b))*[xy]", usesJIT: usesJIT)
        let text = ReusedArray(Array(String(repeating: "ab", count: 200_000).utf8))
        let outcome = MatchScratch().firstMatch(
            pattern, in: text, from: 0, to: text.count, lastStart: 0, limit: .max)
        #expect(outcome == .inconclusive)
    }

    @Test func `many owners and many places of a literal do not multiply`() throws {
        let rules = (0..<40).map { number in
            ProbeRule(
                id: "probe.n\(number)", strength: "hint",
                find: "{regex: {pattern: 'x\(number) [a-z]{1,9}', reach: 14}}",
                match: "x\(number) so", twin: "x")
        }
        let classifier = try ProbePolicy(rules).classifier()
        let text = (0..<1_900).map { "‘no’ x\($0 % 40) a" }.joined(separator: " ")
        let started = ContinuousClock.now
        #expect(classifier.assess(Comment(text: text)).signals.count == 40 * 16)
        #expect(ContinuousClock.now - started < .seconds(10))
    }

    @Test func `a limit that could not change the route bothers nobody`() throws {
        let weak = try ProbePolicy(costly("probe.costly", "weak")).classifier()
        #expect(weak.assess(Comment(text: Self.hostile + "!")).route == .pass)
        #expect(weak.assess(Comment(text: Self.hostile + "!")).inconclusive.isEmpty)
        let label = try ProbePolicy(costly(in: "attack")).classifier(.government)
        #expect(label.assess(Comment(text: Self.hostile + "!")).route == .pass)
    }

    @Test func `two weak rules that cannot finish could change the route together`() throws {
        let classifier = try ProbePolicy(
            costly("probe.one", "weak"), costly("probe.two", "weak")
        ).classifier()
        let assessment = classifier.assess(Comment(text: Self.hostile + "!"))
        #expect(assessment.route == .queue)
        #expect(assessment.inconclusive == ["probe.one", "probe.two"])
    }

    @Test func `what was found before the limit still counts`() throws {
        let classifier = try ProbePolicy(costly(), .phrases(["clown"])).classifier()
        let assessment = classifier.assess(Comment(text: "clown " + Self.hostile + "!"))
        #expect(assessment.signals.map(\.text) == ["clown"])
        #expect(assessment.route >= .queue)
        #expect(assessment.inconclusive == ["probe.costly"])
    }

    @Test func `patterns share what one text may cost, and the rest goes to a person`() throws {
        // Without a literal each pattern is tried at every place.
        let rules = (0..<80).map { number in
            ProbeRule(
                id: "probe.n\(number)", category: "spam",
                find: "{regex: {pattern: '[a-z]{\(number + 3)}[0-9a-f]{2}', reach: 200}}",
                match: String(repeating: "z", count: number + 3) + "77", twin: "a 77")
        }
        let classifier = try ProbePolicy(rules).classifier()
        let short = classifier.assess(Comment(text: String(repeating: "so ", count: 100)))
        #expect(short.route == .pass && short.inconclusive.isEmpty)
        let long = classifier.assess(Comment(text: String(repeating: "so ", count: 6_600)))
        #expect(long.route == .queue)
        #expect(long.inconclusive.count == 80 - 1_000_000 / 19_799 - 1)
    }

    @Test func `the more places were tried, the less each may cost`() {
        var budget = MatchBudget()
        #expect(budget.spend(starts: 1_000) == 10_000)
        #expect(budget.spend(starts: 119_000) == 1_000)
        #expect(budget.spend(starts: 880_000) == 500)
        #expect(budget.spend(starts: 1) == nil)
    }

    @Test(arguments: ["a", "é", "👍", "日"])
    func `a body over 20,000 characters goes to a person`(character: String) throws {
        let classifier = try ProbePolicy(.phrases(["clown"])).classifier()
        let full = String(repeating: "\(character) ", count: 10_000)
        let within = classifier.assess(Comment(text: full))
        #expect(within.route == .pass)
        #expect(within.inconclusive.isEmpty)
        let over = classifier.assess(Comment(text: full + "x"))
        #expect(over.route == .queue)
        #expect(over.inconclusive == ["limit.length"])
    }

    @Test func `the first 20,000 characters are judged`() throws {
        let classifier = try ProbePolicy(.phrases(["clown"])).classifier()
        let filler = String(repeating: "so ", count: 7_000)
        #expect(classifier.found("clown " + filler) == ["clown"])
        #expect(classifier.found(filler + "clown") == [])
        #expect(classifier.assess(Comment(text: filler + "clown")).route == .queue)
    }

    @Test func `an article or a parent of any length is read whole`() throws {
        let classifier = try ProbePolicy(.phrases(["clown"])).classifier()
        let long = (0..<20_000).map { "w\($0)" }.joined(separator: " ")
        let text = "w19990 w19991 w19992 w19993 w19994 w19995"
        for comment in [
            Comment(text: text, article: Article(body: long)),
            Comment(text: text, parentText: long),
        ] {
            let labels = classifier.assess(comment).labels.map(\.id)
            #expect(labels == [comment.article == nil ? "quotes-comment" : "quotes-article"])
        }
    }
}
