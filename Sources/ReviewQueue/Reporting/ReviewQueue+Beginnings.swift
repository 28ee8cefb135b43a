public import FoundationEssentials
import GRDB
public import Moderation

/// Since when a desk holds anything, and its rules judge there: what a report may tell of.
extension ReviewQueue {
    /// When the first text arrived; `nil` where none did.
    ///
    /// The first decision counts too, where a clock put it before.
    public func began() throws -> Date? {
        try read { try Beginning.began($0) }
    }

    /// Since when rules act on this desk, by the first policy in use that had them.
    ///
    /// - Parameter digest: the policy in use.
    /// - Returns: by id, as each policy called them; and since when the policy itself judges, which
    ///   stands for rules of a policy that was kept before the desk kept what its rules do.
    /// - Complexity: O(policies × rules).
    public func rulesSince(
        _ digest: PolicyDigest
    ) throws -> (rules: [RuleID: Date], policy: Date?) {
        try read { db in
            var rules: [RuleID: Date] = [:]
            var policy: Date?
            let rows = try Row.fetchCursor(
                db, sql: "SELECT digest, firstUsedAt, rules FROM policy ORDER BY firstUsedAt")
            while let row = try rows.next() {
                let at = Date(milliseconds: row["firstUsedAt"])
                if row["digest"] as String == digest.rawValue { policy = policy ?? at }
                guard let column = row["rules"] as String? else { continue }
                for rule in try PolicyStore.rules(column).keys where rules[rule] == nil {
                    rules[rule] = at
                }
            }
            return (rules, policy)
        }
    }
}

enum Beginning {
    static func began(_ db: Database) throws -> Date? {
        let first = try [
            "SELECT ingestedAt FROM revision ORDER BY revisionID LIMIT 1",
            "SELECT at FROM decision ORDER BY decisionID LIMIT 1",
        ].compactMap { try Int64.fetchOne(db, sql: $0) }
        return first.min().map { Date(milliseconds: $0) }
    }
}
