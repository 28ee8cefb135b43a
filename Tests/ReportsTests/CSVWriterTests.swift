import TestSupport
import Testing

@testable import Reports

/// Reads RFC 4180 by its grammar, on bytes; `nil` for what is not.
private func parsed(_ csv: [UInt8]) -> [[String]]? {
    var rows: [[String]] = []
    var row: [String] = []
    var index = 0
    while index < csv.count {
        var field: [UInt8] = []
        if csv[index] == UInt8(ascii: "\"") {
            index += 1
            while true {
                guard index < csv.count else { return nil }
                if csv[index] == UInt8(ascii: "\"") {
                    index += 1
                    guard index < csv.count, csv[index] == UInt8(ascii: "\"") else { break }
                }
                field.append(csv[index])
                index += 1
            }
        } else {
            while index < csv.count, !",\"\r\n".utf8.contains(csv[index]) {
                field.append(csv[index])
                index += 1
            }
        }
        row.append(String(decoding: field, as: UTF8.self))
        guard index < csv.count else { return nil }
        if csv[index] == UInt8(ascii: ",") {
            index += 1
        } else {
            guard csv[index...].starts(with: "\r\n".utf8) else { return nil }
            index += 2
            rows.append(row)
            row = []
        }
    }
    return row.isEmpty ? rows : nil
}

@Suite struct CSVWriterTests {
    private func line(_ cells: [CSVWriter.Cell]) -> String {
        var csv = CSVWriter(header: [])
        csv.row(cells)
        return String(csv.text.unicodeScalars.dropFirst(2))
    }

    @Test func `any cells read back as they were made harmless`() throws {
        var generator = SeededGenerator()
        for _ in 0..<300 {
            let cells = (0..<4).map { column in
                column % 2 == 0
                    ? generator.text(pieces: 6)
                    : String(decoding: generator.bytes(upTo: 30), as: UTF8.self)
            }
            var csv = CSVWriter(header: ["a", "b", "c", "d"])
            csv.row(cells.map(CSVWriter.Cell.text))
            let rows = try #require(parsed(csv.bytes), "\(generator)")
            #expect(rows.count == 2)
            for (read, cell) in zip(rows[1], cells) {
                #expect(
                    read.utf8.elementsEqual(CSVWriter.harmless(cell).utf8), "\(generator)")
            }
        }
    }

    @Test(arguments: [
        "=1+1", "+49 30", "-5", "@sum", "\t=1", "\rx", "  =1", "\n-2", "\u{A0}@a", "＝1", "＋1",
        "－1", "＠a", "\u{3000}＝1", "\u{FEFF}=1", "\u{200B}+1", "=\u{301}1",
    ])
    func `a cell that begins like a formula is made harmless`(cell: String) {
        #expect(CSVWriter.harmless(cell).unicodeScalars.first == "'")
        #expect(
            CSVWriter.harmless(cell).unicodeScalars.dropFirst().elementsEqual(cell.unicodeScalars))
    }

    @Test(arguments: ["", "a=1", "1-2", "x@y", " plain", "'=1", "é", "“=”"])
    func `a cell that is no formula stays as it is`(cell: String) {
        #expect(CSVWriter.harmless(cell) == cell)
    }

    @Test func `numbers of ours are never touched`() {
        #expect(
            line([.int(-5), .double(-0.25), .double(0.5), .double(.nan), .empty, .int(0)])
                == "-5,-0.25,0.5,,,0\r\n")
    }

    @Test func `separators, quotation marks and line ends are quoted`() {
        #expect(
            line([.text("a,b"), .text("say \"no\""), .text("x\r\ny"), .text("a;b"), .text("plain")])
                == "\"a,b\",\"say \"\"no\"\"\",\"x\r\ny\",\"a;b\",plain\r\n")
    }

    @Test func `a combining mark hides no separator`() {
        #expect(line([.text("a,\u{301}b"), .text("c")]) == "\"a,\u{301}b\",c\r\n")
    }

    @Test func `a control character cannot reach a terminal`() {
        #expect(CSVWriter.harmless("a\u{1B}[31m\u{0}\u{9B}") == "a\u{FFFD}[31m\u{FFFD}\u{FFFD}")
    }
}
