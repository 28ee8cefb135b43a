import Foundation
import TestSupport
import Testing

/// A sentence that stands in comments only: no line of stderr may ever hold it.
let canary = "heliotrope marmalade"

/// What a run of the program came to.
struct Outcome {
    /// The exit status as a shell shows it: 128 and the signal where one ended it.
    var status: Int32
    var output: Data
    var errors: String

    var text: String { String(decoding: output, as: UTF8.self) }
    var lines: [String] { text.split(separator: "\n").map(String.init) }
    var json: Any? { try? JSONSerialization.jsonObject(with: output, options: .fragmentsAllowed) }
    var object: [String: Any] { json as? [String: Any] ?? [:] }
}

/// The built program, run as cron runs it: no terminal, no settings of the person who tests.
enum Program {
    /// Beside the test bundle, where SwiftPM puts all products.
    static let url = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        .deletingLastPathComponent().appendingPathComponent("gavel")

    static func run(
        _ arguments: [String], input: Data = Data(), in folder: String? = nil,
        environment: [String: String] = [:]
    ) throws -> Outcome {
        let scratch = try TemporaryFolder()
        try input.write(to: URL(fileURLWithPath: scratch.path + "/in"))
        let process = try start(
            arguments, inputPath: scratch.path + "/in", outputs: scratch, in: folder,
            environment: environment)
        return finish(process, scratch)
    }

    static func run(_ arguments: String..., in folder: String? = nil) throws -> Outcome {
        try run(arguments, in: folder)
    }

    /// Starts the program with its output going to files in `outputs`.
    static func start(
        _ arguments: [String], inputPath: String = "/dev/null", outputs: TemporaryFolder,
        in folder: String? = nil, environment: [String: String] = [:]
    ) throws -> Process {
        let process = Process()
        process.executableURL = url
        process.arguments = arguments
        process.currentDirectoryURL = URL(fileURLWithPath: folder ?? outputs.path)
        process.environment = [
            "PATH": "/usr/bin:/bin", "HOME": outputs.path, "TZ": "UTC", "LANG": "C.UTF-8",
            "GAVEL_MODERATOR": "ann",
        ].merging(environment) { $1 }
        process.standardInput = FileHandle(forReadingAtPath: inputPath)
        for (name, keyPath) in [
            ("out", \Process.standardOutput), ("err", \Process.standardError),
        ] {
            _ = FileManager.default.createFile(atPath: outputs.path + "/" + name, contents: nil)
            process[keyPath: keyPath] = FileHandle(forWritingAtPath: outputs.path + "/" + name)
        }
        try process.run()
        return process
    }

    /// Waits for the end; whatever the program was asked, its stderr holds no comment text.
    static func finish(_ process: Process, _ outputs: TemporaryFolder) -> Outcome {
        process.waitUntilExit()
        let status = process.terminationStatus
        let errors = FileManager.default.contents(atPath: outputs.path + "/err") ?? Data()
        let outcome = Outcome(
            status: process.terminationReason == .exit ? status : 128 + status,
            output: FileManager.default.contents(atPath: outputs.path + "/out") ?? Data(),
            errors: String(decoding: errors, as: UTF8.self))
        #expect(!outcome.errors.contains("heliotrope"), "comment text on stderr")
        return outcome
    }
}

/// A folder that goes with the test.
final class TemporaryFolder: Sendable {
    let path: String

    init() throws {
        path =
            URL(fileURLWithPath: NSTemporaryDirectory()).resolvingSymlinksInPath().path
            + "/gavel-test-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Writes a file and gives its path.
    @discardableResult
    func write(_ name: String, _ text: String) throws -> String {
        try write(name, Data(text.utf8))
    }

    @discardableResult
    func write(_ name: String, _ data: Data) throws -> String {
        let url = URL(fileURLWithPath: path + "/" + name)
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try data.write(to: url)
        return url.path
    }
}

/// Asks again until the answer is yes or ten seconds have gone by; never a measure of speed.
func eventually(_ question: () throws -> Bool) throws -> Bool {
    for _ in 0..<6000 {
        if try question() { return true }
        usleep(10_000)
    }
    return false
}
