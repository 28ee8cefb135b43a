import FoundationEssentials
import GRDB
import Moderation

/// Writes one batch inside one transaction.
///
/// **Never** outlives the transaction; a throw leaves nothing behind.
struct BatchWriter {
    private let db: Database
    private let batch: IngestBatch
    private let run: IngestRun
    private let now: Date
    private let secret: AuthorSecret?
    private let sourceID: Int64
    private(set) var runID: Int64?
    private var wordings: WordingStore
    private var snapshots: SnapshotIndex
    private var authors: KnownAuthors
    private var nextRevisionID: Int64
    private let late: LateFacts
    private var parents: LateParents
    private let history: HistoryJudge?
    private var assessments: AssessmentWriter?
    private var outcome = BatchOutcome()
    private var sealed: (first: Int64, last: Int64)?

    init(
        _ db: Database, _ batch: IngestBatch, _ run: IngestRun, _ now: Date,
        _ secret: AuthorSecret?, _ memory: IngestMemory, _ history: HistoryJudge?
    ) throws {
        self.db = db
        self.batch = batch
        self.run = run
        self.now = now
        self.secret = secret
        runID = run.id
        wordings = WordingStore(db, memory.wordings)
        snapshots = memory.snapshots
        authors = memory.authors
        nextRevisionID = try Int64.fetchOne(db, sql: "SELECT max(revisionID) FROM revision") ?? 0
        nextRevisionID += 1
        self.history = history
        late = LateFacts(db, asksForNearDuplicates: history?.asksForNearDuplicates ?? false)
        sourceID = try SourceStore.id(db, batch.source)
        parents = try LateParents(db, source: sourceID)
    }

    /// For the next batch.
    var memory: IngestMemory {
        IngestMemory(wordings: wordings.memory, snapshots: snapshots, authors: authors)
    }

    mutating func writeAll() throws -> BatchOutcome {
        for comment in batch.comments { try write(comment) }
        for record in batch.setAside { try write(record) }
        try wordings.flush()
        try snapshots.flush(db)
        // An older wording is settled by the rest of the input, which the next run has to read then.
        if let checkpoint = batch.checkpoint, outcome.older.isEmpty {
            try CheckpointStore.write(db, checkpoint, source: sourceID)
        }
        guard let runID else { return outcome }
        try db.cachedStatement(
            sql: """
                INSERT INTO checkpoint (sourceID, input, records, line, offset, runID)
                VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (sourceID, input) DO UPDATE SET
                records = excluded.records, line = excluded.line, offset = excluded.offset,
                runID = excluded.runID
                """
        ).execute(arguments: [
            sourceID, batch.input, batch.recordsRead, batch.next.line, batch.next.offset, runID,
        ])
        var detail = [
            "source": batch.source.rawValue, "new": String(outcome.new),
            "edited": String(outcome.edited), "setAside": String(outcome.setAside),
            "policy": run.policy.digest.rawValue,
        ]
        if let sealed, let assessments {
            detail["revisions"] = "\(sealed.first)-\(sealed.last)"
            detail["seal"] = assessments.sealed
            detail["authors"] = SealedRevision.keyedAuthors
        }
        try AuditChain.append(
            db, at: now, by: run.actor, action: "ingest", subject: "run \(runID)", detail: detail)
        return outcome
    }

    // MARK: - Comments

    private mutating func write(_ judged: JudgedComment) throws {
        let known = try KnownRevision.find(db, sourceID, judged.id, judged.comment)
        if let known {
            try SiteStore.see(db, judged.comment.status, of: known.commentID, now: now)
        }
        if let known, known.holds, !(judged.isEditBack && known.mayBeEditBack) {
            outcome.known += 1
            if known.mayBeEditBack { outcome.older.append(judged) }
            if known.isStanding { outcome.standing[judged.id] = judged.raw.place.offset }
            if !judged.comment.flags.isEmpty { try writeReports(judged, known.commentID) }
            return
        }
        try begin()
        let snapshot = try writeSnapshot(judged.raw.bytes)
        let revisionID = nextRevisionID
        nextRevisionID += 1
        let author = try writeAuthor(judged.comment.author)
        let commentID = try known?.commentID ?? writeComment(judged, author, revision: revisionID)
        if known != nil {
            try db.cachedStatement(
                sql: "UPDATE comment SET latestRevisionID = ? WHERE commentID = ?"
            ).execute(arguments: [revisionID, commentID])
        }
        let number = (known?.latestNumber ?? 0) + 1
        let hash = contentHash(judged.comment.text, judged.comment.format)
        let article = try judged.comment.article.map(writeArticle)
        try db.cachedStatement(
            sql: """
                INSERT INTO revision (revisionID, commentID, number, text, format, contentHash,
                snapshotID, articleID, parentText, editedAt, ingestedAt, runID)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            revisionID, commentID, number, judged.comment.text, judged.comment.format.rawValue,
            Data(hash),
            snapshot.id, article?.id, judged.comment.parentText,
            judged.comment.editedAt?.milliseconds, now.milliseconds, runID,
        ])
        let subject = SealedRevision.subject(
            source: batch.source.rawValue, id: judged.id.rawValue, number: number,
            answered: SealedRevision.answered(judged.comment.parentText),
            editedAt: judged.comment.editedAt?.milliseconds,
            ingestedAt: now.milliseconds, article: article?.hash,
            createdAt: judged.comment.createdAt?.milliseconds,
            parent: judged.comment.parent?.rawValue, author: author?.key.digits)
        try parents.note(judged.comment, commentID: commentID, isEdit: known != nil)
        if known == nil {
            try parents.arrive(judged.id, revision: revisionID)
            try SiteStore.see(db, judged.comment.status, of: commentID, now: now)
        }
        let (assessment, facts) = try self.judge(judged, commentID, isEdit: known != nil)
        try writeAssessment(
            assessment, facts, revisionID, of: commentID, subject, hash, snapshot.hash)
        if known == nil {
            outcome.new += 1
        } else {
            outcome.edited += 1
            try db.cachedStatement(
                sql: """
                    UPDATE item SET state = 'known' WHERE state IN ('open', 'new') AND revisionID IN
                    (SELECT revisionID FROM revision WHERE commentID = ? AND number < ?)
                    """
            ).execute(arguments: [commentID, number])
            // An edit of what a person hid is for a person again.
            try db.cachedStatement(
                sql: "UPDATE item SET state = \(ItemRebuild.undecidedState) WHERE revisionID = ?"
            ).execute(arguments: [revisionID])
            try Waiting.refresh(db, commentID)
        }
        outcome.routes[assessment.route, default: 0] += 1
        if try ReportStore.receive(
            db, judged.comment.flags, comment: commentID, revision: revisionID, by: run.actor,
            now: now)
        {
            outcome.reported += 1
        }
    }

    private mutating func begin() throws {
        if assessments == nil {
            assessments = AssessmentWriter(
                db, policy: try PolicyStore.id(db, run.policy, by: run.actor, now: now))
        }
        if runID == nil { runID = try RunStore.begin(db, run, now: now) }
    }

    /// What readers say of a comment that is known can still be new.
    private mutating func writeReports(_ judged: JudgedComment, _ commentID: Int64) throws {
        guard judged.comment.flags.count > (try ReportStore.known(db, commentID)) else { return }
        try begin()
        let revision = try Int64.fetchOne(
            db, sql: "SELECT latestRevisionID FROM comment WHERE commentID = ?",
            arguments: [commentID])!
        _ = try ReportStore.receive(
            db, judged.comment.flags, comment: commentID, revision: revision, by: run.actor,
            now: now)
        outcome.reported += 1
    }

    private mutating func writeSnapshot(_ bytes: [UInt8]) throws -> (id: Int64, hash: [UInt8]) {
        let hash = sha256(bytes)
        if let id = try snapshots.id(of: hash, db) { return (id, hash) }
        try db.cachedStatement(sql: "INSERT INTO snapshot (hash, bytes, runID) VALUES (?, ?, ?)")
            .execute(arguments: [Data(hash), Data(bytes), runID])
        snapshots.add(hash, db.lastInsertedRowID)
        return (db.lastInsertedRowID, hash)
    }

    private mutating func writeComment(
        _ judged: JudgedComment, _ author: KnownAuthors.Entry?, revision: Int64
    ) throws -> Int64 {
        try db.cachedStatement(
            sql: """
                INSERT INTO comment (sourceID, externalID, authorID, parent, createdAt, writtenAt,
                latestRevisionID) VALUES (?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            sourceID, judged.id.rawValue, author?.id, judged.comment.parent?.rawValue,
            judged.comment.createdAt?.milliseconds,
            (judged.comment.createdAt ?? now).milliseconds, revision,
        ])
        return db.lastInsertedRowID
    }

    /// The author of a comment, written down if this is their first.
    private mutating func writeAuthor(_ author: Author?) throws -> KnownAuthors.Entry? {
        guard let author, author.key != nil else { return nil }
        guard let secret else {
            preconditionFailure("comments are kept by a queue that has a secret")
        }
        return try authors.entry(of: author, db, source: (sourceID, batch.source), secret)
    }

    private func writeArticle(_ article: Article) throws -> (id: Int64, hash: [UInt8]) {
        let hash = articleHash(article)
        let digest = Data(hash)
        let find = try db.cachedStatement(sql: "SELECT articleID FROM article WHERE hash = ?")
        if let id = try Int64.fetchOne(find, arguments: [digest]) { return (id, hash) }
        try db.cachedStatement(
            sql: "INSERT INTO article (hash, url, title, body) VALUES (?, ?, ?, ?)"
        ).execute(arguments: [digest, article.url, article.title, article.body])
        return (db.lastInsertedRowID, hash)
    }

    // MARK: - Judgement

    /// Keeps what a comment says, counts what said the same before, and judges again where a rule tells
    /// the difference.
    private mutating func judge(
        _ judged: JudgedComment, _ commentID: Int64, isEdit: Bool
    ) throws -> (Assessment, HistoryFacts) {
        if isEdit { try late.markWording(commentID, joined: false) }
        let placing = try wordings.note(judged.wording, commentID: commentID, isNew: !isEdit)
        try late.mark(
            commentID, joined: placing == .joined,
            hasAuthor: isEdit || judged.comment.author?.key != nil)
        var facts = judged.history
        if placing == .known, facts.author != nil {
            facts.author!.repeats = try EarlierWordings.repeats(db, of: commentID)
        }
        if let history, history.asksForNearDuplicates {
            facts.nearDuplicates =
                placing == nil ? 0 : try EarlierWordings.nearDuplicates(db, of: commentID)
        }
        guard let history, facts != judged.history else { return (judged.assessment, facts) }
        let (assumed, known) = (
            CommentFacts(source: batch.source, history: judged.history),
            CommentFacts(source: batch.source, history: facts)
        )
        guard history.tellsApart(assumed, known) else { return (judged.assessment, facts) }
        return (history.assess(judged.comment, known), facts)
    }

    private mutating func writeAssessment(
        _ assessment: Assessment, _ facts: HistoryFacts, _ revisionID: Int64, of commentID: Int64,
        _ subject: String, _ content: [UInt8], _ snapshot: [UInt8]
    ) throws {
        let assessmentID = try assessments!.write(
            assessment, by: facts, revision: revisionID, subject: subject, contentHash: content,
            snapshotHash: snapshot)
        try db.cachedStatement(
            sql: """
                INSERT INTO item (revisionID, assessmentID, state, rank, score, severity,
                ofComment) VALUES (?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            revisionID, assessmentID, assessment.route == .pass ? "new" : "open",
            QueueRank.of(assessment.route), assessment.score, assessment.severity, commentID,
        ])
        sealed = (sealed?.first ?? revisionID, revisionID)
    }

    // MARK: - Set aside

    private mutating func write(_ record: SetAsideRecord) throws {
        outcome.setAside += 1
        let place = (batch.source, batch.input)
        guard try !SetAsideStore.holds(db, record, place) else { return }
        try begin()
        try SetAsideStore.write(db, record, place, run: runID!)
    }
}
