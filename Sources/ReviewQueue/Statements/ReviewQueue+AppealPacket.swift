import FoundationEssentials
import GRDB
public import Moderation

extension ReviewQueue {
    /// An appeal with all that its answer turns on; who gave notice is left out.
    ///
    /// - Throws: `Problem` Q024.
    public func appealPacket(_ id: Int64) throws -> AppealPacket {
        try read { db in
            let appeal = try AppealStore.known(db, id)
            let decision = appeal.decision
            let row = try Row.fetchOne(
                db,
                sql: """
                    SELECT revision.revisionID, revision.commentID, revision.text,
                    revision.format, revision.ingestedAt, createdAt, revision.contentHash,
                    snapshot.hash AS snapshotHash, newest.number AS newestNumber,
                    url, title, assessment.assessmentID, route, assessment.score, categories, labels,
                    inconclusive, policy.digest AS policyDigest, policy.profile AS policyProfile
                    FROM decision JOIN revision USING (revisionID)
                    JOIN comment ON comment.commentID = revision.commentID
                    JOIN revision AS newest ON newest.revisionID = latestRevisionID
                    JOIN snapshot ON snapshot.snapshotID = revision.snapshotID
                    JOIN assessment ON assessment.assessmentID = ?
                    JOIN policy ON policy.policyID = assessment.policyID
                    LEFT JOIN article ON article.articleID = revision.articleID
                    WHERE decision.decisionID = ?
                    """, arguments: [try DecidedOn(db).assessment(of: decision.id), decision.id])!
            let comment: Int64 = row["commentID"]
            let history = try Row.fetchAll(
                db, sql: DecisionRow.select + " WHERE comment.commentID = ? ORDER BY decisionID",
                arguments: [comment]
            ).map(DecisionRow.decision)
            var reports = try ReportStore.all(db, ofComment: comment)
                .filter { $0.at <= decision.at }
            for index in reports.indices {
                reports[index].notice?.name = nil
                reports[index].notice?.email = nil
            }
            return AppealPacket(
                appeal: appeal, text: try text(db, row, decision),
                assessment: try StoredAssessment.read(db, row), history: history,
                acts: try ActStore.all(db, decision.comment), reports: reports)
        }
    }

    private func text(
        _ db: Database, _ row: Row, _ decision: Decision
    ) throws -> AppealPacket.Text {
        let (url, title) = (row["url"] as String?, row["title"] as String?)
        return AppealPacket.Text(
            body: row["text"], format: BodyFormat(rawValue: row["format"]) ?? .plain,
            purged: try PurgeLog.purged(db, revision: row["revisionID"]),
            revision: decision.revision, newestRevision: row["newestNumber"],
            writtenAt: (row["createdAt"] as Int64?).map { Date(milliseconds: $0) },
            ingestedAt: Date(milliseconds: row["ingestedAt"]),
            article: url ?? title == nil ? nil : Article(url: url, title: title),
            snapshotHash: hex(row["snapshotHash"] as Data),
            contentHash: hex(row["contentHash"] as Data))
    }
}
