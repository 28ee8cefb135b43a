import Foundation
import TestSupport
import Testing

/// A terminal that a test sits before: a server of tmux with one window of its own.
final class TerminalPane {
    private let name = "gavel-test-\(UUID().uuidString.prefix(8))"
    private let columns: Int
    private let rows: Int

    /// Whether there is a tmux; `make test` installs it.
    static let isThere = FileManager.default.isExecutableFile(atPath: "/usr/bin/tmux")

    init(columns: Int = 80, rows: Int = 24) {
        (self.columns, self.rows) = (columns, rows)
    }

    deinit { try? tmux("kill-server") }

    func tmux(_ arguments: String...) throws { try run(arguments, output: FileHandle.nullDevice) }

    /// - Parameter output: never a pipe for what starts the server, which would hold it open.
    private func run(_ arguments: [String], output: Any) throws {
        let process = Process()
        // The server that tmux leaves behind must hold nothing open that somebody waits for, and must
        // hear the signals that the runner of tests holds back.
        let free = "POSIX::close($_) for 3..255; sigprocmask(SIG_SETMASK, POSIX::SigSet->new);"
        process.executableURL = URL(fileURLWithPath: "/usr/bin/perl")
        process.arguments =
            [
                "-MPOSIX", "-e", free + "exec '/usr/bin/tmux', @ARGV", "--", "-L", name, "-f",
                "/dev/null", "-u",
            ]
            + arguments
        process.environment = [
            "LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin", "HOME": "/nonexistent",
        ]
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
    }

    /// Begins a shell that has run a command, with some variables set.
    func run(_ command: String, environment: [String: String] = [:]) throws {
        let variables = ["TZ": "UTC", "PS1": "$ "].merging(environment) { $1 }
        let words = variables.sorted { $0.key < $1.key }.flatMap {
            ["-e", "\($0.key)=\($0.value)"]
        }
        try tmux(
            "new-session", "-d", "-x", "\(columns)", "-y", "\(rows)", "env", "-i", "TERM=screen",
            "LC_ALL=C.UTF-8", "PATH=/usr/bin:/bin", "TZ=UTC", "PS1=$ ",
            "/bin/bash", "--norc", "--noprofile")
        for index in stride(from: 1, to: words.count, by: 2) {
            try type("export '\(words[index])'")
            try press("Enter")
        }
        try type("clear; \(command)")
        try press("Enter")
    }

    /// Presses keys by tmux's names.
    func press(_ keys: String...) throws {
        for key in keys { try tmux("send-keys", key) }
    }

    func type(_ text: String) throws { try tmux("send-keys", "-l", text) }

    /// What the terminal shows.
    func screen(colours: Bool = false) throws -> String {
        let output = Pipe()
        try run(["capture-pane", "-p"] + (colours ? ["-e"] : []), output: output)
        // A screen is less than a pipe holds.
        try output.fileHandleForWriting.close()
        return String(
            decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    }

    func resize(columns: Int, rows: Int) throws {
        try tmux("resize-window", "-x", "\(columns)", "-y", "\(rows)")
    }

    /// Waits until the screen has words, or has them no more; what is waited for is not timed, and a
    /// machine that does much else is given minutes.
    @discardableResult
    func wait(
        for words: String, gone: Bool = false, sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> String {
        var screen = ""
        for _ in 0..<2_400 {
            screen = try self.screen()
            if screen.contains(words) != gone { return screen }
            usleep(50_000)
        }
        Issue.record(
            "the screen \(gone ? "still has" : "never had") '\(words)':\n\(screen)",
            sourceLocation: sourceLocation)
        return screen
    }
}
