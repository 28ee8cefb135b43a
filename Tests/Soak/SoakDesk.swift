import Foundation
import Synchronization

/// A desk in a scratch folder, with comments that wait.
///
/// **Never** judges the program by what it says alone: what it said it did is held against the desk.
final class SoakDesk: Sendable {
    let folder: String
    let program: String
    let seed: UInt64
    /// Comments generated so far.
    private let generated = Mutex(0)

    init(program: String, seed: UInt64) throws {
        self.program = program
        self.seed = seed
        folder = NSTemporaryDirectory() + "gavel-soak-\(seed)-\(getpid())"
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        let made = run(["init", folder + "/desk", "--profile", "publisher"], by: "owner")
        guard made.status == 0 else { throw SoakError(message: made.errors) }
        try feed(300)
    }

    /// Runs the program at the desk and waits for its end.
    func run(_ arguments: [String], by name: String) -> Answer {
        let call = Call(self, arguments, by: name)
        return call.answer()
    }

    func atDesk(_ arguments: [String]) -> [String] { arguments + ["--desk", folder + "/desk"] }

    /// Adds comments to the file that grows, and reads it.
    @discardableResult
    func feed(_ count: Int) throws -> Answer {
        try grow(count)
        return run(feeding, by: "cron")
    }

    var feeding: [String] {
        atDesk(["ingest", folder + "/in.jsonl", "--source", "news", "--if-locked", "wait"])
    }

    func grow(_ count: Int) throws {
        let first = generated.withLock { number in
            defer { number += count }
            return number
        }
        let lines = (first..<first + count).map { number in
            // Most pass; what waits is an insult.
            number % 3 == 0
                ? #"{"id":"c\#(number)","text":"You are a clown, number \#(number), and an idiot."}"#
                : #"{"id":"c\#(number)","text":"Bench \#(number) in the park is wet again."}"#
        }
        let path = folder + "/in.jsonl"
        if !FileManager.default.fileExists(atPath: path) {
            _ = FileManager.default.createFile(atPath: path, contents: nil)
        }
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        try file.seekToEnd()
        try file.write(contentsOf: Data((lines.joined(separator: "\n") + "\n").utf8))
        try file.close()
    }

    var comments: Int { generated.withLock { $0 } }
}

struct SoakError: Error, CustomStringConvertible {
    var message: String
    var description: String { message }
}

/// What a run of the program came to.
struct Answer: Sendable {
    /// 137 for one that was killed.
    var status: Int32
    var text: String
    var errors: String

    var object: [String: Any] {
        (try? JSONSerialization.jsonObject(with: Data(text.utf8))) as? [String: Any] ?? [:]
    }
}

/// A run of the program, its output in files, which a kill does not take away.
struct Call {
    private let process = Process()
    private let base: String

    init(_ desk: SoakDesk, _ arguments: [String], by name: String) {
        base = desk.folder + "/out-\(UUID().uuidString)"
        process.executableURL = URL(fileURLWithPath: desk.program)
        process.arguments = arguments
        process.environment = [
            "PATH": "/usr/bin:/bin", "HOME": desk.folder, "GAVEL_MODERATOR": name, "TZ": "UTC",
        ]
        process.standardInput = FileHandle.nullDevice
        for part in ["", ".err"] {
            _ = FileManager.default.createFile(atPath: base + part, contents: nil)
        }
        process.standardOutput = FileHandle(forWritingAtPath: base)
        process.standardError = FileHandle(forWritingAtPath: base + ".err")
        try? process.run()
    }

    func kill() { Foundation.kill(process.processIdentifier, SIGKILL) }

    func answer() -> Answer {
        process.waitUntilExit()
        defer {
            for part in ["", ".err"] { try? FileManager.default.removeItem(atPath: base + part) }
        }
        func read(_ part: String) -> String {
            String(
                decoding: FileManager.default.contents(atPath: base + part) ?? Data(),
                as: UTF8.self)
        }
        let status = process.terminationStatus
        return Answer(
            status: process.terminationReason == .exit ? status : 128 + status, text: read(""),
            errors: read(".err"))
    }
}

/// A generator that gives the same numbers for the same seed (SplitMix64: Steele, Lea and Flood,
/// OOPSLA 2014).
struct Dice: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
