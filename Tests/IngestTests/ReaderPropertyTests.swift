import Ingest
import Moderation
import TestSupport
import Testing

/// What holds for every format.
struct ReaderPropertyTests {
    /// The formats in which every byte belongs to a record, and whose inputs are made here.
    private static let plain: [InputFormat] = [.jsonl, .csv, .text]

    @Test(arguments: plain)
    func `any bytes are read to the end, and nothing but blank lines and rules is lost`(
        format: InputFormat
    ) throws {
        var random = SeededGenerator()
        let seed = "\(random)"
        for _ in 0..<3_000 {
            let header = format == .csv ? Array("id,text\n".utf8) : []
            let input = header + random.bytes(upTo: 200)
            // An article, so that no part of a text becomes one.
            let records = try read(
                input, ReadingOptions(format: format, article: Article(title: "T")))
            var next = header.count
            for record in records {
                let place = record.raw.place.offset
                try #require(place >= next, "\(seed) \(input)")
                #expect(isPassedOver(input[next..<place], format), "\(seed) \(input)")
                next = place + record.raw.bytes.count
                try #require(next <= input.count, "\(seed) \(input)")
                #expect(record.raw.bytes == Array(input[place..<next]), "\(seed) \(input)")
                let feeds = input[..<place].count { $0 == UInt8(ascii: "\n") }
                #expect(record.raw.place.line == feeds + 1, "\(seed) \(input)")
            }
            #expect(isPassedOver(input[next...], format), "\(seed) \(input)")
        }
    }

    @Test(arguments: plain)
    func `any split of the input gives the same records`(format: InputFormat) throws {
        var random = SeededGenerator()
        let seed = "\(random)"
        for _ in 0..<1_000 {
            let input = random.input(format)
            let whole = try read(input, ReadingOptions(format: format))
            let pieces = (0..<5).map { _ in Int.random(in: 1...20, using: &random) }
            let limit = Int.random(in: 1...5, using: &random)
            let split = try read(
                input, ReadingOptions(format: format), pieces: pieces, atATime: limit)
            #expect(whole == split, "\(seed) \(pieces)")
        }
    }

    @Test(arguments: InputFormat.allCases.filter { $0 != .isso })
    func `any bytes end without a crash, in every format`(format: InputFormat) throws {
        var random = SeededGenerator()
        for _ in 0..<500 {
            do {
                _ = try read(random.bytes(upTo: 300), ReadingOptions(format: format))
            } catch let problem as Problem {
                #expect(problem.code.hasPrefix("F0"))
                #expect(problem.help != nil)
            }
        }
    }

    @Test func `any bytes are recognised or refused`() throws {
        var random = SeededGenerator()
        var refused = 0
        for _ in 0..<3_000 {
            do {
                _ = try read(random.bytes(upTo: 300))
            } catch let problem as Problem {
                #expect(problem.code.hasPrefix("F0"))
                #expect(problem.help != nil)
                refused += 1
            }
        }
        #expect(refused > 0 && refused < 3_000)
    }

    @Test func `every code that a record is set aside with is in the list`() throws {
        var random = SeededGenerator()
        let codes = Set(FormatProblem.list.map(\.code))
        var seen: Set<String> = []
        for format in Self.plain {
            for _ in 0..<500 {
                for record in try read(random.input(format), ReadingOptions(format: format)) {
                    if let code = record.reason?.code { seen.insert(code) }
                }
            }
        }
        #expect(seen.isSubset(of: codes))
        #expect(seen.count > 3)
    }

    @Test func `the list of codes has each once and in order`() {
        let codes = FormatProblem.list.map(\.code)
        #expect(codes == Array(Set(codes)).sorted())
        #expect(FormatProblem.list.allSatisfy { !$0.meaning.isEmpty })
    }

    private func isPassedOver(_ bytes: ArraySlice<UInt8>, _ format: InputFormat) -> Bool {
        bytes.split(separator: UInt8(ascii: "\n")).allSatisfy { line in
            let shown = line.filter { $0 != 0x20 && !(0x09...0x0D ~= $0) }
            guard format == .text, shown.count >= 3 else { return shown.isEmpty }
            return shown.allSatisfy { $0 == UInt8(ascii: "-") }
                || shown.allSatisfy { $0 == UInt8(ascii: "*") }
        }
    }
}

extension SeededGenerator {
    /// An input that is mostly good for its format.
    fileprivate mutating func input(_ format: InputFormat) -> [UInt8] {
        var input = Array((format == .csv ? "id,text\n" : "").utf8)
        for index in 0..<Int.random(in: 0...8, using: &self) {
            let body = text(pieces: 6)
            switch Int.random(in: 0...4, using: &self) {
            case 0: input += bytes(upTo: 30)
            case 1 where format == .text: input += Array("\n\nComments\n\n".utf8)
            default:
                switch format {
                case .jsonl:
                    let safe = body.replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
                    input += Array("{\"id\":\(index),\"text\":\"\(safe)\"}".utf8)
                case .csv: input += Array("\(index),\"\(body.replacing("\"", with: "\"\""))\"".utf8)
                default: input += Array(body.utf8)
                }
            }
            input += Array((Bool.random(using: &self) ? "\n" : "\r\n").utf8)
        }
        return input
    }
}
