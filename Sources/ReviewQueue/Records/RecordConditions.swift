import GRDB

/// Which records may go, as SQL over `comment` or another name of it.
enum RecordConditions {
    /// Whether some of a comment's text is there.
    static let hasText = """
        EXISTS (SELECT 1 FROM revision WHERE revision.commentID = comment.commentID
            AND NOT \(Schema.isPurged("text", "revision.revisionID")))
        """

    /// Whether a person is still to look at a comment: then nothing of it goes.
    static let isWaiting = """
        (EXISTS (SELECT 1 FROM revision JOIN item USING (revisionID)
            WHERE revision.commentID = comment.commentID AND state = 'open')
        OR EXISTS (SELECT 1 FROM waiting WHERE waiting.commentID = comment.commentID)
        OR EXISTS (SELECT 1 FROM revision JOIN decision USING (revisionID)
            JOIN appeal USING (decisionID) WHERE revision.commentID = comment.commentID
            AND NOT EXISTS (SELECT 1 FROM appealAnswer
            WHERE appealAnswer.appealID = appeal.appealID)))
        """

    /// The same of a million comments at once: what waits is little, and is looked up first.
    static let isAmongWaiting = """
        (comment.commentID IN (SELECT ofComment FROM item WHERE state = 'open')
        OR comment.commentID IN (SELECT commentID FROM waiting)
        OR comment.commentID IN (SELECT revision.commentID FROM appeal
            JOIN decision USING (decisionID) JOIN revision USING (revisionID)
            WHERE appealID NOT IN (SELECT appealID FROM appealAnswer)))
        """

    /// Whether a legal hold that nobody released keeps a comment.
    ///
    /// - Parameter time: the name of an argument: before when it counts; `nil` for now.
    static func isHeld(_ comment: String = "comment", at time: String? = nil) -> String {
        let stands = time.map(stood) ?? stands
        return "EXISTS (SELECT 1 FROM legalHold WHERE \(stands) AND \(keeps(comment)))"
    }

    static let stands = """
        NOT EXISTS (SELECT 1 FROM legalRelease
            WHERE legalRelease.legalHoldID = legalHold.legalHoldID)
        """

    /// Whether a hold was there at a time and not yet released.
    static func stood(at time: String) -> String {
        """
        legalHold.at < \(time) AND NOT EXISTS (SELECT 1 FROM legalRelease
            WHERE legalRelease.legalHoldID = legalHold.legalHoldID AND legalRelease.at < \(time))
        """
    }

    /// Whether a hold is about a comment.
    static func keeps(_ comment: String) -> String {
        """
        CASE kind
            WHEN 'source' THEN legalHold.sourceID = \(comment).sourceID
            WHEN 'comment' THEN legalHold.commentID = \(comment).commentID
            WHEN 'author' THEN \(comment).authorID =
                (SELECT named.authorID FROM comment AS named
                WHERE named.commentID = legalHold.commentID)
            ELSE EXISTS (SELECT 1 FROM revision JOIN article USING (articleID)
                WHERE revision.commentID = \(comment).commentID AND article.url = legalHold.url)
            END
        """
    }

    /// Whether a hold may be about a record that could not be read, over `setAside`: whose it is nobody
    /// can tell, so that any hold in its source keeps it, and one on an article all.
    static let mayBeHeld = """
        EXISTS (SELECT 1 FROM legalHold WHERE \(stands)
            AND coalesce(legalHold.sourceID = setAside.sourceID, TRUE))
        """

    /// Whether a comment was written, and all its wordings read, before a time.
    ///
    /// - Parameter time: the name of an argument.
    static func isBefore(_ time: String) -> String {
        """
        (writtenAt < \(time) AND NOT EXISTS (SELECT 1 FROM revision
            WHERE revision.commentID = comment.commentID AND ingestedAt >= \(time)))
        """
    }
}
