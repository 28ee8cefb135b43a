import Foundation
import Ingest
import Moderation
import TestSupport
import Testing

struct IssoTests {
    private static let sample = repository.appendingPathComponent("samples/exports/isso.db")

    private func copy(_ body: (URL) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("gavel-isso-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent("com#ments?.db")
        try FileManager.default.copyItem(at: Self.sample, to: file)
        try body(file)
    }

    private func texts(_ file: URL) throws -> [String?] {
        var reader = try openReader(FileSource(path: file.path), name: "isso")
        var records: [Record] = []
        while case let raws = try reader.next(upTo: 1), !raws.isEmpty {
            records += raws.map(reader.decoder.decode)
        }
        return records.map { $0.comment?.text }
    }

    @Test func `reading leaves the database and its folder as they were`() throws {
        try copy { file in
            let before = try Data(contentsOf: file)
            #expect(try texts(file).count == 4)
            #expect(try Data(contentsOf: file) == before)
            let folder = file.deletingLastPathComponent().path
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder).count == 1)
        }
    }

    @Test func `a database of another program says so`() throws {
        try copy { file in
            // The name of a table in the schema, changed in place.
            var bytes = try Data(contentsOf: file)
            while let place = bytes.range(of: Data("comments".utf8)) {
                bytes.replaceSubrange(place, with: Data("remarks_".utf8))
            }
            try bytes.write(to: file)
            let problem = #expect(throws: Problem.self) { try texts(file) }
            #expect(problem?.code == "F016")
        }
    }

    @Test func `a damaged row ends with a problem, after the rows before`() throws {
        try copy { file in
            let bytes = try Data(contentsOf: file)
            try bytes.prefix(bytes.count / 2).write(to: file)
            #expect(throws: Problem.self) { try texts(file) }
        }
    }
}
