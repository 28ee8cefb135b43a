extension Schema {
    /// An index of words, filled when somebody searches: kept with every comment it would cost several
    /// times what the comment itself costs.
    static let search = [
        """
        CREATE TABLE searchedTo (
            row INTEGER PRIMARY KEY CHECK (row = 1),
            revisionID INTEGER NOT NULL
        ) STRICT
        """,
        "INSERT INTO searchedTo (row, revisionID) VALUES (1, 0)",
        // What the index is of; it keeps no text of its own.
        """
        CREATE VIEW searchedText AS SELECT revisionID, text FROM revision
        WHERE revisionID <= (SELECT revisionID FROM searchedTo)
        """,
        // Words as Unicode 6.1 parts them, without their accents: who types none finds them.
        """
        CREATE VIRTUAL TABLE searchIndex USING fts5(text, content='searchedText',
        content_rowid='revisionID', tokenize='unicode61 remove_diacritics 2')
        """,
    ]
}
