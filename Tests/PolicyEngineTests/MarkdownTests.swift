import Moderation
import PolicyEngine
import TestSupport
import Testing

@Suite struct MarkdownTests {
    private func classifier() throws -> Classifier {
        try ProbePolicy(.phrases(["clown", "link count"])).classifier()
    }

    @Test(arguments: [
        ("You cl**ow**n", "cl**ow**n"), ("a *clown* came", "clown"), ("`clown`", "clown"),
        ("[clown](https://a.example/x)", "clown"), ("~~clown~~", "clown"), ("cl\\_own", ""),
    ])
    func `a word is read as it is shown, and marked where it stands`(
        _ body: String, _ found: String
    ) throws {
        let texts = try classifier().found(body, format: .markdown)
        #expect(texts == (found.isEmpty ? [] : [found]))
    }

    @Test func `marks that pair with nothing are text`() throws {
        #expect(try classifier().found("2 * 3 clown", format: .markdown) == ["clown"])
        #expect(try classifier().found("clown_car", format: .markdown) == ["clown"])
        #expect(try classifier().found("[clown] (not a link", format: .markdown) == ["clown"])
    }

    @Test func `the address of a link is not read as words, and counts as a link`() throws {
        let policy = ProbePolicy(
            .phrases(["clown"]),
            ProbeRule(
                id: "probe.links", find: "{measure: {name: link_count, at_least: 1}}",
                match: "https://a.example/x", twin: "no link"))
        let classifier = try policy.classifier()
        let signals = classifier.assess(
            Comment(text: "see [this](https://a.example/clown)", format: .markdown)
        ).signals
        #expect(signals.map(\.rule) == ["probe.links"])
    }

    @Test func `segments cover Markdown bodies whole`() throws {
        var generator = SeededGenerator()
        let classifier = try classifier()
        let marks = ["**", "*", "_", "`", "[", "](", ")", "\\", "~~", "!["]
        for _ in 0..<300 {
            let body = (0..<12).map { _ in
                generator.text(pieces: 2) + marks.randomElement(using: &generator)!
            }.joined()
            let segments = classifier.explain(Comment(text: body, format: .markdown)).segments
            var end = 0
            for segment in segments {
                #expect(segment.segment.span.start == end, "\(generator)")
                end = segment.segment.span.end
            }
            #expect(end == body.utf8.count, "\(generator)")
        }
    }
}
