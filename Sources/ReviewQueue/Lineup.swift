import FoundationEssentials
import GRDB
import Moderation

/// The revisions of a list, one after the other; of what waits for eyes severe ones are never stacked.
///
/// **Never** outlives the transaction.
struct Lineup {
    private var severe: Line?
    private var others: Line
    private var wasSevere: Bool
    private var wasSevereBefore = false

    /// - Parameter most: how many will be asked for, if that is known.
    init(_ db: Database, _ filter: QueueFilter, startsMild: Bool, most: Int?) throws {
        wasSevere = startsMild
        guard filter.queue.isForReview else {
            // What was decided, or passed, stays in its order; SQLite sorts no more than is asked.
            others = try Line(db, filter, "TRUE", most: most)
            return
        }
        severe = try Line(db, filter, "severity >= \(CategoryScore.severe)", most: nil)
        others = try Line(db, filter, "severity < \(CategoryScore.severe)", most: nil)
    }

    /// - Parameter besides: revisions that are left out.
    mutating func next(besides: Set<Int64>) throws -> Int64? {
        try severe?.pass(besides)
        try others.pass(besides)
        guard let grave = severe?.head else { return try others.take() }
        wasSevereBefore = wasSevere
        guard let mild = others.head else {
            wasSevere = true
            return try severe?.take()
        }
        wasSevere = !wasSevere && grave < mild
        return wasSevere ? try severe?.take() : try others.take()
    }

    /// The last one was not shown after all.
    mutating func refuse() { wasSevere = wasSevereBefore }
}

/// Where an item stands in its list: what comes first is less.
private struct Standing: Comparable {
    var revision: Int64
    var rank: Int
    var severity: Int
    var score: Double

    static func < (left: Standing, right: Standing) -> Bool {
        (-left.rank, -left.severity, -left.score, left.revision)
            < (-right.rank, -right.severity, -right.score, right.revision)
    }
}

/// Items that a condition holds of, read as they are asked for.
private struct Line {
    private let rows: RowCursor
    private(set) var head: Standing?

    init(_ db: Database, _ filter: QueueFilter, _ part: String, most: Int?) throws {
        let (conditions, arguments) = try QueueConditions.of(db, filter)
        rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT revisionID, rank, severity, score FROM item
                WHERE \((conditions + [part]).joined(separator: " AND "))
                ORDER BY rank DESC, severity DESC, score DESC, revisionID LIMIT \(most ?? -1)
                """, arguments: arguments)
        head = try Self.standing(rows)
    }

    mutating func pass(_ besides: Set<Int64>) throws {
        while let revision = head?.revision, besides.contains(revision) {
            head = try Self.standing(rows)
        }
    }

    mutating func take() throws -> Int64? {
        guard let revision = head?.revision else { return nil }
        head = try Self.standing(rows)
        return revision
    }

    private static func standing(_ rows: RowCursor) throws -> Standing? {
        try rows.next().map {
            Standing(
                revision: $0["revisionID"], rank: $0["rank"], severity: $0["severity"],
                score: $0["score"])
        }
    }
}
