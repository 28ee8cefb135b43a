import Foundation
import Moderation

/// Writes a file beside its place, forces it to the disk and renames it, so that a reader never sees half
/// of it, and a power cut leaves the old one or the new one.
///
/// - Parameter mode: what it may be read by, whatever the mask says; else what the mask leaves of 644.
/// - Throws: `Problem` E001.
func writeWhole(_ bytes: [UInt8], to path: String, mode: mode_t? = nil) throws {
    // A name that no collector of metrics takes for a file of its own.
    let partial = path + ".part"
    unlink(partial)
    let descriptor = open(partial, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw Problem.cannotWrite(path) }
    var rest = bytes[...]
    while !rest.isEmpty {
        let written = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
        if written < 0 {
            if errno == EINTR { continue }
            break
        }
        rest = rest.dropFirst(written)
    }
    if let mode { fchmod(descriptor, mode) }
    let isWritten = rest.isEmpty && fsync(descriptor) == 0
    close(descriptor)
    guard isWritten, rename(partial, path) == 0 else {
        unlink(partial)
        throw Problem.cannotWrite(path)
    }
}
