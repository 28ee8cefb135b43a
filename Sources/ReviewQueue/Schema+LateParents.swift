extension Schema {
    /// Replies that came before the comment they answer.
    static let lateParents = [
        // Newest revisions that were judged without the text they answer, which nobody has read yet.
        """
        CREATE TABLE awaitedParent (
            sourceID INTEGER NOT NULL REFERENCES source,
            parent TEXT NOT NULL,
            commentID INTEGER NOT NULL REFERENCES comment,
            PRIMARY KEY (sourceID, parent, commentID)
        ) STRICT, WITHOUT ROWID
        """,
        // What a reply answers, once it came, and the first assessment that knew it; without one it is
        // still to be judged again.
        """
        CREATE TABLE lateParent (
            revisionID INTEGER PRIMARY KEY REFERENCES revision,
            parentRevisionID INTEGER NOT NULL REFERENCES revision,
            assessmentID INTEGER REFERENCES assessment
        ) STRICT
        """,
        "CREATE INDEX lateParentToJudge ON lateParent (revisionID) WHERE assessmentID IS NULL",
        """
        INSERT INTO lateParent (revisionID, parentRevisionID)
        SELECT reply.latestRevisionID, answered.latestRevisionID \(withoutParentText)
        JOIN comment AS answered ON answered.sourceID = reply.sourceID
        AND answered.externalID = reply.parent WHERE parentText IS NULL
        """,
        "INSERT INTO awaitedParent \(awaited)",
        // By the url alone a comment finds the article that another record brought.
        "CREATE INDEX articleURL ON article (url) WHERE url IS NOT NULL AND body IS NOT NULL",
    ]

    private static let withoutParentText = """
        FROM comment AS reply JOIN revision ON revisionID = reply.latestRevisionID
        """

    /// What `awaitedParent` must hold.
    static let awaited = """
        SELECT reply.sourceID, reply.parent, reply.commentID \(withoutParentText)
        WHERE reply.parent IS NOT NULL AND parentText IS NULL AND NOT EXISTS
        (SELECT 1 FROM comment AS answered WHERE answered.sourceID = reply.sourceID
        AND answered.externalID = reply.parent)
        """
}
