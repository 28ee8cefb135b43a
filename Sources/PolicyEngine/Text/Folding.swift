/// What an ASCII byte is: the top bit says word character, the rest is the folded byte.
enum ASCIIKind {
    static let mask: UInt8 = 0x80
    static let word: UInt8 = 0x80
}

/// One entry an ASCII byte: lower case with the word bit for letters and digits, else the byte.
let asciiFold: [UInt8] = (0..<128).map { value in
    let byte = UInt8(value)
    switch byte {
    case 0x41...0x5A: return (byte | 0x20) | ASCIIKind.word
    case 0x61...0x7A, 0x30...0x39: return byte | ASCIIKind.word
    default: return byte
    }
}

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
func decodeScalar(_ bytes: [UInt8], _ at: Int) -> (scalar: UInt32, length: Int) {
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
