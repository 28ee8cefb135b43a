import ReviewScreen
import TestSupport
import Testing

private func lines(_ text: SafeText, _ width: Int, first: StyledText = "") -> [String] {
    let style = Style(colour: false)
    return StyledText(text).wrapped(to: width, first: first).map { style.paint($0) }
}

private func cut(_ text: SafeText, _ width: Int) -> String {
    Style(colour: false).paint(StyledText(text).truncated(to: width))
}

struct TextWidthTests {
    static let known: [(String, Int)] = [
        ("abc", 3), ("", 0), ("ñandú", 5), ("e\u{301}", 1), ("橋を", 4), ("ｆｕ", 4), ("ﾊﾝ", 2),
        ("한국", 4), ("\u{1112}\u{1161}\u{11AB}", 2), ("👍", 2), ("👍🏽", 2), ("☝🏽", 2), ("❤", 1),
        ("❤️", 2), ("👨‍👩‍👧‍👦", 2), ("🇪🇸", 2), ("🇪🇸🇩🇪", 4), ("1️⃣", 2), ("क्षि", 3), ("…—‹›", 4),
        ("🤡x", 3), ("می‌خواهم", 7),
    ]

    @Test(arguments: known)
    func `columns are those of a terminal`(text: String, columns: Int) {
        #expect(TextWidth.columns(of: SafeText(text)) == columns, "\(text)")
    }

    @Test func `cutting keeps characters whole and says that it cut`() {
        #expect(cut("bridge", 6) == "bridge")
        #expect(cut("bridges", 6) == "bridg…")
        #expect(cut("old bridge", 5) == "old…")
        #expect(cut("橋橋橋", 5) == "橋橋…")
        #expect(cut("橋橋橋", 4) == "橋…")
        #expect(cut("👨‍👩‍👧‍👦👨‍👩‍👧‍👦", 3) == "👨‍👩‍👧‍👦…")
        #expect(cut("x", 0) == "")
    }

    @Test func `padding fills by columns, not by characters`() {
        let style = Style(colour: false)
        #expect(style.paint(StyledText("橋e\u{301}").padded(to: 5)) == "橋e\u{301}  ")
        #expect(style.paint(StyledText("bridges").padded(to: 4)) == "bri…")
    }

    @Test func `words wrap under each other`() {
        #expect(
            lines("the old bridge is closed", 12, first: "- ")
                == ["- the old", "  bridge is", "  closed"])
    }

    @Test func `long words are broken, wide text anywhere, line feeds kept`() {
        #expect(lines("abcdefghij kl", 4) == ["abcd", "efgh", "ij", "kl"])
        #expect(lines("ab橋橋橋cd", 6) == ["ab橋橋", "橋cd"])
        #expect(
            lines(SafeText("a\n\n  b c", layout: .paragraphs), 10) == ["a", "", "  b c"])
        #expect(lines("", 10) == [""])
        #expect(lines("a            b", 6) == ["a", "b"])
    }

    @Test func `no wrapped or cut line is too wide, and no letter is lost`() {
        var random = SeededGenerator()
        for _ in 0..<1500 {
            let text = SafeText(random.text(pieces: 30), layout: .paragraphs)
            let width = Int.random(in: 14...60, using: &random)
            let wrapped = lines(text, width, first: "> ")
            for line in wrapped {
                #expect(TextWidth.columns(of: SafeText(line)) <= width, "\(random) \(line)")
            }
            let letters = { (text: String) in
                text.unicodeScalars.filter { $0 != " " && $0 != "\n" && $0 != ">" }
            }
            #expect(
                Array(letters(wrapped.joined())) == Array(letters(text.description)), "\(random)")
            let one = SafeText(random.text(pieces: 30), layout: .flow)
            #expect(TextWidth.columns(of: SafeText(cut(one, width))) <= width, "\(random)")
        }
    }
}
