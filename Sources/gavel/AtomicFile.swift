import Foundation
import Moderation

/// A file that is written beside its place, forced to the disk and renamed, so that a reader never sees
/// half of it, and a power cut leaves the old one or the new one.
///
/// **Never** leaves anything behind when it goes without a ``commit()``.
struct AtomicFile: ~Copyable {
    let path: String
    private let partial: String
    private let descriptor: Int32

    /// - Parameter mode: what it may be read by from its first byte on, less what the mask takes.
    /// - Throws: `Problem` E001.
    init(_ path: String, mode: mode_t = 0o644) throws {
        self.path = path
        partial = partialPath(of: path)
        // Of a process that was killed and had the same number.
        unlink(partial)
        descriptor = open(partial, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw Problem.cannotWrite(path) }
    }

    deinit {
        close(descriptor)
        unlink(partial)
    }

    /// - Throws: `Problem` E001.
    func write(_ bytes: some Sequence<UInt8>) throws {
        try writeAll(Array(bytes), to: descriptor, of: path)
    }

    /// Writes over what stands there.
    ///
    /// - Throws: `Problem` E001.
    func write(_ bytes: [UInt8], at offset: Int) throws {
        try writeAll(bytes, to: descriptor, at: offset, of: path)
    }

    /// Forces what was written to the disk, so that little can fail after it.
    ///
    /// - Throws: `Problem` E001.
    func flush() throws {
        guard fsync(descriptor) == 0 else { throw Problem.cannotWrite(path) }
    }

    /// Puts the file in its place.
    ///
    /// - Parameter mode: what it may be read by, whatever the mask says; else as it was opened.
    /// - Throws: `Problem` E001.
    consuming func commit(mode: mode_t? = nil) throws {
        if let mode { fchmod(descriptor, mode) }
        guard fsync(descriptor) == 0, rename(partial, path) == 0 else {
            throw Problem.cannotWrite(path)
        }
    }
}

/// What a file is called until it is whole: of this process only, so that two who write one file do not
/// move each other's halves, and no name that a collector of metrics takes for a file of its own.
func partialPath(of path: String) -> String { "\(path).\(getpid()).part" }

/// What a file that names authors may be read by: its owner only.
let modeOfNames: mode_t = 0o600

/// Writes all of some bytes, however many calls it takes.
///
/// - Parameters:
///   - offset: where; `nil` is where the last ones ended.
///   - path: what an error names.
/// - Throws: `Problem` E001.
func writeAll(
    _ bytes: [UInt8], to descriptor: Int32, at offset: Int? = nil, of path: String
) throws {
    var done = 0
    while done < bytes.count {
        let written = bytes.withUnsafeBytes { all in
            let rest = UnsafeRawBufferPointer(rebasing: all[done...])
            return if let offset {
                pwrite(descriptor, rest.baseAddress, rest.count, off_t(offset + done))
            } else {
                write(descriptor, rest.baseAddress, rest.count)
            }
        }
        if written < 0 {
            if errno == EINTR { continue }
            throw Problem.cannotWrite(path)
        }
        done += written
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
