import Foundation
import Ingest
import Moderation
import TestSupport
import Testing

struct TextTests {
    private let story = """
        LAKEVIEW — The town board met on Tuesday and voted to repair the old iron bridge.
        “The bridge has carried our families for ninety years,” the mayor said.
        Work begins in June, weather permitting.
        """

    @Test func `without a sign of replies every block is a comment`() throws {
        let records = try read("One.\nStill one.\n\n \t\r\nTwo.\n\n\nThree.")
        #expect(records.map { $0.comment?.text } == ["One.\nStill one.", "Two.", "Three."])
        #expect(records.map(\.raw.place.line) == [1, 5, 8])
        #expect(records.allSatisfy { $0.comment?.article == nil && $0.comment?.id == nil })
    }

    @Test func `a quotation of the lines above begins the replies`() throws {
        let reply = "\"the bridge has carried our 'families' for…\"\nNot mine!\nWhose?"
        let records = try read(story + "\nBoard votes to repair bridge\n" + reply)
        #expect(records.count == 1)
        let found = try #require(records.first?.comment)
        #expect(found.text == reply)
        #expect(
            found.article == Article(title: "Board votes to repair bridge", body: story))
        #expect(records.first?.raw.place.line == 5)
    }

    @Test func `replies between blank lines are a comment each`() throws {
        let page =
            "Bridge\n\n" + story + "\n\n> work begins in June, weather permitting\nGood.\n\nWhen?"
        let records = try read(page)
        #expect(records.map { $0.comment?.text.suffix(5) } == ["Good.", "When?"])
        #expect(records.allSatisfy { $0.comment?.article == Article(title: "Bridge", body: story) })
    }

    @Test func `a headline at the top and again above the replies is no part of the body`() throws {
        let page = "Bridge\n" + story + "\nBridge\n« The bridge has carried our families for »\nOh?"
        let records = try read(page)
        #expect(records.map { $0.comment?.article } == [Article(title: "Bridge", body: story)])
    }

    @Test(arguments: [
        "Comments", "REPLIES:", "1 comment", "12 comments", "Comentarios", "---", "*****",
    ])
    func `a line that divides the page begins the replies`(separator: String) throws {
        let records = try read("Bridge\n\(story)\n\n\(separator)\n\nFirst.\n\nSecond.\n")
        #expect(records.map { $0.comment?.text } == ["First.", "Second."])
        #expect(records.allSatisfy { $0.comment?.article == Article(title: "Bridge", body: story) })
    }

    @Test func `several rules divide comments and make no article`() throws {
        let records = try read("One\n---\nTwo\n---\nThree")
        #expect(records.map { $0.comment?.text } == ["One", "Two", "Three"])
        #expect(records.allSatisfy { $0.comment?.article == nil })
    }

    @Test func `a sign with nothing below it takes no comment away`() throws {
        #expect(try read("One\n\nTwo\n\nComments\n").count == 3)
        #expect(try read("One\n\nTwo\n---\n").count == 2)
    }

    @Test func `five words in common are not enough`() throws {
        let records = try read(story + "\n\n“The bridge has carried our” what?")
        #expect(records.count == 2)
    }

    @Test func `with an article given all of the file is comments`() throws {
        let article = Article(title: "Given")
        let records = try read(
            (story + "\n\nComments\n\nFirst.").utf8, ReadingOptions(article: article))
        #expect(records.map { $0.comment?.text } == [story, "Comments", "First."])
        #expect(records.allSatisfy { $0.comment?.article == article })
    }

    @Test func `a block over 32 MiB is set aside by its first 1 MiB and the next one is read`()
        throws
    {
        let line = Array(repeating: UInt8(ascii: "a"), count: 3 << 20) + [UInt8(ascii: "\n")]
        var bytes: [UInt8] = []
        for _ in 0..<12 { bytes += line }
        bytes += Array("\nnext".utf8)
        let records = try read(bytes)
        #expect(records.map { $0.reason?.code } == ["F111", nil])
        #expect(records.first?.raw.bytes.count == 1 << 20)
        #expect(records.last?.comment?.text == "next")
        #expect(records.last?.raw.place.line == 14)
    }

    @Test(.enabled(if: sharedData != nil, "the folder of real comments is not here"))
    func `the founding sample is one article and one comment`() throws {
        let file = try #require(sharedData).appendingPathComponent("founding.txt")
        let bytes = try Data(contentsOf: file)
        let lines = bytes.split(separator: UInt8(ascii: "\n"))
        let records = try read(bytes)
        #expect(records.count == 1)
        let found = try #require(records.first)
        #expect(found.raw.place.line == lines.count - 2)
        #expect(found.comment?.text == lines.suffix(3).text)
        #expect(
            found.comment?.article
                == Article(title: lines.dropLast(3).suffix(1).text, body: lines.dropLast(4).text))
    }
}

extension Collection<Data> {
    fileprivate var text: String {
        map { String(decoding: $0, as: UTF8.self) }.joined(separator: "\n")
    }
}
