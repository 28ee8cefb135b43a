import Foundation
import Ingest
import Moderation
import TestSupport
import Testing

/// What is done to a text on its way in, and how times are read.
struct IntakeTests {
    private func line(_ text: String) throws -> String {
        let data = try JSONEncoder().encode(["text": text])
        return try comment(String(decoding: data, as: UTF8.self)).text
    }

    @Test func `a run of 100,000 combining marks is cut to 30`() throws {
        let marks = String(repeating: "\u{301}", count: 100_000)
        let found = try line("e\(marks)x")
        #expect(found.unicodeScalars.count == 32)
        #expect(found.utf8.elementsEqual("e\(String(repeating: "\u{301}", count: 30))x".utf8))
    }

    @Test func `runs of up to 30 marks and long runs of letters stay as they are`() throws {
        let marks = String(repeating: "\u{301}\u{323}", count: 15)
        for text in ["e\(marks)", String(repeating: "日本語", count: 100), "e\(marks)日\(marks)a"] {
            #expect(try line(text).utf8.elementsEqual(text.utf8))
        }
    }

    @Test func `a zero character becomes a substitute of the same length`() throws {
        #expect(try line("a\0b") == "a\u{1A}b")
        #expect(
            try comment("a\0b" + String(repeating: "c", count: 200), .text).text.hasPrefix(
                "a\u{1A}b"))
        #expect(try comment("id,text\n1,\"a\0\"\"b\"\n", .csv).text == "a\u{1A}\"b")
    }

    @Test func `ids and names are repaired as well`() throws {
        let marks = String(repeating: "\u{301}", count: 50_000)
        let found = try comment(#"{"text":"a","id":"e\#(marks)","author":"e\#(marks)"}"#)
        #expect(found.id?.rawValue.unicodeScalars.count == 31)
        #expect(found.author?.name?.unicodeScalars.count == 31)
    }

    @Test func `articles on a page and in a file are repaired as well`() throws {
        let marks = String(repeating: "\u{301}", count: 50_000)
        let page = try comment("Story e\(marks).\nComments\nHi", .text)
        #expect(page.article?.body?.unicodeScalars.count == 38)
        let file = try withFile("Story e\(marks).".utf8) { try readArticle(path: $0) }
        #expect(file.body?.unicodeScalars.count == 38)
    }

    @Test func `all other text is untouched`() throws {
        var random = SeededGenerator()
        let seed = "\(random)"
        for _ in 0..<1_000 {
            let text = "x" + random.text(pieces: 20)
            #expect(try line(text).utf8.elementsEqual(text.utf8), "\(seed) \(text)")
        }
    }

    @Test(arguments: [
        ("\"2024-05-01T12:00:00Z\"", 1_714_564_800.0),
        ("\"2024-05-01t14:00:00+02:00\"", 1_714_564_800),
        ("\"2024-05-01 07:30:00.25-04:30\"", 1_714_564_800.25),
        ("\"2024-05-01T12:00:00\"", 1_714_564_800),
        ("1714564800", 1_714_564_800), ("1714564800.5", 1_714_564_800.5),
        ("\"1714564800\"", 1_714_564_800),
        ("-1", -1), ("\"1969-12-31T23:59:60Z\"", 0), ("\"2000-02-29T00:00:00Z\"", 951_782_400),
        ("\"0001-01-01T00:00:00Z\"", -62_135_596_800),
        ("\"9999-12-31T23:59:59Z\"", 253_402_300_799),
    ])
    func `a time is read`(written: String, seconds: Double) throws {
        let found = try comment(#"{"text":"a","created_at":\#(written)}"#)
        #expect(found.createdAt == Date(timeIntervalSince1970: seconds))
    }

    @Test(arguments: [
        "\"2024-02-30T12:00:00Z\"", "\"2023-02-29T12:00:00Z\"", "\"2024-05-01\"", "\"yesterday\"",
        "\"2024-13-01T12:00:00Z\"", "\"2024-05-01T24:00:00Z\"", "\"2024-05-01T12:00:00+0200\"",
        "\"2024-05-01T12:00:00.Z\"", "\"2024-05-01T12:00:00Zx\"", "1714564800000", "\"inf\"",
        "true",
    ])
    func `what is no time sets the record aside`(written: String) throws {
        let found = try reason(#"{"text":"a","created_at":\#(written)}"#.utf8)
        #expect(found.code == (written == "true" ? "F109" : "F110"))
    }

    @Test func `days are counted as Foundation counts them`() throws {
        var random = SeededGenerator()
        let format = ISO8601DateFormatter()
        for _ in 0..<2_000 {
            // After 1600, before which Foundation's calendar is the Julian one.
            let seconds = Double(Int.random(in: -11_000_000_000...253_402_300_799, using: &random))
            let date = Date(timeIntervalSince1970: seconds)
            let found = try comment(
                #"{"text":"a","created_at":"\#(format.string(from: date))"}"#)
            #expect(found.createdAt == date, "\(random)")
        }
    }
}
