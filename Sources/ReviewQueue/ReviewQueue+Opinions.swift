import Crypto
import FoundationEssentials
import GRDB
public import Moderation

/// On whose decisions somebody is asked for a second opinion; on one's own nobody is.
public enum OpinionsAsked: Sendable, Equatable {
    case onEverybody
    /// On these people's alone; of nobody's for who is not asked at all.
    case on(Set<Moderator>)

    func includes(_ maker: Moderator) -> Bool {
        guard case .on(let makers) = self else { return true }
        return makers.contains(maker)
    }
}

extension ReviewQueue {
    /// Second opinions that were given, newest first.
    public func opinions(limit: Int) throws -> [SecondOpinion] {
        try read { db in
            try Row.fetchAll(
                db, sql: "SELECT * FROM opinion ORDER BY opinionID DESC LIMIT ?",
                arguments: [limit]
            ).map { try OpinionStore.opinion(db, $0) }
        }
    }

    /// Whether somebody may be asked for a second opinion on what another decided of a comment; until it is
    /// given, neither the first nor what became of the comment is shown to them.
    ///
    /// - Throws: `Problem` Q001.
    public func asksOpinion(
        on key: CommentKey, of moderator: Moderator, _ opinions: OpinionsAsked = .onEverybody
    ) throws -> Bool {
        try read { db in
            try OpinionStore.asked(DecisionTarget.find(db, key), of: moderator, opinions, db) != nil
        }
    }

    /// How often two people, of whom the second was not shown what the first decided, came to the same.
    ///
    /// - Complexity: O(decisions).
    public func agreement() throws -> Agreement {
        try read { db in
            let row = try Row.fetchOne(
                db,
                sql: """
                    SELECT COUNT(*) AS asked, COUNT(opinion.verdict) AS given,
                    COUNT(CASE WHEN (decision.verdict = 'approve') = (opinion.verdict = 'approve')
                        THEN 1 END) AS agreeing
                    FROM decision LEFT JOIN opinion USING (decisionID) WHERE isDoubled
                    """)!
            return Agreement(
                asked: row["asked"], given: row["given"], agreeing: row["agreeing"])
        }
    }
}

/// Asks for second opinions and keeps them.
enum OpinionStore {
    /// Opinions on a comment, oldest first.
    static func all(_ db: Database, ofComment commentID: Int64) throws -> [SecondOpinion] {
        try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT opinion.* FROM revision JOIN decision USING (revisionID)
                    JOIN opinion USING (decisionID) WHERE commentID = ? ORDER BY opinionID
                    """), arguments: [commentID]
        ).map { try opinion(db, $0) }
    }

    /// Whether a decision is among those that somebody else gives too: by lot, which falls the same when
    /// the same person decides the same text again.
    static func isDoubled(_ target: DecisionTarget, _ request: DecisionRequest) -> Bool {
        guard request.secondOpinions > 0 else { return false }
        let ticket = "second opinion \(target.key) \(target.revisionID) \(request.by)"
        let lot = SHA256.hash(data: Array(ticket.utf8)).prefix(4).reduce(UInt32(0)) {
            $0 << 8 | UInt32($1)
        }
        return Double(lot) < request.secondOpinions * 4_294_967_296
    }

    /// The decision of another on which somebody is asked for an opinion.
    static func asked(
        _ target: DecisionTarget, of moderator: Moderator, _ opinions: OpinionsAsked,
        _ db: Database
    ) throws -> Decision? {
        guard let standing = target.standing, standing.isDoubled, standing.by != moderator,
            opinions.includes(standing.by)
        else { return nil }
        let given = try Int64.fetchOne(
            db.cachedStatement(sql: "SELECT 1 FROM opinion WHERE decisionID = ?"),
            arguments: [standing.id])
        return given == nil ? standing : nil
    }

    /// Keeps an opinion; one that differs brings the comment before a lead.
    static func write(
        _ db: Database, _ target: DecisionTarget, on first: Decision, _ request: DecisionRequest,
        now: Date
    ) throws -> SecondOpinion {
        let reason = request.reason ?? (request.verdict == .spam ? "spam" : nil)
        try AuditedTable.opinions.insert(
            db,
            [
                "decisionID": first.id, "verdict": request.verdict.rawValue, "reason": reason,
                "note": request.note,
            ], by: request.by, now: now)
        let opinion = SecondOpinion(
            decision: first, verdict: request.verdict, reason: reason, by: request.by, at: now)
        try ClaimStore.remove(db, target.commentID)
        try ActStore.clearSkips(db, target.revisionID)
        if !opinion.agrees, try ActStore.escalation(db, target.commentID) == nil {
            _ = try ActStore.write(
                db, target, .escalate, "second opinion: \(request.verdict.rawValue)",
                by: request.by, now: now)
        }
        try Waiting.refresh(db, target.commentID)
        return opinion
    }

    static func opinion(_ db: Database, _ row: Row) throws -> SecondOpinion {
        SecondOpinion(
            decision: try DecisionRow.find(db, id: row["decisionID"])!,
            verdict: Verdict(rawValue: row["verdict"]) ?? .approve, reason: row["reason"],
            by: Moderator(row["moderator"] as String), at: Date(milliseconds: row["at"]))
    }
}
