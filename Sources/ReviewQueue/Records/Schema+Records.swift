import GRDB

/// What lets records go and keeps the proof.
extension Schema {
    static func letRecordsGo(_ db: Database) throws {
        for statement in records { try db.execute(sql: statement) }
        for table in appendOnlyRecords { try refuseChanges(db, of: table) }
    }

    static let appendOnlyRecords = ["purge", "purged", "legalHold", "legalRelease"]

    private static let records = [
        // One transaction of a purge, or of an erasure. `contents` is the SHA-256 of its rows in `purged`.
        """
        CREATE TABLE purge (
            purgeID INTEGER PRIMARY KEY,
            class TEXT,
            before INTEGER,
            commentID INTEGER REFERENCES comment,
            reason TEXT CHECK (reason <> ''),
            texts INTEGER NOT NULL,
            answered INTEGER NOT NULL,
            originals INTEGER NOT NULL,
            setAside INTEGER NOT NULL,
            appeals INTEGER NOT NULL,
            authors INTEGER NOT NULL,
            contents BLOB NOT NULL CHECK (length(contents) = 32),
            moderator TEXT NOT NULL CHECK (moderator <> ''),
            at INTEGER NOT NULL,
            CHECK ((class IS NULL) = (commentID IS NOT NULL)),
            CHECK ((class IS NULL) = (before IS NULL))
        ) STRICT
        """,
        // What is empty since. `number` is of a revision (its text; the text it answers), a snapshot, a
        // record set aside or an appeal. The hash of a text that is answered is kept nowhere else.
        """
        CREATE TABLE purged (
            what TEXT NOT NULL CHECK (what IN
                ('text', 'answered', 'original', 'setAside', 'appeal')),
            number INTEGER NOT NULL,
            hash BLOB CHECK (length(hash) = 32),
            purgeID INTEGER NOT NULL REFERENCES purge,
            PRIMARY KEY (what, number),
            CHECK ((what = 'answered') = (hash IS NOT NULL))
        ) STRICT, WITHOUT ROWID
        """,
        // `commentID` names the comment, or its author.
        """
        CREATE TABLE legalHold (
            legalHoldID INTEGER PRIMARY KEY,
            kind TEXT NOT NULL CHECK (kind IN ('source', 'article', 'comment', 'author')),
            sourceID INTEGER REFERENCES source,
            url TEXT,
            commentID INTEGER REFERENCES comment,
            reason TEXT NOT NULL CHECK (reason <> ''),
            moderator TEXT NOT NULL CHECK (moderator <> ''),
            at INTEGER NOT NULL,
            CHECK ((kind = 'article') = (url IS NOT NULL)),
            CHECK ((kind = 'article') = (sourceID IS NULL)),
            CHECK ((kind IN ('comment', 'author')) = (commentID IS NOT NULL))
        ) STRICT
        """,
        """
        CREATE TABLE legalRelease (
            legalHoldID INTEGER PRIMARY KEY REFERENCES legalHold,
            reason TEXT NOT NULL CHECK (reason <> ''),
            moderator TEXT NOT NULL CHECK (moderator <> ''),
            at INTEGER NOT NULL
        ) STRICT
        """,
        // The policy that judged last, so that a change of it is seen; follows from the log.
        """
        CREATE TABLE policyInUse (
            row INTEGER PRIMARY KEY CHECK (row = 1),
            policyID INTEGER NOT NULL REFERENCES policy
        ) STRICT
        """,
        "INSERT INTO policyInUse (row, policyID) SELECT 1, policyID FROM run ORDER BY runID DESC LIMIT 1",
        // A text, its original and what quotes it may be emptied, once a row says so, and nothing else may change.
        "DROP TRIGGER revisionRefusesUpdate",
        refusal(
            of: "revision",
            unless: """
                \(areUnchanged([
                    "revisionID", "commentID", "number", "format", "contentHash", "snapshotID",
                    "articleID", "editedAt", "ingestedAt", "runID",
                ]))
                AND (NEW.text = OLD.text OR (NEW.text = '' AND \(isPurged("text", "OLD.revisionID"))))
                AND (NEW.parentText IS OLD.parentText OR (OLD.parentText IS NOT NULL
                AND NEW.parentText IS '' AND \(isPurged("answered", "OLD.revisionID"))))
                AND (NEW.text <> OLD.text OR NEW.parentText IS NOT OLD.parentText)
                """),
        "DROP TRIGGER snapshotRefusesUpdate",
        refusal(
            of: "snapshot",
            unless: """
                \(areUnchanged(["snapshotID", "hash", "runID"]))
                AND NEW.bytes = x'' AND \(isPurged("original", "OLD.snapshotID"))
                """),
        "DROP TRIGGER appealRefusesUpdate",
        refusal(
            of: "appeal",
            unless: """
                \(areUnchanged(["appealID", "decisionID", "moderator", "at", "due"]))
                AND NEW.text = '' AND NEW.contact IS NULL AND \(isPurged("appeal", "OLD.appealID"))
                """),
        // What a rule says of its finding may quote it.
        "DROP TRIGGER signalRefusesUpdate",
        refusal(
            of: "signal",
            unless: """
                \(areUnchanged([
                    "assessmentID", "ordinal", "rule", "category", "title", "spanStart", "spanEnd",
                    "scope", "disguised", "points", "status",
                ]))
                AND NEW.message = '' AND EXISTS (SELECT 1 FROM assessment JOIN purged
                ON what = 'text' AND number = revisionID
                WHERE assessment.assessmentID = OLD.assessmentID)
                """),
    ]

    /// Whether something is empty by a purge, as SQL.
    ///
    /// - Parameter number: an expression.
    static func isPurged(_ what: String, _ number: String) -> String {
        "EXISTS (SELECT 1 FROM purged WHERE what = '\(what)' AND purged.number = \(number))"
    }

    private static func areUnchanged(_ columns: [String]) -> String {
        columns.map { "NEW.\($0) IS OLD.\($0)" }.joined(separator: " AND ")
    }

    private static func refusal(of table: String, unless condition: String) -> String {
        """
        CREATE TRIGGER \(table)RefusesUpdate BEFORE UPDATE ON \(table) WHEN NOT (\(condition))
        BEGIN SELECT RAISE(ABORT, '\(table) is append-only'); END
        """
    }
}
