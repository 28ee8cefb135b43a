import Foundation
import GRDB
import Moderation
import TestSupport
import Testing

@testable import ReviewQueue

/// Ours, and not the remark of Swift Testing.
typealias Comment = Moderation.Comment

/// A folder that goes with the test.
final class TemporaryFolder {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "gavel-queue-" + UUID().uuidString
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}

/// Monday, 2 November 2026, 00:00 UTC, and so many hours on.
func at(_ hours: Double) -> Date { Date(timeIntervalSince1970: 1_793_577_600 + hours * 3600) }

let testPolicy = PolicyRecord(digest: "aaaabbbbcccc", profile: .publisher, files: "[]")

let testSecret = AuthorSecret(Array(repeating: 7, count: AuthorSecret.size))!

/// An invented judgement of an invented comment.
func judged(
    _ id: CommentID, _ text: String, _ route: Route = .queue, score: Double = 0.5,
    rules: [RuleID] = ["attack.probe"], category: CategoryID = "attack", editedAt: Date? = nil,
    createdAt: Date? = nil, article: Article? = nil, author: Author? = nil
) -> JudgedComment {
    let signals =
        route == .pass
        ? []
        : rules.enumerated().map { index, rule in
            Signal(
                rule: rule, category: category, title: "A probe", message: "Found a probe",
                span: TextSpan(index, index + 1), text: "x", scope: .own, disguised: false,
                points: 3)
        }
    let scores =
        route == .pass
        ? [] : [CategoryScore(category: category, points: 3, score: score, route: route)]
    return JudgedComment(
        id: id,
        comment: Comment(
            id: id, text: text, article: article, author: author, createdAt: createdAt,
            editedAt: editedAt),
        raw: RawRecord(
            place: RecordPlace(input: "in", line: 1, offset: 0),
            bytes: Array("\(id)|\(text)|\(editedAt?.timeIntervalSince1970 ?? 0)".utf8)),
        assessment: Assessment(
            route: route, score: score, categories: scores, labels: [Label(id: "question")],
            signals: signals, policy: testPolicy.digest, profile: testPolicy.profile))
}

func broken(_ line: Int, _ bytes: String = "{broken") -> SetAsideRecord {
    SetAsideRecord(
        raw: RawRecord(
            place: RecordPlace(input: "in", line: line, offset: line * 10),
            bytes: Array(bytes.utf8)),
        reason: SetAsideReason(code: "F102", message: "broken JSON at byte 1"))
}

/// A desk in a temporary folder.
final class TestDesk {
    let folder: TemporaryFolder
    let path: String
    let queue: ReviewQueue

    init() throws {
        folder = try TemporaryFolder()
        path = folder.path + "/gavel.db"
        queue = try ReviewQueue.create(
            at: path, profile: .publisher, secret: testSecret, by: "ann", now: at(0))
    }

    /// One run: the comments in batches of the sizes given, over and over.
    @discardableResult
    func ingest(
        _ comments: [JudgedComment], setAside: [SetAsideRecord] = [],
        from source: SourceName = "news",
        now: Date = at(1), batches sizes: [Int] = [.max]
    ) throws -> RunSummary {
        var run = IngestRun(startedAt: now, actor: "ingest", policy: testPolicy)
        var summary = RunSummary(policy: testPolicy.digest)
        var rest = comments[...]
        var isFirst = true
        var size = 0
        while !rest.isEmpty || isFirst {
            var batch = IngestBatch(
                source: source, input: "in", next: RecordPlace(input: "in", line: 1, offset: 0))
            batch.comments = Array(rest.prefix(sizes[size % sizes.count]))
            if isFirst { batch.setAside = setAside }
            rest = rest.dropFirst(batch.comments.count)
            (size, isFirst) = (size + 1, false)
            let outcome = try queue.keep(batch, in: &run, now: now)
            summary.new += outcome.new
            summary.edited += outcome.edited
            summary.known += outcome.known
            summary.setAside += outcome.setAside
            summary.routes.merge(outcome.routes, uniquingKeysWith: +)
        }
        summary.run = run.id
        try queue.finish(run, summary, now: now)
        return summary
    }

    @discardableResult
    func decide(
        _ ids: [CommentID], _ verdict: Verdict, reason: String? = nil, note: String? = nil,
        revision: Int? = nil, by moderator: Moderator = "ann", now: Date = at(2)
    ) throws -> DecisionOutcome {
        try queue.decide(
            DecisionRequest(
                comments: ids.map { CommentKey(source: "news", id: $0) }, verdict: verdict,
                reason: reason ?? (verdict == .hide ? "attack" : nil), note: note,
                revision: revision, by: moderator), policy: testPolicy, now: now)
    }

    @discardableResult
    func undo(
        _ decisions: [Int64] = [], last: Int? = nil, rule: RuleID? = nil, by: Moderator? = nil,
        from: Date? = nil, to: Date? = nil, now: Date = at(3)
    ) throws -> DecisionOutcome {
        var selection = UndoSelection()
        selection.decisions = decisions
        (selection.last, selection.rule, selection.by) = (last, rule, by)
        (selection.from, selection.to) = (from, to)
        return try queue.undo(selection, by: "ann", now: now)
    }

    func state(_ id: CommentID) throws -> ItemState {
        try queue.item(CommentKey(source: "news", id: id)).state
    }

    func rows(_ sql: String) throws -> [String] {
        try queue.database.read { try Row.fetchAll($0, sql: sql).map(\.description) }
    }

    func count(_ table: String) throws -> Int {
        try queue.database.read { try Int.fetchOne($0, sql: "SELECT COUNT(*) FROM \(table)")! }
    }

    /// Every row of every table; `contents` leaves out what a run says about itself.
    func dump(contents: Bool = false) throws -> [String] {
        // How runs of keys lie follows from the batches.
        let ofTheRun: Set<String> = ["run", "audit", "checkpoint", "snapshotRun"]
        return try queue.database.read { db in
            let tables = try String.fetchAll(
                db, sql: "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
            return try tables.filter { !contents || !ofTheRun.contains($0) }.flatMap { table in
                let columns = try db.columns(in: table).map(\.name)
                    .filter { !contents || $0 != "runID" }
                let list = columns.map { "\"\($0)\"" }.joined(separator: ", ")
                return try Row.fetchAll(db, sql: "SELECT \(list) FROM \"\(table)\"")
                    .map { "\(table) \(Self.full($0))" }.sorted()
            }
        }
    }

    /// A row with its blobs in full, where a description would shorten them.
    private static func full(_ row: Row) -> String {
        row.map { column, value in
            guard case .blob(let data) = value.storage else { return "\(column)=\(value)" }
            return "\(column)=x'\(hex([UInt8](data)))'"
        }.joined(separator: " ")
    }
}

/// The codes of what was refused.
func codes(_ outcome: DecisionOutcome) -> [String] { outcome.refused.map(\.code) }
