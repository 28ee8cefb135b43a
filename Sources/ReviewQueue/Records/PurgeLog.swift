import Crypto
import FoundationEssentials
import GRDB
import Moderation

/// What went, and what the log says of it.
enum PurgeLog {
    /// One part that is empty since.
    struct Part {
        enum What: String { case text, answered, original, setAside, appeal }

        var what: What
        /// Of a revision, a snapshot, a record set aside or an appeal.
        var number: Int64
        /// Of a text that is answered.
        var hash: [UInt8]?
    }

    static func subject(_ purge: Int64) -> String { "purge \(purge)" }

    /// What a purge's `contents` must be: SHA-256 of a line for each part, in the order of their kinds and
    /// numbers.
    static func contents(_ parts: [Part]) -> [UInt8] {
        var hash = SHA256()
        for part in parts.sorted(by: {
            ($0.what.rawValue, $0.number) < ($1.what.rawValue, $1.number)
        }) { hash.update(data: line(part)) }
        return Array(hash.finalize())
    }

    private static func line(_ part: Part) -> [UInt8] {
        Array("\(part.what.rawValue) \(part.number) \(hex(part.hash ?? []))\n".utf8)
    }

    static func write(_ db: Database, _ parts: [Part], purge: Int64) throws {
        let insert = try db.cachedStatement(
            sql: "INSERT INTO purged (what, number, hash, purgeID) VALUES (?, ?, ?, ?)")
        for part in parts {
            try insert.execute(arguments: [
                part.what.rawValue, part.number, part.hash.map { Data($0) }, purge,
            ])
        }
    }

    static func isPurged(_ db: Database, _ what: String, _ number: Int64) throws -> Bool {
        try Bool.fetchOne(
            db.cachedStatement(
                sql: "SELECT EXISTS (SELECT 1 FROM purged WHERE what = ? AND number = ?)"),
            arguments: [what, number])!
    }

    /// What is left of a revision's text; `nil` where it is there.
    static func purged(_ db: Database, revision: Int64) throws -> PurgedText? {
        try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT at, class, contentHash FROM purged JOIN purge USING (purgeID)
                    JOIN revision ON revisionID = purged.number
                    WHERE what = 'text' AND purged.number = ?
                    """), arguments: [revision]
        ).map { row in
            PurgedText(
                at: Date(milliseconds: row["at"]),
                ground: (row["class"] as String?).flatMap(RetentionClass.init)
                    .map(PurgeGround.retention) ?? .erasure,
                hash: hex(row["contentHash"] as Data))
        }
    }

    /// Where what is marked as purged is not what the log says of it, or is not empty.
    static func faults(_ db: Database) throws -> [String] {
        var faults: [String] = []
        var found: [Int64: SHA256] = [:]
        let rows = try Row.fetchCursor(
            db, sql: "SELECT purgeID, what, number, hash FROM purged ORDER BY what, number")
        while let row = try rows.next() {
            guard let what = Part.What(rawValue: row["what"]) else { continue }
            let part = Part(
                what: what, number: row["number"],
                hash: (row["hash"] as Data?).map { [UInt8]($0) })
            found[row["purgeID"], default: SHA256()].update(data: line(part))
        }
        for row in try Row.fetchAll(db, sql: "SELECT purgeID, contents FROM purge") {
            let parts = found.removeValue(forKey: row["purgeID"]) ?? SHA256()
            if Array(parts.finalize()) != [UInt8](row["contents"] as Data) {
                faults.append("what \(subject(row["purgeID"])) took differs from its audit row")
            }
        }
        for purge in found.keys.sorted() {
            faults.append("what \(subject(purge)) took stands in no audit row")
        }
        for row in try Row.fetchAll(
            db,
            sql: """
                SELECT seq, subject FROM audit WHERE action = ? AND subject NOT IN
                (SELECT 'purge ' || purgeID FROM purge)
                """, arguments: [SealedBatch.action])
        {
            faults.append(
                "audit row \(row["seq"] as Int64) seals for \(row["subject"] as String), which is not there"
            )
        }
        return faults
    }
}
