import Foundation
import Moderation
import PolicyEngine
import TestSupport
import Testing

/// The prefilter and the JIT are shortcuts: without them the answers are the same.
@Suite struct ShortcutTests {
    private static let folder = repository.appendingPathComponent("policies").path

    private static let policy = Result { () throws(Problems) in
        try Policy.load(from: folder, profile: .publisher)
    }

    private func differences(among texts: [String]) throws -> [Int] {
        let policy = try Self.policy.get()
        let interpreted = try Policy.load(from: Self.folder, profile: .publisher, usesJIT: false)
        let plain = Classifier(policy: policy)
        let others = [
            Classifier(policy: policy, usesPrefilter: false), Classifier(policy: interpreted),
        ]
        return texts.indices.filter { index in
            let comment = Comment(text: texts[index])
            let assessment = plain.assess(comment)
            return others.contains { $0.assess(comment) != assessment }
        }
    }

    @Test func `generated texts are judged alike without prefilter and without JIT`() throws {
        var generator = SeededGenerator()
        let pieces = [
            "you are such a clown", "call 303-555-0142", "mail me at a@b.example", "12 oak street",
            "https://a.example/x", "whatsapp +1 720 555 0199", "I will hurt you", "0x", "@", "-",
        ]
        let texts = (0..<400).map { _ in
            generator.text(pieces: 12) + " " + pieces.randomElement(using: &generator)! + " "
                + generator.text(pieces: 6)
        }
        #expect(try differences(among: texts) == [], "\(generator)")
    }

    /// Every tenth row: the whole takes seconds in a release build and minutes in a debug one.
    @Test(.enabled(if: sharedData != nil, "no shared data beside the repository"))
    func `real comments are judged alike without prefilter and without JIT`() throws {
        let folder = try #require(sharedData)
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            .filter { $0.hasSuffix(".jsonl") }.sorted()
        for file in files {
            let data = try Data(contentsOf: folder.appendingPathComponent(file))
            let lines = data.split(separator: 0x0A)
            let texts = stride(from: 0, to: lines.count, by: 10).compactMap { index -> String? in
                let object = try? JSONSerialization.jsonObject(with: lines[index])
                return (object as? [String: Any])?["text"] as? String
            }
            #expect(!texts.isEmpty)
            // Rows are named by number; none of their text is shown.
            #expect(try differences(among: texts) == [], "\(file)")
        }
    }

    // MARK: - Patterns made up

    /// A pattern and a text that it matches.
    private struct MadeUp {
        var pattern = ""
        var match = ""
    }

    private static let atoms: [(pattern: String, match: String)] = [
        ("a", "a"), ("bc", "bc"), ("[ab]", "b"), ("[0-9]", "7"), ("[^a]", "x"), (".", "é"),
        ("\\d", "4"), ("\\w", "w"), ("\\s", " "), (" ", " "), ("é", "e"), ("\\.", "."),
        ("[a-c]", "c"),
        ("[[:alpha:]]", "k"), ("\\b", ""), ("(?=[a-z ])", ""), ("(?![#~])", ""), ("zebra", "zebra"),
        ("\\x61", "a"), ("\\pL", "q"), ("-", "-"), ("(?i)", ""), ("(?#x)", ""),
    ]

    private static func madeUp(_ depth: Int, _ random: inout SeededGenerator) -> MadeUp {
        var whole = MadeUp()
        for _ in 0..<Int.random(in: 1...4, using: &random) {
            var part: MadeUp
            if depth > 0, Int.random(in: 0..<3, using: &random) == 0 {
                let (one, other) = (madeUp(depth - 1, &random), madeUp(depth - 1, &random))
                let open = ["(", "(?:", "(?>", "(?|"].randomElement(using: &random)!
                part = MadeUp(pattern: "\(open)\(one.pattern)|\(other.pattern))", match: one.match)
            } else {
                let atom = atoms.randomElement(using: &random)!
                part = MadeUp(pattern: atom.pattern, match: atom.match)
            }
            let isQuantifiable = !part.match.isEmpty && part.pattern.first != "\\"
            if isQuantifiable, Bool.random(using: &random) {
                let isOneAtom =
                    part.pattern.hasPrefix("(") || part.pattern.count == 1
                    || part.pattern.hasPrefix("[")
                let sign = ["?", "*?", "+", "{2}", "{1,3}", "{0,2}+"].randomElement(using: &random)!
                part.pattern = (isOneAtom ? part.pattern : "(?:\(part.pattern))") + sign
                if sign == "{2}" { part.match += part.match }
            }
            whole.pattern += part.pattern
            whole.match += part.match
        }
        return whole
    }

    @Test func `patterns of any make find the same in windows round their literals`() throws {
        var random = SeededGenerator()
        var hits = 0
        for _ in 0..<25 {
            let made = (0..<30).map { _ in Self.madeUp(2, &random) }
            let rules = made.enumerated().map { number, made in
                ProbeRule(
                    id: "probe.n\(number)", strength: "hint",
                    find: "{regex: {pattern: '\(made.pattern)', reach: 60}}", match: made.match,
                    twin: "#", more: ["status: \(made.match.isEmpty ? "retired" : "active")"])
            }.filter { (try? ProbePolicy($0).problems()) == "" }
            guard let policy = try? ProbePolicy(rules).load() else { continue }
            let quick = Classifier(policy: policy)
            let thorough = Classifier(policy: policy, usesPrefilter: false)
            let pieces = made.map(\.match) + [" ", "“", "”", "\n> ", "日本", "a", "b", "\u{200B}"]
            for _ in 0..<40 {
                let text = (0..<Int.random(in: 0...12, using: &random))
                    .map { _ in pieces.randomElement(using: &random)! }.joined()
                let expected = thorough.assess(Comment(text: text))
                hits += expected.signals.count
                #expect(
                    quick.assess(Comment(text: text)) == expected,
                    "\(random) \(text.debugDescription)")
            }
        }
        #expect(hits > 500)
    }

    // MARK: - Budgets

    /// A pattern that needs `word` and, wherever it stands before letters, far too many steps.
    private static func exhausting(_ number: Int, _ word: String) -> ProbeRule {
        ProbeRule(
            id: "probe.n\(number)",
            find: "{regex: {pattern: '\(word) (?:[a-z]{1,9}){1,9}[#~]', reach: 200}}",
            match: "\(word) a#", twin: "\(word) a")
    }

    @Test func `what one text may cost runs out at the same rule without the prefilter`() throws {
        // Most stand nowhere in the texts; every second can be tried at every place.
        let rules = (100..<220).map { number in
            let isEverywhere = number % 2 == 0
            return ProbeRule(
                id: "probe.n\(number)", category: isEverywhere ? "spam" : "style",
                find: "{regex: {pattern: '"
                    + (isEverywhere ? "[a-z]{2,\(number)}[0-9]{4}" : "x\(number) ?[a-z]{3}")
                    + "', reach: 230}}",
                match: isEverywhere ? "so2026" : "x\(number) abc", twin: "so \(number)")
        }
        let policy = try ProbePolicy(rules + (0..<20).map { Self.exhausting($0, "y\($0)") }).load()
        let quick = Classifier(policy: policy)
        let thorough = Classifier(policy: policy, usesPrefilter: false)
        var random = SeededGenerator()
        let seed = "\(random)"
        let run = String(repeating: "a", count: 60)
        let pieces =
            (101..<120).map { "x\($0) abc" } + (0..<9).map { "y\($0) \(run)" }
            + ["日本 ", "so 2026 ", " ", "“x101 abc” "]
        var unfinished = Set<Int>()
        for round in 0..<12 {
            let count = [20, 400, 2_000][round % 3]
            let text = (0..<count).map { _ in
                Int.random(in: 0..<40, using: &random) < round
                    ? pieces.randomElement(using: &random)! : "so it is "
            }.joined()
            let expected = quick.assess(Comment(text: text))
            unfinished.insert(expected.inconclusive.count)
            #expect(thorough.assess(Comment(text: text)) == expected, "\(seed) round \(round)")
        }
        #expect(unfinished.contains(0) && unfinished.count > 2, "\(seed) \(unfinished)")
    }

    @Test func `a pattern that exhausts itself between its literals still leaves others room`()
        throws
    {
        let policy = try ProbePolicy(
            (10..<22).map { number in
                ProbeRule(
                    id: "probe.n\(number)",
                    find: "{regex: {pattern: '(?:[a-z]{1,9}){1,9}#\(number)', reach: 200}}",
                    match: "a#\(number)", twin: "a \(number)")
            }
        ).load()
        let run = String(repeating: "a", count: 120) + String(repeating: " -", count: 200)
        let text = run + " a#13 " + run + " b#21 " + run
        for usesPrefilter in [true, false] {
            let assessment = Classifier(policy: policy, usesPrefilter: usesPrefilter)
                .assess(Comment(text: text))
            #expect(assessment.signals.map(\.text) == ["a#13", "b#21"], "\(usesPrefilter)")
            #expect(assessment.inconclusive.isEmpty, "\(usesPrefilter)")
        }
    }
}
