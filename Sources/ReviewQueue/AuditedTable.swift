import FoundationEssentials
import GRDB
import Moderation

/// A table whose every row has an audit row that vouches for all of its columns.
///
/// What people write, which may quote a comment or say how to reach somebody, is vouched for by its
/// SHA-256 only.
struct AuditedTable {
    let name: String
    private let written: Set<String>

    init(_ name: String, written: Set<String> = []) {
        self.name = name
        self.written = written
    }

    static let acts = AuditedTable("act", written: ["note"])
    static let bulks = AuditedTable("bulk")
    static let opinions = AuditedTable("opinion", written: ["note"])
    static let appeals = AuditedTable("appeal", written: ["text", "contact"])
    static let appealAnswers = AuditedTable("appealAnswer", written: ["note"])
    /// Readers write reasons in words of their own on some sites.
    static let reports = AuditedTable("report", written: ["reasons"])
    static let reportAnswers = AuditedTable("reportAnswer")

    static let all =
        [
            acts, bulks, opinions, appeals, appealAnswers, reports, reportAnswers,
        ] + records + site

    /// Writes a row with its audit row.
    ///
    /// - Parameter values: of all columns but the number of the row, `moderator` and `at`.
    /// - Returns: the number of the row.
    @discardableResult
    func insert(
        _ db: Database, _ values: KeyValuePairs<String, (any DatabaseValueConvertible)?>,
        by actor: Moderator, now: Date
    ) throws -> Int64 {
        let columns = values.map(\.key) + ["moderator", "at"]
        let marks = columns.map { _ in "?" }.joined(separator: ", ")
        try db.cachedStatement(
            sql: "INSERT INTO \(name) (\(columns.joined(separator: ", "))) VALUES (\(marks))"
        ).execute(
            arguments: StatementArguments(
                values.map(\.value) + [actor.rawValue, now.milliseconds]))
        let id = db.lastInsertedRowID
        let row = try Row.fetchOne(
            db.cachedStatement(sql: "SELECT rowid AS number, * FROM \(name) WHERE rowid = ?"),
            arguments: [id])!
        try AuditChain.append(
            db, at: now, by: actor, action: name, subject: subject(row), detail: detail(row))
        return id
    }

    private func subject(_ row: Row) -> String { "\(name) \(row["number"] as Int64)" }

    private func detail(_ row: Row) -> [String: String] {
        var detail: [String: String] = [:]
        for (column, value) in row where column != "number" && column != "moderator" {
            detail[column] =
                switch value.storage {
                case .null: ""
                case .string(let text):
                    written.contains(column) ? hex(sha256(Array(text.utf8))) : text
                case .blob(let data): hex(data)
                case .int64(let number): String(number)
                case .double(let number): String(number)
                }
        }
        return detail
    }

    /// Whether an audit row says what stands in a row now; what people wrote there may be purged.
    private func says(_ audited: String, _ row: Row, _ db: Database) throws -> Bool {
        if audited == AuditChain.canonical(detail(row)) { return true }
        guard !written.isEmpty, try PurgeLog.isPurged(db, name, row["number"]) else { return false }
        func others(_ detail: [String: String]) -> [String: String] {
            detail.filter { !written.contains($0.key) }
        }
        return written.allSatisfy { (row[$0] as String? ?? "").isEmpty }
            && AuditChain.canonical(others(AuditChain.fields(audited)))
                == AuditChain.canonical(others(detail(row)).filter { !$0.value.isEmpty })
    }

    /// Each row has exactly one audit row that says the same, and the other way round.
    func faults(_ db: Database) throws -> [String] {
        var faults: [String] = []
        var audited: [String: (actor: String, detail: String)] = [:]
        for row in try Row.fetchAll(
            db, sql: "SELECT subject, actor, detail FROM audit WHERE action = ?", arguments: [name])
        { audited[row["subject"]] = (row["actor"], row["detail"]) }
        let rows = try Row.fetchCursor(db, sql: "SELECT rowid AS number, * FROM \(name)")
        while let row = try rows.next() {
            let entry = audited.removeValue(forKey: subject(row))
            if entry == nil {
                faults.append("\(subject(row)) has no audit row")
            } else if try !says(entry!.detail, row, db) || entry?.actor != row["moderator"] {
                faults.append("\(subject(row)) differs from its audit row")
            }
        }
        return faults + audited.keys.sorted().map { "\($0) is in the log and is gone" }
    }
}
