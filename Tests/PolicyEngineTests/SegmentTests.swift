import Moderation
import PolicyEngine
import TestSupport
import Testing

/// Whose words are whose, as `explain` shows them.
struct SegmentTests {
    private let classifier: Classifier
    private static let article = """
        The county will plow the mountain road before seven on school days, said the road chief, \
        and salt it after dusk.
        """

    init() throws { classifier = try ProbePolicy(.phrases(["zamboni"])).classifier() }

    /// The segments as `scope|text`, one a line.
    private func segments(
        _ text: String, format: BodyFormat = .plain, parent: String? = nil
    ) -> [String] {
        classifier.explain(
            Comment(
                text: text, format: format, parentText: parent,
                article: Article(body: Self.article))
        ).segments.map { "\($0.segment.scope.rawValue)|\(text[span: $0.segment.span])" }
    }

    @Test func `every mark of quotation makes a segment of its own`() {
        for quotation in ["“snow is snow”", "\"snow is snow\"", "«snow is snow»", "'snow is snow'"]
        {
            #expect(
                segments("He wrote \(quotation) again.")
                    == ["own|He wrote ", "quoted-other|\(quotation)", "own| again."])
        }
        #expect(segments("> snow is snow\nNo.") == ["quoted-other|> snow is snow\n", "own|No."])
        let block = "<blockquote>snow is snow</blockquote>"
        #expect(segments("\(block) No.") == ["quoted-other|\(block)", "own| No."])
    }

    @Test func `a marked quotation belongs to the text its words stand in`() {
        #expect(segments("“said the road chief”") == ["quoted-article|“said the road chief”"])
        #expect(
            segments("“buses are late”", parent: "My buses are late too.")
                == ["quoted-comment|“buses are late”"])
        #expect(segments("“buses are late”") == ["quoted-other|“buses are late”"])
    }

    @Test func `a nested quotation belongs to the outer one`() {
        let text = "“She said “never” and left” so he says"
        #expect(
            segments(text) == ["quoted-other|“She said “never” and left”", "own| so he says"])
        #expect(segments("> he wrote “no\nYes.") == ["quoted-other|> he wrote “no\n", "own|Yes."])
    }

    @Test func `lines quoted twice and thrice are quoted, and what follows them is not`() {
        #expect(
            segments("> > snow is snow\n>> > so it is\n > no\nYes.\n>Still no\nNo > yes.")
                == [
                    "quoted-other|> > snow is snow\n>> > so it is\n > no\n", "own|Yes.\n",
                    "quoted-other|>Still no\n", "own|No > yes.",
                ])
    }

    @Test(arguments: [
        "“this never closes", "\"this never closes", "«this never closes", "'this never closes",
        "this never opened”", "<blockquote>this never closes",
    ])
    func `a mark without its partner quotes nothing`(text: String) {
        #expect(segments(text) == ["own|\(text)"])
    }

    @Test(arguments: ["\n\n", "\r\n\r\n", "\n \n"])
    func `a forgotten mark does not reach into the next paragraph`(gap: String) {
        let text = "\"Snow again.\(gap)You plow it.\" she wrote."
        #expect(segments(text).allSatisfy { $0.hasPrefix("own|") }, "\(segments(text))")
    }

    @Test(arguments: [
        "don't, can't, won't and the dogs' bowls", "the neighbors' fence and the drivers' seats",
        "rock 'n' roll, 'twas the '90s", "O'Brien's and D'Angelo's trucks", "’tis the boss’s lot",
        "a 5' 6\" board and a 7\" pipe", "It's the kids' park, isn't it?",
    ])
    func `apostrophes, possessives and inches are no quotations`(text: String) {
        #expect(segments(text) == ["own|\(text)"])
    }

    @Test func `five words of the article are common speech and six are a quotation`() {
        #expect(
            segments("we plow the mountain road before lunch")
                == ["own|we plow the mountain road before lunch"])
        #expect(
            segments("Plow the mountain road before seven, please")
                == ["quoted-article|Plow the mountain road before seven", "own|, please"])
        #expect(
            segments("Yes: plow the mountain road before seven, please")
                == [
                    "own|Yes: ", "quoted-article|plow the mountain road before seven",
                    "own|, please",
                ])
    }

    @Test func `a run belongs to the parent where the article does not have it`() {
        let parent = "nobody on the bluff ever asked for salt"
        #expect(
            segments("Nobody on the bluff ever asked? I did.", parent: parent)
                == ["quoted-comment|Nobody on the bluff ever asked", "own|? I did."])
    }

    @Test func `punctuation, ellipses, letter case and accents do not break a run`() {
        #expect(
            segments("PLOW the… mountain, road -- before: sévén")
                == ["quoted-article|PLOW the… mountain, road -- before: sévén"])
    }

    @Test func `a quotation that shares a part with the article is still a quotation`() {
        let text = "“You will plow the mountain road before seven or quit”"
        #expect(segments(text) == ["quoted-article|\(text)"])
        let five = "“You can plow the mountain road before eight or quit”"
        #expect(segments(five) == ["quoted-other|\(five)"])
    }

    @Test func `markup and entities lead back to the bytes they were`() {
        let text = "<p>Fine &amp; good.</p><blockquote>said the road chief</blockquote><p>No.</p>"
        #expect(
            segments(text, format: .html)
                == [
                    "own|<p>Fine &amp; good.</p><blockquote>",
                    "quoted-article|said the road chief</blockquote><p>", "own|No.</p>",
                ])
    }

    @Test func `a rule does not speak about words that are quoted`() {
        #expect(classifier.found("a zamboni") == ["zamboni"])
        for text in ["“a zamboni”", "> a zamboni", "'a zamboni' it is"] {
            #expect(classifier.found(text) == [])
        }
    }

    @Test(arguments: BodyFormat.allCases)
    func `every byte belongs to exactly one segment`(format: BodyFormat) {
        var random = SeededGenerator()
        let seed = "\(random)"
        for _ in 0..<2_000 {
            let text = random.text(pieces: 30)
            let parent = Bool.random(using: &random) ? random.text(pieces: 30) : nil
            let explained = classifier.explain(
                Comment(
                    text: text, format: format, parentText: parent,
                    article: Article(body: random.text(pieces: 40)))
            ).segments
            var next = 0
            for segment in explained.map(\.segment) {
                #expect(segment.span.start == next, "\(seed) \(text.debugDescription)")
                #expect(segment.span.end >= segment.span.start)
                next = segment.span.end
            }
            #expect(next == text.utf8.count, "\(seed) \(text.debugDescription)")
        }
    }

    @Test func `a body that is all markup and one over the limit are covered too`() {
        for (text, format) in [
            ("<p></p>", BodyFormat.html), (String(repeating: "snow ", count: 5_000), .plain),
        ] {
            let spans = classifier.explain(Comment(text: text, format: format)).segments
                .map(\.segment.span)
            #expect(spans.first?.start == 0)
            #expect(spans.last?.end == text.utf8.count)
        }
    }
}
