import Foundation
import TestSupport
import Testing

@Suite struct QueueCommandTests {
    @Test func `a list as JSON has the members of the contract, held ones first`() throws {
        let desk = try ProbeDesk()
        try desk.ingestFive()
        let outcome = try desk.run("queue", "list", "--format", "json")
        let items = try #require(outcome.json as? [[String: Any]])
        #expect(items.map { $0["id"] as? String } == ["h1", "q1", "q2"])
        #expect(
            items[1].keys.sorted() == [
                "age", "article", "categories", "claimedBy", "excerpt", "id", "labels", "queue",
                "repeats", "revision", "route", "score", "source",
            ])
        #expect(items[1]["article"] as? String == "Benches")
        #expect(items[0]["queue"] as? String == "held")
        #expect(items[1]["categories"] as? [String] == ["spam"])
    }

    @Test func `a list as CSV has a header and a row an item`() throws {
        let desk = try ProbeDesk()
        try desk.ingestFive()
        let outcome = try desk.run("queue", "list", "--format", "csv")
        let rows = outcome.text.components(separatedBy: "\r\n").filter { !$0.isEmpty }
        #expect(rows.count == 4)
        #expect(
            rows[0]
                == "source,id,revision,queue,route,score,categories,labels,age,claimedBy,article,excerpt,repeats"
        )
        #expect(rows[1].hasPrefix("news,h1,1,held,hold,"))
    }

    @Test func `a list as a table names every item and says what to do next`() throws {
        let desk = try ProbeDesk()
        #expect(try desk.run("queue", "list").status == 0)
        try desk.ingestFive()
        let text = try desk.run("queue").text
        for id in ["news:h1", "news:q1", "news:q2"] { #expect(text.contains(id)) }
        #expect(!text.contains("news:p1"))
        #expect(text.contains("gavel "))
        #expect(!text.contains("\u{1B}"), "no colour in a pipe")
    }

    @Test func `filters narrow a list`() throws {
        let desk = try ProbeDesk()
        try desk.ingestFive()
        func ids(_ arguments: String...) throws -> [String] {
            let outcome = try desk.run(["queue", "list", "--format", "json"] + arguments)
            return (outcome.json as? [[String: Any]] ?? []).compactMap { $0["id"] as? String }
        }
        #expect(try ids("--queue", "held") == ["h1"])
        #expect(try ids("--queue", "passed") == ["p1", "p2"])
        #expect(try ids("--rule", "spam.grumblefex", "--limit", "1") == ["q1"])
        #expect(try ids("--category", "spam") == ["h1", "q1", "q2"])
        #expect(try ids("--source", "letters") == [])
    }

    @Test func `a name that nothing has is no empty list`() throws {
        let desk = try ProbeDesk()
        try desk.ingestFive()
        for (words, help) in [
            (["--category", "span"], "did you mean 'spam'?"),
            (["--category", "weather"], "one of: "),
            (["--rule", "spam.grumblefx", "--format", "json"], "did you mean 'spam.grumblefex'?"),
            (["--rule", "weather"], "'gavel policy list' shows every rule"),
        ] {
            let outcome = try desk.run(["queue", "list"] + words)
            #expect(outcome.status == 64 && outcome.text.isEmpty, "\(words)")
            #expect(
                outcome.errors.hasPrefix("gavel: error[Q011]: there is no "), "\(outcome.errors)")
            #expect(outcome.errors.contains("help: " + help), "\(outcome.errors)")
        }
        for words in [
            ["--category", "threat"], ["--rule", "spam.snorkwaddle", "--queue", "spam"],
        ] {
            #expect(try desk.run(["queue", "list"] + words).status == 0, "\(words)")
        }
        // A rule that the policy has lost still finds what it found.
        try desk.changePack("id: spam.grumblefex", "id: spam.fex")
        #expect(try desk.run("queue", "list", "--rule", "spam.grumblefex").status == 0)
        #expect(
            try desk.run("queue", "list", "--rule", "spam.grumblefex", "--queue", "hidden").status
                == 0)
    }

    @Test func `one comment is shown in words and as JSON`() throws {
        let desk = try ProbeDesk()
        try desk.ingestFive()
        let text = try desk.run("queue", "show", "news:q1").text
        for part in ["⟦grumblefex⟧, \(canary).", "Benches", "Says", "gavel decide"] {
            #expect(text.contains(part), "\(part)")
        }
        let object = try desk.run("queue", "show", "news:q2", "--format", "json").object
        #expect(object["text"] as? String == "Another grumblefex: \(canary)")
        #expect(object["parentText"] as? String == "You grumblefex, \(canary).")
        #expect(object["state"] as? String == "open")
        #expect((object["assessment"] as? [String: Any])?["route"] as? String == "queue")
    }

    @Test func `a decision is made, shown, refused a second time and taken back`() throws {
        let desk = try ProbeDesk()
        try desk.ingestFive()
        let hidden = try desk.run(
            "decide", "news:q1", "hide", "--reason", "spam", "--note", "twice", "--as", "bo",
            "--replies", "hide", "--revision", "1")
        #expect(hidden.status == 0)
        #expect(hidden.text.contains("news:q1") && hidden.text.contains("gavel undo 1"))
        let object = try desk.run("queue", "show", "news:q1", "--format", "json").object
        let decision = try #require((object["decisions"] as? [[String: Any]])?.first)
        #expect(
            decision.keys.sorted() == [
                "at", "bulk", "by", "decision", "id", "note", "policy", "profile", "reason",
                "replies",
                "revision", "revokes", "seq", "source", "verdict",
            ])
        #expect(decision["by"] as? String == "bo")
        #expect(decision["replies"] as? String == "hide")
        let second = try desk.run("decide", "news:q1", "approve")
        #expect(second.status == 1)
        #expect(second.errors.contains("error[Q003]") && second.errors.contains("by bo"))
        let before = try desk.dump()
        let preview = try desk.run("undo", "--by", "bo", "--dry-run")
        #expect(preview.status == 0 && preview.errors.contains("nothing was changed"))
        #expect(try desk.dump() == before)
        #expect(try desk.run("undo", "1").text.contains("taken back"))
        let again = try desk.run("undo", "1")
        #expect(again.status == 1 && again.errors.contains("error[Q007]"))
        #expect(
            try desk.run("queue", "show", "news:q1", "--format", "json").object["state"] as? String
                == "open")
    }

    @Test func `the last one is one's own`() throws {
        let desk = try ProbeDesk()
        try desk.ingestFive()
        _ = try desk.run("decide", "news:q1", "approve", "--as", "ann")
        _ = try desk.run("decide", "news:q2", "approve", "--as", "bo")
        #expect(try desk.run("undo", "--last", "1").text.contains("news:q1"))
        #expect(try desk.run("undo", "--last", "1", "--by", "bo").text.contains("news:q2"))
        let none = try desk.run("undo", "--last", "1")
        #expect(none.status == 0 && none.errors.contains("nothing was changed"))
    }

    @Test func `who acts is named by an option, else by the environment`() throws {
        let desk = try ProbeDesk()
        try desk.ingestFive()
        _ = try desk.run("decide", "news:q1", "approve")
        _ = try desk.run("decide", "news:q2", "approve", "--as", "bo")
        #expect(
            try ask(desk.database, "SELECT moderator FROM decision ORDER BY decisionID")
                == ["ann", "bo"])
    }
}
