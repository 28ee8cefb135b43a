import Crypto
import FoundationEssentials
import GRDB
import Moderation

extension ReviewQueue {
    /// Proves the file: SQLite's own check, the audit chain, each text and snapshot against its
    /// hash, each batch against its newest seal, each decision and each rule in shadow against its audit row,
    /// and the current state against the log.
    ///
    /// - Parameter expected: an earlier checkpoint that must still stand in the chain.
    /// - Complexity: reads the whole file once.
    public func verify(expecting expected: AuditCheckpoint? = nil) throws -> Verification {
        var result = try read { db in
            var verifier = Verifier(db)
            try verifier.run(expected)
            return verifier.result
        }
        result.faults += try SearchIndex(queue: self).faults()
        return result
    }
}

private struct Verifier {
    private let db: Database
    private(set) var result = Verification()
    /// The most faults listed; a broken file can have one a row.
    private let mostFaults = 100

    init(_ db: Database) { self.db = db }

    mutating func run(_ expected: AuditCheckpoint?) throws {
        for message in try String.fetchAll(db, sql: "PRAGMA integrity_check(20)")
        where message != "ok" { fault("sqlite: \(message)") }
        for row in try Row.fetchAll(db, sql: "PRAGMA foreign_key_check") {
            fault("\(row[0] as String) row \(row[1] as Int64? ?? 0) points at a missing row")
        }
        try checkChain(expected)
        try checkSnapshots()
        try checkSetAside()
        try checkArticles()
        try checkSeals()
        try checkDecisions()
        for table in AuditedTable.all {
            for message in try table.faults(db) { fault(message) }
        }
        for message in try PolicySeal.faults(db) { fault(message) }
        for message in try ReportStore.noticeFaults(db) { fault(message) }
        for message in try PurgeLog.faults(db) + PolicyInUse.faults(db) { fault(message) }
        for message in try RunStore.faults(db) { fault(message) }
        for message in try JudgedAgainLog.faults(db) { fault(message) }
        for message in try StateFaults.all(db, atMost: mostFaults) { fault(message) }
    }

    private mutating func fault(_ message: String) {
        if result.faults.count < mostFaults { result.faults.append(message) }
    }

    private mutating func checkChain(_ expected: AuditCheckpoint?) throws {
        var previous = AuditChain.beginning
        var nextSeq: Int64 = 1
        var isExpectedFound = expected == nil
        let rows = try Row.fetchCursor(db, sql: "SELECT * FROM audit ORDER BY seq")
        while let row = try rows.next() {
            let audit = AuditRow(
                seq: row["seq"], at: row["at"], actor: row["actor"], action: row["action"],
                subject: row["subject"], detail: row["detail"],
                previous: [UInt8](row["previous"] as Data))
            let hash = [UInt8](row["hash"] as Data)
            if audit.seq != nextSeq {
                fault("audit rows \(nextSeq) to \(audit.seq - 1) are missing")
            }
            if audit.previous != previous {
                fault("audit row \(audit.seq) does not follow the row before it")
            }
            if audit.expectedHash != hash { fault("audit row \(audit.seq) was altered") }
            if audit.seq == expected?.seq {
                isExpectedFound = true
                if hex(hash) != expected?.hash {
                    fault("audit row \(audit.seq) is not the one that was written down")
                }
            }
            previous = hash
            nextSeq = audit.seq + 1
            result.auditRows += 1
            result.checkpoint = AuditCheckpoint(seq: audit.seq, hash: hex(hash))
        }
        if !isExpectedFound, let expected {
            fault("the audit log ends before row \(expected.seq), which was written down")
        }
        if result.auditRows == 0 { fault("the audit log is empty") }
    }

    private mutating func checkSnapshots() throws {
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT snapshotID, hash, bytes, \(Schema.isPurged("original", "snapshotID")) AS isPurged
                FROM snapshot
                """)
        while let row = try rows.next() {
            result.snapshots += 1
            if !isWhole(row) {
                fault("snapshot \(row["snapshotID"] as Int64) does not match its hash")
            }
        }
    }

    private mutating func checkSetAside() throws {
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT setAsideID, hash, bytes, \(Schema.isPurged("setAside", "setAsideID")) AS isPurged
                FROM setAside
                """)
        while let row = try rows.next() {
            if isWhole(row) { continue }
            fault("set-aside record \(row["setAsideID"] as Int64) does not match its hash")
        }
    }

    /// Whether bytes are those of their hash, or none where they were purged.
    private func isWhole(_ row: Row) -> Bool {
        let bytes = [UInt8](row["bytes"] as Data)
        if row["isPurged"] { return bytes.isEmpty }
        return sha256(bytes) == [UInt8](row["hash"] as Data)
    }

    private mutating func checkArticles() throws {
        let rows = try Row.fetchCursor(db, sql: "SELECT * FROM article")
        while let row = try rows.next() {
            let article = Article(url: row["url"], title: row["title"], body: row["body"])
            if articleHash(article) != [UInt8](row["hash"] as Data) {
                fault("article \(row["articleID"] as Int64) does not match its hash")
            }
        }
    }

    /// Recomputes the newest seal of every batch from what stands in the file now.
    private mutating func checkSeals() throws {
        var covered: Int64 = 0
        for batch in try SealedBatch.all(db) {
            if batch.first != covered + 1 {
                fault("revisions \(covered + 1) to \(batch.first - 1) stand in no audit row")
            }
            covered = batch.last
            let found = try batch.recomputed(db)
            result.revisions += found.revisions
            for message in found.faults { fault(message) }
            if found.seal != batch.seal {
                fault(
                    "revisions \(batch.first) to \(batch.last) differ from audit row \(batch.seq)")
            }
        }
        let last = try Int64.fetchOne(db, sql: "SELECT MAX(revisionID) FROM revision") ?? 0
        if last > covered { fault("revisions \(covered + 1) to \(last) stand in no audit row") }
    }

    /// Each decision has exactly one audit row that says the same, and the other way round.
    private mutating func checkDecisions() throws {
        var audited: [String: (actor: String, detail: String)] = [:]
        for row in try Row.fetchAll(
            db, sql: "SELECT subject, actor, detail FROM audit WHERE action IN ('decide', 'undo')")
        { audited[row["subject"]] = (row["actor"], row["detail"]) }
        for row in try Row.fetchAll(db, sql: DecisionRow.select) {
            let decision = DecisionRow.decision(row)
            result.decisions += 1
            let detail = AuditChain.canonical(ReviewQueue.auditDetail(decision))
            let entry = audited.removeValue(forKey: "decision \(decision.id)")
            if entry == nil {
                fault("decision \(decision.id) has no audit row")
            } else if entry?.detail != detail || entry?.actor != decision.by.rawValue {
                fault("decision \(decision.id) differs from its audit row")
            }
        }
        for subject in audited.keys.sorted() { fault("\(subject) is in the log and is gone") }
    }
}
