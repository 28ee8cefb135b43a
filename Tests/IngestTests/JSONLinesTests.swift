import Foundation
import Ingest
import Moderation
import TestSupport
import Testing

struct JSONLinesTests {
    @Test func `a line with every field fills the whole comment`() throws {
        let line = """
            {"id":"c1","text":"Hi","format":"html","parent":7,"parent_text":"Before",
            "article":{"url":"https://a.example/1","title":"T","body":"B","section":"x"},
            "author":{"id":12,"name":"Ana","email":"ana@a.example","ip":"192.0.2.1"},
            "created_at":"2024-05-01T12:00:00.5+02:00","edited_at":1714557600,"status":"hold",
            "flags":["rude",3],"votes":{"up":[1,2]}}
            """.replacing("\n", with: "")
        let expected = Comment(
            id: "c1", text: "Hi", format: .html, parent: "7", parentText: "Before",
            article: Article(url: "https://a.example/1", title: "T", body: "B"),
            author: Author(id: "12", name: "Ana", email: "ana@a.example", address: "192.0.2.1"),
            createdAt: Date(timeIntervalSince1970: 1_714_557_600.5),
            editedAt: Date(timeIntervalSince1970: 1_714_557_600), status: "hold",
            flags: ["rude", "3"])
        #expect(try comment(line) == expected)
    }

    @Test(arguments: ["text", "body", "comment", "content", "comment_text", "message"])
    func `the text is found under each of its names`(name: String) throws {
        #expect(try comment(#"{"\#(name)":"found"}"#).text == "found")
    }

    @Test func `of several names the most telling one wins, in any order`() throws {
        #expect(try comment(#"{"message":"no","text":"yes","body":"no"}"#).text == "yes")
        #expect(try comment(#"{"text":null,"message":"yes"}"#).text == "yes")
        #expect(try comment(#"{"message":"yes","text":null}"#).text == "yes")
    }

    @Test func `of two members with one name the first wins`() throws {
        let found = try comment(#"{"text":"first","text":"second","id":1,"id":2}"#)
        #expect(found.text == "first")
        #expect(found.id == "1")
    }

    @Test func `a name is known under its escapes`() throws {
        #expect(try comment(#"{"t\u0065xt":"found"}"#).text == "found")
    }

    @Test func `a long number as id keeps all its digits`() throws {
        let found = try comment(#"{"id":12345678901234567890123,"text":"a"}"#)
        #expect(found.id == "12345678901234567890123")
    }

    @Test func `an article or author may be a bare string`() throws {
        let found = try comment(#"{"text":"a","article":"https://a.example","author":"Ana"}"#)
        #expect(found.article == Article(url: "https://a.example"))
        #expect(found.author == Author(name: "Ana"))
    }

    @Test func `null members and empty strings say nothing`() throws {
        let line = """
            {"text":"a","article":null,"author":{"name":null,"id":""},"parent":"","flags":null}
            """
        #expect(try comment(line) == Comment(text: "a"))
    }

    @Test func `a comment without an article is about the one of the options`() throws {
        let article = Article(title: "Given")
        let records = try read(
            "{\"text\":\"a\"}\n{\"text\":\"b\",\"article\":\"u\"}".utf8,
            ReadingOptions(article: article))
        #expect(records.map { $0.comment?.article } == [article, Article(url: "u")])
    }

    @Test func `a mapped field is read from its own name and no other`() throws {
        let options = ReadingOptions(fields: try FieldMap(["text=remark", "id=ref"]))
        let records = try read(
            #"{"remark":"a","ref":1,"text":"no","id":2}"#.utf8, options)
        #expect(records.first?.comment == Comment(id: "1", text: "a"))
    }

    @Test func `blank lines are passed over and lines and bytes are counted`() throws {
        let records = try read(
            "\u{FEFF}\n{\"text\":\"a\"}\r\n  \r\n{\"text\":\"é\"}\n{\"text\":\"c\"}")
        #expect(records.map(\.raw.place.line) == [2, 4, 5])
        #expect(records.map(\.raw.place.offset) == [4, 22, 36])
        #expect(records.map { $0.comment?.text } == ["a", "é", "c"])
        #expect(String(decoding: records[0].raw.bytes, as: UTF8.self) == #"{"text":"a"}"#)
    }

    @Test func `a broken line is set aside with its number and the rest goes on`() throws {
        let records = try read("{\"text\":\"a\"}\n{\"text\":\"b\n{\"text\":\"c\"}\n")
        #expect(records.map { $0.comment?.text } == ["a", nil, "c"])
        #expect(records[1].reason?.code == "F102")
        #expect(records[1].raw.place.line == 2)
    }

    @Test func `a missing id is no fault of the line`() throws {
        #expect(try comment(#"{"text":"a"}"#).id == nil)
    }

    @Test func `nesting is bounded`() throws {
        let deep = { (levels: Int) in
            #"{"text":"a","x":"# + String(repeating: "[", count: levels)
                + String(repeating: "]", count: levels) + "}"
        }
        #expect(try comment(deep(511)).text == "a")
        #expect(try reason(deep(512).utf8).code == "F104")
        #expect(try reason(deep(1_000_000).utf8).code == "F104")
    }

    @Test func `a line of 2 MB is a comment like any other`() throws {
        let text = String(repeating: "word ", count: 400_000)
        #expect(try comment(#"{"text":"\#(text)"}"#).text.utf8.count == text.utf8.count)
    }

    @Test func `a line over 32 MiB is set aside by its first 1 MiB and the next one is read`()
        throws
    {
        let long = Array(#"{"text":""#.utf8) + [UInt8](repeating: 0x61, count: 32 << 20)
        let records = try read(long + "\"}\n{\"text\":\"b\"}\n".utf8)
        #expect(records.map { $0.reason?.code } == ["F111", nil])
        #expect(records[0].raw.bytes.count == 1 << 20)
        #expect(records[1].comment?.text == "b")
        #expect(records[1].raw.place.line == 2)
        #expect(records[1].raw.place.offset == long.count + 3)
    }

    @Test func `each odd line is set aside with a sentence that quotes none of it`() throws {
        let lines = [
            #"["secret"]"#, #"{"text":"secret""#, #"{"text":"secret"#, #"{"text" "secret"}"#,
            #"{"text":"secret"} x"#, #"{text:"secret"}"#, #"{"text":"secret",}"#,
            "{\"text\":\"sec\u{1}ret\"}", #"{"text":"\ud800 secret"}"#, #"{"text":"\x"}"#,
            #"{"text":"\u12G4"}"#, #"{"text":"secret","x":01}"#, #"{"text":"secret","x":1.}"#,
            #"{"id":"secret"}"#, #"{"text":["secret"]}"#, #"{"text":5}"#, #"{"text":" \n "}"#,
            #"{"text":"a","id":null}"#, #"{"text":"a","id":""}"#, #"{"text":"a","id":{}}"#,
            #"{"text":"a","author":["secret"]}"#, #"{"text":"a","author":{"name":1}}"#,
            #"{"text":"a","article":true}"#, #"{"text":"a","format":"secret"}"#,
            #"{"text":"a","flags":[{}]}"#, #"{"text":"a","created_at":"secret"}"#,
            #"{"text":"a","created_at":1714557600000}"#,
        ]
        let sentences = try lines.map { line in
            let reason = try reason(line.utf8, .jsonl)
            return "\(line.replacing("\u{1}", with: "␁"))\n  [\(reason.code)] \(reason.message)\n"
        }
        expectGolden(sentences.joined(), "set-aside-jsonl.txt")
        for line in lines {
            #expect(!(try reason(line.utf8, .jsonl)).message.contains("secret"))
        }
    }

    @Test func `bytes that are not UTF-8 are set aside with the place of the first`() throws {
        let bytes = Array(#"{"text":"a"#.utf8) + [0xC3, 0x28] + Array(#""}"#.utf8)
        let found = try reason(bytes)
        #expect(found.code == "F101")
        #expect(found.message == "not UTF-8 at byte 11 of the record")
    }
}
