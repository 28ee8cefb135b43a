import TestSupport
import Testing

@testable import PolicyEngine

struct HashIndexTests {
    @Test func `a number is found under its key and no other`() {
        var random = SeededGenerator()
        var index = HashIndex()
        var expected: [UInt64: Int32] = [:]
        for number in 0..<5_000 {
            // Few enough keys that some come twice.
            let key = UInt64.random(in: 0..<3_000, using: &random) &* 0x1_0000_0001
            index.set(key, Int32(number))
            expected[key] = Int32(number)
        }
        #expect(index.count == expected.count)
        for key in UInt64(0)..<3_000 {
            #expect(index[key] == expected[key] ?? -1, "\(random)")
            #expect(index[key &* 0x1_0000_0001] == expected[key &* 0x1_0000_0001] ?? -1)
        }
    }

    @Test func `keys of every kind begin all over the slots`() {
        let kinds: [(UInt64) -> UInt64] = [
            { wordHash(Array("word \($0)".utf8)) }, { $0 << 32 | 7 }, { 7 << 32 | $0 },
        ]
        for (number, key) in kinds.enumerated() {
            let slots = Set((UInt64(0)..<4_096).map { HashIndex.start(key($0)) & 4_095 })
            // By chance 63 % of the slots are somebody's first.
            #expect(slots.count > 2_200, "\(number): \(slots.count)")
        }
    }
}
