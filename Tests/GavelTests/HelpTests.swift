import ArgumentParser
import Foundation
import TestSupport
import Testing

@testable import gavel

/// Every command of the program as a person types it, with what it is.
let allCommands: [(words: [String], type: any ParsableCommand.Type)] = {
    func below(
        _ words: [String], _ type: any ParsableCommand.Type
    ) -> [(words: [String], type: any ParsableCommand.Type)] {
        [(words, type)]
            + type.configuration.subcommands.flatMap { below(words + [$0._commandName], $0) }
    }
    return below([], Gavel.self)
}()

@Suite struct HelpTests {
    @Test(arguments: allCommands.map(\.words))
    func `the help of a command is as it was agreed and shows an example`(words: [String]) throws {
        let outcome = try Program.run(words + ["--help"], environment: ["COLUMNS": "80"])
        #expect(outcome.status == 0)
        #expect(outcome.errors.isEmpty)
        #expect(
            outcome.text.contains("\n  gavel \(words.joined(separator: " "))")
                || (words.isEmpty && outcome.text.contains("A first session:")),
            "an example of \(words)")
        expectGolden(
            outcome.text, "help\((words.isEmpty ? [""] : [""] + words).joined(separator: "-")).txt")
    }

    @Test func `every command of the contract that stands in help works, and no stub does`() throws
    {
        let names = Set(allCommands.map { $0.words.joined(separator: " ") })
        #expect(
            names == [
                "", "init", "ingest", "classify", "explain", "review", "queue", "queue list",
                "queue show",
                "queue next", "queue claim", "queue release", "queue note", "queue escalate",
                "queue skip", "queue answer", "queue search", "decide", "undo", "appeal",
                "appeal open", "appeal list", "appeal show", "appeal decide", "appeal packet",
                "appeal letter",
                "statement", "notice", "notice open", "notice list", "report", "status", "export",
                "export decisions", "export comments", "export statements", "export dsa",
                "export records", "export writeback", "writeback", "writeback results",
                "writeback status", "verify", "backup", "policy", "policy publish",
                "purge", "legal-hold", "legal-hold add", "legal-hold list", "legal-hold release",
                "erase-author", "author", "export", "export decisions", "export comments",
                "export records",
                "policy list", "policy show", "policy check", "policy test", "policy new",
                "policy lock", "policy diff", "policy replay", "policy neutrality",
            ])
    }

    @Test(arguments: [
        (["ingst"], "ingest"), (["queue", "lst"], "list"),
        (["classify", "--polcy", "x"], "--policy"),
        (["ingest", "--sorce", "news"], "--source"), (["ingest", "--format", "jsonk"], "jsonl"),
        (["decide", "news:c1", "aprove"], "approve"),
    ])
    func `a typo is answered with the word that was meant`(words: [String], meant: String) throws {
        let outcome = try Program.run(words)
        #expect(outcome.status == 64)
        #expect(
            outcome.errors.lowercased().contains("did you mean '\(meant)'?"), "\(outcome.errors)")
    }

    @Test func `the version is a number`() throws {
        let outcome = try Program.run("--version")
        #expect(outcome.text.contains(/^\d+\.\d+\.\d+\n$/))
    }
}
