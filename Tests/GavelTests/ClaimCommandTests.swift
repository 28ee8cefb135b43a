import Foundation
import TestSupport
import Testing

/// Two moderators at one desk, each at a command line.
@Suite struct ClaimCommandTests {
    @Test func `two moderators get different comments, and lists tell who reads what`() throws {
        let desk = try ProbeDesk()
        try desk.ingestFive()
        let ann = try desk.run("queue", "next", "--as", "ann", "--format", "json").object
        let ben = try desk.run("queue", "next", "--as", "ben", "--format", "json").object
        #expect(ann["id"] as? String == "h1")
        #expect(ann["claimedBy"] as? String == "ann")
        #expect(["q1", "q2"].contains(ben["id"] as? String))
        let list = try desk.run("queue", "list", "--format", "json").json as? [[String: Any]]
        #expect(list?.map { $0["claimedBy"] as? String } == ["ann", "ben", nil])
        #expect(try desk.run("queue", "show", "news:h1").text.contains("ann is reading it"))

        let refused = try desk.run("queue", "claim", "news:h1", "--as", "ben")
        #expect(refused.status == 1)
        #expect(refused.errors.contains("error[Q014]: comment 'news:h1' is being read by ann"))
        #expect(refused.errors.contains("--take-over"))
        #expect(try desk.run("queue", "claim", "news:h1", "--as", "ben", "--take-over").status == 0)
        #expect(try desk.run("queue", "release", "news:h1", "--as", "ann").status == 1)
        #expect(
            try desk.run("queue", "release", "news:h1", "--as", "ben").lines
                == ["gave news:h1 back"])
        #expect(try desk.run("verify").status == 0)
    }

    @Test func `when others read all that waits, there is nothing next`() throws {
        let desk = try ProbeDesk()
        try desk.ingestFive()
        for name in ["ann", "ben", "cleo"] {
            #expect(try !desk.run("queue", "next", "--as", name).text.isEmpty)
        }
        let nothing = try desk.run("queue", "next", "--as", "dora")
        #expect(nothing.status == 0 && nothing.text.isEmpty)
        #expect(nothing.errors.contains("nothing waits that nobody else reads"))
        #expect(try desk.run("queue", "next", "--queue", "hidden").status == 64)
        let slip = try desk.run("queue", "next", "--category", "spamm", "--as", "dora")
        #expect(slip.status == 64)
        #expect(slip.errors.contains("Q011") && slip.errors.contains("did you mean 'spam'?"))
    }

    @Test func `a decision that names an older last one is refused and names the newer`() throws {
        let desk = try ProbeDesk()
        try desk.ingestFive()
        #expect(try desk.run("decide", "news:q1", "approve", "--as", "ann").status == 0)
        #expect(try desk.run("undo", "--last", "1", "--as", "ann").status == 0)
        let stale = try desk.run(
            "decide", "news:q1", "hide", "--reason", "spam", "--last-seen", "0", "--as", "ben")
        #expect(stale.status == 1)
        #expect(
            stale.errors.contains("error[Q015]: comment 'news:q1' has decision 2, undo, by ann"))
        let seen = try desk.run(
            "decide", "news:q1", "hide", "--reason", "spam", "--last-seen", "2", "--as", "ben")
        #expect(seen.status == 0)
    }
}
