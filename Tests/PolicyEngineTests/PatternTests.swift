import Moderation
import TestSupport
import Testing

@testable import PolicyEngine

/// `regex` and `measure`: the windows around literals change the cost and never the answer.
struct PatternTests {
    private func rule(
        _ pattern: String, needs: String?, reach: Int = 8, match: String
    ) -> ProbeRule {
        let literals = needs.map { "needs: [\(quoted($0))], " } ?? ""
        return ProbeRule(
            find: "{regex: {pattern: '\(pattern)', \(literals)reach: \(reach)}}", match: match,
            twin: "> \(match) \(needs ?? "")")
    }

    @Test(arguments: [
        ("[0-9]+x[0-9]+", "x", "12x34"), ("(?<![a-z])x(?![a-z])", "x", "an x"),
        ("x$", "x", "end x"), ("^x", "x", "x end"), ("x(?! y)", "x", "x z"),
        ("x(?= y)", "x", "x y"),
        ("(?<!y )x", "x", "x y"), ("[a-z]+ x [a-z]+", "x", "so x so"), ("x{2,3}", "xx", "xx"),
        ("\\bx\\b", "x", "a x"), ("x(?! y y)", "x", "x z"),
    ])
    func `a pattern finds the same with its literals as without`(
        pattern: String, needs: String, match: String
    ) throws {
        let reach = max(1, match.utf8.count)
        let named = try ProbePolicy(rule(pattern, needs: needs, reach: reach, match: match)).load()
        let bare = try ProbePolicy(rule(pattern, needs: nil, reach: reach, match: match)).load()
        let quick = [Classifier(policy: named), Classifier(policy: bare)]
        let thorough = Classifier(policy: bare, usesPrefilter: false)
        var random = SeededGenerator()
        let seed = "\(random)"
        let pool = [
            "x", "y", "1", " ", " ", "x ", " y", "é", "日", "\n", "\"", "-", "xx", "\u{200B}",
        ]
        var hits = 0
        for _ in 0..<400 {
            let text = (0..<Int.random(in: 1...40, using: &random))
                .map { _ in pool.randomElement(using: &random)! }.joined()
            let expected = thorough.found(text)
            hits += expected.count
            for classifier in quick {
                #expect(classifier.found(text) == expected, "\(seed) \(text.debugDescription)")
            }
        }
        #expect(hits > 0)
    }

    @Test(arguments: ["[0-9]{5}", "[a-z0-9]{4}[0-9]", "code [a-z0-9]{4}[0-9]"], [true, false])
    func `what a pattern needs stands anywhere in the text`(
        pattern: String, usesPrefilter: Bool
    ) throws {
        let rule = rule(pattern, needs: "zip", reach: 12, match: "zip code 80203")
        let classifier = Classifier(
            policy: try ProbePolicy(rule).load(), usesPrefilter: usesPrefilter)
        #expect(classifier.finds("zip code 80203"))
        #expect(classifier.finds("a code 80203 that we call a zip"))
        #expect(!classifier.finds("a code 80203"))
    }

    @Test(arguments: Profile.allCases)
    func `the shipped policy says the same with its shortcuts as without`(profile: Profile) throws {
        let policy = try Shipped.policy(profile)
        let quick = Classifier(policy: policy)
        let thorough = Classifier(policy: policy, usesPrefilter: false)
        for comment in try Corpus.samples() + Corpus.benign() + generated() {
            #expect(
                quick.explain(comment) == thorough.explain(comment),
                "\(comment.text.debugDescription)")
        }
    }

    @Test func `a long comment is judged alike by many patterns at every place`() throws {
        let rules = (100..<180).map { number in
            ProbeRule(
                id: "probe.n\(number)", find: "{regex: {pattern: 'x\(number)[a-z]', reach: 9}}",
                match: "x\(number)a", twin: "x\(number)")
        }
        let policy = try ProbePolicy(rules).load()
        let text = String(repeating: "so it is ", count: 2_000) + "x117y"
        for usesPrefilter in [true, false] {
            let assessment = Classifier(policy: policy, usesPrefilter: usesPrefilter)
                .assess(Comment(text: text))
            #expect(assessment.inconclusive.isEmpty, "\(usesPrefilter)")
            #expect(assessment.signals.map(\.rule) == ["probe.n117"], "\(usesPrefilter)")
        }
    }

    @Test(arguments: [true, false])
    func `a match begins behind the one before it`(usesPrefilter: Bool) throws {
        let rule = ProbeRule(
            find: "{regex: {pattern: '[ab]{1,3}zebra', reach: 8}}", match: "bzebra", twin: "zebra")
        let classifier = Classifier(
            policy: try ProbePolicy(rule).load(), usesPrefilter: usesPrefilter)
        #expect(classifier.found("bzebrabbzebraab-aabzebra") == ["bzebra", "bbzebra", "aabzebra"])
    }

    /// Texts in which the shipped patterns have much to do.
    private func generated() -> [Moderation.Comment] {
        var random = SeededGenerator()
        let pool = [
            "call", "me", "at", "303-555-0142", "555-0142", "(720) 555-0100", "?", "?!", "define",
            "please", "show us", "120-45-6789", "lives", "at", "1420 larch street", "rd.", "ana",
            "@", "ana@mail.example", "ana (at) mail (dot) example", "bit.ly/abc", ".", ",", "\n",
            "“",
            "”", "explique", "por favor,", "council", "people", "https://a.example/x?y=1", "-", "é",
        ]
        return (0..<600).map { _ in
            var text = ""
            for _ in 0..<Int.random(in: 1...25, using: &random) {
                text += pool.randomElement(using: &random)!
                if Int.random(in: 0..<5, using: &random) > 0 { text += " " }
            }
            return Comment(text: text)
        }
    }

    @Test func `a pattern looks at one owner's words at a time`() throws {
        let classifier = try ProbePolicy(rule("a x b", needs: "x", match: "a x b")).classifier()
        #expect(classifier.found("a x b") == ["a x b"])
        #expect(classifier.found("a “x” b") == [])
        #expect(classifier.found("“a x b”") == [])
    }

    @Test func `spans are bytes of the body as it was given`() throws {
        let classifier = try ProbePolicy(rule("x[0-9]+", needs: "x", match: "x1")).classifier()
        let text = "日本 é  X12\u{200B}3, ok"
        let signals = classifier.assess(Comment(text: text)).signals
        #expect(signals.map { text[span: $0.span] } == ["X12\u{200B}3"])
        let html = "<b>x</b>12 &amp; x3"
        #expect(classifier.found(html, format: .html) == ["x</b>12", "x3"])
    }

    @Test func `at most 16 places of one rule are kept`() throws {
        let classifier = try ProbePolicy(rule("x", needs: "x", match: "x")).classifier()
        #expect(classifier.found(String(repeating: "x ", count: 40)).count == 16)
        let phrases = try ProbePolicy(.phrases(["x"])).classifier()
        #expect(phrases.found(String(repeating: "x ", count: 40)).count == 16)
    }

    @Test(arguments: [
        (
            "capitals_share", "at_least: 0.8", "READ THE WHOLE MEMO TODAY",
            "Read the whole memo today"
        ),
        ("capitals_share", "at_least: 0.8", "WHO PAID FOR ALL THIS SALT?", "NO. THE EPA AND FBI"),
        ("exclamation_run", "at_least: 4", "no!!!!", "no!!! no!!!"),
        ("exclamation_run", "at_least: 4", "no?!?!", "no! no! no! no!"),
        ("repeated_run", "at_least: 5", "nooooo", "noooo 100000 ....."),
        ("link_count", "at_least: 2", "http://a.example/ www.b.example/", "http://a.example/"),
        ("length", "at_most: 4", "años", "cinco"),
        (
            "length", "at_least: 30", "ñññññ ñññññ ñññññ ñññññ ñññññ!",
            "ñññññ ñññññ ñññññ ñññññ ñññññ"
        ),
    ])
    func `a measure counts`(name: String, bound: String, loud: String, calm: String) throws {
        let rule = ProbeRule(
            category: "style", strength: "hint", find: "{measure: {name: \(name), \(bound)}}",
            match: loud, twin: calm)
        let classifier = try ProbePolicy(rule).classifier()
        #expect(classifier.finds(loud))
        #expect(!classifier.finds(calm))
        #expect(!classifier.finds("> \(loud)"))
    }

    @Test func `a quotation's links and a link that is its own text are counted once`() throws {
        let rule = ProbeRule(
            find: "{measure: {name: link_count, at_least: 3}}",
            match: "http://a.example/ http://b.example/ http://c.example/",
            twin: "http://a.example/")
        let classifier = try ProbePolicy(rule).classifier()
        #expect(!classifier.finds("> http://a.example/ http://b.example/ http://c.example/\nNo."))
        let linked = ["a", "b"].map {
            "<a href=\"http://\($0).example/\">http://\($0).example/</a>"
        }.joined(separator: " and ")
        #expect(classifier.found(linked, format: .html) == [])
    }

    @Test func `a class of ten characters or fewer counts as its members`() {
        let digits = (UInt8(ascii: "0")...UInt8(ascii: "9")).map { [$0] }
        #expect(PatternShape("[0-9]{3}").clauses == [digits])
        #expect(PatternShape("[0-9a-f]{3}").clauses == [])
        #expect(PatternShape(#"[\d]{3}"#).clauses == [])
        #expect(PatternShape(#"[+-\.]x"#).clauses.first == [[0x78]])
    }

    @Test func `the seldomest literal is looked for first`() {
        func first(_ pattern: String) -> [String] {
            PatternShape(pattern).clauses.first.map { set in
                set.map { String(decoding: $0, as: UTF8.self) }
            } ?? []
        }
        #expect(first(#"\bwhat an? (?:\w+ )?zebra\b"#) == ["zebra"])
        #expect(first(#"\byou\W+(?:quoin|zebu)s?\b"#) == ["quoin", "zebu"])
    }
}
