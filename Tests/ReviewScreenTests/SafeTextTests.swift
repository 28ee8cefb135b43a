import ReviewScreen
import TestSupport
import Testing

private func safe(_ text: String, _ layout: SafeText.Layout = .marks) -> String {
    SafeText(text, layout: layout).description
}

/// Byte equality: `==` of strings would call two different marks the same.
private func expect(
    _ text: String, becomes expected: String, _ layout: SafeText.Layout = .marks,
    sourceLocation: SourceLocation = #_sourceLocation
) {
    let actual = safe(text, layout)
    #expect(
        Array(actual.unicodeScalars) == Array(expected.unicodeScalars), "\(actual)",
        sourceLocation: sourceLocation)
}

struct SafeTextTests {
    @Test func `controls become pictures of themselves`() {
        expect("\u{1B}[2J\0\u{7}\u{7F}", becomes: "␛[2J␀␇␡")
        expect("\u{9B}31m", becomes: "‹U+009B›31m")
    }

    @Test func `what cannot be seen is named by its number`() {
        expect("a\u{202E}b\u{2066}\u{200F}\u{61C}", becomes: "a‹U+202E›b‹U+2066›‹U+200F›‹U+061C›")
        expect("z\u{200B}\u{AD}\u{2060}\u{FEFF}", becomes: "z‹U+200B›‹U+00AD›‹U+2060›‹U+FEFF›")
        expect("\u{E0041}\u{E000}\u{FFFF}\u{378}", becomes: "‹U+E0041›‹U+E000›‹U+FFFF›‹U+0378›")
        expect("\u{2028}\u{3164}\u{34F}", becomes: "‹U+2028›‹U+3164›‹U+034F›")
    }

    @Test func `line ends and tabs are layout only where asked`() {
        expect("a\tb\r\nc\rd", becomes: "a␉b␍␊c␍d")
        expect("a\tb\r\nc\rd", becomes: "a b c␍d", .flow)
        expect("a\tb\r\nc\rd", becomes: "a    b\nc␍d", .paragraphs)
    }

    @Test(arguments: ["👨‍👩‍👧‍👦", "👩🏽‍🚒", "❤️‍🔥", "🏳️‍🌈", "👁️‍🗨️", "1️⃣", "☺︎", "🇪🇸", "©️", "🏴‍☠️"])
    func `an emoji stays whole`(emoji: String) {
        expect(emoji, becomes: emoji)
    }

    @Test(arguments: [
        "می‌خواهم",  // Persian, U+200C between letters
        "क्‍ष",  // Devanagari, U+200D after a virama
        "ශ්‍රී",  // Sinhala
        "ന്‍ ",  // Malayalam, at the end of a word
        "র‍্য",  // Bengali, before a virama
    ])
    func `joiners stay in scripts that write with them`(word: String) {
        expect(word, becomes: word)
    }

    @Test func `joiners and selectors between other letters are marked`() {
        expect("p\u{200D}a\u{200C}y", becomes: "p‹U+200D›a‹U+200C›y")
        expect("п\u{200D}а α\u{200C}β", becomes: "п‹U+200D›а α‹U+200C›β")
        expect("a\u{FE0F} 1\u{FE0F} \u{FE0F}", becomes: "a‹U+FE0F› 1‹U+FE0F› ‹U+FE0F›")
        expect("ب\u{200C}\u{200C}ب", becomes: "ب\u{200C}‹U+200C›ب")
        expect("ب\u{200D}x", becomes: "ب‹U+200D›x")
        expect("👍\u{200D}x", becomes: "👍‹U+200D›x")
    }

    @Test func `a fifth pictograph cannot be joined`() {
        expect("👩‍👩‍👩‍👩‍👩", becomes: "👩‍👩‍👩‍👩‹U+200D›👩")
    }

    @Test func `a stack of marks is cut and counted`() {
        let marks = { String(repeating: "\u{301}", count: $0) }
        expect("o" + marks(8) + "k", becomes: "o" + marks(8) + "k")
        expect("o" + marks(40) + "k", becomes: "o" + marks(8) + "‹+32 marks›k")
        expect(marks(100_000), becomes: "◌" + marks(8) + "‹+99992 marks›")
    }

    @Test func `a mark without a letter gets a circle to stand on`() {
        expect("\u{301}a", becomes: "◌\u{301}a")
        expect("\u{1B}\u{301}", becomes: "␛◌\u{301}")
        expect("a\n\u{301}", becomes: "a\n◌\u{301}", .paragraphs)
    }

    @Test func `the brackets of a match cannot be forged`() {
        expect("⟦x⟧", becomes: "‹U+27E6›x‹U+27E7›")
    }

    @Test func `ordinary writing is left alone`() {
        let text = "¿Qué? Đặt tên! «Привет» שָׁלוֹם السلام عليكم 橋を หนึ่ง देवनागरी 한국어 – 100 €"
        expect(text, becomes: text)
    }

    @Test func `no text whatever gets a control or an unseen character through`() {
        var random = SeededGenerator()
        let pool: [Unicode.Scalar] = [
            "\u{1B}", "\u{9B}", "\u{200D}", "\u{200C}", "\u{FE0F}", "\u{FE0E}", "\u{20E3}", "1",
            "👩", "❤", "🏽", "🇪", "ب", "क", "\u{94D}", "\u{301}", "a", "я", "\u{202E}", "\u{E0067}",
            "\n", "\r", "\t", "橋", " ", "⟦", "\u{E0100}", "\u{180B}",
        ]
        for _ in 0..<4000 {
            var scalars = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 0...40, using: &random) {
                let anything = Unicode.Scalar(UInt32.random(in: 0...0x10FFFF, using: &random))
                let isTricky = Int.random(in: 0...4, using: &random) > 0
                scalars.append(isTricky ? pool.randomElement(using: &random)! : anything ?? "x")
            }
            let texts = [
                String(scalars), String(decoding: random.bytes(upTo: 60), as: UTF8.self),
            ]
            for text in texts {
                for layout in [SafeText.Layout.marks, .flow, .paragraphs] {
                    let once = safe(text, layout)
                    let problem = objection(to: once, allowingLineFeeds: layout == .paragraphs)
                    #expect(problem == nil, "\(problem ?? "") \(random) \(text.debugDescription)")
                    let twice = safe(once, layout)
                    #expect(twice.utf8.elementsEqual(once.utf8), "\(random) \(once)")
                }
            }
        }
    }

    @Test func `every scalar by itself is seen or named`() {
        for value in UInt32(0)...0x10FFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let text = safe("a" + String(scalar) + "a")
            if let problem = objection(to: text) {
                Issue.record("\(problem)")
                return  // one is enough to know; there are a million
            }
        }
    }
}
