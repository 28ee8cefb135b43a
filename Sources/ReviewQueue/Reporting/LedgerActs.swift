import FoundationEssentials
import GRDB
import Moderation

/// Some thousand decisions and undos, by the revision they are on.
struct ActBatch: Sendable {
    var acts: [(revision: Int64, act: ReviewLedger.Decision)] = []
    /// What the acts point into; longer from batch to batch.
    var reasons: [String]
    var moderators: [Moderator]
}

/// Reads them from the table, batch by batch.
struct ActReader {
    private let rows: RowCursor
    private var reasons: Interned<String>
    private var moderators = Interned<Moderator>()
    private static let batch = 4096

    /// - Parameter reasons: those that are numbered already.
    init(_ db: Database, before end: Int64, _ reasons: Interned<String>) throws {
        self.reasons = reasons
        rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT decisionID, revisionID, unicode(verdict), reason, moderator, at, revokes,
                bulkID FROM decision WHERE at < ? ORDER BY revisionID, decisionID
                """, arguments: [end])
    }

    /// - Returns: fewer than a batch holds, or none, when they are at their end.
    mutating func next() throws -> ActBatch {
        var batch = ActBatch(reasons: [], moderators: [])
        batch.acts.reserveCapacity(Self.batch)
        while batch.acts.count < Self.batch, let row = try rows.next() {
            let act = ReviewLedger.Decision(
                id: row[0], text: 0, verdict: Self.verdict(row[2]),
                reason: (row[3] as String?).map { reasons.index($0) },
                moderator: moderators.index(Moderator(row[4] as String)),
                at: Date(milliseconds: row[5]), revokes: row[6], bulk: row[7])
            batch.acts.append((row[1], act))
        }
        (batch.reasons, batch.moderators) = (reasons.values, moderators.values)
        return batch
    }

    /// By the first letter, which no two verdicts share: a million words take a second to compare.
    private static func verdict(_ letter: UInt32) -> Verdict {
        switch Unicode.Scalar(letter) {
        case "a": .approve
        case "h": .hide
        case "s": .spam
        default: .undo
        }
    }
}

/// Goes through them in step with the revisions.
struct ActCursor {
    private let read: () throws -> ActBatch
    private var batch: ActBatch
    private var at = 0

    /// Takes what was read ahead; where that saw another state of the desk it reads by itself.
    init(
        _ ahead: ReadAhead<ActBatch?>, elseFrom db: Database, before end: Int64,
        _ reasons: Interned<String>
    ) throws {
        if let first = try ahead.next() {
            (read, batch) = ({ try ahead.next()! }, first)
        } else {
            var reader = try ActReader(db, before: end, reasons)
            batch = try reader.next()
            read = { try reader.next() }
        }
    }

    var reasons: [String] { batch.reasons }
    var moderators: [Moderator] { batch.moderators }

    /// Appends those on a revision, oldest first, with what took them back.
    ///
    /// - Precondition: revisions are asked for in ascending order.
    mutating func append(
        of revision: Int64, to acts: inout [ReviewLedger.Decision]
    ) throws {
        let first = acts.count
        while at < batch.acts.count, batch.acts[at].revision <= revision {
            if batch.acts[at].revision == revision {
                let act = batch.acts[at].act
                if let revoked = act.revokes,
                    let undone = acts[first...].firstIndex(where: { $0.id == revoked })
                {
                    acts[undone].undoneAt = act.at
                }
                acts.append(act)
            }
            at += 1
            // The last batch is empty, so nothing is asked for after it.
            if at == batch.acts.count { (batch, at) = (try read(), 0) }
        }
    }
}
