import Foundation
import TestSupport
import Testing

@Suite struct ClassifyCommandTests {
    private func object(_ line: String) -> [String: Any] {
        (try? JSONSerialization.jsonObject(with: Data(line.utf8))) as? [String: Any] ?? [:]
    }

    @Test func `a line a comment, in input order, with the members of the contract`() throws {
        let desk = try ProbeDesk()
        let file = try desk.folder.write("five.jsonl", fiveComments)
        let outcome = try desk.run("classify", file)
        #expect(outcome.status == 0)
        #expect(outcome.errors.isEmpty)
        let objects = outcome.lines.map(object)
        #expect(objects.map { $0["id"] as? String } == ["p1", "q1", "h1", "q2", "p2"])
        #expect(
            objects.map { $0["route"] as? String } == ["pass", "queue", "hold", "queue", "pass"])
        for object in objects {
            #expect(
                object.keys.sorted() == [
                    "categories", "id", "inconclusive", "labels", "policy", "profile", "route",
                    "score", "signals",
                ])
            #expect(object["profile"] as? String == "publisher")
        }
        let signal = try #require((objects[1]["signals"] as? [[String: Any]])?.first)
        #expect(
            signal.keys.sorted() == [
                "category", "disguised", "points", "rule", "scope", "span", "status", "text",
                "title",
            ])
        #expect(signal["rule"] as? String == "spam.grumblefex")
        #expect(
            (objects[1]["categories"] as? [String: [String: Any]])?["spam"]?["points"] as? Int == 3)
    }

    @Test func `a span counts bytes of the text as it was given`() throws {
        let desk = try ProbeDesk()
        let texts = [
            "Grumblefex", "¡Señor, “ach” 👍🏽! GRUMBLEFEX.", "e\u{301}\u{302} grumblefex\n\tend",
            "日本 grumblefex grumblefex",
        ]
        let lines = try texts.map { text in
            String(decoding: try JSONEncoder().encode(["id": "x", "text": text]), as: UTF8.self)
        }
        let file = try desk.folder.write("in.jsonl", lines.joined(separator: "\n"))
        let outcome = try desk.run("classify", file)
        #expect(outcome.lines.count == texts.count)
        for (text, line) in zip(texts, outcome.lines) {
            let signals = try #require(object(line)["signals"] as? [[String: Any]])
            let found = signals.filter { $0["rule"] as? String == "spam.grumblefex" }
            #expect(!found.isEmpty, "\(text)")
            for signal in found {
                let span = try #require(signal["span"] as? [Int])
                let bytes = Array(text.utf8)[span[0]..<span[1]]
                #expect(String(decoding: bytes, as: UTF8.self).lowercased() == "grumblefex")
                #expect(signal["text"] as? String == String(decoding: bytes, as: UTF8.self))
            }
        }
    }

    @Test func `the same bytes come out however many work at once`() throws {
        let desk = try ProbeDesk()
        let file = try desk.folder.write("many.jsonl", manyComments(1800))
        let one = try desk.run("classify", file, "--jobs", "1")
        let two = try desk.run("classify", file, "--jobs", "2")
        #expect(one.status == 0)
        #expect(one.lines.count == 1800)
        #expect(one.output == two.output)
    }

    @Test func `the counts stand in one line on stderr`() throws {
        let desk = try ProbeDesk()
        let file = try desk.folder.write("in.jsonl", fiveComments + "\n{broken")
        let outcome = try desk.run("classify", file, "--stats")
        #expect(outcome.status == 3)
        #expect(outcome.lines.count == 5)
        let lines = outcome.errors.split(separator: "\n")
        #expect(lines.count == 2)
        #expect(lines.first?.contains("1 records could not be read") == true)
        let stats = object(String(lines.last ?? ""))
        #expect(stats.keys.sorted() == ["bytes", "comments", "routes", "seconds", "setAside"])
        #expect((stats["comments"] as? Int, stats["setAside"] as? Int) == (5, 1))
        #expect(
            stats["routes"] as? [String: Int] == ["pass": 2, "queue": 2, "hold": 1, "reject": 0])
    }

    @Test func `what was read before a fault is printed`() throws {
        let desk = try ProbeDesk()
        let file = try desk.folder.write("in.jsonl", fiveComments)
        let outcome = try desk.run("classify", file, "missing.jsonl")
        #expect(outcome.status == 66)
        #expect(outcome.lines.count == 5)
    }

    @Test func `a policy and a profile can be named where no desk is`() throws {
        let folder = try TemporaryFolder()
        try ProbeDesk.writePolicy(in: folder)
        let outcome = try Program.run(
            ["classify", "--policy", folder.path + "/policies", "--profile", "government"],
            input: Data(fiveComments.utf8), in: folder.path)
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(object(outcome.lines[1])["profile"] as? String == "government")
        #expect(object(outcome.lines[1])["route"] as? String == "queue")
    }

    @Test func `the desk is left as it was`() throws {
        let desk = try ProbeDesk()
        let before = try desk.dump()
        _ = try desk.run("classify", input: Data(fiveComments.utf8))
        #expect(try desk.dump() == before)
    }
}
