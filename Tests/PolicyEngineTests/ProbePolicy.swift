import Foundation
import Moderation
import PolicyEngine

/// A policy of one's own in a temporary folder: the least that loads, plus what a test is about.
struct ProbePolicy {
    /// Files by path below the policy's folder; `nil` leaves one out.
    var files: [String: String?] = [
        "categories.yaml": ProbePolicy.categories,
        "profiles/government.yaml": ProbePolicy.profile("government"),
        "profiles/publisher.yaml": ProbePolicy.profile("publisher"),
        "profiles/publisher-eu.yaml": ProbePolicy.profile("publisher-eu"),
    ]
    private var rules = ""

    /// - Parameter rules: what stands in the one pack, `probe`.
    init(_ rules: ProbeRule...) { self.init(rules) }

    init(_ rules: [ProbeRule]) {
        for rule in rules { self.rules += rule.yaml }
        files["packs/probe/pack.yaml"] = ProbePolicy.head + self.rules
    }

    static let head = """
        pack: probe
        version: "1.0.0"
        language: en
        title: What a test is about
        see_through: [accents, lookalikes, hidden, leet, repeats]
        rules:

        """

    func load(
        _ profile: Profile = .publisher, packs: [PackPin]? = nil, overrides: [RuleOverride] = []
    ) throws -> Policy {
        try write { folder in
            try Policy.load(from: folder, profile: profile, packs: packs, overrides: overrides)
        }
    }

    func classifier(_ profile: Profile = .publisher) throws -> Classifier {
        Classifier(policy: try load(profile))
    }

    /// The problems it is refused for, as people read them; empty when it loads.
    ///
    /// - Parameter isThorough: as `gavel policy check` asks; then warnings are problems too.
    func problems(
        _ profile: Profile = .publisher, packs: [PackPin]? = nil, overrides: [RuleOverride] = [],
        lists: [DeskList] = [], isThorough: Bool = false
    ) throws -> String {
        try write { folder in
            do {
                let policy = try Policy.load(
                    from: folder, profile: profile, packs: packs, overrides: overrides,
                    lists: lists, isThorough: isThorough)
                return policy.warnings.map {
                    $0.description.replacing(folder, with: "policies") + "\n"
                }.joined()
            } catch let error as Problems {
                return error.description.replacing(folder, with: "policies") + "\n"
            }
        }
    }

    func write<Result>(_ body: (String) throws -> Result) throws -> Result {
        let root = FileManager.default.temporaryDirectory
            .appendingPathComponent("gavel-probe-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: root) }
        for case (let path, let text?) in files {
            let url = root.appendingPathComponent(path)
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: url)
        }
        return try body(root.path)
    }

    private static func profile(_ name: String) -> String {
        """
        profile: \(name)
        title: Probe
        meaning: A profile of a test.
        thresholds: {queue: 3, hold: 5, reject: 9}
        family_cap: 5

        """
    }

    /// `attack` turns on a view, `threat` is the gravest, `pii` and `spam` may be held, `style` is tone.
    private static let categories =
        "categories:\n"
        + [
            ("threat", "S4", true, "queue", "hold"), ("pii", "S3", false, "hold", "hold"),
            ("spam", "S2", false, "hold", "reject"), ("attack", "S2", true, "label", "queue"),
            ("style", "S0", false, "label", "label"),
        ].map { id, severity, isSensitive, government, publisher in
            """
              - id: \(id)
                title: Title of \(id)
                definition: What a test calls \(id).
                severity: \(severity)
                viewpoint_sensitive: \(isSensitive)
                ceiling: {government: \(government), publisher: \(publisher), publisher-eu: \(publisher)}

            """
        }.joined() + """
            labels:
              - {id: quotes-article, title: Quotes the article}
              - {id: quotes-comment, title: Quotes a comment}
              - {id: question, title: Asks}
              - {id: counterspeech, title: Answers, credit: 3}

            """
}

/// A rule of a `ProbePolicy`.
struct ProbeRule {
    var id = "probe.rule"
    var category: String? = "spam"
    var label: String?
    var strength = "medium"
    /// The check, in YAML's flow form.
    var find: String
    /// A text it finds.
    var match: String
    /// A text it leaves alone; without one, a quotation of `match`.
    var twin: String?
    /// Further lines, such as `except: {…}`.
    var more: [String] = []

    var yaml: String {
        var lines = [
            "id: \(id)", "title: A rule of a test", "tell_moderator: 'Found \"{match}\".'",
        ]
        if let label {
            lines.append("label: \(label)")
        } else {
            lines += ["category: \(category ?? "spam")", "strength: \(strength)"]
        }
        lines += ["find: \(find)"] + more
        lines.append(
            "examples: {match: [\(quoted(match))], "
                + "no_match: [\(quoted(twin ?? "> \(match)")), \"The clerk read the minutes\"]}")
        return "  - " + lines.joined(separator: "\n    ") + "\n"
    }

    /// A rule of phrases, found by its first.
    static func phrases(
        _ phrases: [String], match: String? = nil, more: [String] = []
    ) -> ProbeRule {
        ProbeRule(
            find: "{phrases: [\(phrases.map(quoted).joined(separator: ", "))]}",
            match: match ?? phrases[0].replacing("*", with: ""), more: more)
    }
}

/// A text in YAML's double quotes, everything beyond ASCII as an escape.
func quoted(_ text: String) -> String {
    "\""
        + text.unicodeScalars.map { scalar in
            switch scalar {
            case "\"": "\\\""
            case "\\": "\\\\"
            default:
                (0x20..<0x7F).contains(scalar.value)
                    ? String(scalar)
                    : "\\U"
                        + String(repeating: "0", count: 8 - String(scalar.value, radix: 16).count)
                        + String(scalar.value, radix: 16)
            }
        }.joined() + "\""
}

extension Classifier {
    /// The words that rules found in a text, in order.
    func found(
        _ text: String, format: BodyFormat = .plain, article: String? = nil
    ) -> [String] {
        assess(
            Comment(
                text: text, format: format,
                article: article.map { Article(title: nil, body: $0) })
        ).signals.map(\.text)
    }

    func finds(_ text: String) -> Bool { !found(text).isEmpty }
}

/// The policy that comes with the program.
enum Shipped {
    /// Read once a run: reading proves every example of every rule.
    private static let policies: [Profile: Result<Policy, Problems>] = Dictionary(
        uniqueKeysWithValues: Profile.allCases.map { profile in
            (
                profile,
                Result { () throws(Problems) in try Policy.load(from: folder, profile: profile) }
            )
        })

    static func policy(_ profile: Profile) throws -> Policy { try policies[profile]!.get() }

    static func classifier(_ profile: Profile) throws -> Classifier {
        Classifier(policy: try policy(profile))
    }

    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("policies").path
}
