import Foundation
import GRDB
import Moderation
import Testing

@testable import ReviewQueue

/// Somebody with the file and `sqlite3`, who drops the triggers first.
@Suite struct TamperTests {
    /// Of the moment, or made anew from the rest, or not to be proved: details of people can be emptied.
    private static let unproved: Set<String> = [
        "claim", "skip", "authorDetail", "searchedTo", "checkpoint", "fileCheckpoint",
        "formerAuthor", "wordingMethod", "lateAuthor", "lateWording", "grdb_migrations",
        "keyRun", "snapshotRun", "wording", "run", "authorSecret", "source", "setAside",
        "siteState",
    ]

    /// Columns that nothing is judged or decided by: of the ordinal the order alone counts.
    private static let unprovedColumns: Set<String> = ["policy.firstUsedAt", "signal.ordinal"]

    /// A desk with two rows at least in each table that is proved.
    private func fullDesk() throws -> TestDesk {
        let desk = try TestDesk()
        let key = { (id: CommentID) in CommentKey(source: "news", id: id) }
        for day in 0..<2 {
            let now = Double(day * 24)
            var comments = (0..<6).map { number in
                judged(
                    CommentID("d\(day)c\(number)"), "Probe \(day) and \(number).",
                    rules: ["attack.probe", "attack.other"],
                    createdAt: at(now - 1), article: Article(url: "/\(day)", title: "Benches"),
                    author: Author(id: "reader\(day)\(number)"))
            }
            comments[3].comment.flags = ["SPAM", "ABUSIVE"]
            comments[2].comment.parent = CommentID("missing\(day)")
            try desk.ingest(comments, setAside: [broken(day)], now: at(now + 1))
            func decide(_ ids: [CommentID], _ verdict: Verdict, _ share: Double = 0) throws {
                var request = DecisionRequest(
                    comments: ids.map(key), verdict: verdict, reason: "other", note: "why",
                    by: "ann")
                request.secondOpinions = share
                _ = try desk.queue.decide(request, policy: testPolicy, now: at(now + 2))
            }
            try decide([CommentID("d\(day)c0")], .hide, 1)
            try decide([CommentID("d\(day)c1")], .hide, 1)
            try decide([CommentID("d\(day)c4"), CommentID("d\(day)c5")], .hide)
            let first = Int64(day * 6 + 1)
            let hidden = key(CommentID("d\(day)c0"))
            let plan = try desk.queue.planWriteBack(to: .isso, of: hidden.source, after: 0)
            try desk.queue.tell(
                [WriteBackAction(comment: hidden, decision: first, action: .hide)], of: plan,
                by: "ann", now: at(now + 3))
            let result = SiteResult(
                comment: hidden, target: .isso, decision: first, action: .hide, outcome: .applied,
                detail: "mode 1", at: at(now + 3))
            #expect(try desk.queue.receive([result], by: "ann", now: at(now + 3)) == [.new])
            try desk.queue.decide(
                DecisionRequest(
                    comments: [key(CommentID("d\(day)c1"))], verdict: .spam, by: "ben"),
                policy: testPolicy, now: at(now + 3))
            let appeal = try desk.queue.openAppeal(
                against: first, text: "No.", contact: "me@mail.example", terms: .usual, by: "ann",
                now: at(now + 3))
            try desk.queue.note(key(CommentID("d\(day)c2")), "look", by: "ann", now: at(now + 3))
            try desk.queue.escalate(
                key(CommentID("d\(day)c2")), note: "lead?", by: "ann", now: at(now + 3))
            try desk.queue.answer(
                appeal: appeal.id, .uphold, note: "still", policy: testPolicy, by: "ben",
                now: at(now + 4))
            try desk.queue.receive(
                Notice(explanation: "it is \(day)", name: "L. Roe", isInGoodFaith: true),
                on: key(CommentID("d\(day)c2")), by: "ann", now: at(now + 4))
            try desk.queue.answerReports(
                on: key(CommentID("d\(day)c3")), .disagree, by: "ben", needsAnother: true,
                now: at(now + 4))
            try decide([CommentID("d\(day)c3")], .approve, 1)
            try desk.undo([first + 4], now: at(now + 5))
            try desk.ingest(
                [judged(CommentID("d\(day)"), "Gone \(day).", .pass)], from: "old", now: at(now + 5)
            )
            let hold = try desk.queue.hold(
                .source("news"), reason: "Doe v. City", by: "ann", now: at(now + 6))
            _ = try desk.queue.release(hold: hold.id, reason: "over", by: "ben", now: at(now + 7))
            try desk.purge(.none, ["old"], before: at(now + 8), now: at(now + 8))
        }
        return desk
    }

    private func tables(_ db: Database) throws -> [String] {
        try String.fetchAll(
            db, sql: "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
        ).filter { !Self.unproved.contains($0) && !$0.hasPrefix("searchIndex") }
    }

    /// What `verify` says of the desk once a change was made, which is then taken back.
    private func faults(_ desk: TestDesk, _ change: (Database) throws -> Void) throws -> [String]? {
        let copy = desk.folder.path + "/copy-\(UUID().uuidString).db"
        defer {
            for end in ["", "-wal", "-shm"] {
                try? FileManager.default.removeItem(atPath: copy + end)
            }
        }
        try desk.queue.copy(to: copy)
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        let file = try DatabaseQueue(path: copy, configuration: configuration)
        let changed = try file.write { db in
            for trigger in try String.fetchAll(
                db, sql: "SELECT name FROM sqlite_master WHERE type = 'trigger'")
            { try db.execute(sql: "DROP TRIGGER \(trigger)") }
            let before = db.totalChangesCount
            try db.execute(sql: "PRAGMA ignore_check_constraints = ON")
            try change(db)
            return db.totalChangesCount > before
        }
        try file.close()
        return changed ? try ReviewQueue.open(at: copy).verify().faults : nil
    }

    @Test func `the desk that is tampered with is sound before`() throws {
        let desk = try fullDesk()
        #expect(try desk.queue.verify().faults == [])
        let empty = try desk.queue.database.read { db in
            try tables(db).filter { try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM \($0)")! < 2 }
        }
        #expect(
            Set(empty).subtracting([
                "shadowedRule", "wordingGroup", "lateParent", "policy", "commentWording",
                "policyInUse",
            ]) == [])
    }

    @Test func `a value that is flipped anywhere is found`() throws {
        let desk = try fullDesk()
        for (table, columns) in try desk.queue.database.read({ db in
            try tables(db).map { ($0, try db.columns(in: $0)) }
        }) {
            for (column, type) in columns.map({ ($0.name, $0.type) })
            where !Self.unprovedColumns.contains("\(table).\(column)") {
                let found = try faults(desk) {
                    try $0.execute(
                        sql: """
                            UPDATE OR IGNORE \(table) SET \(column) = CASE typeof(\(column))
                            WHEN 'integer' THEN \(column) + 1000 WHEN 'real' THEN \(column) / 2
                            WHEN 'text' THEN \(column) || 'x'
                            WHEN 'blob' THEN CAST(zeroblob(length(\(column)) - 1) || x'07' AS BLOB)
                            ELSE \(something(type)) END WHERE rowid = (SELECT MIN(rowid) FROM \(table))
                            """.replacing("rowid", with: key(table)))
                }
                #expect(found?.isEmpty != true, "flipped \(table).\(column)")
            }
        }
    }

    /// A value where there is none.
    private func something(_ type: String) -> String {
        ["BLOB": "zeroblob(32)", "TEXT": "'x'"][type] ?? "1"
    }

    /// What tells rows apart where a table has no number of its own.
    private func key(_ table: String) -> String {
        [
            "signal": "assessmentID", "waiting": "commentID", "shadowedRule": "runID",
            "awaitedParent": "commentID", "authorDecision": "decisionID", "purged": "number",
        ][table] ?? "rowid"
    }

    @Test func `a row that is gone is found`() throws {
        let desk = try fullDesk()
        for table in try desk.queue.database.read(tables) {
            let found = try faults(desk) {
                try $0.execute(
                    sql: """
                        DELETE FROM \(table) WHERE \(key(table)) =
                        (SELECT MAX(\(key(table))) FROM \(table))
                        """)
            }
            #expect(found?.isEmpty != true, "\(table)")
        }
    }

    @Test func `rows that change places are found`() throws {
        let desk = try fullDesk()
        for table in try desk.queue.database.read(tables) where key(table) == "rowid" {
            let (first, last) = try desk.queue.database.read { db in
                (
                    try Int64.fetchOne(db, sql: "SELECT MIN(rowid) FROM \(table)") ?? 0,
                    try Int64.fetchOne(db, sql: "SELECT MAX(rowid) FROM \(table)") ?? 0
                )
            }
            guard first < last else { continue }
            let found = try faults(desk) {
                try $0.execute(
                    sql: """
                        UPDATE \(table) SET rowid = -1 WHERE rowid = (SELECT MAX(rowid) FROM \(table));
                        UPDATE \(table) SET rowid = -2 WHERE rowid =
                            (SELECT MIN(rowid) FROM \(table) WHERE rowid > 0);
                        UPDATE \(table) SET rowid = \(last) WHERE rowid = -2;
                        UPDATE \(table) SET rowid = \(first) WHERE rowid = -1
                        """)
            }
            #expect(found?.isEmpty != true, "\(table)")
        }
    }

    @Test func `a log that is cut off shows against the row that was written down`() throws {
        let desk = try fullDesk()
        let checkpoint = try #require(try desk.queue.verify().checkpoint)
        let copy = desk.folder.path + "/cut.db"
        try desk.queue.copy(to: copy)
        let file = try DatabaseQueue(path: copy)
        try file.write { db in
            try db.execute(sql: "DROP TRIGGER auditRefusesDelete")
            try db.execute(sql: "DELETE FROM audit WHERE seq = ?", arguments: [checkpoint.seq])
        }
        try file.close()
        let faults = try ReviewQueue.open(at: copy).verify(expecting: checkpoint).faults
        #expect(
            faults.contains(
                "the audit log ends before row \(checkpoint.seq), which was written down"))
    }
}
