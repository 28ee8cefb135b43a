import Foundation
import Ingest
import Moderation
import PolicyEngine
import ReviewQueue
import ReviewScreen
import TestSupport
import Testing

@testable import gavel

private func document(_ name: String) -> String? {
    FileManager.default.contents(atPath: repository.path + "/" + name)
        .map { String(decoding: $0, as: UTF8.self) }
}

@Suite struct DocumentationTests {
    private static let readme = document("README.md")

    @Test(.enabled(if: readme != nil, "no README.md yet"), arguments: allCommands.map(\.words))
    func `README has a command and each of its options in one row`(words: [String]) throws {
        let text = try #require(Self.readme)
        guard !words.isEmpty, words != ["queue"] else { return }
        let name = "`gavel \(words.joined(separator: " "))"
        let row = try #require(
            text.split(separator: "\n").first {
                $0.hasPrefix("| \(name)") && !$0.dropFirst(name.count + 2).prefix(1).contains("-")
            }, "no row of \(name)")
        let help = try Program.run(words + ["--help"], environment: ["COLUMNS": "200"]).text
        for match in help.matches(of: /\n  (--[a-z-]+)/) {
            let option = String(match.1)
            guard !["--help", "--version", "--desk"].contains(option) else { continue }
            #expect(row.contains("`\(option)"), "\(option) of \(name)")
        }
    }

    @Test(.enabled(if: readme != nil, "no README.md yet"))
    func `README has the table of keys, every set of keys and every list`() throws {
        let text = try #require(Self.readme)
        for row in KeyTable.usual.rows {
            let keys =
                row.action == .queue
                ? "`1`…`9`" : row.keys.map { "`\($0.name)`" }.joined(separator: " ")
            let line = "| \(keys) | `\(row.action.rawValue)` | \(row.sentence) |"
            #expect(text.contains(line), "\(line)")
        }
        for preset in KeyTable.presetNames { #expect(text.contains("`\(preset)`")) }
    }

    @Test(.enabled(if: readme != nil, "no README.md yet"))
    func `README has every exit status with its meaning`() throws {
        let text = try #require(Self.readme)
        for status in ExitStatus.allCases {
            #expect(
                text.contains("| \(status.rawValue)") || text.contains(", \(status.rawValue) |"),
                "\(status.rawValue)")
        }
        for status in [ExitStatus.settings, .input, .database, .locked] {
            #expect(text.contains("| \(status.rawValue) | \(status.meaning) |"))
        }
    }

    @Test(.enabled(if: readme != nil, "no README.md yet"))
    func `README has every code of an input and of a request with its meaning`() throws {
        let text = try #require(Self.readme)
        for (code, meaning) in FormatProblem.list {
            #expect(text.contains("| \(code) | \(meaning) |"), "\(code)")
        }
        for code in QueueCode.allCases {
            #expect(text.contains("| \(code.rawValue) | \(code.meaning) |"), "\(code)")
        }
        for code in ExportCode.allCases {
            #expect(text.contains("| \(code.rawValue) | \(code.meaning) |"), "\(code)")
        }
    }

    @Test func `the index of policies has every code of a policy with its meaning`() throws {
        let text = try #require(document("policies/README.md"))
        for code in PolicyCode.allCases {
            #expect(text.contains(code.rawValue), "\(code.rawValue)")
        }
    }

    @Test(.enabled(if: readme != nil, "no README.md yet"))
    func `README names every environment variable, profile and format`() throws {
        let text = try #require(Self.readme)
        let words =
            [
                "GAVEL_DESK", "GAVEL_MODERATOR", "NO_COLOR", "TERM=dumb", "--desk", "--help",
                "--version",
            ]
            + Profile.allCases.map(\.rawValue) + InputFormat.allCases.map(\.rawValue)
        for word in words { #expect(text.contains(word), "\(word)") }
    }
}
