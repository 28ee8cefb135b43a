import Foundation
import Moderation
import PolicyEngine
import TestSupport
import Testing

@Suite struct RuleSkeletonTests {
    private var policy: ProbePolicy {
        ProbePolicy(.phrases(["marble"], more: ["status: retired", "formerly: probe.old"]))
    }

    private func skeleton(_ id: RuleID, _ category: String? = nil) throws -> String {
        try policy.write { folder in
            try RuleSkeleton(id: id, category: category, in: PolicyFolder(path: folder)).text
        }
    }

    private func problems(_ id: RuleID, _ category: String? = nil) -> String {
        do { return try skeleton(id, category) } catch { return "\(error)" }
    }

    private func loaded(_ skeleton: String) throws -> String {
        var policy = policy
        policy.files["packs/probe/pack.yaml"] = policy.files["packs/probe/pack.yaml"]!! + skeleton
        return try policy.problems()
    }

    @Test(
        arguments: [
            ("spam.goose", nil), ("spam.goose", "attack"), ("any.goose", "question"),
        ] as [(RuleID, String?)])
    func `it loads once its TODOs are filled in, and not before`(id: RuleID, category: String?)
        throws
    {
        let skeleton = try skeleton(id, category)
        #expect(try loaded(skeleton).contains("error[P014]"))
        let filled =
            skeleton
            .replacing("TODO the words", with: "goose")
            .replacing("TODO a comment that it must find", with: "What a goose.")
            .replacing("TODO the same words, harmless", with: "> What a goose.")
            .replacing("TODO another harmless comment", with: "The clerk read the minutes.")
            .replacing("TODO why", with: "a reason").replacing("TODO ", with: "")
        #expect(!filled.contains("TODO"))
        #expect(try loaded(filled).isEmpty)
        // As complete for a rule that acts: only the status has to be raised.
        #expect(try loaded(filled.replacing("status: draft", with: "status: active")).isEmpty)
    }

    @Test func `the category is the first part of the id where that is one`() throws {
        #expect(try skeleton("attack.pun").contains("category: attack\n"))
        #expect(try skeleton("pun.attack").contains("category: TODO"))
        #expect(try skeleton("question.pun").contains("label: question "))
    }

    @Test func `ids have a form and are for ever`() {
        for id: RuleID in ["goose", "Spam.goose", "spam.", "spam goose.x", "spam.göose"] {
            #expect(problems(id).contains("error[P026]"), "\(id)")
        }
        for id: RuleID in ["probe.rule", "probe.old"] {
            #expect(problems(id).contains("error[P008]"), "\(id)")
            #expect(problems(id).contains("/packs/probe/pack.yaml:"), "\(id)")
        }
        #expect(problems("spam.goose", "spm").contains("did you mean 'spam'?"))
    }
}
