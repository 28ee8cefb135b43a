import Crypto
import FoundationEssentials
import GRDB
import Moderation

/// Revisions that one audit row vouches for: a batch of an ingest.
///
/// When some of it is purged another audit row seals it anew, with hashes in the place of what went.
struct SealedBatch {
    /// The action of that row.
    static let action = "seal"

    /// Revisions, both included.
    var first: Int64
    var last: Int64
    /// The newest audit row that seals it.
    var seq: Int64
    var seal: String
    /// Whether authors stand in it by their keys.
    var isKeyed: Bool

    /// Every batch, oldest first, with its newest seal.
    ///
    /// - Complexity: O(audit rows).
    static func all(_ db: Database) throws -> [SealedBatch] {
        var batches: [SealedBatch] = []
        var places: [Int64: Int] = [:]
        for row in try Row.fetchAll(
            db,
            sql: "SELECT seq, action, detail FROM audit WHERE action IN ('ingest', ?) ORDER BY seq",
            arguments: [action])
        {
            let detail = AuditChain.fields(row["detail"])
            guard let range = detail["revisions"]?.split(separator: "-").compactMap({ Int64($0) }),
                range.count == 2, let seal = detail["seal"]
            else { continue }
            let batch = SealedBatch(
                first: range[0], last: range[1], seq: row["seq"], seal: seal,
                isKeyed: detail["authors"] == SealedRevision.keyedAuthors)
            if row["action"] == action, let place = places[batch.first],
                batches[place].last == batch.last
            {
                batches[place] = batch
            } else if row["action"] != action {
                places[batch.first] = batches.count
                batches.append(batch)
            }
        }
        return batches
    }

    /// Seals the batch anew, authors by their keys, if that makes a difference.
    ///
    /// - Parameter purge: what it was sealed for.
    func sealAnew(_ db: Database, purge: Int64, by actor: Moderator, now: Date) throws {
        var keyed = self
        keyed.isKeyed = true
        let seal = try keyed.recomputed(db).seal
        guard seal != self.seal || !isKeyed else { return }
        try AuditChain.append(
            db, at: now, by: actor, action: Self.action, subject: PurgeLog.subject(purge),
            detail: [
                "revisions": "\(first)-\(last)", "seal": seal,
                "authors": SealedRevision.keyedAuthors,
            ])
    }

    /// The seal as it follows from what stands in the file now.
    struct Found {
        var seal = ""
        var revisions = 0
        /// Texts that are not those of their hashes.
        var faults: [String] = []
    }

    func recomputed(_ db: Database) throws -> Found {
        var found = Found()
        var hash = SHA256()
        let signals = try signals(db)
        let rows = try Row.fetchCursor(
            db.cachedStatement(sql: isKeyed ? Self.selectKeyed : Self.selectPlain),
            arguments: [first, last])
        while let row = try rows.next() {
            found.revisions += 1
            let id: Int64 = row["revisionID"]
            let content = [UInt8](row["contentHash"] as Data)
            let text: String = row["text"]
            let isWhole =
                row["isPurged"] ? text.isEmpty : contentHash(text, named: row["format"]) == content
            if !isWhole {
                found.faults.append("the text of revision \(id) does not match its hash")
            }
            let lines = (signals[id] ?? []).map(SealedRevision.line)
            SealedRevision(
                revisionID: id,
                subject: SealedRevision.subject(
                    source: row["sourceName"], id: row["externalID"], number: row["number"],
                    answered: SealedRevision.answered(
                        row["parentText"],
                        purged: (row["answeredHash"] as Data?).map { [UInt8]($0) }),
                    editedAt: row["editedAt"], ingestedAt: row["ingestedAt"],
                    article: (row["articleHash"] as Data?).map { [UInt8]($0) },
                    createdAt: row["createdAt"], parent: row["parent"], author: row["authorKey"]),
                contentHash: content,
                snapshotHash: [UInt8](row["snapshotHash"] as Data), route: row["route"],
                score: row["score"], categories: row["categories"], labels: row["labels"],
                inconclusive: row["inconclusive"], signals: lines.joined(),
                facts: row["facts"]
            ).update(&hash)
        }
        found.seal = hex(hash.finalize())
        return found
    }

    /// Of the first assessment of each revision.
    private func signals(_ db: Database) throws -> [Int64: [Row]] {
        try Dictionary(
            grouping: Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT signal.*, revisionID FROM signal JOIN assessment USING (assessmentID)
                        WHERE revisionID BETWEEN ? AND ? AND NOT EXISTS
                        (SELECT 1 FROM assessment AS a WHERE a.revisionID = assessment.revisionID
                        AND a.assessmentID < assessment.assessmentID) ORDER BY assessmentID, ordinal
                        """), arguments: [first, last]), by: { $0["revisionID"] as Int64 })
    }

    private static let selectKeyed = select(author: "nullif(lower(hex(author.key)), '')")
    private static let selectPlain = select(author: "formerAuthor.key")

    private static func select(author: String) -> String {
        """
        SELECT revision.revisionID, text, format, contentHash, snapshot.hash AS snapshotHash,
        route, assessment.score, categories, labels, inconclusive, facts, source.name AS sourceName,
        externalID, revision.number, parentText, editedAt, ingestedAt, article.hash AS articleHash,
        createdAt, parent, \(author) AS authorKey,
        \(Schema.isPurged("text", "revision.revisionID")) AS isPurged,
        (SELECT purged.hash FROM purged WHERE what = 'answered'
        AND purged.number = revision.revisionID) AS answeredHash
        FROM revision JOIN snapshot USING (snapshotID) JOIN comment USING (commentID)
        JOIN source USING (sourceID) LEFT JOIN article USING (articleID)
        LEFT JOIN author ON author.authorID = comment.authorID
        LEFT JOIN formerAuthor ON formerAuthor.authorID = comment.authorID
        JOIN assessment ON assessment.assessmentID =
        (SELECT MIN(assessmentID) FROM assessment AS a WHERE a.revisionID = revision.revisionID)
        WHERE revision.revisionID BETWEEN ? AND ? ORDER BY revision.revisionID
        """
    }
}
