import FoundationEssentials
import GRDB

/// Finds original bytes by their SHA-256, so that the same are kept once.
///
/// Hashes come in no order: an index of them in the database would write a page of its own for each
/// record. Without an entry bytes are kept a second time, and nothing else is wrong; nor do bytes that
/// were purged count as kept.
struct SnapshotIndex: Sendable {
    private var runs: KeyRuns

    /// - Complexity: 8 bytes a snapshot.
    init(_ db: Database) throws { runs = try KeyRuns(db, in: "snapshotRun") }

    func id(of hash: [UInt8], _ db: Database) throws -> Int64? {
        for number in runs.rows(with: Self.key(hash)) {
            let id = try Int64.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT snapshotID FROM snapshot WHERE snapshotID = ? AND hash = ?
                        AND NOT \(Schema.isPurged("original", "snapshotID"))
                        """),
                arguments: [Int64(number), Data(hash)])
            if let id { return id }
        }
        return nil
    }

    mutating func add(_ hash: [UInt8], _ id: Int64) {
        runs.add(Self.key(hash), UInt32(truncatingIfNeeded: id))
    }

    mutating func flush(_ db: Database) throws { try runs.flush(db) }

    private static func key(_ hash: [UInt8]) -> UInt32 {
        hash[..<4].reduce(0) { $0 << 8 | UInt32($1) }
    }
}
