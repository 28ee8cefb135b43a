import Foundation
import GRDB
import Moderation
import TestSupport
import Testing

@testable import ReviewQueue

@Suite struct SchemaTests {
    /// A desk that has a row in every table.
    private func fullDesk() throws -> TestDesk {
        let desk = try TestDesk()
        try desk.ingest(
            [
                judged(
                    "c1", "You probe.", article: Article(title: "Benches"),
                    author: Author(name: "Reader")), judged("c2", "You too, probe."),
            ], setAside: [broken(2)])
        try desk.decide(["c1"], .approve)
        try desk.queue.database.write {
            try $0.execute(
                sql: """
                    INSERT INTO shadowedRule VALUES (1, 'attack.probe', 61, 200);
                    INSERT INTO act VALUES (1, 1, 'note', 'why', 'ann', 1, NULL);
                    INSERT INTO bulk VALUES (1, 'approve', 'ann', 1, 2);
                    INSERT INTO opinion VALUES (1, 1, 'approve', NULL, NULL, 'ben', 1);
                    INSERT INTO appeal VALUES (1, 1, 'no', NULL, 'ben', 1, 2);
                    INSERT INTO appealAnswer VALUES (1, 'uphold', NULL, 'ben', 1);
                    INSERT INTO report VALUES (1, 1, 'readers', 1, '[]', 'ben', 1, NULL);
                    INSERT INTO reportAnswer VALUES (1, 1, 'agree', NULL, 'ben', 1);;
                    INSERT INTO purge VALUES (1, 'none', 0, NULL, NULL, 0, 0, 0, 1, 0, 0,
                    zeroblob(32), 'ann', 0);
                    INSERT INTO purged VALUES ('setAside', 1, NULL, 1);
                    INSERT INTO legalHold VALUES (1, 'source', 1, NULL, NULL, 'why', 'ann', 0);
                    INSERT INTO legalRelease VALUES (1, 'over', 'ann', 0);
                    INSERT INTO siteOrder VALUES (1, 1, 'isso', 1, 'approve', 'ann', 0);
                    INSERT INTO siteResult VALUES (1, 1, 'isso', 1, 'approve', 'applied', NULL,
                    0, 'ann', 0)
                    """)
        }
        return desk
    }

    @Test(arguments: [
        "snapshot", "article", "revision", "assessment", "signal", "decision", "audit", "policy",
        "shadowedRule", "act", "bulk", "opinion", "appeal", "appealAnswer", "report",
        "reportAnswer", "purge", "purged", "legalHold", "legalRelease", "siteOrder", "siteResult",
    ])
    func `an append-only table refuses UPDATE and DELETE`(table: String) throws {
        let desk = try fullDesk()
        #expect(try desk.count(table) > 0)
        let column = try desk.queue.database.read { try $0.columns(in: table).last!.name }
        let before = try desk.dump()
        for sql in [
            "UPDATE \(table) SET \"\(column)\" = \"\(column)\"", "DELETE FROM \(table)",
        ] {
            let error = #expect(throws: DatabaseError.self) {
                try desk.queue.database.write { try $0.execute(sql: sql) }
            }
            #expect(error?.message == "\(table) is append-only")
        }
        #expect(try desk.dump() == before)
    }

    @Test func `the list of append-only tables is the one that is tested`() {
        #expect(
            Schema.appendOnly.sorted() == [
                "act", "appeal", "appealAnswer", "article", "assessment", "audit", "bulk",
                "decision", "legalHold", "legalRelease", "opinion", "policy", "purge", "purged",
                "report", "reportAnswer", "revision", "shadowedRule", "signal", "siteOrder",
                "siteResult", "snapshot",
            ])
    }

    @Test func `every table is STRICT and takes no text for a number`() throws {
        let desk = try fullDesk()
        let loose = try desk.queue.database.read {
            try String.fetchAll(
                $0,
                sql: """
                    SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'
                    AND strict = 0 AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'grdb_%'
                    AND name NOT LIKE 'searchIndex%'
                    """)
        }
        #expect(loose == [])
        let error = #expect(throws: DatabaseError.self) {
            try desk.queue.database.write {
                try $0.execute(sql: "UPDATE item SET rank = 'first'")
            }
        }
        #expect(error?.extendedResultCode == .SQLITE_CONSTRAINT_DATATYPE)
    }

    @Test(arguments: [
        "INSERT INTO comment (sourceID, externalID) VALUES (99, 'c9')",
        "INSERT INTO assessment VALUES (NULL, 99, 1, 'pass', 0, '{}', '[]', '[]', NULL)",
        "INSERT INTO decision VALUES (NULL, 99, 'approve', NULL, NULL, 'ann', 0, 1, 'keep', NULL, NULL, 0)",
        "UPDATE item SET decisionID = 99",
    ])
    func `a row that points nowhere is refused`(sql: String) throws {
        let desk = try fullDesk()
        let error = #expect(throws: DatabaseError.self) {
            try desk.queue.database.write { try $0.execute(sql: sql) }
        }
        #expect(error?.extendedResultCode == .SQLITE_CONSTRAINT_FOREIGNKEY)
    }

    @Test(arguments: [
        "INSERT INTO decision VALUES (NULL, 2, 'undo', NULL, NULL, 'ann', 0, 1, 'keep', NULL, NULL, 0)",
        "INSERT INTO decision VALUES (NULL, 2, 'approve', NULL, NULL, 'ann', 0, 1, 'keep', 1, NULL, 0)",
        "INSERT INTO decision VALUES (NULL, 2, 'hide', NULL, NULL, 'ann', 0, 1, 'keep', NULL, NULL, 0)",
        "INSERT INTO decision VALUES (NULL, 2, 'hide', 'other', NULL, 'ann', 0, 1, 'keep', NULL, NULL, 0)",
        "INSERT INTO decision VALUES (NULL, 2, 'burn', NULL, NULL, 'ann', 0, 1, 'keep', NULL, NULL, 0)",
        "INSERT INTO decision VALUES (NULL, 2, 'approve', NULL, NULL, '', 0, 1, 'keep', NULL, NULL, 0)",
        "INSERT INTO source (name) VALUES ('')",
        "INSERT INTO snapshot (hash, bytes, runID) VALUES (x'00', x'00', 1)",
        "UPDATE item SET state = 'gone'",
        "INSERT INTO act VALUES (9, 1, 'note', NULL, 'ann', 1, NULL)",
        "INSERT INTO act VALUES (9, 1, 'return', NULL, 'ann', 1, NULL)",
        "INSERT INTO bulk VALUES (9, 'approve', 'ann', 1, 1)",
        "INSERT INTO report VALUES (9, 1, 'notice', 1, '[]', 'ben', 1, NULL)",
        "INSERT INTO appealAnswer VALUES (9, 'maybe', NULL, 'ben', 1)",
        "INSERT INTO siteOrder VALUES (9, 1, 'isso', 1, 'burn', 'ann', 0)",
        "INSERT INTO siteResult VALUES (9, 1, 'isso', 1, 'hide', 'maybe', NULL, 0, 'ann', 0)",
    ])
    func `a row without sense is refused by the table itself`(sql: String) throws {
        let desk = try fullDesk()
        let error = #expect(throws: DatabaseError.self) {
            try desk.queue.database.write { try $0.execute(sql: sql) }
        }
        #expect(error?.extendedResultCode == .SQLITE_CONSTRAINT_CHECK)
    }

    @Test func `the queue opens with an index and no sort`() throws {
        let desk = try fullDesk()
        let plan = try desk.rows(
            """
            EXPLAIN QUERY PLAN SELECT revisionID FROM item WHERE state = 'open'
            ORDER BY rank DESC, severity DESC, score DESC, revisionID
            """)
        #expect(plan.count == 1)
        #expect(plan.first?.contains("itemQueue") == true)
    }

    @Test func `the desk's connection writes ahead, syncs fully and checks its keys`() throws {
        let desk = try TestDesk()
        func pragma(_ name: String) throws -> String? {
            try desk.queue.database.writeWithoutTransaction {
                try String.fetchOne($0, sql: "PRAGMA \(name)")
            }
        }
        #expect(try pragma("journal_mode") == "wal")
        #expect(try pragma("synchronous") == "2")
        #expect(try pragma("foreign_keys") == "1")
    }
}
