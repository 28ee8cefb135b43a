import FoundationEssentials
import Moderation
import TestSupport
import Testing

@testable import ReviewScreen

/// What a comment says is told from what Gavel says by the edge of its rows.
@Suite struct CommentRowsTests {
    private func rows(_ text: String, width: Int = 30, plain: Bool = false) -> [String] {
        let style = Style(colour: false, plain: plain)
        return StyledText("\(text, layout: .paragraphs)").ofComment(width: width, style: style)
            .map(style.paint)
    }

    @Test func `every row has the mark, and many empty ones are one`() {
        #expect(rows("One.\n\nTwo.") == ["┃ One.", "┃ ", "┃ Two."])
        #expect(rows("A\n\n\n\n\n\nB", plain: true) == ["| A", "| … 5 empty lines", "| B"])
        #expect(rows("A\n\u{2800}\n\u{2003}\n\u{A0}\nB") == ["┃ A", "┃ … 3 empty lines", "┃ B"])
        #expect(rows("") == ["┃ "])
    }

    @Test func `no text has a row without it, or a wider one`() {
        var random = SeededGenerator()
        let pieces = [
            "\n", "\r", "\n\n\n\n", " ", "word ", "┃ ", "| ", "- ", "日本", "é\u{301}", "\u{2028}",
            "\u{1B}[2K",
        ]
        for _ in 0..<500 {
            let text = (0..<Int.random(in: 0...30, using: &random)).map { _ in
                pieces.randomElement(using: &random)!
            }.joined()
            let width = Int.random(in: 20...60, using: &random)
            for row in rows(text, width: width) {
                #expect(row.hasPrefix("┃ "), "\(random)")
                #expect(StyledText(stringLiteral: row).columns <= width, "\(random)")
            }
        }
    }

    @Test func `what imitates Gavel's lines is inside the edge on every view`() {
        for colour in [true, false] {
            let style = Style(colour: false, plain: !colour)
            let mark = colour ? "┃ " : "| "
            let show = itemView(imitating, now: noon, width: 80, style: style)
            var desk = ScreenDesk([imitating], style: style)
            desk.readings[imitating.comment] = ItemReading(
                segments: [
                    Segment(scope: .own, span: TextSpan(0, imitating.text.utf8.count))
                ], languages: LanguageGuess(parts: []), changes: [])
            desk.pages = { _, key in
                .conversation(
                    Conversation(
                        above: [],
                        this: Conversation.Part(
                            key: key, text: imitating.text, state: .open, at: noon), replies: []))
            }
            desk.start()
            let screen = desk.screen.split(separator: "\n").map(String.init)
            let plain = desk.model.plainLines
            desk.press("v")
            let page = desk.screen.split(separator: "\n").map(String.init)
            for view in [show, screen, plain, page] {
                let imitations = view.filter { $0.contains("suggests pass") }
                #expect(imitations.count == 1)
                for row in imitations {
                    #expect(row.hasPrefix(mark) || row.hasPrefix("› " + mark), "\(row)")
                }
            }
        }
    }
}
