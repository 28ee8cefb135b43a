import Foundation

/// How long somebody waits before the terminal queue: for its first screen, and after a key.
struct ReviewBench {
    let gavel: Gavel
    /// A desk with many open comments.
    let desk: String

    func measure() throws {
        var table = BenchTable()
        for _ in 0..<11 {
            let pane = try PseudoTerminal(gavel.path, ["review", "--desk", desk, "--as", "bench"])
            table.add("start to the first comment", try pane.wait(for: " approve"))
            try pane.end()
        }
        for (columns, rows) in [(80, 24), (200, 60)] {
            let pane = try PseudoTerminal(
                gavel.path, ["review", "--desk", desk, "--as", "bench"], columns: columns,
                rows: rows)
            _ = try pane.wait(for: " approve")
            try pane.rest()
            for round in 0..<60 {
                let size = "\(columns)×\(rows)"
                table.add("\(size): f to the next comment", try pane.press("f", until: "approved "))
                try pane.rest()
                if round % 3 == 0 {
                    table.add(
                        "\(size): u to the comment again", try pane.press("u", until: "took back"))
                    try pane.rest()
                }
                table.add("\(size): j to the next one", try pane.press("j", until: " of "))
                try pane.rest()
                table.add("\(size): d to the reasons", try pane.press("d", until: "why?"))
                _ = try pane.press("\u{1B}", until: "approve")
                try pane.rest()
            }
            try pane.end()
        }
        table.show()
    }
}

/// A terminal that a program is shown, without a person.
///
/// What must hold: the descriptor is open from `init` to `end`.
final class PseudoTerminal {
    private let master: Int32
    private let process = Process()
    private let clock = ContinuousClock()
    private let started: ContinuousClock.Instant

    init(_ path: String, _ arguments: [String], columns: Int = 80, rows: Int = 24) throws {
        // What posix_openpt and its like do, which Swift's Glibc does not show.
        // **Source**: ioctl_tty(2), TIOCSPTLCK and TIOCGPTN.
        master = open("/dev/ptmx", O_RDWR | O_NOCTTY)
        var (unlocked, number) = (Int32(0), Int32(0))
        guard master >= 0, ioctl(master, 0x4004_5431, &unlocked) == 0,
            ioctl(master, 0x8004_5430, &number) == 0
        else { throw POSIXError(.ENOTTY) }
        let name = "/dev/pts/\(number)"
        var size = winsize()
        (size.ws_col, size.ws_row) = (UInt16(columns), UInt16(rows))
        _ = ioctl(master, UInt(TIOCSWINSZ), &size)
        let slave = FileHandle(fileDescriptor: open(name, O_RDWR | O_NOCTTY), closeOnDealloc: true)
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.environment = [
            "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin",
        ]
        (process.standardInput, process.standardOutput, process.standardError) = (
            slave, slave, slave
        )
        started = clock.now
        try process.run()
    }

    /// Seconds since the start until words are written.
    func wait(for words: String) throws -> Double { try seconds(since: started, until: words) }

    /// Seconds between a key and words that are written after it.
    func press(_ key: String, until words: String) throws -> Double {
        let start = clock.now
        _ = key.withCString { write(master, $0, strlen($0)) }
        return try seconds(since: start, until: words)
    }

    /// Reads what is still written, until nothing was for a moment.
    func rest() throws { while poll(250) { _ = bytes() } }

    func end() throws {
        _ = write(master, "q", 1)
        while process.isRunning { if poll(20) { _ = bytes() } }
        close(master)
    }

    private func seconds(since start: ContinuousClock.Instant, until words: String) throws -> Double
    {
        var seen: [UInt8] = []
        let wanted = Array(words.utf8)
        while true {
            guard poll(10_000), clock.now - start < .seconds(20) else {
                throw POSIXError(
                    .ETIMEDOUT,
                    userInfo: ["screen": String(decoding: seen, as: UTF8.self).debugDescription])
            }
            seen += bytes()
            if seen.contains(wanted) {
                let elapsed = clock.now - start
                return Double(elapsed.components.seconds)
                    + Double(elapsed.components.attoseconds) * 1e-18
            }
        }
    }

    private func poll(_ milliseconds: Int32) -> Bool {
        var polled = [pollfd(fd: master, events: Int16(POLLIN), revents: 0)]
        return Glibc.poll(&polled, 1, milliseconds) == 1
    }

    private func bytes() -> [UInt8] {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = read(master, &buffer, buffer.count)
        return Array(buffer.prefix(max(0, count)))
    }
}

extension [UInt8] {
    fileprivate func contains(_ other: [UInt8]) -> Bool {
        guard count >= other.count else { return false }
        return (0...(count - other.count)).contains { self[$0...].starts(with: other) }
    }
}
