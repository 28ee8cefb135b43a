import FoundationEssentials
import GRDB
import Moderation

/// Which policy judges, so that a change of it, or of the desk's profile, stands in the log.
///
/// The first one is no change; the rows of ingest and of decisions name it.
enum PolicyInUse {
    private static let (policyAction, profileAction) = ("policy", "profile")

    static func note(
        _ db: Database, _ id: Int64, _ policy: PolicyRecord, by actor: Moderator, now: Date
    ) throws {
        let before = try Row.fetchOne(
            db.cachedStatement(
                sql:
                    "SELECT policyID, digest, profile FROM policyInUse JOIN policy USING (policyID)"
            ))
        guard before?["policyID"] as Int64? != id else { return }
        try db.execute(
            sql: "INSERT OR REPLACE INTO policyInUse (row, policyID) VALUES (1, ?)",
            arguments: [id])
        func log(_ action: String, old: String, new: String) throws {
            guard old != new else { return }
            try AuditChain.append(
                db, at: now, by: actor, action: action, subject: "desk",
                detail: ["old": old, "new": new])
        }
        let profile = try before?["profile"] as String? ?? founded(db)
        try log(
            profileAction, old: profile ?? policy.profile.rawValue, new: policy.profile.rawValue)
        if let digest = before?["digest"] as String? {
            try log(policyAction, old: digest, new: policy.digest.rawValue)
        }
    }

    /// The profile that the desk was made with.
    private static func founded(_ db: Database) throws -> String? {
        try String.fetchOne(db, sql: "SELECT detail FROM audit WHERE action = 'init' LIMIT 1")
            .flatMap { AuditChain.fields($0)["profile"] }
    }

    /// Where the policy in use is not the one that the log names last.
    static func faults(_ db: Database) throws -> [String] {
        let row = try Row.fetchOne(
            db, sql: "SELECT digest, profile FROM policyInUse JOIN policy USING (policyID)")
        if row == nil, try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM run)")! {
            return ["no policy is in use, and one has judged"]
        }
        return try [(policyAction, "digest"), (profileAction, "profile")].compactMap {
            action, column in
            let detail = try String.fetchOne(
                db, sql: "SELECT detail FROM audit WHERE action = ? ORDER BY seq DESC LIMIT 1",
                arguments: [action])
            guard let new = detail.flatMap({ AuditChain.fields($0)["new"] }),
                row?[column] as String? != new
            else { return nil }
            return "the \(action) in use is not the one of the log"
        }
    }
}
