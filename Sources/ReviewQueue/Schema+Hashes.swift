import FoundationEssentials
import GRDB

/// Indexes of hashes, which come in no order, made narrow or written in runs: on a desk of a million
/// comments each new one would read and write a page of every one of them.
extension Schema {
    /// The keys of authors as 16 bytes; the source is part of what was hashed, and not needed to find
    /// them.
    static func giveKeysAsBytes(_ db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE briefAuthor (
                    authorID INTEGER PRIMARY KEY,
                    sourceID INTEGER NOT NULL REFERENCES source,
                    key BLOB UNIQUE CHECK (length(key) = 16)
                ) STRICT
                """)
        let rows = try Row.fetchCursor(db, sql: "SELECT authorID, sourceID, key FROM author")
        while let row = try rows.next() {
            try db.cachedStatement(
                sql: "INSERT INTO briefAuthor (authorID, sourceID, key) VALUES (?, ?, ?)"
            ).execute(arguments: [
                row[0] as Int64, row[1] as Int64, (row[2] as String?).map(bytes(ofDigits:)),
            ])
        }
        try db.execute(sql: "DROP TABLE author; ALTER TABLE briefAuthor RENAME TO author")
    }

    private static func bytes(ofDigits digits: String) -> Data {
        let values = digits.utf8.map { $0 < 0x3A ? $0 - 0x30 : $0 - 0x57 }
        return Data(
            stride(from: 0, to: values.count - 1, by: 2).map { values[$0] << 4 | values[$0 + 1] })
    }

    /// `snapshot` without its own index; runs find the same bytes (`SnapshotIndex`).
    static func findSnapshotsByRuns(_ db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE snapshotRun (
                    snapshotRunID INTEGER PRIMARY KEY,
                    level INTEGER NOT NULL,
                    entries BLOB NOT NULL
                ) STRICT;
                CREATE TABLE plainSnapshot (
                    snapshotID INTEGER PRIMARY KEY,
                    hash BLOB NOT NULL CHECK (length(hash) = 32),
                    bytes BLOB NOT NULL,
                    runID INTEGER NOT NULL REFERENCES run
                ) STRICT;
                INSERT INTO plainSnapshot SELECT snapshotID, hash, bytes, runID FROM snapshot;
                DROP TABLE snapshot;
                ALTER TABLE plainSnapshot RENAME TO snapshot;
                """)
        try refuseChanges(db, of: "snapshot")
        var index = try SnapshotIndex(db)
        let rows = try Row.fetchCursor(db, sql: "SELECT snapshotID, hash FROM snapshot")
        while let row = try rows.next() { index.add([UInt8](row[1] as Data), row[0]) }
        try index.flush(db)
    }
}
