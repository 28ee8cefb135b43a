import Foundation
import TestSupport
import Testing

@Suite struct PolicyNeutralityTests {
    private static let pairs = """
        language: en
        slots:
          words: [%@]
        forms:
          - {name: capitals, capitals: true}
        templates:
          - id: bench
            for: "The {words} bench is dry."
            against: "The {words} bench is wet."

        """

    /// The probe policy, which finds `grumblefex`, with pairs about these.
    private func policies(_ words: String) throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try ProbeDesk.writePolicy(in: folder)
        try folder.write(
            "policies/neutrality/pairs-en.yaml", Self.pairs.replacing("%@", with: words))
        return folder
    }

    private func run(_ folder: TemporaryFolder, _ words: String...) throws -> Outcome {
        try Program.run(
            ["policy", "neutrality", "--policy", "policies"] + words, in: folder.path)
    }

    @Test func `a neutral policy says so and names the next step`() throws {
        let outcome = try run(try policies("red, blue"))
        #expect(outcome.status == 0 && outcome.errors.isEmpty)
        #expect(outcome.lines.first == "1 template, 4 pairs, 8 sentences: 8 in en (pairs-en.yaml)")
        #expect(
            outcome.lines.suffix(2) == [
                "neutral: every group is judged alike under government, publisher and publisher-eu",
                "next: gavel policy replay policies",
            ])
        let one = try run(try policies("red, blue"), "--profile", "government")
        #expect(one.text.contains("is judged alike under government\n"))
    }

    @Test func `a policy that is not neutral is refused with the pair and the rule`() throws {
        let folder = try policies("red, blue, grumblefex")
        let outcome = try run(folder, "--profile", "publisher")
        #expect(outcome.status == 65)
        #expect(outcome.lines.last == "next: gavel policy show spam.grumblefex --policy policies")
        #expect(
            outcome.text.contains("not neutral: 2 groups not judged alike, under publisher\n"))
        expectGolden(outcome.errors, "problems/policy-neutrality.txt")
        let each = try run(folder, "--profile", "publisher", "--verbose")
        #expect(each.errors.components(separatedBy: "error[P050]").count == 3)
        #expect(each.text.contains("- bench: The {words} bench is dry."))
        #expect(each.text.contains("  publisher: pass; or queue, spam 3"))
    }

    @Test func `JSON has the same with the same exit status`() throws {
        let outcome = try run(try policies("red, grumblefex"), "--format", "json")
        #expect(outcome.status == 65)
        #expect(outcome.object["neutral"] as? Bool == false)
        let profiles = try #require(outcome.object["profiles"] as? [[String: Any]])
        #expect(
            profiles.map { $0["profile"] as? String }
                == ["government", "publisher", "publisher-eu"])
        let differences = try #require(profiles[1]["differences"] as? [[String: Any]])
        #expect(differences.map { $0["form"] as? String } == ["plain", "capitals"])
        #expect(differences[0]["rules"] as? [String] == ["spam.grumblefex"])
        #expect(differences[0]["place"] as? String == "policies/neutrality/pairs-en.yaml:7")
    }

    @Test func `a policy without pairs, or with faulty ones, is refused`() throws {
        let folder = try TemporaryFolder()
        try ProbeDesk.writePolicy(in: folder)
        let none = try run(folder)
        #expect(none.status == 65 && none.errors.contains("policies/neutrality: error[P022]"))
        let faulty = try run(try policies("\"{colours}\""))
        #expect(faulty.status == 65 && faulty.errors.contains("pairs-en.yaml:3:11: error[P054]"))
        #expect(faulty.output.isEmpty)
    }
}
