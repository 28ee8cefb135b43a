/// Numbers by 64-bit key: open addressing over two flat arrays, built once and then only read.
///
/// Keys are already hashes, so they index directly; a dictionary would hash them again.
/// - Complexity: O(1) a look-up; at most half of the slots are filled.
struct HashIndex: Sendable {
    private var keys: [UInt64]
    /// −1 marks a free slot.
    private var values: [Int32]
    private var mask: Int
    private(set) var count = 0

    init(minimumCapacity: Int = 16) {
        let capacity = Self.slots(for: minimumCapacity)
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
    subscript(key: UInt64) -> Int32 {
        var slot = Self.start(key) & mask
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
        var slot = Self.start(key) & mask
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

    /// FNV's low bits are its best mixed; the high half is folded in for keys made of two numbers.
    private static func start(_ key: UInt64) -> Int {
        Int(truncatingIfNeeded: (key ^ (key >> 32)) &* 0x9E37_79B9_7F4A_7C15 >> 20)
    }
}
