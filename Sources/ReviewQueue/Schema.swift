import GRDB

/// The database's shape: an append-only list of migrations, named by date, never edited once
/// released.
///
/// Times are whole milliseconds since 1970, UTC. What must never change (`snapshot`, `revision`,
/// `assessment`, `signal`, `decision`, `audit`, `policy`, `shadowedRule`) refuses UPDATE and DELETE,
/// but for texts and their originals, which a purge empties (`Schema+Records`);
/// the current state (`item`, `comment.latestRevisionID`) can be rebuilt from it.
enum Schema {
    static let migrator: DatabaseMigrator = {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("2026-11-first-schema") { db in
            for statement in tables + indexes { try db.execute(sql: statement) }
            for table in firstAppendOnly { try refuseChanges(db, of: table) }
        }
        migrator.registerMigration("2026-11-24-breaker") { db in
            for statement in breaker { try db.execute(sql: statement) }
            try refuseChanges(db, of: "shadowedRule")
        }
        migrator.registerMigration("2026-11-24-wordings") { db in
            for statement in wordings { try db.execute(sql: statement) }
        }
        migrator.registerMigration("2026-11-24-authors") { db in
            for statement in authors { try db.execute(sql: statement) }
        }
        migrator.registerMigration("2026-11-24-history") { db in
            for statement in history { try db.execute(sql: statement) }
        }
        migrator.registerMigration("2026-11-29-hashes") { db in
            try giveKeysAsBytes(db)
            try findSnapshotsByRuns(db)
        }
        migrator.registerMigration("2026-11-29-late-parents") { db in
            for statement in lateParents { try db.execute(sql: statement) }
        }
        migrator.registerMigration("2026-11-29-claims") { db in
            for statement in claims { try db.execute(sql: statement) }
        }
        migrator.registerMigration("2026-11-29-checkpoints") { db in
            for statement in checkpoints { try db.execute(sql: statement) }
        }
        migrator.registerMigration("2026-11-29-acts") { db in
            for statement in acts { try db.execute(sql: statement) }
            for table in appendOnlyActs { try refuseChanges(db, of: table) }
            for statement in search { try db.execute(sql: statement) }
        }
        migrator.registerMigration("2026-11-29-records") { db in try letRecordsGo(db) }
        migrator.registerMigration("2026-11-29-same-words") { db in
            for statement in sameWords { try db.execute(sql: statement) }
        }
        migrator.registerMigration("2026-11-30-write-back") { db in try writeBack(db) }
        migrator.registerMigration("2026-11-30-purged-index") { db in
            try db.execute(sql: purgedIndex)
        }
        migrator.registerMigration("2026-11-30-ledger") { db in
            try db.execute(sql: revisionFacts)
            try db.execute(sql: decisionPolicy)
        }
        return migrator
    }()

    static let appendOnly =
        firstAppendOnly + ["shadowedRule"] + appendOnlyActs + appendOnlyRecords
        + appendOnlySite

    private static let firstAppendOnly = [
        "snapshot", "article", "revision", "assessment", "signal", "decision", "audit", "policy",
    ]

    static func refuseChanges(_ db: Database, of table: String) throws {
        for (verb, name) in [("UPDATE", "Update"), ("DELETE", "Delete")] {
            try db.execute(
                sql: """
                    CREATE TRIGGER \(table)Refuses\(name) BEFORE \(verb) ON \(table)
                    BEGIN SELECT RAISE(ABORT, '\(table) is append-only'); END
                    """)
        }
    }

    private static let breaker = [
        // What each active rule does, as fingerprints by id; a policy kept before has none.
        "ALTER TABLE policy ADD COLUMN rules TEXT NOT NULL DEFAULT '{}'",
        // Rules that hit too much at once to act in a run.
        """
        CREATE TABLE shadowedRule (
            runID INTEGER NOT NULL REFERENCES run,
            rule TEXT NOT NULL,
            hits INTEGER NOT NULL,
            comments INTEGER NOT NULL,
            PRIMARY KEY (runID, rule)
        ) STRICT, WITHOUT ROWID
        """,
    ]

    /// All of it can be made anew from the revisions.
    static let wordings = [
        """
        CREATE TABLE wording (
            wordingID INTEGER PRIMARY KEY,
            hash INTEGER NOT NULL,
            words INTEGER NOT NULL,
            shingles BLOB NOT NULL,
            groupID INTEGER
        ) STRICT
        """,
        "CREATE INDEX wordingGroupID ON wording (groupID) WHERE groupID IS NOT NULL",
        """
        CREATE TABLE wordingGroup (
            groupID INTEGER PRIMARY KEY,
            size INTEGER NOT NULL
        ) STRICT
        """,
        """
        CREATE TABLE keyRun (
            keyRunID INTEGER PRIMARY KEY,
            level INTEGER NOT NULL,
            entries BLOB NOT NULL
        ) STRICT
        """,
        // What the newest revision of a comment says; no row for one without words. Author 0 is not
        // known; `at` is the comment's own time, if its source gives one.
        """
        CREATE TABLE commentWording (
            commentID INTEGER PRIMARY KEY REFERENCES comment,
            wordingID INTEGER NOT NULL REFERENCES wording,
            authorID INTEGER NOT NULL,
            at INTEGER
        ) STRICT
        """,
        "CREATE INDEX commentWordingAuthor ON commentWording (wordingID, authorID, at)",
    ]

    private static let tables = [
        """
        CREATE TABLE source (
            sourceID INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE CHECK (name <> '')
        ) STRICT
        """,
        // The files of every policy that ever judged here, so that a decision's rules can be read.
        """
        CREATE TABLE policy (
            policyID INTEGER PRIMARY KEY,
            digest TEXT NOT NULL,
            profile TEXT NOT NULL,
            files TEXT NOT NULL,
            firstUsedAt INTEGER NOT NULL,
            UNIQUE (digest, profile)
        ) STRICT
        """,
        """
        CREATE TABLE run (
            runID INTEGER PRIMARY KEY,
            startedAt INTEGER NOT NULL,
            finishedAt INTEGER,
            policyID INTEGER NOT NULL REFERENCES policy,
            read INTEGER NOT NULL DEFAULT 0,
            new INTEGER NOT NULL DEFAULT 0,
            edited INTEGER NOT NULL DEFAULT 0,
            known INTEGER NOT NULL DEFAULT 0,
            setAside INTEGER NOT NULL DEFAULT 0
        ) STRICT
        """,
        // Where a run stands in an input; written in the transaction of the batch it speaks of.
        """
        CREATE TABLE checkpoint (
            sourceID INTEGER NOT NULL REFERENCES source,
            input TEXT NOT NULL,
            records INTEGER NOT NULL,
            line INTEGER NOT NULL,
            offset INTEGER NOT NULL,
            runID INTEGER NOT NULL REFERENCES run,
            PRIMARY KEY (sourceID, input)
        ) STRICT, WITHOUT ROWID
        """,
        // The original bytes of a record, addressed by their SHA-256.
        """
        CREATE TABLE snapshot (
            snapshotID INTEGER PRIMARY KEY,
            hash BLOB NOT NULL UNIQUE CHECK (length(hash) = 32),
            bytes BLOB NOT NULL,
            runID INTEGER NOT NULL REFERENCES run
        ) STRICT
        """,
        """
        CREATE TABLE article (
            articleID INTEGER PRIMARY KEY,
            hash BLOB NOT NULL UNIQUE CHECK (length(hash) = 32),
            url TEXT,
            title TEXT,
            body TEXT
        ) STRICT
        """,
        """
        CREATE TABLE author (
            authorID INTEGER PRIMARY KEY,
            sourceID INTEGER NOT NULL REFERENCES source,
            key TEXT NOT NULL,
            name TEXT,
            email TEXT,
            address TEXT,
            UNIQUE (sourceID, key)
        ) STRICT
        """,
        """
        CREATE TABLE comment (
            commentID INTEGER PRIMARY KEY,
            sourceID INTEGER NOT NULL REFERENCES source,
            externalID TEXT NOT NULL CHECK (externalID <> ''),
            authorID INTEGER REFERENCES author,
            parent TEXT,
            createdAt INTEGER,
            latestRevisionID INTEGER,
            UNIQUE (sourceID, externalID)
        ) STRICT
        """,
        """
        CREATE TABLE revision (
            revisionID INTEGER PRIMARY KEY,
            commentID INTEGER NOT NULL REFERENCES comment,
            number INTEGER NOT NULL CHECK (number > 0),
            text TEXT NOT NULL,
            format TEXT NOT NULL,
            contentHash BLOB NOT NULL CHECK (length(contentHash) = 32),
            snapshotID INTEGER NOT NULL REFERENCES snapshot,
            articleID INTEGER REFERENCES article,
            parentText TEXT,
            editedAt INTEGER,
            ingestedAt INTEGER NOT NULL,
            runID INTEGER NOT NULL REFERENCES run,
            UNIQUE (commentID, number)
        ) STRICT
        """,
        """
        CREATE TABLE assessment (
            assessmentID INTEGER PRIMARY KEY,
            revisionID INTEGER NOT NULL REFERENCES revision,
            policyID INTEGER NOT NULL REFERENCES policy,
            route TEXT NOT NULL CHECK (route IN ('pass', 'queue', 'hold', 'reject')),
            score REAL NOT NULL CHECK (score BETWEEN 0 AND 1),
            categories TEXT NOT NULL,
            labels TEXT NOT NULL,
            inconclusive TEXT NOT NULL
        ) STRICT
        """,
        // The words of a signal are not kept twice: the span finds them in revision.text.
        """
        CREATE TABLE signal (
            assessmentID INTEGER NOT NULL REFERENCES assessment,
            ordinal INTEGER NOT NULL,
            rule TEXT NOT NULL,
            category TEXT NOT NULL,
            title TEXT NOT NULL,
            message TEXT NOT NULL,
            spanStart INTEGER NOT NULL,
            spanEnd INTEGER NOT NULL,
            scope TEXT NOT NULL,
            disguised INTEGER NOT NULL,
            points INTEGER NOT NULL,
            status TEXT NOT NULL,
            PRIMARY KEY (assessmentID, ordinal)
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE item (
            revisionID INTEGER PRIMARY KEY REFERENCES revision,
            assessmentID INTEGER NOT NULL REFERENCES assessment,
            state TEXT NOT NULL
                CHECK (state IN ('new', 'open', 'approved', 'hidden', 'spam', 'known')),
            rank INTEGER NOT NULL,
            score REAL NOT NULL,
            decisionID INTEGER REFERENCES decision
        ) STRICT
        """,
        """
        CREATE TABLE decision (
            decisionID INTEGER PRIMARY KEY,
            revisionID INTEGER NOT NULL REFERENCES revision,
            verdict TEXT NOT NULL CHECK (verdict IN ('approve', 'hide', 'spam', 'undo')),
            reason TEXT,
            note TEXT,
            moderator TEXT NOT NULL CHECK (moderator <> ''),
            at INTEGER NOT NULL,
            policyID INTEGER NOT NULL REFERENCES policy,
            replies TEXT NOT NULL CHECK (replies IN ('keep', 'tombstone', 'hide')),
            revokes INTEGER UNIQUE REFERENCES decision,
            CHECK ((verdict = 'undo') = (revokes IS NOT NULL)),
            CHECK (verdict <> 'hide' OR reason IS NOT NULL),
            CHECK (reason <> 'other' OR note IS NOT NULL)
        ) STRICT
        """,
        """
        CREATE TABLE setAside (
            setAsideID INTEGER PRIMARY KEY,
            sourceID INTEGER NOT NULL REFERENCES source,
            input TEXT NOT NULL,
            line INTEGER NOT NULL,
            offset INTEGER NOT NULL,
            code TEXT NOT NULL,
            reason TEXT NOT NULL,
            hash BLOB NOT NULL CHECK (length(hash) = 32),
            bytes BLOB NOT NULL,
            runID INTEGER NOT NULL REFERENCES run,
            UNIQUE (sourceID, input, line, hash)
        ) STRICT
        """,
        """
        CREATE TABLE audit (
            seq INTEGER PRIMARY KEY,
            at INTEGER NOT NULL,
            actor TEXT NOT NULL,
            action TEXT NOT NULL,
            subject TEXT NOT NULL,
            detail TEXT NOT NULL,
            previous BLOB NOT NULL CHECK (length(previous) = 32),
            hash BLOB NOT NULL UNIQUE CHECK (length(hash) = 32)
        ) STRICT
        """,
    ]

    private static let indexes = [
        "CREATE INDEX itemQueue ON item (rank DESC, score DESC, revisionID) WHERE state = 'open'",
        "CREATE INDEX assessmentRevision ON assessment (revisionID)",
        "CREATE INDEX decisionRevision ON decision (revisionID)",
    ]
}
