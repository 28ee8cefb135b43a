import Foundation
import Ingest
import Moderation
import TestSupport
import Testing

/// What holds for every export, shown with its sample: cut anywhere, split anywhere, or with any byte
/// changed.
struct ExportPropertyTests {
    private static let samples = SampleTests.samples.filter { $0.format != .isso }.map(\.file)

    private func bytes(_ file: String) throws -> [UInt8] {
        let url = repository.appendingPathComponent("samples/exports/\(file)")
        return Array(try Data(contentsOf: url))
    }

    private func format(_ file: String) throws -> InputFormat {
        try #require(SampleTests.samples.first { $0.file == file }).format
    }

    /// The records before an input ends, and the problem it ends with.
    private func readAll(
        _ bytes: some Sequence<UInt8>, _ format: InputFormat, pieces: [Int] = [.max],
        atATime limit: Int = 500
    ) throws -> (records: [Record], problem: Problem?) {
        var records: [Record] = []
        do {
            var reader = try openReader(
                MemorySource(bytes, pieces: pieces), name: "input",
                options: ReadingOptions(format: format))
            while case let raws = try reader.next(upTo: limit), !raws.isEmpty {
                records += raws.map(reader.decoder.decode)
            }
            return (records, nil)
        } catch let problem as Problem {
            return (records, problem)
        }
    }

    @Test(arguments: samples)
    func `any split of a sample gives the same records`(file: String) throws {
        var random = SeededGenerator()
        let whole = try readAll(try bytes(file), try format(file))
        #expect(whole.problem == nil)
        for _ in 0..<60 {
            let pieces = (0..<7).map { _ in Int.random(in: 1...40, using: &random) }
            let limit = Int.random(in: 1...3, using: &random)
            let split = try readAll(
                try bytes(file), try format(file), pieces: pieces, atATime: limit)
            #expect(split.records == whole.records, "\(random) \(pieces)")
            #expect(split.problem == nil)
        }
    }

    @Test(arguments: samples)
    func `a sample that is cut off keeps what came before and says so`(file: String) throws {
        let bytes = try bytes(file)
        let whole = try readAll(bytes, try format(file)).records
        var truncated = 0
        for end in stride(from: 1, to: bytes.count, by: 7) {
            let cut = try readAll(bytes[..<end], try format(file))
            // All but the record that was cut are as they were.
            let kept = cut.records.prefix { record in whole.contains { $0.raw == record.raw } }
            #expect(cut.records.count - kept.count <= 2, "\(end)")
            if cut.problem?.code == "F011" { truncated += 1 }
            if let last = cut.records.last, let fault = last.reason, fault.code == "F116" {
                #expect(cut.problem != nil || cut.records.count == kept.count + 1)
            }
        }
        let tellsEnds: Set<InputFormat> = [
            .json, .wordPressJSON, .wxr, .rss, .disqus, .reddit, .mastodon, .facebook,
        ]
        if tellsEnds.contains(try format(file)) { #expect(truncated > bytes.count / 14) }
    }

    @Test(arguments: samples)
    func `a sample with changed bytes ends without a crash`(file: String) throws {
        var random = SeededGenerator()
        for _ in 0..<300 {
            var bytes = try bytes(file)
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0...2, using: &random) {
                case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
                case 1: bytes.remove(at: place)
                default: bytes.insert(bytes.randomElement(using: &random)!, at: place)
                }
            }
            let read = try readAll(bytes, try format(file))
            for record in read.records {
                if let reason = record.reason {
                    #expect(FormatProblem.list.contains { $0.code == reason.code })
                }
            }
        }
    }
}
