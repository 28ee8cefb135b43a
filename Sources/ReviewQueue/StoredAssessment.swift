import FoundationEssentials
import GRDB
import Moderation

/// The columns of an assessment: JSON that SQL can read, in one fixed order and form.
struct StoredAssessment {
    var categories: String
    var labels: String
    var inconclusive: String

    init(_ assessment: Assessment) {
        // Ids of the taxonomy hold no character that JSON would escape.
        categories =
            "{"
            + assessment.categories.map {
                "\"\($0.category)\":{\"points\":\($0.points),\"score\":\($0.score),\"route\":\"\($0.route)\",\"severity\":\($0.severity)}"
            }.joined(separator: ",") + "}"
        labels =
            "["
            + assessment.labels.map { label in
                let span = label.span.map { ",\"start\":\($0.start),\"end\":\($0.end)" } ?? ""
                return "{\"id\":\"\(label.id)\"\(span)}"
            }.joined(separator: ",") + "]"
        inconclusive =
            "[" + assessment.inconclusive.map { "\"\($0)\"" }.joined(separator: ",") + "]"
    }

    private struct CategoryColumn: Decodable {
        var points: Int
        var score: Double
        var route: Route
        /// Older versions kept none.
        var severity: Int?
    }

    private struct LabelColumn: Decodable {
        var id: String
        var start: Int?
        var end: Int?
    }

    static func categories(_ column: String) throws -> [CategoryScore] {
        try JSONDecoder().decode([String: CategoryColumn].self, from: Data(column.utf8)).map {
            CategoryScore(
                category: CategoryID($0.key), points: $0.value.points, score: $0.value.score,
                route: $0.value.route, severity: $0.value.severity ?? 0)
        }.sorted { $0.category < $1.category }
    }

    static func labels(_ column: String) throws -> [Label] {
        try JSONDecoder().decode([LabelColumn].self, from: Data(column.utf8)).map { label in
            var span: TextSpan?
            if let start = label.start, let end = label.end { span = TextSpan(start, end) }
            return Label(id: LabelID(label.id), span: span)
        }
    }

    static func inconclusive(_ column: String) throws -> [RuleID] {
        try strings(column).map { RuleID($0) }
    }

    static func strings(_ column: String) throws -> [String] {
        try JSONDecoder().decode([String].self, from: Data(column.utf8))
    }

    /// The assessment of a row that holds `assessmentID`, `text` and the assessment's columns.
    static func read(_ db: Database, _ row: Row) throws -> Assessment {
        let body: String = row["text"]
        let signals = try Row.fetchAll(
            db.cachedStatement(sql: "SELECT * FROM signal WHERE assessmentID = ? ORDER BY ordinal"),
            arguments: [row["assessmentID"] as Int64]
        ).map { signal in
            let span = TextSpan(signal["spanStart"], signal["spanEnd"])
            return Signal(
                rule: RuleID(signal["rule"] as String),
                category: CategoryID(signal["category"] as String), title: signal["title"],
                message: signal["message"], span: span, text: body[span: span],
                scope: SegmentScope(rawValue: signal["scope"]) ?? .own,
                disguised: signal["disguised"], points: signal["points"],
                status: Signal.Status(rawValue: signal["status"]) ?? .active)
        }
        return Assessment(
            route: Route(rawValue: row["route"]) ?? .queue, score: row["score"],
            categories: try categories(row["categories"]), labels: try labels(row["labels"]),
            signals: signals, inconclusive: try inconclusive(row["inconclusive"]),
            policy: PolicyDigest(row["policyDigest"] as String),
            profile: Profile(rawValue: row["policyProfile"]) ?? .government)
    }
}
