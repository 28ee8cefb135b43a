import Foundation
import Ingest
import Moderation
import TestSupport
import Testing

struct CSVTests {
    @Test func `quoted fields hold delimiters, line ends and doubled quotes`() throws {
        let records = try read("id,text\r\n1,\"a, \"\"b\"\"\r\nc\"\r\n2,plain \"d\"\r\n")
        #expect(records.map { $0.comment?.text } == ["a, \"b\"\r\nc", "plain \"d\""])
        #expect(records.map(\.raw.place.line) == [2, 4])
        #expect(records.map { $0.comment?.id } == ["1", "2"])
    }

    @Test(arguments: [",", ";", "\t", "|"])
    func `the delimiter is found in the header`(delimiter: String) throws {
        let found = try comment("id\(delimiter)text\n7\(delimiter)a")
        #expect(found == Comment(id: "7", text: "a"))
    }

    @Test func `every column of a comment is read, under names in any case`() throws {
        let header =
            "ID,Comment,format,parent,parent_text,url,article_title,article_body,Author_Name,"
            + "author_id,author_email,author_ip,created_at,edited_at,status,flags,more"
        let row = "1,hi,html,0,before,u,t,b,Ana,9,a@a.example,192.0.2.1,"
        let times = "2024-05-01 12:00:00,1714564800,hold,rude,x"
        let time = Date(timeIntervalSince1970: 1_714_564_800)
        let expected = Comment(
            id: "1", text: "hi", format: .html, parent: "0", parentText: "before",
            article: Article(url: "u", title: "t", body: "b"),
            author: Author(id: "9", name: "Ana", email: "a@a.example", address: "192.0.2.1"),
            createdAt: time, editedAt: time, status: "hold", flags: ["rude"])
        #expect(try comment("\u{FEFF}\(header)\n\(row)\(times)") == expected)
    }

    @Test func `a mapped column stands for its field`() throws {
        let options = ReadingOptions(format: .csv, fields: try FieldMap(["text=Remark"]))
        let records = try read("text,remark\nno,yes\n".utf8, options)
        #expect(records.map { $0.comment?.text } == ["yes"])
    }

    @Test func `a mapped column that is not there is refused with the nearest name`() throws {
        let options = ReadingOptions(format: .csv, fields: try FieldMap(["text=remrak"]))
        let found = try problem("id,remark\n".utf8, options)
        #expect(found.code == "F007")
        #expect(found.help == "did you mean 'remark'")
    }

    @Test func `a header without a text column is refused`() throws {
        let found = try problem("id,tex\n1,a\n".utf8, ReadingOptions(format: .csv))
        #expect(found.code == "F006")
        #expect(found.help == "name it: --map text=tex")
    }

    @Test func `a row with more or fewer fields is set aside and the rest goes on`() throws {
        let records = try read("id,text\n1\n2,b\n3,c,d\n4,\n5,e")
        #expect(
            records.map { $0.reason?.code } == ["F114", nil, "F114", "F107", nil])
        #expect(records.compactMap { $0.comment?.text } == ["b", "e"])
    }

    @Test func `a quote that is never closed takes its first line with it and no more`() throws {
        let records = try read("id,text\n1,\"open\n2,good\n3,\"also\ngood\"\n4,end\n")
        #expect(records.map { $0.reason?.code } == ["F112", nil, nil, nil])
        #expect(records.compactMap { $0.comment?.text } == ["good", "also\ngood", "end"])
        #expect(records.map(\.raw.place.line) == [2, 3, 4, 6])
    }

    @Test func `at the end of the input too`() throws {
        let records = try read("id,text\n1,a\n2,\"open\n3,c\n4,d")
        #expect(records.map { $0.reason?.code } == [nil, "F112", nil, nil])
    }

    @Test func `a stray quote that meets a later one costs its own line`() throws {
        let records = try read("id,text\n1,\"stray\n2,\"good\"\n3,c\n")
        #expect(records.map { $0.reason?.code } == ["F112", nil, nil])
    }

    @Test func `a row that goes on after a closing quote is set aside`() throws {
        let found = try reason("id,text\n1,\"a\"b\n".utf8)
        #expect(found.code == "F113")
        #expect(
            found.message
                == "a quoted field goes on after its closing quote at byte 6 of the record")
    }

    /// Taken line by line, each of these opens a quote that the rest of the file never closes; a
    /// reader that walks to the end for each would not come back.
    @Test func `a file of stray quotes is read in one go`() throws {
        let lines = String(repeating: "x\",\"\n", count: 100_000)
        let records = try read("id,text\n" + lines, .csv)
        #expect(records.count == 100_000)
        #expect(records.allSatisfy { $0.reason?.code == "F112" })
    }

    @Test func `a record over 32 MiB does not hide the lines after its first`() throws {
        let long = Array(repeating: UInt8(ascii: "a"), count: 1 << 20) + [UInt8(ascii: "\n")]
        var bytes = Array("id,text\n1,\"open\n".utf8)
        for _ in 0..<33 { bytes += long }
        bytes += Array("2,good\n".utf8)
        var reader = try openReader(MemorySource(bytes), name: "input")
        let decoder = reader.decoder
        var records: [RawRecord] = []
        while case let batch = try reader.next(upTo: 500), !batch.isEmpty { records += batch }
        #expect(records.count == 35)
        #expect(try decoder.decode(#require(records.first)).reason?.code == "F112")
        #expect(decoder.decode(records[1]).reason?.code == "F114")
        #expect(try decoder.decode(#require(records.last)).comment?.text == "good")
    }

    @Test func `what is written as CSV is read back`() throws {
        var random = SeededGenerator()
        let seed = "\(random)"
        for _ in 0..<500 {
            let delimiter = [",", ";", "\t", "|"].randomElement(using: &random)!
            let end = Bool.random(using: &random) ? "\n" : "\r\n"
            var texts: [String] = []
            var file = ["id", "text", "more"].joined(separator: delimiter) + end
            for index in 0..<Int.random(in: 0...6, using: &random) {
                let text = "x" + random.text(pieces: 8)
                texts.append(text)
                let cells = ["\(index)", text, random.text(pieces: 3)].map { cell in
                    "\"" + cell.replacing("\"", with: "\"\"") + "\""
                }
                file += cells.joined(separator: delimiter) + end
            }
            let records = try read(file.utf8, pieces: [Int.random(in: 1...40, using: &random)])
            #expect(records.count == texts.count, "\(seed)")
            for (record, text) in zip(records, texts) {
                let found = try #require(record.comment, "\(seed) \(file)")
                #expect(found.text.utf8.elementsEqual(text.utf8), "\(seed) \(file)")
            }
        }
    }
}
