import Foundation
import Moderation
import TestSupport
import Testing

@testable import PolicyEngine

/// A rule of each check with all that a check can say.
private let everyCheck: [ProbeRule] = {
    let finds = [
        ("{phrases: [clown]}", "a clown"),
        ("{phrases: [clown, fool, get a clue]}", "a fool"),
        ("{phrases: [\"clown*\", \"{names}\"]}", "clowns"),
        ("{phrases: [a1x, a2x, a3x, a4x, a5x, a6x, a7x, \"{names}\", \"{more}\"]}", "a1x"),
        (
            "{near: {first: [you], then: [\"{names}\"], between_only: [are, a], within_words: 5}}",
            "you are a goose"
        ),
        (
            "{near: {first: [you], then: [heron], within_words: 0, same_sentence: false}}",
            "you heron"
        ),
        (
            "{near: {first: [you], then: [heron], within_words: 1, either_order: true}}",
            "heron and you"
        ),
        ("{count: {phrases: [bench], at_least: 3}}", "bench bench bench"),
        ("{count: {phrases: [bench], at_least: 2, at_most: 4}}", "bench bench"),
        ("{regex: {pattern: 'x-[0-9]+', needs: [\"x-\"], reach: 12}}", "x-12"),
        ("{measure: {name: capitals_share, at_least: 0.8}}", "LOUD WORDS THAT GO ON AND ON"),
        ("{measure: {name: exclamation_run, at_least: 5}}", "no!!!!!"),
        ("{measure: {name: repeated_run, at_least: 5}}", "nooooooo"),
        ("{measure: {name: link_count, at_least: 1, at_most: 2}}", "see https://site.example/a"),
    ]
    let rules = finds.enumerated().map { number, find in
        ProbeRule(
            id: "probe.r\(number)",
            category: find.0.contains("capitals") || find.0.contains("run") ? "style" : "spam",
            find: find.0, match: find.1,
            // The benign twin of a pattern or measure is any sentence.
            twin: "> \(find.1)")
    }
    let combine = ProbeRule(
        id: "probe.combined", category: nil, label: "question",
        find: "{combine: {all_of: [probe.r0], any_of: [probe.r1, probe.r2], none_of: [probe.r7]}}",
        match: "a clown and a fool")
    var conditioned = ProbeRule.phrases(
        ["marble"],
        more: [
            "except: {overlapping: [marble cake], after_words: {words: [not, never], within: 3},"
                + " before_words: {words: [hall], within: 1}}",
            "only: {source: [letters, web], section: news, language: en, place: reply}",
            "from: 2026-11-03", "until: 2026-11-10", "formerly: [probe.old]", "status: shadow",
            "skip: []", "because: A test needs one.", "owner: the desk", "references: [a, b]",
        ])
    conditioned.id = "probe.conditioned"
    conditioned.twin = "A slice of marble cake."
    return rules + [combine, conditioned]
}()

private func probe(_ rules: [ProbeRule] = everyCheck) -> ProbePolicy {
    var policy = ProbePolicy(rules)
    let pack = "packs/probe/pack.yaml"
    policy.files[pack] = policy.files[pack]!!.replacing(
        "match: [\"marble\"]",
        with: "match: [{text: marble, with: {place: reply, source: letters, section: news,"
            + " language: en, author_rate: 4, near_duplicates: 2, new_author: 1}}]")
    policy.files["packs/probe/lists/names.txt"] = "# two\ngoose\n\n  loon   # a bird\n"
    policy.files["packs/probe/lists/more.txt"] = "teal\n"
    return policy
}

@Suite struct DescribingTests {
    @Test func `every check is said in words`() throws {
        var lines: [String] = []
        for rule in try probe().load().details {
            lines.append("\(rule.id) (\(rule.subjectTitle), \(rule.points), \(rule.status))")
            lines += rule.looksFor.map { "  looks for \($0)" }
            lines += rule.exceptions.map { "  not when \($0)" }
            lines += rule.conditions.map { "  \($0)" }
            for example in rule.examples where !example.given.isEmpty {
                lines.append("  “\(example.text)”, \(example.given.joined(separator: ", "))")
            }
        }
        expectGolden(lines.joined(separator: "\n") + "\n", "described-rules.txt")
    }

    static let measures: [(Measure, Double?, Double?, String)] = [
        (.authorRate, 5, nil, "an author who wrote at least 5 comments in the hour before"),
        (
            .authorRefusedShare, 0.125, nil,
            "an author of whose decided comments at least 12.5 % were hidden or spam in 90 days"
        ),
        (
            .sameTextByAuthor, 3, nil,
            "a text that its author has posted at least 3 times in a day, this one included"
        ),
        (
            .nearDuplicates, 1, 1,
            "a text with exactly 1 earlier comment nearly like it on the desk"
        ),
        (.newAuthor, nil, 1, "a comment that is its author's first"),
        (.newAuthor, nil, 3, "a comment that is its author's first to number 3"),
        (.newAuthor, 2, nil, "a comment that is its author's number 2 or a later one"),
        (.newAuthor, 2, 4, "a comment that is its author's number 2 to 4"),
        (
            .emojiShare, 0.5, nil,
            "emoji are at least 50 % of the author's own characters (5 characters or more)"
        ),
        (.length, nil, 10, "own words of at most 10 characters in all"),
        (.linkCount, 1, nil, "a comment with at least 1 link"),
    ]

    @Test(arguments: measures)
    func `a measure is said in words`(
        measure: Measure, least: Double?, most: Double?, words: String
    ) {
        #expect(MeasureCheck(measure: measure, atLeast: least, atMost: most).words == words)
    }

    @Test func `a rule tells all that its pack says`() throws {
        let rule = try #require(probe().load().details.last)
        #expect(rule.id == "probe.conditioned" && rule.isNamed("probe.old"))
        #expect(rule.formerly == ["probe.old"] && rule.pack == "probe")
        #expect(rule.skips.isEmpty && rule.because == "A test needs one.")
        #expect(rule.owner == "the desk" && rule.references == ["a", "b"])
        #expect(rule.seesThrough == ["accents", "lookalikes", "leet", "hidden", "repeats"])
        #expect(rule.count(of: .match) == 1 && rule.count(of: .noMatch) == 2)
        #expect(rule.place.contains("/packs/probe/pack.yaml:"))
    }

    @Test(arguments: Profile.allCases)
    func `the shipped rules all have words`(profile: Profile) throws {
        let policy = try Shipped.policy(profile)
        let details = policy.details
        #expect(details.map(\.id) == policy.ruleIndex.map(\.id))
        for rule in details {
            #expect(!rule.looksFor.isEmpty && !rule.looksFor.contains(""), "\(rule.id)")
            // A list that is not found would be told as one of no phrases.
            #expect(!(rule.looksFor + rule.exceptions).joined().contains("any of the 0 "))
            #expect(rule.examples.count >= 3, "\(rule.id)")
        }
    }

    @Test func `what a rule leads to is what a comment with nothing else gets`() throws {
        let folder = try PolicyFolder(path: Shipped.folder)
        let profiles = try folder.profiles()
        #expect(profiles.map(\.profile) == Profile.allCases)
        for profile in Profile.allCases {
            let policy = try Shipped.policy(profile)
            let classifier = try Shipped.classifier(profile)
            for rule in policy.details where !rule.isLabel {
                let all = policy.consequences(of: rule, under: profiles)
                let consequence = try #require(all.first { $0.profile == profile })
                for example in rule.examples where example.kind == .match {
                    let found = classifier.assess(Comment(text: example.text))
                    let alone = Set(found.signals.map(\.rule)) == [rule.id]
                    guard alone, found.labels.isEmpty else { continue }
                    #expect(found.route == consequence.route, "\(rule.id) under \(profile)")
                }
            }
        }
    }
}
