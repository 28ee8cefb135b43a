import GRDB
public import Moderation

extension ReviewQueue {
    /// The revisions that conditions are about, in the order they came; after a cursor those that are
    /// new, or changed since: decided, decided no more, judged again, replaced or purged.
    ///
    /// Read under one transaction, so that what others write meanwhile comes with the next export and
    /// nothing comes twice; nobody's write is waited for.
    /// - Returns: where the next export begins.
    /// - Throws: `Problem` E004 to E006, Q001.
    /// - Complexity: O(revisions) first, then O(changes log changes), in constant memory: SQLite sorts
    ///   on the disk.
    public func exportComments(
        _ conditions: ExportConditions, since cursor: CommentCursor? = nil,
        _ each: (ExportedComment) throws -> Void
    ) throws -> CommentCursor {
        try read { db in
            try cursor?.check(db, conditions)
            let end = try CommentCursor(db, conditions)
            let rows = ExportedRow(db, namesAuthors: conditions.namesAuthors)
            var parts = [try ExportSelection(db, conditions).sql]
            if !conditions.includesOlder {
                parts.append("comment.latestRevisionID = revision.revisionID")
            }
            if let state = conditions.state { parts.append("item.state = '\(state.rawValue)'") }
            let found = try Row.fetchCursor(
                db,
                sql: rows.select(
                    from: cursor.map(Self.changed) ?? "revision",
                    where: parts.joined(separator: " AND ")))
            while let row = try found.next() { try each(rows.comment(row)) }
            return end
        }
    }

    /// Revisions of which something changed. That a newer one replaced an older is told with the older
    /// unless a person had decided it: then it stays what it was.
    private static func changed(since cursor: CommentCursor) -> String {
        """
        (SELECT revisionID FROM assessment WHERE assessmentID > \(cursor.assessment)
        UNION SELECT revisionID FROM decision WHERE decisionID > \(cursor.decision)
        UNION SELECT number FROM purged WHERE what = 'text' AND purgeID > \(cursor.purge)
        UNION SELECT older.revisionID FROM assessment JOIN revision AS newer USING (revisionID)
            JOIN revision AS older
                ON older.commentID = newer.commentID AND older.number = newer.number - 1
            JOIN item ON item.revisionID = older.revisionID
            WHERE assessment.assessmentID > \(cursor.assessment) AND item.state = 'known'
            AND NOT EXISTS (SELECT 1 FROM assessment AS first
                WHERE first.revisionID = newer.revisionID
                AND first.assessmentID <= \(cursor.assessment))
        ) AS changed CROSS JOIN revision ON revision.revisionID = changed.revisionID
        """
    }
}
