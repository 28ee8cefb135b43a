import FoundationEssentials
import GRDB
import Moderation

/// Keeps each wording once and groups those that are near each other, while comments come in.
///
/// A group is a connected part of the graph whose edges are near pairs that share a key, so that the
/// order in which comments came makes no difference. Of a group that a key leads to eight members
/// stand for all: who is near none of eight, under any key, is taken for a stranger.
struct WordingStore {
    /// Members of one group that are found by one key.
    private static let delegates = 8
    /// Comparisons for one key, so that no crafted text costs more than a millisecond or so.
    private static let mostComparisons = 64

    private let db: Database
    private(set) var memory: WordingMemory

    init(_ db: Database, _ memory: WordingMemory) {
        self.db = db
        self.memory = memory
    }

    /// How a wording stands to those that were there.
    enum Placing {
        case known, new
        /// New, and it made one group of several.
        case joined
    }

    /// Notes what a comment's newest revision says.
    ///
    /// - Returns: `nil` where it says no word.
    @discardableResult
    mutating func note(
        _ wording: Wording?, commentID: Int64, isNew: Bool = false
    ) throws -> Placing? {
        guard let wording else {
            if isNew { return nil }
            try db.cachedStatement(sql: "DELETE FROM commentWording WHERE commentID = ?")
                .execute(arguments: [commentID])
            return nil
        }
        let (wordingID, placing) = try place(wording)
        try db.cachedStatement(
            sql: """
                INSERT INTO commentWording (commentID, wordingID, authorID, writtenAt)
                SELECT commentID, ?2, coalesce(authorID, 0), writtenAt FROM comment
                WHERE commentID = ?1
                ON CONFLICT (commentID) DO UPDATE SET wordingID = excluded.wordingID
                """
        ).execute(arguments: [commentID, wordingID])
        return placing
    }

    mutating func flush() throws { try memory.runs.flush(db) }

    /// The wording's number, after it was kept and grouped when it is new.
    ///
    /// - Complexity: O(log wordings + shingles), amortised.
    mutating func place(_ wording: Wording) throws -> (id: Int64, placing: Placing) {
        let key = Self.exactKey(wording.hash)
        for number in memory.runs.rows(with: key)
        where try memory.candidate(number, db).hash == wording.hash {
            return (Int64(number), .known)
        }
        try db.cachedStatement(sql: "INSERT INTO wording (hash, words, shingles) VALUES (?, ?, ?)")
            .execute(arguments: [
                Int64(bitPattern: wording.hash), wording.words, Shingles.data(wording.shingles),
            ])
        let id = db.lastInsertedRowID
        memory.runs.add(key, UInt32(truncatingIfNeeded: id))
        let joined = wording.keys.isEmpty ? 0 : try group(wording, id)
        return (id, joined > 1 ? .joined : .new)
    }

    /// Never equal to a key of shingles but by chance, which a comparison finds out.
    private static func exactKey(_ hash: UInt64) -> UInt32 {
        UInt32(truncatingIfNeeded: hash >> 32) ^ UInt32(truncatingIfNeeded: hash)
    }

    // MARK: - Groups

    /// - Returns: how many groups it was near.
    private mutating func group(_ wording: Wording, _ id: Int64) throws -> Int {
        let rows = wording.keys.map { memory.runs.rows(with: $0) }
        let near = try nearGroups(wording, rows)
        for (key, rows) in zip(wording.keys, rows)
        where try near.isEmpty || standing(for: near, in: rows) < Self.delegates {
            memory.runs.add(key, UInt32(truncatingIfNeeded: id))
        }
        if near.isEmpty {
            memory.note(UInt32(truncatingIfNeeded: id), in: id)
        } else {
            try join(id, to: near.sorted())
        }
        return near.count
    }

    /// - Parameter rows: of each key, the wordings that have it too.
    private mutating func nearGroups(_ wording: Wording, _ rows: [[UInt32]]) throws -> Set<Int64> {
        var near: Set<Int64> = []
        var tried: Set<UInt32> = []
        for rows in rows {
            var comparisons = 0
            for number in rows where comparisons < Self.mostComparisons {
                // Of a group that is near already nobody else is compared.
                guard try !near.contains(memory.group(of: number, db)),
                    tried.insert(number).inserted
                else { continue }
                comparisons += 1
                let candidate = try memory.candidate(number, db)
                if Wording.areNear(wording.shingles, candidate.shingles) {
                    near.insert(candidate.group)
                }
            }
        }
        return near
    }

    /// How many of some rows stand for groups; of more than enough only that many.
    private mutating func standing(for groups: Set<Int64>, in rows: [UInt32]) throws -> Int {
        var count = 0
        for number in rows where count < Self.delegates {
            if try groups.contains(memory.group(of: number, db)) { count += 1 }
        }
        return count
    }

    /// Joins groups and a new wording; the largest keeps its number, so that a member changes groups at
    /// most log₂ of their size times.
    private mutating func join(_ wording: Int64, to groups: [Int64]) throws {
        let sizes = try groups.map { group in
            try Int.fetchOne(
                db.cachedStatement(sql: "SELECT size FROM wordingGroup WHERE groupID = ?"),
                arguments: [group]) ?? 1
        }
        let largest = zip(groups, sizes).max { $0.1 < $1.1 }!.0
        memory.rename(groups, to: largest)
        memory.note(UInt32(truncatingIfNeeded: wording), in: largest)
        for group in groups where group != largest {
            try db.cachedStatement(sql: "UPDATE wording SET groupID = ? WHERE groupID = ?")
                .execute(arguments: [largest, group])
            try db.cachedStatement(sql: "DELETE FROM wordingGroup WHERE groupID = ?")
                .execute(arguments: [group])
        }
        // Those that stood alone had no number, and the largest may be one of them.
        for member in groups + [wording] {
            try db.cachedStatement(
                sql: "UPDATE wording SET groupID = ? WHERE wordingID = ? AND groupID IS NULL"
            ).execute(arguments: [largest, member])
        }
        try db.cachedStatement(
            sql: """
                INSERT INTO wordingGroup (groupID, size) VALUES (?1, ?2)
                ON CONFLICT (groupID) DO UPDATE SET size = ?2
                """
        ).execute(arguments: [largest, sizes.reduce(1, +)])
    }
}

/// What an ingest keeps in mind of wordings from batch to batch: 77 bytes each, and a million
/// groups.
struct WordingMemory: Sendable {
    /// A wording that others are compared with.
    struct Candidate {
        var hash: UInt64
        /// Its own number for a wording without one.
        var group: Int64
        var shingles: [UInt32]
    }

    /// Few are asked for again and again: those that stand for their group.
    private static let mostCandidates = 4096

    var runs: KeyRuns
    private var candidates: [UInt32: Candidate] = [:]
    /// The groups of all that were met: those that stand for a campaign are met with each of its letters,
    /// and the larger it grows, the more they are.
    private var groups: [UInt32: UInt32] = [:]
    /// Names of groups that went, with those that came in their place.
    private var renamed: [UInt32: UInt32] = [:]

    /// Groups kept in mind: 32 bytes each.
    private static let mostGroups = 1 << 20

    init(_ db: Database) throws { runs = try KeyRuns(db, in: "keyRun") }

    /// The name of a wording's group; its own number for one that stands alone.
    mutating func group(of wording: UInt32, _ db: Database) throws -> Int64 {
        if let known = groups[wording] { return Int64(present(known)) }
        let group = try candidate(wording, db).group
        note(wording, in: group)
        return group
    }

    mutating func note(_ wording: UInt32, in group: Int64) {
        if groups.count >= Self.mostGroups { groups.removeAll() }
        groups[wording] = UInt32(truncatingIfNeeded: group)
    }

    private func present(_ group: UInt32) -> UInt32 {
        var group = group
        while let next = renamed[group] { group = next }
        return group
    }

    mutating func candidate(_ wording: UInt32, _ db: Database) throws -> Candidate {
        if let known = candidates[wording] { return known }
        let row = try Row.fetchOne(
            db.cachedStatement(
                sql: "SELECT hash, groupID, shingles FROM wording WHERE wordingID = ?"),
            arguments: [Int64(wording)])!
        let candidate = Candidate(
            hash: UInt64(bitPattern: row["hash"]), group: row["groupID"] ?? Int64(wording),
            shingles: Shingles(row["shingles"] as Data).values)
        if candidates.count >= Self.mostCandidates { candidates.removeAll() }
        candidates[wording] = candidate
        return candidate
    }

    /// Notes that groups have become one.
    mutating func rename(_ groups: [Int64], to name: Int64) {
        guard groups.count > 1 else { return }
        for (wording, candidate) in candidates where groups.contains(candidate.group) {
            candidates[wording]!.group = name
        }
        for group in groups where group != name {
            renamed[UInt32(truncatingIfNeeded: group)] = UInt32(truncatingIfNeeded: name)
        }
    }
}

/// The shingles of a wording as they are kept: four bytes each, least first.
struct Shingles {
    var values: [UInt32]

    init(_ data: Data) {
        values = [UInt32](unsafeUninitializedCapacity: data.count / 4) { buffer, initialized in
            initialized = data.copyBytes(to: buffer) / 4
        }.map { UInt32(littleEndian: $0) }
    }

    static func data(_ shingles: [UInt32]) -> Data {
        shingles.map { $0.littleEndian }.withUnsafeBytes { Data($0) }
    }
}
