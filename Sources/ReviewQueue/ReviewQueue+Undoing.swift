public import FoundationEssentials
import GRDB
public import Moderation

/// Which standing decisions to take back; several conditions must all hold, and without
/// any nothing is selected.
public struct UndoSelection: Sendable, Equatable {
    public var decisions: [Int64] = []
    /// The newest so many.
    public var last: Int?
    /// Decisions on comments that this rule spoke about.
    public var rule: RuleID?
    public var by: Moderator?
    /// Decisions that were made together, by the number of that act.
    public var bulk: Int64?
    /// Included.
    public var from: Date?
    /// Not included.
    public var to: Date?

    public init() {}
}

extension ReviewQueue {
    /// The standing decisions that an undo would take back, newest first.
    ///
    /// - Parameter owner: refuses what others decided (`Problem` Q027).
    public func undoable(
        _ selection: UndoSelection, ownedBy owner: Moderator? = nil
    ) throws -> DecisionOutcome {
        try read { Self.owned(try Self.undoable($0, selection), by: owner) }
    }

    private static func owned(_ found: DecisionOutcome, by owner: Moderator?) -> DecisionOutcome {
        guard let owner else { return found }
        var outcome = DecisionOutcome(refused: found.refused)
        for decision in found.decisions {
            if decision.by == owner {
                outcome.decisions.append(decision)
            } else {
                outcome.refused.append(
                    Problem.queue(
                        .notAllowed,
                        "decision \(decision.id) is \(decision.by)'s; only a"
                            + " \(Act.undoOthers.least) may \(Act.undoOthers.inWords)",
                        help: "ask a \(Act.undoOthers.least)"))
            }
        }
        return outcome
    }

    /// Takes decisions back, each by a row of its own, in one transaction.
    ///
    /// The item returns to where its assessment put it. Works across sessions: it reads the log, not
    /// a memory.
    /// - Parameter ownOnly: refuses what others decided (`Problem` Q027).
    public func undo(
        _ selection: UndoSelection, by actor: Moderator, ownOnly: Bool = false, now: Date
    ) throws -> DecisionOutcome {
        try write { db in
            let found = Self.owned(
                try Self.undoable(db, selection), by: ownOnly ? actor : nil)
            var outcome = DecisionOutcome(decisions: [], refused: found.refused)
            for decision in found.decisions {
                outcome.decisions.append(try Self.revoke(db, decision, by: actor, now: now))
            }
            return outcome
        }
    }

    private static func undoable(
        _ db: Database, _ selection: UndoSelection
    ) throws -> DecisionOutcome {
        // No condition would mean every decision there is; nobody means that by saying nothing.
        guard selection != UndoSelection() else { return DecisionOutcome() }
        if !selection.decisions.isEmpty {
            var outcome = DecisionOutcome()
            var asked: Set<Int64> = []
            for id in selection.decisions where asked.insert(id).inserted {
                do {
                    outcome.decisions.append(try standing(db, id))
                } catch let problem as Problem {
                    outcome.refused.append(problem)
                }
            }
            return outcome
        }
        var conditions = [
            "verdict <> 'undo'",
            "NOT EXISTS (SELECT 1 FROM decision AS later WHERE later.revokes = decision.decisionID)",
        ]
        var arguments: StatementArguments = []
        if let by = selection.by {
            conditions.append("moderator = ?")
            arguments += [by.rawValue]
        }
        if let bulk = selection.bulk {
            conditions.append("bulkID = ?")
            arguments += [bulk]
        }
        if let from = selection.from {
            conditions.append("decision.at >= ?")
            arguments += [from.milliseconds]
        }
        if let to = selection.to {
            conditions.append("decision.at < ?")
            arguments += [to.milliseconds]
        }
        if let rule = selection.rule {
            conditions.append(
                """
                EXISTS (SELECT 1 FROM assessment JOIN signal USING (assessmentID)
                WHERE assessment.revisionID = decision.revisionID AND rule = ?)
                """)
            arguments += [rule.rawValue]
        }
        let limit = selection.last.map { " LIMIT \($0)" } ?? ""
        let rows = try Row.fetchAll(
            db,
            sql: DecisionRow.select + " WHERE " + conditions.joined(separator: " AND ")
                + " ORDER BY decisionID DESC" + limit, arguments: arguments)
        return DecisionOutcome(decisions: rows.map(DecisionRow.decision))
    }

    private static func standing(_ db: Database, _ id: Int64) throws -> Decision {
        guard let decision = try DecisionRow.find(db, id: id) else {
            throw Problem.queue(
                .unknownDecision, "there is no decision \(id)",
                help: "gavel queue show SOURCE:ID lists a comment's decisions")
        }
        if decision.verdict == .undo {
            throw Problem.queue(
                .notUndoable, "decision \(id) is itself an undo",
                help: "decide again with gavel decide")
        }
        let undone = try Int64.fetchOne(
            db, sql: "SELECT decisionID FROM decision WHERE revokes = ?", arguments: [id])
        if let undone {
            throw Problem.queue(
                .alreadyUndone, "decision \(id) was undone already, by decision \(undone)",
                help: "decide again with gavel decide")
        }
        return decision
    }

    static func revoke(
        _ db: Database, _ decision: Decision, by actor: Moderator, now: Date
    ) throws -> Decision {
        try db.cachedStatement(
            sql: """
                INSERT INTO decision (revisionID, verdict, moderator, at, policyID, replies, revokes)
                SELECT revisionID, 'undo', ?, ?, policyID, replies, decisionID
                FROM decision WHERE decisionID = ?
                """
        ).execute(arguments: [actor.rawValue, now.milliseconds, decision.id])
        let id = db.lastInsertedRowID
        try db.cachedStatement(
            sql: """
                UPDATE item SET decisionID = NULL, state = \(ItemRebuild.undecidedState)
                WHERE revisionID = (SELECT revisionID FROM decision WHERE decisionID = ?1)
                AND decisionID = ?1
                """
        ).execute(arguments: [decision.id])
        let undo = try DecisionRow.find(db, id: id)!
        try audit(db, undo, now: now)
        try Waiting.refresh(db, DecisionTarget.find(db, decision.comment).commentID)
        return undo
    }
}

/// How an item's state follows from the log, once for undo and for `verify`.
enum ItemRebuild {
    /// The state of an item that no standing decision holds, as SQL over `item`.
    static let undecidedState = """
        CASE WHEN (SELECT latestRevisionID FROM comment JOIN revision USING (commentID)
            WHERE revision.revisionID = item.revisionID) <> item.revisionID THEN 'known'
        WHEN (SELECT route FROM assessment WHERE assessment.assessmentID = item.assessmentID)
            = 'pass' AND NOT EXISTS (SELECT 1 FROM revision AS mine
            JOIN revision AS older ON older.commentID = mine.commentID AND older.number < mine.number
            JOIN decision ON decision.revisionID = older.revisionID
            WHERE mine.revisionID = item.revisionID AND verdict IN ('hide', 'spam')
            AND decision.at <= mine.ingestedAt) THEN 'new'
        ELSE 'open' END
        """

    /// The decision that holds an item, as SQL over `item`.
    static let standingDecision = """
        (SELECT decisionID FROM decision WHERE decision.revisionID = item.revisionID
            AND verdict <> 'undo' AND NOT EXISTS
            (SELECT 1 FROM decision AS later WHERE later.revokes = decision.decisionID))
        """

    /// What `QueueRank` gives a route, as SQL over `assessment`.
    static let rank =
        "CASE assessment.route "
        + Route.allCases.map { "WHEN '\($0)' THEN \(QueueRank.of($0))" }.joined(separator: " ")
        + " END"

    /// The gravest of the categories with points, as SQL over `assessment`.
    static let severity = """
        COALESCE((SELECT MAX(json_extract(value, '$.severity'))
            FROM json_each(CASE WHEN json_valid(categories) THEN categories ELSE '{}' END)), 0)
        """

    /// The state that follows from the log, as SQL over `item`.
    static let state = """
        COALESCE((SELECT CASE verdict WHEN 'approve' THEN 'approved' WHEN 'hide' THEN 'hidden'
            ELSE 'spam' END FROM decision WHERE decision.revisionID = item.revisionID
            AND verdict <> 'undo' AND NOT EXISTS
            (SELECT 1 FROM decision AS later WHERE later.revokes = decision.decisionID)),
            \(undecidedState))
        """
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

    /// Made once: reports ask for each text.
    private static let routes = Route.allCases

    /// What a person should look at, for a rank that no route has.
    static func route(_ rank: Int) -> Route {
        routes.first { of($0) == rank } ?? .queue
    }
}
