import Crypto
public import FoundationEssentials
import GRDB
public import Moderation

/// What a records bundle holds, question by question, all of one moment; each answer in a fixed order.
///
/// **Never** outlives the transaction it was made in, and hands out nothing that is not what its hash
/// says.
public struct RecordsReader {
    private let db: Database
    private let conditions: ExportConditions
    private let selection: ExportSelection
    private var scope: String { selection.sql }
    private let chain: RecordsChain
    /// The last row of the log that is about what the bundle holds; later ones are not told, so that a
    /// desk on which nothing of it changed gives the same bundle.
    public let lastSeq: Int64
    public let lastHash: String
    /// When that row was written.
    public let lastAt: Date
    /// Revisions that fit.
    public let revisions: Int

    init(_ db: Database, _ conditions: ExportConditions) throws {
        self.db = db
        self.conditions = conditions
        selection = try ExportSelection(db, conditions)
        chain = try RecordsChain(db, selection, namesAuthors: conditions.namesAuthors)
        let last = try chain.last()
        (lastSeq, lastHash) = (last.seq, last.hash)
        lastAt = Date(milliseconds: last.at)
        revisions = try Int.fetchOne(
            db, sql: "SELECT count(*) \(selection.revisions) WHERE \(selection.sql)")!
    }

    /// Every revision, in the order they came.
    public func comments(_ each: (ExportedComment) throws -> Void) throws {
        let rows = ExportedRow(db, namesAuthors: conditions.namesAuthors)
        let revisions =
            conditions.authorOf == nil
            ? "revision"
            : """
            (SELECT revision.revisionID AS id \(selection.revisions) WHERE \(scope)) AS own
            CROSS JOIN revision ON revision.revisionID = own.id
            """
        let found = try Row.fetchCursor(db, sql: rows.select(from: revisions, where: scope))
        while let row = try found.next() { try each(rows.comment(row)) }
    }

    /// Every decision on them and undo of one, oldest first.
    public func decisions(_ each: (Decision) throws -> Void) throws {
        let found = try Row.fetchCursor(
            db, sql: DecisionRow.select + " WHERE \(scope) ORDER BY decision.decisionID")
        while let row = try found.next() { try each(DecisionRow.decision(row)) }
    }

    /// Every text that is there, once, with its content hash, by which they are ordered.
    ///
    /// - Throws: `Problem` E007.
    public func texts(_ each: (_ hash: String, _ text: String) throws -> Void) throws {
        let found = try Row.fetchCursor(
            db,
            sql: """
                SELECT text, format, revision.contentHash FROM (SELECT min(revision.revisionID) AS id
                    \(selection.revisions) WHERE \(scope) AND text <> '' GROUP BY contentHash)
                CROSS JOIN revision ON revision.revisionID = id ORDER BY revision.contentHash
                """)
        while let row = try found.next() {
            let hash = [UInt8](row["contentHash"] as Data)
            guard contentHash(row["text"], named: row["format"]) == hash else {
                throw Problem.notAsLogged("the text of hash \(hex(hash)) does not match it")
            }
            try each(hex(hash), row["text"])
        }
    }

    /// The original bytes that are there, once, with their hash, by which they are ordered.
    ///
    /// - Throws: `Problem` E007.
    public func originals(_ each: (_ hash: String, _ bytes: [UInt8]) throws -> Void) throws {
        let found = try Row.fetchCursor(
            db,
            sql: """
                SELECT snapshot.hash, bytes FROM (SELECT min(snapshot.snapshotID) AS id
                    \(selection.revisions) JOIN snapshot USING (snapshotID) WHERE \(scope)
                    AND NOT \(Schema.isPurged("original", "snapshot.snapshotID"))
                    GROUP BY snapshot.hash)
                CROSS JOIN snapshot ON snapshotID = id ORDER BY snapshot.hash
                """)
        while let row = try found.next() {
            let (hash, bytes) = ([UInt8](row["hash"] as Data), [UInt8](row["bytes"] as Data))
            guard sha256(bytes) == hash else {
                throw Problem.notAsLogged("original bytes do not match their hash \(hex(hash))")
            }
            try each(hex(hash), bytes)
        }
    }

    /// Every policy that judged them or was in force when somebody decided.
    public func policies(_ each: (PolicyRecord) throws -> Void) throws {
        let found = try Row.fetchAll(
            db,
            sql: """
                SELECT digest, profile, files FROM policy WHERE policyID IN (\(chain.policies))
                ORDER BY digest, profile
                """)
        for row in found {
            try each(
                PolicyRecord(
                    digest: PolicyDigest(row["digest"] as String),
                    profile: Profile(rawValue: row["profile"]) ?? .government, files: row["files"])
            )
        }
    }

    /// The log from its first row to ``lastSeq``.
    ///
    /// - Throws: `Problem` E007 where a row does not follow from the one before it.
    public func log(_ each: (LoggedAct) throws -> Void) throws {
        try chain.rows(upTo: lastSeq, each)
    }

    /// Those who wrote them, by their keys, each once; only who has a name here.
    public func authors(
        _ each: (_ source: SourceName, _ author: ExportedAuthor) throws -> Void
    ) throws {
        let found = try Row.fetchCursor(
            db,
            sql: """
                SELECT source.name AS sourceName, lower(hex(author.key)) AS authorKey,
                authorDetail.authorID AS detailID, authorDetail.externalID AS account,
                authorDetail.name, email, address
                FROM (SELECT DISTINCT comment.authorID AS id FROM comment WHERE \(scope)) AS wrote
                CROSS JOIN author ON author.authorID = id JOIN source USING (sourceID)
                JOIN authorDetail ON authorDetail.authorID = id ORDER BY author.key, id
                """)
        while let row = try found.next() {
            try each(
                SourceName(row["sourceName"] as String),
                ExportedAuthor(key: row["authorKey"] ?? "", details: ExportedRow.details(row)))
        }
    }

    /// Records of the source and the period that could not be read, by the day they were; nobody can tell
    /// whose they are or what about, so that there are none where that was asked for.
    public func setAside(_ each: (ListedSetAside) throws -> Void) throws {
        guard conditions.article == nil, conditions.authorOf == nil else { return }
        var parts = ["TRUE"]
        if let source = conditions.source {
            parts.append("setAside.sourceID = \(try ExportSelection.id(db, of: source))")
        }
        if let from = conditions.from { parts.append("startedAt >= \(from.milliseconds)") }
        if let to = conditions.to { parts.append("startedAt < \(to.milliseconds)") }
        let found = try Row.fetchCursor(
            db,
            sql: """
                SELECT source.name AS sourceName, line, code, reason, startedAt, hash FROM setAside
                JOIN source USING (sourceID) JOIN run USING (runID)
                WHERE \(parts.joined(separator: " AND ")) ORDER BY setAsideID
                """)
        while let row = try found.next() {
            try each(
                ListedSetAside(
                    source: SourceName(row["sourceName"] as String), line: row["line"],
                    code: row["code"], reason: row["reason"],
                    readAt: Date(milliseconds: row["startedAt"]), hash: hex(row["hash"] as Data)))
        }
    }
}

extension ReviewQueue {
    /// Hands out a reader of what conditions are about; all it tells is of one moment, and nobody's write
    /// is waited for.
    ///
    /// - Throws: `Problem` E006, E007, Q001.
    public func records<Value>(
        _ conditions: ExportConditions, _ body: (RecordsReader) throws -> Value
    ) throws -> Value {
        try read { db in try body(RecordsReader(db, conditions)) }
    }
}

extension Problem {
    static func notAsLogged(_ message: String) -> Problem {
        .export(
            .notAsLogged, "\(message); nothing was handed out",
            help: "gavel verify says more; keep a copy of the database as it is")
    }
}
