import Foundation
import Moderation
import ReviewQueue
import TestSupport
import Testing

/// Reports as a clerk and cron ask for them, their figures counted once more by SQL of another hand.
@Suite struct ReportCommandTests {
    /// October 2026 in Denver.
    private static let from = Date(timeIntervalSince1970: 1_790_834_400)
    private static let to = Date(timeIntervalSince1970: 1_793_512_800)

    /// A desk with a busy October: 240 comments, most of them decided, some taken back, some later.
    private func desk() throws -> ProbeDesk {
        let desk = try ProbeDesk()
        try desk.amendSettings("people: {ann: owner, bo: moderator, cy: lead}\n")
        let words = ["is wet", "grumblefex", "snorkwaddle", "grumblefex and snorkwaddle", "is dry"]
        let lines = (0..<240).map { number in
            let at = Self.from.addingTimeInterval(Double(number) * 12_000)
            return #"{"id":"c\#(number)","text":"Number \#(number), you \#(words[number % 5])","#
                + #""created_at":"\#(at.ISO8601Format())"}"#
        }
        let file = try desk.folder.write("october.jsonl", lines.joined(separator: "\n"))
        #expect(try desk.run("ingest", file, "--source", "news").status == 0)
        let queue = try ReviewQueue.open(at: desk.database)
        let policy = PolicyRecord(digest: "9f2c41d07a3e", profile: .publisher, files: "[]")
        for number in 0..<200 where number % 5 != 0 {
            let verdict: Verdict = [.approve, .hide, .approve, .spam][number % 4]
            _ = try queue.decide(
                DecisionRequest(
                    comments: [CommentKey("news:c\(number)")!], verdict: verdict,
                    reason: verdict == .hide ? (number % 3 == 0 ? "attack" : "pii") : nil,
                    by: number % 2 == 0 ? "ann" : "bo"),
                policy: policy, now: Self.from.addingTimeInterval(Double(number) * 12_000 + 600))
        }
        var first = UndoSelection()
        first.decisions = [1, 2, 3, 30]
        _ = try queue.undo(first, by: "cy", now: Self.to.addingTimeInterval(-7_200))
        // What is taken back after the month's end is no matter of the month.
        first.decisions = [4, 5]
        _ = try queue.undo(first, by: "cy", now: Self.to.addingTimeInterval(7_200))
        return desk
    }

    private func number(_ desk: ProbeDesk, _ sql: String) throws -> Int {
        let period =
            "BETWEEN \(Int(Self.from.timeIntervalSince1970) * 1000)"
            + " AND \(Int(Self.to.timeIntervalSince1970) * 1000 - 1)"
        let end = "< \(Int(Self.to.timeIntervalSince1970) * 1000)"
        return Int(
            try ask(
                desk.database,
                sql.replacing("IN PERIOD", with: period).replacing("BEFORE END", with: end))[0])!
    }

    private static let standing = """
        SELECT d.* FROM decision d LEFT JOIN decision u ON u.revokes = d.decisionID AND u.at BEFORE END
        WHERE d.verdict <> 'undo' AND u.decisionID IS NULL AND d.at BEFORE END
        """

    @Test func `a summary's figures are those that SQL by hand comes to`() throws {
        let desk = try desk()
        let report = try desk.run(
            "report", "summary", "--month", "2026-10", "--format", "json")
        #expect(report.status == 0, "\(report.errors)")
        let figures = try #require(report.object["figures"] as? [String: Any])
        func check(_ name: String, _ sql: String) throws {
            #expect(figures[name] as? Int == (try number(desk, sql)), "\(name)")
        }
        try check("received", "SELECT COUNT(*) FROM comment WHERE createdAt IN PERIOD")
        for (name, verdict) in [("approved", "approve"), ("hidden", "hide"), ("spam", "spam")] {
            try check(
                name,
                "SELECT COUNT(*) FROM (\(Self.standing)) WHERE at IN PERIOD AND verdict = '\(verdict)'"
            )
        }
        try check("undone", "SELECT COUNT(*) FROM decision WHERE verdict = 'undo' AND at IN PERIOD")
        for (name, routes) in [
            ("passed", "'pass'"), ("queued", "'queue'"), ("held", "'hold','reject'"),
        ] {
            try check(
                name,
                """
                SELECT COUNT(*) FROM comment c JOIN assessment a ON a.revisionID = c.latestRevisionID
                WHERE createdAt IN PERIOD AND route IN (\(routes))
                """)
        }
        let rules = try #require(report.object["rules"] as? [[String: Any]])
        #expect(rules.count == 2)
        for rule in rules {
            let id = try #require(rule["rule"] as? String)
            let fired = """
                SELECT DISTINCT a.revisionID FROM signal s JOIN assessment a USING (assessmentID)
                JOIN comment c ON c.latestRevisionID = a.revisionID
                WHERE s.rule = '\(id)' AND c.createdAt IN PERIOD
                """
            #expect(rule["fired"] as? Int == (try number(desk, "SELECT COUNT(*) FROM (\(fired))")))
            #expect(
                rule["upheld"] as? Int
                    == (try number(
                        desk,
                        """
                        SELECT COUNT(*) FROM (\(Self.standing)) WHERE verdict IN ('hide', 'spam')
                        AND revisionID IN (\(fired))
                        """)))
        }
    }

    @Test func `the same month gives the same bytes in every format, whatever comes later`() throws
    {
        let desk = try desk()
        for name in ["summary", "transparency"] {
            for format in ["html", "md", "csv", "json"] {
                let words = ["report", name, "--month", "2026-10", "--format", format]
                let first = try desk.run(words)
                #expect(first.status == 0, "\(first.errors)")
                _ = try desk.run("decide", "news:c20\(format.count)", "approve")
                #expect(try desk.run(words).output == first.output, "\(name) \(format)")
            }
        }
    }

    @Test func `a public month tells no small count and is about a whole month`() throws {
        let desk = try desk()
        let report = try desk.run(
            "report", "transparency", "--month", "2026-10", "--format", "json")
        #expect(report.status == 0, "\(report.errors)")
        var counts = 0
        func walk(_ value: Any) {
            switch value {
            case let number as Double where number == number.rounded():
                counts += 1
                #expect(number == 0 || number >= 10, "\(number)")
            case let array as [Any]: array.forEach(walk)
            case let object as [String: Any]: object.values.forEach(walk)
            default: break
            }
        }
        for table in ["funnel", "grounds", "detection", "categories"] {
            walk(try #require(report.object[table]))
        }
        let figures = try #require(report.object["figures"] as? [String: Any])
        walk(figures.filter { !$0.key.hasSuffix("Rate") && $0.key != "restoredOfRemoved" })
        #expect(counts > 20)
        #expect(report.text.contains("withheld"))
        for wrong in [
            ["--from", "2026-10-01", "--to", "2026-10-20"], ["--from", "2026-10-02"],
            ["--month", "2099-01"],
        ] {
            let refused = try desk.run(["report", "transparency"] + wrong)
            #expect(refused.status == 64 && refused.errors.contains("E030"), "\(refused.errors)")
        }
        let wrong = try desk.run("report", "transparency", "--month", "2026-13")
        #expect(wrong.status == 64 && wrong.errors.contains("2026-13"))
    }

    @Test func `tonight goes on from when it was last told`() throws {
        let desk = try desk()
        let cursor = desk.folder.path + "/tonight"
        let first = try desk.run("report", "tonight", "--cursor", cursor, "--format", "json")
        #expect(first.status == 0, "\(first.errors)")
        #expect((first.object["figures"] as? [String: Any])?["received"] as? Int == 240)
        let second = try desk.run("report", "tonight", "--cursor", cursor, "--format", "json")
        #expect((second.object["figures"] as? [String: Any])?["received"] as? Int == 0)
        #expect(second.object["from"] as? String == first.object["to"] as? String)
        let waiting = try number(desk, "SELECT COUNT(*) FROM item WHERE state = 'open'")
        #expect((second.object["figures"] as? [String: Any])?["waiting"] as? Int == waiting)
        try desk.folder.write("tonight", "yesterday")
        let refused = try desk.run("report", "tonight", "--cursor", cursor)
        #expect(refused.status == 64 && refused.errors.contains("E031"))
        #expect(try String(contentsOfFile: cursor, encoding: .utf8) == "yesterday")
    }

    @Test func `a report that cannot be written leaves the old one and the old cursor`() throws {
        let desk = try desk()
        let cursor = desk.folder.path + "/tonight"
        let failed = try desk.run(
            "report", "tonight", "--cursor", cursor, "--out", desk.folder.path + "/none/report.md")
        #expect(failed.status == 74 && failed.errors.contains("E001"))
        #expect(!FileManager.default.fileExists(atPath: cursor))
    }

    @Test(arguments: [
        ["report", "tonight", "--month", "2026-10", "--cursor", "x"],
        ["report", "summary", "--cursor", "x"],
        ["report", "summary", "--from", "2026-10-02", "--month", "2026-10"],
        ["report", "campaigns", "--month", "2026-10"],
        ["report", "summary", "--from", "2026-10-02", "--to", "2026-10-01"],
        ["report", "sumary"], ["report", "summary", "--month", "2099-01"],
        ["report", "summary", "--month", "+026-10"], ["report", "summary", "--month", "0000-01"],
        ["report", "summary", "--month", "1969-12"],
    ])
    func `what does not go together is refused`(words: [String]) throws {
        let desk = try ProbeDesk()
        #expect(try desk.run(words).status == 64)
    }

    @Test func `a wrong day or month is told with its option and the right form`() throws {
        let desk = try ProbeDesk()
        for (words, parts) in [
            (
                ["report", "summary", "--from", "2026-13-45"],
                ["--from '2026-13-45'", "no month 13"]
            ),
            (["report", "summary", "--to", "2026-02-30"], ["--to '2026-02-30'", "has no day 30"]),
            (["report", "summary", "--to", "1.12.2026"], ["--to '1.12.2026'", "2026-11-20"]),
            (["report", "summary", "--month", "2026-13"], ["--month '2026-13'", "2026-10"]),
            (["queue", "list", "--from", "today"], ["--from 'today'", "2026-11-20T16:00:00Z"]),
            (["export", "comments", "--to", "2026-1"], ["--to '2026-1'", "2026-11-20"]),
            (["undo", "--from", "20261101", "--dry-run"], ["--from '20261101'"]),
            (
                ["purge", "--class", "transitory", "--before", "1.1.2026", "--dry-run"],
                ["--before '1.1.2026'"]
            ),
        ] {
            let outcome = try desk.run(words)
            #expect(outcome.status == 64 && outcome.output.isEmpty)
            for part in parts { #expect(outcome.errors.contains(part), "\(outcome.errors)") }
        }
    }

    @Test func `a month before the desk began is no month of zeros`() throws {
        let desk = try ProbeDesk()
        let empty = try desk.run("report", "transparency", "--month", "2026-09")
        #expect(empty.status == 64)
        expectGolden(empty.errors, "problems/report-nothing-yet.txt")
        let busy = try self.desk()  // its first decision is of 1 October
        let before = try busy.run("report", "transparency", "--month", "2026-09")
        #expect(before.status == 64 && before.output.isEmpty)
        expectGolden(before.errors, "problems/report-before-desk.txt")
        let during = try busy.run("report", "transparency", "--month", "2026-10")
        #expect(during.status == 0, "\(during.errors)")
    }

    @Test func `no rule of a young desk is called one that never fired`() throws {
        let desk = try ProbeDesk()
        let file = try desk.folder.write("one.jsonl", #"{"id":"a","text":"A bench."}"#)
        try desk.run("ingest", file, "--source", "news")
        let report = try desk.run(
            "report", "rules", "--from", "2020-01-01", "--format", "json")
        #expect(report.status == 0, "\(report.errors)")
        #expect((report.object["toConsider"] as? [Any])?.isEmpty == true)
        let silent = try #require(report.object["silent"] as? [[String: Any]])
        #expect(silent.count == 2)
        let today = try #require(silent[0]["since"] as? String)
        #expect(today > "2026", "not the day that was typed")
    }

    @Test func `a period that is not over is told as of now`() throws {
        let desk = try ProbeDesk()
        let report = try desk.run(
            "report", "summary", "--from", "2026-01-01", "--to", "2099-01-01", "--format", "json")
        #expect(report.status == 0, "\(report.errors)")
        let end = try #require(report.object["to"] as? String)
        #expect(end < "2099")
    }

    @Test func `an error is an error also when nobody can be told`() throws {
        let desk = try ProbeDesk()
        try desk.ingestFive()
        for words in ["queue show news:nope", "statement news:nope", "report sumary"] {
            let usual = try desk.run(words.split(separator: " ").map(String.init))
            for place in [">/dev/full", ">&-"] {
                let process = Process()
                process.executableURL = URL(fileURLWithPath: "/bin/sh")
                process.arguments = [
                    "-c", "'\(Program.url.path)' \(words) --desk '\(desk.path)' 2\(place)",
                ]
                process.standardOutput = FileHandle.nullDevice
                try process.run()
                process.waitUntilExit()
                #expect(process.terminationReason == .exit)
                #expect(process.terminationStatus == usual.status, "\(words) 2\(place)")
            }
        }
    }

    @Test func `an export whose cursor cannot be kept leaves nothing`() throws {
        let desk = try desk()
        let out = desk.folder.path + "/new.jsonl"
        let failed = try desk.run(
            "export", "decisions", "--out", out, "--cursor", desk.folder.path + "/none/cursor")
        #expect(failed.status == 74 && failed.errors.contains("E001"))
        #expect(!FileManager.default.fileExists(atPath: out))
    }
}
