import Crypto
import Foundation
import Ingest
import Moderation
import ReviewQueue

extension FileState {
    /// The state of a file; `nil` where there is none of that name, or no plain file.
    ///
    /// - Parameter followsLinks: whether a link stands for what it points to.
    init?(path: String, followsLinks: Bool = true) {
        var status = stat()
        guard (followsLinks ? stat(path, &status) : lstat(path, &status)) == 0 else { return nil }
        self.init(status)
    }

    init?(_ file: FileSource) {
        var status = stat()
        guard fstat(file.descriptor, &status) == 0 else { return nil }
        self.init(status)
    }

    private init?(_ status: stat) {
        guard status.st_mode & S_IFMT == S_IFREG else { return nil }
        self.init(
            device: Int64(bitPattern: UInt64(status.st_dev)),
            inode: Int64(bitPattern: UInt64(status.st_ino)), size: Int64(status.st_size),
            // Wraps for a time centuries from now, which is compared all the same.
            modifiedAt: Int64(status.st_mtim.tv_sec) &* 1_000_000_000
                &+ Int64(status.st_mtim.tv_nsec))
    }
}

extension FileSource {
    /// The hash of a file's first bytes; `nil` where it has fewer. What is read next stays.
    ///
    /// - Throws: `Problem` F003.
    /// - Complexity: reads them all, some 400 MB a second at least.
    mutating func hash(upTo count: Int) throws -> SHA256? {
        let place = lseek(descriptor, 0, SEEK_CUR)
        try seek(to: 0)
        var hash = SHA256()
        var left = count
        while left > 0 {
            let bytes = try read(upTo: min(left, 1 << 20))
            if bytes.isEmpty { break }
            hash.update(data: bytes)
            left -= bytes.count
        }
        try seek(to: place)
        return left == 0 ? hash : nil
    }

    /// Whether a line ends anywhere. What is read next is the first byte.
    ///
    /// - Throws: `Problem` F003.
    mutating func hasLine() throws -> Bool {
        try seek(to: 0)
        var bytes: [UInt8] = []
        repeat {
            bytes = try read(upTo: 64 << 10)
        } while !bytes.isEmpty && !bytes.contains(UInt8(ascii: "\n"))
        try seek(to: 0)
        return !bytes.isEmpty
    }
}
