public import FoundationEssentials
import GRDB
public import Moderation

extension ReviewQueue {
    /// Keeps a private note on a comment.
    ///
    /// - Throws: `Problem` Q001, Q016 for an empty note.
    @discardableResult
    public func note(
        _ key: CommentKey, _ text: String, by moderator: Moderator, now: Date
    ) throws -> ReviewAct {
        guard text.contains(where: { !$0.isWhitespace }) else {
            throw Problem.queue(
                .emptyNote, "the note is empty", help: "write it in quotation marks")
        }
        return try write { db in
            let target = try DecisionTarget.find(db, key)
            return try ActStore.write(db, target, .note, text, by: moderator, now: now)
        }
    }

    /// Asks a lead to answer a comment; it leaves the list of everybody else and ends one's claim.
    ///
    /// A comment that passed, or that somebody decided, too, can be asked about.
    /// - Throws: `Problem` Q001, Q017 where it waits for a lead already.
    @discardableResult
    public func escalate(
        _ key: CommentKey, note: String?, by moderator: Moderator, now: Date
    ) throws -> ReviewAct {
        try write { db in
            let target = try DecisionTarget.find(db, key)
            if let open = try ActStore.escalation(db, target.commentID) {
                throw Problem.queue(
                    .escalated,
                    "comment '\(key)' waits for a lead since \(open.at.ISO8601Format()),"
                        + " by \(open.by)", help: "add to it with gavel queue note")
            }
            let act = try ActStore.write(db, target, .escalate, note, by: moderator, now: now)
            try ClaimStore.remove(db, target.commentID)
            try Waiting.refresh(db, target.commentID)
            return act
        }
    }

    /// Gives an escalated comment back to the queue that it came from.
    ///
    /// - Throws: `Problem` Q001, Q018 where it waits for no lead.
    public func giveBack(
        _ key: CommentKey, note: String?, by moderator: Moderator, now: Date
    ) throws {
        try write { db in
            let target = try DecisionTarget.find(db, key)
            // What everybody left to somebody else comes back to everybody.
            let left = try Int.fetchOne(
                db, sql: "SELECT COUNT(*) FROM skip WHERE revisionID = ?",
                arguments: [target.revisionID])
            guard try ActStore.settle(db, target, note, by: moderator, now: now) || left! > 0 else {
                throw Problem.queue(
                    .notEscalated, "comment '\(key)' waits for no lead",
                    help: "gavel queue list --queue escalated shows what does")
            }
            try ActStore.clearSkips(db, target.revisionID)
            try Waiting.refresh(db, target.commentID)
        }
    }

    /// Leaves a comment to somebody else, who need not be told why; no log keeps it.
    ///
    /// What two people left goes to a lead.
    /// - Throws: `Problem` Q001.
    public func skip(_ key: CommentKey, by moderator: Moderator, now: Date) throws {
        try write { db in
            let target = try DecisionTarget.find(db, key)
            try db.execute(
                sql: "INSERT OR IGNORE INTO skip (revisionID, moderator, at) VALUES (?, ?, ?)",
                arguments: [target.revisionID, moderator.rawValue, now.milliseconds])
            if let claim = try ClaimStore.claim(db, target.commentID, key, now: now),
                claim.by == moderator
            {
                try ClaimStore.remove(db, target.commentID)
            }
            try Waiting.refresh(db, target.commentID)
        }
    }

    /// Adds to an item what colleagues, readers and its author said besides.
    public func addActs(to item: inout QueueItem) throws {
        item = try read { db in
            let comment = try DecisionTarget.find(db, item.comment).commentID
            var item = item
            item.acts = try ActStore.all(db, item.comment)
            item.reports = try ReportStore.all(db, ofComment: comment)
            item.appeals = try AppealStore.all(db, ofComment: comment)
            item.opinions = try OpinionStore.all(db, ofComment: comment)
            item.sites = try SiteStore.standings(db, ofComment: comment, item.comment)
            return item
        }
    }

    /// What was done about a comment besides deciding it, oldest first.
    public func acts(on key: CommentKey) throws -> [ReviewAct] {
        try read { try ActStore.all($0, key) }
    }
}

enum ActStore {
    private static let select = """
        SELECT act.*, source.name AS sourceName, externalID, revision.number FROM act
        JOIN revision USING (revisionID) JOIN comment USING (commentID) JOIN source USING (sourceID)
        """

    static func write(
        _ db: Database, _ target: DecisionTarget, _ kind: ReviewAct.Kind, _ note: String?,
        ends: Int64? = nil, by moderator: Moderator, now: Date
    ) throws -> ReviewAct {
        let note = note.flatMap { $0.isEmpty ? nil : $0 }
        let id = try AuditedTable.acts.insert(
            db,
            [
                "revisionID": target.revisionID, "kind": kind.rawValue, "note": note, "ends": ends,
            ], by: moderator, now: now)
        return ReviewAct(
            id: id, comment: target.key, revision: target.number, kind: kind, note: note,
            by: moderator, at: now)
    }

    /// What was left to somebody else is settled, or begins anew.
    static func clearSkips(_ db: Database, _ revision: Int64) throws {
        try db.cachedStatement(sql: "DELETE FROM skip WHERE revisionID = ?")
            .execute(arguments: [revision])
    }

    /// The escalation that a comment waits by, on whatever revision.
    static func escalation(_ db: Database, _ commentID: Int64) throws -> ReviewAct? {
        try Row.fetchOne(
            db.cachedStatement(
                sql: select + """
                     WHERE comment.commentID = ? AND kind = 'escalate'
                    AND NOT EXISTS (SELECT 1 FROM act AS ending WHERE ending.ends = act.actID)
                    """), arguments: [commentID]
        ).map(act)
    }

    /// Ends a comment's escalation.
    ///
    /// - Returns: whether there was one.
    static func settle(
        _ db: Database, _ target: DecisionTarget, _ note: String?, by moderator: Moderator,
        now: Date
    ) throws -> Bool {
        guard let open = try escalation(db, target.commentID) else { return false }
        _ = try write(db, target, .settle, note, ends: open.id, by: moderator, now: now)
        return true
    }

    static func all(_ db: Database, _ key: CommentKey) throws -> [ReviewAct] {
        try Row.fetchAll(
            db.cachedStatement(
                sql: select + " WHERE source.name = ? AND externalID = ? ORDER BY actID"),
            arguments: [key.source.rawValue, key.id.rawValue]
        ).map(act)
    }

    private static func act(_ row: Row) -> ReviewAct {
        ReviewAct(
            id: row["actID"],
            comment: CommentKey(
                source: SourceName(row["sourceName"] as String),
                id: CommentID(row["externalID"] as String)), revision: row["number"],
            kind: ReviewAct.Kind(rawValue: row["kind"]) ?? .note, note: row["note"],
            by: Moderator(row["moderator"] as String), at: Date(milliseconds: row["at"]))
    }
}
