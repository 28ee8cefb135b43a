public import FoundationEssentials
import GRDB
public import Moderation

/// One run of ingest; its row is written with the first batch that changes anything.
public struct IngestRun: Sendable {
    public let startedAt: Date
    public let actor: Moderator
    public let policy: PolicyRecord
    /// Rules of the policy that run in shadow this time.
    public let shadowed: [ShadowedRule]
    public internal(set) var id: Int64?
    /// Read with the first batch that is written.
    var memory: IngestMemory?

    public init(
        startedAt: Date, actor: Moderator, policy: PolicyRecord, shadowed: [ShadowedRule] = []
    ) {
        self.startedAt = startedAt
        self.actor = actor
        self.policy = policy
        self.shadowed = shadowed
    }
}

/// A policy as it is kept beside what it judged.
public struct PolicyRecord: Sendable, Equatable {
    public var digest: PolicyDigest
    public var profile: Profile
    /// Path and text of every file, as JSON.
    public var files: String
    /// The fingerprint of each active rule.
    public var rules: [RuleID: String]
    /// What a decision may rest on; `nil` for a policy of which only the files are known, under which
    /// nobody decides.
    public var reasons: HideReasons?

    public init(
        digest: PolicyDigest, profile: Profile, files: String, rules: [RuleID: String] = [:],
        reasons: HideReasons? = nil
    ) {
        self.digest = digest
        self.profile = profile
        self.files = files
        self.rules = rules
        self.reasons = reasons
    }
}

/// Begins runs, each with the policy that judges in it and the rules that may not act.
enum RunStore {
    static func begin(_ db: Database, _ run: IngestRun, now: Date) throws -> Int64 {
        try db.execute(
            sql: "INSERT INTO run (startedAt, policyID) VALUES (?, ?)",
            arguments: [
                run.startedAt.milliseconds,
                try PolicyStore.id(db, run.policy, by: run.actor, now: now),
            ])
        let id = db.lastInsertedRowID
        guard !run.shadowed.isEmpty else { return id }
        for rule in run.shadowed {
            try db.execute(
                sql: "INSERT INTO shadowedRule (runID, rule, hits, comments) VALUES (?, ?, ?, ?)",
                arguments: [id, rule.rule.rawValue, rule.hits, rule.comments])
        }
        try AuditChain.append(
            db, at: now, by: run.actor, action: "breaker", subject: subject(id),
            detail: detail(run.shadowed, run.policy.digest))
        return id
    }

    static func subject(_ id: Int64) -> String { "run \(id)" }

    private static func detail(
        _ rules: [ShadowedRule], _ policy: PolicyDigest
    ) -> [String: String] {
        // A rule's id holds a point, so that none is taken for the policy.
        rules.reduce(into: ["policy": policy.rawValue]) {
            $0[$1.rule.rawValue] = "\($1.hits) of \($1.comments)"
        }
    }

    static func shadowed(_ db: Database, in run: Int64) throws -> [ShadowedRule] {
        try Row.fetchAll(
            db, sql: "SELECT rule, hits, comments FROM shadowedRule WHERE runID = ? ORDER BY rule",
            arguments: [run]
        ).map {
            ShadowedRule(
                rule: RuleID($0["rule"] as String), hits: $0["hits"], comments: $0["comments"])
        }
    }

    /// Where the rules in shadow are not what the log says of them.
    static func faults(_ db: Database) throws -> [String] {
        var logged: [String: String] = [:]
        for row in try Row.fetchAll(
            db, sql: "SELECT subject, detail FROM audit WHERE action = 'breaker'")
        { logged[row["subject"]] = row["detail"] }
        var faults: [String] = []
        for row in try Row.fetchAll(
            db,
            sql: """
                SELECT DISTINCT runID, digest FROM shadowedRule JOIN run USING (runID)
                JOIN policy USING (policyID) ORDER BY runID
                """)
        {
            let run: Int64 = row["runID"]
            let stored = AuditChain.canonical(
                detail(try shadowed(db, in: run), PolicyDigest(row["digest"] as String)))
            guard let entry = logged.removeValue(forKey: subject(run)) else {
                faults.append("the rules in shadow of run \(run) have no audit row")
                continue
            }
            if !entry.utf8.elementsEqual(stored.utf8) {
                faults.append("the rules in shadow of run \(run) differ from their audit row")
            }
        }
        return faults
            + logged.keys.sorted().map {
                "the rules in shadow of \($0) are in the log and are gone"
            }
    }
}

/// Keeps each policy once, with its files and what its rules do.
enum PolicyStore {
    /// The number of a policy that is about to judge, with an audit row where another one did before.
    static func id(
        _ db: Database, _ policy: PolicyRecord, by actor: Moderator, now: Date
    ) throws -> Int64 {
        let id = try kept(db, policy, by: actor, now: now)
        try PolicyInUse.note(db, id, policy, by: actor, now: now)
        return id
    }

    private static func kept(
        _ db: Database, _ policy: PolicyRecord, by actor: Moderator, now: Date
    ) throws -> Int64 {
        let find = try db.cachedStatement(
            sql: "SELECT policyID FROM policy WHERE digest = ? AND profile = ?")
        let key: StatementArguments = [policy.digest.rawValue, policy.profile.rawValue]
        if let id = try Int64.fetchOne(find, arguments: key) { return id }
        try db.execute(
            sql: """
                INSERT INTO policy (digest, profile, files, firstUsedAt, rules)
                VALUES (?, ?, ?, ?, ?)
                """,
            arguments: [
                policy.digest.rawValue, policy.profile.rawValue, policy.files, now.milliseconds,
                try column(policy.rules),
            ])
        let id = db.lastInsertedRowID
        try PolicySeal.append(db, policy: id, by: actor, now: now)
        return id
    }

    /// JSON in the order of ids, so that the same policy gives the same bytes.
    private static func column(_ rules: [RuleID: String]) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let plain = Dictionary(uniqueKeysWithValues: rules.map { ($0.key.rawValue, $0.value) })
        return String(decoding: try encoder.encode(plain), as: UTF8.self)
    }

    static func rules(_ column: String) throws -> [RuleID: String] {
        let plain = try JSONDecoder().decode([String: String].self, from: Data(column.utf8))
        return Dictionary(uniqueKeysWithValues: plain.map { (RuleID($0.key), $0.value) })
    }
}
