public import FoundationEssentials
import GRDB
public import Moderation

/// A new or edited comment with its judgement, ready to be kept.
public struct JudgedComment: Sendable, Equatable {
    public var id: CommentID
    public var comment: Comment
    public var raw: RawRecord
    public var assessment: Assessment
    /// `nil` when the author wrote no word.
    public var wording: Wording?
    /// What it was judged by; kept beside the assessment. How often the same was said before is
    /// counted when it is kept.
    public var history: HistoryFacts
    /// Keeps an older wording as a new revision: the input ends with it.
    public var isEditBack = false

    public init(
        id: CommentID, comment: Comment, raw: RawRecord, assessment: Assessment,
        wording: Wording? = nil, history: HistoryFacts = HistoryFacts()
    ) {
        self.wording = wording
        self.id = id
        self.comment = comment
        self.raw = raw
        self.assessment = assessment
        self.history = history
    }
}

/// A record that could not be read, with its original bytes.
public struct SetAsideRecord: Sendable {
    public var raw: RawRecord
    public var reason: SetAsideReason

    public init(raw: RawRecord, reason: SetAsideReason) {
        self.raw = raw
        self.reason = reason
    }
}

/// What one batch of an input comes to; kept in one transaction.
public struct IngestBatch: Sendable {
    public var source: SourceName
    public var input: String
    /// In input order.
    public var comments: [JudgedComment] = []
    public var setAside: [SetAsideRecord] = []
    /// Records of the input read so far, and where the next one begins.
    public var recordsRead = 0
    public var next: RecordPlace
    /// Where the next run goes on; `nil` where it reads the input anew. Kept with the batch, unless
    /// that has an older wording which the rest of the input settles.
    public var checkpoint: FileCheckpoint?

    public init(source: SourceName, input: String, next: RecordPlace) {
        self.source = source
        self.input = input
        self.next = next
    }
}

/// Which comments of a batch the desk has not seen in this wording.
public struct Recognition: Sendable {
    /// In the order asked.
    public var isKnown: [Bool]
    /// Which the desk has in no wording.
    public var isNew: [Bool]
    /// Of those not known, which are another wording of a comment the desk has.
    public var isEdit: [Bool]
    /// Which are the newest wording of a comment that has older ones.
    public var isStanding: [Bool]
    /// Each parent that the desk has, by its id.
    public var parents: [CommentID: KnownParent] = [:]
    /// Articles with a text that the desk has, by their url.
    public var articles: [String: Article] = [:]
}

/// What the desk knows of a comment that another answers.
public struct KnownParent: Sendable, Equatable {
    /// `nil` where it was purged.
    public var text: String?
    public var article: Article?

    public init(text: String?, article: Article?) {
        self.text = text
        self.article = article
    }
}

/// What keeping a batch changed.
public struct BatchOutcome: Sendable, Equatable {
    public var new = 0
    public var edited = 0
    public var known = 0
    public var setAside = 0
    /// Comments with reports of readers that the desk did not know of.
    public var reported = 0
    public var routes: [Route: Int] = [:]
    /// Comments in an older wording, without an edit time: an edit back, unless the same input goes on
    /// to the newest wording again. Counted as known.
    public var older: [JudgedComment] = []
    /// Where the input gave the newest wording of a comment that has older ones.
    public var standing: [CommentID: Int] = [:]
}

extension ReviewQueue {
    /// Tells known comments from new and edited ones, before anything is judged.
    ///
    /// - Complexity: one index look-up a comment.
    public func recognise(
        _ comments: [(id: CommentID, comment: Comment)], source: SourceName
    ) throws -> Recognition {
        try read { db in
            let sourceID = try Int64.fetchOne(
                db.cachedStatement(sql: "SELECT sourceID FROM source WHERE name = ?"),
                arguments: [source.rawValue])
            guard let sourceID else {
                return Recognition(
                    isKnown: comments.map { _ in false }, isNew: comments.map { _ in true },
                    isEdit: comments.map { _ in false },
                    isStanding: comments.map { _ in false })
            }
            var recognition = Recognition(isKnown: [], isNew: [], isEdit: [], isStanding: [])
            for (id, comment) in comments {
                let known = try KnownRevision.find(db, sourceID, id, comment)
                var isKnown = known.map { $0.holds && !$0.mayBeEditBack } ?? false
                if isKnown, !comment.flags.isEmpty {
                    // More reports are kept with its batch.
                    let reports = try ReportStore.known(db, known!.commentID)
                    isKnown = comment.flags.count <= reports
                }
                recognition.isKnown.append(isKnown)
                recognition.isNew.append(known == nil)
                recognition.isEdit.append(known?.holds == false)
                recognition.isStanding.append(known?.isStanding ?? false)
                if known?.holds == true { continue }
                if let parent = comment.parent, recognition.parents[parent] == nil {
                    recognition.parents[parent] = try Self.parent(db, sourceID, parent)
                }
                let article =
                    comment.article
                    ?? comment.parent.flatMap {
                        recognition.parents[$0]?.article
                    }
                if let url = article?.url, article?.body == nil, recognition.articles[url] == nil {
                    recognition.articles[url] = try Self.article(db, url)
                }
            }
            return recognition
        }
    }

    private static func parent(
        _ db: Database, _ sourceID: Int64, _ id: CommentID
    ) throws -> KnownParent? {
        try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT CASE WHEN NOT \(Schema.isPurged("text", "revisionID")) THEN text END
                    AS text, url, title, body FROM comment
                    JOIN revision ON revisionID = latestRevisionID LEFT JOIN article USING (articleID)
                    WHERE sourceID = ? AND externalID = ?
                    """), arguments: [sourceID, id.rawValue]
        ).map { KnownParent(text: $0["text"], article: ArchivedRow.article($0)) }
    }

    /// The newest text of an article that any record brought.
    private static func article(_ db: Database, _ url: String) throws -> Article? {
        try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT url, title, body FROM article WHERE url = ? AND body IS NOT NULL
                    ORDER BY articleID DESC LIMIT 1
                    """), arguments: [url]
        ).flatMap(ArchivedRow.article)
    }

    /// Keeps a batch: snapshots, revisions, assessments, items, audit row and checkpoint, in one
    /// transaction. A batch of known comments writes nothing.
    ///
    /// - Parameter history: judges a comment again that says what was said before.
    /// - Precondition: the queue has a secret (`keyingAuthors`), or no comment has an author.
    /// - Throws: `QueueError`; then nothing of the batch was kept.
    public func keep(
        _ batch: IngestBatch, in run: inout IngestRun, by history: HistoryJudge? = nil, now: Date
    ) throws -> BatchOutcome {
        if batch.comments.isEmpty, try !hasNewSetAside(batch) {
            return BatchOutcome(setAside: batch.setAside.count)
        }
        let started = run
        // Read anew after a fault: then the file does not hold what it holds.
        let memory = run.memory.take()
        if memory == nil { try preparePages() }
        let (outcome, runID, written) = try write { db in
            var writer = try BatchWriter(
                db, batch, started, now, secret, try memory ?? IngestMemory(db), history)
            let outcome = try writer.writeAll()
            return (outcome, writer.runID, writer.memory)
        }
        run.memory = written
        if outcome.new + outcome.edited > 0 || runID != nil { run.id = runID ?? run.id }
        return outcome
    }

    /// 64 MiB of pages for the connection that writes, and 32 MiB of the log before they go to their
    /// places: keys of authors and hashes of records come in no order, so that on a large desk each
    /// reads and writes a page of its index of its own.
    private func preparePages() throws {
        do {
            try database.writeWithoutTransaction { db in
                try db.execute(sql: "PRAGMA cache_size = -65536; PRAGMA wal_autocheckpoint = 8192")
            }
        } catch {
            throw QueueError(error, path: database.path)
        }
    }

    private func hasNewSetAside(_ batch: IngestBatch) throws -> Bool {
        guard !batch.setAside.isEmpty else { return false }
        return try read { db in
            for record in batch.setAside
            where try !SetAsideStore.holds(db, record, (batch.source, batch.input)) { return true }
            return false
        }
    }

    /// Closes a run that changed something; a run without changes has no row.
    public func finish(_ run: IngestRun, _ summary: RunSummary, now: Date) throws {
        guard let id = run.id else { return }
        try write { db in
            try db.execute(
                sql: """
                    UPDATE run SET finishedAt = ?, read = ?, new = ?, edited = ?, known = ?,
                    setAside = ? WHERE runID = ?
                    """,
                arguments: [
                    now.milliseconds, summary.read, summary.new, summary.edited, summary.known,
                    summary.setAside, id,
                ])
            try AuditChain.append(
                db, at: now, by: run.actor, action: "ingest-end", subject: "run \(id)",
                detail: [
                    "read": String(summary.read), "new": String(summary.new),
                    "edited": String(summary.edited), "known": String(summary.known),
                    "setAside": String(summary.setAside),
                ])
        }
    }
}

/// What the desk already has of a comment.
struct KnownRevision {
    var commentID: Int64
    var latestNumber: Int
    /// Whether this wording is one the desk has, and no later edit back to it.
    var holds: Bool
    var isLatest: Bool
    /// An older wording of a source that gives no edit times: only the rest of the input can tell
    /// whether it is an edit back or an old record read again.
    var mayBeEditBack: Bool
    var isStanding: Bool { isLatest && latestNumber > 1 }

    /// A wording that any revision has is known, so that a file which holds two wordings of one
    /// comment can be read again without end. An `edited_at` later than that of every revision makes
    /// an old wording new at once; without one it may be an edit back (`mayBeEditBack`). One that was
    /// purged is known by its hash and does not come back so.
    static func find(
        _ db: Database, _ sourceID: Int64, _ id: CommentID, _ comment: Comment
    ) throws -> KnownRevision? {
        let rows = try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT commentID, number, contentHash, editedAt,
                    \(Schema.isPurged("text", "revisionID")) AS isPurged FROM comment
                    JOIN revision USING (commentID)
                    WHERE sourceID = ? AND externalID = ? ORDER BY number
                    """), arguments: [sourceID, id.rawValue])
        guard let last = rows.last else { return nil }
        let hash = Data(contentHash(comment.text, comment.format))
        let match = rows.last { $0["contentHash"] as Data == hash }
        var holds = match != nil
        if let match, match["number"] as Int != last["number"] as Int,
            let edited = comment.editedAt?.milliseconds,
            edited > rows.compactMap({ $0["editedAt"] as Int64? }).max() ?? .min
        {
            holds = false
        }
        let isLatest = match != nil && match!["number"] as Int == last["number"] as Int
        let isPurged = match?["isPurged"] as Bool? ?? false
        return KnownRevision(
            commentID: last["commentID"], latestNumber: last["number"], holds: holds,
            isLatest: isLatest,
            mayBeEditBack: holds && !isLatest && !isPurged && comment.editedAt == nil)
    }
}
