import Foundation
import Moderation
import TestSupport
import Testing

@testable import Reports

@Suite struct RecordsTests {
    private let tables = RecordsTables(timeZone: "America/Denver")

    private func facts(_ conditions: ExportConditions) -> RecordsFacts {
        var facts = RecordsFacts(
            desk: "Alder Falls\u{202E} Ledger\n", profile: .government, timeZone: "America/Denver",
            conditions: conditions, checkpoint: "12:\(String(repeating: "6f0c", count: 16))",
            asOf: noon)
        (facts.revisions, facts.decisions, facts.purged) = (3, 2, 1)
        (facts.texts, facts.originals, facts.authors, facts.setAside) = (2, 2, 1, 4)
        return facts
    }

    @Test func `the README of a bundle says what it is and how to check it`() {
        expectGolden(recordsReadme(facts(ExportConditions())), "records-readme.txt")
        let narrow = ExportConditions(
            source: "letters", article: "https://example.org/a",
            authorOf: CommentKey(source: "letters", id: "-5"), from: noon,
            to: noon.addingTimeInterval(86_400), namesAuthors: true)
        expectGolden(recordsReadme(facts(narrow)), "records-readme-named.txt")
    }

    @Test func `the tables of a bundle have times of both clocks and no formula`() {
        var index = RecordsTables.index()
        for comment in [exportedComment, purgedComment] {
            tables.indexRow(comment, namesAuthors: false, into: &index)
        }
        tables.indexRow(namedComment, namesAuthors: true, into: &index)
        expectGolden(index.text, "records-index.csv")
        var purged = RecordsTables.purged()
        for comment in [exportedComment, purgedComment] {
            tables.purgedRow(comment, into: &purged)
        }
        var setAside = RecordsTables.setAside()
        tables.setAsideRow(
            ListedSetAside(
                source: "letters", line: 3, code: "F102", reason: "broken JSON", readAt: noon,
                hash: "00"), into: &setAside)
        var authors = RecordsTables.authors()
        RecordsTables.authorRow("wordpress", namedComment.author!, into: &authors)
        expectGolden(purged.text + setAside.text + authors.text, "records-tables.csv")
    }

    @Test func `the log has the words of rows that are about it, and the bytes where they changed`()
    {
        func act(_ actor: String, isAbout: Bool) -> LoggedAct {
            LoggedAct(
                seq: 4, at: 1_791_201_600_123, actor: actor, action: "decide",
                subject: "decision 7", detail: "a=1\nb=2", previous: "00", hash: "ff",
                isAbout: isAbout)
        }
        func row(_ act: LoggedAct) -> String {
            var csv = RecordsTables.audit()
            csv.removeAll()
            tables.auditRow(act, into: &csv)
            return csv.text
        }
        #expect(row(act("ana", isAbout: false)) == "4,,,,,,,00,ff,\r\n")
        #expect(
            row(act("ana", isAbout: true))
                == "4,1791201600123,2026-10-05T12:00:00Z,ana,decide,decision 7,\"a=1\nb=2\",00,ff,\r\n"
        )
        let changed = row(act("=ana", isAbout: true))
        #expect(changed.contains(",'=ana,"))
        let exact = act("=ana", isAbout: true).hashedFields.map {
            ($0 < 16 ? "0" : "") + String($0, radix: 16)
        }.joined()
        #expect(changed.hasSuffix(",\(exact)\r\n"))
    }

    @Test func `a moment has the clock of its day`() {
        let clock = ReportClock(zone: "America/Denver")
        #expect(clock.rfc3339(noon) == "2026-10-05T06:00:00-06:00")
        #expect(clock.rfc3339(noon.addingTimeInterval(90 * 86_400)) == "2027-01-03T05:00:00-07:00")
        #expect(ReportClock(zone: "Asia/Kathmandu").rfc3339(noon) == "2026-10-05T17:45:00+05:45")
        #expect(ReportClock(zone: "nowhere").rfc3339(noon) == "2026-10-05T12:00:00+00:00")
    }
}

@Suite struct TarHeaderTests {
    private func text(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }

    @Test func `a header has the name, the size, the time and the sum of its bytes`() {
        let bytes = TarHeader(path: "texts/a.txt", size: 1_025, modified: 1_791_201_600).bytes
        #expect(bytes.count == 512)
        #expect(text(bytes[0..<100]) == "texts/a.txt")
        #expect(text(bytes[124..<136]) == "00000002001")
        #expect(Int(text(bytes[136..<148]), radix: 8) == 1_791_201_600)
        #expect(text(bytes[257..<263]) == "ustar")
        var blank = bytes
        for place in 148..<156 { blank[place] = 0x20 }
        #expect(Int(text(bytes[148..<156]), radix: 8) == blank.reduce(0) { $0 + Int($1) })
    }

    @Test func `a long path and a size beyond eight gibibytes have room`() {
        let path = String(repeating: "folder/", count: 20) + "file"
        let long = TarHeader(path: path, size: 3, modified: 0).bytes
        #expect(long.count == 512 * 3 && long[156] == UInt8(ascii: "x"))
        let record = text(long[512..<1024])
        #expect(record == "\(record.utf8.count) path=\(path)\n")
        let large = TarHeader(path: "a", size: 9 << 30, modified: 0).bytes
        #expect(large[124] == 0x80)
        #expect(large[128..<136].reduce(0) { $0 << 8 | Int($1) } == 9 << 30)
    }

    @Test(arguments: [(0, 0), (1, 511), (511, 1), (512, 0), (513, 511)])
    func `a file fills its last block`(size: Int, padding: Int) {
        #expect(TarHeader.padding(after: size) == [UInt8](repeating: 0, count: padding))
    }
}
