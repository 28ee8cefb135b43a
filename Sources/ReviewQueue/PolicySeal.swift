import FoundationEssentials
import GRDB
import Moderation

/// Vouches for the files of a policy that the desk keeps, so that the rules of an old decision can be
/// read as they were.
enum PolicySeal {
    private static let action = "policy-kept"

    /// Seals a policy that was just kept.
    static func append(
        _ db: Database, policy id: Int64, by actor: Moderator, now: Date
    ) throws {
        let row = try Row.fetchOne(
            db, sql: "SELECT * FROM policy WHERE policyID = ?", arguments: [id])!
        try AuditChain.append(
            db, at: now, by: actor, action: action, subject: "policy \(id)", detail: detail(row))
    }

    private static func detail(_ row: Row) -> [String: String] {
        [
            "digest": row["digest"], "profile": row["profile"],
            "files": hex(sha256(Array((row["files"] as String).utf8))),
            "rules": hex(sha256(Array((row["rules"] as String).utf8))),
        ]
    }

    /// Policies that are not what was kept. Those that an older version kept have no seal.
    static func faults(_ db: Database) throws -> [String] {
        let sealed = Dictionary(
            try Row.fetchAll(
                db, sql: "SELECT subject, detail FROM audit WHERE action = ?", arguments: [action]
            ).map { ($0["subject"] as String, $0["detail"] as String) },
            uniquingKeysWith: { first, _ in first })
        let kept = Dictionary(
            uniqueKeysWithValues: try Row.fetchAll(db, sql: "SELECT * FROM policy").map {
                ("policy \($0["policyID"] as Int64)", AuditChain.canonical(detail($0)))
            })
        return sealed.keys.sorted().compactMap { subject in
            guard let now = kept[subject] else { return "\(subject) is in the log and is gone" }
            return now == sealed[subject] ? nil : "\(subject) differs from its audit row"
        }
    }
}
