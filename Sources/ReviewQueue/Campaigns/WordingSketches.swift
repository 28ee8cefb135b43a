import FoundationEssentials
import GRDB
import Moderation

/// The sketch of every wording by its number, in blocks that fill a page each.
struct WordingSketches: Sendable {
    private static let perBlock = 512

    private var values: [UInt64] = []
    /// The first block that the database does not hold as it is here.
    private var firstChanged: Int?

    /// Reads what earlier runs wrote.
    ///
    /// - Complexity: 8 bytes a wording.
    init(_ db: Database) throws {
        let rows = try Row.fetchCursor(
            db, sql: "SELECT block, sketches FROM wordingSketch ORDER BY block")
        while let row = try rows.next() {
            reserve((row["block"] as Int) * Self.perBlock)
            let data: Data = row["sketches"]
            for place in stride(from: 0, to: data.count - 7, by: 8) {
                values.append(
                    data[data.startIndex + place..<data.startIndex + place + 8].reversed()
                        .reduce(0) { $0 << 8 | UInt64($1) })
            }
        }
    }

    /// Says "may be near" of all for a wording that was kept before there were sketches.
    subscript(wording: UInt32) -> WordingSketch {
        let place = Int(wording)
        return place < values.count ? WordingSketch(bits: values[place]) : .ofUnknown
    }

    mutating func add(_ sketch: WordingSketch, of wording: Int64) {
        let place = Int(UInt32(truncatingIfNeeded: wording))
        reserve(place + 1)
        values[place] = sketch.bits
        firstChanged = min(firstChanged ?? .max, place / Self.perBlock)
    }

    private mutating func reserve(_ count: Int) {
        while values.count < count { values.append(WordingSketch.ofUnknown.bits) }
    }

    /// Writes what was added since the last time.
    mutating func flush(_ db: Database) throws {
        guard let firstChanged else { return }
        for start in stride(
            from: firstChanged * Self.perBlock, to: values.count, by: Self.perBlock)
        {
            let block = values[start..<min(start + Self.perBlock, values.count)]
            try db.cachedStatement(
                sql: """
                    INSERT INTO wordingSketch (block, sketches) VALUES (?1, ?2)
                    ON CONFLICT (block) DO UPDATE SET sketches = ?2
                    """
            ).execute(arguments: [
                start / Self.perBlock,
                block.map(\.littleEndian).withUnsafeBytes { Data($0) },
            ])
        }
        self.firstChanged = nil
    }
}
