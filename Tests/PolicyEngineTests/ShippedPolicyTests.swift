import Foundation
import Moderation
import PolicyEngine
import TestSupport
import Testing

/// The policy that comes with the program keeps its five promises.
struct ShippedPolicyTests {
    @Test(arguments: Profile.allCases)
    func `it loads`(profile: Profile) throws {
        let policy = try Shipped.policy(profile)
        #expect(policy.profile.profile == profile)
        #expect(policy.ruleIndex.count > 40)
        #expect(policy.packs.allSatisfy { $0.version != nil })
        #expect(policy.digest.rawValue.utf8.count == 12)
    }

    /// **Source**: the words that two courts found a public body may not filter by: *PETA v. Tabak*
    /// (D.C. Cir. 2024) and *Krasno v. Mnookin* (7th Cir. 2025).
    static let wordsBeforeCourts = [
        "animal", "testing", "cruel", "PETA", "#stopanimaltesting",
        "#freebabycocoa", "#releasecornelius", "@peta", "Cornelius", "WNPRC", "abusing",
        "animal testing", "biden", "cruelty", "kill animals", "killers", "lab", "monsters",
        "rot in hell", "shame on", "torture", "torturing", "trump", "vivisection",
        "you guys are sick", "peta", "macaques", "barbaric", "wnprc", "primate", "primates",
        "monkeys",
        "experimenting",
    ]

    @Test(arguments: wordsBeforeCourts)
    func `no word that courts gave back is acted on by a government`(word: String) throws {
        let classifier = try Shipped.classifier(.government)
        for text in [word, word.uppercased(), "\(word)!", "You know: \(word). Answer us."] {
            let assessment = classifier.assess(Comment(text: text))
            #expect(assessment.route == .pass, "\(text)")
            // Tone is a label in every profile: it describes and acts on nothing.
            let acting = assessment.signals.filter {
                !["style", "profanity"].contains($0.category)
            }
            #expect(acting.isEmpty, "\(text): \(acting.map(\.rule))")
        }
    }

    @Test(arguments: Profile.allCases)
    func `the civic sentences pass`(profile: Profile) throws {
        let classifier = try Shipped.classifier(profile)
        let comments = try Corpus.benign()
        try #require(comments.count > 50)
        for comment in comments {
            let assessment = classifier.assess(comment)
            #expect(assessment.route == .pass, "\(comment.id!): \(assessment.signals.map(\.rule))")
        }
    }

    @Test(arguments: Profile.allCases)
    func `three bare links go to a person and are not held`(profile: Profile) throws {
        let classifier = try Shipped.classifier(profile)
        for tail in ["", "/a", "/reports/2026/budget-and-audit.pdf"] {
            let links = ["cdc", "epa", "usda"].map { "https://www.\($0).example.gov\(tail)" }
            #expect(classifier.assess(Comment(text: links[0])).route == .pass)
            #expect(
                classifier.assess(Comment(text: links.prefix(2).joined(separator: " "))).route
                    == .pass)
            let three = classifier.assess(Comment(text: links.joined(separator: " ")))
            #expect(three.route == .queue, "\(three.signals.map(\.rule))")
        }
    }

    @Test func `a fault of a person's mind counts once`() throws {
        let classifier = try Shipped.classifier(.publisher)
        for text in ["Your ignorance is showing.", "Your constant hypocrisy.", "Your vanity."] {
            let attack = classifier.assess(Comment(text: text)).categories
                .first { $0.category == "attack" }
            #expect(attack?.points == 3, "\(text)")
        }
    }

    @Test func `every problem code is in the README, with its meaning`() throws {
        let readme = try String(
            contentsOf: URL(fileURLWithPath: Shipped.folder + "/README.md"), encoding: .utf8)
        for code in PolicyCode.allCases {
            #expect(readme.contains("| \(code.rawValue) | \(code.meaning) |"), "\(code)")
        }
    }

    @Test(arguments: [Profile.government, .publisher])
    func `the samples are routed as the table says`(profile: Profile) throws {
        let classifier = try Shipped.classifier(profile)
        let rows = try Corpus.samples().map { comment in
            let assessment = classifier.assess(comment)
            let labels = assessment.labels.map(\.id.rawValue).joined(separator: " ")
            let rules = Set(assessment.signals.map(\.rule)).sorted().map(\.rawValue)
                .joined(separator: " ")
            return [comment.id!.rawValue, assessment.route.rawValue, labels, rules]
                .map { $0.isEmpty ? "-" : $0 }.joined(separator: " | ")
        }
        expectGolden(rows.joined(separator: "\n") + "\n", "samples-\(profile).txt")
    }

    @Test(arguments: Profile.allCases)
    func `judging twice, and in any order, says the same`(profile: Profile) throws {
        let comments = try Corpus.samples() + Corpus.benign()
        let first = try Shipped.classifier(profile)
        let second = try Shipped.classifier(profile)
        let forth = comments.map { first.assess($0) }
        let back = comments.reversed().map { second.assess($0) }
        #expect(forth == Array(back.reversed()))
        #expect(forth == comments.map { first.assess($0) })
    }

    @Test func `more articles than are kept in mind change no answer`() throws {
        let classifier = try Shipped.classifier(.publisher)
        let comment = Comment(
            text: "the herons came back to the pond today",
            article: Article(
                body: "Rangers say the herons came back to the pond."))
        let before = classifier.assess(comment)
        #expect(before.labels.map(\.id) == ["quotes-article"])
        for number in 0..<200 {
            let other = Comment(text: comment.text, article: Article(body: "Story \(number)."))
            #expect(classifier.assess(other).labels.isEmpty)
        }
        #expect(classifier.assess(comment) == before)
    }

    @Test func `a government desk acts on no view, whatever is shouted`() throws {
        let policy = try Shipped.policy(.government)
        for category in policy.categories where category.isViewpointSensitive {
            #expect((category.ceiling[.government] ?? .pass) <= .queue, "\(category.id)")
        }
        for id in ["hate", "attack", "style", "profanity"] {
            let category = policy.categories.first { $0.id.rawValue == id }
            #expect(category != nil && category?.ceiling[.government] == nil, "\(id)")
        }
        let loud =
            "YOU CLOWN!!!!!!!! Go back where you came from!!! Those people are VERMIN!!!! Damn!!!"
        let assessment = Classifier(policy: policy).assess(Comment(text: loud))
        #expect(assessment.route == .pass)
        #expect(assessment.signals.count > 2)
        let publisher = try Shipped.classifier(.publisher).assess(Comment(text: loud))
        #expect(publisher.route == .queue)
    }

    @Test func `tone alone reaches nobody, and orders those who are reached`() throws {
        let calm = "I am going to hurt you."
        let loud = "I AM GOING TO HURT YOU!!!!!!!!!!"
        for profile in Profile.allCases {
            let classifier = try Shipped.classifier(profile)
            #expect(
                classifier.assess(
                    Comment(text: "DAMN IT ALL!!!!!!!!!!! SO LOUD AND SOOOOOOO ANGRY")
                ).route
                    == .pass)
            let (low, high) = (
                classifier.assess(Comment(text: calm)), classifier.assess(Comment(text: loud))
            )
            #expect(low.route == high.route)
            #expect(low.route > .pass)
            #expect(low.score < high.score)
        }
    }
}
