import Foundation
import Ingest
import Moderation
import TestSupport
import Testing

/// A file in memory.
private struct MemoryFile: SeekableSource {
    let bytes: [UInt8]
    var at = 0

    mutating func read(upTo count: Int) -> [UInt8] {
        let piece = bytes[at...].prefix(count)
        at += piece.count
        return Array(piece)
    }

    mutating func seek(to offset: Int) { at = offset }
}

@Suite struct ResumingTests {
    private static let jsonl = #"""
        {"id":"a","text":"A bench."}

        {broken
        {"id":"b","text":"Two benches. Ünïcode."}
        {"id":"c","text":"Three."}

        """#

    private static let csv =
        "\u{FEFF}id,text\r\na,A bench.\r\nb,\"Two\r\nlines, \"\"quoted\"\"\"\r\n\r\nc,\"open\r\nd,x\"y\"\r\ne,E.\r\n"

    /// A reader of what there is of a file.
    private func reader(
        _ text: String, upTo count: Int? = nil, leavesUnfinished: Bool = true
    ) throws -> any ResumableReader {
        let bytes = Array(text.utf8)
        let reader = try openReader(
            MemoryFile(bytes: Array(bytes.prefix(count ?? bytes.count))), name: "input",
            options: ReadingOptions(format: text.first == "{" ? .jsonl : .csv))
        var resumable = try #require(reader as? any ResumableReader)
        resumable.leavesUnfinished = leavesUnfinished
        return resumable
    }

    private func rest(_ reader: inout any ResumableReader) throws -> [RawRecord] {
        var records: [RawRecord] = []
        while case let more = try reader.next(upTo: 1), !more.isEmpty { records += more }
        return records
    }

    @Test(arguments: [jsonl, csv])
    func `a file read in two goes, cut anywhere, gives the records of the whole`(
        text: String
    ) throws {
        var whole = try reader(text)
        let all = try rest(&whole)
        #expect(whole.position.offset == text.utf8.count)
        let header = text.first == "{" ? 0 : 3 + "id,text\r\n".utf8.count
        for cut in header...text.utf8.count {
            var first = try reader(text, upTo: cut)
            let before = try rest(&first)
            var second = try reader(text)
            #expect(second.canResume)
            try second.resume(at: first.position)
            let after = try rest(&second)
            #expect(before + after == all, "cut at \(cut)")
            #expect(second.position == whole.position)
        }
    }

    @Test func `an unfinished record is taken where nothing more is to come`() throws {
        for text in ["{\"id\":\"a\",\"text\":\"A.\"}", "id,text\na,A bench."] {
            var left = try reader(text)
            #expect(try rest(&left).isEmpty)
            var taken = try reader(text, leavesUnfinished: false)
            #expect(try rest(&taken).count == 1)
            #expect(taken.position.offset == text.utf8.count)
            // Its line ends later, and the next record stands on the next line.
            let next = text.first == "{" ? "\n{\"id\":\"b\",\"text\":\"B.\"}\n" : "\nb,B.\n"
            var grown = try reader(text + next)
            try grown.resume(at: taken.position)
            let records = try rest(&grown)
            #expect(records.map(\.place.line) == [taken.position.line + 1])
        }
    }

    @Test func `a pipe is not read on`() throws {
        let reader = try openReader(MemorySource("{\"id\":1}".utf8), name: "input")
        #expect((reader as? any ResumableReader)?.canResume == false)
    }
}
