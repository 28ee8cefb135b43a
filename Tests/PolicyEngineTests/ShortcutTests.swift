import Foundation
import Moderation
import PolicyEngine
import TestSupport
import Testing

/// The prefilter and the JIT are shortcuts: without them the answers are the same.
@Suite struct ShortcutTests {
    private static let folder = repository.appendingPathComponent("policies").path

    private static let policy = Result { () throws(Problems) in
        try Policy.load(from: folder, profile: .publisher)
    }

    private func differences(among texts: [String]) throws -> [Int] {
        let policy = try Self.policy.get()
        let interpreted = try Policy.load(from: Self.folder, profile: .publisher, usesJIT: false)
        let plain = Classifier(policy: policy)
        let others = [
            Classifier(policy: policy, usesPrefilter: false), Classifier(policy: interpreted),
        ]
        return texts.indices.filter { index in
            let comment = Comment(text: texts[index])
            let assessment = plain.assess(comment)
            return others.contains { $0.assess(comment) != assessment }
        }
    }

    @Test func `generated texts are judged alike without prefilter and without JIT`() throws {
        var generator = SeededGenerator()
        let pieces = [
            "you are such a clown", "call 303-555-0142", "mail me at a@b.example", "12 oak street",
            "https://a.example/x", "whatsapp +1 720 555 0199", "I will hurt you", "0x", "@", "-",
        ]
        let texts = (0..<400).map { _ in
            generator.text(pieces: 12) + " " + pieces.randomElement(using: &generator)! + " "
                + generator.text(pieces: 6)
        }
        #expect(try differences(among: texts) == [], "\(generator)")
    }

    /// Every tenth row: the whole takes seconds in a release build and minutes in a debug one.
    @Test(.enabled(if: sharedData != nil, "no shared data beside the repository"))
    func `real comments are judged alike without prefilter and without JIT`() throws {
        let folder = try #require(sharedData)
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            .filter { $0.hasSuffix(".jsonl") }.sorted()
        for file in files {
            let data = try Data(contentsOf: folder.appendingPathComponent(file))
            let lines = data.split(separator: 0x0A)
            let texts = stride(from: 0, to: lines.count, by: 10).compactMap { index -> String? in
                let object = try? JSONSerialization.jsonObject(with: lines[index])
                return (object as? [String: Any])?["text"] as? String
            }
            #expect(!texts.isEmpty)
            // Rows are named by number; none of their text is shown.
            #expect(try differences(among: texts) == [], "\(file)")
        }
    }
}
