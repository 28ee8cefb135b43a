import Crypto
import Foundation
import Moderation
import Reports

/// A tar archive that is written file by file, with a list of their SHA-256 as its last.
///
/// Tar and no other: every system opens it, it can be written in one go, and its bytes follow from what
/// is in it, where those of a compressed one follow from the compressor's version, too. A file's size
/// stands before it and is known after it: the header is written twice.
/// **Never** holds more than a file's piece in memory, or leaves anything behind without a ``commit()``.
struct TarFile: ~Copyable {
    private let file: AtomicFile
    private let manifest: SpoolFile
    private let modified: Int
    private var offset = 0

    /// - Parameters:
    ///   - modified: of every file.
    ///   - mode: of the archive.
    /// - Throws: `Problem` E001.
    static func begin(_ path: String, modified: Date, mode: mode_t) throws -> TarFile {
        let manifest = try SpoolFile(beside: path)
        return TarFile(
            file: try AtomicFile(path, mode: mode), manifest: manifest,
            modified: Int(modified.timeIntervalSince1970))
    }

    private init(file: consuming AtomicFile, manifest: SpoolFile, modified: Int) {
        self.file = file
        self.manifest = manifest
        self.modified = modified
    }

    /// Adds a file that is written piece by piece.
    ///
    /// - Parameter path: of letters, digits and `._-/` only.
    mutating func add(
        _ path: String, _ body: (_ write: ([UInt8]) throws -> Void) throws -> Void
    ) throws {
        let (size, digest) = try append(path, body)
        offset += TarHeader(path: path, size: size, modified: modified).length + size
        let padding = TarHeader.padding(after: size)
        try file.write(padding)
        offset += padding.count
        try manifest.write(Array("\(hexDigits(digest))  \(path)\n".utf8))
    }

    mutating func add(_ path: String, _ bytes: [UInt8]) throws {
        try add(path) { write in try write(bytes) }
    }

    private func append(
        _ path: String, _ body: (_ write: ([UInt8]) throws -> Void) throws -> Void
    ) throws -> (size: Int, digest: [UInt8]) {
        try file.write(TarHeader(path: path, size: 0, modified: modified).bytes)
        var size = 0
        var hash = SHA256()
        try body { bytes in
            try file.write(bytes)
            hash.update(data: bytes)
            size += bytes.count
        }
        try file.write(TarHeader(path: path, size: size, modified: modified).bytes, at: offset)
        return (size, Array(hash.finalize()))
    }

    /// Adds the list of all files, and what an archive ends with.
    ///
    /// - Returns: the list's own SHA-256.
    mutating func finish() throws -> String {
        let (_, digest) = try append("manifest.sha256") { write in
            try manifest.read { try write($0) }
        }
        try file.write(TarHeader.padding(after: manifest.size) + TarHeader.end)
        try file.flush()
        return hexDigits(digest)
    }

    /// Puts the archive in its place.
    ///
    /// - Throws: `Problem` E001.
    consuming func commit() throws { try file.commit() }
}

/// Bytes that are kept on the disk until they are read once; no name leads to them.
private final class SpoolFile {
    private let path: String
    private let descriptor: Int32
    private(set) var size = 0

    /// - Throws: `Problem` E001.
    init(beside path: String) throws {
        self.path = path
        let name = partialPath(of: path + ".manifest")
        unlink(name)
        descriptor = open(name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Problem.cannotWrite(path) }
        unlink(name)
    }

    deinit { close(descriptor) }

    func write(_ bytes: [UInt8]) throws {
        try writeAll(bytes, to: descriptor, at: size, of: path)
        size += bytes.count
    }

    func read(_ each: ([UInt8]) throws -> Void) throws {
        var place = 0
        var piece = [UInt8](repeating: 0, count: exportChunk)
        while place < size {
            let count = pread(descriptor, &piece, piece.count, off_t(place))
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw Problem.cannotWrite(path) }
            try each(Array(piece.prefix(count)))
            place += count
        }
    }
}
