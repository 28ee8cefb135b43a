import Foundation
import Ingest
import Moderation
import TestSupport
import Testing

/// Inputs that are cut off, damaged, hostile, or of a kind that is not read.
struct InputProblemTests {
    /// What came before an input ended, and the problem it ended with.
    private func readAll(
        _ bytes: some Sequence<UInt8>, _ format: InputFormat? = nil, pieces: [Int] = [.max]
    ) throws -> (records: [Record], problem: Problem?) {
        var records: [Record] = []
        do {
            var reader = try openReader(
                MemorySource(bytes, pieces: pieces), name: "input",
                options: ReadingOptions(format: format))
            while case let raws = try reader.next(upTo: 500), !raws.isEmpty {
                records += raws.map(reader.decoder.decode)
            }
            return (records, nil)
        } catch let problem as Problem {
            return (records, problem)
        }
    }

    private static func packed(_ text: String) throws -> [UInt8] {
        try shell("printf '%s' '\(text)' | gzip -n")
    }

    private static func shell(_ command: String) throws -> [UInt8] {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", command]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return Array(data)
    }

    private static let lines = "{\"id\":1,\"text\":\"a\"}\n{\"id\":2,\"text\":\"b\"}\n"

    @Test func `each input that ends badly says where, why and what to do`() throws {
        let gzip = try Self.packed(Self.lines)
        var damaged = gzip
        damaged[damaged.count - 5] ^= 0xFF
        let inputs: [(String, [UInt8], InputFormat?)] = [
            (
                "an array that ends within a record",
                Array("[{\"id\":1,\"text\":\"a\"},{\"id".utf8), .json
            ),
            (
                "an array that ends between records", Array("[{\"id\":1,\"text\":\"a\"},\n".utf8),
                .json
            ),
            (
                "an element that is never closed",
                Array("<disqus><post dsq:id='1'><message>a</message></post>\n<post".utf8), .disqus
            ),
            ("gzip that ends too soon", Array(gzip.dropLast(9)), nil),
            ("gzip that is damaged", damaged, nil),
            ("gzip with something behind it", gzip + "rest".utf8, nil),
            (
                "an entity that names a file",
                Array(
                    "<?xml version='1.0'?>\n<!DOCTYPE d [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>\n<disqus/>"
                        .utf8), nil
            ),
            ("a zip archive", [0x50, 0x4B, 0x03, 0x04, 0x14, 0], nil),
            (
                "XML in an unknown character set", Array("<?xml encoding='x-mine'?><disqus/>".utf8),
                nil
            ),
            ("a database in a pipe", Array("SQLite format 3\0".utf8), nil),
            ("a table of another program", Array("a,b\n1,2\n".utf8), .decidim),
        ]
        var text = ""
        for (name, bytes, format) in inputs {
            let found = try readAll(bytes, format)
            let problem = try #require(found.problem, "\(name)")
            text += "--- \(name): \(found.records.count(where: { $0.comment != nil })) comments"
            text += ", \(found.records.count(where: { $0.reason != nil })) set aside\n\(problem)\n"
        }
        expectGolden(text, "input-problems.txt")
    }

    /// Found by fuzzing: damage that zlib tells with the last bytes it gives.
    @Test func `gzip that is damaged where it ends is so in whatever pieces it comes`() throws {
        var bytes = try Self.packed(Self.lines)
        bytes.removeLast(4)
        bytes[bytes.count - 1] ^= 0xFF
        for pieces in [[.max], [1], [7]] {
            let found = try readAll(bytes, .jsonl, pieces: pieces)
            #expect(found.problem?.code == "F015", "\(pieces)")
            #expect(found.records.count == 2, "\(pieces)")
        }
    }

    @Test func `records that end badly say why`() throws {
        let inputs: [(String, String, InputFormat)] = [
            ("cut off", "[{\"text\":\"a\"", .json),
            ("broken XML", "<disqus><post dsq:id='1'><message>a</mess></post></disqus>", .disqus),
            ("never closed", "<disqus><post dsq:id='1'><post dsq:id='2'/></disqus>", .disqus),
            (
                "unknown entity",
                "<disqus><post dsq:id='1'><message>&nbsp;</message></post></disqus>", .disqus
            ),
            (
                "too deep",
                "<disqus><post dsq:id='1'>\(String(repeating: "<a>", count: 600))</post></disqus>",
                .disqus
            ),
            (
                "unknown set", "From: a@b.example\nContent-Type: text/plain; charset=x-mine\n\na",
                .mbox
            ),
            (
                "unknown encoding",
                "From: a@b.example\nContent-Transfer-Encoding: uuencode\n\na", .mbox
            ),
            ("no text", "From: a@b.example\nContent-Type: image/png\n\na", .mbox),
            ("no id", "{\"cooked\":\"a\",\"topic_id\":1}", .discourse),
            ("a bad time", "{\"id\":1,\"content\":\"a\",\"created_at\":\"soon\"}", .mastodon),
        ]
        var text = ""
        for (name, input, format) in inputs {
            let reason = try #require(
                try readAll(input.utf8, format).records.first?.reason, "\(name)")
            text += "--- \(name)\n[\(reason.code)] \(reason.message)\n"
        }
        expectGolden(text, "set-aside-exports.txt")
    }

    @Test func `a gzip bomb stops at the stated limit and keeps what came before`() throws {
        let bomb = try Self.shell(
            "yes '{\"id\":1,\"text\":\"aaaaaaaaaaaaaaaa\"}' | head -c 99000000 | gzip -9")
        #expect(bomb.count < 300_000)
        var reader = try openReader(MemorySource(bomb), name: "input")
        var bytes = 0
        let problem = #expect(throws: Problem.self) {
            while case let raws = try reader.next(upTo: 50_000), !raws.isEmpty {
                bytes += raws.reduce(0) { $0 + $1.bytes.count + 1 }
            }
        }
        #expect(problem?.code == "F012")
        #expect(bytes > 60 << 20 && bytes < 70 << 20)
    }

    @Test func `members of gzip that follow one another are one input`() throws {
        let half = try Self.packed(Self.lines)
        let whole = try readAll(half + half + [UInt8](repeating: 0, count: 512))
        #expect(whole.problem == nil)
        #expect(whole.records.map { $0.comment?.text } == ["a", "b", "a", "b"])
    }

    @Test func `an entity bomb is refused before it grows`() throws {
        let bomb = """
            <?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa">
            <!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><disqus><post>&b;</post></disqus>
            """
        let found = try readAll(bomb.utf8)
        #expect(found.records.isEmpty)
        #expect(found.problem?.code == "F013")
    }

    @Test func `one broken element of an array takes no other with it`() throws {
        let array = """
            [
              {"id": 1, "text": "a"},
              {"id": 2, "text": "the quote is missing},
              {"id": 3, "text": "c"},
              {"id": 4, "text": "a bracket too many"}},
              {"id": 5, "text": "e"}
            ]
            """
        let found = try readAll(array.utf8)
        #expect(found.problem == nil)
        #expect(found.records.compactMap { $0.comment?.id?.rawValue } == ["1", "3", "4", "5"])
        let reasons = found.records.compactMap(\.reason)
        #expect(reasons.map(\.code) == ["F102", "F102"])
        #expect(found.records[1].raw.place.line == 3)
    }

    @Test func `a failing source keeps what it gave before`() throws {
        struct Failing: ByteSource {
            var isFirst = true
            mutating func read(upTo count: Int) throws -> [UInt8] {
                guard isFirst else {
                    throw Problem(code: "F003", message: "the disk failed")
                }
                isFirst = false
                return Array("id,text\n1,whole\n2,this row is c".utf8)
            }
        }
        var reader = try openReader(Failing(), name: "input")
        let records = try reader.next(upTo: 100).map(reader.decoder.decode)
        #expect(records.map { $0.comment?.text } == ["whole", nil])
        #expect(records.last?.reason?.code == "F116")
        #expect(throws: Problem.self) { try reader.next(upTo: 100) }
    }

    @Test func `an element over 32 MiB is set aside by its first 1 MiB and the next one is read`()
        throws
    {
        let long = [UInt8](repeating: 0x61, count: 33 << 20)
        let start = Array("<disqus><post dsq:id='1'><message>".utf8)
        let found = try readAll(
            start + long
                + "</message></post>\n<post dsq:id='2'><message>b</message></post></disqus>".utf8)
        #expect(found.problem == nil)
        #expect(found.records.map { $0.reason?.code } == ["F111", nil])
        #expect(found.records.first?.raw.bytes.count == 1 << 20)
        #expect(found.records.last?.comment?.text == "b")
        #expect(found.records.last?.raw.place.line == 2)
    }
}
