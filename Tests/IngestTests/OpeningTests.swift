import Foundation
import Ingest
import Moderation
import Testing

struct OpeningTests {
    @Test(arguments: [
        ("{\"id\":1,\"text\":\"a\"}\n", InputFormat.jsonl), ("\u{FEFF}\n { \"text\"", .jsonl),
        ("{}", .jsonl), ("id,text\n1,a", .csv), ("\u{FEFF}\"id\";\"Comment\"\r\n", .csv),
        ("label\ttext\n0\ta", .csv), ("A plain remark, text and all.", .text), ("", .text),
        ("\n \n", .text), ("{not an object", .text), ("text\none", .text),
        ("No comment, I say.\n", .text),
    ])
    func `a format is recognised by content`(content: String, format: InputFormat) throws {
        let reader = try openReader(MemorySource(content.utf8), name: "input")
        #expect(reader.format == format)
    }

    @Test func `a column named by --map makes a table recognisable`() throws {
        let options = ReadingOptions(fields: try FieldMap(["text=remark"]))
        let reader = try openReader(
            MemorySource("ref,remark\n".utf8), name: "input", options: options)
        #expect(reader.format == .csv)
    }

    @Test(arguments: InputFormat.allCases.filter { $0 != .isso })
    func `an empty input has no records and is no error`(format: InputFormat) throws {
        #expect(try read("", format).isEmpty)
        #expect(try read("\u{FEFF}\n\n", format).isEmpty)
    }

    @Test func `formats that are not read are named with what to do`() throws {
        let inputs: [(bytes: [UInt8], code: String)] = [
            ([0xFF, 0xFE, 0x61, 0], "F005"),
            (Array("<?xml version=\"1.0\"?><urlset>".utf8), "F005"),
            ([0x50, 0x4B, 0x03, 0x04, 0x14, 0], "F014"), (Array("BZh91AY".utf8), "F014"),
            ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0], "F014"), ([0x28, 0xB5, 0x2F, 0xFD, 4], "F014"),
            ([0x37, 0x7A, 0xBC, 0xAF, 0x27], "F014"),
            (Array("-----BEGIN PGP MESSAGE-----\n".utf8), "F014"),
            (Array("%PDF-1.7\n".utf8), "F014"),
        ]
        for input in inputs {
            let found = try problem(input.bytes)
            #expect(found.code == input.code)
            #expect(found.help != nil)
        }
    }

    @Test func `bytes that are no text are refused with a way out`() throws {
        let inputs: [[UInt8]] = [
            Array("caf".utf8) + [0xE9, 0x20, 0x61],
            Array("a\0b\0c\0".utf8),
        ]
        for input in inputs {
            let found = try problem(input)
            #expect(found.code == "F004")
            #expect(found.help?.contains("--format") == true)
        }
    }

    @Test func `a character cut by the end of the sample is no fault`() throws {
        let text = String(repeating: "a", count: (64 << 10) - 1) + "é"
        #expect(try comment(text).text == text)
    }

    @Test func `a missing file and a folder are problems at their path`() throws {
        let missing = try #require(
            #expect(throws: Problem.self) { try FileSource(path: "/no/such/file") })
        #expect(missing.code == "F001")
        #expect(missing.place == Problem.Place(file: "/no/such/file"))
        #expect(missing.help != nil)
        let folder = try #require(#expect(throws: Problem.self) { try FileSource(path: "/tmp") })
        #expect(folder.code == "F002")
    }

    @Test func `a file is read to its end in pieces`() throws {
        let bytes = (0..<700_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        try withFile(bytes) { path in
            var source = try FileSource(path: path)
            var found: [UInt8] = []
            while case let piece = try source.read(upTo: 65_536), !piece.isEmpty {
                #expect(piece.count <= 65_536)
                found += piece
            }
            #expect(found == bytes)
        }
    }

    @Test(arguments: [
        ("text", "write for example --map text=remark"),
        ("text=", "write for example --map text=remark"),
        ("txt=a", "did you mean 'text'"), ("author-name=a", nil),
    ])
    func `a --map that names no field is refused`(pair: String, help: String?) throws {
        let found = try #require(#expect(throws: Problem.self) { try FieldMap([pair]) })
        #expect(found.code == "F007")
        #expect(found.message.contains("'\(pair.prefix { $0 != "=" })"))
        if let help {
            #expect(found.help == help)
        } else {
            #expect(found.help?.contains("author_id") == true)
        }
    }

    @Test func `a field mapped twice, and a map for text, are refused`() throws {
        let twice = try #require(
            #expect(throws: Problem.self) { try FieldMap(["id=a", "id=b"]) })
        #expect(twice.code == "F007")
        let text = try problem("words".utf8, ReadingOptions(fields: try FieldMap(["id=a"])))
        #expect(text.code == "F007")
    }

    @Test(arguments: [
        ("Title\n\nFirst.\n\nSecond.\n", Article(title: "Title", body: "First.\n\nSecond.")),
        ("\u{FEFF}\r\nTitle\r\n", Article(title: "Title")),
        ("It was so.\n", Article(body: "It was so.")),
        (
            "{\"url\":\"u\",\n\"title\":\"t\",\"body\":\"b\\u0021\"}",
            Article(url: "u", title: "t", body: "b!")
        ),
        ("{{ a template }}.", Article(body: "{{ a template }}.")),
    ])
    func `an article is read from its file`(content: String, article: Article) throws {
        #expect(try withFile(content.utf8) { try readArticle(path: $0) } == article)
    }

    @Test(arguments: [
        ([], "F008"), (Array(" \n".utf8), "F008"), (Array("{\"x\":1}".utf8), "F008"),
        (Array("{\"title\":1}".utf8), "F009"), (Array("{\"title\":\"a\"".utf8), "F009"),
        ([0x61, 0xFF], "F009"),
    ])
    func `an article file without an article is a problem`(bytes: [UInt8], code: String) throws {
        try withFile(bytes) { path in
            let found = try #require(#expect(throws: Problem.self) { try readArticle(path: path) })
            #expect(found.code == code)
            #expect(found.place?.file == path)
        }
    }

    @Test func `an article over 32 MiB is refused`() throws {
        try withFile([UInt8](repeating: 0x61, count: (32 << 20) + 1)) { path in
            let found = try #require(#expect(throws: Problem.self) { try readArticle(path: path) })
            #expect(found.code == "F010")
        }
    }
}
