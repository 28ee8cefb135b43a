import Foundation
import Moderation
import ReviewScreen

/// What stdout and stderr are, read from the real world once.
enum Terminal {
    static var isOutput: Bool { isatty(STDOUT_FILENO) == 1 }
    static var isError: Bool { isatty(STDERR_FILENO) == 1 }

    /// Whether standard input comes from a file or another program, and not from nobody.
    static var isPiped: Bool {
        var status = stat()
        return fstat(STDIN_FILENO, &status) == 0 && status.st_mode & S_IFMT != S_IFCHR
    }

    /// Whether a line on stderr may be written over: a dumb terminal, or a program that shows what a
    /// terminal would, repeats it line by line.
    static var showsProgress: Bool {
        let term = ProcessInfo.processInfo.environment["TERM"] ?? ""
        return isError && !term.isEmpty && term != "dumb"
    }

    /// Whether the terminal is one that a screen can be drawn on, with somebody before it.
    static var showsScreen: Bool {
        let term = ProcessInfo.processInfo.environment["TERM"] ?? ""
        return canAsk && !term.isEmpty && term != "dumb"
    }

    /// As large as the terminal is now; 80×24 where it does not say.
    static var size: ScreenSize {
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0
        else { return ScreenSize(columns: 80, rows: 24) }
        return ScreenSize(columns: Int(size.ws_col), rows: Int(size.ws_row))
    }

    /// Whether somebody reads and can answer.
    static var canAsk: Bool { isatty(STDIN_FILENO) == 1 && isOutput }

    /// Asks a question that only `y` or `yes` affirms.
    static func ask(_ question: String) -> Bool {
        tellError("\(question) [y/N] ")
        let answer = readLine()?.lowercased()
        return answer == "y" || answer == "yes"
    }

    /// Whether a preview is to be acted on: by a flag, else by somebody who can answer.
    static func isWanted(_ question: String, yes: Bool, dryRun: Bool) -> Bool {
        if yes { return true }
        if dryRun || !canAsk {
            say(dryRun ? "nothing was changed" : "nothing was changed; --yes does it")
            return false
        }
        if ask(question) { return true }
        say("nothing was changed")
        return false
    }

    /// Colour only for a terminal that has not asked for none.
    static var style: Style {
        let environment = ProcessInfo.processInfo.environment
        let term = environment["TERM"] ?? ""
        let refuses = !(environment["NO_COLOR"] ?? "").isEmpty || term.isEmpty || term == "dumb"
        return Style(colour: isOutput && !refuses)
    }

    /// The columns of the terminal; 100 for a pipe, which has no edge but a reader.
    static var width: Int { width(of: STDOUT_FILENO) }

    static var errorWidth: Int { width(of: STDERR_FILENO) }

    private static func width(of descriptor: Int32) -> Int {
        var size = winsize()
        if ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col >= 20 {
            return Int(size.ws_col)
        }
        return ProcessInfo.processInfo.environment["COLUMNS"].flatMap(Int.init) ?? 100
    }

    /// Writes to stderr what is safe to be shown; one that is closed or full changes no exit status.
    static func tellError(_ text: String) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
            if written < 0, errno == EINTR { continue }
            if written <= 0 { return }
            rest = rest.dropFirst(written)
        }
    }

    /// Says to somebody who waits at a terminal that a file is in its place.
    ///
    /// Nothing to a script or cron: the exit status says it, and stdout is for answers.
    static func tellWritten(_ path: String, _ what: String? = nil) {
        guard isError else { return }
        say("wrote \(path)" + (what.map { ": \($0)" } ?? ""))
    }

    /// Writes a line that may quote ids and names from outside.
    static func tell(_ line: String) { print([SafeText(line).description]) }

    static func print(_ lines: [String]) { print(lines.map { $0 + "\n" }.joined()) }

    static func print(_ text: String) { print(Array(text.utf8)) }

    /// Writes bytes to stdout; a reader that went away (`| head`) ends the program in silence.
    static func print(_ bytes: [UInt8]) {
        do {
            if try !offer(bytes) { exit(ExitStatus.done.rawValue) }
        } catch {
            ExitStatus.exit(with: error)
        }
    }

    /// Writes bytes to stdout.
    ///
    /// - Returns: `false` where the reader went away, and the program was told to survive it.
    /// - Throws: `Problem` E001.
    static func offer(_ bytes: [UInt8]) throws -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
            if written < 0 {
                if errno == EINTR { continue }
                if errno == EPIPE { return false }
                throw Problem.export(
                    .cannotWrite,
                    "standard output cannot be written: \(String(cString: strerror(errno)))",
                    help: "make room, or send the output elsewhere")
            }
            rest = rest.dropFirst(written)
        }
        return true
    }
}
