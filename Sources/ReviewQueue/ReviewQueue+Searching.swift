import FoundationEssentials
import GRDB
public import Moderation

extension ReviewQueue {
    /// Comments whose newest text has all the words, newest arrival first; before them the comment whose
    /// id is what was asked for.
    ///
    /// Words between quotation marks stand together, a `*` ends the beginning of a word, and accents do
    /// not matter. The first search takes in what came since the one before.
    /// - Parameter progress: told how much of the index is made, 0…1, while it is.
    /// - Throws: `Problem` Q028 for a question without a word.
    /// - Complexity: O(texts since the last search), then O(texts with all the words).
    public func search(
        _ question: String, limit: Int, progress: (Double) -> Void = { _ in }
    ) throws -> [QueueItem] {
        guard let match = SearchQuestion.match(question) else {
            throw Problem.queue(
                .emptySearch, "there is no word to search for", help: "write one or more words")
        }
        try SearchIndex(queue: self).bringUpToDate(progress)
        return try read { db in
            var campaigns = CampaignMembership(db)
            let byID = try Self.withID(db, question.trimmingSpaces)
            let byWords = try Int64.fetchAll(
                db,
                sql: """
                    SELECT searchIndex.rowid FROM searchIndex
                    CROSS JOIN revision ON revision.revisionID = searchIndex.rowid
                    CROSS JOIN comment ON comment.commentID = revision.commentID
                    WHERE searchIndex MATCH ? AND latestRevisionID = searchIndex.rowid
                    ORDER BY searchIndex.rowid DESC LIMIT ?
                    """, arguments: [match, limit])
            var seen: Set<Int64> = []
            return try (byID + byWords).filter { seen.insert($0).inserted }.prefix(limit).map {
                let row = try Row.fetchOne(
                    db.cachedStatement(sql: Self.selectItem + " WHERE item.revisionID = ?"),
                    arguments: [$0])!
                return try Self.item(db, row, &campaigns)
            }
        }
    }

    /// The newest revisions of comments with an id, of any source or of the one before a colon.
    private static func withID(_ db: Database, _ name: String) throws -> [Int64] {
        let colon = name.firstIndex(of: ":")
        return try Int64.fetchAll(
            db,
            sql: """
                SELECT latestRevisionID FROM source CROSS JOIN comment
                ON comment.sourceID = source.sourceID AND externalID = ?1
                UNION ALL SELECT latestRevisionID FROM source CROSS JOIN comment
                ON comment.sourceID = source.sourceID AND externalID = ?2 WHERE source.name = ?3
                """,
            arguments: [
                name, colon.map { String(name[name.index(after: $0)...]) },
                colon.map { String(name[..<$0]) },
            ])
    }
}

/// The index of words.
struct SearchIndex {
    let queue: ReviewQueue

    /// Texts taken in with one transaction; a third of a second, so that others wait no longer.
    private static let batch: Int64 = 5_000

    func bringUpToDate(_ progress: (Double) -> Void) throws {
        while true {
            let (done, all) = try queue.read { db in
                (
                    try Int64.fetchOne(db, sql: "SELECT revisionID FROM searchedTo") ?? 0,
                    try Int64.fetchOne(db, sql: "SELECT MAX(revisionID) FROM revision") ?? 0
                )
            }
            guard done < all else { return }
            progress(Double(done) / Double(all))
            try queue.write { db in
                // Somebody else may have been faster.
                let done = try Int64.fetchOne(db, sql: "SELECT revisionID FROM searchedTo") ?? 0
                let next = min(done + Self.batch, all)
                try db.execute(
                    sql: """
                        INSERT INTO searchIndex (rowid, text) SELECT revisionID, text FROM revision
                        WHERE revisionID > ? AND revisionID <= ?
                        """, arguments: [done, next])
                try db.execute(
                    sql: "UPDATE searchedTo SET revisionID = max(revisionID, ?)", arguments: [next])
            }
        }
    }

    /// Lets go of every word, so that the next search makes the index anew.
    static func empty(_ db: Database) throws {
        try db.execute(sql: "INSERT INTO searchIndex (searchIndex) VALUES ('delete-all')")
        try db.execute(sql: "UPDATE searchedTo SET revisionID = 0")
    }

    /// - Returns: what is wrong with the index, which can be made anew.
    func faults() throws -> [String] {
        do {
            try queue.database.writeWithoutTransaction {
                try $0.execute(
                    sql: "INSERT INTO searchIndex (searchIndex, rank) VALUES ('integrity-check', 1)"
                )
            }
            return []
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
            return ["the index of words does not follow from the texts"]
        } catch let error as DatabaseError {
            throw QueueError(error, path: queue.database.path)
        }
    }
}

/// What people type, as the index asks it.
enum SearchQuestion {
    /// Each word between quotation marks, so that none of it is an operator; `nil` without a word.
    static func match(_ question: String) -> String? {
        var terms: [String] = []
        var term = ""
        var isQuoted = false
        func end(_ prefix: Bool = false) {
            if term.contains(where: { $0.isLetter || $0.isNumber }) {
                // All that begins with one letter is half of everything.
                terms.append("\"\(term)\"" + (prefix && term.count > 1 ? " *" : ""))
            }
            term = ""
        }
        for character in question.replacing("\0", with: " ") {
            switch character {
            case "\"", "“", "”":
                end()
                isQuoted.toggle()
            case "*" where !isQuoted: end(true)
            case _ where character.isWhitespace && !isQuoted: end()
            default: term.append(character)
            }
        }
        end()
        return terms.isEmpty ? nil : terms.joined(separator: " AND ")
    }
}

extension String {
    fileprivate var trimmingSpaces: String {
        String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
    }
}
