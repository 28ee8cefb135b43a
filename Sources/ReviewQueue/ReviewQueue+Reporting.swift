public import FoundationEssentials
import GRDB
public import Moderation

/// What a summary is asked for.
public struct SummaryRequest: Sendable {
    public var desk: String
    public var policy: PolicyDigest
    public var profile: Profile
    /// Included; `nil` is since the first comment.
    public var from: Date?
    /// Not included.
    public var to: Date
    public var timeZone: TimeZone
    public var categoryTitles: [CategoryID: String]

    public init(
        desk: String, policy: PolicyDigest, profile: Profile, from: Date?, to: Date,
        timeZone: TimeZone, categoryTitles: [CategoryID: String]
    ) {
        self.desk = desk
        self.policy = policy
        self.profile = profile
        self.from = from
        self.to = to
        self.timeZone = timeZone
        self.categoryTitles = categoryTitles
    }
}

extension ReviewQueue {
    /// The figures of a period: comments by the day they were written (or read, where a source gives
    /// no date), decisions by the day they were made.
    ///
    /// All figures come from one reading transaction, so they agree with each other.
    public func summary(_ request: SummaryRequest) throws -> SummaryFigures {
        try read { db in
            let period = Period(request)
            let received = try period.fetch(db, "SELECT COUNT(*) AS n FROM seen")
            let edited = try period.fetch(db, "SELECT COUNT(*) AS n FROM seen WHERE number > 1")
            let routes = try period.rows(
                db, "SELECT route, COUNT(*) AS n FROM seen GROUP BY route")
            let verdicts = try period.rows(db, Period.verdicts)
            func count(_ verdict: Verdict) -> Int {
                verdicts.first { $0["verdict"] as String == verdict.rawValue }?["n"] ?? 0
            }
            let waiting = try Row.fetchOne(
                db,
                sql: """
                    SELECT COUNT(*) AS n, MIN(ingestedAt) AS oldest FROM item
                    JOIN revision USING (revisionID) WHERE state = 'open'
                    """)!
            return SummaryFigures(
                desk: request.desk, profile: request.profile, policy: request.policy,
                from: request.from, to: request.to, timeZone: request.timeZone.identifier,
                received: received, edited: edited,
                routes: Dictionary(
                    uniqueKeysWithValues: routes.compactMap { row in
                        Route(rawValue: row["route"]).map { ($0, row["n"] as Int) }
                    }), approved: count(.approve), hidden: count(.hide), spam: count(.spam),
                undone: count(.undo), open: waiting["n"],
                oldestOpen: (waiting["oldest"] as Int64?).map { Date(milliseconds: $0) },
                setAside: try period.fetch(
                    db,
                    """
                    SELECT COUNT(*) AS n FROM setAside JOIN run USING (runID)
                    WHERE startedAt >= :from AND startedAt < :to
                    """),
                secondsToDecision: try period.rows(db, Period.timesToDecision).map {
                    $0["seconds"]
                },
                days: try period.days(db, request.timeZone),
                categories: try period.categories(db, request.categoryTitles),
                rules: try period.rules(db), sources: try period.sources(db))
        }
    }
}

/// One period's questions to the database.
///
/// `seen` are the revisions of the period with their assessment and their standing verdict, if any.
private struct Period {
    private let arguments: StatementArguments

    init(_ request: SummaryRequest) {
        arguments = [
            "from": request.from?.milliseconds ?? Int64.min, "to": request.to.milliseconds,
        ]
    }

    private static let standing = """
        standing AS (SELECT decision.* FROM decision WHERE verdict <> 'undo' AND NOT EXISTS
            (SELECT 1 FROM decision AS later WHERE later.revokes = decision.decisionID))
        """

    private static let seen = """
        seen AS (SELECT revision.revisionID, number, sourceID, route, categories,
            assessment.assessmentID, item.state, standing.verdict,
            COALESCE(createdAt, ingestedAt) AS writtenAt
            FROM revision JOIN comment USING (commentID) JOIN item USING (revisionID)
            JOIN assessment ON assessment.assessmentID = item.assessmentID
            LEFT JOIN standing ON standing.revisionID = revision.revisionID
            WHERE COALESCE(createdAt, ingestedAt) >= :from
            AND COALESCE(createdAt, ingestedAt) < :to)
        """

    func rows(_ db: Database, _ question: String) throws -> [Row] {
        try Row.fetchAll(
            db, sql: "WITH \(Self.standing), \(Self.seen) \(question)", arguments: arguments)
    }

    func fetch(_ db: Database, _ question: String) throws -> Int {
        try rows(db, question).first?["n"] ?? 0
    }

    static let verdicts = """
        SELECT verdict, COUNT(*) AS n FROM (SELECT verdict, at FROM standing UNION ALL
        SELECT verdict, at FROM decision WHERE verdict = 'undo')
        WHERE at >= :from AND at < :to GROUP BY verdict
        """

    static let timesToDecision = """
        SELECT MAX(0, at - ingestedAt) / 1000.0 AS seconds FROM standing
        JOIN revision USING (revisionID) WHERE at >= :from AND at < :to ORDER BY seconds
        """

    /// By quarter hours first: every time zone's offset is a whole number of them.
    func days(_ db: Database, _ zone: TimeZone) throws -> [SummaryFigures.Day] {
        let quarter = 900_000
        var days: [String: SummaryFigures.Day] = [:]
        for row in try rows(
            db,
            """
            SELECT writtenAt / \(quarter) AS quarter, COUNT(*) AS received,
            COUNT(*) FILTER (WHERE route = 'queue') AS queued,
            COUNT(*) FILTER (WHERE route IN ('hold', 'reject')) AS held FROM seen GROUP BY 1
            """)
        {
            let start = Date(milliseconds: (row["quarter"] as Int64) * Int64(quarter))
            let name = Self.day(start, zone)
            var day = days[name] ?? SummaryFigures.Day(day: name, received: 0, queued: 0, held: 0)
            day.received += row["received"]
            day.queued += row["queued"]
            day.held += row["held"]
            days[name] = day
        }
        return days.values.sorted { $0.day < $1.day }
    }

    /// `YYYY-MM-DD` of a moment, in a time zone.
    private static func day(_ moment: Date, _ zone: TimeZone) -> String {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        let parts = calendar.dateComponents([.year, .month, .day], from: moment)
        func digits(_ value: Int?, _ count: Int) -> String {
            let text = String(value ?? 0)
            return String(repeating: "0", count: max(0, count - text.count)) + text
        }
        return "\(digits(parts.year, 4))-\(digits(parts.month, 2))-\(digits(parts.day, 2))"
    }

    func categories(
        _ db: Database, _ titles: [CategoryID: String]
    ) throws -> [SummaryFigures.CategoryRow] {
        try rows(
            db,
            """
            SELECT key AS category, COUNT(*) AS flagged,
            COUNT(*) FILTER (WHERE verdict = 'approve') AS approved,
            COUNT(*) FILTER (WHERE verdict = 'hide') AS hidden,
            COUNT(*) FILTER (WHERE verdict = 'spam') AS spam
            FROM seen, json_each(categories) GROUP BY 1 ORDER BY flagged DESC, category
            """
        ).map { row in
            let id = CategoryID(row["category"] as String)
            return SummaryFigures.CategoryRow(
                category: id, title: titles[id] ?? id.rawValue, flagged: row["flagged"],
                approved: row["approved"], hidden: row["hidden"], spam: row["spam"])
        }
    }

    func rules(_ db: Database) throws -> [SummaryFigures.RuleRow] {
        try rows(
            db,
            """
            SELECT rule, MAX(title) AS title, COUNT(*) AS fired, COUNT(verdict) AS decided,
            COUNT(*) FILTER (WHERE verdict IN ('hide', 'spam')) AS upheld
            FROM (SELECT DISTINCT assessmentID, rule, title FROM signal WHERE status = 'active')
            JOIN seen USING (assessmentID) GROUP BY rule ORDER BY fired DESC, rule
            """
        ).map {
            SummaryFigures.RuleRow(
                rule: RuleID($0["rule"] as String), title: $0["title"], fired: $0["fired"],
                decided: $0["decided"], upheld: $0["upheld"])
        }
    }

    func sources(_ db: Database) throws -> [SummaryFigures.SourceRow] {
        try rows(
            db,
            """
            SELECT name, COUNT(*) AS received,
            COUNT(*) FILTER (WHERE state = 'open') AS open
            FROM seen JOIN source USING (sourceID) GROUP BY name ORDER BY name
            """
        ).map {
            SummaryFigures.SourceRow(
                source: SourceName($0["name"] as String), received: $0["received"],
                open: $0["open"])
        }
    }
}
