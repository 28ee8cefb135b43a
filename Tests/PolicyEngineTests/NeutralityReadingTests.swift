import Foundation
import Moderation
import TestSupport
import Testing

@testable import PolicyEngine

/// Files of pairs are read as strictly as packs are.
struct NeutralityReadingTests {
    private static let fixtures = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("Fixtures/neutrality")

    private static let names: [String] = {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: fixtures.path)) ?? []
        return files.filter { $0.hasSuffix(".yaml") }.sorted()
    }()

    private func problems(_ files: [String: String]) throws -> String {
        var policy = ProbePolicy(.phrases(["clown"]))
        for (name, text) in files { policy.files["neutrality/\(name)"] = text }
        return try policy.write { folder in
            do {
                _ = try NeutralitySuite(folder: folder)
                return ""
            } catch let error as Problems {
                return error.description.replacing(folder, with: "policies") + "\n"
            }
        }
    }

    @Test(arguments: names)
    func `a faulty file of pairs is refused with the place`(name: String) throws {
        let url = Self.fixtures.appendingPathComponent(name)
        let problems = try problems(["pairs-en.yaml": String(contentsOf: url, encoding: .utf8)])
        guard !problems.isEmpty else {
            Issue.record("it is read")
            return
        }
        expectGolden(problems, "problems/neutrality-\(name.dropLast(5)).txt")
    }

    @Test func `every file is held to its own form`() throws {
        let good = NeutralityTests.pairs
        #expect(try problems(["pairs-en.yaml": good, "pairs-fr.yaml": good]) == "")
        #expect(try problems([:]).contains("P022"))
        let other = try problems(["pairs-en.yaml": good, "not-swaps.yaml": good])
        #expect(other.contains("not-swaps.yaml:8:5: error[P003]: fools has no 'because'"))
        let hard = "sentences:\n  - {id: a, text: b}\n  - {id: c, text: d, because: e, why: f}\n"
        let problems = try problems(["pairs-en.yaml": good, "hard-negatives.yaml": hard])
        #expect(problems.contains(":2:5: error[P003]: a has no 'because'"))
        #expect(problems.contains(":3:34: error[P002]: unknown key 'why'"))
        let twice =
            "sentences:\n  - &x {id: a, text: b, because: c}\ndenouncements: [\"no place\"]\n"
        #expect(
            try self.problems(["pairs-en.yaml": good, "hard-negatives.yaml": twice])
                .contains("error[P006]"))
        let plain = twice.replacing("&x ", with: "")
        #expect(
            try self.problems(["pairs-en.yaml": good, "hard-negatives.yaml": plain])
                .contains("error[P003]: a denouncement has no placeholder"))
    }

    // MARK: - Forms

    private func sentences(_ form: SentenceForm, _ text: String, street: String) -> String {
        form.text(of: form.spoken(SentencePattern(text)!), filledWith: ["street": street])
    }

    @Test func `a sentence begins with a capital, whoever stands first`() {
        #expect(
            sentences(.plain, "{street} block the lane.", street: "drivers")
                == "Drivers block the lane.")
        #expect(sentences(.plain, "I see {street}.", street: "drivers") == "I see drivers.")
    }

    @Test func `a form frames the sentence or its words`() {
        var form = SentenceForm(name: "question")
        form.frame = SentencePattern("{words}, right?")
        #expect(sentences(form, "I see {street}.", street: "drivers") == "I see drivers, right?")
        #expect(sentences(form, "I see {street}?!", street: "drivers") == "I see drivers, right?")
        form.frame = SentencePattern("Oh, fine. {sentence} Bravo.")
        #expect(
            sentences(form, "I see {street}.", street: "drivers")
                == "Oh, fine. I see drivers. Bravo.")
        form.isCapitals = true
        #expect(
            sentences(form, "I see {street}.", street: "drivers")
                == "OH, FINE. I SEE DRIVERS. BRAVO.")
    }

    @Test func `a swap takes whole words of the sentence, never of what is filled in`() {
        var form = SentenceForm(name: "dialect")
        form.swap = [("is not", "ain't"), ("with", "wit")]
        #expect(
            sentences(form, "This is not with {street} without.", street: "those with cars")
                == "This ain't wit those with cars without.")
        #expect(sentences(form, "With {street}.", street: "us") == "Wit us.")
    }

    @Test(arguments: ["a } b", "a { b", "{}", "{A}", "{a b}", "{{a}}"])
    func `a brace that is no placeholder makes no pattern`(text: String) {
        #expect(SentencePattern(text) == nil)
    }
}
