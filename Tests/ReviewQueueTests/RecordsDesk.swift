import Foundation
import GRDB
import Moderation
import Testing

@testable import ReviewQueue

/// Words that stand in one comment each, to be looked for in the bytes of files.
enum Trace {
    static let question = "heliotrope", reply = "marmalade", name = "quillfeather"
    static let broken = "snapdragon"
    static let finding = "heliotrope wordfound"
}

/// A desk of two sources whose comments are a year old, of which one waits.
///
/// `q` was edited; `r` answers it and keeps its text, as `late` does, which came before it; `w` waits;
/// `new` is of yesterday. `letters:l` is of another source.
func recordsDesk() throws -> TestDesk {
    let desk = try TestDesk()
    let old = at(0), now = at(1)
    func comment(
        _ id: CommentID, _ text: String, _ route: Route = .pass, parent: CommentID? = nil,
        answers: String? = nil, by name: String? = nil, createdAt: Date = old
    ) -> JudgedComment {
        var judged = judged(
            id, text, route, createdAt: createdAt,
            author: name.map { Author(name: $0, email: "\($0)@example.org") })
        judged.comment.parent = parent
        judged.comment.parentText = answers
        for index in judged.assessment.signals.indices where text.contains(Trace.question) {
            judged.assessment.signals[index].message = "Says \"\(Trace.finding)\"."
        }
        return judged
    }
    let article = Article(url: "https://ledger.example/1", title: "Benches")
    var question = comment("q", "The \(Trace.question) bench?", .queue, by: Trace.name)
    question.comment.article = article
    try desk.ingest(
        [
            comment("late", "I was \(Trace.reply) first.", parent: "q"), question,
            comment(
                "r", "It is \(Trace.reply).", parent: "q",
                answers: "The \(Trace.question) bench?", by: "bo"),
        ], setAside: [broken(3, Trace.broken)], now: now)
    var edited = comment("q", "The \(Trace.question) bench!", .queue, by: Trace.name)
    edited.comment.editedAt = at(0.5)
    edited.raw.bytes += [0x21]
    try desk.ingest([edited, comment("w", "Wait.", .queue)], now: now)
    try desk.ingest([comment("l", "Dear all.", by: Trace.name)], from: "letters", now: now)
    try desk.ingest(
        [comment("new", "Fresh.", by: "cy", createdAt: yesterday)], now: yesterday)
    try desk.decide(["q"], .hide, note: "rude")
    return desk
}

/// Two years after the desk's first comment.
let today = at(2 * 365 * 24)
let yesterday = at(2 * 365 * 24 - 24)

extension TestDesk {
    @discardableResult
    func purge(
        _ retentionClass: RetentionClass = .transitory, _ sources: [SourceName] = ["news"],
        before: Date = today, now: Date = today
    ) throws -> PurgeCount {
        try queue.purge(
            PurgeRequest(
                retentionClass: retentionClass, sources: sources, before: before, by: "clerk"),
            now: now)
    }

    @discardableResult
    func erase(
        _ id: CommentID, _ retentionClass: RetentionClass = .none, despite reason: String? = nil
    ) throws -> PurgeCount {
        try queue.eraseAuthor(
            ErasureRequest(
                comment: CommentKey(source: "news", id: id), retentionClass: retentionClass,
                despiteRetention: reason, by: "clerk"), now: today)
    }

    /// How often a word stands in the bytes of the database and its log.
    func traces(_ word: String) throws -> Int {
        try ["", "-wal"].reduce(0) { count, suffix in
            let bytes = FileManager.default.contents(atPath: path + suffix) ?? Data()
            return count + bytes.ranges(of: Data(word.utf8)).count
        }
    }

    /// The texts that are there, by comment.
    func texts() throws -> [String: String] {
        try queue.database.read { db in
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT externalID || ' ' || number, text FROM revision JOIN comment USING (commentID)
                    """)
            return Dictionary(uniqueKeysWithValues: rows.map { ($0[0], $0[1]) })
        }
    }
}

/// The code of the problem that something is refused with.
func code(_ body: () throws -> some Any) -> String? {
    do {
        _ = try body()
        return nil
    } catch {
        return (error as? Problem)?.code
    }
}
