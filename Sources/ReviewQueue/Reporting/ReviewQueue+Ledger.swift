import Dispatch
import GRDB
public import Moderation

extension ReviewQueue {
    /// What reports count, of one period, from one state of the desk.
    ///
    /// - Parameter withFindings: whether what rules found is wanted, too.
    /// - Complexity: O(texts and decisions of the desk) in time, of the period in memory.
    public func ledger(_ scope: ReportScope, withFindings: Bool) throws -> ReviewLedger {
        try read { db in try ledger(db, scope, withFindings: withFindings) }
    }

    /// The same within a transaction; a second thread reads some slices of the desk meanwhile.
    ///
    /// - Parameter slice: how many revisions a thread reads at a time.
    func ledger(
        _ db: Database, _ scope: ReportScope, by periodOf: PeriodOf = .writing,
        withFindings: Bool, withLabels: Bool = false, slice: Int = commonSlice
    ) throws -> ReviewLedger {
        var draft = LedgerDraft(scope)
        var question = LedgerQuestion(
            scope, by: periodOf, withFindings: withFindings, withLabels: withLabels)
        try draft.prepare(db, &question)
        try draft.readAppeals(db)
        try draft.readReports(db, &question)
        let slices = try Self.slices(db, of: slice)
        let parts = SharedWork<LedgerPart>(count: slices.count)
        let (asked, file, state) = (question, database.path, try DeskState(db))
        let helper = DispatchGroup()
        // Its connection is closed before the report goes on: the last one tidies up after all.
        defer { helper.wait() }
        if slices.count > 1 {
            DispatchQueue.global().async(group: helper) {
                // A file that cannot be opened twice, or was written to since, is read by one alone.
                try? Self.reader(file).read { db in
                    guard try DeskState(db) == state else { return }
                    parts.help { try LedgerPart(db, of: slices[$0], asked) }
                }
            }
        }
        try parts.finish({ try LedgerPart(db, of: slices[$0], asked) }, { draft.append($0) })
        try draft.finish(db)
        return draft.ledger
    }

    /// **Source**: ours: its texts and decisions are two megabytes, which a core keeps at hand.
    static let commonSlice = 16_384

    /// Ranges of so many revisions, one after the other.
    private static func slices(_ db: Database, of size: Int) throws -> [ClosedRange<Int64>] {
        let newest = try Int64.fetchOne(db, sql: "SELECT MAX(revisionID) FROM revision") ?? 0
        return stride(from: 1, through: newest, by: size).map {
            $0...min($0 + Int64(size) - 1, newest)
        }
    }
}

/// Two transactions in which it is the same see the same texts, judgements and acts: to each of them
/// belongs a row of its own.
private struct DeskState: Equatable, Sendable {
    var act: Int64?
    var text: Int64?
    var judgement: Int64?

    init(_ db: Database) throws {
        act = try Int64.fetchOne(db, sql: "SELECT MAX(seq) FROM audit")
        text = try Int64.fetchOne(db, sql: "SELECT MAX(revisionID) FROM revision")
        judgement = try Int64.fetchOne(db, sql: "SELECT MAX(assessmentID) FROM assessment")
    }
}
