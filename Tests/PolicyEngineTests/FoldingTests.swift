import Testing
import TestSupport

@testable import PolicyEngine

/// The view that rules are written against, and the way back from it.
struct FoldingTests {
    private func fold(_ text: String) -> String {
        String(decoding: FoldedText(Array(text.utf8)).bytes, as: UTF8.self)
    }

    @Test(arguments: [
        ("HELLO World", "hello world"), ("Straße", "strasse"), ("ſtop", "stop"),
        ("\u{212A}elvin", "kelvin"), ("É e\u{301} ñ Ü", "e e n u"), ("ｆｕｌｌ", "full"),
        ("ﬁne oﬃce", "fine office"), ("Ⅳ", "iv"), ("“a” ‘b’ «c»", "\"a\" 'b' \"c\""),
        ("a \t\n  b", "a b"), ("a\u{A0}\u{3000}b", "a b"), ("сlown", "clown"), ("don’t", "don't"),
    ])
    func `a text is folded to plain letters`(text: String, folded: String) {
        #expect(fold(text) == folded)
    }

    @Test(arguments: [
        ("3️⃣0️⃣3️⃣-5️⃣5️⃣5️⃣", "303-555"), ("1\u{20E3}2\u{20E3}", "12"), ("a\u{20DD}b\u{20DE}", "ab"),
        ("❶❾❿ ➀➉ ➊➓", "1910 110 110"), ("⓿⓫⓴ ⓵⓾ 🄋🄌", "01120 110 00"), ("①⑨⑩", "1910"),
        ("#️⃣1", "#1"),
    ])
    func `digits in keycaps and circles are digits`(text: String, folded: String) {
        #expect(fold(text) == folded)
        let words = folded.split { !($0.isLetter || $0.isNumber) }.count
        #expect(FoldedText(Array(text.utf8)).tokens.count == words)
    }

    @Test(arguments: [
        "\u{200B}", "\u{200D}", "\u{2060}", "\u{FEFF}", "\u{AD}", "\u{202E}", "\u{2066}",
        "\u{E0041}",
        "\u{FE0F}", "\u{180E}", "\u{1}", "\u{7F}",
    ])
    func `an invisible character is dropped`(hidden: String) {
        #expect(fold("clo\(hidden)wn") == "clown")
        #expect(fold("\(hidden)clown\(hidden)") == "clown")
    }

    @Test func `every scalar folds to what folds to itself`() {
        for value in UInt32(1)..<0x30000 {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let once = fold("x\(scalar)x")
            if fold(once) != once {
                Issue.record("U+\(String(value, radix: 16)): \(once) then \(fold(once))")
            }
        }
    }

    @Test func `folding twice is folding once`() {
        var random = SeededGenerator()
        let seed = "\(random)"
        for _ in 0..<2_000 {
            let text =
                Bool.random(using: &random)
                ? random.text(pieces: 30) : String(decoding: random.bytes(upTo: 60), as: UTF8.self)
            #expect(fold(fold(text)) == fold(text), "\(seed) \(text.debugDescription)")
        }
    }

    @Test func `folded bytes lead back into the source, in order`() {
        var random = SeededGenerator()
        let seed = "\(random)"
        for _ in 0..<2_000 {
            let source = Array(random.text(pieces: 20).utf8)
            let folded = FoldedText(source)
            var last = 0
            for offset in folded.bytes.indices {
                let span = folded.sourceSpan(offset, offset + 1)
                #expect(span.start >= last && span.start < span.end, "\(seed) \(source)")
                #expect(span.end <= source.count, "\(seed) \(source)")
                last = span.start
            }
            for token in folded.tokens {
                let span = folded.sourceSpan(token)
                let again = Array(FoldedText(Array(source[span.start..<span.end])).bytes)
                let bytes = folded.bytes[Int(token.start)..<Int(token.end)]
                #expect(again.contains(bytes), "\(seed) \(source)")
                let back = folded.foldedOffset(ofSource: span.start)
                #expect(folded.sourceSpan(back, back + 1).start == span.start, "\(seed) \(source)")
            }
        }
    }

    /// The folded bytes, each with the source bytes it came from, scalar by scalar from the table.
    private func reference(_ text: String) -> [(byte: UInt8, from: Int, to: Int)] {
        var folded: [(byte: UInt8, from: Int, to: Int)] = []
        var from = 0
        for scalar in text.unicodeScalars {
            let source = Array(String(scalar).utf8)
            let to = from + source.count
            func put(_ bytes: some Sequence<UInt8>) {
                for byte in bytes { folded.append((byte, from, to)) }
            }
            func space() {
                if folded.last?.byte == 0x20 {
                    folded[folded.count - 1].to = to
                } else {
                    put([0x20])
                }
            }
            if scalar.isASCII {
                switch source[0] {
                case 0x20, 0x09...0x0D: space()
                case 0..<0x20, 0x7F: break
                case 0x60: put([0x27])
                default: put(String(scalar).lowercased().utf8)
                }
            } else {
                switch FoldingTable.fold(scalar.value) {
                case .ignorable, .mark: break
                case .space: space()
                case .separator, .token: put(source)
                case .mapped(_, let first, let end):
                    for byte in FoldingTable.pool[first..<end]
                    where byte != 0x20 || folded.last?.byte != 0x20 { put([byte]) }
                }
            }
            from = to
        }
        return folded
    }

    @Test func `any text is folded as the table says, scalar by scalar`() {
        var random = SeededGenerator()
        let seed = "\(random)"
        // Those that grow most: twelve bytes and eighteen of three.
        let growing: [Unicode.Scalar] = ["㌖", "㋿", "ﷺ", "㈝", "⑽", "㎯"]
        for _ in 0..<2_000 {
            var text = Bool.random(using: &random) ? random.text(pieces: 12) : ""
            for _ in 0..<Int.random(in: 0...120, using: &random) {
                let scalar: Unicode.Scalar? =
                    switch Int.random(in: 0..<4, using: &random) {
                    case 0: growing.randomElement(using: &random)
                    case 1: Unicode.Scalar(UInt32.random(in: 0...0x7F, using: &random))
                    case 2: Unicode.Scalar(UInt32.random(in: 0x80...0xFFFF, using: &random))
                    default: Unicode.Scalar(UInt32.random(in: 0...0x10FFFF, using: &random))
                    }
                if let scalar { text.unicodeScalars.append(scalar) }
            }
            let expected = reference(text)
            let folded = FoldedText(Array(text.utf8))
            #expect(folded.bytes.elementsEqual(expected.map(\.byte)), "\(seed)")
            for (offset, place) in expected.enumerated() {
                let span = folded.sourceSpan(offset, offset + 1)
                guard span != (place.from, place.to) else { continue }
                Issue.record("\(seed) \(text.debugDescription) \(offset): \(span), not \(place)")
                break
            }
        }
    }

    @Test func `plain ASCII is folded as it is among other letters`() {
        var random = SeededGenerator()
        let seed = "\(random)"
        for _ in 0..<1_000 {
            let ascii = Array(random.bytes(upTo: 80).map { $0 & 0x7F })
            // A letter of another script before it sends everything after it through the map.
            let general = FoldedText(Array("日 ".utf8) + ascii)
            let fast = FoldedText(ascii)
            let skipped = ascii.first.map { isWhiteSpace($0) || $0 < 0x20 || $0 == 0x7F } ?? true
            if skipped { continue }
            #expect(general.bytes.dropFirst(4).elementsEqual(fast.bytes), "\(seed) \(ascii)")
            #expect(general.tokens.dropFirst().map(\.hash) == fast.tokens.map(\.hash), "\(seed)")
            #expect(
                general.tokens.dropFirst().map { general.sourceSpan($0).start - 4 }
                    == fast.tokens.map { fast.sourceSpan($0).start }, "\(seed) \(ascii)")
        }
    }

    @Test func `a hundred thousand accents on one letter come to an end`() {
        let text = "cl" + String(repeating: "\u{301}", count: 100_000) + "own"
        #expect(fold(text) == "clown")
    }

    @Test func `a word of another script is no Latin word`() {
        let tokens = FoldedText(Array("сор сlown copy Ωmega".utf8)).tokens
        #expect(tokens.map(\.isForeign) == [true, false, false, false])
        #expect(tokens[1].marks == .lookalikes)
    }

    @Test func `words of up to three letters all have hashes of their own`() {
        let letters = Array("abcdefghijklmnopqrstuvwxyz".utf8)
        let two = letters.flatMap { first in letters.map { [first, $0] } }
        let words = letters.map { [$0] } + two + two.flatMap { pair in letters.map { pair + [$0] } }
        #expect(Set(words.map { wordHash($0) }).count == words.count)
    }

    @Test func `words keep their apostrophe and part at a hyphen`() {
        func words(_ text: String) -> [String] {
            let folded = FoldedText(Array(text.utf8))
            let bytes = folded.bytes
            return folded.tokens.map {
                String(decoding: bytes[Int($0.start)..<Int($0.end)], as: UTF8.self)
            }
        }
        #expect(
            words("don't drop-dead 'quoted' dogs'") == ["don't", "drop", "dead", "quoted", "dogs"])
        #expect(words("e\u{301}l’s 3.5") == ["el's", "3", "5"])
    }
}

extension [UInt8] {
    fileprivate func contains(_ part: some Collection<UInt8>) -> Bool {
        guard part.count <= count else { return false }
        return (0...(count - part.count)).contains {
            self[$0..<($0 + part.count)].elementsEqual(part)
        }
    }
}
