import TestSupport
import Testing

@testable import PolicyEngine

struct LiteralScannerTests {
    /// Bytes of few kinds, so that literals overlap, repeat and lie in each other.
    private func bytes(_ most: Int, _ random: inout SeededGenerator) -> [UInt8] {
        (0..<Int.random(in: 1...most, using: &random)).map { _ in
            "aab \u{FF}".utf8.randomElement(using: &random)!
        }
    }

    @Test func `every scanned literal is found wherever it stands, and asked ones are told`() {
        var random = SeededGenerator()
        for _ in 0..<600 {
            var scanner = LiteralScanner()
            var literals: [Int32: [UInt8]] = [:]
            var scanned: Set<Int32> = []
            for _ in 0..<Int.random(in: 1...30, using: &random) {
                let literal = bytes(9, &random)
                let isScanned = Bool.random(using: &random)
                let number = scanner.add(literal, scanned: isScanned)
                literals[number] = literal
                if isScanned { scanned.insert(number) }
            }
            let text = bytes(40, &random)
            let kept = ReusedArray<UInt8>(capacity: text.count + GramTable.slack)
            for byte in text { kept.append(byte) }
            let buffer = UnsafeBufferPointer(kept.buffer)

            let hits = ReusedArray<LiteralScanner.Hit>()
            scanner.scan(buffer, into: hits)
            let found = hits.map { [Int($0.literal), Int($0.start)] }
            var expected: [[Int]] = []
            for (number, literal) in literals {
                let places = text.indices.filter { text[$0...].starts(with: literal) }
                if scanned.contains(number) { expected += places.map { [Int(number), $0] } }
                #expect(scanner.contains(number, in: buffer) == !places.isEmpty, "\(random)")
            }
            #expect(
                found.sorted { ($0[0], $0[1]) < ($1[0], $1[1]) }
                    == expected.sorted { ($0[0], $0[1]) < ($1[0], $1[1]) }, "\(random)")
        }
    }
}
