import Foundation
import Moderation

/// A file that is written beside its place, forced to the disk and renamed, so that a reader never sees
/// half of it, and a power cut leaves the old one or the new one.
///
/// **Never** leaves anything behind when it goes without a ``commit()``.
struct AtomicFile: ~Copyable {
    let path: String
    private let descriptor: Int32
    // A name that no collector of metrics takes for a file of its own.
    private var partial: String { path + ".part" }

    /// - Throws: `Problem` E001.
    init(_ path: String) throws {
        self.path = path
        unlink(path + ".part")
        descriptor = open(path + ".part", O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw Problem.cannotWrite(path) }
    }

    deinit {
        close(descriptor)
        unlink(partial)
    }

    /// - Throws: `Problem` E001.
    func write(_ bytes: some Sequence<UInt8>) throws {
        var rest = Array(bytes)[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes {
                Foundation.write(descriptor, $0.baseAddress, $0.count)
            }
            if written < 0 {
                if errno == EINTR { continue }
                throw Problem.cannotWrite(path)
            }
            rest = rest.dropFirst(written)
        }
    }

    /// Puts the file in its place.
    ///
    /// - Parameter mode: what it may be read by, whatever the mask says; else what the mask leaves of 644.
    /// - Throws: `Problem` E001.
    consuming func commit(mode: mode_t? = nil) throws {
        if let mode { fchmod(descriptor, mode) }
        guard fsync(descriptor) == 0, rename(partial, path) == 0 else {
            throw Problem.cannotWrite(path)
        }
    }
}

/// Writes a file whole, or leaves it as it was.
///
/// - Throws: `Problem` E001.
func writeWhole(_ bytes: [UInt8], to path: String, mode: mode_t? = nil) throws {
    let file = try AtomicFile(path)
    try file.write(bytes)
    try file.commit(mode: mode)
}
