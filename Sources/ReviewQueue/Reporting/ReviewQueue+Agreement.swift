import FoundationEssentials
import GRDB
public import Moderation

extension ReviewQueue {
    /// How far second opinions of a period agree with the decisions they were given on, and which
    /// decisions appeals overturned in it.
    ///
    /// A pair counts whatever became of the decision since: a lead who takes it back because of the second
    /// opinion must not make the disagreement vanish.
    /// - Complexity: O(decisions) to find those that were given twice; else O(second opinions).
    public func agreement(
        _ scope: ReportScope, categoryTitles titles: [CategoryID: String]
    ) throws -> AgreementFigures {
        try read { db in
            let period: StatementArguments = [
                "from": scope.from?.milliseconds ?? Int64.min, "to": scope.to.milliseconds,
            ]
            let asked = try Row.fetchOne(db, sql: Self.selectAsked, arguments: period)!
            return AgreementFigures(
                scope: scope, asked: asked["asked"], waiting: asked["waiting"],
                pairs: try Self.pairs(db, period),
                appeals: try Row.fetchAll(db, sql: Self.selectAnswered, arguments: period).map {
                    AnsweredAppeal(
                        reason: $0["reason"],
                        outcome: Appeal.Outcome(rawValue: $0["outcome"]) ?? .uphold)
                }, titles: titles)
        }
    }

    /// In the order they were given.
    private static func pairs(
        _ db: Database, _ period: StatementArguments
    ) throws -> [DoubleDecision] {
        var categories: [Int64: [CategoryID]] = [:]
        let found = try Row.fetchCursor(db, sql: selectCategories, arguments: period)
        while let row = try found.next() {
            categories[row[0], default: []].append(CategoryID(row[1] as String))
        }
        func judgement(_ row: Row, _ verdict: String, _ reason: String) -> DoubleDecision.Judgement
        {
            DoubleDecision.Judgement(
                Verdict(rawValue: row[verdict]) ?? .approve, reason: row[reason])
        }
        return try Row.fetchAll(db, sql: selectPairs, arguments: period).map { row in
            DoubleDecision(
                first: judgement(row, "firstVerdict", "firstReason"),
                second: judgement(row, "verdict", "reason"),
                categories: categories[row["opinionID"]] ?? [], isTakenBack: row["isTakenBack"])
        }
    }

    /// Nobody is asked any more of a text that was edited since, as ``Waiting/second`` has it.
    private static let selectAsked = """
        SELECT count(*) AS asked, count(CASE WHEN NOT EXISTS (SELECT 1 FROM opinion
            WHERE opinion.decisionID = decision.decisionID AND opinion.at < :to)
            AND NOT EXISTS (SELECT 1 FROM decision AS later
            WHERE later.revokes = decision.decisionID AND later.at < :to)
            AND NOT EXISTS (SELECT 1 FROM revision AS edit WHERE edit.commentID = revision.commentID
            AND edit.number > revision.number AND edit.ingestedAt < :to) THEN 1 END) AS waiting
        FROM decision JOIN revision USING (revisionID)
        WHERE isDoubled AND at >= :from AND at < :to
        """

    private static let selectPairs = """
        SELECT opinionID, opinion.verdict, opinion.reason, decision.verdict AS firstVerdict,
        decision.reason AS firstReason, EXISTS (SELECT 1 FROM decision AS later
            WHERE later.revokes = decision.decisionID AND later.at < :to) AS isTakenBack
        FROM opinion JOIN decision USING (decisionID)
        WHERE opinion.at >= :from AND opinion.at < :to ORDER BY opinionID
        """

    private static let selectCategories = """
        SELECT DISTINCT opinionID, category FROM opinion JOIN decision USING (decisionID)
        JOIN item USING (revisionID) JOIN signal USING (assessmentID)
        WHERE status = 'active' AND opinion.at >= :from AND opinion.at < :to
        ORDER BY opinionID, category
        """

    private static let selectAnswered = """
        SELECT coalesce(decision.reason, decision.verdict) AS reason, outcome FROM appealAnswer
        JOIN appeal USING (appealID) JOIN decision USING (decisionID)
        WHERE appealAnswer.at >= :from AND appealAnswer.at < :to ORDER BY appealID
        """
}
