import FoundationEssentials
import GRDB
public import Moderation

extension ReviewQueue {
    /// What the desk kept at the end of a period, and what went and was looked at in it.
    ///
    /// - Parameter retention: the class of a source, by the desk's settings now.
    /// - Complexity: O(texts, decisions and audit rows of the desk).
    public func records(
        _ scope: ReportScope, retention: (SourceName) -> RetentionClass
    ) throws -> RecordsFigures {
        try read { db in try RecordsReading(db, scope).figures(retention) }
    }
}

/// Asks what `report records` tells, inside one transaction.
private struct RecordsReading {
    private let db: Database
    private let scope: ReportScope
    private let from: Int64
    private let to: Int64

    init(_ db: Database, _ scope: ReportScope) {
        self.db = db
        self.scope = scope
        from = scope.from?.milliseconds ?? .min
        to = scope.to.milliseconds
    }

    func figures(_ retention: (SourceName) -> RetentionClass) throws -> RecordsFigures {
        var figures = RecordsFigures(scope: scope)
        let kept = try keptTexts()
        figures.sources = try sources(kept, retention)
        let last = try Row.fetchOne(
            db, sql: "SELECT seq, hash FROM audit WHERE at < ? ORDER BY seq DESC LIMIT 1",
            arguments: [to])
        figures.checkpoint = last.map { "\($0["seq"] as Int64):\(hex($0["hash"] as Data))" }
        figures.holdings = try holdings(kept, auditRows: last?["seq"] ?? 0)
        figures.holds = try HoldRow.standing(db, at: to)
        figures.purges = try purges()
        let accesses = try accesses()
        figures.accesses = accesses.filter { scope.contains($0.at) }
        figures.lastBackup = accesses.last { $0.kind == .backup }?.at
        return figures
    }

    // MARK: What is kept

    private struct Kept {
        var source: SourceName
        var comments: Int
        /// Comments of which some text is there.
        var readable: Int
        var texts: Int
        var emptied: Int
        var oldest: Date?
    }

    /// Texts by source, in one pass in the order in which they lie.
    private func keptTexts() throws -> [Kept] {
        let emptied = try Int64.fetchSet(
            db,
            sql: """
                SELECT number FROM purged JOIN purge USING (purgeID) WHERE what = 'text' AND at < ?
                """, arguments: [to])
        var kept: [Int64: Kept] = [:]
        // Asked for only where something is empty: else a comment's first text tells of it.
        var readable: Set<Int64> = []
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT revisionID, number, revision.commentID, sourceID, writtenAt FROM revision
                JOIN comment USING (commentID) WHERE ingestedAt < ? ORDER BY revisionID
                """, arguments: [to])
        while let row = try rows.next() {
            let isFirst = row[1] as Int == 1
            let source: Int64 = row[3]
            var sum =
                kept[source]
                ?? Kept(source: "", comments: 0, readable: 0, texts: 0, emptied: 0, oldest: nil)
            sum.texts += 1
            if isFirst { sum.comments += 1 }
            if !emptied.isEmpty, emptied.contains(row[0]) {
                sum.emptied += 1
            } else if emptied.isEmpty ? isFirst : readable.insert(row[2]).inserted {
                sum.readable += 1
                let written = Date(milliseconds: row[4])
                sum.oldest = min(sum.oldest ?? written, written)
            }
            kept[source] = sum
        }
        for row in try Row.fetchAll(db, sql: "SELECT sourceID, name FROM source") {
            kept[row["sourceID"]]?.source = SourceName(row["name"] as String)
        }
        return kept.values.sorted { $0.source < $1.source }
    }

    private func sources(
        _ kept: [Kept], _ retention: (SourceName) -> RetentionClass
    ) throws -> [RecordsFigures.SourceRow] {
        var ends: [String: Int64] = [:]
        for source in kept.map(\.source) {
            ends[source.rawValue] = retention(source).end(now: scope.to)?.milliseconds
        }
        let past = try past(ends)
        return kept.map { kept in
            let states = past[kept.source] ?? [:]
            return RecordsFigures.SourceRow(
                source: kept.source, retentionClass: retention(kept.source),
                comments: kept.readable, texts: kept.texts - kept.emptied, oldest: kept.oldest,
                past: states.values.reduce(0, +), held: states["held"] ?? 0,
                waiting: states["waiting"] ?? 0)
        }
    }

    /// Comments that their class keeps no longer, by what keeps them all the same.
    ///
    /// - Parameter ends: by source, before when a comment was written and read; without those that are
    ///   kept for ever.
    private func past(_ ends: [String: Int64]) throws -> [SourceName: [String: Int]] {
        guard !ends.isEmpty else { return [:] }
        let json = String(decoding: try JSONEncoder().encode(ends), as: UTF8.self)
        let rows = try Row.fetchAll(
            db, sql: Self.selectPast, arguments: ["ends": json, "to": to])
        return rows.reduce(into: [:]) { past, row in
            past[SourceName(row["name"] as String), default: [:]][row["state"]] = row["comments"]
        }
    }

    private static let selectPast = """
        WITH due (name, time) AS (SELECT key, value FROM json_each(:ends))
        SELECT name, state, count(*) AS comments FROM (SELECT due.name,
            CASE WHEN \(RecordConditions.isHeld(at: ":to")) THEN 'held'
            WHEN \(RecordConditions.isAmongWaiting) THEN 'waiting' ELSE 'due' END AS state
            FROM comment JOIN source USING (sourceID) JOIN due ON due.name = source.name
            WHERE \(RecordConditions.isBefore("due.time"))
            AND EXISTS (SELECT 1 FROM revision WHERE revision.commentID = comment.commentID
            AND NOT EXISTS (SELECT 1 FROM purged JOIN purge USING (purgeID)
            WHERE what = 'text' AND purged.number = revision.revisionID AND purge.at < :to)))
        GROUP BY name, state
        """

    private func holdings(
        _ kept: [Kept], auditRows: Int
    ) throws -> [RecordsFigures.Holding] {
        let emptied = Dictionary(
            uniqueKeysWithValues: try Row.fetchAll(
                db,
                sql: """
                    SELECT what, count(*) FROM purged JOIN purge USING (purgeID) WHERE at < ?
                    GROUP BY what
                    """, arguments: [to]
            ).map { ($0[0] as String, $0[1] as Int) })
        func count(_ sql: String) throws -> Int {
            try Int.fetchOne(db, sql: "SELECT count(*) FROM \(sql)", arguments: ["to": to])!
        }
        return try RecordsFigures.Kind.allCases.map { kind in
            let all =
                switch kind {
                case .comments: kept.reduce(0) { $0 + $1.comments }
                case .texts: kept.reduce(0) { $0 + $1.texts }
                case .originals: try count("snapshot \(Self.ofRuns)")
                case .setAside: try count("setAside \(Self.ofRuns)")
                case .decisions: try count("decision WHERE at < :to")
                case .secondOpinions: try count("opinion WHERE at < :to")
                case .notes: try count("act WHERE at < :to AND kind = 'note'")
                case .appeals: try count("appeal WHERE at < :to")
                case .notices: try count("report WHERE at < :to AND kind = 'notice'")
                // Numbered without a gap, which `verify` proves.
                case .auditRows: auditRows
                }
            let gone =
                switch kind {
                case .comments: kept.reduce(0) { $0 + $1.comments - $1.readable }
                case .texts: kept.reduce(0) { $0 + $1.emptied }
                case .originals: emptied["original"] ?? 0
                case .setAside: emptied["setAside"] ?? 0
                case .appeals: emptied["appeal"] ?? 0
                case .decisions, .secondOpinions, .notes, .notices, .auditRows: 0
                }
            return RecordsFigures.Holding(kind: kind, kept: all, emptied: gone)
        }
    }

    private static let ofRuns =
        "WHERE runID IN (SELECT runID FROM run WHERE startedAt < :to)"

    // MARK: What went, and who looked

    private func purges() throws -> [RecordsFigures.Purge] {
        try Row.fetchAll(
            db, sql: "SELECT * FROM purge WHERE at >= ? AND at < ? ORDER BY purgeID",
            arguments: [from, to]
        ).map { row in
            var count = PurgeCount()
            count.texts = row["texts"]
            count.answered = row["answered"]
            count.originals = row["originals"]
            count.setAside = row["setAside"]
            count.appeals = row["appeals"]
            count.authors = row["authors"]
            return RecordsFigures.Purge(
                id: row["purgeID"],
                ground: (row["class"] as String?).flatMap(RetentionClass.init)
                    .map(PurgeGround.retention) ?? .erasure,
                count: count, reason: row["reason"], seal: hex(row["contents"] as Data),
                by: Moderator(row["moderator"] as String), at: Date(milliseconds: row["at"]))
        }
    }

    /// Of all time until the end of the period.
    private func accesses() throws -> [RecordsFigures.Access] {
        let kinds = RecordsFigures.Access.Kind.allCases.map { "'\($0.rawValue)'" }
        return try Row.fetchAll(
            db,
            sql: """
                SELECT seq, at, actor, action, subject FROM audit
                WHERE action IN (\(kinds.joined(separator: ", "))) AND at < ? ORDER BY seq
                """, arguments: [to]
        ).compactMap { row in
            RecordsFigures.Access.Kind(rawValue: row["action"]).map { kind in
                RecordsFigures.Access(
                    seq: row["seq"], kind: kind, subject: row["subject"],
                    by: Moderator(row["actor"] as String), at: Date(milliseconds: row["at"]))
            }
        }
    }
}
