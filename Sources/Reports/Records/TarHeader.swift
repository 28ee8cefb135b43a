/// The 512 bytes before a file in a tar archive.
///
/// **Source**: POSIX.1-2017, pax, "ustar Interchange Format"; a path of more than 100 bytes has a
/// header of its own before it (typeflag `x`), and a size of 8 GiB or more is in base 256, as GNU tar,
/// bsdtar and Python write it.
public struct TarHeader: Sendable {
    /// Without a leading slash or `..`.
    public var path: String
    /// In bytes.
    public var size: Int
    /// Seconds since 1970.
    public var modified: Int
    private var type = UInt8(ascii: "0")

    public init(path: String, size: Int, modified: Int) {
        self.path = path
        self.size = size
        self.modified = modified
    }

    /// Bytes of one block: what an archive is counted in.
    public static let block = 512
    /// What an archive ends with.
    public static let end = [UInt8](repeating: 0, count: 2 * block)

    /// Zero bytes after a file of so many bytes.
    public static func padding(after size: Int) -> [UInt8] {
        [UInt8](repeating: 0, count: (block - size % block) % block)
    }

    /// How many bytes ``bytes`` are, whatever the size is.
    public var length: Int { bytes.count }

    public var bytes: [UInt8] { longPath + ustar }

    private var isLong: Bool { path.utf8.count > 100 }

    /// The header that gives a long path, and what it says.
    private var longPath: [UInt8] {
        guard isLong else { return [] }
        // "LENGTH path=PATH\n", where the length counts its own digits.
        let rest = " path=\(path)\n"
        var count = rest.utf8.count
        while String(count).utf8.count + rest.utf8.count != count {
            count = String(count).utf8.count + rest.utf8.count
        }
        let record = Array("\(count)\(rest)".utf8)
        var header = TarHeader(path: "PaxHeader", size: record.count, modified: modified)
        header.type = UInt8(ascii: "x")
        return header.ustar + record + Self.padding(after: record.count)
    }

    private var ustar: [UInt8] {
        var block = [UInt8](repeating: 0, count: Self.block)
        func put(_ text: String, at offset: Int, upTo length: Int) {
            for (index, byte) in text.utf8.prefix(length).enumerated() {
                block[offset + index] = byte
            }
        }
        put(path, at: 0, upTo: 100)
        put("0000644", at: 100, upTo: 7)
        // Of nobody: user and group 0.
        put("0000000", at: 108, upTo: 7)
        put("0000000", at: 116, upTo: 7)
        if size < 1 << 33 {
            put(octal(size, 11), at: 124, upTo: 11)
        } else {
            block[124] = 0x80
            for place in 0..<8 {
                block[135 - place] = UInt8(truncatingIfNeeded: size >> (8 * place))
            }
        }
        put(octal(max(0, modified), 11), at: 136, upTo: 11)
        put("        ", at: 148, upTo: 8)
        block[156] = type
        put("ustar\u{0}00", at: 257, upTo: 8)
        put("root", at: 265, upTo: 4)
        put("root", at: 297, upTo: 4)
        let sum = block.reduce(0) { $0 + Int($1) }
        put(octal(sum, 6) + "\u{0} ", at: 148, upTo: 8)
        return block
    }

    private func octal(_ number: Int, _ width: Int) -> String {
        let digits = String(number, radix: 8)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
}
