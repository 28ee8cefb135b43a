import Moderation
import PolicyEngine
import TestSupport
import Testing

/// Input of any kind is judged or refused; the program goes on.
struct CrashTests {
    @Test(arguments: BodyFormat.allCases)
    func `any bytes are judged, with any article and parent`(format: BodyFormat) throws {
        var random = SeededGenerator()
        let seed = "\(random)"
        let classifier = try Shipped.classifier(.publisher)
        for _ in 0..<700 {
            let texts = (0..<4).map { _ in
                Bool.random(using: &random)
                    ? random.text(pieces: 40)
                    : String(decoding: random.bytes(upTo: 200), as: UTF8.self)
            }
            let comment = Comment(
                text: texts[0], format: format,
                parentText: Bool.random(using: &random) ? texts[1] : nil,
                article: Bool.random(using: &random)
                    ? Article(title: texts[2], body: texts[3]) : nil)
            let explanation = classifier.explain(comment)
            #expect(explanation.assessment == classifier.assess(comment), "\(seed)")
            for signal in explanation.assessment.signals {
                #expect(signal.span.start >= 0 && signal.span.start <= signal.span.end, "\(seed)")
                #expect(signal.span.end <= comment.text.utf8.count, "\(seed)")
                #expect(comment.text[span: signal.span] == signal.text, "\(seed)")
            }
            #expect((0..<1).contains(explanation.assessment.score), "\(seed)")
        }
    }

    @Test(arguments: [
        "", " ", "\n", "\0", "\u{FEFF}", "\u{301}", "<", "</", "&", "&#", "&#x110000;", "<!--", "“",
        "\"",
        "'", ">", "«", "\u{E0001}", "𝐀", "<blockquote>", "</blockquote>", "www.", "http://", "$",
        "!a",
        "\u{202E}\u{202E}", "\u{FFFD}", "\u{10FFFF}",
    ])
    func `the smallest texts are judged in every format`(text: String) throws {
        let classifier = try ProbePolicy(.phrases(["clown", "a*"])).classifier()
        for format in BodyFormat.allCases {
            for article in [nil, Article(), Article(title: text), Article(body: text)] {
                let comment = Comment(
                    text: text, format: format, parentText: text, article: article)
                #expect(classifier.explain(comment).assessment.score < 1)
            }
        }
    }

    @Test(arguments: [
        "\"", "“", "'a ", "<b>", "<blockquote>", "a!", "aaa", "you ", "\u{301}", "> ", "@",
        "http://a.example/ ", "&amp;", "кe",
    ])
    func `a body of one piece over and over comes to an end`(piece: String) throws {
        let text = String(repeating: piece, count: 8_000)
        for format in [BodyFormat.plain, .html] {
            let assessment = try Shipped.classifier(.publisher).assess(
                Comment(text: text, format: format, article: Article(body: text)))
            #expect(assessment.score < 1)
        }
    }

    @Test func `two categories of one id are refused`() async {
        await #expect(processExitsWith: .success) {
            var policy = ProbePolicy(.phrases(["clown"]))
            let twice = policy.files["categories.yaml"]!!
                .replacing("  - id: pii", with: "  - id: spam")
            policy.files["categories.yaml"] = twice
            let problems = try policy.problems()
            precondition(!problems.isEmpty)
        }
    }

    @Test func `combinations that go in a circle are refused`() async {
        await #expect(processExitsWith: .success) {
            let rules = [("a", "b"), ("b", "a"), ("c", "c")].map { name, part in
                ProbeRule(
                    id: "probe.\(name)", find: "{combine: {all_of: [probe.\(part)]}}", match: "x")
            }
            for profile in Profile.allCases {
                let problems = try ProbePolicy(rules).problems(profile)
                precondition(problems.contains("error[P019]"))
            }
        }
    }

    @Test func `a literal without a letter is refused`() async {
        await #expect(processExitsWith: .success) {
            let rule = ProbeRule(
                find: "{regex: {pattern: 'clown', needs: [\"\\u200b\"], reach: 5}}", match: "clown")
            let problems = try ProbePolicy(rule).problems()
            precondition(!problems.isEmpty)
        }
    }

    @Test func `a pack without a name is refused`() async {
        await #expect(processExitsWith: .success) {
            let text = "profile: publisher\npacks: [\" \"]\n"
            precondition((try? DeskSettings.read(path: "desk.yaml", text: text)) == nil)
        }
    }
}
