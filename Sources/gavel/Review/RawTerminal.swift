import Foundation
import ReviewScreen
import Synchronization

/// The terminal while the queue has it: every key comes at once and nothing is echoed.
///
/// What must hold: `enter` and `leave` are called in turns; the signals that are caught only write a byte
/// to a pipe, which is all that a handler may do.
final class RawTerminal {
    enum Input {
        case bytes([UInt8])
        case signal(Int32)
        /// Nothing came in time.
        case nothing
        /// The terminal is gone.
        case closed
    }

    private var saved = termios()
    private let pipe: (read: Int32, write: Int32)

    /// Where handlers write; -1 before there is a pipe.
    private static let signals = Atomic<Int32>(-1)

    /// - Throws: what the system says where there is no terminal.
    init() throws {
        var ends: [Int32] = [0, 0]
        guard tcgetattr(STDIN_FILENO, &saved) == 0, Glibc.pipe(&ends) == 0 else {
            throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .ENOTTY)
        }
        pipe = (ends[0], ends[1])
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        Self.signals.store(ends[1], ordering: .relaxed)
        unblockSignals()
        for number in [SIGWINCH, SIGTERM, SIGHUP, SIGINT, SIGTSTP, SIGQUIT] { catchSignal(number) }
        // A reader that went away is noticed by the write that fails.
        signal(SIGPIPE, SIG_IGN)
        enter()
    }

    private func catchSignal(_ number: Int32) {
        signal(number) { number in
            // Only async-signal-safe work here: an atomic load and a write.
            var byte = UInt8(truncatingIfNeeded: number)
            _ = Glibc.write(RawTerminal.signals.load(ordering: .relaxed), &byte, 1)
        }
    }

    func enter() {
        var raw = saved
        cfmakeraw(&raw)
        tcsetattr(STDIN_FILENO, TCSADRAIN, &raw)
        write(ScreenControl.enter)
    }

    func leave() {
        write(ScreenControl.leave)
        tcsetattr(STDIN_FILENO, TCSADRAIN, &saved)
    }

    /// Gives the terminal back until somebody continues the program.
    func pause() {
        leave()
        // Not SIGSTOP: where no shell could continue it, this one does nothing.
        signal(SIGTSTP, SIG_DFL)
        raise(SIGTSTP)
        catchSignal(SIGTSTP)
        enter()
    }

    /// Waits for keys or a signal.
    func read(milliseconds: Int32) -> Input {
        var polled = [
            pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
            pollfd(fd: pipe.read, events: Int16(POLLIN), revents: 0),
        ]
        let ready = poll(&polled, 2, milliseconds)
        if ready <= 0 { return ready < 0 && errno != EINTR ? .closed : signalCaught() ?? .nothing }
        if let input = signalCaught() { return input }
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = Glibc.read(STDIN_FILENO, &buffer, buffer.count)
        if count < 0, errno == EINTR || errno == EAGAIN { return .nothing }
        return count > 0 ? .bytes(Array(buffer.prefix(count))) : .closed
    }

    private func signalCaught() -> Input? {
        var byte: UInt8 = 0
        return Glibc.read(pipe.read, &byte, 1) == 1 ? .signal(Int32(byte)) : nil
    }

    /// Forgets what was typed and not read.
    ///
    /// - Returns: whether there was anything.
    func dropTyped() -> Bool {
        var typed = [pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)]
        let isTyped = poll(&typed, 1, 0) > 0
        tcflush(STDIN_FILENO, TCIFLUSH)
        return isTyped
    }

    /// - Returns: whether the terminal took it.
    @discardableResult
    func write(_ text: String) -> Bool {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                Glibc.write(STDOUT_FILENO, $0.baseAddress, $0.count)
            }
            if count < 0 {
                if errno == EINTR { continue }
                if errno == EAGAIN {
                    usleep(1000)
                    continue
                }
                return false
            }
            rest = rest.dropFirst(count)
        }
        return true
    }
}
