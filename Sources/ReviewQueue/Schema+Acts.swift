extension Schema {
    /// What people and readers do besides deciding. A row that never changes has an audit row of its own.
    static let acts = [
        // Notes, escalations and what ended them. An end names the escalation.
        """
        CREATE TABLE act (
            actID INTEGER PRIMARY KEY,
            revisionID INTEGER NOT NULL REFERENCES revision,
            kind TEXT NOT NULL CHECK (kind IN ('note', 'escalate', 'return')),
            note TEXT CHECK (note <> ''),
            moderator TEXT NOT NULL CHECK (moderator <> ''),
            at INTEGER NOT NULL,
            ends INTEGER UNIQUE REFERENCES act,
            CHECK (kind <> 'note' OR note IS NOT NULL),
            CHECK ((kind = 'return') = (ends IS NOT NULL))
        ) STRICT
        """,
        "CREATE INDEX actRevision ON act (revisionID)",
        // "Someone else": of the moment, and in no log, as nobody has to say why.
        """
        CREATE TABLE skip (
            revisionID INTEGER NOT NULL REFERENCES revision,
            moderator TEXT NOT NULL CHECK (moderator <> ''),
            at INTEGER NOT NULL,
            PRIMARY KEY (revisionID, moderator)
        ) STRICT, WITHOUT ROWID
        """,
        "CREATE INDEX skipModerator ON skip (moderator)",
        // Many decisions that were one act; undone one by one or together.
        """
        CREATE TABLE bulk (
            bulkID INTEGER PRIMARY KEY,
            verdict TEXT NOT NULL,
            moderator TEXT NOT NULL CHECK (moderator <> ''),
            at INTEGER NOT NULL,
            decisions INTEGER NOT NULL CHECK (decisions > 1)
        ) STRICT
        """,
        "ALTER TABLE decision ADD COLUMN bulkID INTEGER REFERENCES bulk",
        "CREATE INDEX decisionBulk ON decision (bulkID) WHERE bulkID IS NOT NULL",
        """
        CREATE TRIGGER decisionStandsAlone BEFORE INSERT ON decision
        WHEN NEW.verdict <> 'undo' AND EXISTS (SELECT 1 FROM decision AS standing
            WHERE standing.revisionID = NEW.revisionID AND verdict <> 'undo' AND NOT EXISTS
            (SELECT 1 FROM decision AS later WHERE later.revokes = standing.decisionID))
        BEGIN SELECT RAISE(ABORT, 'another decision stands'); END
        """,
        // Whether somebody else is to decide it too, without knowing.
        "ALTER TABLE decision ADD COLUMN isDoubled INTEGER NOT NULL DEFAULT 0 CHECK (isDoubled IN (0, 1))",
        // What they would have decided. By somebody else, which no program can forget to ask.
        """
        CREATE TABLE opinion (
            opinionID INTEGER PRIMARY KEY,
            decisionID INTEGER NOT NULL UNIQUE REFERENCES decision,
            verdict TEXT NOT NULL CHECK (verdict IN ('approve', 'hide', 'spam')),
            reason TEXT,
            note TEXT,
            moderator TEXT NOT NULL CHECK (moderator <> ''),
            at INTEGER NOT NULL
        ) STRICT
        """,
        byAnother("opinion"),
        """
        CREATE TABLE appeal (
            appealID INTEGER PRIMARY KEY,
            decisionID INTEGER NOT NULL REFERENCES decision,
            text TEXT NOT NULL,
            contact TEXT,
            moderator TEXT NOT NULL CHECK (moderator <> ''),
            at INTEGER NOT NULL,
            due INTEGER NOT NULL
        ) STRICT
        """,
        "CREATE INDEX appealDecision ON appeal (decisionID)",
        """
        CREATE TABLE appealAnswer (
            appealID INTEGER PRIMARY KEY REFERENCES appeal,
            outcome TEXT NOT NULL CHECK (outcome IN ('uphold', 'restore')),
            note TEXT,
            moderator TEXT NOT NULL CHECK (moderator <> ''),
            at INTEGER NOT NULL
        ) STRICT
        """,
        """
        CREATE TRIGGER appealAnswerByAnother BEFORE INSERT ON appealAnswer
        WHEN NEW.moderator IN (SELECT decision.moderator FROM appeal
            JOIN decision USING (decisionID) WHERE appealID = NEW.appealID
            UNION ALL SELECT standing.moderator FROM appeal JOIN decision USING (decisionID)
            JOIN revision USING (revisionID) JOIN comment USING (commentID)
            JOIN item ON item.revisionID = latestRevisionID
            JOIN decision AS standing ON standing.decisionID = item.decisionID
            WHERE appealID = NEW.appealID AND standing.verdict <> 'approve')
        BEGIN SELECT RAISE(ABORT, 'an appeal is answered by somebody else'); END
        """,
        // Reports of readers as a source counts them, each row what came anew; or one notice.
        """
        CREATE TABLE report (
            reportID INTEGER PRIMARY KEY,
            revisionID INTEGER NOT NULL REFERENCES revision,
            kind TEXT NOT NULL CHECK (kind IN ('readers', 'notice')),
            count INTEGER NOT NULL CHECK (count > 0),
            reasons TEXT NOT NULL,
            moderator TEXT NOT NULL CHECK (moderator <> ''),
            at INTEGER NOT NULL,
            noticeHash BLOB CHECK (length(noticeHash) = 32),
            CHECK ((kind = 'notice') = (noticeHash IS NOT NULL))
        ) STRICT
        """,
        "CREATE INDEX reportRevision ON report (revisionID)",
        "CREATE INDEX reportNotice ON report (reportID) WHERE kind = 'notice'",
        // Names people, and quotes what they say: the log has its hash only.
        """
        CREATE TABLE notice (
            reportID INTEGER PRIMARY KEY REFERENCES report,
            explanation TEXT NOT NULL,
            url TEXT,
            name TEXT,
            email TEXT,
            isInGoodFaith INTEGER NOT NULL CHECK (isInGoodFaith IN (0, 1))
        ) STRICT
        """,
        """
        CREATE TABLE reportAnswer (
            reportAnswerID INTEGER PRIMARY KEY,
            reportID INTEGER NOT NULL REFERENCES report,
            verdict TEXT NOT NULL CHECK (verdict IN ('agree', 'disagree')),
            decisionID INTEGER REFERENCES decision,
            moderator TEXT NOT NULL CHECK (moderator <> ''),
            at INTEGER NOT NULL
        ) STRICT
        """,
        "CREATE INDEX reportAnswerReport ON reportAnswer (reportID)",
        // Comments that wait for another reason than their route; follows from all of the above.
        """
        CREATE TABLE waiting (
            kind TEXT NOT NULL,
            commentID INTEGER NOT NULL REFERENCES comment,
            PRIMARY KEY (kind, commentID)
        ) STRICT, WITHOUT ROWID
        """,
        "CREATE INDEX waitingComment ON waiting (commentID)",
        // Of the newest assessment, 0 to 4.
        "ALTER TABLE item ADD COLUMN severity INTEGER NOT NULL DEFAULT 0",
        // Follows from the revision, whose row is as long as its text.
        "ALTER TABLE item ADD COLUMN ofComment INTEGER REFERENCES comment",
        """
        UPDATE item SET ofComment = (SELECT commentID FROM revision
        WHERE revision.revisionID = item.revisionID)
        """,
        "DROP INDEX itemQueue",
        """
        CREATE INDEX itemQueue
        ON item (rank DESC, severity DESC, score DESC, revisionID, ofComment)
        WHERE state = 'open'
        """,
        // What answers a comment.
        "CREATE INDEX commentParent ON comment (sourceID, parent) WHERE parent IS NOT NULL",
        "CREATE INDEX itemSample ON item (revisionID) WHERE state = 'new' AND \(isSampled)",
    ]

    /// Whether a comment that passed is among those that are looked at all the same, as SQL over `item`: a
    /// multiplicative hash, so that one of a hundred is, in no order that an author could count on.
    ///
    /// **Source**: ours; of a thousand comments a day ten, which a person reads in two minutes, and in a
    /// month enough to tell 1 % of missed ones from 3 %.
    static let isSampled = "(revisionID * 2654435761 >> 7) % 100 < 1"

    static let appendOnlyActs = [
        "act", "bulk", "opinion", "appeal", "appealAnswer", "report", "reportAnswer",
    ]

    private static func byAnother(_ table: String) -> String {
        """
        CREATE TRIGGER \(table)ByAnother BEFORE INSERT ON \(table)
        WHEN NEW.moderator = (SELECT moderator FROM decision WHERE decisionID = NEW.decisionID)
        BEGIN SELECT RAISE(ABORT, 'a second opinion is somebody else''s'); END
        """
    }
}
