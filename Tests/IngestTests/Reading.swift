import Foundation
import Ingest
import Moderation
import Testing

/// Ours, and not the remark of Swift Testing.
typealias Comment = Moderation.Comment

/// Bytes in memory, handed out in pieces of the sizes given, over and over.
struct MemorySource: ByteSource {
    var bytes: ArraySlice<UInt8>
    var pieces: [Int]
    var next = 0

    init(_ bytes: some Sequence<UInt8>, pieces: [Int] = [.max]) {
        self.bytes = Array(bytes)[...]
        self.pieces = pieces
    }

    mutating func read(upTo count: Int) -> [UInt8] {
        let piece = bytes.prefix(min(count, max(1, pieces[next % pieces.count])))
        next += 1
        bytes = bytes.dropFirst(piece.count)
        return Array(piece)
    }
}

/// All records of an input.
func read(
    _ bytes: some Sequence<UInt8>, _ options: ReadingOptions = ReadingOptions(),
    pieces: [Int] = [.max], atATime limit: Int = 500
) throws -> [Record] {
    var reader = try openReader(
        MemorySource(bytes, pieces: pieces), name: "input", options: options)
    let decoder = reader.decoder
    var records: [Record] = []
    while true {
        let batch = try reader.next(upTo: limit)
        guard !batch.isEmpty else { return records }
        #expect(batch.count <= limit)
        records += batch.map(decoder.decode)
    }
}

func read(_ text: String, _ format: InputFormat? = nil) throws -> [Record] {
    try read(text.utf8, ReadingOptions(format: format))
}

/// The one comment of an input.
func comment(
    _ text: String, _ format: InputFormat? = nil,
    sourceLocation: SourceLocation = #_sourceLocation
) throws -> Comment {
    let records = try read(text, format)
    #expect(records.count == 1, sourceLocation: sourceLocation)
    return try #require(records.first?.comment, sourceLocation: sourceLocation)
}

/// The code and sentence of the one record of an input.
func reason(
    _ bytes: some Sequence<UInt8>, _ format: InputFormat? = nil,
    sourceLocation: SourceLocation = #_sourceLocation
) throws -> SetAsideReason {
    let records = try read(bytes, ReadingOptions(format: format))
    #expect(records.count == 1, sourceLocation: sourceLocation)
    return try #require(records.first?.reason, sourceLocation: sourceLocation)
}

/// The problem that opening an input ends in.
func problem(
    _ bytes: some Sequence<UInt8>, _ options: ReadingOptions = ReadingOptions(),
    sourceLocation: SourceLocation = #_sourceLocation
) throws -> Problem {
    try #require(
        #expect(throws: Problem.self, sourceLocation: sourceLocation) {
            _ = try openReader(MemorySource(bytes), name: "input", options: options)
        }, sourceLocation: sourceLocation)
}

/// Writes a file for one test and takes it away again.
func withFile<Result>(_ bytes: some Sequence<UInt8>, _ body: (String) throws -> Result) throws
    -> Result
{
    let url = FileManager.default.temporaryDirectory
        .appendingPathComponent("gavel-\(UUID().uuidString)")
    try Data(Array(bytes)).write(to: url)
    defer { try? FileManager.default.removeItem(at: url) }
    return try body(url.path)
}

extension Record {
    var comment: Comment? {
        if case .comment(let comment) = outcome { comment } else { nil }
    }

    var reason: SetAsideReason? {
        if case .setAside(let reason) = outcome { reason } else { nil }
    }
}
