import Foundation
import TestSupport
import Testing

/// Floods, campaigns and late files, as a desk meets them.
@Suite struct HistoryCommandTests {
    private func desk() throws -> ProbeDesk {
        let desk = try ProbeDesk()
        try desk.folder.write("policies/packs/history/pack.yaml", historyPack)
        return desk
    }

    private func line(_ id: String, _ author: String, _ seconds: Int, _ text: String) -> String {
        #"{"id":"\#(id)","text":"\#(text)","author":{"id":"\#(author)"},"#
            + #""created_at":\#(1_793_600_000 + seconds)}"#
    }

    private func ingest(_ desk: ProbeDesk, _ name: String, _ lines: [String]) throws -> Outcome {
        let file = try desk.folder.write(name, lines.joined(separator: "\n"))
        return try desk.run("ingest", file, "--source", "news", "--json")
    }

    /// Where every comment stands.
    private func places(_ desk: ProbeDesk) throws -> [String] {
        try ask(
            desk.database,
            """
            SELECT externalID || ' ' || state || ' ' || route || ' ' || labels FROM comment
            JOIN item ON item.revisionID = latestRevisionID JOIN assessment USING (assessmentID)
            ORDER BY externalID
            """)
    }

    private let form = """
        Please keep the library open on Sundays, because so many families here have no other day to \
        go there together with their children and their parents.
        """

    @Test func `a petition of many passes as one campaign, and a flood of one waits`() throws {
        let desk = try desk()
        let petition = (0..<2_000).map {
            line("p\($0)", "writer-\($0)", $0, form + ($0 % 9 == 0 ? " Yours, number \($0)." : ""))
        }
        #expect(try ingest(desk, "petition.jsonl", petition).status == 0)
        #expect(try places(desk).allSatisfy { $0.contains(" new pass ") })
        let report = try desk.run("report", "campaigns", "--format", "json").object
        let campaigns = try #require(report["campaigns"] as? [[String: Any]])
        #expect(campaigns.map { $0["size"] as? Int } == [2_000])
        #expect(campaigns.map { $0["authors"] as? Int } == [2_000])

        let flood = (0..<2_000).map {
            line("f\($0)", "one", $0, "Vote no on item nine, \(canary)!")
        }
        let run = try ingest(desk, "flood.jsonl", flood).object
        #expect(
            run["routes"] as? [String: Int] == ["pass": 2, "queue": 1_998, "hold": 0, "reject": 0])
        let after = try desk.run("report", "campaigns", "--format", "json").object
        #expect((after["campaigns"] as? [[String: Any]])?.count == 1)
        #expect(try desk.run("verify").status == 0)
    }

    /// Newest first, by few authors who say few things.
    private var tangled: [String] {
        (0..<6_000).map {
            line(
                "c\($0)", "u\($0 % 40)", (6_000 - $0) * 7,
                "\(form) I am reader \($0 % 300), \(canary).")
        }
    }

    @Test func `files in any order leave the same desk as one in the order of time`() throws {
        let ordered = try desk()
        #expect(
            try ingest(ordered, "all.jsonl", tangled.reversed()).object["judgedAgain"] as? Int == 0)
        let mixed = try desk()
        var again = 0
        for part in 0..<3 {
            let lines = tangled.enumerated().filter { $0.offset % 3 == part }.map(\.element)
            let outcome = try ingest(mixed, "part\(part).jsonl", lines)
            again += try outcome.object["judgedAgain"] as? Int ?? 0
        }
        #expect(again > 1_000)
        #expect(try places(mixed) == places(ordered))
        #expect(try places(ordered).contains { $0.contains("open queue") })
        #expect(try mixed.run("verify").status == 0)
        // Nothing is judged a third time.
        let dump = try mixed.dump()
        #expect(try ingest(mixed, "part0.jsonl", []).status == 0)
        #expect(try mixed.dump() == dump)
    }

    @Test func `a run that is killed anywhere and done again has the same groups and places`()
        throws
    {
        let desk = try desk()
        let other = try self.desk()
        let file = try desk.folder.write("tangled.jsonl", tangled.joined(separator: "\n"))
        let arguments = ["ingest", file, "--source", "news"]
        #expect(try other.run(arguments).status == 0)
        let moments = [
            "SELECT COUNT(*) >= 1 FROM comment", "SELECT COUNT(*) >= 3000 FROM comment",
            // While it judges again.
            "SELECT COUNT(*) > 6000 FROM assessment",
        ]
        for moment in moments {
            let outputs = try TemporaryFolder()
            let process = try Program.start(arguments + ["--desk", desk.path], outputs: outputs)
            #expect(
                try eventually { try ask(desk.database, moment) == ["1"] || !process.isRunning })
            kill(process.processIdentifier, SIGKILL)
            _ = Program.finish(process, outputs)
            #expect(try desk.run("verify").status == 0)
        }
        #expect(try desk.run(arguments).status == 0)
        #expect(try desk.dump(contents: true) == other.dump(contents: true))
        #expect(try ask(desk.database, "SELECT COUNT(*) > 6000 FROM assessment") == ["1"])
        #expect(try campaigns(desk) == campaigns(other))
    }

    @Test func `a desk of an older version gets its groups with the next run`() throws {
        let desk = try desk()
        let letters = (0..<20).map { line("p\($0)", "writer-\($0)", $0, form) }
        #expect(try ingest(desk, "letters.jsonl", letters).status == 0)
        let report = try campaigns(desk)
        for sql in [
            "DELETE FROM commentWording", "DELETE FROM wording", "DELETE FROM keyRun",
            "UPDATE wordingMethod SET version = 0",
        ] { _ = try ask(desk.database, sql) }
        #expect(try campaigns(desk) != report)
        #expect(try ingest(desk, "more.jsonl", [line("x", "one", 0, "A word.")]).status == 0)
        #expect(try campaigns(desk) == report)
    }

    /// What is told of campaigns, without when it was asked.
    private func campaigns(_ desk: ProbeDesk) throws -> Data {
        let report = try desk.run("report", "campaigns", "--format", "json").object
        return try JSONSerialization.data(
            withJSONObject: #require(report["campaigns"]), options: .sortedKeys)
    }
}

private let historyPack = """
    pack: history
    version: "1.0.0"
    language: any
    title: What was written before, for tests only
    category: flood
    rules:
      - id: history.repeats
        title: The same three times
        tell_moderator: Three times in a day.
        tell_author: Once is enough.
        strength: medium
        find:
          measure: {name: same_text_by_author, at_least: 3}
        examples:
          match:
            - {text: "Once more.", with: {same_text_by_author: 3}}
          no_match:
            - {text: "Once more.", with: {same_text_by_author: 2}}
            - {text: "Once more.", because: nothing is known}
      - id: history.many
        title: One of a hundred alike
        tell_moderator: A hundred said it before.
        tell_author: A hundred said it before.
        status: shadow
        strength: weak
        find:
          measure: {name: near_duplicates, at_least: 100}
        examples:
          match:
            - {text: "Once more.", with: {near_duplicates: 100}}
          no_match:
            - {text: "Once more.", with: {near_duplicates: 99}}
            - {text: "Once more.", because: nothing is known}

    """
