import Crypto
import FoundationEssentials
import GRDB
import Moderation

/// What the log says of assessments that came after a revision's first.
enum JudgedAgainLog {
    static let action = "judge-again"

    /// Assessments that one audit row vouches for.
    struct Sealed {
        /// Both included.
        var first: Int64
        var last: Int64
        var policy: String?
        /// The newest audit row that seals them.
        var seq: Int64
        var seal: String?
    }

    /// What the log says, oldest first, each with its newest seal.
    static func all(_ db: Database) throws -> [Sealed] {
        var all: [Sealed] = []
        for row in try Row.fetchAll(
            db,
            sql: "SELECT seq, action, detail FROM audit WHERE action IN (?, ?) ORDER BY seq",
            arguments: [action, SealedBatch.action])
        {
            let detail = AuditChain.fields(row["detail"])
            let range = detail["assessments"]?.split(separator: "-").compactMap { Int64($0) } ?? []
            guard range.count == 2 else { continue }
            let sealed = Sealed(
                first: range[0], last: range[1], policy: detail["policy"], seq: row["seq"],
                seal: detail["seal"])
            if row["action"] == action {
                all.append(sealed)
            } else if let place = all.firstIndex(where: {
                ($0.first, $0.last, $0.policy) == (sealed.first, sealed.last, sealed.policy)
            }) {
                all[place] = sealed
            }
        }
        return all
    }

    /// Where those assessments are not what the log says of them.
    ///
    /// - Complexity: O(assessments).
    static func faults(_ db: Database) throws -> [String] {
        var faults: [String] = []
        var covered: Set<Int64> = []
        for sealed in try all(db) {
            let (ids, seal) = try recomputed(db, sealed)
            covered.formUnion(ids)
            if seal != sealed.seal {
                faults.append(
                    "assessments \(sealed.first) to \(sealed.last) differ from audit row"
                        + " \(sealed.seq)")
            }
        }
        let later = try Int64.fetchAll(
            db,
            sql: """
                SELECT assessmentID FROM assessment AS later WHERE EXISTS (SELECT 1 FROM assessment
                WHERE assessment.revisionID = later.revisionID
                AND assessment.assessmentID < later.assessmentID) ORDER BY assessmentID
                """)
        return faults
            + later.filter { !covered.contains($0) }.map {
                "assessment \($0) stands in no audit row"
            }
    }

    /// Seals assessments anew whose findings were purged, if that makes a difference.
    static func sealAnew(
        _ db: Database, _ sealed: Sealed, purge: Int64, by actor: Moderator, now: Date
    ) throws {
        let seal = try recomputed(db, sealed).seal
        guard seal != sealed.seal else { return }
        var detail = ["assessments": "\(sealed.first)-\(sealed.last)", "seal": seal]
        detail["policy"] = sealed.policy
        try AuditChain.append(
            db, at: now, by: actor, action: SealedBatch.action, subject: PurgeLog.subject(purge),
            detail: detail)
    }

    /// The seal as it follows from what stands in the file now, and what it is of.
    static func recomputed(
        _ db: Database, _ sealed: Sealed
    ) throws -> (ids: [Int64], seal: String) {
        let (first, last, policy) = (sealed.first, sealed.last, sealed.policy)
        var hash = SHA256()
        var ids: [Int64] = []
        let signals = try Dictionary(
            grouping: Row.fetchAll(
                db,
                sql: """
                    SELECT * FROM signal WHERE assessmentID BETWEEN ? AND ?
                    ORDER BY assessmentID, ordinal
                    """, arguments: [first, last]), by: { $0["assessmentID"] as Int64 })
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT assessment.*, revision.contentHash, snapshot.hash AS snapshotHash,
                answered.contentHash AS parentHash FROM assessment JOIN policy ON policy.policyID = assessment.policyID AND digest = ?3
                JOIN revision USING (revisionID) JOIN snapshot USING (snapshotID)
                LEFT JOIN lateParent ON lateParent.revisionID = assessment.revisionID
                AND lateParent.assessmentID <= assessment.assessmentID
                LEFT JOIN revision AS answered ON answered.revisionID = parentRevisionID
                WHERE assessment.assessmentID BETWEEN ?1 AND ?2 ORDER BY assessment.assessmentID
                """, arguments: [first, last, policy])
        while let row = try rows.next() {
            ids.append(row["assessmentID"])
            SealedRevision(
                revisionID: row["revisionID"],
                subject: SealedRevision.again(
                    answering: (row["parentHash"] as Data?).map { [UInt8]($0) }),
                contentHash: [UInt8](row["contentHash"] as Data),
                snapshotHash: [UInt8](row["snapshotHash"] as Data), route: row["route"],
                score: row["score"], categories: row["categories"], labels: row["labels"],
                inconclusive: row["inconclusive"],
                signals: (signals[ids[ids.count - 1]] ?? []).map(SealedRevision.line).joined(),
                facts: row["facts"]
            ).update(&hash)
        }
        return (ids, hex(hash.finalize()))
    }
}
