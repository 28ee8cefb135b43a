import Crypto
import FoundationEssentials
import GRDB

/// What the log says of assessments that came after a revision's first.
enum JudgedAgainLog {
    static let action = "judge-again"

    /// Where those assessments are not what the log says of them.
    ///
    /// - Complexity: O(assessments).
    static func faults(_ db: Database) throws -> [String] {
        var faults: [String] = []
        var covered: Set<Int64> = []
        for row in try Row.fetchAll(
            db, sql: "SELECT seq, detail FROM audit WHERE action = ? ORDER BY seq",
            arguments: [action])
        {
            let detail = AuditChain.fields(row["detail"])
            let range = detail["assessments"]?.split(separator: "-").compactMap { Int64($0) } ?? []
            guard range.count == 2 else { continue }
            let (ids, seal) = try seal(db, range[0], range[1], policy: detail["policy"])
            covered.formUnion(ids)
            if seal != detail["seal"] {
                faults.append(
                    "assessments \(range[0]) to \(range[1]) differ from audit row"
                        + " \(row["seq"] as Int64)")
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

    private static func seal(
        _ db: Database, _ first: Int64, _ last: Int64, policy: String?
    ) throws -> (ids: [Int64], seal: String) {
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
