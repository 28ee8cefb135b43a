import Glibc

/// A character set that the system knows. The only file that knows iconv.
///
/// Unsafe by need, safe by this invariant: a descriptor lives within one call, and its pointers are
/// into arrays that outlive it.
struct Charset: Sendable {
    private let name: String
    private let isUTF8: Bool

    /// - Returns: `nil` for a set that is not known, or that does not hold ASCII as ASCII.
    init?(_ name: String) {
        let bytes = Array(name.utf8)
        // glibc takes options after a slash.
        guard 1...40 ~= bytes.count,
            bytes.allSatisfy({
                0x30...0x39 ~= $0 || 0x61...0x7A ~= $0 | 0x20 || "-_:.()+".utf8.contains($0)
            })
        else { return nil }
        self.name = name
        isUTF8 = ["utf-8", "utf8"].contains(name.lowercased())
        if isUTF8 { return }
        guard decoded(Array("<a>/".utf8)) == Array("<a>/".utf8) else { return nil }
    }

    /// The same text as UTF-8.
    ///
    /// - Returns: `nil` for bytes that the set does not have.
    func decoded(_ bytes: [UInt8]) -> [UInt8]? {
        if isUTF8 { return bytes }
        guard let descriptor = iconv_open("UTF-8", name), descriptor != iconv_t(bitPattern: -1)
        else { return nil }
        defer { iconv_close(descriptor) }
        var bytes = bytes
        // No byte of any set becomes more than four.
        var result = [UInt8](repeating: 0, count: bytes.count * 4 + 16)
        let count = bytes.withUnsafeMutableBytes { input in
            result.withUnsafeMutableBytes { output -> Int? in
                var from = input.baseAddress?.assumingMemoryBound(to: CChar.self)
                var left = input.count
                var to = output.baseAddress?.assumingMemoryBound(to: CChar.self)
                var room = output.count
                guard iconv(descriptor, &from, &left, &to, &room) != failed,
                    iconv(descriptor, nil, nil, &to, &room) != failed
                else { return nil }
                return output.count - room
            }
        }
        return count.map { Array(result.prefix($0)) }
    }
}

/// What iconv returns when it cannot go on: `(size_t)-1`.
private let failed = Int(bitPattern: UInt.max)
