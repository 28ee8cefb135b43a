import Foundation
import GRDB
import Moderation
import TestSupport
import Testing

@testable import ReviewQueue

@Suite struct OpeningTests {
    private func bytes(_ path: String) -> Data? { FileManager.default.contents(atPath: path) }

    @Test func `a new desk has its first audit row and is sound`() throws {
        let desk = try TestDesk()
        #expect(try desk.count("audit") == 1)
        let result = try desk.queue.verify()
        #expect(result.faults == [])
        #expect(result.checkpoint?.seq == 1)
    }

    @Test func `a desk is not made over a file that is there`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/gavel.db"
        try Data("precious".utf8).write(to: URL(fileURLWithPath: path))
        #expect(throws: QueueError.exists(path)) {
            try ReviewQueue.create(at: path, profile: .government, by: "ann", now: at(0))
        }
        #expect(bytes(path) == Data("precious".utf8))
    }

    @Test func `a file that is not there is missing and is not made`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/gavel.db"
        #expect(throws: QueueError.missing(path)) { try ReviewQueue.open(at: path) }
        #expect(bytes(path) == nil)
    }

    @Test func `a newer schema is refused and not one byte of the file changes`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/gavel.db"
        do {
            let queue = try ReviewQueue.create(
                at: path, profile: .publisher, by: "ann", now: at(0))
            try queue.database.write {
                try $0.execute(
                    sql: "INSERT INTO grdb_migrations (identifier) VALUES ('2031-01-later')")
            }
            try queue.database.close()
        }
        let before = try #require(bytes(path))
        let log = bytes(path + "-wal") ?? Data()
        #expect(throws: QueueError.newer(path)) { try ReviewQueue.open(at: path) }
        #expect(bytes(path) == before)
        #expect(bytes(path + "-wal") ?? Data() == log)
    }

    @Test func `a file that is no database is refused and not one byte of it changes`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/gavel.db"
        let text = Data(String(repeating: "A shopping list, by mistake. ", count: 400).utf8)
        try text.write(to: URL(fileURLWithPath: path))
        let error = #expect(throws: QueueError.self) { try ReviewQueue.open(at: path) }
        guard case .database(path, _)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(bytes(path) == text)
    }

    @Test func `an empty file and another program's database never become a desk`() throws {
        let folder = try TemporaryFolder()
        let empty = folder.path + "/empty.db"
        let other = folder.path + "/other.db"
        try Data().write(to: URL(fileURLWithPath: empty))
        try DatabaseQueue(path: other).write { try $0.execute(sql: "CREATE TABLE wheel (x)") }
        for path in [empty, other] {
            #expect(throws: QueueError.self) { try ReviewQueue.open(at: path) }
        }
        let tables = try DatabaseQueue(path: other).read {
            try String.fetchAll($0, sql: "SELECT name FROM sqlite_master")
        }
        #expect(tables == ["wheel"])
    }

    @Test func `a folder that cannot be written gives a database error`() throws {
        let error = #expect(throws: QueueError.self) {
            try ReviewQueue.create(
                at: "/proc/gavel.db", profile: .publisher, by: "ann", now: at(0))
        }
        guard case .database? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test(.enabled(if: getuid() != 0, "root may write everywhere"))
    func `a file that may not be written is read and not changed`() throws {
        let desk = try TestDesk()
        try desk.queue.database.close()
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o555], ofItemAtPath: desk.folder.path)
        try FileManager.default.setAttributes([.posixPermissions: 0o444], ofItemAtPath: desk.path)
        let before = bytes(desk.path)
        #expect(throws: QueueError.self) {
            let queue = try ReviewQueue.open(at: desk.path)
            _ = try queue.write { try $0.execute(sql: "UPDATE item SET score = 0") }
        }
        #expect(bytes(desk.path) == before)
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o755], ofItemAtPath: desk.folder.path)
    }

    @Test func `a backup holds all that was committed and opens as a desk`() throws {
        let desk = try TestDesk()
        try desk.ingest([judged("c1", "You probe."), judged("c2", "Fine.", .pass)])
        try desk.decide(["c1"], .hide)
        let copy = desk.folder.path + "/copy.db"
        // Another writer in the middle of something does not show in the copy.
        try desk.queue.database.writeWithoutTransaction { db in
            try db.inTransaction(.immediate) {
                try db.execute(sql: "UPDATE item SET score = 0.25")
                try ReviewQueue.open(at: desk.path).copy(to: copy)
                return .rollback
            }
        }
        let restored = try ReviewQueue.open(at: copy)
        #expect(try restored.verify() == desk.queue.verify())
        #expect(try restored.verify().faults == [])
        #expect(try restored.verify().decisions == 1)
        let before = try desk.dump()
        #expect(throws: QueueError.exists(copy)) {
            try desk.queue.backup(to: copy, by: "ann", now: at(1))
        }
        #expect(try desk.dump() == before)
        let second = desk.folder.path + "/second.db"
        try desk.queue.backup(to: second, by: "ann", now: at(1))
        #expect(try ReviewQueue.open(at: second).verify() == desk.queue.verify())
        #expect(
            try desk.rows("SELECT actor, action, subject FROM audit ORDER BY seq DESC LIMIT 1")
                == ["[actor:\"ann\" action:\"backup\" subject:\"second.db\"]"])
    }

    @Test func `two processes that open the same desk see each other's work`() throws {
        let desk = try TestDesk()
        let other = try ReviewQueue.open(at: desk.path)
        try desk.ingest([judged("c1", "You probe.")])
        #expect(try other.counts().open == 1)
    }
}
