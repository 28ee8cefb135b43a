extension Schema {
    /// Who reads what just now. Of the moment: no part of the log, and nothing to be proved.
    static let claims = [
        """
        CREATE TABLE claim (
            commentID INTEGER PRIMARY KEY REFERENCES comment,
            moderator TEXT NOT NULL CHECK (moderator <> ''),
            since INTEGER NOT NULL,
            until INTEGER NOT NULL CHECK (until > since)
        ) STRICT
        """
    ]
}
