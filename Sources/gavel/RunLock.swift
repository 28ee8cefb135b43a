import Foundation
import Moderation

/// Another run holds the lock.
struct LockHeld: Error, CustomStringConvertible {
    /// What that run wrote about itself: process and time.
    var holder: String

    var description: String {
        """
        gavel: ingest is already running (\(holder.isEmpty ? "unknown process" : holder))
          help: wait for it, or use '--if-locked skip' in the crontab
        """
    }
}

/// The lock of one desk's ingest, or of a folder that an export fills: `flock` on a file of its own that is
/// never deleted.
///
/// Never on the database: POSIX locks vanish when any descriptor of a file closes. What stands in
/// the file is for the message only.
final class RunLock {
    private let descriptor: Int32

    /// - Parameter waits: wait for another run instead of giving up.
    /// - Throws: `LockHeld`, or `Problem` E001 when the file cannot be made or locked.
    init(path: String, waits: Bool, now: Date) throws {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw Problem.cannotWrite(path) }
        if flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            var isHeld = errno == EWOULDBLOCK
            if isHeld, !waits {
                let holder = Self.content(descriptor)
                close(descriptor)
                throw LockHeld(holder: holder)
            }
            while isHeld, flock(descriptor, LOCK_EX) != 0 { isHeld = errno == EINTR }
            // A file system that cannot lock must not let two runs in.
            guard isHeld else {
                close(descriptor)
                throw Problem.cannotWrite(path)
            }
        }
        // Last, so that what gives up above does not empty another run's note.
        self.descriptor = descriptor
        let note = "process \(getpid()), since \(now.formatted(.iso8601))"
        ftruncate(descriptor, 0)
        _ = note.withCString { pwrite(descriptor, $0, strlen($0), 0) }
    }

    deinit {
        ftruncate(descriptor, 0)
        close(descriptor)
    }

    private static func content(_ descriptor: Int32) -> String {
        var buffer = [UInt8](repeating: 0, count: 200)
        let count = pread(descriptor, &buffer, buffer.count, 0)
        return String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
    }
}
