/// What a byte is to the folding and to those who look for words and quotations.
struct ByteKind: OptionSet {
    let rawValue: UInt8
    static let letter = ByteKind(rawValue: 1)
    static let digit = ByteKind(rawValue: 2)
    static let space = ByteKind(rawValue: 4)
    /// ASCII control characters that are no white space.
    static let hidden = ByteKind(rawValue: 8)
    /// A byte of a character of several bytes.
    static let wide = ByteKind(rawValue: 16)
    static let word: ByteKind = [.letter, .digit]

    /// One entry a byte. Unsafe to save a check a byte: allocated once, never written again, never
    /// freed, and an index of one byte cannot leave its 256 entries.
    nonisolated(unsafe) static let table: UnsafePointer<ByteKind> = {
        let entries = UnsafeMutablePointer<ByteKind>.allocate(capacity: 256)
        for byte in UInt8.min...UInt8.max { entries[Int(byte)] = kind(byte) }
        return UnsafePointer(entries)
    }()

    private static func kind(_ byte: UInt8) -> ByteKind {
        switch byte {
        case 0x41...0x5A, 0x61...0x7A: .letter
        case 0x30...0x39: .digit
        case 0x20, 0x09...0x0D: .space
        case 0...0x20, 0x7F: .hidden
        case 0x80...0xFF: .wide
        default: []
        }
    }
}

/// Whether an ASCII byte belongs to a word.
@inline(__always)
func isASCIIWord(_ byte: UInt8) -> Bool {
    let lower = byte | 0x20
    return lower >= 0x61 && lower <= 0x7A || byte >= 0x30 && byte <= 0x39
}

@inline(__always)
func isWhiteSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) }

/// Where one scalar folds to.
enum FoldedScalar {
    /// Unchanged, ends a word.
    case separator
    /// Unchanged, belongs to a word.
    case token
    /// Dropped: invisible.
    case ignorable
    /// Dropped: an accent.
    case mark
    case space
    /// The head byte and the bytes `from..<to` of the pool.
    case mapped(head: UInt8, from: Int, to: Int)
}

extension FoldingTable {
    /// The most bytes that one scalar folds to.
    static let mostBytes = 0x1F

    static func fold(_ scalar: UInt32) -> FoldedScalar {
        guard scalar < 0x20000 else {
            // Planes 2 and 3 are ideographs; plane 14 holds tags and variation selectors.
            return scalar >= 0xE0000 && scalar < 0xE1000 ? .ignorable : .token
        }
        let page = Int(index[Int(scalar >> 6)])
        let entry = Int(pages[page << 6 | Int(scalar & 63)])
        switch entry {
        case 0: return .separator
        case 1: return .token
        case 2: return .ignorable
        case 3: return .mark
        case 4: return .space
        default:
            let head = pool[entry]
            return .mapped(head: head, from: entry + 1, to: entry + 1 + Int(head & 0x1F))
        }
    }
}

/// The scalar that begins at a byte of well-formed UTF-8, and its length in bytes.
///
/// - Precondition: `bytes` is well-formed and `at` is the first byte of a scalar.
@inline(__always)
func decodeScalar(
    _ bytes: UnsafeBufferPointer<UInt8>, _ at: Int
) -> (scalar: UInt32, length: Int) {
    let first = UInt32(bytes[at])
    func continuation(_ offset: Int) -> UInt32 {
        at + offset < bytes.count ? UInt32(bytes[at + offset] & 0x3F) : 0
    }
    switch first {
    case 0..<0x80: return (first, 1)
    case 0x80..<0xE0:
        return ((first & 0x1F) << 6 | continuation(1), min(2, bytes.count - at))
    case 0xE0..<0xF0:
        return (
            (first & 0x0F) << 12 | continuation(1) << 6 | continuation(2), min(3, bytes.count - at)
        )
    default:
        return (
            (first & 0x07) << 18 | continuation(1) << 12 | continuation(2) << 6 | continuation(3),
            min(4, bytes.count - at)
        )
    }
}

/// A hash of a word's bytes, eight at a time.
///
/// **Source**: reading and mixing as in wyhash (Wang Yi, public domain): the two ends of a short word
/// overlap, and a full-width product folded on itself mixes.
/// - Precondition: `bytes` points at `count` readable bytes.
@inline(__always)
func wordHash(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> UInt64 {
    let raw = UnsafeRawPointer(bytes)
    func four(_ at: Int) -> UInt64 {
        UInt64(raw.loadUnaligned(fromByteOffset: at, as: UInt32.self))
    }
    // Spread over all bits: beside the letters' low bits a bare length would make "so" of "son".
    var hash = UInt64(truncatingIfNeeded: count &+ 1) &* 0x9E37_79B9_7F4A_7C15
    var at = 0
    while count &- at > 8 {
        hash = mixed(hash ^ raw.loadUnaligned(fromByteOffset: at, as: UInt64.self))
        at &+= 8
    }
    let rest = count &- at
    if rest >= 4 {
        hash ^= four(at) << 32 | four(count &- 4)
    } else if rest > 0 {
        hash ^=
            UInt64(bytes[at]) << 16 | UInt64(bytes[at &+ rest &>> 1]) << 8
            | UInt64(bytes[count &- 1])
    }
    return mixed(hash)
}

@inline(__always)
func mixed(_ value: UInt64) -> UInt64 {
    let product = value.multipliedFullWidth(by: 0x8BB8_4B93_962E_ACC9)
    return product.high ^ product.low
}

func wordHash(_ bytes: [UInt8]) -> UInt64 {
    bytes.withUnsafeBufferPointer { buffer in
        buffer.baseAddress.map { wordHash($0, buffer.count) } ?? 0
    }
}
