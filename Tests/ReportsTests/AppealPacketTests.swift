import Foundation
import Moderation
import TestSupport
import Testing

@testable import Reports

private func packet(text: String = "You clown.\n\n> quoted\n# No heading") -> AppealPacket {
    let decision = hidden(.publisher)
    return AppealPacket(
        appeal: Appeal(
            id: 3, decision: decision, text: "I answered *him*.", contact: "lee@mail.example",
            enteredBy: "ben", openedAt: noon.addingTimeInterval(86_400),
            due: noon.addingTimeInterval(15 * 86_400)),
        text: AppealPacket.Text(
            body: text, format: .plain, purged: nil, revision: 1, newestRevision: 2,
            writtenAt: noon.addingTimeInterval(-7_200),
            ingestedAt: noon.addingTimeInterval(-3_600),
            article: Article(url: "https://harlow.example/a", title: "The ordinance"),
            snapshotHash: String(repeating: "6f0c", count: 16),
            contentHash: String(repeating: "a1b2", count: 16)),
        assessment: queuedAssessment, history: [decision, undoDecision],
        acts: [
            ReviewAct(
                id: 1, comment: decision.comment, revision: 1, kind: .note,
                note: "seen before", by: "ben", at: noon)
        ],
        reports: [
            Report(
                id: 1, comment: decision.comment, revision: 1, count: 2, reasons: ["rude", "spam"],
                at: noon.addingTimeInterval(-600)),
            Report(
                id: 2, comment: decision.comment, revision: 1, count: 1, reasons: [],
                at: noon.addingTimeInterval(-300),
                notice: Notice(
                    explanation: "It insults me.", url: "https://harlow.example/a#c1",
                    isInGoodFaith: true)),
        ])
}

private let cited = CitedRule(
    detail: RuleDetail(
        id: "attack.name-calling", formerly: [], pack: "attack-en",
        title: "Name-calling aimed at a person", subject: "attack",
        subjectTitle: "Personal attack", isLabel: false, points: 3, family: "attack",
        status: "active", tellModerator: "Calls names.", tellAuthor: "Talk about the point.",
        looksFor: ["the word “clown”"], exceptions: ["before the word “fish”"], conditions: [],
        skips: [], seesThrough: [], examples: [], because: nil, owner: nil, references: [],
        place: "packs/attack-en/pack.yaml:9"), version: "1.2.0")

@Suite struct AppealPacketTests {
    private func page(_ packet: AppealPacket) -> String {
        appealPacketMarkdown(packet, rules: [cited], policy: "9f2c41d07a3e", harlowTerms)
    }

    private func json(_ packet: AppealPacket, withNotes: Bool) -> String {
        var json = JSONWriter(layout: .pretty)
        json.appealPacket(
            packet, rules: [cited], policy: "9f2c41d07a3e", harlowTerms, withNotes: withNotes)
        json.endLine()
        return json.text
    }

    @Test func `a packet has all that an answer turns on, and notes only where they are asked for`()
    {
        var bare = packet()
        bare.hideNotes()
        expectGolden(page(bare), "statements/packet.md")
        expectGolden(json(bare, withNotes: false), "statements/packet.json")
        #expect(page(packet()).contains("    ask Ben about the neighbour"))
        #expect(page(packet()).contains("    seen before"))
        #expect(json(packet(), withNotes: true).contains("seen before"))
        for text in [page(bare), json(bare, withNotes: false)] {
            #expect(!text.contains("neighbour") && !text.contains("seen before"))
        }
    }

    @Test(arguments: [
        "# heading\n```\n</code><script>\n    * x", "\r\r\n\u{2028}# a\u{85}# b", "\t# tab",
        "\n\n# after empty lines", "a\u{1B}[2J\u{0}b", " ", "",
    ])
    func `words of people are a block of code, whatever they hold`(text: String) {
        let code = indentedCode(text)
        let lines = code.split(
            omittingEmptySubsequences: false,
            whereSeparator: { "\n\r\u{B}\u{C}\u{85}\u{2028}\u{2029}".contains($0) })
        #expect(lines.allSatisfy { $0.hasPrefix("    ") }, "\(code.debugDescription)")
        let page = page(packet(text: text))
        #expect(!page.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" && $0 != "\t" })
        for line in page.split(separator: "\n") where line.hasPrefix("#") {
            #expect(
                line.contains(/^#{1,3} (Appeal|What|The|All|To|Name|Mostly|Private)/), "\(line)")
        }
    }

    @Test func `hostile names are words in a line`() {
        var hostile = packet()
        hostile.appeal.contact = "x](http://evil.example)\n\n# Forged"
        hostile.appeal.decision.by = "a|b<b>"
        hostile.history[0].by = "a|b\n| c"
        hostile.text.article?.title = "<img src=x>\n# Forged"
        hostile.reports[0].reasons = ["**bold**\n# Forged"]
        let page = page(hostile)
        #expect(!page.contains("\n# Forged") && page.contains("\\<img") && !page.contains(" <img"))
        #expect(page.contains("a\\|b \\| c"))
    }

    @Test func `a purged text says so`() {
        var purged = packet()
        purged.text.body = ""
        purged.text.purged = PurgedText(
            at: noon, ground: .erasure, hash: String(repeating: "6f0c", count: 16))
        purged.appeal.text = ""
        let page = page(purged)
        #expect(page.contains("purged on 2026-10-05 as its author was erased"))
        #expect(page.contains("The text of the appeal was purged."))
    }
}

@Suite struct PublishedPolicyTests {
    private func policy(_ profile: Profile) -> PublishedPolicy {
        let rule = PublishedPolicy.Rule(
            id: "attack.names", title: "Calls *names*", sentence: "Please talk about the point.",
            isOnTrial: false)
        var trial = rule
        (trial.id, trial.isOnTrial) = ("attack.trial", true)
        var silent = rule
        (silent.id, silent.sentence) = ("label.question", nil)
        return PublishedPolicy(
            profile: profile, profileTitle: "Newsroom", meaning: "A publisher chooses.",
            policy: "9f2c41d07a3e", packs: ["attack-en 1.2.0", "labels 1.0.0"],
            categories: [
                .init(terms: attackTerms, ceiling: .queue, rules: [rule, trial]),
                .init(terms: piiTerms, ceiling: .hold, rules: []),
                .init(terms: spamTerms, ceiling: .reject, rules: []),
                .init(terms: toneTerms, ceiling: nil, rules: []),
            ],
            labels: [
                .init(id: "question", title: "Asks a question", rules: [silent]),
                .init(id: "campaign", title: "One of many alike", rules: []),
            ],
            terms: harlowTerms)
    }

    @Test(arguments: StatementLanguage.allCases)
    func `the terms are told in plain words, the same each time`(language: StatementLanguage) {
        let page = publishedPolicyMarkdown(policy(.publisherEU), in: language)
        #expect(page == publishedPolicyMarkdown(policy(.publisherEU), in: language))
        expectGolden(page, "statements/policy-\(language).md")
        #expect(page.contains("Calls \\*names\\*"))
        let plain = publishedPolicyMarkdown(policy(.government), in: language)
        #expect(!plain.contains("2022/2065"))
    }

    @Test func `without an address nobody is sent to the same one`() {
        var policy = policy(.publisherEU)
        policy.terms.settings.contact = nil
        #expect(publishedPolicyMarkdown(policy, in: .en).contains("2022/2065): write to us. Out"))
        #expect(publishedPolicyMarkdown(policy, in: .es).contains("2022/2065): escríbanos. Los"))
    }

    @Test func `the terms are told to machines`() {
        var json = JSONWriter(layout: .pretty)
        json.publishedPolicy(policy(.publisherEU), in: .en)
        json.endLine()
        expectGolden(json.text, "statements/policy.json")
    }
}
