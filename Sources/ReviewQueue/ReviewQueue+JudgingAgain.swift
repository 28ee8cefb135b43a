public import FoundationEssentials
import GRDB
public import Moderation

/// What judging again changed.
public struct JudgedAgain: Sendable, Equatable {
    /// Comments with a new assessment.
    public var comments = 0
    /// How many more or fewer of the run's own comments have a route.
    public var routes: [Route: Int] = [:]
}

extension ReviewQueue {
    /// Judges again what was judged before something written earlier came, where a rule tells the
    /// difference: at the end of a run, so that whatever the order of its inputs the desk says the
    /// same.
    ///
    /// A comment that a person decided on stays decided; its newest assessment is on record.
    /// - Parameter pause: called between transactions; what it throws ends the work, which the next
    ///   run then goes on with.
    /// - Complexity: O(later comments of each author who has late ones).
    public func judgeLate(
        in run: inout IngestRun, by judge: HistoryJudge, now: Date, pause: () throws -> Void
    ) throws -> JudgedAgain {
        var total = JudgedAgain()
        var done: [LateFacts.Mark] = []
        var page: [Int64] = []
        func settle() throws {
            let started = run
            let (id, changed) = try write { db in
                var rejudging = try Rejudging(db, started, judge, now)
                try rejudging.judge(page)
                for mark in done { try LateFacts.remove(db, mark) }
                return (try rejudging.finish(), rejudging.result)
            }
            run.id = id
            total.comments += changed.comments
            total.routes.merge(changed.routes, uniquingKeysWith: +)
            (done, page) = ([], [])
        }
        for mark in try read(LateFacts.marks) {
            for comment in try read({ try LateFacts.comments($0, mark) }) {
                page.append(comment)
                if page.count == Self.commentsPerPage {
                    try settle()
                    try pause()
                }
            }
            done.append(mark)
        }
        if !done.isEmpty { try settle() }
        return total
    }

    private static let commentsPerPage = 500
}

/// Judges comments again inside one transaction.
private struct Rejudging {
    private let db: Database
    private let run: IngestRun
    private let history: HistoryJudge
    private let now: Date
    private var writer: AssessmentWriter?
    private var runID: Int64?
    private var written: (first: Int64, last: Int64)?
    private(set) var result = JudgedAgain()

    init(_ db: Database, _ run: IngestRun, _ history: HistoryJudge, _ now: Date) throws {
        self.db = db
        self.run = run
        self.history = history
        self.now = now
        runID = run.id
    }

    mutating func judge(_ comments: [Int64]) throws {
        // Two marks may speak of one comment. In the order of the marks, so that a run which is cut
        // off and done again writes the same rows.
        var seen: Set<Int64> = []
        let rows = try comments.filter { seen.insert($0).inserted }.compactMap { id in
            try Row.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT commentID, source.name AS sourceName, authorID, writtenAt,
                        externalID, facts, \(LateParents.isToJudge) AS hasLateParent FROM comment JOIN source USING (sourceID)
                        JOIN item ON item.revisionID = latestRevisionID
                        JOIN assessment USING (assessmentID) WHERE commentID = ?
                        AND NOT \(Schema.isPurged("text", "latestRevisionID"))
                        """), arguments: [id])
        }
        var spans: [Int64: AuthorHistory.Span] = [:]
        for row in rows {
            guard let author = row["authorID"] as Int64? else { continue }
            let time: Int64 = row["writtenAt"]
            spans[author, default: .init(first: time, last: time)].reach(time)
        }
        let histories = try AuthorHistory.load(db, spans)
        for row in rows {
            let id: Int64 = row["commentID"]
            let stored = StoredFacts.history(row["facts"])
            var facts = HistoryFacts()
            // One judged before authors had keys has no facts, and is left as it is.
            if stored.author != nil, let author = row["authorID"] as Int64? {
                let place = CommentPlace(time: row["writtenAt"], id: row["externalID"])
                facts.author = histories[author]?.facts(at: place)
                facts.author?.repeats = try EarlierWordings.repeats(db, of: id)
            }
            if history.asksForNearDuplicates {
                facts.nearDuplicates = try EarlierWordings.nearDuplicates(db, of: id)
            }
            let source = SourceName(row["sourceName"] as String)
            let (before, after) = (
                CommentFacts(source: source, history: stored),
                CommentFacts(source: source, history: facts)
            )
            if row["hasLateParent"] || history.tellsApart(before, after) {
                try judge(id, facts, after)
            }
        }
    }

    private mutating func judge(
        _ commentID: Int64, _ facts: HistoryFacts, _ known: CommentFacts
    ) throws {
        let row = try Row.fetchOne(
            db.cachedStatement(
                sql: ArchivedRow.select(
                    more: """
                        , contentHash, assessment.route, revision.runID,
                        (SELECT hash FROM snapshot
                        WHERE snapshot.snapshotID = revision.snapshotID) AS snapshotHash,
                        (SELECT answered.contentHash FROM lateParent JOIN revision AS answered
                        ON answered.revisionID = parentRevisionID
                        WHERE lateParent.revisionID = revision.revisionID) AS parentHash
                        """) + " WHERE comment.commentID = ?"), arguments: [commentID])!
        let assessment = history.assess(ArchivedRow.comment(row), known)
        let revisionID: Int64 = row["revisionID"]
        if runID == nil { runID = try RunStore.begin(db, run, now: now) }
        var writer =
            try writer
            ?? AssessmentWriter(
                db, policy: PolicyStore.id(db, run.policy, by: run.actor, now: now))
        let id = try writer.write(
            assessment, by: facts, revision: revisionID,
            subject: SealedRevision.again(
                answering: (row["parentHash"] as Data?).map { [UInt8]($0) }),
            contentHash: [UInt8](row["contentHash"] as Data),
            snapshotHash: [UInt8](row["snapshotHash"] as Data))
        self.writer = writer
        try LateParents.settle(db, revision: revisionID, by: id)
        written = (written?.first ?? id, id)
        try db.cachedStatement(
            sql: """
                UPDATE item SET assessmentID = ?, rank = ?, score = ?, severity = ?
                WHERE revisionID = ?
                """
        ).execute(arguments: [
            id, QueueRank.of(assessment.route), assessment.score, assessment.severity, revisionID,
        ])
        try db.cachedStatement(
            sql: """
                UPDATE item SET state = \(ItemRebuild.undecidedState)
                WHERE revisionID = ? AND decisionID IS NULL
                """
        ).execute(arguments: [revisionID])
        result.comments += 1
        if row["runID"] as Int64? == runID, let before = Route(rawValue: row["route"]) {
            result.routes[before, default: 0] -= 1
            result.routes[assessment.route, default: 0] += 1
        }
    }

    /// - Returns: the run's number, if it has one.
    func finish() throws -> Int64? {
        guard let writer, let written, let runID else { return runID }
        try AuditChain.append(
            db, at: now, by: run.actor, action: JudgedAgainLog.action, subject: "run \(runID)",
            detail: [
                "assessments": "\(written.first)-\(written.last)", "seal": writer.sealed,
                "policy": run.policy.digest.rawValue,
            ])
        return runID
    }
}
