extension Schema {
    /// What a ledger reads of a revision, apart from its text: 25 bytes a row instead of the whole of it.
    static let revisionFacts = """
        CREATE INDEX revisionFacts
        ON revision (revisionID, commentID, number, ingestedAt, editedAt)
        """

    /// By which policies people decided in a period, without reading what they decided.
    static let decisionPolicy = "CREATE INDEX decisionPolicy ON decision (policyID, at)"
}
