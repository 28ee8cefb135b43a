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
enum Interruption {
    private static let caught = Atomic<Int32>(0)

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
        signal(SIGALRM) { _ in _exit(128 + Interruption.caught.load(ordering: .relaxed)) }
    }

    /// - Throws: `Stopped` once a signal came.
    static func check() throws {
        let number = caught.load(ordering: .relaxed)
        if number != 0 { throw Stopped(signal: number) }
    }
}
