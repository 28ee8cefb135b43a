public import FoundationEssentials
import GRDB
public import Moderation

/// Comments that were read and are not kept yet, batch by batch, as their authors' facts see them.
public struct UnkeptComments: Sendable {
    fileprivate struct Entry: Sendable {
        var author: AuthorKey
        var place: CommentPlace
    }

    fileprivate var batches: [[CommentID: Entry?]] = []

    public init() {}

    /// Called once the oldest batch is kept.
    public mutating func forgetOldest() { if !batches.isEmpty { batches.removeFirst() } }

    /// Outer `nil` where the comment is not among them, inner where it has no author.
    fileprivate func entry(_ id: CommentID) -> Entry?? {
        for batch in batches { if let entry = batch[id] { return entry } }
        return nil
    }
}

extension ReviewQueue {
    /// The facts of a comment on the desk, as everything there now has them; `nil` where it has no
    /// author or is not there.
    public func authorFacts(of key: CommentKey) throws -> AuthorFacts? {
        try read { db in
            let row = try Row.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT authorID, writtenAt, commentID FROM comment JOIN source USING (sourceID)
                        WHERE name = ? AND externalID = ? AND authorID IS NOT NULL
                        """), arguments: [key.source.rawValue, key.id.rawValue])
            guard let row else { return nil }
            let (author, time): (Int64, Int64) = (row[0], row[1])
            var facts = try AuthorHistory.load(db, [author: .init(first: time, last: time)])[
                author]?
                .facts(at: CommentPlace(time: time, id: key.id.rawValue))
            facts?.repeats = try EarlierWordings.repeats(db, of: row[2])
            return facts
        }
    }

    /// The facts of comments that are about to be judged, in their order, all but `repeats`; `nil` for
    /// one without an author, and for all when the queue has no secret.
    ///
    /// The comments become a batch of `unkept`, so that comments of one batch see each other.
    /// - Parameters:
    ///   - isNew: which of them the desk does not have in any wording. Another wording has the author
    ///     and the time of the first.
    ///   - readAt: the time of a comment that has none; it must be kept with the same one.
    /// - Complexity: three statements a batch, and one for each author and each comment that is not
    ///   new.
    public func authorFacts(
        of comments: [(id: CommentID, comment: Comment)], isNew: [Bool], source: SourceName,
        readAt: Date, besides unkept: inout UnkeptComments
    ) throws -> [AuthorFacts?] {
        unkept.batches.append([:])
        guard let secret else { return comments.map { _ in nil } }
        let (asked, rest) = try read { db in
            var asked: [UnkeptComments.Entry?] = []
            for (index, (id, comment)) in comments.enumerated() {
                if let entry = unkept.entry(id) {
                    asked.append(entry)
                } else if !isNew[index] {
                    asked.append(try Self.kept(db, id, source))
                } else {
                    let time = (comment.createdAt ?? readAt).milliseconds
                    let entry = comment.author.flatMap { secret.key(of: $0, in: source) }.map {
                        UnkeptComments.Entry(
                            author: $0, place: CommentPlace(time: time, id: id.rawValue))
                    }
                    unkept.batches[unkept.batches.count - 1][id] = .some(entry)
                    asked.append(entry)
                }
            }
            return (asked, try Self.histories(db, of: asked.compactMap { $0 }))
        }
        let histories = Self.adding(unkept, to: rest)
        return asked.map { entry in
            entry.flatMap { histories[$0.author]?.facts(at: $0.place) }
        }
    }

    private static func kept(
        _ db: Database, _ id: CommentID, _ source: SourceName
    ) throws -> UnkeptComments.Entry? {
        try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT author.key, writtenAt FROM source JOIN comment USING (sourceID)
                    JOIN author USING (authorID)
                    WHERE name = ? AND externalID = ? AND author.key IS NOT NULL
                    """), arguments: [source.rawValue, id.rawValue]
        ).map { .init(author: $0[0], place: CommentPlace(time: $0[1], id: id.rawValue)) }
    }

    /// What the desk has of the authors asked for, by key; an author it does not know has an empty
    /// history.
    private static func histories(
        _ db: Database, of asked: [UnkeptComments.Entry]
    ) throws -> [AuthorKey: AuthorHistory] {
        var spans: [AuthorKey: AuthorHistory.Span] = [:]
        for entry in asked {
            let time = entry.place.time
            spans[entry.author, default: .init(first: time, last: time)].reach(time)
        }
        guard !spans.isEmpty else { return [:] }
        var authors: [Int64: AuthorKey] = [:]
        let find = try db.cachedStatement(sql: "SELECT authorID FROM author WHERE key = ?")
        for key in spans.keys {
            if let id = try Int64.fetchOne(find, arguments: [key]) { authors[id] = key }
        }
        let known = authors.mapValues { spans[$0]! }
        var histories = spans.mapValues { _ in AuthorHistory() }
        for (id, history) in try AuthorHistory.load(db, known) { histories[authors[id]!] = history }
        return histories
    }

    private static func adding(
        _ unkept: UnkeptComments, to histories: [AuthorKey: AuthorHistory]
    ) -> [AuthorKey: AuthorHistory] {
        var histories = histories
        var touched: Set<AuthorKey> = []
        for batch in unkept.batches {
            for case let entry? in batch.values where histories[entry.author] != nil {
                histories[entry.author]!.places.append(entry.place)
                touched.insert(entry.author)
            }
        }
        for author in touched { histories[author]!.places.sort() }
        return histories
    }
}
