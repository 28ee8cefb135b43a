import Foundation

/// A policy of many generated rules, to see how judging scales with rules.
///
/// Shapes of patterns are those that packs use: an address and a word nearby, a word and its endings,
/// two words with a gap, numbers with separators. Words come from the input itself, those that stand
/// in few comments, so that rules hit now and then.
struct GeneratedPolicy {
    let folder: String
    let patterns: [String]
    let phrases: [String]

    /// - Parameter policies: the shipped policy folder, for the taxonomy and profiles.
    static func write(
        patterns patternCount: Int, phrases phraseCount: Int, words: [String], policies: String,
        in root: URL, name: String
    ) throws -> GeneratedPolicy {
        var pick = Picker(words)
        let folder = root.appendingPathComponent(name)
        let pack = folder.appendingPathComponent("packs/bench")
        try FileManager.default.createDirectory(
            at: pack.appendingPathComponent("lists"), withIntermediateDirectories: true)
        for part in ["categories.yaml", "profiles"] {
            try FileManager.default.copyItem(
                atPath: policies + "/" + part, toPath: folder.path + "/" + part)
        }
        var yaml = "pack: bench\nversion: \"1.0.0\"\nlanguage: any\ntitle: Bench\n"
        yaml +=
            "category: attack\nsee_through: [accents, lookalikes, hidden, leet, repeats, spaced, masked]\n"
        yaml += "rules:\n"
        var patterns: [String] = []
        for number in 0..<patternCount {
            let (pattern, match, twin) = pick.pattern(number)
            patterns.append(pattern)
            yaml += rule(
                "re\(number)", "{regex: {pattern: '\(pattern)', reach: 200}}", match, twin)
        }
        var phrases: [String] = []
        for list in 0..<((phraseCount + 999) / 1000) {
            let entries = (0..<min(1000, phraseCount - list * 1000)).map { _ in pick.phrase() }
            phrases += entries
            try Data(entries.joined(separator: "\n").utf8).write(
                to: pack.appendingPathComponent("lists/words\(list).txt"))
            yaml += rule(
                "list\(list)", "{phrases: [\"{words\(list)}\"]}", entries[0], "> \(entries[0])")
        }
        try Data(yaml.utf8).write(to: pack.appendingPathComponent("pack.yaml"))
        return GeneratedPolicy(folder: folder.path, patterns: patterns, phrases: phrases)
    }

    private static func rule(
        _ id: String, _ find: String, _ match: String, _ twin: String
    ) -> String {
        """
          - id: bench.\(id)
            title: Generated rule
            tell_moderator: 'Found "{match}".'
            strength: hint
            find: \(find)
            examples:
              match: ["\(match)"]
              no_match: ["\(twin)", "> \(match)"]

        """
    }
}

/// Picks words without chance: the same input gives the same rules.
private struct Picker {
    private let words: [String]
    private var state: UInt64 = 7

    init(_ words: [String]) { self.words = words }

    mutating func word() -> String {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return words[Int(state >> 33) % words.count]
    }

    mutating func phrase() -> String {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return (state >> 40) % 3 == 0 ? word() + " " + word() : word()
    }

    /// A pattern, a text it finds and one it does not.
    mutating func pattern(_ number: Int) -> (String, String, String) {
        let (a, b, c) = (word(), word(), word())
        switch number % 6 {
        case 0: return (#"\byou\W+(?:\w+\W+){0,3}(?:\#(a)|\#(b)|\#(c))s?\b"#, "you \(a)", "\(a)x")
        case 1: return (#"\b\#(a)(?:ed|ing|s)?\b"#, a, "z\(a)z")
        case 2: return (#"\b\#(a)\W+(?:\w+\W+){0,2}\#(b)\b"#, "\(a) \(b)", "\(a)")
        case 3: return (#"\bwhat an? (?:\w+ )?\#(a)\b"#, "what a \(a)", "\(a)")
        case 4: return (#"\b(?:\#(a)|\#(b)) [0-9]{2,4}\b"#, "\(a) 123", "\(a)")
        default: return (#"\#(a)[- ]?\#(b)"#, "\(a)\(b)", "\(a)")
        }
    }
}
