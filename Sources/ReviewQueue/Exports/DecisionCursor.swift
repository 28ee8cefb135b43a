import FoundationEssentials
import GRDB
import Moderation

/// How far an export of decisions went: the number of the last one, 0 before the first.
///
/// With the first 12 digits of the hash of its audit row, so that an older copy of the desk that was put
/// back and decided otherwise is noticed; a number alone, as a line's `seq` is, tells only whether the desk
/// ever came so far.
public struct DecisionCursor: Sendable, Equatable, CustomStringConvertible {
    public var decision: Int64
    var hash: String?

    /// A number, or what `description` writes.
    public init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
        guard parts.count <= 2, let decision = Int64(parts[0]), decision >= 0 else { return nil }
        if parts.count == 2 {
            guard CommentCursor.isHex(parts[1], 12) else { return nil }
            hash = parts[1]
        }
        self.decision = decision
    }

    public var description: String { "\(decision)" + (hash.map { "-\($0)" } ?? "") }

    /// - Complexity: O(rows of the log since that decision).
    init(_ db: Database, after decision: Int64) throws {
        self.decision = decision
        hash = try Self.hash(db, of: decision)
    }

    private static func hash(_ db: Database, of decision: Int64) throws -> String? {
        guard decision > 0 else { return nil }
        return try Data.fetchOne(
            db,
            sql: """
                SELECT hash FROM audit WHERE action IN ('decide', 'undo') AND subject = ?
                ORDER BY seq DESC LIMIT 1
                """, arguments: ["decision \(decision)"]
        ).map(CommentCursor.prefix)
    }

    /// - Throws: `Problem` E004.
    func check(_ db: Database) throws {
        let isOfDesk =
            if let hash {
                try Self.hash(db, of: decision) == hash
            } else {
                try Int64.fetchOne(db, sql: "SELECT max(decisionID) FROM decision") ?? 0 >= decision
            }
        guard isOfDesk else { throw Problem.otherDesk }
    }
}

extension ReviewQueue {
    /// Refuses to go on after a decision that the desk never made: an older copy of it was put back, and
    /// gives numbers a second time.
    ///
    /// - Throws: `Problem` E004.
    public func check(_ cursor: DecisionCursor) throws { try read { try cursor.check($0) } }

    /// Where an export that ended with a decision goes on.
    public func decisionCursor(after decision: Int64) throws -> DecisionCursor {
        try read { try DecisionCursor($0, after: decision) }
    }
}
