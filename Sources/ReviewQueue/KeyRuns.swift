import FoundationEssentials
import GRDB

/// Finds the rows that have a key, over everything the desk has seen: wordings, snapshots.
///
/// **Shape**: runs of entries in order, key in the upper half and row in the lower; each batch adds
/// one run, and four runs of a size are merged into one of the next. An index of random keys in the
/// database would write a page for each of them; runs are written from end to end.
///
/// **Source**: O'Neil et al., "The log-structured merge-tree" (1996).
struct KeyRuns: Sendable {
    private static let runsPerLevel = 4

    private struct Run {
        var id: Int64
        var level: Int
        var entries: [UInt64]
        /// Where the keys of each leading bits begin, and the end of all: eight entries lie between two,
        /// one line of memory, as keys are hashes and so evenly spread. Halving all of a long run would
        /// read far memory at nearly each of its steps.
        private let starts: [UInt32]
        private let shift: UInt64

        init(id: Int64, level: Int, entries: [UInt64]) {
            (self.id, self.level, self.entries) = (id, level, entries)
            var bits = 0
            while entries.count >> bits > 8 { bits += 1 }
            shift = UInt64(64 - bits)
            var starts = [UInt32](repeating: 0, count: 1 << bits + 1)
            for entry in entries { starts[Int(entry >> shift) + 1] += 1 }
            for place in starts.indices.dropFirst() { starts[place] += starts[place - 1] }
            self.starts = starts
        }

        /// Where the entries of a key begin.
        ///
        /// - Complexity: O(1) on even keys, O(log entries) on crafted ones.
        func firstPlace(of key: UInt32) -> Int {
            let wanted = UInt64(key) << 32
            let leading = Int(wanted >> shift)
            var (low, high) = (Int(starts[leading]), Int(starts[leading + 1]))
            while low < high {
                let middle = (low + high) / 2
                if entries[middle] < wanted { low = middle + 1 } else { high = middle }
            }
            return low
        }
    }

    /// The rows of a key; most keys have one, which needs no array.
    private struct Rows {
        var first: UInt32
        var others: [UInt32] = []
    }

    /// The table they are kept in.
    private let table: String
    private var runs: [Run] = []
    /// Those of the batch that is written now.
    private var pending: [UInt32: Rows] = [:]

    /// Reads what earlier runs wrote.
    ///
    /// - Complexity: 8.5 bytes a key.
    init(_ db: Database, in table: String) throws {
        self.table = table
        runs = try Row.fetchAll(
            db, sql: "SELECT rowid AS id, level, entries FROM \(table) ORDER BY rowid"
        ).map { row in
            Run(
                id: row["id"], level: row["level"],
                entries: Self.entries(row["entries"] as Data))
        }
    }

    /// The rows that a key was added for, in no promised order.
    ///
    /// - Complexity: O(log keys) runs are looked into, each in O(1), and what is found.
    func rows(with key: UInt32) -> [UInt32] {
        var found: [UInt32] = []
        for run in runs {
            var place = run.firstPlace(of: key)
            while place < run.entries.count, run.entries[place] >> 32 == UInt64(key) {
                found.append(UInt32(truncatingIfNeeded: run.entries[place]))
                place += 1
            }
        }
        if let added = pending[key] {
            found.append(added.first)
            found += added.others
        }
        return found
    }

    mutating func add(_ key: UInt32, _ row: UInt32) {
        if pending[key]?.others.append(row) == nil { pending[key] = Rows(first: row) }
    }

    /// Writes what was added since the last time.
    ///
    /// - Complexity: O(log keys) writes a key, amortised.
    mutating func flush(_ db: Database) throws {
        if pending.isEmpty { return }
        var entries: [UInt64] = []
        entries.reserveCapacity(pending.count)
        for (key, rows) in pending {
            let upper = UInt64(key) << 32
            entries.append(upper | UInt64(rows.first))
            for row in rows.others { entries.append(upper | UInt64(row)) }
        }
        entries.sort()
        pending.removeAll(keepingCapacity: true)
        try append(db, entries, level: 0)
    }

    private mutating func append(_ db: Database, _ entries: [UInt64], level: Int) throws {
        let equals = runs.filter { $0.level == level }
        guard equals.count + 1 >= Self.runsPerLevel else {
            try db.cachedStatement(sql: "INSERT INTO \(table) (level, entries) VALUES (?, ?)")
                .execute(arguments: [level, Self.data(entries)])
            runs.append(Run(id: db.lastInsertedRowID, level: level, entries: entries))
            return
        }
        for run in equals {
            try db.cachedStatement(sql: "DELETE FROM \(table) WHERE rowid = ?")
                .execute(arguments: [run.id])
        }
        runs.removeAll { $0.level == level }
        try append(db, Self.merged(equals.map(\.entries) + [entries]), level: level + 1)
    }

    private static func merged(_ runs: [[UInt64]]) -> [UInt64] {
        runs.dropFirst().reduce(runs[0]) { merged($0, $1) }
    }

    private static func merged(_ a: [UInt64], _ b: [UInt64]) -> [UInt64] {
        var (result, i, j) = ([UInt64](), 0, 0)
        result.reserveCapacity(a.count + b.count)
        while i < a.count, j < b.count {
            if a[i] < b[j] {
                result.append(a[i])
                i += 1
            } else {
                result.append(b[j])
                j += 1
            }
        }
        return result + a[i...] + b[j...]
    }

    // MARK: - Bytes

    /// Eight bytes an entry, least first.
    private static func data(_ entries: [UInt64]) -> Data {
        entries.map { $0.littleEndian }.withUnsafeBytes { Data($0) }
    }

    private static func entries(_ data: Data) -> [UInt64] {
        let count = data.count / 8
        return [UInt64](unsafeUninitializedCapacity: count) { buffer, initialized in
            initialized = data.copyBytes(to: buffer) / 8
        }.map { UInt64(littleEndian: $0) }
    }
}
