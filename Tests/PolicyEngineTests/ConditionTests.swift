import Foundation
import Moderation
import PolicyEngine
import TestSupport
import Testing

/// `count` and `combine`, where and when a rule applies, and what a desk knows around a comment.
struct ConditionTests {
    private func comment(_ text: String, at time: String? = nil) throws -> Moderation.Comment {
        Comment(text: text, createdAt: try time.map { try Date($0, strategy: .iso8601) })
    }

    @Test func `count asks for so many places`() throws {
        let rule = ProbeRule(
            find: "{count: {phrases: [bus, \"bus stop\", tram], at_least: 2, at_most: 3}}",
            match: "a bus and a tram", twin: "one bus")
        let classifier = try ProbePolicy(rule).classifier()
        #expect(classifier.found("bus, tram") == ["bus", "tram"])
        #expect(classifier.found("bus bus bus").count == 3)
        for other in ["tram", "bus bus bus tram", "the bus stop", "bus “tram”"] {
            #expect(classifier.found(other) == [], "\(other)")
        }
    }

    @Test func `count at most speaks where nothing stands`() throws {
        let rule = ProbeRule(
            find: "{count: {phrases: [the, reason], at_most: 0}}", match: "no", twin: "a reason")
        let classifier = try ProbePolicy(rule).classifier()
        #expect(classifier.found("such nonsense") == ["such nonsense"])
        #expect(classifier.found("such a reason") == [])
        #expect(classifier.found("> quoted") == [])
    }

    private func combined(_ combine: String, match: String, twin: String) -> [ProbeRule] {
        ["one", "two", "six"].map { word in
            ProbeRule(
                id: "probe.\(word)", strength: "hint", find: "{phrases: [\(word)]}", match: word)
        } + [
            ProbeRule(
                id: "probe.all", category: "pii", find: "{combine: {\(combine)}}", match: match,
                twin: twin)
        ]
    }

    @Test(arguments: [
        ("all_of: [probe.one, probe.two]", "one two", "one", ["two one six"], ["two", "six"]),
        ("any_of: [probe.one, probe.two]", "one", "six", ["two", "one two"], ["six"]),
        (
            "any_of: [probe.one, probe.two, probe.six], at_least: 2", "one six", "six",
            ["two six", "one two six"], ["one one", "six"]
        ),
        (
            "all_of: [probe.one], none_of: [probe.six]", "one", "one six", ["one two"],
            ["two", "six one"]
        ),
    ])
    func `combine asks what other rules found`(
        combine: String, match: String, twin: String, found: [String], missed: [String]
    ) throws {
        let policy = try ProbePolicy(combined(combine, match: match, twin: twin)).load()
        for classifier in [
            Classifier(policy: policy), Classifier(policy: policy, usesPrefilter: false),
        ] {
            func speaks(_ text: String) -> Bool {
                classifier.assess(Comment(text: text)).signals.contains { $0.rule == "probe.all" }
            }
            for text in found + [match] { #expect(speaks(text), "\(text)") }
            for text in missed + [twin, "> \(match)", ""] { #expect(!speaks(text), "\(text)") }
        }
    }

    @Test func `a combination whose part cannot finish goes to a person`() throws {
        let part = ProbeRule(
            id: "probe.costly", strength: "hint",
            find: "{regex: {pattern: '(?:a+)+$', reach: 500}}", match: "so aa", twin: "a b")
        let whole = ProbeRule(
            id: "probe.whole", category: "pii", find: "{combine: {all_of: [probe.costly]}}",
            match: "so aa", twin: "a b")
        let hostile = String(repeating: "a", count: 40) + " !"
        let assessment = try ProbePolicy(part, whole).classifier().assess(Comment(text: hostile))
        #expect(assessment.route == .queue)
        #expect(!assessment.inconclusive.isEmpty)
    }

    @Test func `a rule applies from its day until its day, in UTC`() throws {
        let rule = ProbeRule.phrases(
            ["clown"], more: ["from: 2026-11-03", "until: 2026-11-05"])
        let classifier = try ProbePolicy(rule).classifier()
        for (time, applies) in [
            ("2026-11-02T23:59:59Z", false), ("2026-11-03T00:00:00Z", true),
            ("2026-11-04T23:59:59Z", true), ("2026-11-05T00:00:00Z", false),
        ] {
            let assessment = classifier.assess(try comment("clown", at: time))
            #expect(assessment.signals.isEmpty != applies, "\(time)")
        }
        // What is not known does not keep a rule from applying.
        #expect(!classifier.assess(try comment("clown")).signals.isEmpty)
    }

    @Test(arguments: [
        "-5-01-01", "2026-1-3", "+2026-11-03", "2026-11-03T00:00:00Z", "26-11-03", "2026/11/03",
        "2026-11-31", "tomorrow",
    ])
    func `a day is written with year, month and day in figures`(day: String) throws {
        for key in ["from", "until"] {
            let rule = ProbeRule.phrases(["clown"], more: ["\(key): '\(day)'"])
            #expect(try ProbePolicy(rule).problems().contains("must be a day such as"), "\(key)")
        }
    }

    @Test func `a rule applies only where it says`() throws {
        func applies(
            _ only: String, _ comment: Moderation.Comment, _ facts: CommentFacts = CommentFacts()
        ) throws -> Bool {
            let rule = ProbeRule.phrases(["clown"], more: ["only: {\(only)}"])
            return try !ProbePolicy(rule).classifier().assess(comment, facts: facts).signals.isEmpty
        }
        let top = Comment(text: "clown")
        let reply = Comment(text: "clown", parent: "c1")
        #expect(try applies("source: [letters]", top, CommentFacts(source: "letters")))
        #expect(try !applies("source: [letters]", top, CommentFacts(source: "wordpress")))
        #expect(try applies("source: [letters]", top))
        #expect(try applies("language: [en]", top, CommentFacts(language: "en")))
        #expect(try !applies("language: [en]", top, CommentFacts(language: "es")))
        #expect(try applies("place: top", top))
        #expect(try !applies("place: top", reply))
        var news = top
        for (url, isNews) in [
            ("https://a.example/news/x", true), ("https://a.example/sport/x", false),
            ("/news/x", true),
        ] {
            news.article = Article(url: url)
            #expect(try applies("section: [news]", news) == isNews, "\(url)")
        }
    }

    @Test func `a rule for replies loads, and applies to replies`() throws {
        let rule = ProbeRule.phrases(["clown"], more: ["only: {place: reply}"])
        var policy = ProbePolicy(rule)
        let text = try #require(policy.files["packs/probe/pack.yaml"] ?? nil)
        policy.files["packs/probe/pack.yaml"] = text.replacing(
            "match: [\"clown\"]", with: "match: [{text: clown, with: {place: reply}}]")
        let classifier = try policy.classifier()
        #expect(classifier.found("clown") == [])
        #expect(!classifier.assess(Comment(text: "clown", parent: "c1")).signals.isEmpty)
        #expect(!classifier.assess(Comment(text: "clown", parentText: "So?")).signals.isEmpty)
    }

    @Test(arguments: [
        ("author_rate", 5.0), ("author_refused_share", 0.5), ("same_text_by_author", 3),
        ("near_duplicates", 4), ("new_author", 2),
    ])
    func `a fact is acted on when it is known`(name: String, bound: Double) throws {
        let rule = ProbeRule(
            find: "{measure: {name: \(name), at_least: \(bound)}}", match: "x", twin: "y")
        var policy = ProbePolicy(rule)
        let text = try #require(policy.files["packs/probe/pack.yaml"] ?? nil)
        policy.files["packs/probe/pack.yaml"] = text.replacing(
            "match: [\"x\"]",
            with:
                "match: [{text: x, with: {\(name): \(name.hasSuffix("share") ? bound : bound.rounded())}}]"
        ).replacing(".0}", with: "}")
        let classifier = try policy.classifier()
        func finds(_ value: Double) -> Bool {
            let facts = CommentFacts(
                authorRate: Int(value), authorRefusedShare: value, sameTextByAuthor: Int(value),
                nearDuplicates: Int(value), authorSeen: Int(value) - 1)
            return !classifier.assess(Comment(text: "x"), facts: facts).signals.isEmpty
        }
        #expect(finds(bound) && finds(bound + 1))
        #expect(!finds(bound - 0.5))
        #expect(!classifier.finds("x"))
    }

    @Test(arguments: ["c l o w n", "c.l.o.w.n", "c-l-o-w-n", "C L O W N"])
    func `spaced letters are a word to a rule that sees through them`(text: String) throws {
        let sees = ProbeRule.phrases(["clown"], more: ["see_through: [spaced]"])
        #expect(try ProbePolicy(sees).classifier().found("a \(text)!") == [text])
        let blind = ProbeRule.phrases(["clown"], more: ["see_through: [masked, leet]"])
        #expect(try ProbePolicy(blind).classifier().found("a \(text)!") == [])
        for harmless in ["c l o w", "a b c d e f", "c low n", "cl own"] {
            #expect(try ProbePolicy(sees).classifier().found(harmless) == [], "\(harmless)")
        }
    }

    @Test(arguments: ["cl*wn", "c**wn", "cl##n", "cl**wn", "clo##n"])
    func `masked letters are a word to a rule that sees through them`(text: String) throws {
        let sees = ProbeRule.phrases(["clown"], more: ["see_through: [masked]"])
        #expect(try ProbePolicy(sees).classifier().found("a \(text)!") == [text])
        let blind = ProbeRule.phrases(["clown"], more: ["see_through: [spaced, leet]"])
        #expect(try ProbePolicy(blind).classifier().found("a \(text)!") == [])
        for harmless in [
            "5 * 5", "*clown fish", "**bold** talk", "a * b", "cr*wn", "c***n", "****n",
            "c****wn", "cl*****",
        ] {
            let found = try ProbePolicy(sees).classifier().found(harmless)
            #expect(found == (harmless.contains("clown") ? ["clown"] : []), "\(harmless)")
        }
    }

    @Test func `a stem is masked like a word, and what follows it stays`() throws {
        func found(_ text: String, _ phrases: String...) throws -> [String] {
            let rules = phrases.enumerated().map { number, phrase in
                var rule = ProbeRule.phrases([phrase], more: ["see_through: [masked]"])
                rule.id = "probe.n\(number)"
                return rule
            }
            return try ProbePolicy(rules).classifier().found(text)
        }
        #expect(try found("a b**kend", "book*") == ["b**kend"])
        #expect(try found("a b*okends", "book*") == ["b*okends"])
        #expect(try found("a b**k", "book*") == ["b**k"])
        for harmless in ["f**l", "f*cts", "f**k"] {
            #expect(try found("a \(harmless)", "fck*", "fan*") == [], "\(harmless)")
        }
        #expect(try found("a b***ers", "book*") == [], "more is hidden than seen of the stem")
        // The whole word is another rule's, and another word.
        #expect(try found("a b**kend", "book", "bookish") == [])
        #expect(try found("a b**kend", "book", "book*") == ["b**kend"])
        #expect(try found("a b**kend", "bookend") == ["b**kend"])
    }

    @Test func `harmless places do not use up the places that are kept`() throws {
        let rule = ProbeRule(
            find: "{regex: {pattern: 'clown', needs: [clown], reach: 6}}", match: "clown",
            more: ["except: {overlapping: [clown college]}"])
        let policy = try ProbePolicy(rule).load()
        let text = String(repeating: "clown college ", count: 20) + "clown"
        for usesPrefilter in [true, false] {
            let classifier = Classifier(policy: policy, usesPrefilter: usesPrefilter)
            #expect(classifier.found(text) == ["clown"], "\(usesPrefilter)")
        }
    }
}
