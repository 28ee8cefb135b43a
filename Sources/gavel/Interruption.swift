import Foundation
import Synchronization

/// The run was asked to stop by a signal; what was committed stays.
struct Stopped: Error, CustomStringConvertible {
    var signal: Int32

    var description: String {
        "stopped by \(signal == SIGINT ? "SIGINT" : "SIGTERM"); committed batches stay,"
            + " the same command goes on from there"
    }
}

/// Turns SIGINT and SIGTERM into a question that long work asks between batches.
///
/// A second signal ends the program at once, and so do two seconds in which it could not be asked,
/// as while it waits for a pipe or for the lock: what is not committed is read again next time.
/// What is being written is written to its end, however long that takes.
enum Interruption {
    private static let caught = Atomic<Int32>(0)
    private static let isWriting = Atomic<Bool>(false)

    static func watch() {
        for number in [SIGINT, SIGTERM] {
            signal(number) { caught in
                // Only async-signal-safe work here: an atomic store, alarm and _exit.
                if Interruption.caught.exchange(caught, ordering: .relaxed) != 0 {
                    _exit(128 + caught)
                }
                alarm(2)
            }
        }
        signal(SIGALRM) { _ in
            if Interruption.isWriting.load(ordering: .relaxed) {
                alarm(1)
            } else {
                _exit(128 + Interruption.caught.load(ordering: .relaxed))
            }
        }
    }

    /// Does work that a signal does not cut; the next `check` stops then.
    ///
    /// - Precondition: not called inside itself.
    static func finishing<Value>(_ write: () throws -> Value) rethrows -> Value {
        isWriting.store(true, ordering: .relaxed)
        defer { isWriting.store(false, ordering: .relaxed) }
        return try write()
    }

    /// - Throws: `Stopped` once a signal came.
    static func check() throws {
        let number = caught.load(ordering: .relaxed)
        if number != 0 { throw Stopped(signal: number) }
    }
}

/// Lets every signal through that whoever started the program may have held back.
func unblockSignals() {
    var none = sigset_t()
    sigemptyset(&none)
    sigprocmask(SIG_SETMASK, &none, nil)
}
