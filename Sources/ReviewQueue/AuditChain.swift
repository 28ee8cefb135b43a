import Crypto
import FoundationEssentials
import GRDB
import Moderation

/// The hash-chained log of every act.
///
/// Each row's SHA-256 runs over the hash before it and its own fields, so that a row changed,
/// missing or moved breaks the chain at a known place. **Never** holds comment text.
enum AuditChain {
    static let beginning = [UInt8](repeating: 0, count: 32)

    @discardableResult
    static func append(
        _ db: Database, at now: Date, by actor: Moderator, action: String, subject: String,
        detail: [String: String]
    ) throws -> Int64 {
        let last = try Row.fetchOne(
            db.cachedStatement(sql: "SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1"))
        let seq = (last?["seq"] as Int64? ?? 0) + 1
        let previous = last.map { [UInt8]($0["hash"] as Data) } ?? beginning
        let row = AuditRow(
            seq: seq, at: now.milliseconds, actor: actor.rawValue, action: action, subject: subject,
            detail: canonical(detail), previous: previous)
        try db.cachedStatement(
            sql: """
                INSERT INTO audit (seq, at, actor, action, subject, detail, previous, hash)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            row.seq, row.at, row.actor, row.action, row.subject, row.detail, Data(row.previous),
            Data(row.expectedHash),
        ])
        return seq
    }

    /// `key=value` lines in key order, so that the same facts give the same bytes.
    static func canonical(_ detail: [String: String]) -> String {
        detail.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: "\n")
    }

    /// What `canonical` wrote, taken apart.
    static func fields(_ detail: String) -> [String: String] {
        Dictionary(
            detail.split(separator: "\n").compactMap { line in
                let parts = line.split(separator: "=", maxSplits: 1)
                return parts.count == 2 ? (String(parts[0]), String(parts[1])) : nil
            }, uniquingKeysWith: { first, _ in first })
    }
}

/// One row of the log, as it is hashed.
struct AuditRow: Equatable {
    var seq: Int64
    var at: Int64
    var actor: String
    var action: String
    var subject: String
    var detail: String
    var previous: [UInt8]

    /// SHA-256 over the previous hash and each field with its length before it.
    var expectedHash: [UInt8] {
        var hash = SHA256()
        hash.update(data: previous)
        for field in [String(seq), String(at), actor, action, subject, detail] {
            let bytes = Array(field.utf8)
            hash.update(data: Array("\(bytes.count):".utf8))
            hash.update(data: bytes)
        }
        return Array(hash.finalize())
    }
}

/// Lower-case hexadecimal digits.
func hex(_ bytes: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    text.reserveCapacity(2 * bytes.underestimatedCount)
    for byte in bytes {
        text.append(digits[Int(byte >> 4)])
        text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
}
