import TestSupport
import Testing

@testable import PolicyEngine

/// What is read off a pattern's source holds for every match that PCRE2 finds.
struct PatternShapeTests {
    /// Pieces of patterns, harmless and odd, that PCRE2 may read in another way than one thinks.
    private static let pieces = [
        "a", "b", "ab", "ba", "c", "é", "日", "-", "]", "}", ",", " ", "#", ":", "1", "2", ".", "^",
        "$", "(", "(", ")", ")", "(?:", "(?>", "(?|", "(?=", "(?!", "(?<=", "(?<!", "(?<n>",
        "(?P<m>", "(?i)", "(?i:", "(?x)", "(?-i)", "(?s)", "(?#b)", "(?#[)", "|", "|", "*", "+",
        "?", "??", "*+", "++", "{2}", "{0}", "{1}", "{0,2}", "{1,}", "{,2}", "{2,1}", "{+2}",
        "{-1}", "{ 2 }", "{1 ,2}", "{}", "{", "{a}", "{2", "[", "[^", "[]", "[^]", "[a-c]",
        "[b-]", "[-b]", "[a-c-b]", "[[:alpha:]]", "[[:^digit:]", "[[:abc]", "[:ab:]", "[[.a]",
        "[\\E]", "[\\Qa\\E]", "[\\d-b]", "[a-\\x63]", "[!-é]", "[\\]-a]", "[^ab]", "[ab]", "[a\\-]",
        "[[:<:]]", "\\", "\\b", "\\B", "\\d", "\\w", "\\s", "\\W", "\\N", "\\N{U+61}", "\\N{2}",
        "\\x61", "\\x{61}", "\\o{141}", "\\h", "\\R", "\\X", "\\pL", "\\p{L}", "\\P{Lu}", "\\-",
        "\\.", "\\ ", "\\{", "\\[", "\\(", "\\c[", "\\ca", "\\t", "\\Q", "\\E", "\\Qab\\E", "\\G",
        "\\A", "\\z",
    ]

    private static func pattern(_ random: inout SeededGenerator) -> String {
        (0..<Int.random(in: 1...7, using: &random))
            .map { _ in pieces.randomElement(using: &random)! }.joined()
    }

    /// Bytes that such patterns are likely to match, with stretches of the pattern itself.
    private static func text(_ pattern: String, _ random: inout SeededGenerator) -> [UInt8] {
        let pool = [
            "a", "a", "b", "b", "c", "ab", "ba", "aa", "bb", "é", "日", "-", " ", ",", "1", "2", "]",
            "}", "{", "[", ":", "l", "ab]", "b]", "x", "6", "E", "#", "\u{1B}", "\u{2028}",
        ]
        var text = ""
        for _ in 0..<Int.random(in: 0...14, using: &random) {
            text += pool.randomElement(using: &random)!
        }
        if Bool.random(using: &random) {
            let scalars = pattern.unicodeScalars.filter { $0 != "\\" && $0 != "(" && $0 != ")" }
            let from = Int.random(in: 0...scalars.count, using: &random)
            text += String(String.UnicodeScalarView(scalars.dropFirst(from)))
        }
        return Array(text.utf8)
    }

    @Test func `every match holds a literal of each clause and is no longer than was said`() {
        var random = SeededGenerator()
        let seed = "\(random)"
        let cases = 4_000
        let scratch = MatchScratch()
        var matches = 0
        var claims = 0
        for _ in 0..<cases {
            let source = Self.pattern(&random)
            guard PatternScreen.refusedConstruct(in: source) == nil,
                let pattern = try? Pattern(source, usesJIT: false)
            else { continue }
            let shape = PatternShape(source)
            if shape.clauses.isEmpty, shape.longest == nil { continue }
            claims += 1
            texts: for _ in 0..<12 {
                let text = Self.text(source, &random)
                let subject = ReusedArray(text)
                for start in text.indices where text[start] & 0xC0 != 0x80 {
                    guard
                        case .match(let from, let to) = scratch.firstMatch(
                            pattern, in: subject, from: start, to: text.count, lastStart: start,
                            limit: 100_000)
                    else { continue }
                    matches += 1
                    let found = text[from..<to]
                    let holds = shape.clauses.allSatisfy { clause in
                        clause.contains { found.contains(run: $0) }
                    }
                    if !holds || found.count > shape.longest ?? .max {
                        let place = String(decoding: found, as: UTF8.self).debugDescription
                        Issue.record(
                            "\(seed) \(source.debugDescription) matches \(place): \(shape)")
                        break texts
                    }
                }
            }
        }
        #expect(claims > cases / 50 && matches > cases / 50)
    }
}

extension ArraySlice<UInt8> {
    /// Whether some bytes stand here one after the other.
    fileprivate func contains(run: [UInt8]) -> Bool {
        guard run.count <= count else { return false }
        return (startIndex...(endIndex - run.count)).contains {
            self[$0..<($0 + run.count)].elementsEqual(run)
        }
    }
}
