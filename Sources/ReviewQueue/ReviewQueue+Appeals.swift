public import FoundationEssentials
import GRDB
public import Moderation

extension ReviewQueue {
    /// Takes in a commenter's objection to a decision that stands.
    ///
    /// - Throws: `Problem` Q006, Q021 for a decision that hid nothing or stands no more, Q022 when the
    ///   time to object is over, Q023 where an objection waits already.
    public func openAppeal(
        against decision: Int64, text: String, contact: String?, terms: AppealTerms,
        by moderator: Moderator, now: Date
    ) throws -> Appeal {
        guard text.contains(where: { !$0.isWhitespace }) else {
            throw Problem.queue(
                .emptyNote, "the appeal says nothing", help: "give the commenter's words")
        }
        return try write { db in
            let decision = try Self.appealable(db, decision)
            guard now.timeIntervalSince(decision.at) <= terms.toOpen else {
                let end = decision.at.addingTimeInterval(terms.toOpen)
                throw Problem.queue(
                    .appealTooLate,
                    "decision \(decision.id) could be appealed until \(end.ISO8601Format())",
                    help: "appeals.open_within of desk.yaml says how long")
            }
            let earlier = try Int64.fetchOne(
                db,
                sql: """
                    SELECT appealID FROM appeal WHERE decisionID = ? AND NOT EXISTS
                    (SELECT 1 FROM appealAnswer WHERE appealAnswer.appealID = appeal.appealID)
                    """, arguments: [decision.id])
            if let earlier {
                throw Problem.queue(
                    .appealOpen, "appeal \(earlier) against decision \(decision.id) waits already",
                    help: "gavel appeal show \(earlier) shows it")
            }
            let due = now.addingTimeInterval(terms.toAnswer)
            let id = try AuditedTable.appeals.insert(
                db,
                [
                    "decisionID": decision.id, "text": text, "contact": contact,
                    "due": due.milliseconds,
                ], by: moderator, now: now)
            return try AppealStore.appeal(db, id)!
        }
    }

    /// The decision that an appeal can be about, which must keep a comment from being seen.
    private static func appealable(_ db: Database, _ id: Int64) throws -> Decision {
        guard let decision = try DecisionRow.find(db, id: id) else {
            throw Problem.queue(
                .unknownDecision, "there is no decision \(id)",
                help: "gavel queue show SOURCE:ID lists a comment's decisions")
        }
        guard decision.verdict == .hide || decision.verdict == .spam else {
            throw Problem.queue(
                .notAppealable, "decision \(id) is '\(decision.verdict)', which hides nothing",
                help: "name the decision that hid the comment")
        }
        let undone = try Int64.fetchOne(
            db, sql: "SELECT decisionID FROM decision WHERE revokes = ?", arguments: [id])
        if let undone {
            throw Problem.queue(
                .notAppealable, "decision \(id) was taken back by decision \(undone)",
                help: "there is nothing left to appeal")
        }
        return decision
    }

    /// Answers an appeal: the decision stands, or is taken back and the comment approved.
    ///
    /// What keeps the comment from being seen now is what is answered, be it a decision that came after
    /// the one appealed. A text that nobody decided, edited since, is not approved unread.
    /// - Returns: the appeal, and where the comment stands now.
    /// - Parameter note: why, for the commenter; upholding needs one.
    /// - Throws: `Problem` Q005 where it is missing, Q024 for an appeal that is none, Q025 for one that was
    ///   answered, Q020 for who made the decision, or the one that stands.
    @discardableResult
    public func answer(
        appeal id: Int64, _ outcome: Appeal.Outcome, note: String?, policy: PolicyRecord,
        by moderator: Moderator, now: Date
    ) throws -> (appeal: Appeal, state: ItemState) {
        let saysWhy = (note ?? "").contains { !$0.isWhitespace }
        guard outcome == .restore || saysWhy else {
            throw Problem.queue(
                .noteMissing, "who upholds a decision tells its author why",
                help: "add --note with the reason; the answer's letter gives it")
        }
        return try write { db in
            let appeal = try AppealStore.known(db, id)
            if let answer = appeal.answer {
                throw Problem.queue(
                    .appealAnswered,
                    "appeal \(id) was answered by \(answer.by), \(answer.at.ISO8601Format()):"
                        + " \(answer.outcome)",
                    help: "a commenter who objects again opens another appeal")
            }
            var target = try DecisionTarget.find(db, appeal.decision.comment)
            let hiding = target.standing.flatMap { $0.verdict == .approve ? nil : $0 }
            for decision in [appeal.decision, hiding].compactMap(\.self)
            where decision.by == moderator {
                throw Problem.queue(
                    .ownDecision, "decision \(decision.id) is your own; somebody else answers",
                    help: "ask a colleague, who finds it in gavel appeal list")
            }
            try AuditedTable.appealAnswers.insert(
                db, ["appealID": id, "outcome": outcome.rawValue, "note": note], by: moderator,
                now: now)
            if outcome == .restore {
                if let hiding { _ = try Self.revoke(db, hiding, by: moderator, now: now) }
                target = try DecisionTarget.find(db, appeal.decision.comment)
                let wasRead = hiding != nil || target.number == appeal.decision.revision
                if wasRead, target.standing == nil {
                    _ = try Self.record(
                        db, target,
                        DecisionRequest(comments: [target.key], verdict: .approve, by: moderator),
                        PolicyStore.id(db, policy, by: moderator, now: now), policy, now)
                }
            }
            try ActStore.clearSkips(db, target.revisionID)
            try Waiting.refresh(db, target.commentID)
            let state = try String.fetchOne(
                db, sql: "SELECT state FROM item WHERE revisionID = ?",
                arguments: [target.revisionID])!
            return (try AppealStore.known(db, id), ItemState(rawValue: state)!)
        }
    }

    /// - Throws: `Problem` Q024.
    public func appeal(_ id: Int64) throws -> Appeal { try read { try AppealStore.known($0, id) } }

    /// Appeals, the one due first at the head.
    ///
    /// - Parameter isOpen: only those that nobody answered.
    public func appeals(isOpen: Bool) throws -> [Appeal] {
        try read { db in
            try Int64.fetchAll(
                db,
                sql: """
                    SELECT appealID FROM appeal WHERE NOT ? OR NOT EXISTS
                    (SELECT 1 FROM appealAnswer WHERE appealAnswer.appealID = appeal.appealID)
                    ORDER BY due, appealID
                    """, arguments: [isOpen]
            ).compactMap { try AppealStore.appeal(db, $0) }
        }
    }
}

enum AppealStore {
    /// Appeals of a comment, oldest first.
    static func all(_ db: Database, ofComment commentID: Int64) throws -> [Appeal] {
        try Int64.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT appealID FROM revision JOIN decision USING (revisionID)
                    JOIN appeal USING (decisionID) WHERE commentID = ? ORDER BY appealID
                    """), arguments: [commentID]
        ).compactMap { try appeal(db, $0) }
    }

    static func known(_ db: Database, _ id: Int64) throws -> Appeal {
        guard let appeal = try appeal(db, id) else {
            throw Problem.queue(
                .unknownAppeal, "there is no appeal \(id)",
                help: "gavel appeal list shows those that wait")
        }
        return appeal
    }

    static func appeal(_ db: Database, _ id: Int64) throws -> Appeal? {
        let row = try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT appeal.*, outcome, appealAnswer.note AS answerNote,
                    appealAnswer.moderator AS answeredBy, appealAnswer.at AS answeredAt
                    FROM appeal LEFT JOIN appealAnswer USING (appealID) WHERE appealID = ?
                    """), arguments: [id])
        guard let row else { return nil }
        return Appeal(
            id: id, decision: try DecisionRow.find(db, id: row["decisionID"])!, text: row["text"],
            contact: row["contact"], enteredBy: Moderator(row["moderator"] as String),
            openedAt: Date(milliseconds: row["at"]), due: Date(milliseconds: row["due"]),
            answer: (row["outcome"] as String?).flatMap(Appeal.Outcome.init).map {
                Appeal.Answer(
                    outcome: $0, note: row["answerNote"],
                    by: Moderator(row["answeredBy"] as String),
                    at: Date(milliseconds: row["answeredAt"]))
            })
    }
}
