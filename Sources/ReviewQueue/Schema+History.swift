extension Schema {
    /// What is judged by the time before, and judged again when that turns out otherwise.
    static let history = [
        // The time that decides which of two comments stands before the other; never empty.
        "ALTER TABLE commentWording RENAME COLUMN at TO writtenAt",
        """
        UPDATE commentWording SET writtenAt = (SELECT writtenAt FROM comment
        WHERE comment.commentID = commentWording.commentID) WHERE writtenAt IS NULL
        """,
        // Authors of whom a comment came that was written before others that were judged; those at
        // and after `since` are to be judged again.
        """
        CREATE TABLE lateAuthor (
            authorID INTEGER PRIMARY KEY REFERENCES author,
            since INTEGER NOT NULL
        ) STRICT
        """,
        // The same of wordings and all that are near them.
        """
        CREATE TABLE lateWording (
            wordingID INTEGER PRIMARY KEY REFERENCES wording,
            since INTEGER NOT NULL
        ) STRICT
        """,
        // By which method wordings were made: one row. A desk that kept comments before there were any
        // has method 0, and its next ingest makes them.
        """
        CREATE TABLE wordingMethod (
            row INTEGER PRIMARY KEY CHECK (row = 1),
            version INTEGER NOT NULL
        ) STRICT
        """,
        """
        INSERT INTO wordingMethod (row, version)
        VALUES (1, NOT EXISTS (SELECT 1 FROM comment))
        """,
    ]
}
