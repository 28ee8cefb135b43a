import GRDB
import Moderation
import TestSupport
import Testing

@testable import ReviewQueue

@Suite struct WordingSketchesTests {
    @Test func `sketches are found by number, also after they were read again`() throws {
        let database = try DatabaseQueue()
        try Schema.migrator.migrate(database)
        try database.write { db in
            var random = SeededGenerator()
            var sketches = try WordingSketches(db)
            var expected: [Int64: UInt64] = [:]
            for wording in 1...1_500 as ClosedRange<Int64> {
                let sketch = WordingSketch(bits: .random(in: 0 ... .max, using: &random))
                sketches.add(sketch, of: wording)
                expected[wording] = sketch.bits
                if Int.random(in: 0..<100, using: &random) == 0 { try sketches.flush(db) }
            }
            try sketches.flush(db)
            let again = try WordingSketches(db)
            for (wording, bits) in expected {
                #expect(sketches[UInt32(wording)].bits == bits, "\(random)")
                #expect(again[UInt32(wording)].bits == bits, "\(random)")
            }
            #expect(try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM wordingSketch") == 3)
        }
    }

    @Test func `a wording that was kept before there were sketches may be near anything`() throws {
        let database = try DatabaseQueue()
        try Schema.migrator.migrate(database)
        try database.write { db in
            var sketches = try WordingSketches(db)
            sketches.add(WordingSketch([1]), of: 700)
            try sketches.flush(db)
            let again = try WordingSketches(db)
            for wording in [3, 699, 2_000] as [UInt32] {
                #expect(WordingSketch((0..<30).map { $0 << 26 }).mayBeNear(again[wording]))
            }
            #expect(again[700].bits == WordingSketch([1]).bits)
        }
    }
}
