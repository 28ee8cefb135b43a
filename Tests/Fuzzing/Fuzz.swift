import Foundation
import Ingest
import Moderation

/// Reads any bytes as the format that `FUZZ_FORMAT` names, or as what they are recognised to be.
///
/// Beside crashes it looks for answers that depend on how the bytes happened to come.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> Int32 {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    let format = getenv("FUZZ_FORMAT").flatMap { InputFormat(rawValue: String(cString: $0)) }
    if format == .isso {
        readDatabase(bytes)
        return 0
    }
    let whole = read(Pieces(bytes, size: .max), format, atATime: 500)
    let split = read(Pieces(bytes, size: 1 + count % 61), format, atATime: 1 + count % 3)
    precondition(whole.records == split.records, "another split, other records")
    precondition(whole.problem == split.problem, "another split, another problem")
    return 0
}

private func read(
    _ source: some ByteSource, _ format: InputFormat?, atATime limit: Int
) -> (records: [Record], problem: String?) {
    var records: [Record] = []
    do {
        var reader = try openReader(
            source, name: "input", options: ReadingOptions(format: format))
        while case let raws = try reader.next(upTo: limit), !raws.isEmpty {
            precondition(raws.count <= limit, "more records than asked for")
            records += raws.map(reader.decoder.decode)
        }
        return (records, nil)
    } catch let problem as Problem {
        precondition(problem.code.hasPrefix("F0"), "a problem of another kind")
        return (records, problem.code)
    } catch {
        fatalError("an error that says nothing to the user")
    }
}

private func readDatabase(_ bytes: [UInt8]) {
    let path = "/tmp/gavel-fuzz-\(getpid()).db"
    try! Data(bytes).write(to: URL(fileURLWithPath: path))
    guard let file = try? FileSource(path: path) else { return }
    _ = read(file, .isso, atATime: 100)
}

/// Bytes in memory, handed out in pieces of one size.
private struct Pieces: ByteSource {
    var bytes: ArraySlice<UInt8>
    let size: Int

    init(_ bytes: [UInt8], size: Int) {
        self.bytes = bytes[...]
        self.size = size
    }

    mutating func read(upTo count: Int) -> [UInt8] {
        let piece = Array(bytes.prefix(min(count, size)))
        bytes = bytes.dropFirst(piece.count)
        return piece
    }
}
