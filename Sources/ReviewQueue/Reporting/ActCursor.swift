import FoundationEssentials
import GRDB
import Moderation

/// Goes through decisions and undos in step with the revisions they are on.
struct ActCursor {
    private let rows: NumberRows
    /// Of the row that is next; `nil` at their end.
    private var revision: Int64?
    private(set) var reasons = Interned<String>()
    private(set) var moderators = Interned<String>()

    /// - Parameter end: what was done then or later is left out, in milliseconds since 1970.
    init(_ db: Database, on revisions: ClosedRange<Int64>, before end: Int64) throws {
        rows = try NumberRows(
            db.cachedStatement(
                sql: """
                    SELECT revisionID, decisionID, at, revokes, bulkID, verdict, reason, moderator
                    FROM decision INDEXED BY decisionRevision
                    WHERE revisionID BETWEEN ? AND ? AND at < ? ORDER BY revisionID, decisionID
                    """), [revisions.lowerBound, revisions.upperBound, end])
        try step()
    }

    private mutating func step() throws { revision = try rows.next() ? rows.number(0) : nil }

    /// Appends those on a revision, oldest first, with what took them back.
    ///
    /// - Parameter text: the index of its text.
    /// - Precondition: revisions are asked for in ascending order.
    mutating func append(
        of revision: Int64, text: Int, to acts: inout [ReviewLedger.Decision]
    ) throws {
        let first = acts.count
        while let next = self.revision, next <= revision {
            if next == revision {
                let act = act(on: text)
                if let revoked = act.revokes,
                    let undone = acts[first...].firstIndex(where: { $0.id == revoked })
                {
                    acts[undone].undoneAt = act.at
                }
                acts.append(act)
            }
            try step()
        }
    }

    /// Rows are numbered from 1, so that 0 is none.
    private mutating func act(on text: Int) -> ReviewLedger.Decision {
        let (revokes, bulk) = (rows.number(3), rows.number(4))
        return ReviewLedger.Decision(
            id: rows.number(1), text: text, verdict: Self.verdict(rows.initial(5)),
            reason: rows.text(6).map { reasons.index($0) },
            moderator: moderators.index(rows.text(7) ?? ""),
            at: Date(milliseconds: rows.number(2)), revokes: revokes == 0 ? nil : revokes,
            bulk: bulk == 0 ? nil : bulk)
    }

    /// By the first letter, which no two verdicts share: a million words take a second to compare.
    private static func verdict(_ letter: UInt8) -> Verdict {
        switch Unicode.Scalar(letter) {
        case "a": .approve
        case "h": .hide
        case "s": .spam
        default: .undo
        }
    }
}
