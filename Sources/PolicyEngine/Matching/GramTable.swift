/// Runs of a few bytes, each with a number, and a bitmap that says where none can stand.
struct GramTable: Sendable {
    /// Bytes behind a text that `scan` may read.
    static let slack = 8
    /// 16 KiB: half of a core's first cache.
    private static let bitmapBits = 17

    /// Keeps the first `length` of eight bytes.
    private let mask: UInt64
    private let length: Int
    /// One bit a hash of a run.
    private var bitmap = [UInt64](repeating: 0, count: 1 << (bitmapBits - 6))
    private var heads = HashIndex()

    init(length: Int) {
        precondition((1...8).contains(length))
        self.length = length
        mask = UInt64.max >> UInt64(64 - 8 * length)
    }

    /// The bytes as a number, as a little-endian machine loads them.
    static func gram(_ bytes: ArraySlice<UInt8>) -> UInt64 {
        bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// Gives a run a new number.
    ///
    /// - Returns: the one it had, or −1.
    mutating func enter(_ gram: UInt64, _ number: Int32) -> Int32 {
        let slot = Self.slot(gram)
        bitmap[slot >> 6] |= 1 << UInt64(slot & 63)
        let former = heads[gram]
        heads.set(gram, number)
        return former
    }

    /// Hands out the number of each run that stands in a text, with its place.
    ///
    /// Unsafe for speed: `count` bytes and `slack` more are readable at `base`, places stay below
    /// `count`, and a slot is cut to the bits of the bitmap.
    /// - Complexity: O(count + runs found).
    @inline(__always)
    func scan(_ base: UnsafePointer<UInt8>, _ count: Int, _ found: (Int32, Int) -> Void) {
        guard heads.count > 0 else { return }
        let raw = UnsafeRawPointer(base)
        bitmap.withUnsafeBufferPointer { bitmap in
            let bits = bitmap.baseAddress!
            var at = 0
            while at &+ length <= count {
                let gram =
                    UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: at, as: UInt64.self))
                    & mask
                let slot = Self.slot(gram)
                if bits[slot &>> 6] & (1 &<< UInt64(slot & 63)) != 0 {
                    let number = heads[gram]
                    if number >= 0 { found(number, at) }
                }
                at &+= 1
            }
        }
    }

    @inline(__always)
    private static func slot(_ gram: UInt64) -> Int {
        Int(truncatingIfNeeded: (gram &* 0x9E37_79B9_7F4A_7C15) &>> UInt64(64 - bitmapBits))
    }
}
