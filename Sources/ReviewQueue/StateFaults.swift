import GRDB

/// Where the current state, which can be made anew, does not follow from what never changes.
struct StateFaults {
    private let db: Database
    private let most: Int
    private var faults: [String] = []

    private init(_ db: Database, _ most: Int) {
        self.db = db
        self.most = most
    }

    /// - Parameter most: of one kind.
    static func all(_ db: Database, atMost most: Int) throws -> [String] {
        var state = StateFaults(db, most)
        try state.checkItems()
        try state.checkComments()
        try state.checkWordings()
        return state.faults
    }

    private mutating func checkItems() throws {
        for row in try Row.fetchAll(
            db,
            sql: """
                SELECT revisionID, state, \(ItemRebuild.state) AS expected FROM item
                WHERE state <> expected LIMIT \(most)
                """)
        {
            faults.append(
                "item \(row["revisionID"] as Int64) says \(row["state"] as String),"
                    + " the log says \(row["expected"] as String)")
        }
        try check(
            """
            SELECT revisionID FROM revision WHERE revisionID NOT IN (SELECT revisionID FROM item)
            """
        ) { "revision \($0) has no item" }
        try check(
            """
            SELECT revisionID FROM item JOIN assessment USING (assessmentID, revisionID)
            WHERE item.decisionID IS NOT \(ItemRebuild.standingDecision)
            OR item.score <> assessment.score OR item.rank <> \(ItemRebuild.rank)
            OR ofComment IS NOT (SELECT commentID FROM revision
                WHERE revision.revisionID = item.revisionID) OR item.severity <> \(ItemRebuild.severity)
            UNION ALL SELECT revisionID FROM item WHERE assessmentID IS NOT
            (SELECT MAX(assessmentID) FROM assessment WHERE assessment.revisionID = item.revisionID)
            """
        ) { "item \($0) does not follow from its assessment and the log" }
    }

    private mutating func checkComments() throws {
        try check(
            """
            SELECT commentID FROM comment WHERE latestRevisionID IS NOT (SELECT revisionID FROM revision
            WHERE revision.commentID = comment.commentID ORDER BY number DESC LIMIT 1)
            """
        ) { "comment \($0) does not name its newest revision" }
        // Comments are counted by their last number.
        try check(
            """
            SELECT commentID - 1 FROM comment WHERE commentID > 1
            AND commentID - 1 NOT IN (SELECT commentID FROM comment)
            UNION ALL SELECT 1 WHERE EXISTS (SELECT 1 FROM comment)
            AND NOT EXISTS (SELECT 1 FROM comment WHERE commentID = 1)
            """
        ) { "comment \($0) is gone" }
        try check(LateParents.faults[0]) { "revision \($0) is not under the comment it answers" }
        try check(LateParents.faults[1]) { "comment \($0) awaits its parent, or does not" }
        try check("SELECT commentID FROM comment WHERE writtenAt IS NOT \(Schema.writtenAt)") {
            "comment \($0) does not have its time"
        }
        for kind in Waiting.allCases {
            try check(kind.faults) { "comment \($0) waits as \(kind.rawValue), or should" }
        }
        try check(
            """
            SELECT decisionID FROM (\(Schema.authorDecisions)) AS told
            WHERE (authorID, decisionID) NOT IN (SELECT authorID, decisionID FROM authorDecision)
            UNION ALL SELECT decisionID FROM authorDecision
            WHERE (authorID, decisionID) NOT IN (\(Schema.authorDecisions))
            """
        ) { "decision \($0) is not kept with its author" }
    }

    private mutating func checkWordings() throws {
        try check(
            """
            SELECT item.revisionID FROM comment JOIN item ON item.revisionID = latestRevisionID
            WHERE sameAs IS NOT \(Schema.sameAs)
            """
        ) { "item \($0) is not counted with those that say the same" }
        try check(
            """
            SELECT commentID FROM commentWording JOIN comment USING (commentID)
            WHERE commentWording.authorID <> coalesce(comment.authorID, 0)
            OR commentWording.writtenAt IS NOT comment.writtenAt
            """
        ) { "what comment \($0) says is not kept with its author and its time" }
        try check(
            """
            SELECT groupID FROM (SELECT groupID, count(*) AS members FROM wording
            WHERE groupID IS NOT NULL GROUP BY groupID) FULL JOIN wordingGroup USING (groupID)
            WHERE size IS NOT members
            """
        ) { "group \($0) of wordings does not have its size" }
    }

    /// Tells of each row whose number a question finds.
    private mutating func check(_ question: String, _ message: (Int64) -> String) throws {
        faults += try Int64.fetchAll(db, sql: question + " LIMIT \(most)").map(message)
    }
}
