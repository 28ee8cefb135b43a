import Foundation
import ReviewScreen
import Synchronization

/// A process that keeps the terminal for the queue, which runs in a child of it: however the child ends,
/// by `kill -9` too, the terminal is as it was before.
///
/// It hands signals on and stops when the child stops, so that a shell sees one job.
enum TerminalKeeper {
    /// The child; 0 before there is one.
    private static let child = Atomic<Int32>(0)

    /// Runs the queue in a child and ends as it ends.
    static func keep() throws -> Never {
        var saved = termios()
        tcgetattr(STDIN_FILENO, &saved)
        let pid = try spawn()
        child.store(pid, ordering: .relaxed)
        unblockSignals()
        for number in [SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP] { handOn(number) }
        var status: Int32 = 0
        while true {
            let waited = waitpid(pid, &status, WUNTRACED)
            if waited < 0 {
                if errno == EINTR { continue }
                exit(ExitStatus.failed.rawValue)
            }
            if status & 0xFF == 0x7F {
                // Stopped: so is this one, until somebody continues it.
                signal(SIGTSTP, SIG_DFL)
                raise(SIGTSTP)
                handOn(SIGTSTP)
                kill(pid, SIGCONT)
                continue
            }
            break
        }
        let signal = status & 0x7F
        guard signal != 0 else { exit((status >> 8) & 0xFF) }
        FileHandle.standardOutput.write(Data(ScreenControl.leave.utf8))
        tcsetattr(STDIN_FILENO, TCSANOW, &saved)
        say("gavel: the queue was ended by signal \(signal); what was decided is kept")
        exit(128 + signal)
    }

    private static func handOn(_ number: Int32) {
        signal(number) { number in
            // Only async-signal-safe work here: an atomic load and kill.
            kill(TerminalKeeper.child.load(ordering: .relaxed), number)
        }
    }

    private static func spawn() throws -> pid_t {
        let words = CommandLine.arguments + ["--inner"]
        var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
        defer { for argument in arguments { free(argument) } }
        var pid: pid_t = 0
        // The link names this program to the child only before it becomes another.
        let path =
            (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
            ?? "/proc/self/exe"
        let error = posix_spawn(&pid, path, nil, nil, &arguments, environ)
        guard error == 0 else { throw POSIXError(POSIXErrorCode(rawValue: error) ?? .ENOENT) }
        return pid
    }
}
