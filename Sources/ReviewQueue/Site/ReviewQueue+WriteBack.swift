public import FoundationEssentials
import GRDB
public import Moderation

/// The comments whose site may have to be told something, in the order of their arrival.
public struct WriteBackPlan: Sendable {
    public let target: SiteTarget
    /// The newest decision when it was made: where the next one begins.
    public let end: Int64
    var rest: ArraySlice<Int64>
    /// What came last, to know its comments again.
    fileprivate var batch: [CommentKey: Int64] = [:]
}

/// What became of results that were read in.
public enum ResultReceipt: Sendable, Equatable {
    case new, known
    case unknownComment, unknownDecision
}

extension ReviewQueue {
    /// Looks for what a site may have to be told: comments with a decision or an undo after one, and
    /// those that it was told of before and that are not settled.
    ///
    /// - Parameter last: the decision that an earlier plan ended at; 0 for all.
    /// - Complexity: O((decisions after it + orders) × log results), and 8 bytes for each comment found.
    public func planWriteBack(
        to target: SiteTarget, of source: SourceName, after last: Int64
    ) throws -> WriteBackPlan {
        try read { db in
            let comments = try Int64.fetchAll(
                db,
                sql: """
                    SELECT commentID FROM comment JOIN source USING (sourceID)
                    WHERE source.name = :source AND commentID IN (
                        SELECT commentID FROM decision JOIN revision USING (revisionID)
                        WHERE decisionID > :last
                        UNION \(SiteStore.unsettled))
                    ORDER BY commentID
                    """,
                arguments: [
                    "source": source.rawValue, "last": last, "target": target.rawValue,
                ])
            let end = try Int64.fetchOne(db, sql: "SELECT MAX(decisionID) FROM decision")
            return WriteBackPlan(target: target, end: max(last, end ?? 0), rest: comments[...])
        }
    }

    /// What the site has to be told about the next comments of a plan; `nil` at its end.
    ///
    /// Only what it comes to: a decision that was taken back before the site was told is nothing.
    public func next(
        _ plan: inout WriteBackPlan, limit: Int
    ) throws -> [WriteBackAction]? {
        let batch = plan.rest.prefix(limit)
        if batch.isEmpty { return nil }
        plan.rest = plan.rest.dropFirst(limit)
        plan.batch = [:]
        let target = plan.target
        var actions: [WriteBackAction] = []
        try read { db in
            for comment in batch {
                guard let action = try SiteStore.wish(db, comment, at: target).next else {
                    continue
                }
                plan.batch[action.comment] = comment
                actions.append(action)
            }
        }
        return actions
    }

    /// Writes down what a site is told, each order once, however often it is told.
    ///
    /// - Throws: `Problem` Q001 for a comment that neither came last of the plan nor is on the desk.
    public func tell(
        _ actions: [WriteBackAction], of plan: WriteBackPlan, by actor: Moderator, now: Date
    ) throws {
        let target = plan.target
        try write { db in
            for action in actions {
                let comment =
                    try plan.batch[action.comment]
                    ?? DecisionTarget.find(db, action.comment).commentID
                let isKnown = try Bool.fetchOne(
                    db.cachedStatement(
                        sql: """
                            SELECT EXISTS (SELECT 1 FROM siteOrder WHERE commentID = ?
                            AND target = ? AND decisionID = ? AND action = ?)
                            """),
                    arguments: [
                        comment, target.rawValue, action.decision, action.action.rawValue,
                    ])!
                if isKnown { continue }
                try AuditedTable.siteOrders.insert(
                    db,
                    [
                        "commentID": comment, "target": target.rawValue,
                        "decisionID": action.decision, "action": action.action.rawValue,
                    ], by: actor, now: now)
            }
        }
    }

    /// Keeps what sites said they did, in one transaction; a result that is known changes nothing.
    ///
    /// - Returns: what became of each, in the order given.
    public func receive(
        _ results: [SiteResult], by actor: Moderator, now: Date
    ) throws -> [ResultReceipt] {
        try write { db in try results.map { try Self.receive($0, db, by: actor, now: now) } }
    }

    private static func receive(
        _ result: SiteResult, _ db: Database, by actor: Moderator, now: Date
    ) throws -> ResultReceipt {
        let found = try Int64.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT commentID FROM comment JOIN source USING (sourceID)
                    WHERE name = ? AND externalID = ?
                    """),
            arguments: [result.comment.source.rawValue, result.comment.id.rawValue])
        guard let comment = found else { return .unknownComment }
        guard try DecisionRow.find(db, id: result.decision)?.comment == result.comment else {
            return .unknownDecision
        }
        let isKnown = try Bool.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT EXISTS (SELECT 1 FROM siteResult WHERE commentID = ? AND target = ?
                    AND decisionID = ? AND action = ? AND outcome = ? AND answeredAt = ?)
                    """),
            arguments: [
                comment, result.target.rawValue, result.decision, result.action.rawValue,
                result.outcome.rawValue, result.at.milliseconds,
            ])!
        if isKnown { return .known }
        try AuditedTable.siteResults.insert(
            db,
            [
                "commentID": comment, "target": result.target.rawValue,
                "decisionID": result.decision, "action": result.action.rawValue,
                "outcome": result.outcome.rawValue, "detail": result.detail,
                "answeredAt": result.at.milliseconds,
            ], by: actor, now: now)
        // What the source said before the site changed it is no news of what it shows now. Scripts tell
        // whole seconds, so that what was said within the same one came before.
        if result.outcome.took {
            try db.cachedStatement(
                sql: "UPDATE siteState SET status = NULL WHERE commentID = ? AND seenAt < ?"
            ).execute(arguments: [comment, result.at.milliseconds + 1_000])
        }
        return .new
    }

    /// How comments stand at the sites that were told of them, by source and target.
    ///
    /// - Complexity: O(orders × log decisions).
    public func siteSummaries() throws -> [SiteSummary] {
        try read { db in
            let pairs = try Row.fetchCursor(
                db,
                sql: """
                    SELECT commentID, target FROM siteOrder
                    UNION SELECT commentID, target FROM siteResult ORDER BY target, commentID
                    """)
            var summaries: [String: SiteSummary] = [:]
            while let row = try pairs.next() {
                guard let target = SiteTarget(rawValue: row["target"]) else { continue }
                let (standing, next) = try SiteStore.wish(db, row["commentID"], at: target)
                let source = standing.comment.source
                summaries[
                    "\(source)\n\(target.rawValue)",
                    default: SiteSummary(
                        source: source, target: target)
                ].count(standing, isDone: next == nil)
            }
            return summaries.values.sorted {
                ($0.source, $0.target.rawValue) < ($1.source, $1.target.rawValue)
            }
        }
    }
}

extension SiteSummary {
    fileprivate mutating func count(_ standing: SiteStanding, isDone: Bool) {
        if standing.order != nil { told += 1 }
        switch (standing.answer ?? (standing.order == nil ? standing.shown : nil))?.outcome {
        case .applied, .skipped: applied += 1
        case .failed: failed += 1
        case nil: if standing.isPending { pending += 1 }
        }
        if !isDone, !standing.isPending { disagreeing.append(standing.comment) }
    }
}
