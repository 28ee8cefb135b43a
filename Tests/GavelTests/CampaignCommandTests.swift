import Foundation
import TestSupport
import Testing

/// A petition by twelve, of whom some wrote more, and a flood of four by one.
@Suite struct CampaignCommandTests {
    private static let form =
        "Please keep the grumblefex open on Sundays, because families with two jobs have no other"
        + " day to come, and because the staff asked the \(canary) council for it last winter. We"
        + " have written before, and will write again until the hours stand in the budget, so that"
        + " nobody has to ask for them again before each spring and every fall of the year."
    private static let own = "My mother has read there since the flood of her first year."

    private static func line(_ id: String, _ text: String, by author: String) -> String {
        let record: [String: Any] = [
            "id": id, "text": text, "author": ["id": author], "created_at": "2026-11-02T10:00:00Z",
        ]
        let data = try! JSONSerialization.data(withJSONObject: record, options: .sortedKeys)
        return String(decoding: data, as: UTF8.self)
    }

    private static let lines: [String] = {
        let plain = (0..<9).map {
            line("p\($0)", "Dear mayor,\n\n\(form)\n\nAda \($0)", by: "p\($0)")
        }
        return plain + [
            line("own", "Dear mayor,\n\n\(form)\n\n\(own)\n\nAda 9", by: "p9"),
            line("few", "Dear mayor,\n\n\(form) You snorkwaddle!\n\nAda 10", by: "p10"),
            line("shout", "Dear mayor,\n\n\(form.uppercased())\n\nAda 11", by: "p11"),
        ] + (0..<4).map { line("f\($0)", "Buy grumblefex, \(canary)!", by: "one") }
    }()

    private func desk(_ lines: [String] = lines) throws -> ProbeDesk {
        let desk = try ProbeDesk()
        let file = try desk.folder.write("in.jsonl", lines.joined(separator: "\n"))
        let outcome = try desk.run("ingest", file, "--source", "news")
        try #require(outcome.status == 0, "\(outcome.errors)")
        return desk
    }

    private func campaign(_ desk: ProbeDesk) throws -> [String: Any] {
        let outcome = try desk.run("queue", "list", "--campaigns", "--format", "json")
        return try #require((outcome.json as? [[String: Any]])?.first, "\(outcome.errors)")
    }

    @Test func `a campaign is one line with how to go on, and programs read the same`() throws {
        let desk = try desk()
        let object = try campaign(desk)
        #expect(
            object.keys.sorted() == [
                "authors", "excerpt", "first", "firstSeen", "held", "id", "lastSeen",
                "representative", "size", "waiting",
            ])
        #expect(object["size"] as? Int == 12 && object["authors"] as? Int == 12)
        #expect(object["waiting"] as? Int == 12 && object["held"] as? Int == 1)
        #expect(object["first"] as? String == "news:few")
        let id = try #require(object["id"] as? String)
        let table = try desk.run("queue", "list", "--campaigns")
        #expect(table.text.contains(id))
        #expect(table.text.contains("next: gavel queue list --campaign \(id)"))
        let rows = try desk.run("queue", "list", "--campaigns", "--format", "csv").text
            .components(separatedBy: "\r\n").filter { !$0.isEmpty }
        #expect(rows.count == 2 && rows[1].hasPrefix("\(id),12,1,12,12,"))
        let letters = try desk.run(
            "queue", "list", "--campaign", String(id.prefix(6)), "--format", "json")
        #expect((letters.json as? [[String: Any]])?.count == 12)
    }

    @Test func `the queue says how often an author wrote it, and one verdict goes for all`() throws
    {
        let desk = try desk()
        let items = try desk.run("queue", "list", "--format", "json").json as? [[String: Any]] ?? []
        #expect(items.count == 13)
        let flood = try #require(
            items.first { ($0["id"] as? String)?.first == "f" && $0["id"] as? String != "few" })
        #expect(flood["repeats"] as? Int == 3)
        #expect(items.filter { ($0["labels"] as? [String] ?? []).contains("campaign") }.count == 12)
        #expect(try desk.run("queue", "list").text.contains("×4 "))
        let status = try desk.run("status", "--json").object
        #expect(status["open"] as? Int == 13 && status["waitingComments"] as? Int == 16)
        #expect(try desk.run("status").text.contains("waiting: 13 (16 comments with repeats)"))
        let shown = try desk.run("queue", "show", "news:f2").text
        #expect(shown.contains("3 other comments of this author wait with the same words"))
        #expect(shown.contains("gavel decide news:f2 approve --repeats"))
        let decided = try desk.run("decide", "news:f2", "spam", "--repeats")
        #expect(decided.status == 0)
        #expect(decided.text.contains("4 decided; to take back: gavel undo --bulk 1"))
        #expect(try desk.run("verify").status == 0)
    }

    @Test func `a letter is shown with what it adds to its form`() throws {
        let desk = try desk()
        let text = try desk.run("queue", "show", "news:own").text
        #expect(text.contains("+ \(Self.own.dropLast())"))
        #expect(text.contains("gavel queue show news:p"))
        let object = try desk.run("queue", "show", "news:own", "--format", "json").object
        let campaign = try #require(object["campaign"] as? [String: Any])
        #expect(campaign["size"] as? Int == 12)
        let added = try #require(campaign["added"] as? [[Int]])
        let body = Array(try #require(object["text"] as? String).utf8)
        let words = added.map { String(decoding: body[$0[0]..<$0[1]], as: UTF8.self) }
        #expect(words.contains(String(Self.own.dropLast())), "\(words)")
        #expect((object["labels"] as? [String] ?? []).contains("campaign"))
        let flood = try desk.run("queue", "show", "news:f0", "--format", "json").object
        #expect(flood["campaign"] is NSNull)
        #expect(try desk.run("queue", "show", "news:shout").text.contains("a few words"))
    }

    @Test func `a group is decided after a preview, and who says more is left to be read`() throws {
        let desk = try desk()
        let id = try #require(try campaign(desk)["id"] as? String)
        let before = try desk.dump()
        for words in [["--dry-run"], []] {
            let preview = try desk.run(["decide", "--campaign", id, "approve"] + words)
            #expect(preview.status == 0)
            #expect(preview.text.contains("would be approved: 10 letters by 10 authors"))
            #expect(
                preview.text.contains("2 letters say something of their own, left in the queue"))
            #expect(preview.text.contains("- news:few\n- news:own\n"))
            #expect(preview.errors.contains("nothing was changed"))
        }
        #expect(try desk.dump() == before)
        let decided = try desk.run("decide", "--campaign", id, "approve", "--yes")
        #expect(decided.status == 0, "\(decided.errors)")
        #expect(decided.text.contains("10 decided; to take back: gavel undo --bulk 1"))
        #expect(
            try ask(
                desk.database,
                """
                SELECT externalID FROM item JOIN revision USING (revisionID)
                JOIN comment USING (commentID) WHERE state = 'open' AND externalID NOT LIKE 'f_'
                ORDER BY externalID
                """) == ["few", "own"])
        #expect(
            try ask(desk.database, "SELECT COUNT(*) FROM audit WHERE action = 'decide'") == ["10"])
        let rest = try desk.run("decide", "--campaign", id, "approve", "--yes")
        #expect(rest.status == 0 && rest.errors.contains("no letter would be decided"))
        let all = try desk.run("decide", "--campaign", id, "approve", "--with-additions", "--yes")
        #expect(all.text.contains("1 of them with findings that the form does not have"))
        #expect(all.text.contains("2 decided"))
        #expect(try desk.run("verify").status == 0)
    }

    @Test func `reasons are asked for as for one comment`() throws {
        let desk = try desk()
        let id = try #require(try campaign(desk)["id"] as? String)
        for (words, code) in [
            (["hide", "--yes"], "Q004"), (["hide", "--reason", "other", "--yes"], "Q005"),
            (["hide", "--reason", "spma", "--yes"], "Q009"),
        ] {
            let outcome = try desk.run(["decide", "--campaign", id] + words)
            #expect(outcome.status == 64 && outcome.text.isEmpty)
            #expect(outcome.errors.contains("error[\(code)]"))
        }
        #expect(try ask(desk.database, "SELECT COUNT(*) FROM decision") == ["0"])
    }

    @Test func `a campaign that is none, or not one, is refused`() throws {
        let desk = try desk(
            Self.lines
                + (0..<5).flatMap { number in
                    (0..<24).map { form in
                        Self.line(
                            "x\(form)-\(number)",
                            "You grumblefex number \(form), your budget has failed us again.",
                            by: "x\(number)")
                    }
                })
        for words in [
            ["queue", "list", "--campaign", "c-weather"],
            ["decide", "approve", "--campaign", "c-weather"],
        ] {
            let unknown = try desk.run(words)
            #expect(unknown.status == 1 && unknown.text.isEmpty)
            expectGolden(unknown.errors, "problems/campaign-unknown.txt")
        }
        // Of 25 ids two begin with one digit.
        let shared = (0..<16).map { "c-" + String($0, radix: 16) }.map {
            (try? desk.run("queue", "list", "--campaign", $0))
                ?? Outcome(status: 0, output: Data(), errors: "")
        }
        let outcome = try #require(shared.first { $0.errors.contains("Q013") })
        #expect(outcome.status == 64)
        expectGolden(outcome.errors, "problems/campaign-ambiguous.txt")
    }

    @Test(arguments: [
        ["decide", "--campaign", "c-1", "news:p1", "approve"],
        ["decide", "--campaign", "c-1", "approve", "--repeats"],
        ["decide", "--campaign", "c-1", "approve", "--revision", "1"],
        ["decide", "--campaign", "c-1", "approve", "--yes", "--dry-run"],
        ["decide", "--campaign", "c-1", "aprove"], ["decide", "news:p1", "approve", "--yes"],
        ["decide", "news:p1", "approve", "--with-additions"],
        ["queue", "list", "--campaigns", "--queue", "held"],
        ["queue", "list", "--campaigns", "--campaign", "c-1"],
    ])
    func `words that do not go together are refused`(words: [String]) throws {
        let desk = try ProbeDesk()
        #expect(try desk.run(words).status == 64)
    }

    @Test func `hostile letters reach no terminal and break no page`() throws {
        let hostile = "\u{1B}[2J\u{202E}<script>alert(1)</script>\u{7}"
        let desk = try desk(
            (0..<6).map {
                Self.line(
                    "\(hostile)\($0)",
                    "Dear \(hostile),\n\n\(Self.form) \(hostile) six words of hers and \($0)",
                    by: "\(hostile)\($0)")
            })
        let id = try #require(try campaign(desk)["id"] as? String)
        for words in [
            ["queue", "list", "--campaigns"], ["queue", "list", "--campaign", id],
            ["queue", "show", "news:\(hostile)5"], ["decide", "--campaign", id, "approve"],
            ["decide", "--campaign", id, "spam", "--with-additions", "--yes"],
            ["report", "campaigns", "--format", "html"], ["report", "campaigns"],
        ] {
            let outcome = try desk.run(words)
            #expect(outcome.status == 0, "\(words): \(outcome.errors)")
            #expect(!outcome.output.contains(0x1B) && !outcome.output.contains(0x07), "\(words)")
            #expect(!outcome.text.unicodeScalars.contains("\u{202E}") || words.contains("report"))
            if words.contains("html") { #expect(!outcome.text.contains("<script")) }
        }
    }
}
