import Foundation
import Moderation
import PolicyEngine
import TestSupport
import Testing

/// The table of rules in `policies/README.md` is what the packs say.
///
/// `RECORD_GOLDENS=1 swift test --filter RulesTableTests` writes it anew **and fails**, as goldens do.
struct RulesTableTests {
    private static let readme = URL(fileURLWithPath: Shipped.folder + "/README.md")
    private static let (begin, end) = ("<!-- rules:begin -->\n", "<!-- rules:end -->")

    @Test func `every rule is in the README as its pack has it, and no other`() throws {
        let text = try String(contentsOf: Self.readme, encoding: .utf8)
        let first = try #require(text.range(of: Self.begin))
        let last = try #require(text.range(of: Self.end))
        let table = Self.table(try Shipped.policy(.publisher).details)
        let written = String(text[first.upperBound..<last.lowerBound])
        guard !written.utf8.elementsEqual(table.utf8) else { return }
        if ProcessInfo.processInfo.environment["RECORD_GOLDENS"] != nil {
            let whole = text[..<first.upperBound] + table + text[last.lowerBound...]
            try Data(whole.utf8).write(to: Self.readme)
            Issue.record("wrote the rules of policies/README.md; read them with git diff")
            return
        }
        Issue.record(
            """
            the rules of policies/README.md are not those of the packs; write them anew with
              RECORD_GOLDENS=1 swift test --filter RulesTableTests
            \(lineDiff(written, table))
            """)
    }

    @Test func `a row has a rule's words, and nothing that a table would break at`() {
        var rule = RuleDetail(
            id: "attack.names", formerly: [], pack: "attack-en", title: "Calls | names",
            subject: "attack", subjectTitle: "Personal attack", isLabel: false, points: 3,
            family: "attack", status: "active", tellModerator: "", tellAuthor: nil, looksFor: [],
            exceptions: [], conditions: [], skips: [], seesThrough: [],
            examples: [
                RuleDetail.Example(kind: .match, text: "You cl\u{200B}own.", because: nil),
                RuleDetail.Example(kind: .match, text: "You *clown*.", because: nil),
                RuleDetail.Example(
                    kind: .match, text: String(repeating: "You clown. ", count: 9), because: nil),
                RuleDetail.Example(kind: .match, text: "You clown, ¿no?", because: nil),
                RuleDetail.Example(kind: .noMatch, text: "A clown.", because: nil),
                RuleDetail.Example(kind: .knownMiss, text: "You.", because: nil),
            ],
            because: nil, owner: nil, references: [], place: "")
        let row = "| `attack.names` | attack | medium | Calls \\| names | 4 + 1 | You clown, ¿no? |"
        #expect(Self.row(rule) == row)
        (rule.isLabel, rule.status, rule.examples) = (true, "shadow", [])
        #expect(
            Self.row(rule)
                == "| `attack.names` | label: attack | –, shadow | Calls \\| names | 0 + 0 | – |")
        (rule.isLabel, rule.points) = (false, -2)
        #expect(Self.row(rule).contains("| credit 2, shadow |"))
    }

    // MARK: - The table

    private static func table(_ rules: [RuleDetail]) -> String {
        ([
            "| id | category | strength | title | finds + leaves | for example |",
            "|---|---|---|---|---|---|",
        ] + rules.map(row)).map { $0 + "\n" }.joined()
    }

    /// What a clerk need not read aloud is in the pack and not here.
    private static func example(of rule: RuleDetail) -> String? {
        let isUnspoken =
            ["minors", "obscene"].contains(rule.subject) || rule.id.rawValue.hasSuffix(".slur")
        return isUnspoken
            ? nil : rule.examples.first { $0.kind == .match && isShown($0.text) }?.text
    }

    /// Examples are counted by what they show: what the rule finds, and what it leaves alone.
    private static func row(_ rule: RuleDetail) -> String {
        let cells = [
            "`\(rule.id)`", (rule.isLabel ? "label: " : "") + rule.subject, strength(rule),
            rule.title.replacing("|", with: "\\|"),
            "\(rule.count(of: .match)) + \(rule.count(of: .noMatch))",
            example(of: rule) ?? "–",
        ]
        return "| " + cells.joined(separator: " | ") + " |"
    }

    private static func strength(_ rule: RuleDetail) -> String {
        let words = [1: "hint", 2: "weak", 3: "medium", 5: "strong"]
        let points =
            rule.isLabel
            ? "–" : words[rule.points] ?? (rule.points < 0 ? "credit \(-rule.points)" : "?")
        return rule.status == "active" ? points : "\(points), \(rule.status)"
    }

    /// Short, all of it visible, and nothing in it that Markdown reads as a mark or a link.
    private static func isShown(_ text: String) -> Bool {
        let mostCharacters = 60
        let marks = " .,;:!?¡¿'’\"“”«»()$%-–".unicodeScalars
        return text.count <= mostCharacters && !text.contains("  ")
            && text.unicodeScalars.allSatisfy { scalar in
                scalar.properties.isAlphabetic || (0x30...0x39).contains(scalar.value)
                    || marks.contains(scalar)
            }
    }
}
