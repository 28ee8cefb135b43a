import Crypto
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
    private(set) var wordings: WordingStore
    private var policyID: Int64?
    private var outcome = BatchOutcome()
    private var seal = SHA256()
    private var sealed: (first: Int64, last: Int64)?

    init(
        _ db: Database, _ batch: IngestBatch, _ run: IngestRun, _ now: Date,
        _ secret: AuthorSecret?, _ memory: WordingMemory
    ) throws {
        self.db = db
        self.batch = batch
        self.run = run
        self.now = now
        self.secret = secret
        runID = run.id
        wordings = WordingStore(db, memory)
        try db.cachedStatement(sql: "INSERT OR IGNORE INTO source (name) VALUES (?)")
            .execute(arguments: [batch.source.rawValue])
        sourceID = try Int64.fetchOne(
            db.cachedStatement(sql: "SELECT sourceID FROM source WHERE name = ?"),
            arguments: [batch.source.rawValue])!
    }

    mutating func writeAll() throws -> BatchOutcome {
        for comment in batch.comments { try write(comment) }
        for record in batch.setAside { try write(record) }
        try wordings.flush()
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
        if let sealed {
            detail["revisions"] = "\(sealed.first)-\(sealed.last)"
            detail["seal"] = hex(seal.finalize())
            detail["authors"] = SealedRevision.keyedAuthors
        }
        try AuditChain.append(
            db, at: now, by: run.actor, action: "ingest", subject: "run \(runID)", detail: detail)
        return outcome
    }

    // MARK: - Comments

    private mutating func write(_ judged: JudgedComment) throws {
        let known = try KnownRevision.find(db, sourceID, judged.id, judged.comment)
        if let known, known.holds, !(judged.isEditBack && known.mayBeEditBack) {
            outcome.known += 1
            if known.mayBeEditBack { outcome.older.append(judged) }
            if known.isStanding { outcome.standing[judged.id] = judged.raw.place.offset }
            return
        }
        try begin()
        let snapshot = try writeSnapshot(judged.raw.bytes)
        let author = authorKey(judged.comment.author)
        let commentID = try known?.commentID ?? writeComment(judged, author)
        let number = (known?.latestNumber ?? 0) + 1
        let hash = contentHash(judged.comment.text, judged.comment.format)
        let article = try judged.comment.article.map(writeArticle)
        try db.cachedStatement(
            sql: """
                INSERT INTO revision (commentID, number, text, format, contentHash, snapshotID,
                articleID, parentText, editedAt, ingestedAt, runID)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            commentID, number, judged.comment.text, judged.comment.format.rawValue, Data(hash),
            snapshot.id, article?.id, judged.comment.parentText,
            judged.comment.editedAt?.milliseconds, now.milliseconds, runID,
        ])
        let revisionID = db.lastInsertedRowID
        try db.cachedStatement(sql: "UPDATE comment SET latestRevisionID = ? WHERE commentID = ?")
            .execute(arguments: [revisionID, commentID])
        let subject = SealedRevision.subject(
            source: batch.source.rawValue, id: judged.id.rawValue, number: number,
            parentText: judged.comment.parentText, editedAt: judged.comment.editedAt?.milliseconds,
            ingestedAt: now.milliseconds, article: article?.hash,
            createdAt: judged.comment.createdAt?.milliseconds,
            parent: judged.comment.parent?.rawValue, author: author)
        try wordings.note(judged, commentID: commentID)
        try writeAssessment(
            judged.assessment, revisionID, subject, hash, snapshot.hash, judged.authorFacts)
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
        }
        outcome.routes[judged.assessment.route, default: 0] += 1
    }

    private mutating func begin() throws {
        if policyID == nil { policyID = try PolicyStore.id(db, run.policy, now: now) }
        if runID == nil { runID = try RunStore.begin(db, run, now: now) }
    }

    private func writeSnapshot(_ bytes: [UInt8]) throws -> (id: Int64, hash: [UInt8]) {
        let hash = sha256(bytes)
        try db.cachedStatement(
            sql: "INSERT OR IGNORE INTO snapshot (hash, bytes, runID) VALUES (?, ?, ?)"
        ).execute(arguments: [Data(hash), Data(bytes), runID])
        if db.changesCount == 1 { return (db.lastInsertedRowID, hash) }
        let id = try Int64.fetchOne(
            db.cachedStatement(sql: "SELECT snapshotID FROM snapshot WHERE hash = ?"),
            arguments: [Data(hash)])
        return (id!, hash)
    }

    private func writeComment(_ judged: JudgedComment, _ key: String?) throws -> Int64 {
        let authorID = try key.map {
            try AuthorStore.id(db, judged.comment.author!, key: $0, source: sourceID)
        }
        try db.cachedStatement(
            sql: """
                INSERT INTO comment (sourceID, externalID, authorID, parent, createdAt, writtenAt)
                VALUES (?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            sourceID, judged.id.rawValue, authorID,
            judged.comment.parent?.rawValue, judged.comment.createdAt?.milliseconds,
            (judged.comment.createdAt ?? now).milliseconds,
        ])
        return db.lastInsertedRowID
    }

    private func authorKey(_ author: Author?) -> String? {
        guard let author, author.key != nil else { return nil }
        guard let secret else {
            preconditionFailure("comments are kept by a queue that has a secret")
        }
        return secret.key(of: author, in: batch.source)
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

    private mutating func writeAssessment(
        _ assessment: Assessment, _ revisionID: Int64, _ subject: String, _ content: [UInt8],
        _ snapshot: [UInt8], _ author: AuthorFacts?
    ) throws {
        let stored = StoredAssessment(assessment)
        let facts = StoredFacts.column(author: author)
        try db.cachedStatement(
            sql: """
                INSERT INTO assessment (revisionID, policyID, route, score, categories, labels,
                inconclusive, facts) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            revisionID, policyID, assessment.route.rawValue, assessment.score, stored.categories,
            stored.labels, stored.inconclusive, facts,
        ])
        let assessmentID = db.lastInsertedRowID
        var lines = ""
        for (ordinal, signal) in assessment.signals.enumerated() {
            try db.cachedStatement(
                sql: """
                    INSERT INTO signal (assessmentID, ordinal, rule, category, title, message,
                    spanStart, spanEnd, scope, disguised, points, status)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """
            ).execute(arguments: [
                assessmentID, ordinal, signal.rule.rawValue, signal.category.rawValue, signal.title,
                signal.message, signal.span.start, signal.span.end, signal.scope.rawValue,
                signal.disguised, signal.points, signal.status.rawValue,
            ])
            lines += SealedRevision.line(
                rule: signal.rule.rawValue, category: signal.category.rawValue,
                title: signal.title, message: signal.message, start: signal.span.start,
                end: signal.span.end, scope: signal.scope.rawValue,
                disguised: signal.disguised, points: signal.points, status: signal.status.rawValue)
        }
        try db.cachedStatement(
            sql: """
                INSERT INTO item (revisionID, assessmentID, state, rank, score)
                VALUES (?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            revisionID, assessmentID, assessment.route == .pass ? "new" : "open",
            QueueRank.of(assessment.route), assessment.score,
        ])
        sealed = (sealed?.first ?? revisionID, revisionID)
        SealedRevision(
            revisionID: revisionID, subject: subject, contentHash: content, snapshotHash: snapshot,
            route: assessment.route.rawValue, score: assessment.score,
            categories: stored.categories, labels: stored.labels,
            inconclusive: stored.inconclusive, signals: lines, facts: facts
        ).update(&seal)
    }

    // MARK: - Set aside

    private mutating func write(_ record: SetAsideRecord) throws {
        outcome.setAside += 1
        let hash = Data(sha256(record.raw.bytes))
        let isKept = try Bool.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT EXISTS (SELECT 1 FROM setAside
                    WHERE sourceID = ? AND input = ? AND line = ? AND hash = ?)
                    """),
            arguments: [sourceID, batch.input, record.raw.place.line, hash])
        guard isKept != true else { return }
        try begin()
        try db.cachedStatement(
            sql: """
                INSERT INTO setAside (sourceID, input, line, offset, code, reason, hash, bytes,
                runID) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            sourceID, batch.input, record.raw.place.line, record.raw.place.offset,
            record.reason.code, record.reason.message, hash, Data(record.raw.bytes), runID,
        ])
    }
}

/// How far ahead an item stands in the queue, before its score is looked at.
enum QueueRank {
    static func of(_ route: Route) -> Int {
        switch route {
        case .pass: 0
        case .queue: 1
        case .hold: 2
        case .reject: 3
        }
    }
}
