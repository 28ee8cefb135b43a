public import FoundationEssentials
import GRDB
public import Moderation

/// How a secret stands to a desk.
public enum SecretStanding: Sendable, Equatable {
    /// The desk's authors are keyed with it.
    case own
    /// The desk has keyed no author yet.
    case first
    /// The desk's authors are keyed with another one.
    case other
}

extension ReviewQueue {
    public func standing(of secret: AuthorSecret) throws -> SecretStanding {
        try read { db in
            switch try AuthorStore.fingerprint(db) {
            case nil: .first
            case secret.fingerprint: .own
            default: .other
            }
        }
    }

    /// The same desk, ready to keep comments that have authors.
    public func keyingAuthors(with secret: AuthorSecret) -> ReviewQueue {
        ReviewQueue(database: database, secret: secret)
    }

    /// Makes a secret the desk's own, with an audit row, and gives keys to the authors that an older
    /// version wrote down in plain words.
    ///
    /// Authors keyed with another secret keep their keys and are not met again: their next comment
    /// counts as a first.
    public func adopt(_ secret: AuthorSecret, by actor: Moderator, now: Date) throws {
        try write { db in
            try AuthorStore.adopt(db, secret)
            try AuditChain.append(
                db, at: now, by: actor, action: "author-key", subject: "desk",
                detail: ["fingerprint": secret.fingerprint])
        }
    }
}

/// Keeps authors: the key in `author`, and whatever names a person in `authorDetail`.
enum AuthorStore {
    static func fingerprint(_ db: Database) throws -> String? {
        try String.fetchOne(db, sql: "SELECT fingerprint FROM authorSecret")
    }

    static func adopt(_ db: Database, _ secret: AuthorSecret) throws {
        try db.execute(
            sql: "INSERT OR REPLACE INTO authorSecret (row, fingerprint) VALUES (1, ?)",
            arguments: [secret.fingerprint])
        let former = try Row.fetchAll(
            db,
            sql: """
                SELECT authorID, source.name, formerAuthor.key FROM formerAuthor
                JOIN author USING (authorID) JOIN source USING (sourceID) WHERE author.key IS NULL
                """)
        for row in former {
            try db.cachedStatement(sql: "UPDATE author SET key = ? WHERE authorID = ?")
                .execute(arguments: [
                    secret.key(of: row["key"] as String, in: row["name"]), row["authorID"] as Int64,
                ])
        }
    }

    /// Finds or writes down an author of a source.
    static func id(
        _ db: Database, _ author: Author, key: AuthorKey, source sourceID: Int64
    ) throws -> Int64 {
        let known = try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT author.authorID, authorDetail.authorID IS NOT NULL FROM author
                    LEFT JOIN authorDetail USING (authorID) WHERE key = ?
                    """), arguments: [key])
        if let known, known[1] as Bool { return known[0] }
        if known == nil {
            try db.cachedStatement(sql: "INSERT INTO author (sourceID, key) VALUES (?, ?)")
                .execute(arguments: [sourceID, key])
        }
        let id = known?[0] as Int64? ?? db.lastInsertedRowID
        try db.cachedStatement(
            sql: """
                INSERT INTO authorDetail (authorID, externalID, name, email, address)
                VALUES (?, ?, ?, ?, ?)
                """
        ).execute(arguments: [id, author.id, author.name, author.email, author.address])
        return id
    }

    /// Takes away all that names a person. The key stays, and whose comments are whose.
    ///
    /// - Precondition: no seal holds the author in plain words any more.
    static func forget(_ db: Database, _ author: Int64) throws {
        for table in ["authorDetail", "formerAuthor"] {
            try db.cachedStatement(sql: "DELETE FROM \(table) WHERE authorID = ?")
                .execute(arguments: [author])
        }
    }
}
