import Foundation
import GRDB
import TestSupport
import Testing

@testable import ReviewQueue

@Suite struct KeyRunTests {
    @Test(arguments: [1, UInt32.max / 300])
    func `every entry is found, in whichever run it stands and after it was read again`(
        scale: UInt32
    )
        throws
    {
        let database = try DatabaseQueue()
        try database.write { db in
            for statement in Schema.wordings where statement.contains("keyRun") {
                try db.execute(sql: statement)
            }
            var random = SeededGenerator()
            var runs = try KeyRuns(db, in: "keyRun")
            var expected: [UInt32: [UInt32]] = [:]
            for wording in 1...2_000 as ClosedRange<UInt32> {
                // Close together, as crafted ones are, or spread over all, as hashes are.
                let key = UInt32.random(in: 0..<300, using: &random) * scale
                runs.add(key, wording)
                expected[key, default: []].append(wording)
                if Int.random(in: 0..<20, using: &random) == 0 { try runs.flush(db) }
            }
            #expect(runs.rows(with: 7 * scale).sorted() == expected[7 * scale], "\(random)")
            try runs.flush(db)
            let again = try KeyRuns(db, in: "keyRun")
            for key in 0..<300 as Range<UInt32> {
                let rows = again.rows(with: key * scale).sorted()
                #expect(rows == expected[key * scale] ?? [], "\(random)")
                // Neighbors that nobody added.
                if scale > 1 { #expect(again.rows(with: key * scale + 1) == []) }
            }
            // Few, however many there were.
            let count = try Int.fetchOne(db, sql: "SELECT count(*) FROM keyRun")!
            #expect(count <= 12)
        }
    }
}
