import Dispatch
import Foundation
import Moderation
import PolicyEngine

/// Times the program as its users run it: whole processes over generated or shared comments.
///
/// Every case is run several times in turn with the others, so that a noisy neighbour hits all of
/// them; the median is quoted and ratios are taken within one round.
@main
enum Bench {
    static let rounds = 5

    static func main() throws {
        let arguments = CommandLine.arguments.dropFirst()
        let parts = ["engine", "campaigns", "curve", "readers", "desk", "reports"]
        let part = arguments.dropFirst().first
        guard (1...3).contains(arguments.count), part.map(parts.contains) ?? true,
            arguments.count < 3 || ["desk", "reports"].contains(part)
        else {
            print("usage: gavel-bench PATH-TO-GAVEL [\(parts.joined(separator: "|")) [FOLDER]]")
            print("a FOLDER keeps the large desk, for the next time")
            exit(64)
        }
        let gavel = Gavel(path: arguments.first!)
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("gavel-bench-\(getpid())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        if part == nil || part == "readers" {
            try ReadersBench(gavel: gavel, folder: folder, comments: 200_000).run()
            if part != nil { return }
        }
        let input = try BenchInput.prepare(in: folder)
        print("input: \(input.comments) comments, \(input.bytes) bytes, \(input.origin)")

        let policies = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../policies").standardized.path
        if part == nil || part == "engine" {
            try EngineBench.load(input, policies: policies, folder: folder).run()
        }
        if part != "engine" {
            let policy = try Policy.load(from: policies, profile: .publisher)
            // Ten minutes: only when it is asked for.
            let kept = arguments.count > 2 ? URL(fileURLWithPath: arguments.last!) : folder
            if part == "reports" {
                let bench = ReportBench(
                    gavel: gavel, policy: policy, folder: kept, comments: 1_000_000)
                return try bench.run()
            }
            if part == "desk" {
                let bench = DeskBench(
                    gavel: gavel, policy: policy, folder: kept, comments: 1_000_000)
                return try bench.run()
            }
            let bench = CampaignBench(policy: policy, folder: folder)
            if part != "curve" { try bench.measureQuality(letters: 100_000) }
            // Half an hour: only when it is asked for.
            if part == "curve" { try bench.measureCurve([10_000, 100_000, 1_000_000]) }
        }
        if arguments.count > 1 { return }

        var table = BenchTable()
        let desk = folder.appendingPathComponent("status").path
        try gavel.run(["init", desk, "--profile", "publisher"])
        try gavel.run(["ingest", input.path, "--source", "bench", "--desk", desk])
        for round in 0..<rounds {
            for jobs in [1, 2] {
                let seconds = try gavel.run(["classify", input.path, "--jobs", "\(jobs)"])
                table.add("classify, jobs \(jobs)", seconds, comments: input.comments)
                let fresh = folder.appendingPathComponent("desk-\(round)-\(jobs)").path
                try gavel.run(["init", fresh, "--profile", "publisher"])
                let ingest = ["ingest", input.path, "--source", "bench", "--desk", fresh]
                let first = try gavel.run(ingest + ["--jobs", "\(jobs)"])
                table.add("ingest, jobs \(jobs)", first, comments: input.comments)
                if jobs == 1 {
                    table.add(
                        "ingest again, nothing new", try gavel.run(ingest),
                        comments: input.comments)
                }
                try FileManager.default.removeItem(atPath: fresh)
            }
            table.add("gavel --version", try gavel.run(["--version"]))
            table.add("gavel status", try gavel.run(["status", "--desk", desk]))
            table.add(
                "gavel queue list", try gavel.run(["queue", "list", "--desk", desk]))
        }
        table.show()
    }
}

/// The program under measurement.
struct Gavel {
    let path: String

    /// - Returns: wall seconds from start to exit.
    @discardableResult
    func run(_ arguments: [String]) throws -> Double {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.standardOutput = FileHandle.nullDevice
        // `waitUntilExit` polls every 50 ms; the handler is called at once.
        let ended = DispatchSemaphore(value: 0)
        process.terminationHandler = { _ in ended.signal() }
        let clock = ContinuousClock()
        let start = clock.now
        try process.run()
        ended.wait()
        let elapsed = clock.now - start
        guard process.terminationStatus == 0 else {
            throw CocoaError(
                .featureUnsupported,
                userInfo: [NSLocalizedDescriptionKey: "gavel \(arguments) failed"])
        }
        return Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) * 1e-18
    }
}

/// Collected times by case, in the order the cases were first seen.
struct BenchTable {
    private var order: [String] = []
    private var seconds: [String: [Double]] = [:]
    private var comments: [String: Int] = [:]

    mutating func add(_ name: String, _ time: Double, comments count: Int? = nil) {
        if seconds[name] == nil { order.append(name) }
        seconds[name, default: []].append(time)
        comments[name] = count
    }

    func show() {
        print("case                           median s     min s   comments/s")
        for name in order {
            let times = seconds[name]!.sorted()
            let median = times[times.count / 2]
            let rate = comments[name].map { String(Int(Double($0) / median)) } ?? ""
            let columns = [
                name.padding(toLength: 28, withPad: " ", startingAt: 0),
                Self.right(String(format: "%.4f", median), 11),
                Self.right(String(format: "%.4f", times[0]), 9), Self.right(rate, 12),
            ]
            print(columns.joined(separator: " "))
        }
        fflush(nil)
    }

    private static func right(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count)) + text
    }
}
