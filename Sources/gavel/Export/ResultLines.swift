import Foundation
import Ingest
import Moderation
import Reports

/// What sites did, a JSON object a line; blank lines are passed over.
///
/// **Shape**: ``next(_:)`` until it gives `nil`. Holds no more of the file than what it gives, and of a line
/// never more than ``longest``.
struct ResultLines {
    struct Line {
        var number: Int
        var result: Result<SiteResult, Problem>
    }

    private struct Fields: Decodable {
        var source: String
        var id: String
        var target: SiteTarget?
        var decision: Int64
        var action: SiteAction
        var outcome: SiteResult.Outcome
        var detail: String?
        var at: String
    }

    /// **Source**: ours; a hundred times what a script writes.
    static let longest = 65_536

    private let name: String
    /// Of lines that name none.
    private let target: SiteTarget?
    private var source: FileSource
    /// What was read and not given yet.
    private var rest: ArraySlice<UInt8> = []
    private var number = 0
    /// Whether what follows, up to the end of the line, is of one that was too long.
    private var isWithinLong = false

    /// - Throws: `Problem` F001 to F003.
    init(path: String, target: SiteTarget?) throws {
        name = path
        self.target = target
        source = try FileSource(path: path)
    }

    /// The lines that follow, no more than `most`; `nil` at the end.
    ///
    /// - Throws: `Problem` F003.
    mutating func next(_ most: Int) throws -> [Line]? {
        var batch: [Line] = []
        while batch.count < most, let line = try nextLine() {
            number += 1
            let isBlank = line.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
            if isBlank, line.count <= Self.longest { continue }
            batch.append(Line(number: number, result: read(line, number)))
            // It is told before its end is looked for, which may be far, or nowhere.
            if isWithinLong { break }
        }
        return batch.isEmpty ? nil : batch
    }

    /// The bytes up to an end of a line, or of the file; of a line that is too long its first.
    private mutating func nextLine() throws -> ArraySlice<UInt8>? {
        if isWithinLong { try skipLine() }
        var searched = 0
        while true {
            if let end = rest.dropFirst(searched).firstIndex(of: UInt8(ascii: "\n")) {
                let line = rest[..<end]
                rest = rest[(end + 1)...]
                return line
            }
            guard rest.count <= Self.longest else {
                isWithinLong = true
                return rest
            }
            searched = rest.count
            let more = try source.read(upTo: 65_536)
            if more.isEmpty {
                let line = rest
                rest = []
                return line.isEmpty ? nil : line
            }
            rest += more
        }
    }

    private mutating func skipLine() throws {
        isWithinLong = false
        while true {
            if let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
                rest = rest[(end + 1)...]
                return
            }
            rest = try source.read(upTo: 65_536)[...]
            if rest.isEmpty { return }
        }
    }

    private func read(_ line: ArraySlice<UInt8>, _ number: Int) -> Result<SiteResult, Problem> {
        func fault(_ message: String) -> Result<SiteResult, Problem> {
            .failure(
                .writeBack(
                    .unreadableResult, at: Problem.Place(file: name, line: number), message,
                    help: "gavel writeback results --help shows what a line holds"))
        }
        guard line.count <= Self.longest else {
            return fault("the line is longer than \(Self.longest / 1024) KiB")
        }
        guard let fields = try? JSONDecoder().decode(Fields.self, from: Data(line)) else {
            return fault(
                "this is no result: a field is missing, or has a value that it cannot have")
        }
        guard let target = fields.target ?? target else {
            return fault("the line names no target, and no --target was given")
        }
        guard let at = try? Date(fields.at, strategy: .iso8601) else {
            return fault("'at' is no time such as 2026-10-05T14:03:09Z")
        }
        // Nothing that could be a comment's words goes into the log.
        let isPlain = (fields.detail ?? "").unicodeScalars.allSatisfy {
            $0.isASCII && $0.properties.generalCategory != .control
        }
        guard isPlain, (fields.detail ?? "").utf8.count <= 120 else {
            return fault("'detail' is longer than 120 plain characters")
        }
        return .success(
            SiteResult(
                comment: CommentKey(source: SourceName(fields.source), id: CommentID(fields.id)),
                target: target, decision: fields.decision, action: fields.action,
                outcome: fields.outcome,
                detail: fields.detail.flatMap { $0.isEmpty ? nil : $0 }, at: at))
    }
}
