import Foundation
import TestSupport
import Testing

@testable import gavel

/// A desk that says which languages somebody there reads.
@Suite struct UnreadCommandTests {
    private static let vietnamese = "Xin thành phố sửa con đường trước trường học của chúng tôi."
    private static let english = "Please mend the road in front of our school."

    /// A desk with the shipped policy.
    private func desk(reads: String?) throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        #expect(try Program.run("init", folder.path + "/desk").status == 0)
        let settings = folder.path + "/desk/desk.yaml"
        let text = try String(contentsOfFile: settings, encoding: .utf8)
        #expect(text.contains("\n# reads: [en, es]\n"))
        if let reads {
            try text.replacing("# reads: [en, es]", with: "reads: \(reads)")
                .write(toFile: settings, atomically: true, encoding: .utf8)
        }
        return folder
    }

    private func routes(_ folder: TemporaryFolder) throws -> [String] {
        let lines = [Self.vietnamese, Self.english].map { "{\"text\": \"\($0)\"}" }
        let file = try folder.write("in.jsonl", lines.joined(separator: "\n"))
        return try Program.run("classify", file, "--desk", folder.path + "/desk").lines.map {
            (try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])?["route"]
                as? String ?? ""
        }
    }

    @Test(arguments: [
        (nil, ["pass", "pass"]), ("[en]", ["queue", "pass"]), ("[en, vi]", ["pass", "pass"]),
        ("[vi]", ["pass", "queue"]),
    ])
    func `a comment that nobody reads waits in the queue, and no other does`(
        reads: String?, routes: [String]
    ) throws {
        #expect(try self.routes(desk(reads: reads)) == routes)
    }

    @Test func `explain says which language it is, to people and to programs`() throws {
        let folder = try desk(reads: "[en]")
        let options = ["--desk", folder.path + "/desk"]
        let told = try Program.run(["explain", Self.vietnamese] + options).text
            .split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(told.contains("guessed language: Vietnamese 100 %"))
        #expect(told.contains("Written in Vietnamese, as far as a machine can tell."))
        let object = try Program.run(["explain", Self.vietnamese, "--json"] + options).object
        #expect(object["language"] as? String == "vi")
        let parts = try #require(object["languages"] as? [[String: Any]])
        #expect(parts.map { $0["language"] as? String } == ["vi"])
        let unknown = try Program.run(["explain", "Ok.", "--json"] + options).object
        #expect(unknown["language"] is NSNull)
        #expect((unknown["languages"] as? [Any])?.isEmpty == true)
    }

    @Test func `what is no language is refused before any input is read`() throws {
        let folder = try desk(reads: "[english]")
        let outcome = try Program.run("status", "--desk", folder.path + "/desk")
        #expect(outcome.status == 65)
        #expect(
            outcome.errors.contains("error[C004]: there is no language 'english'")
                && outcome.errors.contains("did you mean 'en'?"))
    }

    @Test func `the rules' own sentences pass whatever the desk reads`() throws {
        let folder = try desk(reads: "[vi]")
        for command in ["test", "neutrality"] {
            let outcome = try Program.run("policy", command, "--desk", folder.path + "/desk")
            #expect(outcome.status == 0, "\(command): \(outcome.errors.prefix(400))")
        }
    }
}
