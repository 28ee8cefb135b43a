import Foundation
import Moderation
import PolicyEngine
import TestSupport
import Testing

/// That a policy judges both sides alike, and that a policy which does not is told so.
struct NeutralityTests {
    @Test func `the shipped policy judges both sides alike under every profile`() throws {
        let suite = try NeutralitySuite(folder: Shipped.folder)
        let trial = suite.trial(try Profile.allCases.map(Shipped.policy))
        #expect(trial.templates >= 60)
        #expect(trial.sentences >= 2_000)
        #expect(trial.hardNegatives >= 30)
        #expect(trial.notSwaps > 0 && trial.refusedWords > 100)
        #expect(Set(trial.files.map(\.language)) == ["en", "es"])
        #expect(trial.results.allSatisfy { $0.quotations > 100 })
        let problems = suite.problems(of: trial)
        #expect(problems.isEmpty, "\(problems.map(\.description).joined(separator: "\n"))")
        #expect(trial.isNeutral == problems.isEmpty)
    }

    // MARK: - A policy of one's own

    static let pairs = """
        language: en
        slots:
          street: [drivers, cyclists, walkers]
        forms:
          - {name: capitals, capitals: true}
          - {name: question, frame: "{words}, right?"}
        templates:
          - id: fools
            for: "{street} are fools."
            against: "Only fools trust {street}."

        """

    /// - Returns: the trial, and what is said about it with the folder's name taken out.
    private func trial(
        _ rules: [ProbeRule], pairs: String = NeutralityTests.pairs, hardNegatives: String? = nil,
        profile: Profile = .publisher, withEach: Bool = false
    ) throws -> (trial: NeutralityTrial, problems: String) {
        var policy = ProbePolicy(rules)
        policy.files["neutrality/pairs-en.yaml"] = pairs
        if let hardNegatives { policy.files["neutrality/hard-negatives.yaml"] = hardNegatives }
        return try policy.write { folder in
            let suite = try NeutralitySuite(folder: folder)
            let trial = suite.trial([try Policy.load(from: folder, profile: profile)])
            let problems = suite.problems(of: trial, withEach: withEach)
            return (
                trial,
                problems.map { $0.description.replacing(folder, with: "policies") + "\n" }.joined()
            )
        }
    }

    private func insult(_ phrases: String..., category: String = "attack") -> ProbeRule {
        var rule = ProbeRule.phrases(phrases)
        rule.category = category
        return rule
    }

    @Test func `a rule that finds both sides alike is neutral`() throws {
        let (trial, problems) = try trial([insult("fools")])
        #expect(trial.isNeutral && problems == "")
        #expect(trial.groups == 3 && trial.sentences == 18 && trial.pairs == 9)
        #expect(trial.results[0].equalGroups == 3)
        #expect(trial.results[0].routes == [.queue: 18])
    }

    @Test func `the sentence that deviates from most is shown with the rule`() throws {
        let rules = [insult("fools"), insult("cyclists are", category: "spam")]
        let (trial, problems) = try trial(rules.numbered)
        #expect(!trial.isNeutral && trial.results[0].equalGroups == 0)
        let difference = try #require(trial.results[0].differences.first)
        #expect(difference.rules == ["probe.r1"])
        #expect(difference.usual.members.count == 5)
        // The nearest of those that are judged as most are: the same street, the other stance.
        #expect(difference.usual.text == "Only fools trust cyclists.")
        #expect(
            difference.other.members
                == [NeutralityTrial.Member(stance: "for", targets: ["cyclists"])])
        expectGolden(problems, "problems/neutrality-one-target-deviates.txt")
        let each = try self.trial(rules.numbered, withEach: true).problems
        #expect(each.components(separatedBy: "error[P050]").count == 4)
    }

    @Test func `a rule that knows one stance only is not neutral`() throws {
        let (trial, problems) = try trial([insult("trust")])
        #expect(trial.results[0].differences.map(\.form) == ["plain", "capitals", "question"])
        expectGolden(problems, "problems/neutrality-one-stance-deviates.txt")
    }

    @Test func `the same points by other rules are the same answer`() throws {
        let rules = [insult("are fools"), insult("only fools")].numbered
        #expect(try trial(rules).trial.isNeutral)
        var weaker = rules
        weaker[1].strength = "weak"
        #expect(!(try trial(weaker).trial.isNeutral))
    }

    @Test func `loudness is left out, and so is what the file leaves out`() throws {
        let loud = insult("trust", category: "style")
        #expect(try trial([loud]).trial.isNeutral)
        var label = ProbeRule.phrases(["trust"])
        label.label = "question"
        #expect(!(try trial([label]).trial.isNeutral))
        let pairs = "leave_out: [question]\n" + Self.pairs
        #expect(try trial([label], pairs: pairs).trial.isNeutral)
    }

    @Test func `no form is routed further than the plain sentence`() throws {
        let (trial, problems) = try trial([insult("right")])
        #expect(trial.results[0].equalGroups == 3)
        #expect(trial.results[0].differences.map(\.kind) == [.form])
        expectGolden(problems, "problems/neutrality-form.txt")
        // A form that is routed less far says nothing about a side.
        let capitals = Self.pairs.replacing("{words}, right?", with: "It is said that {words}")
        #expect(
            try self.trial(
                [insult("fools")].map { rule in
                    var rule = rule
                    rule.more = ["except: {after_words: {words: [said], within: 5}}"]
                    return rule
                }, pairs: capitals
            ).trial.results[0].differences.allSatisfy { $0.kind == .sides })
    }

    @Test func `what must pass and what is quoted is tried too`() throws {
        let sentences = """
            sentences:
              - id: wise
                text: "Wise fools vote early."
                because: A figure of speech.
            denouncements:
              - "“{text}” A scoundrel wrote that."

            """
        let rules = [insult("fools"), insult("scoundrel", category: "spam")].numbered
        let (trial, problems) = try trial(rules, hardNegatives: sentences)
        let result = trial.results[0]
        #expect(result.stopped.map(\.kind) == [.hardNegative])
        #expect(result.quotations == 1)
        expectGolden(problems, "problems/neutrality-hard-negative.txt")
        // The words around the quotation lead to the queue, as the words alone did; here they did not.
        var weak = rules
        weak[0].strength = "hint"
        let raised = try self.trial(weak, hardNegatives: sentences)
        #expect(raised.trial.results[0].stopped.map(\.kind) == [.quotation])
        expectGolden(raised.problems, "problems/neutrality-quotation.txt")
    }

    @Test func `a label of a public body is compared as its points are`() throws {
        let trial = try trial([insult("trust")], profile: .government).trial
        let difference = try #require(trial.results[0].differences.first)
        #expect(difference.usual.answer.route == difference.other.answer.route)
        #expect(difference.other.answer.labels.isEmpty)
        #expect([difference.usual, difference.other].flatMap(\.answer.points).map(\.points) == [3])
    }
}

extension [ProbeRule] {
    /// `probe.r0`, `probe.r1`, …
    fileprivate var numbered: [ProbeRule] {
        enumerated().map { number, rule in
            var rule = rule
            rule.id = "probe.r\(number)"
            return rule
        }
    }
}
