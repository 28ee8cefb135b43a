import FoundationEssentials
import GRDB
import Moderation

/// How far an export of comments went: what comes after it is new, or changed since.
///
/// Every change of what is exported has a number that only grows: a new revision and a new judgement
/// that of their assessment, a decision and an undo theirs, a purge its own.
public struct CommentCursor: Sendable, Equatable, CustomStringConvertible {
    var assessment: Int64
    var decision: Int64
    var purge: Int64
    /// The newest audit row then, so that an older copy of the desk that was put back is noticed: it
    /// gives numbers a second time.
    var seq: Int64
    /// The first 12 digits of that row's hash: one in 2.8e14 by chance.
    var hash: String
    /// The first 8 digits of the conditions' hash.
    var conditions: String

    /// As `description` writes it.
    public init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 7, parts[0] == Self.kind else { return nil }
        let numbers = parts[1...4].compactMap { Int64($0) }.filter { $0 >= 0 }
        guard numbers.count == 4, Self.isHex(parts[5], 12), Self.isHex(parts[6], 8) else {
            return nil
        }
        (assessment, decision, purge, seq) = (numbers[0], numbers[1], numbers[2], numbers[3])
        (hash, conditions) = (parts[5], parts[6])
    }

    /// Told apart from the cursors of other exports.
    private static let kind = "c1"

    static func isHex(_ text: String, _ count: Int) -> Bool {
        text.utf8.count == count
            && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }

    public var description: String {
        "\(Self.kind)-\(assessment)-\(decision)-\(purge)-\(seq)-\(hash)-\(conditions)"
    }

    /// Where the desk is now.
    init(_ db: Database, _ conditions: ExportConditions) throws {
        let row = try Row.fetchOne(
            db,
            sql: """
                SELECT coalesce((SELECT max(assessmentID) FROM assessment), 0),
                coalesce((SELECT max(decisionID) FROM decision), 0),
                coalesce((SELECT max(purgeID) FROM purge), 0), seq, hash
                FROM audit ORDER BY seq DESC LIMIT 1
                """)!
        (assessment, decision, purge, seq) = (row[0], row[1], row[2], row[3])
        hash = Self.prefix(row[4])
        self.conditions = Self.digest(conditions)
    }

    static func prefix(_ hash: Data) -> String { hex(hash.prefix(6)) }

    private static func digest(_ conditions: ExportConditions) -> String {
        hex(sha256(Array(AuditChain.canonical(conditions.inWords).utf8)).prefix(4))
    }

    /// - Throws: `Problem` E004, E005.
    func check(_ db: Database, _ conditions: ExportConditions) throws {
        let found = try Data.fetchOne(
            db, sql: "SELECT hash FROM audit WHERE seq = ?", arguments: [seq])
        guard let found, Self.prefix(found) == hash else { throw Problem.otherDesk }
        guard self.conditions == Self.digest(conditions) else {
            throw Problem.export(
                .otherConditions, "the cursor is of an export with other conditions",
                help: "keep a cursor for each set of conditions; leave it out to begin at the first"
            )
        }
    }
}

extension Problem {
    /// A cursor that points where the desk never was, so that going on would leave something out.
    static var otherDesk: Problem {
        .export(
            .otherDesk, "the cursor is of another desk, or an older copy of this one was put back",
            help: "leave the cursor out to take everything anew")
    }
}
