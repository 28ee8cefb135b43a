import Foundation
import Moderation
import Reports

/// What sites did, a JSON object a line; blank lines are passed over.
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

    let bytes: [UInt8]
    let name: String
    /// Of lines that name none.
    let target: SiteTarget?

    /// The lines in their order, so many at a time.
    func batches(of size: Int) -> some Sequence<[Line]> {
        var rest = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)[...]
        var number = 0
        return AnyIterator {
            var batch: [Line] = []
            while batch.count < size, let line = rest.popFirst() {
                number += 1
                if line.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) { continue }
                batch.append(Line(number: number, result: read(line, number)))
            }
            return batch.isEmpty ? nil : batch
        }
    }

    private func read(_ line: ArraySlice<UInt8>, _ number: Int) -> Result<SiteResult, Problem> {
        func fault(_ message: String) -> Result<SiteResult, Problem> {
            .failure(
                .writeBack(
                    .unreadableResult, at: Problem.Place(file: name, line: number), message,
                    help: "gavel writeback results --help shows what a line holds"))
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
