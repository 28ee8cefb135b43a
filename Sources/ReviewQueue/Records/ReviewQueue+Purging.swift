public import FoundationEssentials
import GRDB
public import Moderation

/// Which records are to go.
public struct PurgeRequest: Sendable {
    public var retentionClass: RetentionClass
    /// Those that the desk gave the class.
    public var sources: [SourceName]
    /// Written and read before; never less than the class asks before now.
    public var before: Date
    public var by: Moderator

    public init(
        retentionClass: RetentionClass, sources: [SourceName], before: Date, by: Moderator
    ) {
        self.retentionClass = retentionClass
        self.sources = sources
        self.before = before
        self.by = by
    }

    /// - Throws: `Problem` Q031 for a class that is kept for ever.
    fileprivate func end(now: Date) throws -> Date {
        guard let end = retentionClass.end(now: now) else {
            throw Problem.queue(
                .neverPurged, "records of class '\(retentionClass.rawValue)' are never purged",
                help: "'retention:' of desk.yaml says which class a source has")
        }
        return min(end, before)
    }

    /// A list of names, as SQL reads it.
    fileprivate var names: String {
        let names = (try? JSONEncoder().encode(sources.map(\.rawValue))) ?? Data("[]".utf8)
        return String(decoding: names, as: UTF8.self)
    }
}

extension RetentionClass {
    /// What is older may go; `nil` where nothing may.
    func end(now: Date) -> Date? {
        leastDays.map { now.addingTimeInterval(-Double($0) * 86_400) }
    }
}

extension ReviewQueue {
    /// Counts what a purge would take and what it would leave.
    ///
    /// - Throws: `Problem` Q031.
    /// - Complexity: O(comments).
    public func purgePreview(_ request: PurgeRequest, now: Date) throws -> PurgePreview {
        let end = try request.end(now: now)
        let arguments: StatementArguments = [
            "sources": request.names, "end": end.milliseconds,
            "before": request.before.milliseconds,
        ]
        return try read { db in
            var preview = PurgePreview()
            for row in try Row.fetchAll(db, sql: Self.selectPreview, arguments: arguments) {
                let comments: Int = row["comments"]
                if row["isYoung"] {
                    preview.young += comments
                } else if row["isHeld"] {
                    preview.held += comments
                } else if row["isWaiting"] {
                    preview.waiting += comments
                } else {
                    preview.going.comments = comments
                    preview.going.texts = row["texts"]
                    preview.going.first = Date(milliseconds: row["first"])
                    preview.going.last = Date(milliseconds: row["last"])
                }
            }
            preview.going.setAside = try Int64.fetchAll(
                db, sql: Self.selectSetAside,
                arguments: ["sources": request.names, "end": end.milliseconds, "most": -1]
            ).count
            return preview
        }
    }

    /// Empties the texts and originals of a class that are old enough, wait for nobody and are not on
    /// legal hold, and the records of its sources that could not be read.
    ///
    /// Done in steps, so that others wait no longer than for one; each is whole, and a purge that was cut
    /// off goes on where it is asked again. At the end the file holds none of what went.
    /// - Parameter progress: told how many comments are done.
    /// - Throws: `Problem` Q030, Q031; what was emptied before stays so.
    /// - Complexity: O(comments), and the whole file written once.
    public func purge(
        _ request: PurgeRequest, now: Date, progress: (Int) throws -> Void = { _ in }
    ) throws -> PurgeCount {
        let end = try request.end(now: now)
        let purge = TextPurge(
            ground: .init(retentionClass: request.retentionClass, before: end), by: request.by,
            now: now, shared: try read(SharedOriginals.init))
        return try emptying { total in
            var last: Int64 = 0
            while true {
                let arguments: StatementArguments = [
                    "sources": request.names, "end": end.milliseconds, "most": Self.commentsPerStep,
                ]
                let step = try write { db -> PurgeCount? in
                    let comments = try Int64.fetchAll(
                        db.cachedStatement(sql: Self.selectDue),
                        arguments: arguments + ["last": last])
                    let setAside = try Int64.fetchAll(
                        db.cachedStatement(sql: Self.selectSetAside), arguments: arguments)
                    last = comments.last ?? last
                    if comments.isEmpty, setAside.isEmpty { return nil }
                    return try purge.empty(db, comments: comments, setAside: setAside)
                }
                guard let step else { return }
                total += step
                try progress(total.comments)
            }
        }
    }

    private static let commentsPerStep = 5_000

    /// The plus keeps SQLite to the order of comments, so that a step looks at no more than it takes.
    private static let ofSources = """
        +sourceID IN (SELECT sourceID FROM source
            WHERE name IN (SELECT value FROM json_each(:sources)))
        """

    private static let selectPreview = """
        SELECT isYoung, isHeld, isWaiting, count(*) AS comments, sum(texts) AS texts,
        min(writtenAt) AS first, max(writtenAt) AS last FROM (SELECT writtenAt,
            NOT \(RecordConditions.isBefore(":end")) AS isYoung,
            \(RecordConditions.isHeld()) AS isHeld, \(RecordConditions.isWaiting) AS isWaiting,
            (SELECT count(*) FROM revision WHERE revision.commentID = comment.commentID
            AND NOT \(Schema.isPurged("text", "revision.revisionID"))) AS texts
            FROM comment WHERE \(ofSources) AND \(RecordConditions.isBefore(":before"))
            AND \(RecordConditions.hasText))
        GROUP BY isYoung, isHeld, isWaiting
        """

    private static let selectDue = """
        SELECT commentID FROM comment WHERE commentID > :last AND \(ofSources)
        AND \(RecordConditions.isBefore(":end")) AND \(RecordConditions.hasText)
        AND NOT \(RecordConditions.isWaiting) AND NOT \(RecordConditions.isHeld())
        ORDER BY commentID LIMIT :most
        """

    private static let selectSetAside = """
        SELECT setAsideID FROM setAside JOIN run USING (runID) WHERE \(ofSources)
        AND startedAt < :end AND NOT \(Schema.isPurged("setAside", "setAside.setAsideID"))
        AND NOT \(RecordConditions.mayBeHeld) ORDER BY setAsideID LIMIT :most
        """
}

extension ReviewQueue {
    /// Runs what empties texts, and then makes sure that the file has no trace of them.
    func emptying(_ body: (inout PurgeCount) throws -> Void) throws -> PurgeCount {
        try withoutTransaction("PRAGMA secure_delete = ON")
        var total = PurgeCount()
        do {
            try body(&total)
        } catch {
            // What went must be gone, whatever came after it.
            if total != PurgeCount() { try? overwriteFreed() }
            throw error
        }
        if total != PurgeCount() { try overwriteFreed() }
        return total
    }

    /// Writes the file anew without its free space and empties the write-ahead log: pages that were
    /// freed or parted before, also by other connections, hold old bytes.
    ///
    /// **Source**: SQLite's documentation of VACUUM and of `secure_delete`.
    /// - Complexity: O(file); others' writes wait.
    private func overwriteFreed() throws {
        try withoutTransaction("VACUUM")
        let isBusy = try withoutTransaction("PRAGMA wal_checkpoint(TRUNCATE)")
        guard !isBusy else {
            throw QueueError.database(
                path: database.path,
                message:
                    "somebody reads it, and what was purged still lies in its -wal file; the next"
                    + " gavel that closes it alone empties that")
        }
    }

    /// - Returns: the first column of the first row, if there is one.
    @discardableResult
    private func withoutTransaction(_ sql: String) throws -> Bool {
        do {
            return try database.writeWithoutTransaction { db in
                try Int.fetchOne(db, sql: sql) ?? 0
            } != 0
        } catch let error as DatabaseError {
            throw QueueError(error, path: database.path)
        }
    }
}

extension PurgeCount {
    static func += (left: inout PurgeCount, right: PurgeCount) {
        left.comments += right.comments
        left.texts += right.texts
        left.answered += right.answered
        left.originals += right.originals
        left.setAside += right.setAside
        left.appeals += right.appeals
        left.authors += right.authors
    }
}
