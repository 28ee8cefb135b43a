/// Numbers by 64-bit key: open addressing over two flat arrays, built once and then only read.
///
/// Keys are already hashes, so they index directly; a dictionary would hash them again. A bitmap that
/// fits a core's first cache says "not here" for nearly all of what is asked.
/// - Complexity: O(1) a look-up; at most half of the slots are filled.
struct HashIndex: Sendable {
    /// Four bits a slot, so that at most one bit in eight is set.
    private var bitmap: [UInt64]
    private var keys: [UInt64]
    /// −1 marks a free slot.
    private var values: [Int32]
    private var mask: Int
    private(set) var count = 0

    init(minimumCapacity: Int = 16) {
        let capacity = Self.slots(for: minimumCapacity)
        bitmap = [UInt64](repeating: 0, count: capacity / 16)
        keys = [UInt64](repeating: 0, count: capacity)
        values = [Int32](repeating: -1, count: capacity)
        mask = capacity - 1
    }

    private static func slots(for count: Int) -> Int {
        var capacity = 16
        while capacity < count * 2 { capacity *= 2 }
        return capacity
    }

    /// The number stored for a key, or −1.
    @inline(__always)
    subscript(key: UInt64) -> Int32 {
        let start = Self.start(key)
        let bit = start & (mask << 2 | 3)
        guard bitmap[bit >> 6] & (1 << UInt64(bit & 63)) != 0 else { return -1 }
        return find(key, from: start & mask)
    }

    private func find(_ key: UInt64, from start: Int) -> Int32 {
        var slot = start
        while true {
            let value = values[slot]
            if value < 0 || keys[slot] == key { return value }
            slot = (slot + 1) & mask
        }
    }

    /// - Precondition: `value` is not negative.
    mutating func set(_ key: UInt64, _ value: Int32) {
        precondition(value >= 0)
        if (count + 1) * 2 > keys.count { grow() }
        let start = Self.start(key)
        let bit = start & (mask << 2 | 3)
        bitmap[bit >> 6] |= 1 << UInt64(bit & 63)
        var slot = start & mask
        while values[slot] >= 0 {
            if keys[slot] == key {
                values[slot] = value
                return
            }
            slot = (slot + 1) & mask
        }
        keys[slot] = key
        values[slot] = value
        count += 1
    }

    private mutating func grow() {
        var larger = HashIndex(minimumCapacity: keys.count)
        for (key, value) in zip(keys, values) where value >= 0 { larger.set(key, value) }
        self = larger
    }

    /// Where a key is looked for first; its low bits are the slot.
    ///
    /// The high half is folded in for keys made of two numbers. Of a product the middle is mixed best.
    @inline(__always)
    static func start(_ key: UInt64) -> Int {
        Int(truncatingIfNeeded: ((key ^ (key >> 32)) &* 0x9E37_79B9_7F4A_7C15) >> 20)
    }
}
