extension Schema {
    /// What `comment.writtenAt` must be, as SQL over `comment`.
    static let writtenAt = """
        COALESCE(createdAt, (SELECT ingestedAt FROM revision
        WHERE revision.commentID = comment.commentID AND number = 1))
        """

    /// What `authorDecision` must hold.
    static let authorDecisions = """
        SELECT authorID, decisionID FROM decision JOIN revision USING (revisionID)
        JOIN comment USING (commentID) WHERE authorID IS NOT NULL
        """

    /// Authors by a keyed hash, apart from all that names a person.
    static let authors = [
        // `key` is empty only until the first ingest after an older version.
        """
        CREATE TABLE keyedAuthor (
            authorID INTEGER PRIMARY KEY,
            sourceID INTEGER NOT NULL REFERENCES source,
            key TEXT CHECK (length(key) = 32),
            UNIQUE (sourceID, key)
        ) STRICT
        """,
        // The only table that names people, and no seal covers it: it can be emptied, and verify
        // still proves the rest. A row comes back with its author's next new comment. The original
        // bytes in `snapshot` and `setAside` may name the author too; emptying this table does not
        // touch them, nor the pages that SQLite has freed and not yet written over (VACUUM does).
        """
        CREATE TABLE authorDetail (
            authorID INTEGER PRIMARY KEY REFERENCES author,
            externalID TEXT,
            name TEXT,
            email TEXT,
            address TEXT
        ) STRICT
        """,
        // What older versions sealed an author as, in plain words; their seals are recomputed with it.
        // A desk that never ran one has none.
        """
        CREATE TABLE formerAuthor (
            authorID INTEGER PRIMARY KEY REFERENCES author,
            key TEXT NOT NULL
        ) STRICT
        """,
        // Which secret the keys are made with: one row, or none yet.
        """
        CREATE TABLE authorSecret (
            row INTEGER PRIMARY KEY CHECK (row = 1),
            fingerprint TEXT NOT NULL CHECK (length(fingerprint) = 32)
        ) STRICT
        """,
        "INSERT INTO keyedAuthor (authorID, sourceID) SELECT authorID, sourceID FROM author",
        """
        INSERT INTO authorDetail (authorID, externalID, name, email, address)
        SELECT authorID, CASE WHEN substr(key, 1, 3) = 'id:' THEN substr(key, 4) END,
        name, email, address FROM author
        """,
        "INSERT INTO formerAuthor (authorID, key) SELECT authorID, key FROM author",
        "DROP TABLE author",
        "ALTER TABLE keyedAuthor RENAME TO author",
        // When a comment was written, else when it was first read: what its author's facts go by.
        "ALTER TABLE comment ADD COLUMN writtenAt INTEGER",
        "UPDATE comment SET writtenAt = \(writtenAt)",
        """
        CREATE INDEX commentAuthor ON comment (authorID, writtenAt, externalID)
        WHERE authorID IS NOT NULL
        """,
        // The facts that it was made by; empty before there were any, and where there was no author.
        "ALTER TABLE assessment ADD COLUMN facts TEXT",
        // Whom a decision was about, undo or not; follows from `decision`.
        """
        CREATE TABLE authorDecision (
            authorID INTEGER NOT NULL REFERENCES author,
            decisionID INTEGER NOT NULL REFERENCES decision,
            PRIMARY KEY (authorID, decisionID)
        ) STRICT, WITHOUT ROWID
        """,
        "INSERT INTO authorDecision \(authorDecisions)",
        """
        CREATE TRIGGER decisionOfAuthor AFTER INSERT ON decision
        BEGIN INSERT INTO authorDecision \(authorDecisions) AND decisionID = NEW.decisionID; END
        """,
    ]
}
