import GRDB

/// What sites were told and what they did.
extension Schema {
    static func writeBack(_ db: Database) throws {
        for statement in site { try db.execute(sql: statement) }
        for table in appendOnlySite { try refuseChanges(db, of: table) }
    }

    static let appendOnlySite = ["siteOrder", "siteResult"]

    private static let site = [
        """
        CREATE TABLE siteOrder (
            siteOrderID INTEGER PRIMARY KEY,
            commentID INTEGER NOT NULL REFERENCES comment,
            target TEXT NOT NULL CHECK (target <> ''),
            decisionID INTEGER NOT NULL REFERENCES decision,
            action TEXT NOT NULL
                CHECK (action IN ('approve', 'hide', 'spam', 'restore', 'hold')),
            moderator TEXT NOT NULL CHECK (moderator <> ''),
            at INTEGER NOT NULL,
            UNIQUE (commentID, target, decisionID, action)
        ) STRICT
        """,
        // `answeredAt` is when the site did it, `at` when the desk was told.
        """
        CREATE TABLE siteResult (
            siteResultID INTEGER PRIMARY KEY,
            commentID INTEGER NOT NULL REFERENCES comment,
            target TEXT NOT NULL CHECK (target <> ''),
            decisionID INTEGER NOT NULL REFERENCES decision,
            action TEXT NOT NULL
                CHECK (action IN ('approve', 'hide', 'spam', 'restore', 'hold')),
            outcome TEXT NOT NULL CHECK (outcome IN ('applied', 'failed', 'skipped')),
            detail TEXT CHECK (detail <> ''),
            answeredAt INTEGER NOT NULL,
            moderator TEXT NOT NULL CHECK (moderator <> ''),
            at INTEGER NOT NULL,
            UNIQUE (commentID, target, decisionID, action, outcome, answeredAt)
        ) STRICT
        """,
        // What a source says of a comment, first and since the site last answered; of the moment.
        """
        CREATE TABLE siteState (
            commentID INTEGER PRIMARY KEY REFERENCES comment,
            first TEXT NOT NULL,
            status TEXT,
            seenAt INTEGER NOT NULL
        ) STRICT
        """,
    ]
}
