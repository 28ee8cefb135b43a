import Foundation
import TestSupport
import Testing

@Suite struct BadInputTests {
    private let good = #"{"id":"ok","text":"The \#(canary) bench."}"#

    /// Reads one line of bytes between two good ones.
    private func ingest(_ bytes: [UInt8]) throws -> (ProbeDesk, Outcome) {
        let desk = try ProbeDesk()
        let data = Data((good + "\n").utf8) + bytes + Data("\n\(good)\n".utf8)
        let file = try desk.folder.write("in.jsonl", data)
        return (desk, try desk.run("ingest", file, "--source", "news", "--format", "jsonl"))
    }

    @Test(
        arguments: [
            ("F102", Array(#"{"id":"x","text":"heliotrope marmalade"#.utf8)),
            ("F103", Array("heliotrope marmalade {".utf8)),
            ("F103", Array(#"["heliotrope marmalade"]"#.utf8)),
            ("F105", Array(#"{"id":"x","title":"heliotrope marmalade"}"#.utf8)),
            ("F106", Array(#"{"id":"x","text":["heliotrope marmalade"]}"#.utf8)),
            ("F107", Array(#"{"id":"x","text":" \t "}"#.utf8)),
            ("F108", Array(#"{"id":null,"text":"heliotrope marmalade"}"#.utf8)),
            ("F110", Array(#"{"id":"x","text":"heliotrope","created_at":"soon"}"#.utf8)),
            ("F115", Array(#"{"text":"heliotrope marmalade"}"#.utf8)),
            (
                "F101",
                Array(#"{"id":"x","text":"heliotrope "#.utf8) + [0xFF, 0xFE] + Array("\"}".utf8)
            ),
        ] as [(String, [UInt8])])
    func `a record that cannot be read is set aside whole, with its line and reason`(
        code: String, bytes: [UInt8]
    ) throws {
        let (desk, outcome) = try ingest(bytes)
        #expect(outcome.status == 3)
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors.contains("1 of 3 records set aside"), "\(outcome.errors)")
        #expect(outcome.errors.contains("line 2, \(code): "), "\(outcome.errors)")
        let hexadecimal = bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }
            .joined().uppercased()
        #expect(
            try ask(desk.database, "SELECT code || ' ' || line || ' ' || hex(bytes) FROM setAside")
                == ["\(code) 2 \(hexadecimal)"])
        #expect(try ask(desk.database, "SELECT externalID FROM comment") == ["ok"])
        #expect(try desk.run("verify").status == 0)
    }

    @Test func `a zero byte is kept in the original and harmless in the text`() throws {
        let (desk, outcome) = try ingest(Array(#"{"id":"x","text":"a\u0000grumblefex"}"#.utf8))
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(
            try ask(
                desk.database,
                "SELECT hex(text) FROM revision JOIN comment USING (commentID) WHERE externalID = 'x'"
            )
                == ["611A6772756D626C65666578"])
        #expect(
            try ask(
                desk.database, "SELECT COUNT(*) FROM snapshot WHERE instr(bytes, '\\u0000') > 0")
                == ["1"])
        let (raw, rawOutcome) = try ingest(Array("{\"id\":\"x\",\"text\":\"a\0b\"}".utf8))
        #expect([0, 3].contains(rawOutcome.status))
        #expect(
            try ask(
                raw.database,
                """
                SELECT (SELECT COUNT(*) FROM snapshot WHERE instr(bytes, x'00') > 0)
                + (SELECT COUNT(*) FROM setAside WHERE instr(bytes, x'00') > 0)
                """) == ["1"], "the raw byte is kept somewhere")
    }

    @Test func `a comment of two megabytes is read, judged and shown`() throws {
        let long = String(repeating: "bench after bench ", count: 120_000) + "grumblefex"
        let (desk, outcome) = try ingest(Array(#"{"id":"long","text":"\#(long)"}"#.utf8))
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(
            try ask(desk.database, "SELECT MAX(length(text)) FROM revision") == [
                "\(long.utf8.count)"
            ])
        #expect(try ask(desk.database, "SELECT COUNT(*) FROM item WHERE state = 'open'") == ["1"])
        #expect(try desk.run("queue", "list").status == 0)
        #expect(try desk.run("verify").status == 0)
    }

    @Test func `a hundred thousand combining marks are kept as bytes and cut in the text`() throws {
        let marks = "e" + String(repeating: "\u{301}", count: 100_000)
        let line = Array(#"{"id":"marks","text":"\#(marks)"}"#.utf8)
        let (desk, outcome) = try ingest(line)
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(
            try ask(
                desk.database,
                "SELECT length(text) FROM revision JOIN comment USING (commentID) WHERE externalID = 'marks'"
            )
                == ["31"])
        #expect(
            try ask(desk.database, "SELECT MAX(length(bytes)) FROM snapshot") == ["\(line.count)"])
        #expect(try desk.run("queue", "show", "news:marks").status == 0)
    }

    @Test func `an empty input is read to its end and changes nothing`() throws {
        let desk = try ProbeDesk()
        let before = try desk.dump()
        for (name, text) in [("empty.jsonl", ""), ("blank.jsonl", "\n \n\n")] {
            let file = try desk.folder.write(name, text)
            let outcome = try desk.run("ingest", file, "--json")
            #expect(outcome.status == 0, "\(outcome.errors)")
            #expect(outcome.object["read"] as? Int == 0)
            #expect(outcome.errors.isEmpty)
        }
        #expect(try desk.dump() == before)
    }

    @Test func `what is set aside is written to a file that was asked for`() throws {
        let desk = try ProbeDesk()
        let file = try desk.folder.write("in.jsonl", good + "\n{one\n{two\n")
        let aside = desk.folder.path + "/aside.jsonl"
        #expect(try desk.run("ingest", file, "--set-aside", aside).status == 3)
        #expect(FileManager.default.contents(atPath: aside) == Data("{one\n{two\n".utf8))
    }

    @Test func `an input that ends in the middle of a line loses nothing before it`() throws {
        let desk = try ProbeDesk()
        let file = try desk.folder.write("in.jsonl", good + "\n" + #"{"id":"cut","te"#)
        #expect(try desk.run("ingest", file).status == 3)
        #expect(try ask(desk.database, "SELECT externalID FROM comment") == ["ok"])
        try desk.folder.write("in.jsonl", good + "\n" + #"{"id":"cut","text":"Whole."}"#)
        #expect(try desk.run("ingest", file).status == 0)
        #expect(try ask(desk.database, "SELECT COUNT(*) FROM comment") == ["2"])
    }
}
