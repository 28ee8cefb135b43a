import Moderation
import PolicyEngine
import TestSupport
import Testing

/// What a rule has to say, and what becomes of it in its life.
struct RuleFormatTests {
    private static let pack = """
        pack: probe
        version: "1.0.0"
        language: en
        rules:
          - id: probe.rule
            title: A rule of a test
            tell_moderator: 'Found "{match}".'
            category: spam
            strength: medium
            find: {phrases: [clown]}
            examples: {match: [a clown], no_match: ["> a clown", the clerk]}

        """

    private func problems(_ pack: String) throws -> String {
        var policy = ProbePolicy(.phrases(["clown"]))
        policy.files["packs/probe/pack.yaml"] = pack
        return try policy.problems()
    }

    @Test(arguments: [
        "pack", "version", "rules", "id", "title", "tell_moderator", "category", "strength", "find",
        "examples",
    ])
    func `what an active rule needs is asked for by name`(key: String) throws {
        #expect(try problems(Self.pack) == "")
        let lines = Self.pack.split(separator: "\n").map { line -> String in
            let name = line.drop { $0 == " " || $0 == "-" }
            guard name.hasPrefix("\(key):") else { return String(line) }
            return line.hasPrefix("  - ") ? "  - owner: the desk" : "# \(line)"
        }
        let problems = try problems(
            (key == "rules" ? Array(lines.prefix(3)) : lines).joined(separator: "\n"))
        #expect(
            problems.contains(key == "examples" ? "error[P017]" : "has no '\(key)'"), "\(problems)")
    }

    @Test(arguments: ["no", "yes", "on", "off", "null", "~a", "1.0", "0x1F", "2026-11-03", "true"])
    func `a word stays the word it is written as`(word: String) throws {
        let rule = ProbeRule(find: "{phrases: [\(word)]}", match: "so \(word) then")
        #expect(try ProbePolicy(rule).classifier().finds("well, \(word)!"))
    }

    @Test func `a draft is tested and silent, a retired rule is neither and keeps its name`() throws
    {
        var draft = ProbeRule.phrases(["clown"], more: ["status: draft"])
        #expect(try ProbePolicy(draft).classifier().found("clown") == [])
        draft.match = "a fool"
        #expect(try ProbePolicy(draft).problems().contains("error[P014]"))
        var retired = ProbeRule.phrases(["clown"], more: ["status: retired"])
        retired.match = "a fool"
        #expect(try ProbePolicy(retired).problems() == "")
        var heir = ProbeRule.phrases(["fool"])
        #expect(try ProbePolicy(retired, heir).problems().contains("error[P008]"))
        heir.id = "probe.heir"
        heir.more = ["formerly: [probe.rule]"]
        #expect(try ProbePolicy(retired, heir).problems().contains("error[P008]"))
    }

    @Test(arguments: [
        ("{near: {first: [you], then: [clown]}}", "you clown"),
        ("{count: {phrases: [clown], at_least: 1}}", "clown"),
        ("{regex: {pattern: 'clo[w]n', reach: 6}}", "clown"), ("{phrases: [clown]}", "clown"),
    ])
    func `every check on words knows exceptions`(find: String, match: String) throws {
        let rule = ProbeRule(
            find: find, match: match, twin: "the clown college",
            more: [
                "except: {overlapping: [clown college], after_words: {words: [never], within: 3},"
                    + " before_words: {words: [school]}}"
            ])
        let policy = try ProbePolicy(rule).load()
        for usesPrefilter in [true, false] {
            let classifier = Classifier(policy: policy, usesPrefilter: usesPrefilter)
            #expect(classifier.finds("well, you clown"))
            for harmless in [
                "you clown college", "never you clown", "never, ever clown",
                "you clown of a school",
            ] {
                let explained = classifier.explain(Comment(text: harmless))
                #expect(explained.assessment.signals.isEmpty, "\(harmless)")
                if !harmless.contains("ever clown") || !find.contains("near") {
                    #expect(explained.excepted.map(\.rule) == ["probe.rule"], "\(harmless)")
                }
            }
        }
    }

    @Test(arguments: [
        ("{measure: {name: length, at_most: 9}}", "so short"),
        ("{combine: {all_of: [probe.part]}}", "a clown"),
    ])
    func `an exception where there are no words of its own is refused`(
        find: String, match: String
    ) throws {
        let part = ProbeRule(
            id: "probe.part", strength: "hint", find: "{phrases: [clown]}", match: "clown")
        let excepts = [
            "except: {overlapping: [clown college]}",
            "except: {after_words: {words: [never], within: 3}}",
            "except: {before_words: {words: [never], within: 3}}",
        ]
        for except in excepts {
            let rule = ProbeRule(
                find: find, match: match, twin: "a reason, however long", more: [except])
            #expect(try ProbePolicy(part, rule).problems().contains("error[P004]"), "\(except)")
        }
        let rule = ProbeRule(find: find, match: match, twin: "a reason, however long")
        let override = RuleOverride(
            rule: "probe.rule", exceptions: ["clown college"],
            place: Problem.Place(file: "desk.yaml", line: 4, column: 3))
        #expect(try ProbePolicy(part, rule).problems() == "")
        #expect(
            try ProbePolicy(part, rule).problems(overrides: [override]).contains("error[C004]"))
    }
}
