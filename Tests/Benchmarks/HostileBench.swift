import Foundation
import Moderation
import PolicyEngine

/// Times comments that were made to cost much, one by one: what matters is the worst.
struct HostileBench {
    let policy: Policy
    private static let length = 20_000

    func run() {
        let classifier = Classifier(policy: policy)
        let clock = ContinuousClock()
        var worst: (name: String, milliseconds: Double) = ("", 0)
        var inconclusive = 0
        let texts = texts()
        for (name, text) in texts {
            var assessment: Assessment?
            let time = clock.measure { assessment = classifier.assess(Comment(text: text)) }
            if assessment?.inconclusive.isEmpty == false { inconclusive += 1 }
            let milliseconds = Double(time.components.attoseconds) * 1e-15
            if milliseconds > worst.milliseconds { worst = (name, milliseconds) }
        }
        print(
            "hostile: \(texts.count) comments of about \(Self.length) characters, the worst took"
                + " \(String(format: "%.1f", worst.milliseconds)) ms (\(worst.name));"
                + " \(inconclusive) went to a person unfinished")
    }

    /// Runs of units that repeat what rules look at, and of each rule's own examples.
    private func texts() -> [(name: String, text: String)] {
        let units = [
            "a", "1", " ", "-", ".", "(", "@", "!", "a ", "1 ", "1-", "a.", "a@", "a1", "aa ",
            "you ", "you are ", "> ", "\"a\" ", "“a” ", "'a' ", "<q>", "<blockquote>", "</q>",
            "http://a ", "www.a", "c l o w n ", "c.l.o.w.n", "cl*wn ", "cl##n ", "$a$ ", "i!i!",
            "e\u{301}", "\u{301}", "\u{200B}a", "сlown ", "日", "👍", "303-", "303-555-", "12 ",
        ]
        var texts = units.flatMap { unit in
            [
                ("run of '\(unit)'", repeated(unit)),
                ("run of '\(unit)' ended", repeated(unit) + "!x"),
            ]
        }
        for rule in policy.details {
            for example in rule.examples {
                texts.append(("examples of \(rule.id)", repeated(example.text + " ")))
            }
        }
        texts.append(("1 MB of a", String(repeating: "a", count: 1_000_000)))
        texts.append(("10,000 nested quotes", String(repeating: "“", count: 10_000)))
        texts.append(("20,000 marks", "e" + String(repeating: "\u{301}", count: 20_000)))
        return texts
    }

    private func repeated(_ unit: String) -> String {
        String(repeating: unit, count: max(1, Self.length / max(1, unit.unicodeScalars.count)))
    }
}
