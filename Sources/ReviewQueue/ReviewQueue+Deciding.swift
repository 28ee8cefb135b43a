public import FoundationEssentials
import GRDB
public import Moderation

/// What a bulk decision or undo came to: each comment either decided or refused with the reason.
public struct DecisionOutcome: Sendable {
    /// In the order asked.
    public var decisions: [Decision] = []
    /// On comments that somebody else had decided, where a second opinion was asked for.
    public var opinions: [SecondOpinion] = []
    public var refused: [Problem] = []
}

extension ReviewQueue {
    /// Records a person's decision on each comment, with its audit row, in one transaction.
    ///
    /// A comment that was edited since, or that somebody decided already, is refused and the other
    /// decision is named; the rest goes through. Repeats of a refused comment are left as they are.
    /// A decision ends the comment's claim and escalation and answers its reports; several at once have
    /// a row of their own. Where a second opinion was asked for, it is that and changes nothing.
    /// - Parameters:
    ///   - opinions: on whose decisions the person is asked for a second opinion.
    ///   - isDryRun: tells what would be decided and refused, and changes nothing; its numbers of
    ///     decisions are not those that will be.
    /// - Throws: `Problem` when the request itself is incomplete; then nothing was decided.
    @discardableResult
    public func decide(
        _ request: DecisionRequest, policy: PolicyRecord,
        opinions: OpinionsAsked = .onEverybody, isDryRun: Bool = false, now: Date
    ) throws -> DecisionOutcome {
        try Self.check(request, policy)
        return try write(keeping: !isDryRun) { db in
            let policyID = try PolicyStore.id(db, policy, by: request.by, now: now)
            var outcome = DecisionOutcome()
            var targets: [DecisionTarget] = []
            var chosen: Set<Int64> = []
            for key in request.comments {
                do {
                    let target = try DecisionTarget.find(db, key)
                    // One that another named, or repeats, is decided once.
                    guard !chosen.contains(target.commentID) else { continue }
                    try target.check(revision: request.revisions[key] ?? request.revision)
                    if !request.mayAnswerEscalated { try target.checkNotForLead(db) }
                    if let first = try OpinionStore.asked(target, of: request.by, opinions, db) {
                        outcome.opinions.append(
                            try OpinionStore.write(db, target, on: first, request, now: now))
                        continue
                    }
                    if request.isOpinion { throw target.asksForNoOpinion }
                    try target.checkUndecided()
                    if let seen = request.lastSeen { try target.check(lastSeen: seen, db) }
                    let repeats =
                        request.includesRepeats
                        ? try target.repeats(db, isApproval: request.verdict == .approve) : []
                    for target in [target] + repeats
                    where chosen.insert(target.commentID).inserted {
                        let isForLead = try target.isForLead(db)
                        if request.mayAnswerEscalated || !isForLead { targets.append(target) }
                    }
                } catch let problem as Problem {
                    outcome.refused.append(problem)
                }
            }
            let bulk = try Self.bulk(db, request, targets.count, now)
            for target in targets {
                outcome.decisions.append(
                    try Self.record(db, target, request, policyID, policy, now, bulk: bulk))
            }
            return outcome
        }
    }

    /// Says what a request lacks, before anything is asked of the desk.
    ///
    /// - Throws: `Problem` Q004, Q005, Q009, Q041.
    public static func check(_ request: DecisionRequest, _ policy: PolicyRecord) throws {
        if request.verdict == .hide, request.reason == nil {
            throw Problem.queue(
                .reasonMissing, "hiding a comment needs a reason",
                help: "add --reason with a category such as 'attack', or 'other' with --note")
        }
        if request.reason == "other", !(request.note ?? "").contains(where: { !$0.isWhitespace }) {
            throw Problem.queue(
                .noteMissing, "the reason 'other' needs a note", help: "add --note")
        }
        if let reason = request.reason, let reasons = policy.reasons {
            try check(reason, of: request.verdict, reasons)
        }
    }

    /// An approval may name what only describes: it hides nothing.
    private static func check(
        _ reason: String, of verdict: Verdict, _ reasons: HideReasons
    ) throws {
        guard reason != "other", !reasons.codes.contains(reason) else { return }
        guard reasons.never.contains(reason) else {
            throw Problem.queue(
                .unknownReason, "there is no reason '\(reason)'",
                help: reasons.nearest(to: reason).map { "did you mean '\($0)'?" }
                    ?? "one of: \(reasons.list)")
        }
        guard verdict == .approve else {
            throw Problem.queue(
                .neverAReason, "'\(reason)' is never a reason to hide a comment",
                help: "approve it, or name one of: \(reasons.list)")
        }
    }

    private static func bulk(
        _ db: Database, _ request: DecisionRequest, _ decisions: Int, _ now: Date
    ) throws -> Int64? {
        guard decisions > 1 else { return nil }
        return try AuditedTable.bulks.insert(
            db, ["verdict": request.verdict.rawValue, "decisions": decisions], by: request.by,
            now: now)
    }

    static func record(
        _ db: Database, _ target: DecisionTarget, _ request: DecisionRequest, _ policyID: Int64,
        _ policy: PolicyRecord, _ now: Date, bulk: Int64? = nil
    ) throws -> Decision {
        let reason = request.reason ?? (request.verdict == .spam ? "spam" : nil)
        // Many that were one act were read as one.
        let isDoubled = bulk == nil && OpinionStore.isDoubled(target, request)
        try db.cachedStatement(
            sql: """
                INSERT INTO decision (revisionID, verdict, reason, note, moderator, at, policyID,
                replies, bulkID, isDoubled) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            target.revisionID, request.verdict.rawValue, reason, request.note,
            request.by.rawValue, now.milliseconds, policyID, request.replies.rawValue, bulk,
            isDoubled,
        ])
        let decision = Decision(
            id: db.lastInsertedRowID, comment: target.key, revision: target.number,
            verdict: request.verdict, reason: reason, note: request.note, by: request.by, at: now,
            policy: policy.digest, profile: policy.profile, revokes: nil,
            replies: request.replies, bulk: bulk, isDoubled: isDoubled)
        try db.cachedStatement(
            sql: "UPDATE item SET state = ?, decisionID = ? WHERE revisionID = ?"
        ).execute(arguments: [
            ItemState(decision.verdict).rawValue, decision.id, target.revisionID,
        ])
        try ClaimStore.remove(db, target.commentID)
        try audit(db, decision, now: now)
        _ = try ActStore.settle(db, target, nil, by: request.by, now: now)
        try ReportStore.answer(db, target, by: decision, isAlone: request.isAlone, now: now)
        try ActStore.clearSkips(db, target.revisionID)
        try Waiting.refresh(db, target.commentID)
        return decision
    }

    /// The audit row vouches for the whole decision; the note by its hash only, as people quote
    /// comments in notes.
    static func audit(_ db: Database, _ decision: Decision, now: Date) throws {
        try AuditChain.append(
            db, at: now, by: decision.by, action: decision.verdict == .undo ? "undo" : "decide",
            subject: "decision \(decision.id)", detail: auditDetail(decision))
    }

    static func auditDetail(_ decision: Decision) -> [String: String] {
        var detail = [
            "comment": decision.comment.description, "revision": String(decision.revision),
            "verdict": decision.verdict.rawValue, "reason": decision.reason ?? "",
            "note": decision.note.map { hex(sha256(Array($0.utf8))) } ?? "",
            "at": String(decision.at.milliseconds), "policy": decision.policy.rawValue,
            "profile": decision.profile.rawValue, "replies": decision.replies.rawValue,
            "revokes": decision.revokes.map { String($0) } ?? "",
        ]
        // Only where there is one: older versions wrote none.
        detail["bulk"] = decision.bulk.map { String($0) }
        if decision.isDoubled { detail["doubled"] = "yes" }
        return detail
    }
}

extension ItemState {
    init(_ verdict: Verdict) {
        switch verdict {
        case .approve: self = .approved
        case .hide: self = .hidden
        case .spam: self = .spam
        case .undo: self = .open
        }
    }
}

/// The newest revision of a comment, as a decision finds it.
struct DecisionTarget {
    var key: CommentKey
    var commentID: Int64
    var revisionID: Int64
    var number: Int
    var standing: Decision?

    init(
        key: CommentKey, commentID: Int64, revisionID: Int64, number: Int,
        standing: Decision? = nil
    ) {
        self.key = key
        self.commentID = commentID
        self.revisionID = revisionID
        self.number = number
        self.standing = standing
    }

    static func find(_ db: Database, _ key: CommentKey) throws -> DecisionTarget {
        let row = try Row.fetchOne(
            db.cachedStatement(sql: select + " WHERE name = ? AND externalID = ?"),
            arguments: [key.source.rawValue, key.id.rawValue])
        guard let row else {
            throw Problem.queue(
                .unknownComment, "there is no comment '\(key)' on this desk",
                help: "gavel queue list shows what waits")
        }
        return try DecisionTarget(db, row)
    }

    static let select = """
        SELECT name, externalID, comment.commentID, revisionID, number, item.decisionID FROM revision
        JOIN comment ON comment.commentID = revision.commentID AND latestRevisionID = revisionID
        JOIN source USING (sourceID) JOIN item USING (revisionID)
        """

    private init(_ db: Database, _ row: Row) throws {
        key = CommentKey(
            source: SourceName(row["name"] as String), id: CommentID(row["externalID"] as String))
        commentID = row["commentID"]
        revisionID = row["revisionID"]
        number = row["number"]
        standing = try (row["decisionID"] as Int64?).flatMap { try DecisionRow.find(db, id: $0) }
    }

    /// The author's other comments that wait with the same words, oldest arrival first.
    func repeats(_ db: Database, isApproval: Bool) throws -> [DecisionTarget] {
        try Repeats.waiting(db, ofComment: commentID, isApproval: isApproval).map { revision in
            let row = try Row.fetchOne(
                db.cachedStatement(sql: Self.select + " WHERE revisionID = ?"),
                arguments: [revision])!
            return try DecisionTarget(db, row)
        }
    }

    /// - Throws: `Problem` Q015 when there is a newer decision than the one seen, also one that was taken
    ///   back.
    func check(lastSeen seen: Int64, _ db: Database) throws {
        let last = try Row.fetchOne(
            db.cachedStatement(
                sql: DecisionRow.select
                    + " WHERE comment.commentID = ? ORDER BY decisionID DESC LIMIT 1"),
            arguments: [commentID]
        ).map(DecisionRow.decision)
        guard let last, last.id != seen else { return }
        throw Problem.queue(
            .decidedMeanwhile,
            "comment '\(key)' has decision \(last.id), \(last.verdict.rawValue), by \(last.by)"
                + " since you looked at it",
            help: "gavel queue show \(key) shows what was decided")
    }

    /// What the first decided was taken back, or somebody else gave the opinion.
    var asksForNoOpinion: Problem {
        Problem.queue(
            .decidedMeanwhile,
            "comment '\(key)' asks for no second opinion any more; nothing was decided",
            help: "gavel queue list --queue second shows what does")
    }

    func check(revision: Int?) throws {
        if let revision, revision != number {
            throw Problem.queue(
                .staleRevision,
                "comment '\(key)' is at revision \(number), not \(revision); nothing was decided",
                help: "gavel queue show \(key) shows the newest text")
        }
    }

    /// Whether the comment waits for a lead.
    func isForLead(_ db: Database) throws -> Bool {
        try Bool.fetchOne(
            db.cachedStatement(
                sql: "SELECT EXISTS (SELECT 1 FROM waiting WHERE kind = ? AND commentID = ?)"),
            arguments: [Waiting.escalated.rawValue, commentID])!
    }

    /// Whether readers see the newest text, for all the desk knows.
    func isVisible(_ db: Database) throws -> Bool {
        let state = try String.fetchOne(
            db.cachedStatement(sql: "SELECT state FROM item WHERE revisionID = ?"),
            arguments: [revisionID])
        return state != ItemState.hidden.rawValue && state != ItemState.spam.rawValue
    }

    /// - Throws: `Problem` Q017.
    func checkNotForLead(_ db: Database) throws {
        guard try isForLead(db) else { return }
        throw Problem.queue(
            .escalated, "comment '\(key)' waits for a lead",
            help: "gavel queue note tells the lead what you think")
    }

    func checkUndecided() throws {
        if let standing { throw Self.decided(key, standing) }
    }

    static func decided(_ key: CommentKey, _ standing: Decision) -> Problem {
        Problem.queue(
            .alreadyDecided,
            "comment '\(key)' has decision \(standing.id), \(standing.verdict.rawValue),"
                + " by \(standing.by)",
            help: "gavel undo \(standing.id) takes it back")
    }
}

/// Reads decisions with what they are about.
enum DecisionRow {
    static let select = """
        SELECT decision.*, source.name AS sourceName, comment.externalID, revision.number,
        policy.digest AS policyDigest, policy.profile AS policyProfile
        FROM decision JOIN revision USING (revisionID) JOIN comment USING (commentID)
        JOIN source USING (sourceID) JOIN policy ON policy.policyID = decision.policyID
        """

    static func find(_ db: Database, id: Int64) throws -> Decision? {
        try Row.fetchOne(
            db.cachedStatement(sql: select + " WHERE decisionID = ?"), arguments: [id]
        ).map(decision)
    }

    static func decision(_ row: Row) -> Decision {
        Decision(
            id: row["decisionID"],
            comment: CommentKey(
                source: SourceName(row["sourceName"] as String),
                id: CommentID(row["externalID"] as String)), revision: row["number"],
            verdict: Verdict(rawValue: row["verdict"]) ?? .undo, reason: row["reason"],
            note: row["note"], by: Moderator(row["moderator"] as String),
            at: Date(milliseconds: row["at"]), policy: PolicyDigest(row["policyDigest"] as String),
            profile: Profile(rawValue: row["policyProfile"]) ?? .government,
            revokes: row["revokes"], replies: RepliesPolicy(rawValue: row["replies"]) ?? .keep,
            bulk: row["bulkID"], isDoubled: row["isDoubled"])
    }
}
