import Moderation
import TestSupport
import Testing

@testable import PolicyEngine

/// A classifier keeps its storage from comment to comment, and nothing else.
struct ReuseTests {
    private static let pieces = [
        "you are such a clown", "1d1ot", "c l o w n", "cl*wn", "$tupid", "clooown",
        "call 303-555-0142",
        "ana@mail.example", "lives at 1420 larch street", "https://a.example/x", "WWW.b.example",
        "I will hurt you", "kill yourself", "define 'our people'", "<b>", "</b>",
        "<blockquote>", "</blockquote>", "<script>", "</script>", "<!--", "-->", "[",
        "](http://a.example)",
        "**", "~~", "`", "“", "”", "„", "«", "»", "‘", "’", "'", "\"", "\n", "\n> ", "  ", "&lt;",
        "&quot;",
        "é", "日本", "с", "\u{200B}", "\u{301}", "\u{1}", "\u{2028}", "\u{32C}", "㌖", "!!!", "?",
    ]

    private static func text(_ random: inout SeededGenerator) -> String {
        (0..<Int.random(in: 0...12, using: &random)).map { _ in
            pieces.randomElement(using: &random)! + (Bool.random(using: &random) ? " " : "")
        }.joined() + random.text(pieces: 8)
    }

    /// Any format, with and without an article and a parent; a part of either may be copied.
    private static func comment(_ random: inout SeededGenerator) -> Moderation.Comment {
        let sources = [text(&random), text(&random)]
        let copied = sources.randomElement(using: &random)!
        return Comment(
            text: text(&random) + (Bool.random(using: &random) ? copied : ""),
            format: BodyFormat.allCases.randomElement(using: &random)!,
            parentText: Bool.random(using: &random) ? sources[0] : nil,
            article: Bool.random(using: &random) ? Article(title: nil, body: sources[1]) : nil)
    }

    @Test(arguments: [true, false])
    func `a comment is judged as if it were the first`(usesPrefilter: Bool) throws {
        var random = SeededGenerator()
        let policy = try Shipped.policy(.publisher)
        let kept = Classifier(policy: policy, usesPrefilter: usesPrefilter)
        for _ in 0..<600 {
            let comment = Self.comment(&random)
            let fresh = Classifier(policy: policy, usesPrefilter: usesPrefilter)
            #expect(
                kept.explain(comment) == fresh.explain(comment),
                "\(random) \(comment.format) \(comment.text.debugDescription)")
        }
    }

    @Test func `a text that is quoted from again is not read again, and not all are kept`() {
        let memory = ArticleMemory()
        func text(_ number: Int, _ words: Int) -> Article {
            Article(body: (0..<words).map { "w\($0)x\(number)" }.joined(separator: " "))
        }
        #expect(memory.shared(nil) == nil)
        let first = memory.shared(text(0, 900))
        _ = memory.shared(text(1, 900))
        #expect(memory.shared(text(0, 900)) === first)
        // Twenty texts of 100 KB are too many; so is one of 2 MB, but for the next comment.
        for number in 2..<22 { _ = memory.shared(text(number, 12_000)) }
        #expect(memory.shared(text(0, 900)) !== first)
        let long = memory.shared(text(30, 250_000))
        #expect(memory.shared(text(30, 250_000)) === long)
        _ = memory.shared(text(31, 900))
        #expect(memory.shared(text(30, 250_000)) !== long)
    }

    @Test func `a quotation or a link is never overlooked for want of a hint`() {
        var random = SeededGenerator()
        for _ in 0..<3_000 {
            let text = Self.text(&random)
            let bytes = Array(text.utf8)
            let hints = FoldedText(bytes).hints
            if !QuotationScanner.quotations(in: bytes, marked: []).isEmpty {
                #expect(hints.contains(.quotation), "\(random) \(text.debugDescription)")
            }
            let lower = text.lowercased()
            if ["http://", "https://", "www."].contains(where: lower.contains) {
                #expect(hints.contains(.link), "\(random) \(text.debugDescription)")
            }
        }
    }
}
