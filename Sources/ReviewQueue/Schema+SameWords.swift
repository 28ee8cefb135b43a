extension Schema {
    /// What the comments of one item have in common and no other has, kept with each so that items are
    /// counted by one index: the author's number, then the wording's; both are of 32 bits. None where the
    /// author is not known or says no word.
    static let sameWords = [
        "ALTER TABLE item ADD COLUMN sameAs INTEGER",
        "UPDATE item SET sameAs = \(sameAs)",
        "DROP INDEX itemQueue",
        """
        CREATE INDEX itemQueue
        ON item (rank DESC, severity DESC, score DESC, revisionID, ofComment, sameAs)
        WHERE state = 'open'
        """,
        """
        CREATE TRIGGER itemSameAs AFTER INSERT ON item
        BEGIN UPDATE item SET sameAs = \(sameAs) WHERE revisionID = NEW.revisionID; END
        """,
        """
        CREATE TRIGGER wordingSameAs AFTER INSERT ON commentWording
        BEGIN \(newest("NEW")); END
        """,
        """
        CREATE TRIGGER otherWordingSameAs AFTER UPDATE ON commentWording
        BEGIN \(newest("NEW")); END
        """,
        """
        CREATE TRIGGER noWordingSameAs AFTER DELETE ON commentWording
        BEGIN \(newest("OLD")); END
        """,
    ]

    /// As SQL over `item`.
    static let sameAs = """
        (SELECT authorID << 32 | wordingID FROM commentWording
        WHERE commentWording.commentID = item.ofComment AND authorID > 0)
        """

    private static func newest(_ row: String) -> String {
        """
        UPDATE item SET sameAs = \(sameAs) WHERE revisionID =
        (SELECT latestRevisionID FROM comment WHERE comment.commentID = \(row).commentID)
        """
    }
}
