import FoundationEssentials
import GRDB
import Moderation

/// Empties what comments say inside one transaction, and leaves hashes and the reason.
///
/// Gone are the texts, the copies of them that replies carry, what rules said of them, the original
/// bytes, appeals and notices about them, the wordings that no other comment has, and the details of authors of whom nothing is left. Ids, hashes, judgements,
/// decisions and the log stay, so that `verify` proves as much as it did before.
struct TextPurge {
    /// Of a purge the class and the time; of an erasure the comment it was asked by, and why it does not
    /// wait for a class, if it does not.
    struct Ground {
        var retentionClass: RetentionClass?
        var before: Date?
        var comment: Int64?
        var reason: String?
    }

    var ground: Ground
    var by: Moderator
    var now: Date
    var shared: SharedOriginals

    /// - Parameters:
    ///   - comments: which may go.
    ///   - setAside: records that could not be read, which may go.
    ///   - authors: whose details go, besides those who have no text left.
    /// - Returns: what went; nothing is written where that is nothing.
    /// - Precondition: authors have keys (`ReviewQueue.adopt`).
    /// - Throws: `Problem` Q030 when a batch that is touched is not as it was sealed; then nothing was
    ///   changed.
    /// - Complexity: O(texts of the batches that are touched), and a look at every reply of the desk.
    func empty(
        _ db: Database, comments: [Int64], setAside: [Int64] = [], authors: [Int64] = []
    ) throws -> PurgeCount {
        let found = try PurgeParts(db, comments, shared)
        let batches = try checkedBatches(db, of: found.revisions)
        let later = try checkedAssessments(db, of: found.revisions)
        let parts = found.all + setAside.map { PurgeLog.Part(what: .setAside, number: $0) }
        let authors = try Set(authors + authorsLeftEmpty(db, by: comments)).sorted()
            .filter { try AuthorStore.isNamed(db, $0) }
        var count = found.count
        count.setAside = setAside.count
        count.authors = authors.count
        guard count != PurgeCount() else { return count }
        let id = try AuditedTable.purges.insert(
            db,
            [
                "class": ground.retentionClass?.rawValue, "before": ground.before?.milliseconds,
                "commentID": ground.comment, "reason": ground.reason, "texts": count.texts,
                "answered": count.answered, "originals": count.originals,
                "setAside": count.setAside, "appeals": count.appeals, "authors": count.authors,
                "contents": Data(PurgeLog.contents(parts)),
            ], by: by, now: now)
        try PurgeLog.write(db, parts, purge: id)
        // The next search makes the index anew; taken out one by one, words would stay in its segments.
        try SearchIndex.empty(db)
        for part in parts {
            try db.cachedStatement(sql: Self.statement(part.what)).execute(arguments: [part.number])
            if part.what == .text {
                for statement in [Self.emptyMessages, Self.forgetNotices] {
                    try db.cachedStatement(sql: statement).execute(arguments: [part.number])
                }
            }
        }
        try forgetWordings(db, of: comments)
        for batch in batches { try batch.sealAnew(db, purge: id, by: by, now: now) }
        for sealed in later {
            try JudgedAgainLog.sealAnew(db, sealed, purge: id, by: by, now: now)
        }
        for author in authors { try AuthorStore.forget(db, author) }
        return count
    }

    private static func statement(_ what: PurgeLog.Part.What) -> String {
        switch what {
        case .text: "UPDATE revision SET text = '' WHERE revisionID = ? AND text <> ''"
        case .answered: "UPDATE revision SET parentText = '' WHERE revisionID = ?"
        case .original: "UPDATE snapshot SET bytes = x'' WHERE snapshotID = ?"
        case .setAside: "UPDATE setAside SET bytes = x'' WHERE setAsideID = ?"
        case .appeal: "UPDATE appeal SET text = '', contact = NULL WHERE appealID = ?"
        }
    }

    private static let emptyMessages = """
        UPDATE signal SET message = '' WHERE assessmentID IN
        (SELECT assessmentID FROM assessment WHERE revisionID = ?)
        """

    /// What others wrote to have a text taken down; its hash stays with the report.
    private static let forgetNotices = """
        DELETE FROM notice WHERE reportID IN (SELECT reportID FROM report WHERE revisionID = ?)
        """

    /// The batches of revisions, after a look whether they are what was sealed: afterwards nobody could
    /// tell.
    private func checkedBatches(_ db: Database, of revisions: Set<Int64>) throws -> [SealedBatch] {
        var rest = revisions.sorted()[...]
        var batches: [SealedBatch] = []
        for batch in try SealedBatch.all(db) {
            let own = rest.prefix { $0 <= batch.last }
            rest = rest.dropFirst(own.count)
            if !own.isEmpty { batches.append(batch) }
        }
        for batch in batches {
            let found = try batch.recomputed(db)
            guard found.seal == batch.seal, found.faults.isEmpty else {
                throw Self.broken("revisions \(batch.first) to \(batch.last)", batch.seq)
            }
        }
        return batches
    }

    /// The same of assessments that came after a revision's first.
    private func checkedAssessments(
        _ db: Database, of revisions: Set<Int64>
    ) throws -> [JudgedAgainLog.Sealed] {
        let all = try JudgedAgainLog.all(db)
        guard !all.isEmpty else { return [] }
        let assessments = try revisions.flatMap { revision in
            // Without the first, which is sealed with the revision.
            try Int64.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT assessmentID FROM assessment WHERE revisionID = ?
                        ORDER BY assessmentID LIMIT -1 OFFSET 1
                        """), arguments: [revision])
        }.sorted()
        let touched = all.filter { sealed in
            assessments.contains { (sealed.first...sealed.last).contains($0) }
        }
        for sealed in touched {
            guard try JudgedAgainLog.recomputed(db, sealed).seal == sealed.seal else {
                throw Self.broken("assessments \(sealed.first) to \(sealed.last)", sealed.seq)
            }
        }
        return touched
    }

    private static func broken(_ what: String, _ seq: Int64) -> Problem {
        Problem.queue(
            .brokenSeal,
            "\(what) are not what audit row \(seq) says of them; nothing of them was purged",
            help: "gavel verify says more; keep a copy of the database as it is")
    }

    /// Authors who have no text left once these comments have none.
    private func authorsLeftEmpty(_ db: Database, by comments: [Int64]) throws -> [Int64] {
        var going: [Int64: Int] = [:]
        for comment in comments {
            let author = try Int64.fetchOne(
                db.cachedStatement(sql: "SELECT authorID FROM comment WHERE commentID = ?"),
                arguments: [comment])
            if let author { going[author, default: 0] += 1 }
        }
        return try going.filter { author, count in
            try Int.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT count(*) FROM (SELECT 1 FROM comment WHERE authorID = ?
                        AND \(RecordConditions.hasText) LIMIT ?)
                        """), arguments: [author, count + 1])! <= count
        }.keys.sorted()
    }

    /// Wordings are hashes of words, from which a short text can be guessed.
    private func forgetWordings(_ db: Database, of comments: [Int64]) throws {
        for comment in comments {
            let wording = try Int64.fetchOne(
                db.cachedStatement(
                    sql: "SELECT wordingID FROM commentWording WHERE commentID = ?"),
                arguments: [comment])
            guard let wording else { continue }
            try db.cachedStatement(sql: "DELETE FROM commentWording WHERE commentID = ?")
                .execute(arguments: [comment])
            // The row stays, as runs of keys point at it; its hash is none that words give but by chance.
            try db.cachedStatement(
                sql: """
                    UPDATE wording SET hash = -wordingID, words = 0, shingles = x''
                    WHERE wordingID = ?1
                    AND NOT EXISTS (SELECT 1 FROM commentWording WHERE wordingID = ?1)
                    """
            ).execute(arguments: [wording])
        }
    }
}

/// What goes with the texts of some comments.
struct PurgeParts {
    private(set) var all: [PurgeLog.Part] = []
    /// Those that lose something, and those that share an original which goes.
    private(set) var revisions: Set<Int64> = []
    private var answered: Set<Int64> = []
    private var comments = 0

    init(_ db: Database, _ comments: [Int64], _ shared: SharedOriginals) throws {
        var originals: Set<Int64> = []
        for comment in comments {
            let rows = try Row.fetchAll(
                db.cachedStatement(sql: Self.selectRevisions), arguments: [comment])
            if rows.contains(where: { !($0["isPurged"] as Bool) }) { self.comments += 1 }
            for row in rows {
                let id: Int64 = row["revisionID"]
                revisions.insert(id)
                if !(row["isPurged"] as Bool) { all.append(.init(what: .text, number: id)) }
                add(row)
                originals.insert(row["snapshotID"])
                all += try Int64.fetchAll(
                    db.cachedStatement(sql: Self.selectAppeals), arguments: [id]
                ).map { .init(what: .appeal, number: $0) }
            }
        }
        let going = "[" + comments.map { String($0) }.joined(separator: ",") + "]"
        for row in try Row.fetchAll(
            db.cachedStatement(sql: Self.selectReplies), arguments: [going])
        {
            revisions.insert(row["revisionID"])
            add(row)
        }
        let gone = Set(all.filter { $0.what == .text }.map(\.number))
        for original in originals.sorted() where try shared.isFree(original, db, without: gone) {
            all.append(.init(what: .original, number: original))
        }
    }

    var count: PurgeCount {
        var count = PurgeCount()
        count.comments = comments
        for part in all {
            switch part.what {
            case .text: count.texts += 1
            case .answered: count.answered += 1
            case .original: count.originals += 1
            case .setAside: count.setAside += 1
            case .appeal: count.appeals += 1
            }
        }
        return count
    }

    private mutating func add(_ row: Row) {
        guard let text = row["parentText"] as String?, !text.isEmpty,
            answered.insert(row["revisionID"]).inserted
        else { return }
        all.append(
            .init(what: .answered, number: row["revisionID"], hash: sha256(Array(text.utf8))))
    }

    private static let selectRevisions = """
        SELECT revisionID, snapshotID, parentText,
        \(Schema.isPurged("text", "revision.revisionID")) AS isPurged
        FROM revision WHERE commentID = ?
        """

    private static let selectAppeals = """
        SELECT appealID FROM appeal JOIN decision USING (decisionID)
        WHERE decision.revisionID = ? AND NOT \(Schema.isPurged("appeal", "appealID"))
        """

    /// Replies with a copy of the text, of comments that are not on legal hold themselves.
    /// The plus keeps SQLite from trying each of the comments for each reply.
    static let selectReplies = """
        SELECT revisionID, parentText FROM comment AS reply
        CROSS JOIN comment AS answered ON answered.sourceID = reply.sourceID
            AND answered.externalID = reply.parent
        CROSS JOIN revision AS own ON own.commentID = reply.commentID
        WHERE reply.parent IS NOT NULL AND parentText <> ''
        AND +answered.commentID IN (SELECT value FROM json_each(?))
        AND NOT \(RecordConditions.isHeld("reply"))
        """
}

/// Original bytes that several revisions have, so that none goes which a text that stays is from.
struct SharedOriginals {
    private var revisions: [Int64: [Int64]] = [:]

    /// - Complexity: O(revisions).
    init(_ db: Database) throws {
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT snapshotID, revisionID FROM revision WHERE snapshotID IN
                (SELECT snapshotID FROM revision GROUP BY snapshotID HAVING count(*) > 1)
                """)
        while let row = try rows.next() { revisions[row[0], default: []].append(row[1]) }
    }

    /// Whether no text that stays is from the bytes, and they are there.
    func isFree(_ original: Int64, _ db: Database, without gone: Set<Int64>) throws -> Bool {
        let isThere = try Bool.fetchOne(
            db.cachedStatement(sql: "SELECT NOT \(Schema.isPurged("original", "?"))"),
            arguments: [original])!
        guard isThere else { return false }
        return try (revisions[original] ?? []).allSatisfy { revision in
            if gone.contains(revision) { return true }
            return try Bool.fetchOne(
                db.cachedStatement(sql: "SELECT \(Schema.isPurged("text", "?"))"),
                arguments: [revision])!
        }
    }
}
