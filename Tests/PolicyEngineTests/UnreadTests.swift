import Moderation
import TestSupport
import Testing

@testable import PolicyEngine

/// Comments in languages that nobody at the desk reads.
struct UnreadTests {
    private static let rule: RuleID = "unreadable.other-language"
    private static let vietnamese = "Xin thành phố sửa con đường trước trường học của chúng tôi."
    private static let spanish = "Los vecinos de esta calle no podemos dormir con tanto ruido."
    private static let chinese = "请把图书馆门前的路修好。"

    private func shipped(_ reads: [String], _ profile: Profile = .publisher) throws -> Classifier {
        Classifier(policy: try Policy.load(from: Shipped.folder, profile: profile, reads: reads))
    }

    private func share(_ text: String, reads: Set<String>) -> Double {
        ReadText(text).measure(.unreadShare, CommentFacts(), reads: reads)?.value ?? -1
    }

    @Test(arguments: [
        (vietnamese, ["en"], true), (vietnamese, ["en", "vi"], false), (vietnamese, [], false),
        (spanish, ["en"], true), (spanish, ["es"], false), (chinese, ["en"], true),
        (chinese, ["zh"], false), ("Please mend the road before the school.", ["es"], true),
        ("Жителите на тази улица не могат да спят.", ["bg"], false),
        ("ᏣᎳᎩ ᎦᏬᏂᎯᏍᏗ ᎠᏂᏴᏫᏯ", ["en"], true), ("ᏣᎳᎩ ᎦᏬᏂᎯᏍᏗ ᎠᏂᏴᏫᏯ", ["chr"], false),
    ])
    func `words are unread where nobody reads them, and a silent desk is asked nothing`(
        text: String, reads: [String], isUnread: Bool
    ) {
        #expect((share(text, reads: Set(reads)) > 0.9) == isUnread)
        #expect(isUnread || share(text, reads: Set(reads)) == 0)
    }

    @Test func `what may be in a language that is read counts as read`() {
        let text = "A água está suja desde segunda."
        #expect(share(text, reads: ["es"]) == 0 && share(text, reads: ["pt"]) == 0)
        #expect(share(text, reads: ["en"]) == 1)
    }

    @Test func `another script is asked about once`() throws {
        for (reads, rules) in [([], ["unreadable.other-script"]), (["en"], [Self.rule.rawValue])] {
            let assessment = try shipped(reads).assess(Comment(text: Self.chinese))
            #expect(assessment.signals.map(\.rule.rawValue) == rules)
            #expect(assessment.route == .queue)
        }
        #expect(try shipped(["en", "zh"]).assess(Comment(text: Self.chinese)).route == .pass)
    }

    @Test(arguments: Profile.allCases)
    func `no profile goes beyond the queue for a language, whichever it is`(profile: Profile) throws
    {
        let classifier = try shipped(["en"], profile)
        let assessments = [Self.vietnamese, Self.spanish, Self.chinese].map {
            classifier.assess(Comment(text: $0))
        }
        #expect(assessments.allSatisfy { $0.route == .queue })
        // Nobody waits longer for the language he writes in.
        #expect(Set(assessments.map(\.score)).count == 1)
    }

    @Test func `a moderator is told which language it seems to be`() throws {
        let classifier = try shipped(["en"])
        func told(_ text: String) -> String? {
            classifier.assess(Comment(text: text)).signals.first { $0.rule == Self.rule }?.message
        }
        #expect(told(Self.vietnamese)?.hasPrefix("Written in Vietnamese, as far as") == true)
        #expect(told("A água está suja desde segunda.")?.contains("Spanish or Portuguese") == true)
        #expect(told(Self.spanish + " " + Self.chinese)?.contains("Spanish and Chinese") == true)
    }

    @Test func `an explanation has the guess, whatever the desk reads`() throws {
        let explanation = try Shipped.classifier(.publisher).explain(Comment(text: Self.spanish))
        #expect(explanation.languages.language == "es")
        #expect(explanation.assessment.route == .pass)
    }

    @Test func `what a desk reads is part of the policy's name and of the rule's fingerprint`()
        throws
    {
        let rule = ProbeRule(
            find: "{measure: {name: unread_share, at_least: 0.6}}", match: "x", twin: "y")
        var probe = ProbePolicy(rule, .phrases(["clown"]))
        let yaml = probe.files["packs/probe/pack.yaml"]!!
        probe.files["packs/probe/pack.yaml"] = yaml.replacing(
            "match: [\"x\"]", with: "match: [{text: \(quoted(Self.spanish)), with: {reads: [en]}}]"
        ).replacing("id: probe.rule", with: "id: probe.other", maxReplacements: 1)
        let policies = try [[], ["en"], ["es", "en"], ["en", "es"]].map { reads in
            try probe.write { try Policy.load(from: $0, profile: .publisher, reads: reads) }
        }
        #expect(Set(policies.map(\.digest)).count == 3 && policies[2].digest == policies[3].digest)
        #expect(Set(policies.map { $0.ruleFingerprints["probe.other"] }).count == 3)
        #expect(Set(policies.map { $0.ruleFingerprints["probe.rule"] }).count == 1)
    }

    @Test func `both sides are compared, and sentences pass, at a desk that reads neither`() throws
    {
        let policy = try Policy.load(from: Shipped.folder, profile: .publisher, reads: ["ko"])
        #expect(
            policy.forEveryLanguage.reads.isEmpty && policy.forEveryLanguage.digest == policy.digest
        )
        #expect(policy.shadowing(["attack.name-calling"]).reads == ["ko"])
        let failing = try Corpus.benign().prefix(300).filter {
            Classifier(policy: policy.forEveryLanguage).assess($0).route > .pass
        }
        #expect(failing.isEmpty)
    }

    // MARK: - Settings

    private func reads(_ yaml: String) throws -> [String] {
        try DeskSettings.read(path: "desk.yaml", text: "profile: publisher\nreads: \(yaml)\n").reads
    }

    @Test(arguments: [
        ("[en, es]", ["en", "es"]), ("vi", ["vi"]),
        ("[en-US, zh_Hant, PT-br]", ["en", "zh", "pt"]),
        ("[fil, yue]", ["tl", "zh"]), ("[no, hmn]", ["no", "hmn"]),
    ])
    func `a desk says what it reads in codes`(yaml: String, languages: [String]) throws {
        #expect(try reads(yaml) == languages)
    }

    @Test(arguments: ["spanish", "[en, xx]", "[]", "[en, '-']"])
    func `what is no language is refused with the next step`(yaml: String) throws {
        let error = #expect(throws: Problems.self) { try reads(yaml) }
        for problem in error?.all ?? [] {
            #expect(problem.code == "C004" && problem.place?.line == 2 && problem.help != nil)
        }
        if yaml == "spanish" { #expect(error?.all.first?.help == "did you mean 'es'?") }
    }

    // MARK: - Rules for a language

    @Test func `a rule for one language leaves a comment alone that is clearly in another`() throws
    {
        let rule = ProbeRule.phrases(["plaza"], more: ["only: {language: [es]}"])
        let classifier = try ProbePolicy(rule).classifier()
        #expect(
            classifier.finds("No podemos dormir en la plaza con tanto ruido y nadie hace nada."))
        #expect(
            !classifier.finds("We cannot sleep near the plaza, and nobody does a thing about it."))
        // What cannot be told, and what is in both, does not keep the rule from it.
        #expect(classifier.finds("plaza"))
        #expect(
            classifier.finds(
                "We cannot sleep near the plaza. No podemos dormir aquí y nadie nos hace caso."))
        let declared = CommentFacts(language: "en")
        let text = "No podemos dormir en la plaza con tanto ruido y nadie hace nada."
        #expect(classifier.assess(Comment(text: text), facts: declared).signals.isEmpty)
    }
}
